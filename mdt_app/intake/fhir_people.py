"""FHIR Patients as rows of people, and who a reference in any other resource means."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from mdt_app.intake.fhir_elements import (
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
from mdt_app.intake.fhir_stream import Entry
from mdt_app.intake.rows import PlainRow, Problem

_NHS_NUMBER_SYSTEMS = frozenset(
    [
        "fhir.nhs.uk/id/nhs-number",
        "fhir.nhs.net/id/nhs-number",
        "urn:oid:2.16.840.1.113883.2.1.4.1",
    ]
)
_ODS_SYSTEMS = frozenset(
    ["fhir.nhs.uk/id/ods-organization-code", "fhir.nhs.net/id/ods-organization-code"]
)
_NAME_USES = ("official", "usual", "", "temp", "nickname", "anonymous")
_NO_NUMBER = ""


@dataclass(frozen=True, slots=True)
class References:
    """What the references of one or more files mean.

    `people` gives an NHS number, '' for a person who has none; `practices` an ODS code;
    `medicines` a name. A reference that means different people in different files is
    in `unclear` and names nobody.
    """

    people: Mapping[str, str] = field(default_factory=dict)
    practices: Mapping[str, str] = field(default_factory=dict)
    medicines: Mapping[str, str] = field(default_factory=dict)
    unclear: frozenset[str] = frozenset()

    def preferring(self, own: "References") -> "References":
        """The same, with a file's own references before those of other files."""
        return References(
            {**self.people, **own.people},
            {**self.practices, **own.practices},
            {**self.medicines, **own.medicines},
            (self.unclear - own.people.keys()) | own.unclear,
        )


def combined(all_references: Iterable[References]) -> References:
    """The references of several files together; those on which files disagree become unclear."""
    people: dict[str, str] = {}
    practices: dict[str, str] = {}
    medicines: dict[str, str] = {}
    unclear: set[str] = set()
    for references in all_references:
        for key, number in references.people.items():
            if people.setdefault(key, number) != number:
                unclear.add(key)
        unclear |= references.unclear
        practices.update(references.practices)
        medicines.update(references.medicines)
    return References(people, practices, medicines, frozenset(unclear))


# --- who and what there is ---------------------------------------------------------------


def collect(entries: Iterable[Entry]) -> References:
    """What the Patients, Organizations and Medications of a file are called."""
    people: dict[str, str] = {}
    practices: dict[str, str] = {}
    medicines: dict[str, str] = {}
    unclear: set[str] = set()
    for entry in entries:
        match entry.resource.get("resourceType"):
            case "Patient":
                number = nhs_number_of(entry.resource)
                for key in _keys("Patient", entry):
                    if people.setdefault(key, number) != number:
                        unclear.add(key)
            case "Organization":
                code = _ods_code(entry.resource)
                practices.update(dict.fromkeys(_keys("Organization", entry), code))
            case "Medication":
                name = concept_words(entry.resource.get("code"))
                medicines.update(dict.fromkeys(_keys("Medication", entry), name))
    return References(people, practices, medicines, frozenset(unclear))


def _keys(kind: str, entry: Entry) -> list[str]:
    own_id = text(entry.resource.get("id"))
    keys = [entry.full_url] if entry.full_url else []
    return [*keys, f"{kind}/{own_id}"] if own_id else keys


def meanings(reference: str, kind: str) -> Iterator[str]:
    """The keys under which a reference may be known, the most exact first."""
    plain = reference.split("/_history/")[0]
    yield plain
    found = re.search(rf"(?:^|/){kind}/([A-Za-z0-9.\-]+)$", plain)
    if found:
        yield f"{kind}/{found[1]}"
    elif plain.startswith("urn:uuid:"):
        yield f"{kind}/{plain.removeprefix('urn:uuid:')}"


def _meant(reference: str, kind: str, table: Mapping[str, str]) -> str | None:
    return next((table[key] for key in meanings(reference, kind) if key in table), None)


def medicine_meant(reference: str, references: References) -> str:
    return _meant(reference, "Medication", references.medicines) or ""


# --- identifiers -------------------------------------------------------------------------


def _is_system(identifier: Json, systems: frozenset[str]) -> bool:
    written = text(identifier.get("system")).casefold().rstrip("/")
    return written.removeprefix("https://").removeprefix("http://") in systems


def _number(identifier: Json) -> str:
    return re.sub(r"[\s\-]", "", text(identifier.get("value")))


def nhs_numbers(resource: Json) -> list[str]:
    """The different NHS numbers a Patient carries, those marked old left out."""
    found = [
        _number(identifier)
        for identifier in elements(resource.get("identifier"))
        if _is_system(identifier, _NHS_NUMBER_SYSTEMS) and identifier.get("use") != "old"
    ]
    return list(dict.fromkeys(filter(None, found)))


def nhs_number_of(resource: Json) -> str:
    """The Patient's NHS number; '' where there is none, or more than one."""
    numbers = nhs_numbers(resource)
    return numbers[0] if len(numbers) == 1 else _NO_NUMBER


def _ods_code(resource: Json) -> str:
    for identifier in elements(resource.get("identifier")):
        if _is_system(identifier, _ODS_SYSTEMS):
            return text(identifier.get("value"))
    return ""


# --- whom a resource is about ------------------------------------------------------------


def person_meant(entry: Entry, references: References, section: str) -> str | Problem:
    """The NHS number of the person a resource is about, or why nobody can be named."""
    subject = element(entry.resource.get("subject") or entry.resource.get("patient"))
    by_identifier = _subject_number(subject)
    reference = text(subject.get("reference"))
    by_reference = _referred(reference, entry.resource, references)
    if by_identifier and by_reference and by_identifier != by_reference:
        return _nobody(entry, section, "It names two different people.")
    if by_identifier or by_reference:
        return by_identifier or by_reference or ""
    if any(key in references.unclear for key in meanings(reference, "Patient")):
        return _nobody(entry, section, "Two people share the reference it names.", is_held=True)
    if by_reference == _NO_NUMBER:
        return _nobody(entry, section, "The person it is about has no NHS number.", is_held=True)
    if reference or subject:
        return _nobody(entry, section, "The person it is about is not in these files.")
    return _nobody(entry, section, "It does not say whom it is about.")


def _subject_number(subject: Json) -> str:
    identifier = element(subject.get("identifier"))
    if _is_system(identifier, _NHS_NUMBER_SYSTEMS):
        return _number(identifier)
    system, _, value = (
        text(subject.get("reference")).partition("Patient?identifier=")[2].partition("|")
    )
    asked = {"system": system, "value": value}
    return _number(asked) if value and _is_system(asked, _NHS_NUMBER_SYSTEMS) else ""


def _referred(reference: str, resource: Json, references: References) -> str | None:
    if any(key in references.unclear for key in meanings(reference, "Patient")):
        return None
    if reference.startswith("#"):
        for inside in elements(resource.get("contained")):
            if inside.get("id") == reference[1:] and inside.get("resourceType") == "Patient":
                return nhs_number_of(inside)
    return _meant(reference, "Patient", references.people)


def _nobody(entry: Entry, section: str, problem: str, *, is_held: bool = False) -> Problem:
    hint = (
        "Add the NHS number where the file was made, and export again."
        if is_held
        else "Import it together with the file that holds its Patient."
    )
    return Problem(entry.row, "nhs_number", "", problem, hint, section, is_held)


# --- a Patient as a row ------------------------------------------------------------------


def person_row(entry: Entry, references: References) -> PlainRow | Problem:
    """A Patient as a row of people; without an NHS number the row is held back by the checks."""
    resource = entry.resource
    if len(nhs_numbers(resource)) > 1:
        return Problem(
            entry.row,
            "nhs_number",
            "",
            "This person has two NHS numbers.",
            "Mark the one that is out of date as old, and export again.",
            "patients",
            is_held=True,
        )
    born_on = day(resource.get("birthDate"))
    if is_partial(born_on):
        return Problem(
            entry.row,
            "born_on",
            born_on,
            "The day of birth is not stated, only the year or month.",
            "Complete the date of birth where the file was made, and export again.",
            "patients",
        )
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
    return PlainRow("patients", entry.row, cells)


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
            identifier = element(reference.get("identifier"))
            if _is_system(identifier, _ODS_SYSTEMS):
                return text(identifier.get("value"))
            known = _meant(text(reference.get("reference")), "Organization", references.practices)
            if known:
                return known
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
