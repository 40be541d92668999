"""One running import inside its transaction: people first, then everything about them."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from mdt_app.intake.command import Command
from mdt_app.intake.events import EventChecks
from mdt_app.intake.known import KnownPeople
from mdt_app.intake.loading import Loading
from mdt_app.intake.medicines import MedicineChecks, MedicineDraft, MedicineKey, in_place_of
from mdt_app.intake.queries.batches import (
    add_batch,
    add_set_aside,
    finish_batch,
    keep_replaced,
)
from mdt_app.intake.queries.medicines_and_events import put_medicine, stored_medicine
from mdt_app.intake.queries.results import (
    add_staged,
    bring_back_superseded,
    has_staged,
    note_other_layouts,
    staged_and_new,
    supersede_corrected,
)
from mdt_app.intake.results import ResultChecks
from mdt_app.intake.sections import ABOUT_PEOPLE, EVENTS, MEDICINES, RESULTS
from mdt_app.intake.taking_people import TakingPeople
from mdt_app.intake.tally import Tally
from mdt_app.vault.entries import new_entry_id
from mdt_app.vault.vault import Writing

_MOST_WAITING = 2_000
"""Rows set aside that are held in memory."""


def run(writing: Writing, command: Command, user: str) -> str:
    """Read and write all files of the command; the id that they share."""
    return _TakingIn(writing, command, user).run()


class _TakingIn:
    """Reads the sources and writes what they say. Used once, inside one `writing()`."""

    def __init__(self, writing: Writing, command: Command, user: str) -> None:
        self._writing = writing
        self._command = command
        self._user = user

    def run(self) -> str:
        import_id = new_entry_id()
        self._open_batches(import_id)
        people = TakingPeople(self._writing, self._command).take()
        self._take_the_rest(people)
        self._command.meter.end()
        self._close(import_id)
        return import_id

    def _open_batches(self, import_id: str) -> None:
        for source, report in zip(self._command.sources, self._command.reports, strict=True):
            batch = add_batch(
                self._writing,
                {
                    "import_id": import_id,
                    "file_name": source.file.name,
                    "digest": source.file.digest,
                    "layout": source.layout,
                    "practice": self._command.practices.given,
                    "imported_by": self._user,
                    "imported_at": datetime.now(UTC).isoformat(timespec="seconds"),
                    "imported_on": self._command.days.last,
                },
            )
            self._command.tallies[batch] = Tally(report, batch)

    def _take_the_rest(self, people: KnownPeople) -> None:
        days, meter = self._command.days, self._command.meter
        results, events = ResultChecks(days, people), EventChecks(days, people)
        medicines = MedicineChecks(days, people)
        for source, tally in self._command.files():
            with Loading(self._writing, tally) as loading:
                for section, run in source.runs(ABOUT_PEOPLE):
                    for block in meter.passing(run):
                        if section == RESULTS.name:
                            loading.take_results(results.checked(block, tally))
                        elif section == EVENTS.name:
                            loading.take_events(list(events.checked(block, tally)))
                        else:
                            medicines.gather(block, tally)
                        if len(tally.set_aside) > _MOST_WAITING:
                            loading.rest()
                            self._keep_set_aside(tally)
        self._compare_staged()
        for key, draft in sorted(medicines.drafts.items(), key=_by_key):
            self._write_medicine(medicines, key, draft)

    def _compare_staged(self) -> None:
        if not has_staged(self._writing):
            return
        for batch, new in staged_and_new(self._writing):
            counts = self._command.tallies[batch].of(RESULTS.name)
            counts.new += new
            counts.same -= new
        for batch, count in supersede_corrected(self._writing):
            self._command.tallies[batch].of(RESULTS.name).superseded += count
        bring_back_superseded(self._writing)
        note_other_layouts(self._writing)
        add_staged(self._writing)

    def _write_medicine(
        self, checks: MedicineChecks, key: MedicineKey, draft: MedicineDraft
    ) -> None:
        source, stored = (draft.batch, draft.row), stored_medicine(self._writing, key)
        outcome = "same"
        if stored is None:
            facts = checks.with_class(key[1], draft.joined())
            current_from = self._command.days.last if facts.current else 0
            put_medicine(self._writing, key, facts, current_from, source)
            outcome = "new"
        elif (facts := in_place_of(stored.facts, draft.joined())) != stored.facts:
            is_brought = facts.current != stored.facts.current
            current_from = self._command.days.last if is_brought else stored.current_from
            keep_replaced(self._writing, draft.batch, "medicine", key, stored.as_json())
            put_medicine(self._writing, key, facts, current_from, source)
            outcome = "changed"
        for batch, rows in draft.rows_of.items():
            tally = self._command.tallies[batch]
            tally.report.rows += rows
            is_first = batch == draft.batch
            tally.of(MEDICINES.name).same += rows - is_first
            if is_first:
                tally.of(MEDICINES.name).add(outcome)

    def _close(self, import_id: str) -> None:
        files: list[dict[str, Any]] = []
        for source, tally in self._command.files():
            tally.close(source.warnings)
            counts = {name: asdict(count) for name, count in tally.report.counts.items()}
            self._keep_set_aside(tally)
            finish_batch(self._writing, tally.batch, json.dumps(counts), tally.touched)
            files.append(
                {
                    "batch": tally.batch,
                    "digest": source.file.digest,
                    "layout": source.layout,
                    "rows": tally.report.rows,
                    "counts": counts,
                }
            )
        self._writing.record("import", {"import": import_id, "files": files})

    def _keep_set_aside(self, tally: Tally) -> None:
        add_set_aside(self._writing, tally.batch, tally.set_aside)
        tally.set_aside.clear()


def _by_key(item: tuple[MedicineKey, MedicineDraft]) -> MedicineKey:
    return item[0]
