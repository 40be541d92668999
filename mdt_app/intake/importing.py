"""Takes files in: all of a command's files in one transaction, or none of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mdt_app.errors import UserError
from mdt_app.intake import taking_in
from mdt_app.intake.cells import Days, Practices, Unusable
from mdt_app.intake.command import Command
from mdt_app.intake.files import FileRefused, shown_name
from mdt_app.intake.layout_file import Layout
from mdt_app.intake.layouts import Recogniser, Surroundings, layout_named
from mdt_app.intake.plain import LAYOUT
from mdt_app.intake.progress import Meter, Progress
from mdt_app.intake.rows import FileReport, Problem, Question
from mdt_app.intake.sources import Source
from mdt_app.intake.tally import new_report
from mdt_app.intake.wishes import Wishes
from mdt_app.register.queries import practices
from mdt_app.vault.workspace import Workspace

ALL_SHEETS = "all"
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
    known, around = _surroundings(ws, wishes)
    layout_named(wishes.layout, around.saved)
    report = ImportReport()
    sources = _recognise_all(paths, around, known, report)
    if report.refusal is not None:
        return report
    command = Command(
        sources,
        report.files,
        Days(ws.today()),
        known,
        Meter(progress, [source.file.lines * source.passes for source in sources]),
        wishes.allow_test_numbers or ws.vault.fact("demo") == "1",
    )
    try:
        with taking_in.one_transaction(ws, "files taken in", is_kept=is_kept) as writing:
            report.import_id = taking_in.run(writing, command, ws.user)
    except UserError as error:
        if command.being_read is None:
            raise
        _refuse(report, command.being_read, error, known)
        return report
    report.committed = is_kept
    return report


def _surroundings(ws: Workspace, wishes: Wishes) -> tuple[Practices, Surroundings]:
    with ws.vault.reading() as reading:
        network = practices(reading)
        saved: list[Layout] = []
    known = Practices({practice.ods: practice.name for practice in network})
    if wishes.practice:
        try:
            known.given = known.of(wishes.practice)
        except Unusable as unusable:
            problem = f"{unusable.problem}: {wishes.practice[:40]}"
            raise UserError(problem, unusable.hint) from None
    by_name = {practice.name.strip().casefold(): practice.ods for practice in network}
    by_name |= {practice.ods.casefold(): practice.ods for practice in network}
    return known, Surroundings(wishes, ws.today(), by_name, saved)


def _recognise_all(
    paths: Sequence[Path], around: Surroundings, known: Practices, report: ImportReport
) -> list[Source]:
    """What every file is. What is wrong with one, or must be asked, stands in its report."""
    recogniser, found = Recogniser(around), []
    for path in paths:
        try:
            found.append((path, recogniser.recognise(path)))
        except UserError as error:
            found.append((path, [_refusing(error)]))
    sources = []
    for path, several in found:
        for source_of in several:
            try:
                source = source_of()
            except UserError as error:
                is_plain = isinstance(error, FileRefused) and error.column not in ("", "sheet")
                layout = around.wishes.layout or (LAYOUT if is_plain else "")
                report.files.append(new_report(shown_name(path), layout))
                _refuse(report, report.files[-1], error, known)
                continue
            sources.append(source)
            report.files.append(_report_on(source))
            asked = [one for one in source.questions if one.topic != "accept"]
            if asked or (source.questions and not around.wishes.is_accepted):
                _ask(report, source)
    return sources


def _refusing(error: UserError) -> Callable[[], Source]:
    def source() -> Source:
        raise error

    return source


def _report_on(source: Source) -> FileReport:
    report = new_report(source.name, source.layout, source.file.encoding)
    report.guesses, report.columns = source.guesses, source.columns
    report.questions, report.changes = list(source.questions), source.changes
    return report


def _ask(report: ImportReport, source: Source) -> None:
    count = len(source.questions)
    what = "one thing" if count == 1 else f"{count} things"
    changed = " ".join(source.changes)
    report.refusal = report.refusal or UserError(
        f"{source.name} leaves {what} to be said: what its columns hold. {changed}".strip(),
        "Say it in the window, or name a layout file with --layout FILE.toml.",
    )


def _refuse(report: ImportReport, file: FileReport, error: UserError, known: Practices) -> None:
    report.refusal = report.refusal or error
    column, row = (error.column, error.row) if isinstance(error, FileRefused) else ("", 0)
    file.problems.append(Problem(row, column, "", error.message, error.hint))
    if column == "practice":
        file.questions.append(Question("practice", column, "", choices=tuple(known.codes)))
    if column == "sheet":
        choices = (*getattr(error, "choices", ()), ALL_SHEETS)
        file.questions.append(Question("sheet", column, "", choices=choices))


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
        "gone": len(report.gone),
    }
