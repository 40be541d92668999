"""Recognises all files of a command; what is wrong with one, or must be asked, is reported."""

from collections.abc import Callable, Sequence
from pathlib import Path

from mdt_app.errors import UserError
from mdt_app.intake.cells import Practices, Unusable
from mdt_app.intake.columns.layout_file import layout_in
from mdt_app.intake.columns.saved_layouts import layouts_saved
from mdt_app.intake.import_report import ImportReport
from mdt_app.intake.layouts import Recogniser, Surroundings
from mdt_app.intake.plain import LAYOUT
from mdt_app.intake.rows import FileReport, Problem, Question
from mdt_app.intake.sources import Source
from mdt_app.intake.tables.files import FileRefused, shown_name
from mdt_app.intake.tally import new_report
from mdt_app.intake.wishes import Wishes
from mdt_app.register.queries import practices
from mdt_app.vault.workspace import Workspace

ALL_SHEETS = "all"


def surroundings(ws: Workspace, wishes: Wishes) -> Surroundings:
    """What recognising needs to know of the store and of the user's wishes."""
    with ws.vault.reading() as reading:
        network = practices(reading)
        saved = [layout_in(one.text, one.name) for one in layouts_saved(reading)]
    known = Practices({practice.ods: practice.name for practice in network})
    if wishes.practice:
        try:
            known.given = known.of(wishes.practice)
        except Unusable as unusable:
            problem = f"{unusable.problem}: {wishes.practice[:40]}"
            raise UserError(problem, unusable.hint) from None
    return Surroundings(wishes, ws.today(), known, saved)


def recognise_all(
    paths: Sequence[Path], around: Surroundings, report: ImportReport
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
                refuse(report, report.files[-1], error, around.practices)
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


def refuse(report: ImportReport, file: FileReport, error: UserError, known: Practices) -> None:
    report.refusal = report.refusal or error
    column, row = (error.column, error.row) if isinstance(error, FileRefused) else ("", 0)
    file.problems.append(Problem(row, column, "", error.message, error.hint))
    if column == "practice":
        file.questions.append(Question("practice", column, "", choices=tuple(known.codes)))
    if column == "sheet":
        choices = dict.fromkeys((*getattr(error, "choices", ()), ALL_SHEETS))
        file.questions.append(Question("sheet", column, "", choices=tuple(choices)))
