"""Takes in a command's people, and says whom the other rows may be about."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from mdt_app.intake.blocks import Block
from mdt_app.intake.cells import Unusable, nhs_number
from mdt_app.intake.command import Command
from mdt_app.intake.known import KnownPeople, Who
from mdt_app.intake.layouts import FHIR
from mdt_app.intake.one_person import (
    Told,
    another_row_is_held,
    disagreements,
    further_rows,
    grouped,
    joined,
)
from mdt_app.intake.people import PatientChecks, PatientDraft, StoredPerson, Values
from mdt_app.intake.queries.people import (
    NewPerson,
    add_people,
    add_practice,
    change_person,
    last_patient_key,
    people_with_results,
    stored_people,
)
from mdt_app.intake.sections import ABOUT_PEOPLE, BY_NAME, PATIENTS
from mdt_app.intake.sources import Source
from mdt_app.intake.tables.files import FileRefused
from mdt_app.intake.tally import Tally
from mdt_app.vault.vault import Writing


class _Known(NamedTuple):
    """Someone who is now in the store."""

    key: int
    born: int


class TakingPeople:
    """Reads every row about people, settles births and conflicts, and writes the rest."""

    def __init__(self, writing: Writing, command: Command) -> None:
        self._writing = writing
        self._command = command
        self._held: set[str] = set()
        self._repeating: set[int] = set()
        """Batches of layouts that have several rows about one person by design."""
        names = (source.file.name for source in command.sources)
        self._file_names = dict(zip(command.tallies, names, strict=True))
        self._checks = PatientChecks(
            command.days, command.practices, allow_test_numbers=command.allow_test_numbers
        )

    def take(self) -> KnownPeople:
        """Everyone in the store afterwards, and those held back."""
        groups = self._settled(self._drafts())
        numbers = self._command.numbers
        with_results = people_with_results(self._writing, numbers)
        known = self._write(groups, stored_people(self._writing, numbers))
        everyone = {
            number: Who(key, born, key in with_results) for number, (key, born) in known.items()
        }
        return KnownPeople(
            everyone, self._held, allow_test_numbers=self._command.allow_test_numbers
        )

    def _drafts(self) -> list[PatientDraft]:
        drafts: list[PatientDraft] = []
        for source, tally in self._command.files():
            of_file: list[PatientDraft] = []
            for section, run in source.runs((PATIENTS.name,)):
                for block in self._command.meter.passing(run):
                    for problem in block.problems:
                        tally.read(section, problem)
                    of_file += self._drafts_of(block, tally)
            if not of_file:
                _ask_for_practice(source, tally)
            if source.repeats_people:
                self._repeating.add(tally.batch)
            drafts += of_file
        return drafts

    def _drafts_of(self, block: Block, tally: Tally) -> Iterator[PatientDraft]:
        for read in block.each():
            try:
                number = self._checks.number(read)
                tally.named.add(number)
                yield self._checks.draft(tally.batch, block, read, number)
            except Unusable as unusable:
                tally.refuse(PATIENTS.name, block, read, unusable)

    def _settled(self, drafts: list[PatientDraft]) -> dict[str, list[PatientDraft]]:
        """Every person's rows, with the century of each birth chosen or the row held."""
        groups = grouped(drafts)
        unsure = {draft.number for draft in drafts if draft.born_choices}
        earliest = self._earliest_days(unsure) if unsure else {}
        for number in unsure:
            named = [draft.earliest() for draft in groups[number]] + [earliest.get(number, 0)]
            first = min((day for day in named if day), default=0)
            groups[number] = [draft for draft in groups[number] if self._has_birth(draft, first)]
        return groups

    def _has_birth(self, draft: PatientDraft, first: int) -> bool:
        """Whether the day of birth is certain now; if not, the row is set aside."""
        if not draft.born_choices:
            return True
        try:
            self._checks.settle_birth(draft, first)
        except Unusable as unusable:
            self._set_aside(draft, unusable)
            if unusable.held:
                self._held.add(draft.number)
            return False
        return True

    def _set_aside(self, draft: PatientDraft, unusable: Unusable) -> None:
        self._tally(draft).read(PATIENTS.name, draft.told(unusable))

    def _tally(self, draft: PatientDraft) -> Tally:
        return self._command.tallies[draft.batch]

    def _earliest_days(self, numbers: set[str]) -> dict[str, int]:
        """The first day that any row about these people names."""
        earliest: dict[str, int] = {}
        for source, _tally in self._command.files():
            for section, run in source.runs(ABOUT_PEOPLE):
                columns = BY_NAME[section].readable
                places = [columns.index(column) for column in BY_NAME[section].days]
                for read in chain.from_iterable(block.each() for block in run):
                    number = self._number(read.cells[0])
                    named = (self._command.days.ordinal(read.cells[place]) for place in places)
                    first = min((day for day in named if day > 0), default=0)
                    if first and number in numbers:
                        earliest[number] = min(first, earliest.get(number, first))
        return earliest

    def _number(self, cell: str) -> str:
        try:
            return nhs_number(cell, allow_test_numbers=self._command.allow_test_numbers)
        except Unusable:
            return ""

    def _write(
        self, groups: dict[str, list[PatientDraft]], stored: dict[str, StoredPerson]
    ) -> dict[str, _Known]:
        """Write everyone the files describe; everyone who is now in the store."""
        known = {
            number: _Known(person.key, int(person.values["born_on"]))
            for number, person in stored.items()
        }
        next_key = last_patient_key(self._writing) + 1
        new: list[NewPerson] = []
        for number, rows in groups.items():
            before = stored.get(number)
            drafts = [] if self._is_held(rows, before) else self._possible(rows, before)
            if not drafts:
                continue
            values, odd = joined(drafts, before)
            if before is None and self._is_incomplete(drafts, values):
                continue
            last = drafts[-1]
            self._add_practice(str(values["practice"]), last)
            source = (self._command.first_batch, last.batch, last.row)
            outcome = "same"
            if before is None:
                known[number] = _Known(next_key + len(new), int(values["born_on"]))
                new.append(NewPerson(known[number].key, number, values, source))
                outcome = "new"
            elif values != before.values:
                change_person(self._writing, before.key, values, source)
                outcome = "changed"
            self._count(drafts, known[number].key, outcome)
            self._tell(odd)
        add_people(self._writing, new)
        return known

    def _is_held(self, drafts: list[PatientDraft], before: StoredPerson | None) -> bool:
        stored = None if self._command.is_decided else before
        why = disagreements(drafts, stored, self._file_names)
        if not why and drafts and drafts[0].number in self._held:
            why = list(map(another_row_is_held, drafts))
        for draft, unusable in zip(drafts, why, strict=bool(why)):
            self._held.add(draft.number)
            self._set_aside(draft, unusable)
        return bool(why)

    def _possible(
        self, drafts: list[PatientDraft], before: StoredPerson | None
    ) -> list[PatientDraft]:
        """Without rows that do not say the birth and name a day before it."""
        if all(draft.born for draft in drafts):
            return drafts
        stored = int(before.values["born_on"]) if before else 0
        born = max(draft.born for draft in drafts) or stored
        possible = []
        for draft in drafts:
            try:
                self._checks.refuse_impossible_days(draft, born)
                possible.append(draft)
            except Unusable as unusable:
                self._set_aside(draft, unusable)
        return possible

    def _is_incomplete(self, drafts: list[PatientDraft], values: Values) -> bool:
        """Whether too little is said to add somebody; their rows are set aside."""
        lacking = [column for column in PATIENTS.required[1:] if not values[column]]
        if lacking == ["practice"]:
            report = self._command.being_read = self._tally(drafts[0]).report
            raise _no_practice(report.name)
        for draft in drafts if lacking else ():
            self._set_aside(draft, _too_little(draft, lacking))
        return bool(lacking)

    def _count(self, drafts: list[PatientDraft], key: int, outcome: str) -> None:
        """The first row has the outcome; further rows about the same person are the same."""
        for place, draft in enumerate(drafts):
            tally = self._tally(draft)
            tally.report.rows += 1
            tally.touched.add(key)
            self._tell((draft, unusable) for unusable in draft.cell_problems)
            tally.of(PATIENTS.name).add("same" if place else outcome)
        once = [draft for draft in drafts if draft.batch not in self._repeating]
        self._tell(further_rows(once))

    def _tell(self, cells: Iterable[Told]) -> None:
        """Report cells that were left out of rows that were taken in."""
        for draft, unusable in cells:
            self._tally(draft).read(PATIENTS.name, draft.told(unusable, is_cell=True))

    def _add_practice(self, ods: str, draft: PatientDraft) -> None:
        name = self._command.practices.added.pop(ods, "")
        if name:
            add_practice(self._writing, draft.batch, ods, name)
            self._command.tallies[draft.batch].report.warnings.append(
                f"The practice {ods} was not in the network and was added under its code."
            )


def _ask_for_practice(source: Source, tally: Tally) -> None:
    """A FHIR file in which nobody has a practice needs an answer, not thousands of rejections."""
    lacking = [p for p in tally.report.problems if p.column == "practice" and not p.value]
    if source.layout == FHIR and lacking:
        raise _no_practice(source.file.name)


def _no_practice(file_name: str) -> FileRefused:
    return FileRefused(
        f"{file_name} does not say which practice its people belong to.",
        "Name the practice with --practice ODS.",
        column="practice",
    )


def _too_little(draft: PatientDraft, lacking: Sequence[str]) -> Unusable:
    """Why a row cannot add somebody who is not in the store."""
    why = "this file does not say their sex"
    if "born_on" in lacking:
        why = "this file has no dates of birth to add them by"
    if "surname" in lacking or "forename" in lacking:
        why = "this file has no names to add them by"
    return Unusable(
        "nhs_number",
        draft.cell("nhs_number"),
        f"Not in the store, and {why}",
        "Import the practice's patient list first, or together with this file.",
    )
