"""Freezing months, or restating one: what will stand is shown before it is agreed to."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from mdt_app.clinical.days import month_words
from mdt_app.measures.values import Board, Figure, Line, MonthPoint
from mdt_app.ui.measures.paragraph import Paragraph
from mdt_app.ui.measures.wording import (
    figure_words,
    fraction_words,
    months_in_words,
    short_month,
    would_be,
)
from mdt_app.ui.parts import button, column, label, primary_button, surface
from mdt_app.ui.plain_table import PlainTable
from mdt_app.ui.rows_model import Column
from mdt_app.ui.wrapping import WrappingRow, wrapping_ground

_LONGEST_MONTH = 31
_MEANS = (
    "A frozen month stays as it is. If later files would change it, the screen says what it"
    " would be and why; it is never changed in silence."
)
_APART = "Each set is frozen by itself."
_RESTATES = "What was issued before stays on file and is shown beside the new figure."
_PEOPLE, _WAS = 3, 4
_ROOM_FOR_PEOPLE = 700
Row = tuple[Line, MonthPoint]


def _measure(row: Row) -> str:
    line = row[0]
    return f"{line.measure.words}{f', {line.group}' if line.group else ''}"


def _month(row: Row) -> str:
    return short_month(row[1].month)


def _month_key(row: Row) -> date:
    return row[1].month


def _stands(row: Row) -> str:
    return figure_words(row[0].measure, _to_stand(row[1]))


def _numbers(row: Row) -> str:
    return fraction_words(row[0].measure, _to_stand(row[1]))


def _was(row: Row) -> str:
    point = row[1]
    if point.frozen_on is None or point.now is None:
        return ""
    measure = row[0].measure
    return f"was {figure_words(measure, point.figure)}, {fraction_words(measure, point.figure)}"


def _to_stand(point: MonthPoint) -> Figure:
    return point.now if point.now is not None else point.figure


COLUMNS: tuple[Column[Row], ...] = (
    Column("Measure", _measure),
    Column("Month", _month, _month_key),
    Column("Network", _stands, to_the_right=True),
    Column("People", _numbers, to_the_right=True),
    Column("", _was),
)


def _is_same(one: Row, other: Row) -> bool:
    return _measure(one) == _measure(other) and one[1].month == other[1].month


def _tone(_row: Row, place: int) -> str:
    return {0: "strong", 3: "quiet", 4: "quiet"}.get(place, "")


class _Table(PlainTable[Row]):
    def __init__(self) -> None:
        super().__init__(
            COLUMNS, (260, 80, 100, 124, 240), name="What will stand", wide=0, tone=_tone
        )
        self.setMinimumSize(240, 64)
        self.verticalHeader().setDefaultSectionSize(29)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the measure's name and what was matter more than of how many."""
        super().resizeEvent(event)
        self.show_column(_PEOPLE, is_shown=self.width() >= _ROOM_FOR_PEOPLE)

    def keyboardSearch(self, _search: str) -> None:
        """Letters are the screen's keys."""


class FreezePage(QWidget):
    """The figures, what freezing means, for a restatement its reason, and one green button."""

    left = Signal()
    freeze_agreed = Signal(object)
    """The months."""
    restate_agreed = Signal(object, str)
    """The month and the reason."""

    def __init__(self) -> None:
        super().__init__()
        self._months: tuple[date, ...] = ()
        self._is_restating = False
        self._reason_about: tuple[str, date] | None = None
        """What the reason half typed is about: Esc does not discard it."""
        self.heading = Paragraph("strong", 11)
        self.means = Paragraph("quiet")
        self.table = _Table()
        self.reason_heading = label("Why is it restated?", "strong")
        self.reason = QLineEdit(placeholderText="For example: late results of one practice")
        self.agree_button = primary_button("Freeze")
        self.cancel_button = button("Leave as it is")
        ground = surface("page")
        column(self, spacing=0).addWidget(ground)
        layout = column(ground, spacing=8)
        layout.setContentsMargins(12, 10, 12, 10)
        self.reason.setAccessibleName("Why is it restated?")
        for part in (self.heading, self.means):
            layout.addWidget(part)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.reason_heading)
        layout.addWidget(self.reason)
        buttons = wrapping_ground()
        line = WrappingRow(buttons, spacing=8)
        line.addWidget(self.agree_button)
        line.addWidget(self.cancel_button)
        layout.addWidget(buttons)
        self._connect()

    def _connect(self) -> None:
        self.agree_button.clicked.connect(self.agree)
        self.cancel_button.clicked.connect(self.left)
        self.reason.textChanged.connect(self._look_at_reason)
        self.reason.returnPressed.connect(self.agree)

    def ask_to_freeze(self, board: Board) -> None:
        """Show what every measure of the set will say for the months that ended."""
        self._months, self._is_restating = tuple(board.to_freeze), False
        months = months_in_words(self._months)
        self.heading.setText(f"Freeze {months}? {board.title}")
        rows = _rows(board.lines, self._months)
        others = frozen_besides(self._months, rows)
        self.means.setText(" ".join(filter(None, (_MEANS, others, _APART))))
        self.agree_button.setText(f"Freeze {months}")
        self.agree_button.setAccessibleName(f"Freeze {months}")
        self._show(rows)
        self.agree_button.setEnabled(bool(self._months))
        self.agree_button.setFocus()

    def ask_to_restate(self, board: Board, line: Line, point: MonthPoint) -> None:
        """Show what the month said and would say; the reason is asked."""
        self._months, self._is_restating = (point.month,), True
        month = month_words(point.month)
        self.heading.setText(f"Restate {month}?")
        self.means.setText(f"{would_be(line.measure, point)} {_RESTATES}")
        self.agree_button.setText(f"Restate {month}")
        self.agree_button.setAccessibleName(f"Restate {month}")
        self._show([row for row in _rows(board.lines, self._months) if row[1].now is not None])
        about = (board.set_name, point.month)
        if about != self._reason_about:
            self.reason.clear()
        self._reason_about = about
        self._look_at_reason()
        self.reason.setFocus()

    def agree(self) -> None:
        """Freeze, or restate with the reason given."""
        if not self.agree_button.isEnabled():
            return
        if self._is_restating:
            self._reason_about = None
            self.restate_agreed.emit(self._months[0], self.reason.text().strip())
        else:
            self.freeze_agreed.emit(self._months)

    def _show(self, rows: Sequence[Row]) -> None:
        self.table.show_rows(rows, _is_same)
        self.table.show_column(_WAS, is_shown=self._is_restating)
        if rows:
            self.table.go_to(0)
        for part in (self.reason_heading, self.reason):
            part.setVisible(self._is_restating)

    def _look_at_reason(self) -> None:
        self.agree_button.setEnabled(not self._is_restating or bool(self.reason.text().strip()))

    def minimumSizeHint(self) -> QSize:
        """Small enough to stand below a message in the smallest window."""
        return QSize(340, 230)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.agree()
        else:
            super().keyPressEvent(event)


def frozen_besides(months: Sequence[date], rows: Sequence[Row]) -> str:
    """Which of the months lie too far back to be listed."""
    listed = {row[1].month for row in rows}
    others = tuple(month for month in months if month not in listed)
    if not others:
        return ""
    are = "is" if len(others) == 1 else "are"
    named = " and ".join(months_in_words(tuple(stretch)) for stretch in _stretches(others))
    return f"{named} {are} frozen too, and seen when another month is chosen."


def _stretches(months: Sequence[date]) -> list[list[date]]:
    """Months in order, split where one is left out."""
    found: list[list[date]] = []
    for month in sorted(months):
        is_next = bool(found) and (month - found[-1][-1]).days <= _LONGEST_MONTH
        if is_next:
            found[-1].append(month)
        else:
            found.append([month])
    return found


def _rows(lines: Sequence[Line], months: Sequence[date]) -> list[Row]:
    return [(line, point) for line in lines for point in line.months if point.month in set(months)]
