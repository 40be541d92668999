"""Takes files in: all of a command's files in one transaction, or none of them."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from mdt_app.errors import UserError
from mdt_app.intake import taking_in
from mdt_app.intake.cells import Days
from mdt_app.intake.columns.known_layouts import fingerprint
from mdt_app.intake.columns.layout_file import Layout, shipped_layouts, written_layout
from mdt_app.intake.columns.saved_layouts import keep_layout, save_layout
from mdt_app.intake.command import Command
from mdt_app.intake.import_report import ImportReport
from mdt_app.intake.layouts import layout_named
from mdt_app.intake.progress import Meter, Progress
from mdt_app.intake.recognising import recognise_all, refuse, surroundings
from mdt_app.intake.rows import FileReport
from mdt_app.intake.sources import Source
from mdt_app.intake.stops import questions_that_stop, warn_of_old_files
from mdt_app.intake.wishes import Wishes
from mdt_app.vault.roles import IMPORT
from mdt_app.vault.vault import Writing
from mdt_app.vault.workspace import Workspace

_NO_WISHES = Wishes()


def preview_import(
    ws: Workspace,
    paths: Sequence[Path],
    wishes: Wishes = _NO_WISHES,
    *,
    progress: Progress | None = None,
) -> ImportReport:
    """The report that `take_in` would give now; nothing is kept."""
    return _import(ws, paths, wishes, progress, is_kept=False)


def take_in(
    ws: Workspace,
    paths: Sequence[Path],
    wishes: Wishes = _NO_WISHES,
    *,
    progress: Progress | None = None,
) -> ImportReport:
    """Take every file in, or none: a refused file keeps out the others of its command too."""
    return _import(ws, paths, wishes, progress, is_kept=True)


def _import(
    ws: Workspace,
    paths: Sequence[Path],
    wishes: Wishes,
    progress: Progress | None,
    *,
    is_kept: bool,
) -> ImportReport:
    if not paths:
        raise UserError("No file was named.", "Name the files to import.")
    ws.must_be_allowed(IMPORT)
    around = surroundings(ws, wishes)
    layout = layout_named(wishes.layout, around.saved)
    report = ImportReport()
    sources = recognise_all(paths, around, report)
    if report.refusal is not None:
        return report
    command = Command(
        sources,
        report.files,
        Days(ws.today()),
        around.practices,
        Meter(progress, [source.file.lines * source.passes for source in sources]),
        wishes.allow_test_numbers or ws.vault.fact("demo") == "1",
    )
    try:
        rows = sum(source.file.lines for source in sources)
        with taking_in.one_transaction(ws, "files taken in", is_kept=is_kept, rows=rows) as writing:
            report.import_id = taking_in.run(writing, command, ws.user)
            warn_of_old_files(writing, command)
            _stop_if_doubtful(writing, command, report, wishes)
            _remember(writing, ws.user, layout, sources)
    except _Stopped:
        return report
    except UserError as error:
        if command.being_read is None:
            raise
        refuse(report, command.being_read, error, around.practices)
        return report
    report.committed = is_kept
    return report


class _Stopped(Exception):  # noqa: N818 - the way out of a transaction that nobody has accepted
    """Leaves the transaction: somebody must first say that the files are whole."""


def _stop_if_doubtful(
    writing: Writing, command: Command, report: ImportReport, wishes: Wishes
) -> None:
    """Ask about files that may be cut short or old; once accepted, only say so."""
    for tally, question in questions_that_stop(writing, command):
        if wishes.is_accepted:
            tally.report.warnings.append(question.heading)
            continue
        tally.report.questions.append(question)
        report.refusal = report.refusal or UserError(
            question.heading, "Look at the file again. If it is right as it is, add --accept."
        )
    if report.refusal is not None:
        raise _Stopped


def _remember(writing: Writing, user: str, layout: Layout | None, sources: list[Source]) -> None:
    """Keep somebody's own layout for files with these headings, so that it is named but once."""
    if layout is None or layout.name in shipped_layouts():
        return
    for source in sources:
        text = written_layout(replace(layout, headings=source.headings))
        mark = fingerprint(source.headings)
        keep_layout(writing, user, layout.name, source.headings, text, fingerprint=mark)


def remember_columns(ws: Workspace, report: FileReport, name: str) -> None:
    """Keep what the columns of a file were taken for, for every file with these headings."""
    headings = tuple(column.heading for column in report.columns)
    columns = {f"#{column.place}": column.meaning for column in report.columns if column.meaning}
    layout = Layout(name, name, columns=columns, headings=headings)
    save_layout(ws, name, fingerprint(headings), headings, written_layout(layout))
