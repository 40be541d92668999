"""FHIR Conditions, Procedures, Encounters and coded notes as rows of events."""

from collections.abc import Iterator

from mdt_app.intake.fhir.elements import (
    Json,
    code_of,
    coding,
    codings,
    concept_words,
    element,
    elements,
    extension,
    first_day,
    is_partial,
    text,
)
from mdt_app.intake.fhir.stream import Entry
from mdt_app.intake.fhir.values import is_denied
from mdt_app.intake.rows import PlainRow, Problem
from mdt_app.intake.vocabulary.codes import Coded, coded

_SECTION = "events"
_DISBELIEVED = {
    "refuted": "It was refuted",
    "unconfirmed": "It is not confirmed",
    "provisional": "It is not confirmed",
    "differential": "It is one of several possibilities",
}
_UNDONE = {
    "not-done": "It was not done",
    "cancelled": "It was cancelled",
    "preparation": "It has not happened yet",
    "planned": "It has not happened yet",
    "registered": "It has not happened yet",
}
_ENDINGS = {
    ("diagnosis_type_1", "resolved"): "diabetes_resolved",
    ("diagnosis_type_2", "resolved"): "diabetes_resolved",
    ("diagnosis_type_1", "remission"): "remission",
    ("diagnosis_type_2", "remission"): "remission",
    ("pregnant", "resolved"): "pregnancy_ended",
    ("pregnant", "inactive"): "pregnancy_ended",
    ("housebound", "resolved"): "not_housebound",
    ("housebound", "inactive"): "not_housebound",
}
_SEVERE = "24484000"
_EMERGENCY_METHODS = frozenset(["21", "22", "23", "24", "25", "28", "2A", "2B", "2C", "2D"])
_SEEN = frozenset(["AMB", "HH", "VR", "OBSENC"])
_INPATIENT = frozenset(["IMP", "ACUTE", "NONAC"])
_DEATH_CERTIFICATION = "308646001"
Found = PlainRow | Problem


def event_codes(resource: Json) -> list[Coded]:
    """What the codes of a resource say that is an event, or says too little to be one."""
    found = coded(codings(resource.get("code")))
    events = [one for one in found if one.meaning.role == "event"]
    return events or [one for one in found if one.meaning.role == "unclear"]


# --- Condition ---------------------------------------------------------------------------


def condition_rows(entry: Entry, number: str) -> Iterator[Found]:
    """What a Condition says, and that it ended where it says so."""
    condition = entry.resource
    doubt = _DISBELIEVED.get(code_of(condition.get("verificationStatus")), "")
    if doubt:
        yield _problem(entry, "", doubt, "Nothing needs doing if so.")
        return
    on, onset = _condition_day(condition)
    for found in event_codes(condition):
        kind = _kind(condition, found)
        if not kind:
            yield _problem(entry, found.code, found.meaning.word, found.meaning.detail)
        elif not on:
            yield _no_day(entry, onset)
        else:
            detail = _detail(found, condition)
            written = f"{detail} (onset {onset})" if onset else detail
            yield _row(entry, number, kind, on, written)
            yield from _ending(entry, number, kind, detail)


def _kind(condition: Json, found: Coded) -> str:
    if found.meaning.role == "event":
        return found.meaning.kind
    is_severe = any(one.code == _SEVERE for one in codings(condition.get("severity")))
    return "severe_hypo" if is_severe and found.meaning.kind == "severe_hypo" else ""


def _condition_day(condition: Json) -> tuple[str, str]:
    """The day a Condition began; where only a year is known, the day of recording and that year."""
    onset = first_day(
        condition.get("onsetDateTime"), element(condition.get("onsetPeriod")).get("start")
    )
    if onset and not is_partial(onset):
        return onset, ""
    recorded = first_day(condition.get("recordedDate"))
    return ("" if is_partial(recorded) else recorded), onset


def _ending(entry: Entry, number: str, kind: str, detail: str) -> Iterator[Found]:
    condition = entry.resource
    status = code_of(condition.get("clinicalStatus"))
    ending = _ENDINGS.get((kind, status))
    if ending is None:
        return
    ended_on = first_day(
        condition.get("abatementDateTime"), element(condition.get("abatementPeriod")).get("end")
    )
    if not ended_on or is_partial(ended_on):
        problem = f"{detail} is marked {status}, but not since which day"
        yield _problem(entry, ended_on, problem, "Add the day, and export again.")
    else:
        yield _row(entry, number, ending, ended_on, detail)


def as_observation(condition: Json) -> Json:
    """A Condition in the shape of an Observation, for findings that are results."""
    on, _ = _condition_day(condition)
    doubt = code_of(condition.get("verificationStatus"))
    status = doubt if doubt in _DISBELIEVED else ""
    return {"code": condition.get("code"), "status": status, "effectiveDateTime": on}


# --- Procedure, and coded notes kept as Observations -------------------------------------


def procedure_rows(entry: Entry, number: str) -> Iterator[Found]:
    performed = entry.resource
    on = first_day(
        performed.get("performedDateTime"),
        element(performed.get("performedPeriod")).get("start"),
        performed.get("effectiveDateTime"),
        element(performed.get("effectivePeriod")).get("start"),
    )
    undone = _UNDONE.get(text(performed.get("status")), "")
    if is_denied(performed):
        undone = "It says that this is not so"
    for found in event_codes(performed):
        if found.meaning.role == "unclear":
            yield _problem(entry, found.code, found.meaning.word, found.meaning.detail)
        elif undone:
            yield _problem(entry, found.code, undone, "Nothing needs doing if so.")
        elif not on:
            yield _no_day(entry, on)
        else:
            yield _row(entry, number, found.meaning.kind, on, _detail(found, performed))


# --- Encounter ---------------------------------------------------------------------------


def encounter_kind(encounter: Json) -> str:
    """The kind of event an Encounter is: an emergency admission, a contact, or none."""
    types = [one for item in elements(encounter.get("type")) for one in codings(item)]
    where = coding(encounter.get("class")).code.upper()
    if any(one.meaning.kind == "emergency_admission" for one in coded(types)):
        return "emergency_admission"
    if where in _INPATIENT and _is_emergency(encounter):
        return "emergency_admission"
    if where in _SEEN and not any(one.code == _DEATH_CERTIFICATION for one in types):
        return "contact"
    return ""


def _is_emergency(encounter: Json) -> bool:
    stay = element(encounter.get("hospitalization"))
    method = extension(
        {"extension": [*elements(stay.get("extension")), *elements(encounter.get("extension"))]},
        "Extension-UKCore-AdmissionMethod",
        "Extension-CareConnect-AdmissionMethod",
    )
    return (
        code_of(method.get("valueCodeableConcept")) in _EMERGENCY_METHODS
        or code_of(stay.get("admitSource")) == "emd"
        or code_of(encounter.get("priority")) == "EM"
    )


def encounter_rows(entry: Entry, number: str) -> Iterator[Found]:
    encounter = entry.resource
    status = text(encounter.get("status"))
    kind = encounter_kind(encounter)
    on = first_day(element(encounter.get("period")).get("start"))
    if status in ("cancelled", "planned"):
        yield _problem(entry, status, f"Its status is {status}, so it did not happen", "")
    elif not on:
        yield _no_day(entry, on)
    else:
        words = next(
            (said for item in elements(encounter.get("type")) if (said := concept_words(item))), ""
        )
        yield _row(entry, number, kind, on, words)


# --- rows --------------------------------------------------------------------------------


def _detail(found: Coded, resource: Json) -> str:
    return found.meaning.detail or found.term or concept_words(resource.get("code"))


def _row(entry: Entry, number: str, kind: str, on: str, detail: str) -> PlainRow:
    cells = {"nhs_number": number, "kind": kind, "on": on, "detail": detail}
    return PlainRow(_SECTION, entry.row, cells)


def _no_day(entry: Entry, written: str) -> Problem:
    return Problem(
        entry.row,
        "on",
        written,
        "The day it happened is not stated",
        "Add the day where the file was made, and export again.",
        _SECTION,
    )


def _problem(entry: Entry, value: str, problem: str, hint: str) -> Problem:
    said = hint or "Nothing needs doing if so."
    return Problem(entry.row, "kind", value, problem, said, _SECTION)
