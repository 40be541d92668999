"""The drawing area of one chart: target, years, marks and points around pyqtgraph's lines.

What only changes with the day, the target or the size is the ground, which the chart keeps as a
picture; what belongs to a person is painted over it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from mdt_app.clinical.kinds import Kind
from mdt_app.meeting.beside_words import WORKED_OUT
from mdt_app.meeting.series import Point
from mdt_app.meeting.trend_words import all_inferred, footnote
from mdt_app.meeting.trends import Trend
from mdt_app.register.provenance import INFERRED, inferred_mark
from mdt_app.ui import palette
from mdt_app.ui.charts.axes import Axes, data_area
from mdt_app.ui.charts.free_room import FreeRoom
from mdt_app.ui.charts.ground import paint_ground
from mdt_app.ui.charts.ranges import days_shown, span_of
from mdt_app.ui.charts.shapes import Ink, ink, paint_spots, stretches
from mdt_app.ui.fonts import font
from mdt_app.ui.looks import looks, pen

_LETTERS = 8.25
_REACH = 8.0
_MARK_LINE = pen("KEY_EDGE", 1, Qt.PenStyle.DotLine)


@dataclass(frozen=True, slots=True)
class Mark:
    """A day worth a dotted line: a meeting, or the start of a medicine."""

    day: int
    words: str


class Plot:
    """One kind of result against time. Made once; each person only brings new data."""

    def __init__(self, kind: Kind, *, larger: float = 1.0) -> None:
        """`larger` than on the case screen: letters, margins and points."""
        self._kind, self._larger = kind, larger
        self._on = date(2000, 1, 1)
        self._trend = Trend(kind, (), None)
        self._shown: tuple[Point, ...] = ()
        self._marks: Sequence[Mark] = ()
        self._font = font(_LETTERS * larger)
        self._footnote = ""
        self.box = QRectF(0, 0, 1, 1)
        self.axes = Axes(self.box, days_shown(self._on), span_of(kind, ()))
        self._is_laid = False
        self._places: list[list[QPointF]] = []
        self._lines: list[list[QLineF]] = []
        self._mark_lines: list[QLineF] = []
        self._written: list[tuple[QPointF, str]] = []
        looks.keep_measured(self)

    def measure(self) -> None:
        """Measure the letters as they are now; the margins hold them."""
        self._metrics = QFontMetricsF(self._font)
        self.place(self.box)

    def place(self, box: QRectF) -> None:
        """Draw in this part of the chart from now on."""
        self.box = box
        self._scale()

    def show_trend(self, trend: Trend, on: date, marks: Sequence[Mark]) -> None:
        """Take another person's results. The range changes only when a value asks for it."""
        self._trend, self._on, self._marks = trend, on, marks
        self._footnote = footnote(trend)
        first = days_shown(on)[0]
        self._shown = tuple(point for point in trend.points if point.day >= first)
        self._scale()

    def _scale(self) -> None:
        values = span_of(self._kind, self._shown)
        self.axes = Axes(data_area(self.box, self._larger), days_shown(self._on), values)
        self._is_laid = False

    @property
    def is_dashed(self) -> bool:
        """Whether the line is one that nobody reported."""
        return self._trend.is_worked_out

    @property
    def ground_key(self) -> tuple[object, ...]:
        """What the ground looks like: the same key, the same picture."""
        box = (self.box.left(), self.box.top(), self.box.width(), self.box.height())
        return box, self._on, self._trend.target, self.axes.values, looks.theme, looks.percent

    def paint_ground(self, painter: QPainter) -> None:
        """Target band, scale and years."""
        painter.setFont(self._font)
        paint_ground(
            painter, self._kind, self.axes, self._trend.target, self._on, is_large=self._larger > 1
        )

    def places(self) -> list[tuple[QRectF, Point]]:
        """Where each point on show is painted; a pressure reaches from one line to the other."""
        self._lay()
        upper, lower = self._places[0], self._places[-1]
        return [
            (QRectF(top, end).adjusted(-_REACH, -_REACH, _REACH, _REACH), point)
            for top, end, point in zip(upper, lower, self._shown)
        ]

    def lines(self) -> tuple[Sequence[Point], list[list[float]], list[QPen]]:
        """The points on show, and for each line its values and its pen."""
        inks = self._inks()
        heights = [[point.value for point in self._shown]]
        if self._kind is Kind.BLOOD_PRESSURE:
            heights.append([point.second for point in self._shown])
        return self._shown, heights, [each.dashes if self.is_dashed else each.line for each in inks]

    def _inks(self) -> tuple[Ink, Ink]:
        return ink(palette.BLUE), ink(palette.FIELD_EDGE)

    def paint_words(self, painter: QPainter) -> None:
        """What belongs to the person and lies behind the lines: marks, and words beside them."""
        self._lay()
        painter.setFont(self._font)
        if not self._shown:
            self._paint_nothing(painter)
        painter.setPen(_MARK_LINE)
        painter.drawLines(self._mark_lines)
        painter.setPen(QColor(palette.QUIET))
        for place, words in self._written:
            painter.drawText(place, words)

    def paint_spots(self, painter: QPainter) -> None:
        """A mark at each point, over the lines."""
        self._lay()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for places, pens in zip(self._places, self._inks()):
            paint_spots(painter, self._shown, places, pens, self._larger)

    # -- where everything goes ----------------------------------------------------------------

    def _lay(self) -> None:
        """Find the place of everything, once for each person and size."""
        if self._is_laid:
            return
        self._is_laid = True
        x, y = self.axes.x, self.axes.y
        self._places = [[QPointF(x(point.day), y(point.value)) for point in self._shown]]
        if self._kind is Kind.BLOOD_PRESSURE:
            self._places.append([QPointF(x(p.day), y(p.second)) for p in self._shown])
        self._lines = [stretches(self._shown, places) for places in self._places]
        top, bottom = self.axes.inside.top(), self.axes.inside.bottom()
        self._mark_lines = [QLineF(x(m.day), top, x(m.day), bottom) for m in self._marks]
        self._written = [(place, words) for place, words in self._write_beside_points()]
        self._write_in_free_room()

    def _write_beside_points(self) -> list[tuple[QPointF, str]]:
        """How many values of a day are behind a point, and whether any was inferred."""
        found: list[tuple[QPointF, str]] = []
        for point, place in zip(self._shown, self._places[0]):
            if point.count > 1:
                found.append((place + QPointF(6, -5), f"×{point.count}"))
            if point.inferred:
                found.append((self._below(place), INFERRED))
        return found

    def _below(self, place: QPointF) -> QPointF:
        """Where a mark goes that belongs to a point: under it, or over it at the very bottom."""
        half = self._metrics.horizontalAdvance(INFERRED) / 2
        under = place.y() + 3 + self._metrics.ascent()
        is_room = under < self.axes.inside.bottom()
        return QPointF(place.x() - half, under if is_room else place.y() - 6)

    def _write_in_free_room(self) -> None:
        """Legend, footnote and the words of marks, where they cover neither points nor lines."""
        legend = " · ".join(filter(None, self._legend()))
        if not (legend or self._footnote or self._marks):
            return
        free = FreeRoom(self.box)
        for places, lines in zip(self._places, self._lines):
            free.take_points(places)
            free.take_lines(lines)
        free.take_lines(self._mark_lines)
        for place, words in self._written:
            free.take(self._box_of(place, words))
        inside = self.axes.inside
        high, low = inside.top(), inside.bottom() - self._metrics.height() - 1
        left = inside.left() + 2
        self._write(free, legend, [(left, high), (left, low)], is_needed=True)
        width = self._metrics.horizontalAdvance(self._footnote)
        right = inside.right() - width
        corners = [(left, low), (right, low), (left, high), (right, high)]
        self._write(free, self._footnote, corners, is_needed=True)
        for mark, line in zip(self._marks, self._mark_lines):
            width = self._metrics.horizontalAdvance(mark.words)
            sides = (line.x1() + 3, line.x1() - 3 - width)
            spots = [(side, height) for height in (high, low) for side in sides]
            self._write(free, mark.words, spots)

    def _legend(self) -> tuple[str, str]:
        """What diamonds and the marks of inferred values mean, where any are."""
        diamonds = f"◇ {WORKED_OUT}" if self._shown and self.is_dashed else ""
        return diamonds, inferred_mark(all_inferred(self._shown))

    def _write(
        self,
        free: FreeRoom,
        words: str,
        corners: Sequence[tuple[float, float]],
        *,
        is_needed: bool = False,
    ) -> None:
        """Write at the first corner that is free; what is needed is written at the first anyhow."""
        if not words:
            return
        room = self.box.right() - 2 - corners[0][0] if is_needed else self.box.width()
        shown = self._metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
        size = self._metrics.horizontalAdvance(shown), self._metrics.height()
        boxes = [QRectF(left, top, *size) for left, top in corners]
        box = free.first_free(boxes)
        if box is None and is_needed:
            box = boxes[0]
            free.take(box)
        if box is not None:
            self._written.append((QPointF(box.left(), box.top() + self._metrics.ascent()), shown))

    def _box_of(self, place: QPointF, words: str) -> QRectF:
        size = self._metrics.horizontalAdvance(words), self._metrics.height()
        return QRectF(place.x(), place.y() - self._metrics.ascent(), *size)

    def _paint_nothing(self, painter: QPainter) -> None:
        """Missing is not normal: an empty chart says that it is empty."""
        words = "None in the last five years" if self._trend.points else "No result recorded"
        size = self._metrics.horizontalAdvance(words) + 16, self._metrics.height() + 4
        paper = QRectF(0, 0, *size)
        paper.moveCenter(self.axes.inside.center())
        painter.fillRect(paper, QColor(palette.PAPER))
        painter.setPen(QColor(palette.QUIET))
        painter.drawText(paper, int(Qt.AlignmentFlag.AlignCenter), words)
