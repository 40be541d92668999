"""Medicines over time under the charts, on the very axis of the charts above them."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from mdt_app.meeting.medicines_shown import MedicineShown, counted_words, medicines_shown
from mdt_app.register.provenance import OfMedicine
from mdt_app.register.values import Record
from mdt_app.ui import palette
from mdt_app.ui.charts.axes import Axes, data_area
from mdt_app.ui.charts.ranges import days_shown
from mdt_app.ui.fonts import font
from mdt_app.ui.looks import looks
from mdt_app.ui.meet.medicine_shapes import paint_bar
from mdt_app.ui.provenance import Value

_ACROSS, _GAP, _PAD, _SIDE = 2, 8, 3, 5
_LEAST_ROWS = 2
_NONE_CURRENT = "No medicine is current"
_NONE = "No medicines recorded"


class _Line(NamedTuple):
    """One bar's place and words, or the words that count the rest."""

    box: QRectF
    axes: Axes
    medicine: MedicineShown | None
    words: str
    note: str
    at: QPointF


class MedicineBars(QWidget):
    """As many bars as there is room for, the rest counted; Enter or a click opens them all.

    The keyboard steps from one to the next with the arrows; each says where it is from.
    """

    resized = Signal()
    """It needs another height now: all are shown, or no more than there is room for."""

    def __init__(self) -> None:
        super().__init__()
        self.nhs_number = ""
        self.medicines: tuple[MedicineShown, ...] = ()
        self.is_open = False
        self._rows = 3
        self._on = date(2000, 1, 1)
        self._lines: list[_Line] | None = None
        self._name, self._quiet = font(8.6), font(8.6)
        looks.keep_measured(self)
        looks.changed.connect(self._changed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName("Medicines")

    def measure(self) -> None:
        """Measure the letters as they are now."""
        self._metrics = QFontMetricsF(self._name)
        self._high = round(self._metrics.height()) + 1

    def sizeHint(self) -> QSize:
        rows = max(self._rows, self._rows_needed) if self.is_open else self._rows
        return QSize(400, rows * self._high + 2 * _PAD + 2)

    def height_of(self, rows: int) -> int:
        """How high it is with so many rows."""
        return rows * self._high + 2 * _PAD + 2

    def show_record(self, record: Record, on: date) -> None:
        """Show another person's medicines as they were on that day."""
        number = record.person.nhs_number
        if number != self.nhs_number and self.is_open:
            self._open(is_open=False)
        self.nhs_number, self._on = number, on
        self.medicines = medicines_shown(record, on)
        self._lines = None
        counts = counted_words(self.medicines)
        self.setAccessibleName(f"Medicines: {counts or _NONE.lower()}")
        self.setAccessibleDescription("; ".join(each.sentence for each in self.medicines))
        if self.is_open:
            self._changed()
        self.update()

    def clear(self) -> None:
        """Show nobody's."""
        self.nhs_number, self.medicines, self._lines = "", (), None
        self.setAccessibleName("Medicines")
        self.setAccessibleDescription("")
        if self.is_open:
            self._open(is_open=False)
        self.update()

    def give_rows(self, rows: int) -> None:
        """How many rows of bars there is room for while it is not opened."""
        rows = max(rows, _LEAST_ROWS)
        if rows != self._rows:
            self._rows = rows
            self._changed()

    @property
    def counted(self) -> str:
        """`+4 more` where there is no room for all, `− fewer` once they are opened."""
        if self.is_open:
            return "− fewer"
        left = len(self.medicines) - len(self._in_sight())
        return f"+{left} more" if left else ""

    def _in_sight(self) -> Sequence[MedicineShown]:
        places = _ACROSS * self._rows
        is_all = self.is_open or len(self.medicines) <= places
        return self.medicines if is_all else self.medicines[: places - 1]

    @property
    def _rows_needed(self) -> int:
        return (len(self.medicines) + 1 + _ACROSS - 1) // _ACROSS

    def _open(self, *, is_open: bool) -> None:
        self.is_open = is_open
        self._changed()
        self.resized.emit()

    def _changed(self) -> None:
        self._lines = None
        self.updateGeometry()
        self.update()

    # -- what is where ------------------------------------------------------------------------

    def values(self) -> list[Value]:
        """Every medicine in sight; behind the count, those that are not."""
        found = []
        for line in self._laid():
            hidden = self.medicines[len(self._in_sight()) :]
            told = (line.medicine,) if line.medicine is not None else hidden
            if not told:
                continue
            asked = tuple(OfMedicine(self.nhs_number, m.name, m.latest_start) for m in told)
            words = tuple(each.sentence for each in told)
            found.append(Value(line.box.toAlignedRect(), self.nhs_number, asked, words))
        return found

    def first_value(self) -> int:
        return 0

    def _laid(self) -> list[_Line]:
        """Column by column, as the charts above stand."""
        if self._lines is None:
            shown = self._in_sight()
            rows = max(self._rows, self._rows_needed) if self.is_open else self._rows
            self._lines = [
                self._line(place, rows, medicine) for place, medicine in enumerate(shown)
            ]
            if self.counted:
                place = rows * _ACROSS - 1
                box, axes = self._cell(place, rows)
                words, at = self.counted, QPointF(0, 0)
                width = self._metrics.horizontalAdvance(words)
                at = QPointF(box.right() - width - _SIDE, box.top() + self._metrics.ascent())
                self._lines.append(_Line(box, axes, None, words, "", at))
        return self._lines

    def _cells(self) -> list[QRect]:
        """One card under each column of charts."""
        width = (self.width() - _GAP * (_ACROSS - 1)) // _ACROSS
        right = self.width() - width
        return [QRect(0, 0, width, self.height()), QRect(right, 0, width, self.height())]

    def _cell(self, place: int, rows: int) -> tuple[QRectF, Axes]:
        card = QRectF(self._cells()[place // rows]).adjusted(1, 1, -1, -1)
        box = QRectF(card.left(), _PAD + 1 + place % rows * self._high, card.width(), self._high)
        area = data_area(card)
        return box, Axes(QRectF(area.left(), box.top(), area.width(), box.height()), self._days)

    @property
    def _days(self) -> tuple[float, float]:
        return days_shown(self._on)

    def _line(self, place: int, rows: int, medicine: MedicineShown) -> _Line:
        """The words begin where the bar does, stand before it, or go as far left as they need."""
        box, axes = self._cell(place, rows)
        note = f"  {medicine.note}" if medicine.note else ""
        room = box.width() - 2 * _SIDE - self._metrics.horizontalAdvance(note)
        words = self._metrics.elidedText(medicine.called, Qt.TextElideMode.ElideRight, room)
        width = self._metrics.horizontalAdvance(words + note)
        began = min((s.started for s in medicine.stretches if s.started), default=0)
        start = max(axes.x(max(began, self._days[0])), axes.inside.left()) + _SIDE
        left, last = start, box.right() - _SIDE - width
        if left > last:
            before = start - 2 * _SIDE - width
            left = before if before >= box.left() + _SIDE else max(box.left() + _SIDE, last)
        at = QPointF(left, box.top() + self._metrics.ascent())
        return _Line(box, axes, medicine, words, note, at)

    # -- painting and keys --------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(palette.PAGE))
        for card in self._cells():
            painter.fillRect(card, QColor(palette.PAPER))
            painter.setPen(QColor(palette.FAINT_LINE))
            painter.drawRect(card.adjusted(0, 0, -1, -1))
        painter.setFont(self._name)
        if self.nhs_number and not any(m.is_current is not False for m in self.medicines):
            self._paint_none(painter)
        for line in self._laid():
            self._paint_line(painter, line)

    def _paint_none(self, painter: QPainter) -> None:
        """Missing is not normal: that there is nothing is said, where no bar lies."""
        words = _NONE_CURRENT if self.medicines else _NONE
        painter.setPen(QColor(palette.QUIET))
        box = QRectF(self._cells()[0 if not self.medicines else 1]).adjusted(_SIDE, 0, -_SIDE, 0)
        lowest = QRectF(box.left(), box.bottom() - self._high - _PAD, box.width(), self._high)
        painter.drawText(lowest, int(Qt.AlignmentFlag.AlignVCenter), words)

    def _paint_line(self, painter: QPainter, line: _Line) -> None:
        if line.medicine is None:
            painter.setPen(QColor(palette.BLUE))
            painter.drawText(line.at, line.words)
            return
        for stretch in line.medicine.stretches:
            paint_bar(painter, line.axes, stretch, line.medicine.is_current)
        painter.setPen(QColor(palette.INK))
        painter.drawText(line.at, line.words)
        if line.note:
            painter.setPen(QColor(palette.QUIET))
            width = self._metrics.horizontalAdvance(line.words)
            painter.drawText(line.at + QPointF(width, 0), line.note)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.counted:
            self._open(is_open=not self.is_open)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = event.position()
        if any(line.medicine is None and line.box.contains(place) for line in self._laid()):
            self._open(is_open=not self.is_open)
        super().mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lines = None
