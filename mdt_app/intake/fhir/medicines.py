"""FHIR MedicationRequests and MedicationStatements as rows of medicines."""

from mdt_app.intake.fhir.elements import (
    Json,
    concept_words,
    day,
    element,
    elements,
    extension,
    first_day,
    text,
)
from mdt_app.intake.fhir.references import References, medicine_meant
from mdt_app.intake.fhir.stream import Entry
from mdt_app.intake.rows import PlainRow, Problem

_SECTION = "medicines"
_CURRENT = {
    "active": "yes",
    "on-hold": "no",
    "completed": "no",
    "stopped": "no",
    "not-taken": "no",
    "unknown": "",
    "": "",
}
_NEVER_TAKEN = {
    "cancelled": "It was cancelled before anything was given",
    "draft": "It is a draft",
    "intended": "It is intended, not begun",
}
_ONLY_PROPOSED = frozenset(["proposal", "option"])
_LAST_ISSUE = (
    "Extension-UKCore-MedicationStatementLastIssueDate",
    "Extension-CareConnect-GPC-MedicationStatementLastIssueDate",
)
_STATUS_REASON = (
    "Extension-UKCore-MedicationStatusReason",
    "Extension-CareConnect-GPC-MedicationStatusReason",
)


def medicine_row(entry: Entry, number: str, references: References) -> PlainRow | Problem:
    """One prescription or statement; its class is worked out later from its name."""
    resource = entry.resource
    status = text(resource.get("status"))
    refusal = _refusal(resource, status)
    if refusal:
        return Problem(
            entry.row, "current", status, refusal, "Nothing needs doing if so.", _SECTION
        )
    is_request = resource.get("resourceType") == "MedicationRequest"
    cells = {
        "nhs_number": number,
        "name": _name(resource, references),
        "dose": _dose(resource, "dosageInstruction" if is_request else "dosage"),
        **(_request_days(resource, status) if is_request else _statement_days(resource)),
        "current": _CURRENT[status],
    }
    return PlainRow(_SECTION, entry.row, cells)


def _refusal(resource: Json, status: str) -> str:
    if status in _NEVER_TAKEN:
        return _NEVER_TAKEN[status]
    if resource.get("doNotPerform") is True:
        return "It says that the medicine is not to be given"
    if text(resource.get("intent")) in _ONLY_PROPOSED:
        return "It is a proposal, not a prescription"
    return "" if status in _CURRENT else f"Its status, {status[:40]}, is not one of FHIR R4"


def _name(resource: Json, references: References) -> str:
    named = concept_words(resource.get("medicationCodeableConcept"))
    if named:
        return named
    pointer = element(resource.get("medicationReference"))
    reference = text(pointer.get("reference"))
    for inside in elements(resource.get("contained")):
        if reference.startswith("#") and inside.get("id") == reference[1:]:
            return concept_words(inside.get("code"))
    return medicine_meant(reference, references) or text(pointer.get("display"))


def _dose(resource: Json, where: str) -> str:
    return "; ".join(
        said
        for dose in elements(resource.get(where))
        if (said := text(dose.get("text")) or text(dose.get("patientInstruction")))
    )


def _request_days(resource: Json, status: str) -> dict[str, str]:
    authored_on = day(resource.get("authoredOn"))
    stopped = elements(extension(resource, *_STATUS_REASON).get("extension"))
    changed_on = next((day(part.get("valueDateTime")) for part in stopped if _is_change(part)), "")
    supply = element(element(resource.get("dispenseRequest")).get("validityPeriod"))
    ended_on = changed_on or first_day(supply.get("end"), _bounds(resource).get("end"))
    return {
        "started_on": authored_on or first_day(_bounds(resource).get("start"), supply.get("start")),
        "last_issued_on": authored_on,
        "ended_on": ended_on if status in ("stopped", "completed") else "",
    }


def _is_change(part: Json) -> bool:
    return text(part.get("url")) == "statusChangeDate"


def _bounds(resource: Json) -> Json:
    for dose in elements(resource.get("dosageInstruction")):
        repeat = element(element(dose.get("timing")).get("repeat"))
        if "boundsPeriod" in repeat:
            return element(repeat["boundsPeriod"])
    return {}


def _statement_days(resource: Json) -> dict[str, str]:
    period = element(resource.get("effectivePeriod"))
    return {
        "started_on": first_day(resource.get("effectiveDateTime"), period.get("start")),
        "last_issued_on": day(extension(resource, *_LAST_ISSUE).get("valueDateTime")),
        "ended_on": day(period.get("end")),
    }
