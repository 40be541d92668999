"""A small chart for paper: one kind of result over five years, readable in black and white."""

from collections.abc import Sequence
from datetime import date

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from mdt_app.documents.fonts import BOLD, REGULAR
from mdt_app.documents.sheets import BLUE, GREY, INK, LINE, PALE
from mdt_app.meeting.series import Point
from mdt_app.meeting.trend_words import TITLES, target_words, value_words
from mdt_app.meeting.trends import GAP_DAYS, YEARS_SHOWN, Trend

HEIGHT: float = 31 * mm
_GAP: float = 6 * mm
_LEFT: float = 9 * mm
_RIGHT: float = 4 * mm
_TOP: float = 6.5 * mm
_BOTTOM: float = 4.5 * mm
_LEAST_SPAN = 12.0
_YEAR = 365.25


class SmallCharts(Flowable):  # type: ignore[misc]
    """Some trends side by side on the same years.

    The target is dashed, a limit is a triangle; what was worked out is diamonds on dots.
    """

    def __init__(self, trends: Sequence[Trend], on: date, width: float) -> None:
        super().__init__()
        self._trends, self._on = trends, on
        self.width, self.height = width, HEIGHT

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        each = (self.width - _GAP * (len(self._trends) - 1)) / max(1, len(self._trends))
        for place, trend in enumerate(self._trends):
            _Panel(self.canv, trend, self._on, place * (each + _GAP), each).draw()


class _Panel:
    """One chart: its scales, and how it is drawn on the canvas."""

    def __init__(self, canvas: Canvas, trend: Trend, on: date, left: float, width: float) -> None:
        self._canvas, self._trend, self._left, self._width = canvas, trend, left, width
        self._last = on.toordinal()
        self._first = self._last - round(YEARS_SHOWN * _YEAR)
        self._points = [point for point in trend.points if point.day >= self._first]
        self._low, self._high = _range(self._points, trend)
        self._x0, self._x1 = left + _LEFT, left + width - _RIGHT
        self._y0, self._y1 = _BOTTOM, HEIGHT - _TOP

    def draw(self) -> None:
        self._frame()
        self._years()
        self._target()
        self._line()
        self._marks()

    def _x(self, day: int) -> float:
        share = (day - self._first) / (self._last - self._first)
        return self._x0 + share * (self._x1 - self._x0)

    def _y(self, value: float) -> float:
        share = (value - self._low) / (self._high - self._low)
        return self._y0 + share * (self._y1 - self._y0)

    def _write(self, x: float, y: float, text: str, font: str = REGULAR, end: str = "left") -> None:
        self._canvas.setFont(font, 7)
        draw = {
            "left": self._canvas.drawString,
            "right": self._canvas.drawRightString,
            "middle": self._canvas.drawCentredString,
        }[end]
        draw(x, y, text)

    def _frame(self) -> None:
        canvas = self._canvas
        canvas.setFillColor(INK)
        top = HEIGHT - 3.6 * mm
        self._write(self._left, top, TITLES[self._trend.kind], BOLD)
        self._write(self._left + self._width, top, value_words(self._trend), BOLD, "right")
        canvas.setStrokeColor(LINE)
        canvas.setLineWidth(0.5)
        canvas.setDash()
        canvas.line(self._x0, self._y0, self._x1, self._y0)

    def _years(self) -> None:
        self._canvas.setFillColor(GREY)
        for year in range(date.fromordinal(self._first).year + 1, self._on_year() + 1):
            x = self._x(date(year, 1, 1).toordinal())
            self._canvas.line(x, self._y0, x, self._y0 - 1.2 * mm)
            if x + 8 * mm < self._x1 + _RIGHT + 3 * mm:
                self._write(x + 0.8 * mm, self._y0 - 3 * mm, str(year))

    def _on_year(self) -> int:
        return date.fromordinal(self._last).year

    def _target(self) -> None:
        target = self._trend.target
        if target is None or not self._low <= target.value <= self._high:
            return
        y = self._y(target.value)
        self._canvas.setStrokeColor(GREY)
        self._canvas.setLineWidth(0.7)
        self._canvas.setDash(3, 2)
        self._canvas.line(self._x0, y, self._x1, y)
        self._canvas.setDash()
        self._canvas.setFillColor(GREY)
        words = ("own " if target.is_own else "") + target_words(target, self._trend.kind)
        self._write(self._x0 - 1 * mm, y - 2.3, words, end="right")

    def _line(self) -> None:
        """Two results further apart than fifteen months are not joined: a gap stays a gap."""
        path = self._canvas.beginPath()
        before: Point | None = None
        for point in self._points:
            is_joined = before is not None and point.day - before.day <= GAP_DAYS
            (path.lineTo if is_joined else path.moveTo)(self._x(point.day), self._y(point.value))
            before = point
        self._canvas.setStrokeColor(BLUE)
        self._canvas.setLineWidth(1.1)
        self._canvas.setDash(*((1, 1.5) if self._trend.is_worked_out else ()))
        self._canvas.drawPath(path, stroke=1, fill=0)
        self._canvas.setDash()

    def _marks(self) -> None:
        canvas = self._canvas
        if not self._points:
            canvas.setFillColor(GREY)
            self._write(
                (self._x0 + self._x1) / 2,
                (self._y0 + self._y1) / 2 + 2 * mm,  # above the line of the target
                f"no result in {YEARS_SHOWN} years",
                end="middle",
            )
            return
        if self._trend.is_worked_out:
            self._diamonds()
        else:
            self._dots()
        for point in self._points:
            if point.comparator:
                self._limit(point)
        self._ends()

    def _diamonds(self) -> None:
        path = self._canvas.beginPath()
        for point in self._points:
            x, y = self._x(point.day), self._y(point.value)
            path.moveTo(x - 2.4, y)
            for across, up in ((0, 2.4), (2.4, 0), (0, -2.4)):
                path.lineTo(x + across, y + up)
            path.close()
        self._canvas.setLineWidth(0.9)
        self._canvas.setFillColor(PALE)
        self._canvas.drawPath(path, stroke=1, fill=1)

    def _dots(self) -> None:
        """Rings for the earlier results, a full dot for the latest: strokes of no length."""
        path = self._canvas.beginPath()
        known = [point for point in self._points if not point.comparator]
        for point in known:
            path.moveTo(self._x(point.day), self._y(point.value))
            path.lineTo(self._x(point.day), self._y(point.value))
        self._canvas.setLineCap(1)
        for width, colour in ((4.0, BLUE), (2.0, PALE)):
            self._canvas.setStrokeColor(colour)
            self._canvas.setLineWidth(width)
            self._canvas.drawPath(path, stroke=1, fill=0)
        self._canvas.setStrokeColor(BLUE)
        if known and known[-1] is self._points[-1]:
            x, y = self._x(known[-1].day), self._y(known[-1].value)
            self._canvas.setLineWidth(4.6)
            self._canvas.line(x, y, x, y)
        self._canvas.setLineCap(0)
        self._canvas.setLineWidth(0.9)
        self._canvas.setFillColor(PALE)

    def _limit(self, point: Point) -> None:
        """A triangle that points to where the true value lies."""
        x, y = self._x(point.day), self._y(point.value)
        tip = 3.0 if point.comparator.startswith(">") else -3.0
        path = self._canvas.beginPath()
        path.moveTo(x - 2.2, y - tip / 2)
        path.lineTo(x + 2.2, y - tip / 2)
        path.lineTo(x, y + tip)
        path.close()
        self._canvas.drawPath(path, stroke=1, fill=1)

    def _ends(self) -> None:
        """The first and the last value in figures beside their marks."""
        self._canvas.setFillColor(INK)
        ends = (self._points[0], self._points[-1]) if len(self._points) > 1 else self._points
        for point in ends:
            x = min(self._x(point.day), self._x1 - 1.5 * mm)
            self._write(x, self._y(point.value) + 1.5 * mm, _figure(point), end="middle")


def _figure(point: Point) -> str:
    return f"{point.comparator}{point.value:.0f}"


def _range(points: Sequence[Point], trend: Trend) -> tuple[float, float]:
    """A range that holds every point and the target, and never blows up a small wobble."""
    values = [point.value for point in points]
    if trend.target is not None:
        values.append(trend.target.value)
    if not values:
        return 0.0, 1.0
    low, high = min(values), max(values)
    spare = max(_LEAST_SPAN, high - low) * 0.18 + max(0.0, _LEAST_SPAN - (high - low)) / 2
    return low - spare, high + spare
