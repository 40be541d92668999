"""Who and what a reference in a FHIR file means: people, practices, medicines."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from mdt_app.intake.fhir.elements import (
    Json,
    codings,
    concept_words,
    element,
    elements,
    first_day,
    text,
)
from mdt_app.intake.fhir.left_out import is_confidential, is_in_error, why_left_out
from mdt_app.intake.fhir.stream import Entry
from mdt_app.intake.fhir.values import is_denied
from mdt_app.intake.rows import Problem
from mdt_app.intake.vocabulary.codes import Meaning, coded

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
_NO_NUMBER = ""
_WITHDRAWN = frozenset(["cancelled", "refuted"])

Trait = tuple[str, str]
"""The day something was noted, and the word for it."""


@dataclass(frozen=True, slots=True)
class References:
    """What the references of one or more files mean.

    `people` gives an NHS number, '' for a person who has none; `practices` an ODS code;
    `medicines` a name. A reference that means different people in different files is
    in `unclear` and names nobody. `traits` are columns of a person (frailty, care home)
    that FHIR keeps in resources of their own, under person and column. `confidential` are
    the NHS numbers of people who are marked so, and the references to them.
    """

    people: Mapping[str, str] = field(default_factory=dict)
    practices: Mapping[str, str] = field(default_factory=dict)
    medicines: Mapping[str, str] = field(default_factory=dict)
    traits: Mapping[tuple[str, str], Trait] = field(default_factory=dict)
    unclear: frozenset[str] = frozenset()
    confidential: frozenset[str] = frozenset()

    def preferring(self, own: "References") -> "References":
        """The same, with a file's own references before those of other files."""
        return References(
            {**self.people, **own.people},
            {**self.practices, **own.practices},
            {**self.medicines, **own.medicines},
            self.traits,
            (self.unclear - own.people.keys()) | own.unclear,
            (self.confidential - own.people.keys()) | own.confidential,
        )


def combined(all_references: Iterable[References]) -> References:
    """The references of several files together; those on which files disagree become unclear."""
    people: dict[str, str] = {}
    practices: dict[str, str] = {}
    medicines: dict[str, str] = {}
    traits: dict[tuple[str, str], Trait] = {}
    unclear: set[str] = set()
    confidential: set[str] = set()
    for references in all_references:
        unclear |= references.unclear | _disagreeing(people, references.people)
        people.update(references.people)
        practices.update(references.practices)
        medicines.update(references.medicines)
        for key, trait in references.traits.items():
            traits[key] = max(traits.get(key, trait), trait)
        confidential |= references.confidential
    return References(
        people, practices, medicines, traits, frozenset(unclear), frozenset(confidential)
    )


def _disagreeing(known: Mapping[str, str], more: Mapping[str, str]) -> set[str]:
    return {key for key, number in more.items() if known.get(key, number) != number}


# --- what a file holds -------------------------------------------------------------------


def collect(entries: Iterable[Entry]) -> References:
    """What the Patients, Organizations and Medications of a file are called."""
    people: dict[str, str] = {}
    practices: dict[str, str] = {}
    medicines: dict[str, str] = {}
    traits: dict[tuple[str, str], Trait] = {}
    unclear: set[str] = set()
    confidential: set[str] = set()
    for entry in entries:
        match entry.resource.get("resourceType"):
            case "Patient":
                number = nhs_number_of(entry.resource)
                found = dict.fromkeys(keys_of("Patient", entry), number)
                unclear |= _disagreeing(people, found)
                people.update(found)
                if is_confidential(entry.resource):
                    confidential.update(nhs_numbers(entry.resource), found)
            case "Organization":
                code = ods_code(entry.resource)
                practices.update(dict.fromkeys(keys_of("Organization", entry), code))
            case "Medication":
                name = concept_words(entry.resource.get("code"))
                medicines.update(dict.fromkeys(keys_of("Medication", entry), name))
            case "Observation" | "Condition":
                for key, trait in _traits(entry.resource):
                    traits[key] = max(traits.get(key, trait), trait)
    return References(
        people, practices, medicines, traits, frozenset(unclear), frozenset(confidential)
    )


def keys_of(kind: str, entry: Entry) -> list[str]:
    """The references by which other resources may name this one."""
    own_id = text(entry.resource.get("id"))
    keys = [entry.full_url] if entry.full_url else []
    return [*keys, f"{kind}/{own_id}"] if own_id else keys


def trait_meanings(resource: Json) -> list[Meaning]:
    """The columns of the person that a resource's codes fill in."""
    found = coded(codings(resource.get("code")))
    return [one.meaning for one in found if one.meaning.role == "trait"]


def why_no_trait(resource: Json) -> str:
    """Why a resource may not fill in a column of the person; '' where nothing speaks against it."""
    return why_left_out(resource) or ("It says that this is not so" if is_denied(resource) else "")


def _traits(resource: Json) -> Iterator[tuple[tuple[str, str], Trait]]:
    meanings = trait_meanings(resource)
    if not meanings or _is_withdrawn(resource) or why_no_trait(resource):
        return
    noted_on = first_day(
        resource.get("effectiveDateTime"),
        resource.get("onsetDateTime"),
        resource.get("recordedDate"),
    )
    subject = element(resource.get("subject"))
    named = (*meant_by(text(subject.get("reference")), "Patient"), _subject_number(subject))
    for who in filter(None, named):  # else it would be said of everybody without a number
        for meaning in meanings:
            yield (who, meaning.kind), (noted_on, meaning.word)


def _is_withdrawn(resource: Json) -> bool:
    verified = codings(resource.get("verificationStatus"))
    return (
        is_confidential(resource)
        or is_in_error(resource)
        or text(resource.get("status")) in _WITHDRAWN
        or any(one.code in _WITHDRAWN for one in verified)
    )


# --- looking up --------------------------------------------------------------------------


def meant_by(reference: str, kind: str) -> Iterator[str]:
    """The keys under which a reference may be known, the most exact first."""
    plain = reference.split("/_history/")[0]
    yield plain
    found = re.search(rf"/{kind}/([A-Za-z0-9.\-]+)$", plain)
    if found:
        yield f"{kind}/{found[1]}"
    elif plain.startswith("urn:uuid:"):
        yield f"{kind}/{plain.removeprefix('urn:uuid:')}"


def _meant(reference: str, kind: str, table: Mapping[str, str]) -> str | None:
    return next((table[key] for key in meant_by(reference, kind) if key in table), None)


def medicine_meant(reference: str, references: References) -> str:
    return _meant(reference, "Medication", references.medicines) or ""


def practice_meant(reference: str, references: References) -> str:
    return _meant(reference, "Organization", references.practices) or ""


# --- identifiers -------------------------------------------------------------------------


def _is_system(identifier: Json, systems: frozenset[str]) -> bool:
    written = text(identifier.get("system")).casefold().removesuffix("/")
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


def ods_code(holder: Json) -> str:
    """The ODS code among a resource's identifiers, '' if there is none."""
    for identifier in elements(holder.get("identifier")):
        if _is_system(identifier, _ODS_SYSTEMS):
            return text(identifier.get("value"))
    return ""


# --- whom a resource is about ------------------------------------------------------------


def person_meant(entry: Entry, references: References, section: str) -> str | Problem:
    """The NHS number of the person a resource is about, or why nobody can be named."""
    subject = element(entry.resource.get("subject"))
    reference = text(subject.get("reference"))
    by_identifier = _subject_number(subject)
    by_reference = _referred(reference, entry.resource, references)
    if by_identifier and by_reference and by_identifier != by_reference:
        return _nobody(entry, section, "It names two different people")
    if by_identifier or by_reference:
        return by_identifier or by_reference or ""
    if any(key in references.unclear for key in meant_by(reference, "Patient")):
        return _held(entry, section, "Two people share the reference it names")
    if by_reference == _NO_NUMBER:
        return _held(entry, section, "The person it is about has no NHS number, or two")
    if reference or subject:
        return _nobody(entry, section, "The person it is about is not in these files")
    return _nobody(entry, section, "It does not say whom it is about")


def _subject_number(subject: Json) -> str:
    identifier = element(subject.get("identifier"))
    if _is_system(identifier, _NHS_NUMBER_SYSTEMS):
        return _number(identifier)
    asked = text(subject.get("reference")).partition("Patient?identifier=")[2]
    system, _, value = asked.partition("|")
    named = {"system": system, "value": value}
    return _number(named) if value and _is_system(named, _NHS_NUMBER_SYSTEMS) else ""


def _referred(reference: str, resource: Json, references: References) -> str | None:
    if any(key in references.unclear for key in meant_by(reference, "Patient")):
        return None
    for person in _contained_people(reference, resource):
        return nhs_number_of(person)
    return _meant(reference, "Patient", references.people)


def _contained_people(reference: str, resource: Json) -> Iterator[Json]:
    """The Patient inside a resource whom `#id` means."""
    for inside in elements(resource.get("contained")):
        if reference == f"#{inside.get('id')}" and inside.get("resourceType") == "Patient":
            yield inside


def is_hidden(entry: Entry, references: References) -> bool:
    """Whether a resource, or somebody whom it is about, is marked confidential."""
    return is_confidential(entry.resource) or _is_about_confidential(entry, references)


def _is_about_confidential(entry: Entry, references: References) -> bool:
    subject = element(entry.resource.get("subject"))
    reference = text(subject.get("reference"))
    who = (
        *meant_by(reference, "Patient"),
        _subject_number(subject),
        _referred(reference, entry.resource, references),
    )
    return not references.confidential.isdisjoint(who) or any(
        map(is_confidential, _contained_people(reference, entry.resource))
    )


def _held(entry: Entry, section: str, problem: str) -> Problem:
    hint = "Add the NHS number where the file was made, and export again."
    return Problem(entry.row, "nhs_number", "", problem, hint, section, is_held=True)


def _nobody(entry: Entry, section: str, problem: str) -> Problem:
    hint = "Import it together with the file that holds its Patient."
    return Problem(entry.row, "nhs_number", "", problem, hint, section)
