"""One running import inside its transaction: people first, then everything about them."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from itertools import chain
from typing import Any

from mdt_app.intake import queries
from mdt_app.intake.cells import Days, Practices, Unusable, nhs_number
from mdt_app.intake.events import EventChecks
from mdt_app.intake.known import KnownPeople, Who
from mdt_app.intake.layouts import Source
from mdt_app.intake.loading import Loading
from mdt_app.intake.medicines import MedicineChecks, MedicineDraft, MedicineKey, over
from mdt_app.intake.people import (
    PatientChecks,
    PatientDraft,
    StoredPerson,
    conflict,
    grouped,
    joined,
)
from mdt_app.intake.plain import Block
from mdt_app.intake.progress import Meter
from mdt_app.intake.results import ResultChecks
from mdt_app.intake.rows import FileReport, Problem
from mdt_app.intake.sections import BY_NAME, EVENTS, MEDICINES, PATIENTS, RESULTS
from mdt_app.intake.tally import Tally
from mdt_app.vault.entries import new_entry_id
from mdt_app.vault.vault import Writing
from mdt_app.vault.workspace import Workspace

_ABOUT_PEOPLE = frozenset({RESULTS.name, MEDICINES.name, EVENTS.name})


class TakingIn:
    """Reads the sources and writes what they say. Use once, inside one `writing()`."""

    def __init__(
        self,
        ws: Workspace,
        sources: Sequence[Source],
        reports: Sequence[FileReport],
        practices: Practices,
        meter: Meter,
    ) -> None:
        self.allow_test_numbers = False
        self.being_read: FileReport | None = None
        self._ws = ws
        self._sources = sources
        self._reports = reports
        self._practices = practices
        self._meter = meter
        self._days = Days(ws.today())
        self._tallies: list[Tally] = []
        self._by_batch: dict[int, Tally] = {}
        self._held: set[str] = set()

    def run(self, writing: Writing) -> str:
        """Read and write everything; the id that the files of this import share."""
        import_id = new_entry_id()
        queries.use_more_memory(writing, more=True)
        try:
            self._open_batches(writing, import_id)
            people = self._take_people(writing)
            self._take_the_rest(writing, people)
            self._meter.end()
            self._close(writing, import_id)
        finally:
            queries.use_more_memory(writing, more=False)
        return import_id

    def _open_batches(self, writing: Writing, import_id: str) -> None:
        for source, report in zip(self._sources, self._reports, strict=True):
            batch = queries.add_batch(
                writing,
                {
                    "import_id": import_id,
                    "file_name": source.file.name,
                    "digest": source.file.digest,
                    "layout": source.layout,
                    "practice": self._practices.given,
                    "imported_by": self._ws.user,
                    "imported_at": datetime.now(UTC).isoformat(timespec="seconds"),
                    "imported_on": self._days.last,
                },
            )
            self._tallies.append(Tally(report, batch))
            self._by_batch[batch] = self._tallies[-1]

    def _take_people(self, writing: Writing) -> KnownPeople:
        checks = PatientChecks(
            self._days, self._practices, allow_test_numbers=self.allow_test_numbers
        )
        drafts = self._settled(checks, self._drafts(checks))
        stored = queries.stored_people(writing)
        with_results = queries.people_with_results(writing)
        keys = self._write_people(writing, drafts, stored)
        everyone = {
            number: Who(key, born, key in with_results) for number, (key, born) in keys.items()
        }
        return KnownPeople(everyone, self._held, allow_test_numbers=self.allow_test_numbers)

    def _drafts(self, checks: PatientChecks) -> list[PatientDraft]:
        drafts: list[PatientDraft] = []
        for source, tally in zip(self._sources, self._tallies, strict=True):
            self.being_read = tally.report
            for section, run in source.runs((PATIENTS.name,)):
                for block in self._meter.passing(run):
                    for problem in block.problems:
                        tally.read(section, problem)
                    drafts += self._drafts_of(block, checks, tally)
        self.being_read = None
        return drafts

    @staticmethod
    def _drafts_of(block: Block, checks: PatientChecks, tally: Tally) -> Iterator[PatientDraft]:
        for read in block.each():
            outcome = checks.draft(tally.batch, read)
            if isinstance(outcome, Problem):
                tally.read(PATIENTS.name, outcome)
            else:
                yield outcome

    def _settled(
        self, checks: PatientChecks, drafts: list[PatientDraft]
    ) -> dict[str, list[PatientDraft]]:
        """Every person's rows, with the century of each birth chosen or the row held."""
        groups = grouped(drafts)
        unsure = {draft.number for draft in drafts if draft.born_choices}
        earliest = self._earliest_days(unsure) if unsure else {}
        for number in unsure:
            named = [draft.earliest() for draft in groups[number]] + [earliest.get(number, 0)]
            first = min((day for day in named if day), default=0)
            for draft in [draft for draft in groups[number] if draft.born_choices]:
                problem = checks.settle_birth(draft, first)
                if problem is None:
                    continue
                self._by_batch[draft.batch].read(PATIENTS.name, problem)
                groups[number].remove(draft)
                if problem.is_held:
                    self._held.add(number)
        return groups

    def _earliest_days(self, numbers: set[str]) -> dict[str, int]:
        """The first day that any row about these people names."""
        earliest: dict[str, int] = {}
        for source, tally in zip(self._sources, self._tallies, strict=True):
            self.being_read = tally.report
            for section, run in source.runs(_ABOUT_PEOPLE):
                columns = BY_NAME[section].readable
                places = [columns.index(column) for column in BY_NAME[section].days]
                for read in chain.from_iterable(block.each() for block in run):
                    number = self._number(read.cells[0])
                    if number not in numbers:
                        continue
                    for place in places:
                        day = self._days.ordinal(read.cells[place])
                        if day > 0:
                            earliest[number] = min(day, earliest.get(number, day))
        self.being_read = None
        return earliest

    def _number(self, cell: str) -> str:
        try:
            return nhs_number(cell, allow_test_numbers=self.allow_test_numbers)
        except Unusable:
            return ""

    def _write_people(
        self,
        writing: Writing,
        groups: dict[str, list[PatientDraft]],
        stored: dict[str, StoredPerson],
    ) -> dict[str, tuple[int, int]]:
        """Write everyone the files describe; key and birth of everyone now in the store."""
        keys = {
            number: (person.key, int(person.values["born_on"])) for number, person in stored.items()
        }
        next_key, since = queries.last_patient_key(writing) + 1, self._tallies[0].batch
        new: list[tuple[int, str, dict[str, str | int], int, int, int]] = []
        for number, drafts in groups.items():
            before = stored.get(number)
            if not drafts or self._is_held(number, drafts, before):
                continue
            values, last = joined(drafts, before), drafts[-1]
            self._add_practice(writing, str(values["practice"]), last)
            if before is None:
                new.append((next_key, number, values, since, last.batch, last.row))
                keys[number] = (next_key, int(values["born_on"]))
                next_key += 1
            elif values != before.values:
                queries.change_person(writing, before.key, values, since, last.batch, last.row)
            is_same = before is not None and values == before.values
            self._count_person(drafts, keys[number][0], before, is_same=is_same)
        queries.add_people(writing, new)
        return keys

    def _is_held(
        self, number: str, drafts: list[PatientDraft], before: StoredPerson | None
    ) -> bool:
        found = conflict(drafts, before)
        if number in self._held and found is None:
            found = (
                "Another row for this NHS number is held back",
                "Settle that row and import again.",
            )
        if found is None:
            return False
        self._held.add(number)
        for draft in drafts:
            self._by_batch[draft.batch].read(PATIENTS.name, draft.held("born_on", *found))
        return True

    def _count_person(
        self, drafts: list[PatientDraft], key: int, before: StoredPerson | None, *, is_same: bool
    ) -> None:
        for place, draft in enumerate(drafts):
            tally = self._by_batch[draft.batch]
            tally.report.rows += 1
            tally.touched.add(key)
            for problem in draft.cell_problems:
                tally.read(PATIENTS.name, problem)
            counts = tally.of(PATIENTS.name)
            if place or is_same:
                counts.same += 1
            elif before is None:
                counts.new += 1
            else:
                counts.changed += 1

    def _add_practice(self, writing: Writing, ods: str, draft: PatientDraft) -> None:
        name = self._practices.added.pop(ods, "")
        if name:
            queries.add_practice(writing, draft.batch, ods, name)
            self._by_batch[draft.batch].report.warnings.append(
                f"The practice {ods} was not in the network and was added under its code."
            )

    def _take_the_rest(self, writing: Writing, people: KnownPeople) -> None:
        medicines = MedicineChecks(self._days, people)
        results = ResultChecks(self._days, people)
        events = EventChecks(self._days, people)
        for source, tally in zip(self._sources, self._tallies, strict=True):
            self.being_read = tally.report
            with Loading(writing, tally) as loading:
                for section, run in source.runs(_ABOUT_PEOPLE):
                    for block in self._meter.passing(run):
                        if section == RESULTS.name:
                            loading.take_results(results.checked(block, tally))
                        elif section == EVENTS.name:
                            loading.take_events(list(events.checked(block, tally)))
                        else:
                            medicines.gather(block, tally)
        self.being_read = None
        self._compare_staged(writing)
        self._write_medicines(writing, medicines)

    def _compare_staged(self, writing: Writing) -> None:
        if not queries.has_staged(writing):
            return
        for batch, new in queries.staged_and_new(writing):
            counts = self._by_batch[batch].of(RESULTS.name)
            counts.new += new
            counts.same -= new
        for batch, count in queries.supersede_corrected(writing):
            self._by_batch[batch].of(RESULTS.name).superseded += count
        queries.bring_back_superseded(writing)
        queries.note_other_layouts(writing)
        queries.add_staged(writing)

    def _write_medicines(self, writing: Writing, checks: MedicineChecks) -> None:
        for key, draft in sorted(checks.drafts.items(), key=_by_key):
            self._write_medicine(writing, checks, key, draft)

    def _write_medicine(
        self, writing: Writing, checks: MedicineChecks, key: MedicineKey, draft: MedicineDraft
    ) -> None:
        source, stored = (draft.batch, draft.row), queries.stored_medicine(writing, key)
        outcome = "same"
        if stored is None:
            facts = checks.with_class(key[1], draft.joined())
            current_from = self._days.last if facts.current else 0
            queries.put_medicine(writing, key, facts, current_from, source)
            outcome = "new"
        elif (facts := over(stored.facts, draft.joined())) != stored.facts:
            is_brought = facts.current != stored.facts.current
            current_from = self._days.last if is_brought else stored.current_from
            queries.keep_replaced(writing, draft.batch, "medicine", key, stored.as_json())
            queries.put_medicine(writing, key, facts, current_from, source)
            outcome = "changed"
        for batch, rows in draft.rows_of.items():
            tally = self._by_batch[batch]
            tally.report.rows += rows
            counts = tally.of(MEDICINES.name)
            counts.same += rows
            if batch == draft.batch and outcome != "same":
                counts.same -= 1
                setattr(counts, outcome, getattr(counts, outcome) + 1)

    def _close(self, writing: Writing, import_id: str) -> None:
        files: list[dict[str, Any]] = []
        for source, tally in zip(self._sources, self._tallies, strict=True):
            tally.close(source.warnings)
            if not tally.report.rows:
                tally.report.warnings.append("There are no rows below the headings.")
            counts = {name: asdict(count) for name, count in tally.report.counts.items()}
            queries.add_set_aside(writing, tally.batch, tally.set_aside)
            queries.finish_batch(writing, tally.batch, json.dumps(counts), tally.touched)
            files.append(
                {
                    "batch": tally.batch,
                    "digest": source.file.digest,
                    "layout": source.layout,
                    "rows": tally.report.rows,
                    "counts": counts,
                }
            )
        writing.record("import", {"import": import_id, "files": files})


def _by_key(item: tuple[MedicineKey, MedicineDraft]) -> MedicineKey:
    return item[0]
