"""Reads FHIR R4 bundles and NDJSON as rows of the plain layout.

How an import reads the FHIR files of one command, people first:

    found = {path: references_in(path) for path in paths}          # raises UserError
    others = combined(found.values())
    for path in paths:                                             # people of every file …
        read_fhir(path, others.preferring(found[path]), sections=("patients",))
    for path in paths:                                             # … then all about them
        read_fhir(path, others.preferring(found[path]), sections=ABOUT_PEOPLE)

`read_fhir(path)` alone does the same for a file that needs no other. It yields, in the order of
the file, a PlainRow for each statement, a Problem for each resource that cannot be one (already
worded; `is_held` where the person has no NHS number), and at the end Notices for the warnings.
Values, days, NHS numbers and plausibility are not checked here, and no medicine has a class yet.
A row without value is a result with no value; `row` is the place in the bundle, or the line.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Generator, Iterator
from dataclasses import replace
from pathlib import Path

from mdt_app.intake.fhir.elements import text
from mdt_app.intake.fhir.events import (
    as_observation,
    condition_rows,
    encounter_kind,
    encounter_rows,
    event_codes,
    procedure_rows,
)
from mdt_app.intake.fhir.left_out import (
    HIDDEN_PERSON,
    as_it_was,
    as_withdrawn,
    is_confidential,
    is_in_error,
    why_left_out,
)
from mdt_app.intake.fhir.medicines import medicine_row
from mdt_app.intake.fhir.people import person_row
from mdt_app.intake.fhir.references import (
    References,
    collect,
    combined,
    is_hidden,
    nhs_numbers,
    person_meant,
    trait_meanings,
    why_no_trait,
)
from mdt_app.intake.fhir.reports import observations_in
from mdt_app.intake.fhir.results import ResultReader, is_result, result_codes
from mdt_app.intake.fhir.stream import Entry, Progress, entries
from mdt_app.intake.fhir.unused import Unused
from mdt_app.intake.fhir.version import refuse_other_versions
from mdt_app.intake.rows import SECTIONS, Notice, PlainRow, Problem
from mdt_app.intake.withdrawn import CONFIDENTIAL, IN_ERROR, withdrawn_row

__all__ = [
    "References",
    "combined",
    "is_fhir",
    "read_fhir",
    "references_in",
]

_SUFFIXES = (".json", ".ndjson", ".jsonl")
_SILENT = frozenset(["Organization", "Practitioner", "PractitionerRole", "Medication", "Location"])
Found = PlainRow | Problem


def is_fhir(path: Path, head: bytes) -> bool:
    """Whether a file looks like FHIR, or like JSON, which can only be FHIR here.

    `head` is the first few kilobytes. FHIR as XML counts, so that it is refused by name.
    """
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"<"):
        return b"hl7.org/fhir" in start
    return path.suffix.lower() in _SUFFIXES or (
        start.startswith((b"{", b"[")) and b'"resourceType"' in start
    )


def references_in(path: Path, progress: Progress | None = None) -> References:
    """Who and what the references of a file mean; raises UserError for a file that is not R4."""
    return collect(_resources(path, progress))


def read_fhir(
    path: Path,
    known: References | None = None,
    *,
    sections: Collection[str] = SECTIONS,
    progress: Progress | None = None,
) -> Iterator[PlainRow | Problem | Notice]:
    """The rows of a file in the sections asked for; see the top of this module."""
    references = references_in(path) if known is None else known
    reader = _FileReader(references, sections)
    for entry in entries(path, progress):
        if isinstance(entry, Problem):
            if "results" in sections:
                yield entry
        else:
            yield from reader.rows(entry)
    yield from reader.remaining()


def _resources(path: Path, progress: Progress | None) -> Iterator[Entry]:
    for entry in entries(path, progress):
        if isinstance(entry, Entry):
            refuse_other_versions(entry.resource)
            yield entry


class _FileReader:
    """Reads one file's resources in turn, and counts what it has no use for."""

    def __init__(self, references: References, sections: Collection[str]) -> None:
        self._references = references
        self._sections = sections
        self._in_files = frozenset(references.people.values())
        self._results: defaultdict[str, ResultReader] = defaultdict(ResultReader)
        """By why what it says is withdrawn: such a half is never put to one that counts."""
        self._unused = Unused()
        self._readers: dict[str, Callable[[Entry], Iterator[Found]]] = {
            "Patient": self._patient,
            "Observation": self._observation,
            "Condition": self._condition,
            "Procedure": self._procedure,
            "Encounter": self._encounter,
            "MedicationRequest": self._medicine,
            "MedicationStatement": self._medicine,
            "DiagnosticReport": self._report,
        }

    def rows(self, entry: Entry) -> Iterator[Found]:
        kind = text(entry.resource.get("resourceType"))
        reader = self._readers.get(kind)
        if reader is not None:
            yield from reader(entry)
        elif kind == "Bundle":
            yield self._refused(entry, "A bundle inside a bundle is not read")
        elif kind not in _SILENT:
            self._unused.note(kind)

    def remaining(self) -> Iterator[PlainRow | Problem | Notice]:
        for why, results in self._results.items():
            yield from as_withdrawn(results.remaining(), why) if why else results.remaining()
        if set(self._sections) != {"patients"}:
            yield from self._unused.notices()

    # --- one resource type each ---

    def _patient(self, entry: Entry) -> Iterator[Found]:
        if "patients" not in self._sections:
            return
        if is_confidential(entry.resource) or not self._references.confidential.isdisjoint(
            nhs_numbers(entry.resource)
        ):
            yield HIDDEN_PERSON.person(entry.row)
        else:
            yield person_row(entry, self._references)

    def _observation(self, entry: Entry) -> Iterator[Found]:
        is_used = yield from self._trait(entry)
        if is_result(entry.resource):
            is_used = True
            yield from self._about_person(entry, "results", self._result_rows)
        if event_codes(entry.resource):
            is_used = True
            yield from self._about_person(entry, "events", procedure_rows)
        if not is_used:
            self._unused.note_observation(entry.resource)

    def _condition(self, entry: Entry) -> Iterator[Found]:
        is_used = yield from self._trait(entry)
        if event_codes(entry.resource):
            is_used = True
            yield from self._about_person(entry, "events", condition_rows)
        if result_codes(entry.resource):
            is_used = True
            yield from self._about_person(entry, "results", self._finding)
        if not is_used:
            self._unused.note("Condition")

    def _finding(self, entry: Entry, number: str) -> Iterator[Found]:
        """A foot or eye finding kept as a Condition is the result it would be elsewhere."""
        observation = as_observation(entry.resource)
        yield from self._result_rows(replace(entry, resource=observation), number)

    def _result_rows(self, entry: Entry, number: str) -> Iterator[Found]:
        yield from self._results[entry.withdrawn].rows(entry, number)

    def _trait(self, entry: Entry) -> Generator[Found, None, bool]:
        """Columns of the person were collected before; here only what names nobody is told."""
        if not trait_meanings(entry.resource):
            return False
        if "patients" in self._sections:
            number = person_meant(entry, self._references, "patients")
            refusal = why_no_trait(entry.resource)
            if is_hidden(entry, self._references):
                yield withdrawn_row(entry.row, CONFIDENTIAL, "patients")
            elif refusal:
                yield self._refused(entry, refusal, "patients")
            elif isinstance(number, Problem):
                yield number
            elif number not in self._in_files:
                hint = "Import it together with the file that holds its Patient."
                problem = "The person it is about is not in these files"
                yield Problem(entry.row, "nhs_number", "", problem, hint, "patients")
        return True

    def _procedure(self, entry: Entry) -> Iterator[Found]:
        if event_codes(entry.resource):
            yield from self._about_person(entry, "events", procedure_rows)
        else:
            self._unused.note("Procedure")

    def _encounter(self, entry: Entry) -> Iterator[Found]:
        if encounter_kind(entry.resource):
            yield from self._about_person(entry, "events", encounter_rows)
        else:
            self._unused.note("Encounter")

    def _medicine(self, entry: Entry) -> Iterator[Found]:
        yield from self._about_person(entry, "medicines", self._medicine_rows)

    def _medicine_rows(self, entry: Entry, number: str) -> Iterator[Found]:
        yield medicine_row(entry, number, self._references)

    def _report(self, entry: Entry) -> Iterator[Found]:
        """A report only points at results that are read by themselves, unless it contains them."""
        for inside in observations_in(entry.resource):
            yield from self._observation(Entry(entry.row, inside))

    # --- whom it is about ---

    def _about_person(
        self, entry: Entry, section: str, rows: Callable[[Entry, str], Iterator[Found]]
    ) -> Iterator[Found]:
        """The rows about the person a resource names, or why it cannot be used."""
        if section not in self._sections:
            return
        number = person_meant(entry, self._references, section)
        why = self._why_withdrawn(entry)
        refusal = "" if why == CONFIDENTIAL else why_left_out(entry.resource)
        if refusal:
            yield self._refused(entry, refusal, section)
        elif isinstance(number, Problem):
            yield withdrawn_row(entry.row, why, section) if why == CONFIDENTIAL else number
        elif why:
            once = replace(entry, resource=as_it_was(entry.resource), withdrawn=why)
            yield from as_withdrawn(rows(once, number), why)
        else:
            yield from rows(entry, number)

    def _why_withdrawn(self, entry: Entry) -> str:
        """Why what a resource says, if it was taken in before, is to be taken back."""
        if is_hidden(entry, self._references):
            return CONFIDENTIAL
        return IN_ERROR if is_in_error(entry.resource) else ""

    def _refused(self, entry: Entry, problem: str, section: str = "results") -> Problem:
        return Problem(entry.row, "", "", problem, "It is left out on purpose.", section)
