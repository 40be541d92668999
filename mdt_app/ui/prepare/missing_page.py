"""What is still missing before the meeting, practice by practice, in place of the list."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from mdt_app.meeting.readiness import NotReady, by_practice, readiness_words, sentence
from mdt_app.ui.parts import button, column, label, row
from mdt_app.ui.plain_table import PlainTable
from mdt_app.ui.rows_model import Column


@dataclass(frozen=True, slots=True)
class MissingRow:
    """A practice with its count, or one of its people and what is missing."""

    words: str
    missing: str = ""
    nhs_number: str = ""
    what: str = ""
    """The first thing missing, where the keyboard goes."""


def missing_rows(chosen: Sequence[NotReady]) -> list[MissingRow]:
    """Each practice, and below it everyone who is not ready."""
    rows: list[MissingRow] = []
    for practice in by_practice(chosen):
        rows.append(MissingRow(practice.words))
        rows += [
            MissingRow(each.name, sentence(each), each.nhs_number, each.missing[0].what)
            for each in practice.not_ready
        ]
    return rows


def _words(row: MissingRow) -> str:
    return row.words


def _missing(row: MissingRow) -> str:
    return row.missing


def _spoken(row: MissingRow) -> str:
    return f"{row.words}: {row.missing}" if row.missing else row.words


def _tone(row: MissingRow, _column: int) -> str:
    return "" if row.nhs_number else "strong"


_COLUMNS: Sequence[Column[MissingRow]] = (
    Column("Practice and person", _words),
    Column("What is missing: Enter goes there", _missing),
)
_WIDTHS = (240, 200)
_LEAST_HEIGHT = 90
"""In a low window some of the table is scrolled to; the list's place is never higher for it."""


class MissingTable(PlainTable[MissingRow]):
    """Enter goes to the person and to what is missing; Esc goes back to the list."""

    opened = Signal(str, str)
    """NHS number, and what is missing first."""
    back_asked = Signal()

    def __init__(self) -> None:
        super().__init__(
            _COLUMNS, _WIDTHS, name="Not ready", wide=1, lines=2, tone=_tone, name_of=_spoken
        )
        self.setSortingEnabled(False)
        self.setMinimumHeight(40)
        self.doubleClicked.connect(self._open)

    def _open(self) -> None:
        row = self.current_row()
        if row is not None and row.nhs_number:
            self.opened.emit(row.nhs_number, row.what)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        elif event.key() == Qt.Key.Key_Escape:
            self.back_asked.emit()
        else:
            super().keyPressEvent(event)


class MissingPage(QWidget):
    """The count in words, the table, and the way back."""

    def __init__(self) -> None:
        super().__init__()
        self.heading = label("", "heading", wraps=True)
        self.back_button = button("Back to the list (Esc)", name="Back to the list")
        self.table = MissingTable()
        top = row()
        top.addWidget(self.heading, 1)
        top.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignTop)
        layout = column(self, spacing=8)
        layout.addLayout(top)
        layout.addWidget(self.table, 1)
        self.setMinimumHeight(_LEAST_HEIGHT)
        self.back_button.clicked.connect(self.table.back_asked)

    def show_chosen(self, chosen: Sequence[NotReady]) -> None:
        """Show what is missing about everyone chosen; the same person stays at the keyboard."""
        words = readiness_words(chosen) or "Nobody is chosen yet. Space chooses in the list."
        self.heading.setText(f"{words[:1].upper()}{words[1:]}")
        self.table.show_rows(missing_rows(chosen), _is_same)
        if not self.table.currentIndex().isValid() and self.table.rows.shown:
            self.table.go_to(min(1, len(self.table.rows.shown) - 1))


def _is_same(one: MissingRow, other: MissingRow) -> bool:
    return one.nhs_number == other.nhs_number and bool(one.nhs_number)
