"""Takes in a command's people, and says whom the other rows may be about."""

from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from mdt_app.intake.blocks import Block
from mdt_app.intake.cells import Unusable, nhs_number
from mdt_app.intake.command import Command
from mdt_app.intake.files import FileRefused
from mdt_app.intake.known import KnownPeople, Who
from mdt_app.intake.layouts import FHIR, Source
from mdt_app.intake.people import (
    PatientChecks,
    PatientDraft,
    StoredPerson,
    conflict,
    grouped,
    joined,
)
from mdt_app.intake.queries.people import (
    NewPerson,
    add_people,
    add_practice,
    change_person,
    last_patient_key,
    people_with_results,
    stored_people,
)
from mdt_app.intake.rows import Problem
from mdt_app.intake.sections import ABOUT_PEOPLE, BY_NAME, PATIENTS
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
        self._checks = PatientChecks(
            command.days, command.practices, allow_test_numbers=command.allow_test_numbers
        )

    def take(self) -> KnownPeople:
        """Everyone in the store afterwards, and those held back."""
        groups = self._settled(self._drafts())
        with_results = people_with_results(self._writing)
        known = self._write(groups, stored_people(self._writing))
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
            drafts += of_file
        return drafts

    def _drafts_of(self, block: Block, tally: Tally) -> Iterator[PatientDraft]:
        for read in block.each():
            outcome = self._checks.draft(tally.batch, read)
            if isinstance(outcome, Problem):
                tally.read(PATIENTS.name, outcome)
            else:
                yield outcome

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
        problem = self._checks.settle_birth(draft, first)
        if problem is None:
            return True
        self._command.tallies[draft.batch].read(PATIENTS.name, problem)
        if problem.is_held:
            self._held.add(draft.number)
        return False

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
        for number, drafts in groups.items():
            before = stored.get(number)
            if not drafts or self._is_held(number, drafts, before):
                continue
            values, last = joined(drafts, before), drafts[-1]
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
        add_people(self._writing, new)
        return known

    def _is_held(
        self, number: str, drafts: list[PatientDraft], before: StoredPerson | None
    ) -> bool:
        found = conflict(drafts, before)
        if found is None and number in self._held:
            found = (
                "Another row for this NHS number is held back",
                "Settle that row and import again.",
            )
        if found is None:
            return False
        self._held.add(number)
        for draft in drafts:
            self._command.tallies[draft.batch].read(PATIENTS.name, draft.held("born_on", *found))
        return True

    def _count(self, drafts: list[PatientDraft], key: int, outcome: str) -> None:
        """The first row has the outcome; further rows about the same person are the same."""
        for place, draft in enumerate(drafts):
            tally = self._command.tallies[draft.batch]
            tally.report.rows += 1
            tally.touched.add(key)
            for problem in draft.cell_problems:
                tally.read(PATIENTS.name, problem)
            tally.of(PATIENTS.name).add("same" if place else outcome)

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
        raise FileRefused(
            f"{source.file.name} does not say which practice its people belong to.",
            "Name the practice with --practice ODS.",
            column="practice",
        )
