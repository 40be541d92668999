"""Takes files in: all of a command's files in one transaction, or none of them."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mdt_app.errors import UserError
from mdt_app.intake import taking_in
from mdt_app.intake.cells import Days, Practices, Unusable
from mdt_app.intake.command import Command
from mdt_app.intake.files import FileRefused, shown_name
from mdt_app.intake.layouts import Recogniser, Source, check_layout_name
from mdt_app.intake.plain import LAYOUT
from mdt_app.intake.progress import Meter, Progress
from mdt_app.intake.rows import FileReport, Problem, Question
from mdt_app.intake.tally import new_report
from mdt_app.intake.wishes import Wishes
from mdt_app.register.queries import practices
from mdt_app.vault.workspace import Workspace

_NO_WISHES = Wishes()
_COUNTED = {
    "patients": ("new", "changed", "same", "held", "rejected"),
    "results": ("new", "same", "superseded", "held", "rejected", "no_value"),
    "medicines": ("new", "changed", "same", "held", "rejected"),
    "events": ("new", "same", "held", "rejected"),
}


@dataclass(slots=True)
class ImportReport:
    """What an import did, or would do, file by file."""

    files: list[FileReport] = field(default_factory=list)
    committed: bool = False
    refusal: UserError | None = None
    """Why nothing was taken in: the first file that was refused or needs an answer."""
    import_id: str = ""

    def as_json(self) -> dict[str, Any]:
        """The document that `import --json` prints."""
        return {
            "files": [_file_as_json(report) for report in self.files],
            "committed": self.committed,
        }


class _NotKept(Exception):  # noqa: N818 - the way out of a transaction that is only a preview
    """Leaves the transaction so that nothing of it is kept."""


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
    check_layout_name(wishes.layout)
    if not paths:
        raise UserError("No file was named.", "Name the files to import.")
    known = _known_practices(ws, wishes.practice)
    report = ImportReport()
    sources = _recognise_all(paths, wishes, known, report)
    if report.refusal is not None:
        return report
    command = Command(
        sources,
        report.files,
        Days(ws.today()),
        known,
        Meter(progress, [source.file.lines for source in sources]),
        wishes.allow_test_numbers or ws.vault.fact("demo") == "1",
    )
    try:
        with _without_collecting(), ws.vault.writing(ws.user, "files taken in") as writing:
            report.import_id = taking_in.run(writing, command, ws.user)
            if not is_kept:
                raise _NotKept
    except _NotKept:
        return report
    except UserError as error:
        if command.being_read is None:
            raise
        _refuse(report, command.being_read, error, known)
        return report
    report.committed = True
    return report


@contextmanager
def _without_collecting() -> Iterator[None]:
    """A load makes millions of tuples and no cycles: looking for cycles took a quarter of it."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _known_practices(ws: Workspace, given: str) -> Practices:
    with ws.vault.reading() as reading:
        known = Practices({practice.ods: practice.name for practice in practices(reading)})
    if given:
        try:
            known.given = known.of(given)
        except Unusable as unusable:
            raise UserError(f"{unusable.problem}: {given[:40]}", unusable.hint) from None
    return known


def _recognise_all(
    paths: Sequence[Path], wishes: Wishes, known: Practices, report: ImportReport
) -> list[Source]:
    sources = []
    recogniser = Recogniser(layout=wishes.layout, practice_given=bool(wishes.practice))
    for path in paths:
        try:
            source = recogniser.recognise(path)
        except UserError as error:
            is_plain = isinstance(error, FileRefused) and error.column
            layout = wishes.layout or (LAYOUT if is_plain else "")
            report.files.append(new_report(shown_name(path), layout))
            _refuse(report, report.files[-1], error, known)
            continue
        sources.append(source)
        file_report = new_report(source.file.name, source.layout, source.file.encoding)
        report.files.append(file_report)
    return sources


def _refuse(report: ImportReport, file: FileReport, error: UserError, known: Practices) -> None:
    report.refusal = report.refusal or error
    column, row = (error.column, error.row) if isinstance(error, FileRefused) else ("", 0)
    file.problems.append(Problem(row, column, "", error.message, error.hint))
    if column == "practice":
        file.questions.append(Question("practice", column, "", choices=tuple(known.codes)))


def _file_as_json(report: FileReport) -> dict[str, Any]:
    counts = {
        section: {name: getattr(report.counts[section], name) for name in names}
        for section, names in _COUNTED.items()
    }
    return {
        "name": report.name,
        "layout": report.layout,
        "encoding": report.encoding,
        "rows": report.rows,
        **counts,
        "problems": [
            {
                "row": problem.row,
                "column": problem.column,
                "value": problem.value,
                "problem": problem.problem,
                "hint": problem.hint,
            }
            for problem in report.problems
        ],
        "warnings": list(report.warnings),
        "questions": [question.as_json() for question in report.questions],
    }
