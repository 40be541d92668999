"""FHIR Patients as rows of people."""

import re

from mdt_app.intake.fhir.elements import (
    Json,
    codings,
    concept_words,
    day,
    element,
    elements,
    extension,
    is_partial,
    text,
    texts,
)
from mdt_app.intake.fhir.references import (
    References,
    keys_of,
    nhs_number_of,
    nhs_numbers,
    ods_code,
    practice_meant,
)
from mdt_app.intake.fhir.stream import Entry
from mdt_app.intake.rows import PlainRow, Problem

_NAME_USES = ("official", "usual", "", "temp", "nickname", "anonymous")
_TRAITS = ("frailty", "care_home", "interpreter")


def person_row(entry: Entry, references: References) -> PlainRow | Problem:
    """A Patient as a row of people; without an NHS number the row is held back by the checks."""
    resource = entry.resource
    if len(nhs_numbers(resource)) > 1:
        return _two_numbers(entry)
    born_on = day(resource.get("birthDate"))
    if is_partial(born_on):
        return _partly_born(entry, born_on)
    cells = {
        "nhs_number": nhs_number_of(resource),
        **_name_cells(resource),
        "born_on": born_on,
        "sex": text(resource.get("gender")) or "unknown",
        "practice": _practice(resource, references),
        "ethnic_category": _ethnic_category(resource),
        **_language_cells(resource),
        "died_on": _died_on(resource),
    }
    return PlainRow("patients", entry.row, cells | _trait_cells(entry, references))


def _trait_cells(entry: Entry, references: References) -> dict[str, str]:
    """What other resources say about the person: the latest of each column."""
    who = [*keys_of("Patient", entry), nhs_number_of(entry.resource)]
    found = {
        column: [
            references.traits[key, column] for key in who if (key, column) in references.traits
        ]
        for column in _TRAITS
    }
    return {column: max(noted)[1] for column, noted in found.items() if noted}


def _two_numbers(entry: Entry) -> Problem:
    return Problem(
        entry.row,
        "nhs_number",
        "",
        "This person has two NHS numbers",
        "Mark the one that is out of date as old, and export again.",
        "patients",
        is_held=True,
    )


def _partly_born(entry: Entry, born_on: str) -> Problem:
    return Problem(
        entry.row,
        "born_on",
        born_on,
        "The day of birth is not stated, only the year or month",
        "Complete the date of birth where the file was made, and export again.",
        "patients",
    )


def _name_cells(resource: Json) -> dict[str, str]:
    names = [name for name in elements(resource.get("name")) if _use(name) in _NAME_USES]
    ranked = sorted(names, key=_name_rank) or elements(resource.get("name"))
    name = ranked[0] if ranked else {}
    surname, forename = text(name.get("family")), " ".join(texts(name.get("given")))
    if not surname and not forename:
        surname, _, forename = text(name.get("text")).partition(",")
    return {
        "surname": surname.strip(),
        "forename": forename.strip(),
        "title": " ".join(texts(name.get("prefix"))),
    }


def _use(name: Json) -> str:
    return text(name.get("use"))


def _name_rank(name: Json) -> tuple[bool, int]:
    has_ended = bool(text(element(name.get("period")).get("end")))
    return has_ended, _NAME_USES.index(_use(name))


def _practice(resource: Json, references: References) -> str:
    """The ODS code of the registered practice: the GP's before the managing organisation's."""
    for holder in ("generalPractitioner", "managingOrganization"):
        for reference in elements(resource.get(holder)):
            named = ods_code(reference) or practice_meant(
                text(reference.get("reference")), references
            )
            if named:
                return named
    return ""


def _ethnic_category(resource: Json) -> str:
    found = extension(
        resource, "Extension-UKCore-EthnicCategory", "Extension-CareConnect-EthnicCategory"
    )
    for coding in codings(found.get("valueCodeableConcept")):
        if re.fullmatch(r"[A-Z]", coding.code):
            return coding.code
    return ""


def _language_cells(resource: Json) -> dict[str, str]:
    nhs = extension(
        resource, "Extension-UKCore-NHSCommunication", "Extension-CareConnect-NHSCommunication"
    )
    spoken = sorted(elements(resource.get("communication")), key=_is_not_preferred)
    language = concept_words(extension(nhs, "language").get("valueCodeableConcept")) or next(
        (words for item in spoken if (words := concept_words(item.get("language")))), ""
    )
    needed = extension(nhs, "interpreterRequired", "InterpreterRequired") or extension(
        resource, "patient-interpreterRequired"
    )
    return {"language": language, "interpreter": _yes_or_no(needed.get("valueBoolean"))}


def _yes_or_no(value: object) -> str:
    if value is True:
        return "yes"
    return "no" if value is False else ""


def _is_not_preferred(communication: Json) -> bool:
    return communication.get("preferred") is not True


def _died_on(resource: Json) -> str:
    """The day of death; where only the fact is stated, words that the checks will report."""
    if resource.get("deceasedBoolean") is True:
        return "died, day not stated"
    return day(resource.get("deceasedDateTime"))
