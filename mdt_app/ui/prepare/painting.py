"""Paints a line of the list of people: tick box, words, reasons as chips, small HbA1c line."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPolygonF
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from mdt_app.flags.answers import Raised
from mdt_app.meeting.readiness import READING, READY
from mdt_app.register.provenance import INFERRED
from mdt_app.ui.fonts import font
from mdt_app.ui.looks import colour, pen
from mdt_app.ui.prepare import columns as col
from mdt_app.ui.prepare.lettering import RIGHT, Lettering
from mdt_app.ui.prepare.lines import LATE_WORD, CaseLine, why_here
from mdt_app.ui.prepare.sparkline import paint_sparkline, points

AnyIndex = QModelIndex | QPersistentModelIndex
Painted = Callable[[QPainter, QRect, CaseLine], None]
ROW_HEIGHT = 39
_TICK = 15
_PAD = 6
_GAP = 4
_CHIP_PAD = 8
_MARK = 10
_CHIP = {
    "red": (colour("PALE_RED"), colour("RED_INK")),
    "amber": (colour("PALE_AMBER"), colour("AMBER_INK")),
    "note": (colour("PALE_BLUE"), colour("BLUE_INK")),
}
_INK = colour("INK")
_QUIET = colour("QUIET")
_LINE = colour("RULE")
_BLUE, _PAPER = colour("BLUE"), colour("PAPER")
_SELECTED = colour("PALE_BLUE")
_BOX_EDGE = pen("FIELD_EDGE", 1.2)
_TICK_PEN = pen("ON_COLOUR", 1.8)
_TICK_LINE = QPolygonF([QPointF(3.5, 7.5), QPointF(6.5, 10.5), QPointF(11.5, 4.5)])
_TRIANGLE = QPolygonF([QPointF(0, 3), QPointF(3.5, -3.5), QPointF(7, 3)])
_DIM_CHIP = (colour("PAPER"), colour("QUIET"))
_LATE = colour("AMBER_INK")
_READY = colour("GREEN")
_NOT_READY = colour("RED_WORDS")


_DRAWN = (col.CHOSEN, col.WHY, col.TREND)
"""Columns with more in them than letters."""
_KNOWN_UNITS = (" mmol/mol", " mg/mmol")


def chip_words(flag: Raised) -> str:
    """The headline without a unit that everybody in the room knows: three chips fit, not two."""
    words = flag.headline
    for unit in _KNOWN_UNITS:
        words = words.replace(unit, "")
    return words


class CaseDelegate(QStyledItemDelegate):
    """Draws each cell by hand: nothing is made per cell, so a key press repaints in a frame."""

    def __init__(self) -> None:
        super().__init__()
        self.last_meeting_on: date | None = None
        self._lines: Sequence[CaseLine] = ()
        self._current = -1
        self._plain, self._bold = Lettering(font()), Lettering(font(bold=True))
        self._small = Lettering(font(8.6))
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

    def take(self, lines: Sequence[CaseLine], current: int) -> None:
        """What is painted next: lines and the current row, told once and not asked cell by cell."""
        self._lines, self._current = lines, current

    def sizeHint(self, _option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(col.WIDTHS.get(index.column(), 60), ROW_HEIGHT)

    def helpEvent(
        self,
        event: QHelpEvent,
        _view: QAbstractItemView,
        _option: QStyleOptionViewItem,
        _index: AnyIndex,
    ) -> bool:
        """Left to the screen, which says what lies under the pointer and where it is from."""
        event.ignore()
        return False

    def explained(self, line: CaseLine) -> tuple[str, ...]:
        """Why the person stands here, and every reason in full."""
        return why_here(line.case, self.last_meeting_on), *col.why(line).split("; ")

    def points(self, cell: QRect, line: CaseLine) -> list[QPointF]:
        """Where the latest results are painted in their cell."""
        if not line.case.hba1c:
            return []
        return points(line.case.hba1c, line.target, _sparkline_room(_inside(cell)))

    def chips(self, cell: QRect, line: CaseLine) -> list[tuple[QRect, Raised]]:
        """Where the reasons that fit are painted in their cell, most pressing first."""
        return self._chips(_inside(cell), line, *self.shown_chips(line, _inside(cell).width()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row, column = index.row(), index.column()
        box: QRect = option.rect
        if row == self._current:
            painter.fillRect(box, _SELECTED)
            if column == col.CHOSEN:
                painter.fillRect(box.left(), box.top(), 3, box.height(), _BLUE)
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, _LINE)
        if column in _DRAWN:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._painted[column](painter, _inside(box), self._lines[row])

    def shown_chips(self, line: CaseLine, width: int) -> tuple[int, str]:
        """How many of a line's reasons fit into `width`, and the words for the rest.

        The first, most pressing one is always shown, if need be cut off.
        """
        flags, aside = line.case.raised, len(line.case.set_aside)
        used = 0
        for count, flag in enumerate(flags):
            rest = rest_words(len(flags) - count - 1, aside)
            more = _GAP + self._small.width(rest) if rest else 0
            used += self._chip_width(flag) + (_GAP if count else 0)
            if used + more > width:
                shown = max(1, count)
                return shown, rest_words(len(flags) - shown, aside)
        return len(flags), rest_words(0, aside)

    def _chip_width(self, flag: Raised) -> int:
        mark = _MARK if flag.severity == "red" else 0
        return self._small.width(chip_words(flag)) + 2 * _CHIP_PAD + mark

    def _paint_tick(self, painter: QPainter, box: QRect, line: CaseLine) -> None:
        square = QRectF(box.left(), box.center().y() - _TICK / 2 + 0.5, _TICK, _TICK)
        if not line.is_chosen:
            painter.setPen(_BOX_EDGE)
            painter.setBrush(_PAPER)
            painter.drawRoundedRect(square, 2, 2)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_BLUE)
        painter.drawRoundedRect(square, 2, 2)
        painter.setPen(_TICK_PEN)
        painter.drawPolyline(_TICK_LINE.translated(square.topLeft()))

    def _paint_name(self, painter: QPainter, box: QRect, line: CaseLine) -> None:
        if line.is_left_out:
            self._plain.write(painter, box, line.name, _QUIET)
        else:
            self._bold.write(painter, box, line.name, _INK)

    def _paint_age(self, painter: QPainter, box: QRect, line: CaseLine) -> None:
        self._plain.write(painter, box, line.age_and_sex, _ink(line))

    def _paint_type(self, painter: QPainter, box: QRect, line: CaseLine) -> None:
        self._plain.write(painter, box, line.type, _ink(line))

    def _paint_why(self, painter: QPainter, box: QRect, line: CaseLine) -> None:
        if not line.case.raised:
            aside = rest_words(0, len(line.case.set_aside))
            words = col.why(line) if line.is_not_reached else aside
            if words:
                self._small.write(painter, box, words, _QUIET)
            return
        count, rest = self.shown_chips(line, box.width())
        after = box.left()
        for place, flag in self._chips(box, line, count, rest):
            self._paint_chip(painter, place, flag, is_dim=line.is_left_out)
            after = place.right() + 1 + _GAP
        if rest:
            room = QRect(after, box.top(), box.right() - after + 2, box.height() + 2)
            self._small.write(painter, room, rest, _QUIET)

    def _chips(
        self, box: QRect, line: CaseLine, count: int, rest: str
    ) -> list[tuple[QRect, Raised]]:
        left, high = box.left(), self._small.height + 4
        top = box.center().y() - high // 2 + 1
        room = box.width() - (self._small.width(rest) + _GAP if rest else 0)
        found = []
        for flag in line.case.raised[:count]:
            width = min(self._chip_width(flag), room)
            found.append((QRect(left, top, width, high), flag))
            left += width + _GAP
        return found

    def _paint_chip(
        self, painter: QPainter, box: QRect, flag: Raised, *, is_dim: bool = False
    ) -> None:
        """A reason on its tint; red has a mark too, so that colour never speaks alone."""
        ground, ink = _DIM_CHIP if is_dim else _CHIP.get(flag.severity, _CHIP["note"])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        high = box.height() / 2
        painter.drawRoundedRect(box, high, high)
        words = box.adjusted(_CHIP_PAD, 0, -_CHIP_PAD, 0)
        if flag.severity == "red":
            painter.setBrush(ink)
            painter.drawPolygon(_TRIANGLE.translated(words.left() - 1, box.top() + high))
            words.setLeft(words.left() + _MARK)
        self._small.write(painter, words.adjusted(0, 0, 4, 0), chip_words(flag), ink)

    def _paint_trend(self, painter: QPainter, box: QRect, line: CaseLine) -> None:
        if not line.case.hba1c:
            self._small.write(painter, box, "no HbA1c", _QUIET)
            return
        paint_sparkline(painter, _sparkline_room(box), line.case.hba1c, line.target)

    def _paint_latest(self, painter: QPainter, box: QRect, line: CaseLine) -> None:
        if line.latest is not None:
            mark = INFERRED if line.is_latest_inferred else ""
            letters = self._plain if line.is_left_out else self._bold
            letters.write(painter, box, f"{mark}{line.latest:.0f}", _ink(line), RIGHT)

    def _paint_since(self, painter: QPainter, box: QRect, line: CaseLine) -> None:
        self._plain.write(painter, box, line.since, _QUIET)

    def _paint_lane(self, painter: QPainter, box: QRect, line: CaseLine) -> None:
        ink = _INK if line.is_chosen else _QUIET
        if not line.is_late:
            self._plain.write(painter, box, line.lane, ink)
            return
        middle = box.center().y()
        above = QRect(box.left(), middle - self._plain.height + 2, box.width(), self._plain.height)
        below = QRect(box.left(), middle + 1, box.width(), self._small.height)
        self._plain.write(painter, above, line.lane, ink)
        self._small.write(painter, below, LATE_WORD, _LATE)

    def _paint_ready(self, painter: QPainter, box: QRect, line: CaseLine) -> None:
        word = line.ready
        is_settled = word == READING or (line.is_left_out and not line.missing)
        ink = _READY if word == READY else _QUIET if is_settled else _NOT_READY
        self._plain.write(painter, box, word, ink)


def _ink(line: CaseLine) -> QColor:
    """Who is left out this time stays in sight, dimmed."""
    return _QUIET if line.is_left_out else _INK


def rest_words(more: int, aside: int) -> str:
    """What a line's chips leave out: flags without room, and flags that are set aside.

    >>> rest_words(2, 1), rest_words(0, 0)
    ('+2 more · 1 set aside', '')
    """
    parts = [f"+{more} more"] if more else []
    return " · ".join([*parts, f"{aside} set aside"] if aside else parts)


def _inside(cell: QRect) -> QRect:
    return cell.adjusted(_PAD, 0, -_PAD, -1)


def _sparkline_room(box: QRect) -> QRectF:
    return QRectF(box).adjusted(4, 10, -6, -10)
