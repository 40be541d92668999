"""Whether everybody gets the same: the measure among people of each age, sex, group and need."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mdt_app.clinical.words import grouped
from mdt_app.measures.equity import CutFigure
from mdt_app.measures.values import MeasureWords
from mdt_app.ui.measures.wording import figure_words, value_of
from mdt_app.ui.opening_table import OpeningTable
from mdt_app.ui.parts import column, label
from mdt_app.ui.rows_model import Column

_WIDTHS = (130, 170, 80, 90, 110)
_WHOM = 1
Row = tuple[MeasureWords, CutFigure]


def _cut(row: Row) -> str:
    return row[1].cut


def _words(row: Row) -> str:
    return row[1].words


def _numerator(row: Row) -> str:
    return grouped(row[1].figure.numerator)


def _denominator(row: Row) -> str:
    return grouped(row[1].figure.denominator)


def _figure(row: Row) -> str:
    return figure_words(row[0], row[1].figure)


def _numerator_key(row: Row) -> int:
    return row[1].figure.numerator


def _denominator_key(row: Row) -> int:
    return row[1].figure.denominator


def _figure_key(row: Row) -> float | None:
    return value_of(row[0], row[1].figure)


COLUMNS: tuple[Column[Row], ...] = (
    Column("By", _cut),
    Column("People", _words),
    Column("Reached", _numerator, _numerator_key, to_the_right=True),
    Column("Counted", _denominator, _denominator_key, to_the_right=True),
    Column("Figure", _figure, _figure_key, to_the_right=True),
)


def _spoken(row: Row) -> str:
    return f"{_cut(row)}, {_words(row)}: {_figure(row)}, {_numerator(row)} of {_denominator(row)}"


def _tone(_row: Row, place: int) -> str:
    return "quiet" if place == 0 else "strong" if place == _WHOM else ""


def _is_same(one: Row, other: Row) -> bool:
    return (one[1].cut, one[1].words) == (other[1].cut, other[1].words)


class _Table(OpeningTable[Row]):
    def __init__(self) -> None:
        super().__init__(COLUMNS, _WIDTHS, name="Equity", wide=_WHOM, tone=_tone, name_of=_spoken)
        self.fit_a_tab()


class EquityTab(QWidget):
    """One table of all cuts; a heading sorts, so that the least served stand first."""

    people_asked = Signal(str, str)
    """Who are they: by what they are told apart, and of which kind."""

    def __init__(self) -> None:
        super().__init__()
        self.table = _Table()
        self.note = label("", "small", wraps=True)
        layout = column(self, spacing=4)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.note)
        self.table.opened.connect(self._open)

    def say_working(self) -> None:
        """Nothing of another measure stays while it is worked out."""
        self.table.show_rows([], _is_same)
        self.note.setText("Working out who is reached…")

    def show_cuts(self, measure: MeasureWords, cuts: Sequence[CutFigure]) -> None:
        """Show every kind of people; one may belong to several."""
        self.table.show_rows([(measure, cut) for cut in cuts], _is_same)
        if cuts and not self.table.currentIndex().isValid():
            self.table.go_to(0)
        self.note.setText(
            "Few people make a figure uncertain. Enter on a row: who they are, in your practice."
            if cuts
            else "Nobody is counted in this measure."
        )

    def _open(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self.people_asked.emit(row[1].cut, row[1].words)
