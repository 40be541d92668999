"""The drawing area of one chart: target band, marks and years painted behind kept curves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QResizeEvent

from mdt_app.clinical.kinds import Kind
from mdt_app.meeting.beside_words import WORKED_OUT
from mdt_app.meeting.series import Point
from mdt_app.meeting.trend_words import all_inferred, footnote
from mdt_app.meeting.trends import Trend
from mdt_app.meeting.written_points import number
from mdt_app.register.provenance import INFERRED, inferred_mark
from mdt_app.ui import palette
from mdt_app.ui.charts.ranges import Span, days_shown, span_of, years_shown
from mdt_app.ui.charts.shapes import Ink, ink, line_through, paint_spots
from mdt_app.ui.fonts import font
from mdt_app.ui.looks import colour, looks, pen, sized

_MARGINS = (34.0, 26.0, 6.0, 20.0)
"""Left, right, above and below at 100 %."""
_GREEN_LINE = pen("GREEN", 1, Qt.PenStyle.DashLine)
_BAND = colour("PALE_GREEN")
_REACH = 8.0
_MARK_LINE = pen("KEY_EDGE", 1, Qt.PenStyle.DotLine)


@dataclass(frozen=True, slots=True)
class Mark:
    """A day worth a dotted line: a meeting, or the start of a medicine."""

    day: int
    words: str


class TrendPlot(pg.GraphicsView):  # type: ignore[misc]
    """One kind of result against time. Made once; each person only brings new data."""

    def __init__(self, kind: Kind) -> None:
        super().__init__(useOpenGL=False, background=palette.PAPER)
        self._kind = kind
        self._on = date(2000, 1, 1)
        self._trend = Trend(kind, (), None)
        self._shown: tuple[Point, ...] = ()
        self._marks: Sequence[Mark] = ()
        self._days: Span = days_shown(self._on)
        self._values: Span = span_of(kind, ())
        self._font = font(8.25)
        looks.keep_measured(self)
        self._box = pg.ViewBox(enableMouse=False, enableMenu=False, defaultPadding=0)
        self._first, self._second = ink(palette.BLUE), ink(palette.FIELD_EDGE)
        self._curves = [self._curve(pens) for pens in (self._second, self._first)]
        self._heights: list[list[float]] = [[], []]
        self._is_dashed = False
        self._footnote = ""
        self._set_up()

    def _set_up(self) -> None:
        self._box.disableAutoRange()
        # Painted when told to: the scene's own updates come a moment later and paint all again.
        self.setViewportUpdateMode(self.ViewportUpdateMode.NoViewportUpdate)
        self.setCacheMode(self.CacheModeFlag.CacheNone)
        for item in self._curves:
            self._box.addItem(item, ignoreBounds=True)
        self.setCentralItem(self._box)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        sized(self, pg.GraphicsView.setMinimumHeight, 78)
        looks.changed.connect(self._wear)

    def measure(self) -> None:
        """Measure the letters as they are now; the margins hold them."""
        self._metrics = QFontMetricsF(self._font)
        self._left, self._right, self._top, self._bottom = map(looks.points, _MARGINS)

    def _wear(self) -> None:
        """Draw in the colours and the size of text of now."""
        self._first, self._second = ink(palette.BLUE), ink(palette.FIELD_EDGE)
        self.setBackground(palette.PAPER)
        self._curves[0].setPen(self._second.line)
        self._curves[1].setPen(self._first.dashes if self._is_dashed else self._first.line)
        self._place()

    def sizeHint(self) -> QSize:
        return QSize(300, 82)

    def _curve(self, pens: Ink) -> pg.PlotCurveItem:
        return pg.PlotCurveItem(pen=pens.line, antialias=True, connect="finite")

    def show_trend(self, trend: Trend, on: date, marks: Sequence[Mark]) -> None:
        """Show another person's results. Ranges change only when the day or a value asks for it."""
        self._trend, self._on, self._marks = trend, on, marks
        self._footnote = footnote(trend)
        days = days_shown(on)
        points = tuple(point for point in trend.points if point.day >= days[0])
        self._shown = points
        values = span_of(self._kind, points)
        if (days, values) != (self._days, self._values):
            self._days, self._values = days, values
            self._place()
        if trend.is_worked_out != self._is_dashed:
            self._is_dashed = trend.is_worked_out
            self._curves[1].setPen(self._first.dashes if self._is_dashed else self._first.line)
        self._give(1, points, [point.value for point in points])
        if self._kind is Kind.BLOOD_PRESSURE:
            self._give(0, points, [point.second for point in points])
        self.viewport().update()

    def places(self) -> list[tuple[QRectF, Point]]:
        """Where each point on show is painted; a pressure reaches from one line to the other."""
        return [(self._place_of(point), point) for point in self._shown]

    def _place_of(self, point: Point) -> QRectF:
        top = QPointF(self._x(point.day), self._y(point.value))
        bottom = QPointF(top.x(), self._y(point.second)) if self._heights[0] else top
        return QRectF(top, bottom).adjusted(-_REACH, -_REACH, _REACH, _REACH)

    def _give(self, line: int, points: Sequence[Point], values: list[float]) -> None:
        days, heights = line_through(points, values)
        self._curves[line].setData(days, heights)
        self._heights[line] = values

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        if hasattr(self, "_box"):
            self._place()

    def _place(self) -> None:
        """Let the view box cover the margins too, so that no axis items are needed."""
        across = max(1.0, self.width() - self._left - self._right)
        down = max(1.0, self.height() - self._top - self._bottom)
        day = (self._days[1] - self._days[0]) / across
        value = (self._values[1] - self._values[0]) / down
        self._box.setRange(
            xRange=(self._days[0] - self._left * day, self._days[1] + self._right * day),
            yRange=(self._values[0] - self._bottom * value, self._values[1] + self._top * value),
            padding=0,
        )
        self.viewport().update()

    def _x(self, day: float) -> float:
        share = (day - self._days[0]) / (self._days[1] - self._days[0])
        return self._left + share * float(self.width() - self._left - self._right)

    def _y(self, value: float) -> float:
        share = (value - self._values[0]) / (self._values[1] - self._values[0])
        height = float(self.height())
        return height - self._bottom - share * (height - self._top - self._bottom)

    def drawBackground(self, painter: QPainter, rect: QRectF) -> None:
        super().drawBackground(painter, rect)
        painter.save()
        painter.resetTransform()
        painter.setFont(self._font)
        self._draw_target(painter)
        self._draw_years(painter)
        self._draw_marks(painter)
        self._draw_counts(painter)
        self._draw_footnote(painter)
        if not self._shown:
            self._draw_nothing(painter)
        painter.restore()

    def drawForeground(self, painter: QPainter, rect: QRectF) -> None:
        super().drawForeground(painter, rect)
        painter.save()
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for heights, pens in zip(self._heights, (self._second, self._first)):
            self._paint_line(painter, heights, pens)
        painter.restore()

    def _paint_line(self, painter: QPainter, heights: Sequence[float], pens: Ink) -> None:
        places = [
            QPointF(self._x(point.day), self._y(height))
            for point, height in zip(self._shown, heights)
        ]
        paint_spots(painter, self._shown[: len(places)], places, pens)

    def _draw_target(self, painter: QPainter) -> None:
        target = self._trend.target
        left, right = self._left - 4, self.width() - self._right + 4
        top, bottom = self._top, self.height() - self._bottom
        if target is None:
            self._draw_scale(painter)
            return
        line = min(max(self._y(target.value), top), bottom)
        band = QRectF(left, top, right - left, line - top)
        if not target.wants_more:
            band = QRectF(left, line, right - left, bottom - line)
        painter.fillRect(band, _BAND)
        painter.setPen(_GREEN_LINE)
        painter.drawLine(QPointF(left, line), QPointF(right, line))
        self._write(painter, palette.GREEN, number(target.value, self._kind), left, line)
        if target.is_own:
            down = float(self._metrics.ascent())
            self._write(painter, palette.GREEN, "own", left, line + down)

    def _draw_scale(self, painter: QPainter) -> None:
        """Without a target to read against, the ends of the range say how high the line lies."""
        for value in self._values:
            words = number(value, self._kind)
            self._write(painter, palette.QUIET, words, self._left - 4, self._y(value))

    def _write(
        self, painter: QPainter, colour: str, words: str, right: float, middle: float
    ) -> None:
        painter.setPen(QColor(colour))
        width = self._metrics.horizontalAdvance(words)
        down = self._metrics.ascent() / 2 - 1
        painter.drawText(QPointF(right - width - 3, middle + down), words)

    def _draw_years(self, painter: QPainter) -> None:
        painter.setPen(QColor(palette.QUIET))
        floor, free_from = self.height() - self._bottom, 0.0
        for day, words in years_shown(self._on):
            middle = self._x(day)
            painter.drawLine(QPointF(middle, floor + 1), QPointF(middle, floor + 4))
            half = self._metrics.horizontalAdvance(words) / 2
            if middle - half >= free_from:
                painter.drawText(QPointF(middle - half, self.height() - 4.0), words)
                free_from = middle + half + 6

    def _draw_marks(self, painter: QPainter) -> None:
        """Dotted lines with their words; words that would run into others are left out."""
        free_from = self._draw_legend(painter)
        bottom = self.height() - self._bottom
        for mark in self._marks:
            x = self._x(mark.day)
            painter.setPen(_MARK_LINE)
            painter.drawLine(QPointF(x, self._top), QPointF(x, bottom))
            width = self._metrics.horizontalAdvance(mark.words)
            start = x + 3 if x + 3 + width <= self.width() - 2 else x - 3 - width
            if start >= free_from:
                painter.setPen(QColor(palette.QUIET))
                painter.drawText(QPointF(start, self._top + self._metrics.ascent()), mark.words)
                free_from = start + width + 4

    def _draw_legend(self, painter: QPainter) -> float:
        """What diamonds and the marks of inferred values mean, where any are; where it ends."""
        inferred = inferred_mark(all_inferred(self._shown))
        words = " · ".join(filter(None, (self._worked_out_words(), inferred)))
        if not words:
            return 0.0
        painter.setPen(QColor(palette.QUIET))
        painter.drawText(QPointF(self._left, self._top + self._metrics.ascent()), words)
        return self._left + self._metrics.horizontalAdvance(words) + 4

    def _worked_out_words(self) -> str:
        return f"◇ {WORKED_OUT}" if self._shown and self._is_dashed else ""

    def _draw_counts(self, painter: QPainter) -> None:
        """How many values of a day are behind a point, and whether any was inferred."""
        painter.setPen(QColor(palette.QUIET))
        for point in self._shown:
            if point.count > 1:
                place = QPointF(self._x(point.day) + 6, self._y(point.value) - 5)
                painter.drawText(place, f"×{point.count}")
            if point.inferred:
                place = self._below(self._x(point.day), self._y(point.value))
                painter.drawText(place, INFERRED)

    def _draw_footnote(self, painter: QPainter) -> None:
        painter.setPen(QColor(palette.QUIET))
        room = int(self.width() - self._left - 2)
        words = self._metrics.elidedText(self._footnote, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QPointF(self._left, self.height() - self._bottom - 4), words)

    def _below(self, x: float, y: float) -> QPointF:
        """Where a mark goes that belongs to a point: under it, or over it at the very bottom."""
        half = self._metrics.horizontalAdvance(INFERRED) / 2
        under = y + 3 + self._metrics.ascent()
        return QPointF(x - half, under if under < self.height() - self._bottom else y - 6)

    def _draw_nothing(self, painter: QPainter) -> None:
        """Missing is not normal: an empty chart says that it is empty."""
        words = "None in the last five years" if self._trend.points else "No result recorded"
        box = QRectF(self.rect()).adjusted(self._left, self._top, -self._right, -self._bottom)
        paper = QRectF(
            0, 0, self._metrics.horizontalAdvance(words) + 16, self._metrics.height() + 4
        )
        paper.moveCenter(box.center())
        painter.fillRect(paper, QColor(palette.PAPER))
        painter.setPen(QColor(palette.QUIET))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), words)
