"""One trend in large letters, painted by hand from plain series: heading, target, line, years."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from mdt_app.clinical.days import months_before
from mdt_app.meeting.wall_values import WallTrend
from mdt_app.ui import palette
from mdt_app.ui.wall.letters import BODY, label_points, letters

_GAP_DAYS = 456
"""Fifteen months, as on the chair's charts: results further apart are not joined."""
_MONTHS_SHOWN = 60
_AFTER_DAYS = 60
_SPOT = 4.5
_HIGH_ENOUGH = 2.2
"""Lines of words that a plot needs at least; with less room only the heading is shown."""


class TrendView(QWidget):
    """What it says is its accessible name: the chart's sentence."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._trend: WallTrend | None = None
        self._until = 0
        self._points = BODY
        self.setAccessibleName(name)

    def show_trend(self, trend: WallTrend | None, until: int) -> None:
        """Show another trend up to the day `until`, or none at all."""
        if (trend, until) != (self._trend, self._until):
            self._trend, self._until = trend, until
            self.setAccessibleName(trend.sentence if trend is not None else self._name)
            self.update()

    def use_points(self, points: float) -> None:
        """Write in letters of that size."""
        if points != self._points:
            self._points = points
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._trend is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = QFontMetricsF(letters(self._points)).lineSpacing()
        below = QRectF(0, line, self.width(), self.height() - line)
        has_plot = below.height() >= _HIGH_ENOUGH * line
        self._draw_heading(painter, self._trend, line, says_nothing=not has_plot)
        if has_plot:
            self._draw_plot(painter, self._trend, below)

    def _draw_heading(
        self, painter: QPainter, trend: WallTrend, height: float, *, says_nothing: bool
    ) -> None:
        """The latest value, whole, with a sign where it misses its target; the title beside it."""
        box = QRectF(0, 0, self.width(), height)
        bold = letters(self._points, bold=True)
        metrics = QFontMetricsF(bold)
        painter.setFont(bold)
        value = f"! {trend.latest}" if trend.is_outside else trend.latest
        if value == trend.nothing:  # the empty plot says it
            value = "none" if says_nothing else ""
        room = box.width() - metrics.horizontalAdvance(value) - 12
        title = metrics.elidedText(trend.title, Qt.TextElideMode.ElideRight, room)
        painter.setPen(QColor(palette.INK))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft), title)
        painter.setPen(QColor(palette.RED_WORDS if trend.is_outside else palette.INK))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignRight), value)

    def _draw_plot(self, painter: QPainter, trend: WallTrend, box: QRectF) -> None:
        small = letters(label_points(self._points))
        metrics = QFontMetricsF(small)
        painter.setFont(small)
        said = " · ".join(filter(None, (trend.latest_on, trend.remark)))
        self._write(painter, palette.QUIET, said, QRectF(box.topLeft(), box.size()), is_right=True)
        row = metrics.lineSpacing()
        share = self._points / BODY
        left = self._scale_width(metrics, trend) + 6 * share
        plot = box.adjusted(left, row + 4 * share, -10 * share, -row - 2 * share)
        self._draw_years(painter, metrics, plot)
        if not trend.values:
            painter.setPen(QColor(palette.QUIET))
            painter.drawText(plot, int(Qt.AlignmentFlag.AlignCenter), trend.nothing)
            return
        span = trend.low, trend.high
        self._draw_target(painter, metrics, trend, plot, span)
        if trend.seconds:
            self._draw_line(painter, trend, trend.seconds, plot, span, palette.QUIET)
        self._draw_line(painter, trend, trend.values, plot, span, palette.BLUE)

    def _write(
        self, painter: QPainter, colour: str, words: str, box: QRectF, *, is_right: bool
    ) -> None:
        painter.setPen(QColor(colour))
        metrics = QFontMetricsF(painter.font())
        words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, box.width())
        side = Qt.AlignmentFlag.AlignRight if is_right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(box, int(side), words)

    def _scale_width(self, metrics: QFontMetricsF, trend: WallTrend) -> float:
        ends = trend.target or (trend.low, trend.high)
        return max(metrics.horizontalAdvance(_number(end)) for end in ends)

    def _x(self, plot: QRectF, day: float) -> float:
        first = months_before(date.fromordinal(self._until), _MONTHS_SHOWN).toordinal()
        return plot.left() + (day - first) / (self._until + _AFTER_DAYS - first) * plot.width()

    def _draw_years(self, painter: QPainter, metrics: QFontMetricsF, plot: QRectF) -> None:
        painter.setPen(QColor(palette.QUIET))
        last = date.fromordinal(self._until).year
        free_from = 0.0
        for year in range(last - 4, last + 1):
            middle = self._x(plot, date(year, 1, 1).toordinal())
            half = metrics.horizontalAdvance(str(year)) / 2
            painter.drawLine(QPointF(middle, plot.bottom()), QPointF(middle, plot.bottom() + 4))
            if middle - half >= free_from:
                painter.drawText(
                    QPointF(middle - half, plot.bottom() + 2 + metrics.ascent()), str(year)
                )
                free_from = middle + half + 8

    def _draw_target(
        self,
        painter: QPainter,
        metrics: QFontMetricsF,
        trend: WallTrend,
        plot: QRectF,
        span: tuple[float, float],
    ) -> None:
        if not trend.target:
            self._draw_scale(painter, metrics, plot, span)
            return
        line = min(max(_y(plot, span, trend.target[0]), plot.top()), plot.bottom())
        band = QRectF(plot.left(), line, plot.width(), plot.bottom() - line)
        if trend.wants_more:
            band = QRectF(plot.left(), plot.top(), plot.width(), line - plot.top())
        painter.fillRect(band, QColor(palette.PALE_GREEN))
        painter.setPen(QPen(QColor(palette.GREEN), 1.5, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(plot.left(), line), QPointF(plot.right(), line))
        words = _number(trend.target[0])
        left = plot.left() - metrics.horizontalAdvance(words) - 4
        base = min(line + metrics.ascent() / 2, plot.bottom()) - 1
        painter.drawText(QPointF(left, base), words)

    def _draw_scale(
        self, painter: QPainter, metrics: QFontMetricsF, plot: QRectF, span: tuple[float, float]
    ) -> None:
        """Without a target to read against, the ends say how high the line lies."""
        painter.setPen(QColor(palette.QUIET))
        for value in span:
            left = plot.left() - metrics.horizontalAdvance(_number(value)) - 4
            base = min(_y(plot, span, value) + metrics.ascent() / 2, plot.bottom()) - 1
            painter.drawText(QPointF(left, base), _number(value))

    def _draw_line(
        self,
        painter: QPainter,
        trend: WallTrend,
        values: Sequence[float],
        plot: QRectF,
        span: tuple[float, float],
        colour: str,
    ) -> None:
        places = [
            QPointF(self._x(plot, day), _y(plot, span, value))
            for day, value in zip(trend.days, values)
        ]
        is_dashed = "d" in trend.forms
        style = Qt.PenStyle.DashLine if is_dashed else Qt.PenStyle.SolidLine
        share = self._points / BODY
        painter.setPen(QPen(QColor(colour), 2.5 * share, style))
        for at in range(1, len(places)):
            if trend.days[at] - trend.days[at - 1] <= _GAP_DAYS:
                painter.drawLine(places[at - 1], places[at])
        painter.setPen(QPen(QColor(colour), 2 * share))
        for at, (place, form) in enumerate(zip(places, trend.forms)):
            is_filled = at == len(places) - 1 and form in ("o", "t", "t1")
            painter.setBrush(QColor(colour if is_filled else palette.PAPER))
            _draw_spot(painter, place, form, _SPOT * share)
        painter.setBrush(Qt.BrushStyle.NoBrush)


def _draw_spot(painter: QPainter, place: QPointF, form: str, half: float) -> None:
    """A circle; a square at home; a triangle towards where a limit lies; a diamond worked out."""
    x, y = place.x(), place.y()
    if form == "o":
        painter.drawEllipse(place, half, half)
    elif form == "s":
        painter.drawRect(QRectF(x - half, y - half, 2 * half, 2 * half))
    elif form == "d":
        corners = [(0, -half - 1), (half + 1, 0), (0, half + 1), (-half - 1, 0)]
        painter.drawPolygon(QPolygonF([QPointF(x + right, y + down) for right, down in corners]))
    else:
        up = half if form == "t1" else -half
        corners = [(-half, up), (half, up), (0, -up)]
        painter.drawPolygon(QPolygonF([QPointF(x + right, y + down) for right, down in corners]))


def _y(plot: QRectF, span: tuple[float, float], value: float) -> float:
    return plot.bottom() - (value - span[0]) / (span[1] - span[0]) * plot.height()


def _number(value: float) -> str:
    return f"{value:g}"
