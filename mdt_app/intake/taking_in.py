"""One running import inside its transaction: people first, then everything about them."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any, NamedTuple

from mdt_app.intake.collecting import collecting_later
from mdt_app.intake.command import Command, Mended
from mdt_app.intake.events import EventChecks
from mdt_app.intake.gone import note_people_gone
from mdt_app.intake.known import KnownPeople
from mdt_app.intake.loading import Loading
from mdt_app.intake.medicines import MedicineChecks
from mdt_app.intake.queries.batches import add_batch, finish_batch
from mdt_app.intake.queries.results import (
    add_staged,
    bring_back_superseded,
    has_staged,
    note_other_layouts,
    staged_and_new,
    supersede_corrected,
)
from mdt_app.intake.queries.set_aside import add_set_aside
from mdt_app.intake.results import ResultChecks
from mdt_app.intake.sections import ABOUT_PEOPLE, EVENTS, RESULTS
from mdt_app.intake.taking_back import Live, TakingBack
from mdt_app.intake.taking_medicines import take_medicines
from mdt_app.intake.taking_people import TakingPeople
from mdt_app.intake.tally import Tally
from mdt_app.vault.backups import back_up_before
from mdt_app.vault.entries import new_entry_id
from mdt_app.vault.vault import Writing
from mdt_app.vault.workspace import Workspace

_MOST_WAITING = 2_000
"""Rows set aside that are held in memory."""
_MANY_ROWS = 1_000_000
"""More than any cache of a writer holds."""


@contextmanager
def one_transaction(ws: Workspace, what: str, *, is_kept: bool, rows: int = 0) -> Iterator[Writing]:
    """Everything done inside is kept together or, for a preview, not at all.

    `rows` is about how many rows will be read. What is to be kept begins with a copy of the
    store as it was: without room for that, nothing is taken in.
    """
    is_long = rows > _MANY_ROWS
    if is_kept and not ws.vault.is_read_only:
        back_up_before(ws.vault, "import")
    try:
        with (
            collecting_later(),
            ws.vault.writing(ws.user, what, is_long=is_long) as writing,
        ):
            yield writing
            if not is_kept:
                raise _NotKept
    except _NotKept:
        pass


class _NotKept(Exception):  # noqa: N818 - the way out of a transaction that is only a preview
    """Leaves the transaction so that nothing of it is kept."""


class Taken(NamedTuple):
    """What was taken in together: the id that its files share, and what became of each."""

    import_id: str
    files: list[dict[str, Any]]


def run(writing: Writing, command: Command, user: str) -> str:
    """Read and write all files of the command; the id that they share."""
    taken = take(writing, command, user)
    writing.record("import", {"import": taken.import_id, "files": taken.files})
    return taken.import_id


def take(writing: Writing, command: Command, user: str) -> Taken:
    """Read and write all files of the command. The caller says so on the trail."""
    return _TakingIn(writing, command, user).run()


class _TakingIn:
    """Reads the sources and writes what they say. Used once, inside one `writing()`."""

    def __init__(self, writing: Writing, command: Command, user: str) -> None:
        self._writing = writing
        self._command = command
        self._user = user

    def run(self) -> Taken:
        import_id = new_entry_id()
        self._open_batches(import_id)
        people = TakingPeople(self._writing, self._command).take()
        self._take_the_rest(people)
        self._command.meter.end()
        note_people_gone(self._writing, self._command)
        return Taken(import_id, self._close())

    def _open_batches(self, import_id: str) -> None:
        command = self._command
        mends = command.mends or [Mended(0, command.practices.given)] * len(command.sources)
        for source, report, mended in zip(command.sources, command.reports, mends, strict=True):
            headings = [column.heading for column in report.columns]
            batch = add_batch(
                self._writing,
                {
                    "import_id": import_id,
                    "file_name": source.name,
                    "digest": source.file.digest,
                    "layout": source.layout,
                    "practice": mended.practice,
                    "imported_by": self._user,
                    "imported_at": datetime.now(UTC).isoformat(timespec="seconds"),
                    "imported_on": command.days.last,
                    "headings": json.dumps(headings, ensure_ascii=False) if headings else "",
                    "mends": mended.batch,
                },
            )
            command.tallies[batch] = Tally(report, batch)

    def _take_the_rest(self, people: KnownPeople) -> None:
        days, meter, live = self._command.days, self._command.meter, Live()
        results, events = ResultChecks(days, people), EventChecks(days, people)
        medicines = MedicineChecks(days, people)
        for source, tally in self._command.files():
            with Loading(self._writing, tally) as loading:
                for section, run in source.runs(ABOUT_PEOPLE):
                    for block in meter.passing(run):
                        if section == RESULTS.name:
                            loading.take_results(results.checked(block, tally))
                        elif section == EVENTS.name:
                            good = list(events.checked(block, tally))
                            live.add(event[:4] for event in good)
                            loading.take_events(good)
                        else:
                            medicines.gather(block, tally)
                        if tally.undated:
                            live.add(fact.key for fact in tally.undated)
                            loading.take_undated()
                        if len(tally.set_aside) > _MOST_WAITING:
                            loading.rest()
                            self._keep_set_aside(tally)
        for tally in self._command.tallies.values():
            taken_back = TakingBack(self._writing, tally, self._command.tallies)
            taken_back.results()
            taken_back.others(live, medicines.drafts)
        self._compare_staged()
        take_medicines(self._writing, self._command, medicines)

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

    def _close(self) -> list[dict[str, Any]]:
        files: list[dict[str, Any]] = []
        for source, tally in self._command.files():
            tally.close(
                [*source.warnings, *source.notices()],
                rows=source.rows(),
                is_only_looked_up=source.is_only_looked_up,
            )
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
        return files

    def _keep_set_aside(self, tally: Tally) -> None:
        """Rows that are being mended are on the list already."""
        if self._command.mends:
            return
        add_set_aside(self._writing, tally.batch, tally.set_aside)
        tally.set_aside.clear()
