"""Paints a row of the table: big figure, practices on one axis, eighteen months, people needed."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPolygonF
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from mdt_app.measures.values import Line
from mdt_app.ui.fonts import font
from mdt_app.ui.looks import colour, pen
from mdt_app.ui.measures.board_rows import (
    MEASURE,
    MONTHS,
    NEEDED,
    NETWORK,
    PRACTICES,
    TARGET,
    BoardRow,
    months_shown,
)
from mdt_app.ui.measures.marks import (
    paint_benchmark,
    paint_network,
    paint_practice,
    paint_target,
)
from mdt_app.ui.measures.strips import axis_of, places, span_of, stretches
from mdt_app.ui.measures.wording import (
    figure_words,
    fraction_words,
    needed_words,
    target_words,
    value_of,
)
from mdt_app.ui.prepare.lettering import RIGHT, Lettering
from mdt_app.ui.rows_model import ROW_ROLE

AnyIndex = QModelIndex | QPersistentModelIndex
Painted = Callable[[QPainter, QRect, Line, BoardRow], None]
ROW_HEIGHT = 42
_PAD = 6
_WRAPPED = (
    Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
).value
_INK, _QUIET = colour("INK"), colour("QUIET")
_BLUE, _GREEN = colour("BLUE"), colour("GREEN")
_PAPER, _SELECTED = colour("PAPER"), colour("PALE_BLUE")
_RULE, _GROUND = colour("RULE"), colour("PAGE")
_AXIS = pen("FAINT_LINE", 1.2)
_TICK = QPolygonF([QPointF(0, 0.5), QPointF(3, 3.5), QPointF(8.5, -3)])
_TICK_ROOM = 14
_TICK_PEN = pen("GREEN", 2)
_TARGET_LINE = pen("GREEN", 1.2)
_TARGET_LINE.setDashPattern([3, 2])
_LINE = pen("BLUE", 1.8)


class BoardDelegate(QStyledItemDelegate):
    """Draws each cell by hand. What it draws is also the row's sentence."""

    def __init__(self) -> None:
        super().__init__()
        self._plain, self._bold = Lettering(font()), Lettering(font(bold=True))
        self._big, self._small = Lettering(font(12, bold=True)), Lettering(font(8.6))
        self._narrow = Lettering(font(8.25, bold=True))
        self._painted: dict[int, Painted] = {
            MEASURE: self._paint_words,
            NETWORK: self._paint_network,
            TARGET: self._paint_target,
            PRACTICES: _paint_practices,
            MONTHS: _paint_months,
            NEEDED: self._paint_needed,
        }

    def sizeHint(self, _option: QStyleOptionViewItem, _index: AnyIndex) -> QSize:
        return QSize(60, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row: BoardRow = index.data(ROW_ROLE)
        box: QRect = option.rect
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.line is None:
            painter.fillRect(box, _GROUND)
            if index.column() == MEASURE:
                self._bold.write(painter, _inside(box), row.heading, _QUIET)
            return
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, _SELECTED)
            if index.column() == MEASURE:
                painter.fillRect(box.left(), box.top(), 3, box.height(), _BLUE)
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, _RULE)
        painter.save()
        painter.setClipRect(box)
        self._painted[index.column()](painter, _inside(box), row.line, row)
        painter.restore()

    def height_of(self, words: str, width: int) -> int:
        """How high a row is that shows its measure's whole name in a column of that width."""
        room = width - 2 * _PAD
        if self._bold.width(words) <= room:
            return 0
        box = self._narrow.metrics.boundingRect(QRect(0, 0, room, 1000), _WRAPPED, words)
        return box.height() + 6

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: AnyIndex,
    ) -> bool:
        del option
        QToolTip.showText(event.globalPos(), str(index.data() or ""), view)
        return True

    def _paint_words(self, painter: QPainter, box: QRect, line: Line, _row: BoardRow) -> None:
        """In two smaller lines where one has no room."""
        words = line.measure.words
        if self._bold.width(words) <= box.width():
            self._bold.write(painter, box, words, _INK)
            return
        painter.setFont(self._narrow.font)
        painter.setPen(_INK)
        painter.drawText(box, _WRAPPED, words)

    def _paint_network(self, painter: QPainter, box: QRect, line: Line, _row: BoardRow) -> None:
        words = figure_words(line.measure, line.network)
        letters = self._big if self._big.width(words) <= box.width() else self._bold
        letters.write(painter, box, words, _INK, RIGHT)
        room = box.width() - letters.width(words) - 10
        fraction = fraction_words(line.measure, line.network)
        for said in dict.fromkeys((fraction, fraction.split(", ")[0])):
            if said and self._small.width(said) <= room:
                beside = box.adjusted(0, 0, -letters.width(words) - 10, 0)
                self._small.write(painter, beside, said, _QUIET, RIGHT)
                return

    def _paint_target(self, painter: QPainter, box: QRect, line: Line, _row: BoardRow) -> None:
        words = target_words(line.measure)
        self._plain.write(painter, box, words or "–", _INK if words else _QUIET, RIGHT)

    def _paint_needed(self, painter: QPainter, box: QRect, line: Line, _row: BoardRow) -> None:
        words = needed_words(line)
        if line.needed:
            number, rest = words.split(" ", 1)
            self._plain.write(painter, box, rest, _INK, RIGHT)
            beside = box.adjusted(0, 0, -self._plain.width(f" {rest}"), 0)
            self._bold.write(painter, beside, number, _INK, RIGHT)
            return
        is_reached = words == "reached"
        self._plain.write(painter, box, words, _GREEN if is_reached else _QUIET, RIGHT)
        if is_reached:
            left = box.right() - self._plain.width(words) - _TICK_ROOM
            painter.setPen(_TICK_PEN)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(_TICK.translated(left, box.center().y()))


def _paint_practices(painter: QPainter, box: QRect, line: Line, row: BoardRow) -> None:
    """Rings for practices (the own one dark), a diamond for the network, a dashed target."""
    scale = axis_of(line)
    axis = QRectF(box).adjusted(8, 0, -12, 0)
    middle = axis.center().y()

    def at(value: float) -> float:
        return axis.left() + scale.share(value) * axis.width()

    painter.setPen(_AXIS)
    painter.drawLine(QPointF(axis.left(), middle), QPointF(axis.right(), middle))
    for figure in sorted(line.practices, key=lambda each: each.practice == row.own_practice):
        if (value := value_of(line.measure, figure)) is not None:
            is_own = bool(row.own_practice) and figure.practice == row.own_practice
            paint_practice(painter, QPointF(at(value), middle), is_own=is_own)
    if line.measure.target is not None:
        paint_target(painter, QPointF(at(line.measure.target), middle), half=12)
    if line.benchmark is not None:
        paint_benchmark(painter, QPointF(at(line.benchmark), middle))
    if (value := value_of(line.measure, line.network)) is not None:
        paint_network(painter, QPointF(at(value), middle))


def _paint_months(painter: QPainter, box: QRect, line: Line, _row: BoardRow) -> None:
    """The network's months against the target; a last month not frozen yet is hollow."""
    months = months_shown(line)
    if not months:
        return
    scale = span_of(line, months)
    room = QRectF(box).adjusted(4, 9, -10, -9)
    if line.measure.target is not None:
        level = room.bottom() - scale.share(line.measure.target) * room.height()
        painter.setPen(_TARGET_LINE)
        painter.drawLine(QPointF(room.left(), level), QPointF(room.right() + 4, level))
    found = places(line, months, scale, room)
    painter.setPen(_LINE)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for stretch in stretches(found):
        painter.drawPolyline(QPolygonF(stretch))
    if (last := found[-1]) is not None:
        painter.setBrush(_BLUE if months[-1].frozen_on is not None else _PAPER)
        painter.drawEllipse(last, 3.2, 3.2)


def _inside(cell: QRect) -> QRect:
    return cell.adjusted(_PAD, 0, -_PAD, -1)
