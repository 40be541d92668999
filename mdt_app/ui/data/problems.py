"""Rows and cells that could not be used: one line each, all of them, filtered as one types."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QLineEdit, QWidget

from mdt_app.clinical.words import grouped
from mdt_app.intake.rows import FileReport, Problem
from mdt_app.ui.data.wording import counted
from mdt_app.ui.looks import sized
from mdt_app.ui.parts import SegmentedButtons, column, label, row
from mdt_app.ui.plain_table import PlainTable
from mdt_app.ui.rows_model import Column

SEGMENTS = (("all", "All"), ("rejected", "Set aside"), ("held", "Held back"), ("cell", "Cells"))
_WIDTHS = (150, 62, 120, 150, 400, 260)
_WHAT_TO_DO = 5


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """A problem with the file it is in, and the texts it is searched by."""

    file: str
    problem: Problem
    haystack: str

    @property
    def sort(self) -> str:
        """`held`, `cell` (only the cell was left out) or `rejected`."""
        if self.problem.is_held:
            return "held"
        return "cell" if self.problem.is_cell else "rejected"


def lines_of(reports: Sequence[FileReport]) -> list[ProblemLine]:
    """Every problem that names a row; those of a whole file are on its card."""
    return [
        ProblemLine(
            report.name,
            problem,
            "\n".join(
                (report.name, str(problem.row), problem.column, problem.value, problem.problem)
            ).casefold(),
        )
        for report in reports
        for problem in report.problems
        if problem.row
    ]


def matching(lines: Sequence[ProblemLine], segment: str, words: str) -> list[ProblemLine]:
    """The lines of a segment that hold every word typed."""
    found = [line for line in lines if segment in ("all", line.sort)]
    for word in words.casefold().split():
        found = [line for line in found if word in line.haystack]
    return found


def _file(line: ProblemLine) -> str:
    return line.file


def _row(line: ProblemLine) -> str:
    return grouped(line.problem.row)


def _row_number(line: ProblemLine) -> int:
    return line.problem.row


def _column(line: ProblemLine) -> str:
    return line.problem.column


def _value(line: ProblemLine) -> str:
    return line.problem.value or "(empty)"


def _problem(line: ProblemLine) -> str:
    what = {"held": "Held back: ", "cell": "Cell left out: "}.get(line.sort, "")
    return f"{what}{line.problem.problem}"


def _hint(line: ProblemLine) -> str:
    return line.problem.hint


COLUMNS: tuple[Column[ProblemLine], ...] = (
    Column("File", _file),
    Column("Row", _row, sort_key=_row_number, to_the_right=True),
    Column("Column", _column),
    Column("Value", _value),
    Column("Problem", _problem),
    Column("What to do", _hint),
)


def _is_same(one: ProblemLine, other: ProblemLine) -> bool:
    return one is other


class ProblemsTable(QWidget):
    """The table with its filter; the counts say what is hidden."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[ProblemLine] = []
        self.heading = label("", "heading")
        self.segments = SegmentedButtons("Problems shown", SEGMENTS)
        self.words = QLineEdit(placeholderText="Filter…")
        self.words.setAccessibleName("Filter problems by file, row, column, value or reason")
        self.shown_words = label("", "quiet")
        self.table: PlainTable[ProblemLine] = PlainTable(
            COLUMNS, _WIDTHS, name="Rows and cells that could not be used", wide=_WHAT_TO_DO
        )
        self.chosen = label("", wraps=True)
        self._lay_out()
        self.segments.chosen.connect(self._refresh)
        self.words.textChanged.connect(self._refresh)
        self.table.selectionModel().currentChanged.connect(self._show_whole)
        self.segments.choose("all")

    def _lay_out(self) -> None:
        sized(self.words, QWidget.setFixedWidth, 160)
        line = row(spacing=12)
        line.addWidget(self.heading)
        line.addWidget(self.segments)
        line.addWidget(self.words)
        line.addWidget(self.shown_words)
        line.addStretch(1)
        layout = column(self, spacing=8)
        layout.addLayout(line)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.chosen)

    @property
    def has_any(self) -> bool:
        return bool(self._lines)

    def show_problems(self, reports: Sequence[FileReport]) -> None:
        """Show every row and cell of these files that could not be used."""
        self._lines = lines_of(reports)
        self.heading.setText(counted(len(self._lines), "problem"))
        self.table.show_column(0, is_shown=len({line.file for line in self._lines}) > 1)
        for code, words in SEGMENTS:
            count = len(matching(self._lines, code, ""))
            self.segments.rename(code, f"{words} {grouped(count)}")
        self.words.clear()
        self._refresh()

    def _refresh(self) -> None:
        found = matching(self._lines, self.segments.choice() or "all", self.words.text())
        self.table.show_rows(found, _is_same)
        hidden = len(self._lines) - len(found)
        self.shown_words.setText(f"{counted(hidden, 'problem')} hidden" if hidden else "")
        self.chosen.hide()

    def _show_whole(self, current: QModelIndex) -> None:
        """The chosen line in full, for whoever cannot see it all in the table."""
        if current.isValid():
            line = self.table.rows.row_at(current)
            self.chosen.setText(
                f"Row {_row(line)}, {_column(line) or 'whole row'}, {_value(line)}:"
                f" {_problem(line)}. {_hint(line)}"
            )
        self.chosen.setVisible(current.isValid())
