"""Mends rows that were set aside, cell by cell, and takes them in.

A mended row goes through the same checks as an import of its file's layout and practice. What
is taken in is a batch of its own, which can be undone: then the rows are set aside again.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from mdt_app.intake import taking_in
from mdt_app.intake.cells import Days, Practices
from mdt_app.intake.command import Command, Mended
from mdt_app.intake.import_report import ImportReport
from mdt_app.intake.mended_rows import MendedFile, mended_files
from mdt_app.intake.progress import Meter
from mdt_app.intake.queries.batches import drop_batch, practices_of, rename_batch
from mdt_app.intake.queries.set_aside import rewrite, settle
from mdt_app.intake.rows import SECTIONS, Problem
from mdt_app.intake.sources import Run, Source
from mdt_app.intake.tables.files import FileRefused, InspectedFile
from mdt_app.intake.tally import new_report
from mdt_app.intake.wishes import Wishes
from mdt_app.register.queries import practices
from mdt_app.vault.roles import IMPORT
from mdt_app.vault.vault import Writing
from mdt_app.vault.workspace import Workspace

_NO_WISHES = Wishes()


def mend(
    ws: Workspace, cells: Mapping[int, Sequence[str]], wishes: Wishes = _NO_WISHES
) -> ImportReport:
    """Take in rows set aside, each given by its `SetAside.id` with the cells it should have had.

    Rows that still fail stay set aside, with their new cells and reason. Rows that were held
    back with a person come in with that person. With `wishes.is_accepted` a row is right where
    it gives another birth or name than the person stored.
    """
    return _mend(ws, cells, wishes, is_kept=True)


def preview_mend(
    ws: Workspace, cells: Mapping[int, Sequence[str]], wishes: Wishes = _NO_WISHES
) -> ImportReport:
    """The report that `mend` would give now; nothing is kept."""
    return _mend(ws, cells, wishes, is_kept=False)


def _mend(
    ws: Workspace, cells: Mapping[int, Sequence[str]], wishes: Wishes, *, is_kept: bool
) -> ImportReport:
    ws.must_be_allowed(IMPORT)
    report = ImportReport()
    allows_test_numbers = wishes.allow_test_numbers or ws.vault.fact("demo") == "1"
    try:
        with taking_in.one_transaction(ws, "rows mended", is_kept=is_kept) as writing:
            files = mended_files(writing, cells, wishes.practice)
            whose = practices_of(writing, [each.file for each in files])
            ws.must_be_allowed(IMPORT, whose or None)
            command = _command(writing, files, Days(ws.today()), allows_test_numbers)
            command.is_decided = wishes.is_accepted
            report.files = command.reports
            taken = taking_in.take(writing, command, ws.user)
            if _settled(writing, files, command):
                writing.record("mending", {"import": taken.import_id, "rows": sorted(cells)})
                report.import_id, report.committed = taken.import_id, is_kept
            else:
                writing.record("act", {})  # rows that still fail keep their new cells
    except FileRefused as refused:
        report.refusal = refused
    return report


def _command(
    writing: Writing, files: list[MendedFile], days: Days, allows_test_numbers: bool
) -> Command:
    """The rows as an import of their own: each file's as a file again."""
    command = Command(
        [],
        [new_report(each.file.name, each.file.layout) for each in files],
        days,
        Practices({practice.ods: practice.name for practice in practices(writing)}),
        Meter(None, ()),
        allows_test_numbers,
        [Mended(each.file.batch, each.file.practice, each.file.batches) for each in files],
        frozenset(row.number for each in files for row in each.rows),
    )
    still_out = partial(_numbers_still_out, files, command)
    command.sources += [_source(each, still_out) for each in files]
    return command


def _source(mended: MendedFile, still_out: Callable[[], Collection[str]]) -> Source:
    of = mended.file
    file = InspectedFile(Path(of.name), of.name, of.digest, "utf-8", 0, False, b"")

    def runs(wanted: Collection[str]) -> Iterator[Run]:
        for section in SECTIONS:
            if section in wanted:
                yield section, mended.blocks(section, still_out())

    return Source(file, of.name, of.layout, runs)


def _numbers_still_out(files: list[MendedFile], command: Command) -> set[str]:
    """Whose own rows have been mended and still fail: what was held with them stays held."""
    asked: set[str] = set()
    passed: set[str] = set()
    for file, tally in zip(files, command.tallies.values(), strict=True):
        failed = file.failed(tally.set_aside)
        for row in file.people:
            asked.add(row.number)
            if row.key not in failed:
                passed.add(row.number)
    return asked - passed


def _settled(writing: Writing, files: list[MendedFile], command: Command) -> bool:
    """Write down what became of each row; whether any was taken in."""
    still_out = _numbers_still_out(files, command)
    failed: dict[int, Problem] = {}
    standing = 0
    for file, (batch, tally) in zip(files, command.tallies.items(), strict=True):
        of_file = file.failed(tally.set_aside)
        failed |= of_file
        passed = [row.key for row in file.tried(still_out) if row.key not in of_file]
        if not passed:
            drop_batch(writing, batch)
            continue
        standing = standing or batch
        settle(writing, passed, batch)
        tally.report.name = _mended_name(file.file.name, len(passed))
        rename_batch(writing, batch, tally.report.name)
    for key, problem in failed.items():
        rewrite(writing, key, standing, problem)
    return bool(standing)


def _mended_name(name: str, count: int) -> str:
    return f"{name}, {count} {'row' if count == 1 else 'rows'} mended"
