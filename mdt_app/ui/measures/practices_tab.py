"""Each practice's numerator, denominator, percentage and people needed; the network below them."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mdt_app.clinical.words import grouped
from mdt_app.measures.values import NETWORK, Board, Figure, Line, MeasureWords
from mdt_app.ui.measures.wording import figure_words, value_of
from mdt_app.ui.opening_table import OpeningTable
from mdt_app.ui.parts import column, label
from mdt_app.ui.rows_model import Column

_WIDTHS = (140, 80, 84, 106, 104)
_NAME, _NEEDED = 0, 4


@dataclass(frozen=True, slots=True)
class PracticeRow:
    """One practice, or the network."""

    ods: str
    name: str
    is_own: bool
    measure: MeasureWords
    figure: Figure
    needed: int | None


def rows_of(board: Board, line: Line) -> list[PracticeRow]:
    """The practices in the board's order, then everybody."""
    order = {ods: place for place, ods in enumerate(board.practices)}
    figures = sorted(line.practices, key=lambda each: order.get(each.practice, len(order)))
    rows = [
        PracticeRow(
            each.practice,
            board.practices.get(each.practice, each.practice or "No practice"),
            bool(board.own_practice) and each.practice == board.own_practice,
            line.measure,
            each,
            line.needed_by_practice.get(each.practice),
        )
        for each in figures
    ]
    network = f"{board.network or 'Network'}, pooled"
    return [*rows, PracticeRow(NETWORK, network, False, line.measure, line.network, line.needed)]


def _name(row: PracticeRow) -> str:
    return f"{row.name} (yours)" if row.is_own else row.name


def _numerator(row: PracticeRow) -> str:
    return grouped(row.figure.numerator)


def _denominator(row: PracticeRow) -> str:
    return grouped(row.figure.denominator)


def _percent(row: PracticeRow) -> str:
    return figure_words(row.measure, row.figure)


def _needed(row: PracticeRow) -> str:
    if row.needed is None:
        return "–"
    return grouped(row.needed) if row.needed else "✓ reached"


def _numerator_key(row: PracticeRow) -> int:
    return row.figure.numerator


def _denominator_key(row: PracticeRow) -> int:
    return row.figure.denominator


def _percent_key(row: PracticeRow) -> float | None:
    return value_of(row.measure, row.figure)


def _needed_key(row: PracticeRow) -> int | None:
    return row.needed


COLUMNS: tuple[Column[PracticeRow], ...] = (
    Column("Practice", _name),
    Column("Reached", _numerator, _numerator_key, to_the_right=True),
    Column("Counted", _denominator, _denominator_key, to_the_right=True),
    Column("Figure", _percent, _percent_key, to_the_right=True),
    Column("Needed", _needed, _needed_key, to_the_right=True),
)


def _tone(row: PracticeRow, place: int) -> str:
    if place == _NAME or not row.ods:
        return "strong" if row.is_own or not row.ods else ""
    return "good" if place == _NEEDED and row.needed == 0 else ""


def _is_same(one: PracticeRow, other: PracticeRow) -> bool:
    return one.ods == other.ods


def _spoken(row: PracticeRow) -> str:
    parts = [_name(row), _percent(row), f"{_numerator(row)} of {_denominator(row)}"]
    if row.needed is not None:
        parts.append(f"{grouped(row.needed)} more needed" if row.needed else "target reached")
    return ", ".join(parts)


class _Table(OpeningTable[PracticeRow]):
    """Enter, or two clicks, opens the people behind the row."""

    def __init__(self) -> None:
        super().__init__(
            COLUMNS, _WIDTHS, name="Practices", wide=_NAME, tone=_tone, name_of=_spoken
        )
        self.fit_a_tab()


class PracticesTab(QWidget):
    """The table; Enter on a row asks for its people."""

    people_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.table = _Table()
        layout = column(self, spacing=4)
        layout.addWidget(self.table, 1)
        layout.addWidget(label("Enter on a row: who is behind it.", "small", wraps=True))
        self.table.opened.connect(self._open)

    def show_line(self, board: Board, line: Line) -> None:
        """Show another measure's practices."""
        rows = rows_of(board, line)
        is_first = not self.table.rows.shown
        self.table.show_rows(rows, _is_same)
        if is_first and rows:
            own = next((at for at, each in enumerate(rows) if each.is_own), 0)
            self.table.go_to(own)

    def _open(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self.people_asked.emit(row.ods)
