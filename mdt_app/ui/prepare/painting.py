"""Paints a line of the list of people: tick box, words, reasons as chips, small HbA1c line."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from mdt_app.flags.answers import Raised
from mdt_app.ui import palette
from mdt_app.ui.fonts import font
from mdt_app.ui.prepare import columns as col
from mdt_app.ui.prepare.lines import CaseLine, why_here
from mdt_app.ui.prepare.sparkline import paint_sparkline
from mdt_app.ui.rows_model import ROW_ROLE

AnyIndex = QModelIndex | QPersistentModelIndex
Painted = Callable[[QPainter, QRect, CaseLine], None]
ROW_HEIGHT = 39
_TICK = 15
_PAD = 6
_GAP = 4
_CHIP_PAD = 8
_MARK = 10
_CHIP = {
    "red": (QColor(palette.PALE_RED), QColor(palette.RED_INK)),
    "amber": (QColor(palette.PALE_AMBER), QColor(palette.AMBER_INK)),
    "note": (QColor(palette.PALE_BLUE), QColor(palette.RAIL)),
}
_INK = QColor(palette.INK)
_QUIET = QColor(palette.QUIET)
_LINE = QColor("#E8EDEE")
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_READY_COLOURS = {"ready": QColor(palette.GREEN), "": _INK}
_NOT_READY = QColor(palette.RED_WORDS)


class CaseDelegate(QStyledItemDelegate):
    """Draws each cell by hand: nothing is made per cell, so a key press repaints in a frame."""

    def __init__(self) -> None:
        super().__init__()
        self.last_meeting_on: date | None = None
        self._plain, self._bold, self._small = font(), font(bold=True), font(8.6)
        self._metrics = QFontMetrics(self._small)
        self._widths: dict[str, int] = {}
        self._painted: dict[int, Painted] = {
            col.CHOSEN: self._paint_tick,
            col.PATIENT: self._paint_name,
            col.AGE: self._paint_age,
            col.TYPE: self._paint_type,
            col.WHY: self._paint_why,
            col.TREND: self._paint_trend,
            col.LATEST: self._paint_latest,
            col.SINCE: self._paint_since,
            col.LANE: self._paint_lane,
            col.READY: self._paint_ready,
        }

    def sizeHint(self, _option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(col.WIDTHS.get(index.column(), 60), ROW_HEIGHT)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        _option: QStyleOptionViewItem,
        index: AnyIndex,
    ) -> bool:
        """Why the person stands here, and every reason in full."""
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return False
        line: CaseLine = index.data(ROW_ROLE)
        words = [why_here(line.case, self.last_meeting_on), *col.why(line).split("; ")]
        QToolTip.showText(event.globalPos(), "\n".join(words), view)
        return True

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        line: CaseLine = index.data(ROW_ROLE)
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(palette.PALE_BLUE))
            if index.column() == col.CHOSEN:
                painter.fillRect(box.left(), box.top(), 3, box.height(), QColor(palette.BLUE))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, _LINE)
        self._painted[index.column()](painter, box.adjusted(_PAD, 0, -_PAD, -1), line)
        painter.restore()

    def shown_chips(self, line: CaseLine, width: int) -> tuple[int, str]:
        """How many of a line's reasons fit into `width`, and the words for the rest.

        The first, most pressing one is always shown, if need be cut off.
        """
        flags = line.case.raised
        used = 0
        for count, flag in enumerate(flags):
            left_after = len(flags) - count - 1
            more = self._more(left_after) if left_after else 0
            used += self._chip_width(flag) + (_GAP if count else 0)
            if used + more > width:
                shown = max(1, count)
                left = len(flags) - shown
                return shown, f"+{left} more" if left else ""
        return len(flags), ""

    def _more(self, count: int) -> int:
        return _GAP + self._text_width(f"+{count} more")

    def _chip_width(self, flag: Raised) -> int:
        mark = _MARK if flag.severity == "red" else 0
        return self._text_width(flag.headline) + 2 * _CHIP_PAD + mark

    def _text_width(self, text: str) -> int:
        width = self._widths.get(text)
        if width is None:
            width = self._widths[text] = self._metrics.horizontalAdvance(text)
        return width

    def _paint_tick(self, painter: QPainter, box: QRect, line: CaseLine) -> None:
        square = QRectF(box.left(), box.center().y() - _TICK / 2 + 0.5, _TICK, _TICK)
        if not line.is_chosen:
            painter.setPen(QPen(QColor(palette.FIELD_EDGE), 1.2))
            painter.setBrush(QColor(palette.PAPER))
            painter.drawRoundedRect(square, 2, 2)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.BLUE))
        painter.drawRoundedRect(square, 2, 2)
        painter.setPen(QPen(QColor("white"), 1.8))
        left, top = square.left(), square.top()
        painter.drawPolyline(
            QPolygonF(
                [QPointF(left + x, top + y) for x, y in ((3.5, 7.5), (6.5, 10.5), (11.5, 4.5))]
            )
        )

    def _paint_name(self, painter: QPainter, box: QRect, line: CaseLine) -> None:
        _words(painter, box, line.name, self._bold, _INK)

    def _paint_age(self, painter: QPainter, box: QRect, line: CaseLine) -> None:
        _words(painter, box, line.age_and_sex, self._plain, _INK)

    def _paint_type(self, painter: QPainter, box: QRect, line: CaseLine) -> None:
        _words(painter, box, line.type, self._plain, _INK)

    def _paint_why(self, painter: QPainter, box: QRect, line: CaseLine) -> None:
        painter.setFont(self._small)
        if not line.case.raised:
            if line.is_not_reached:
                _words(painter, box, col.why(line), self._small, _QUIET)
            return
        count, rest = self.shown_chips(line, box.width())
        left, high = box.left(), self._metrics.height() + 4
        top = box.center().y() - high // 2 + 1
        room = box.width() - (self._text_width(rest) + _GAP if rest else 0)
        for flag in line.case.raised[:count]:
            width = min(self._chip_width(flag), room)
            self._paint_chip(painter, QRect(left, top, width, high), flag)
            left += width + _GAP
        if rest:
            painter.setPen(_QUIET)
            painter.drawText(QRect(left, top, box.right() - left + 2, high), int(_MIDDLE), rest)

    def _paint_chip(self, painter: QPainter, box: QRect, flag: Raised) -> None:
        """A reason on its tint; red has a mark too, so that colour never speaks alone."""
        ground, ink = _CHIP.get(flag.severity, _CHIP["note"])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(box), box.height() / 2, box.height() / 2)
        words = box.adjusted(_CHIP_PAD, 0, -_CHIP_PAD, 0)
        if flag.severity == "red":
            painter.setBrush(ink)
            middle = box.top() + box.height() / 2
            left = words.left() - 1
            painter.drawPolygon(
                QPolygonF(
                    [
                        QPointF(left, middle + 3),
                        QPointF(left + 3.5, middle - 3.5),
                        QPointF(left + 7, middle + 3),
                    ]
                )
            )
            words.setLeft(words.left() + _MARK)
        painter.setPen(ink)
        text = self._metrics.elidedText(
            flag.headline, Qt.TextElideMode.ElideRight, words.width() + 1
        )
        painter.drawText(words.adjusted(0, 0, 4, 0), int(_MIDDLE), text)

    def _paint_trend(self, painter: QPainter, box: QRect, line: CaseLine) -> None:
        if not line.case.hba1c:
            _words(painter, box, "no HbA1c", self._small, _QUIET)
            return
        room = QRectF(box).adjusted(4, 10, -6, -10)
        paint_sparkline(painter, room, line.case.hba1c, line.target)

    def _paint_latest(self, painter: QPainter, box: QRect, line: CaseLine) -> None:
        if line.latest is not None:
            _words(painter, box, col.latest(line), self._bold, _INK, to_the_right=True)

    def _paint_since(self, painter: QPainter, box: QRect, line: CaseLine) -> None:
        _words(painter, box, line.since, self._plain, _QUIET)

    def _paint_lane(self, painter: QPainter, box: QRect, line: CaseLine) -> None:
        _words(painter, box, line.lane, self._plain, _INK)

    def _paint_ready(self, painter: QPainter, box: QRect, line: CaseLine) -> None:
        _words(painter, box, line.ready, self._plain, _READY_COLOURS.get(line.ready, _NOT_READY))


def _words(
    painter: QPainter,
    box: QRect,
    text: str,
    letters: QFont,
    ink: QColor,
    *,
    to_the_right: bool = False,
) -> None:
    """One line of text, ending in … when it does not fit."""
    if not text:
        return
    painter.setFont(letters)
    painter.setPen(ink)
    side = Qt.AlignmentFlag.AlignRight if to_the_right else Qt.AlignmentFlag.AlignLeft
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, int(_MIDDLE | side), shown)
