"""A run chart for paper: the network strong, practices thin, readable in black and white."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import cycle

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from mdt_app.clinical.days import MONTHS
from mdt_app.documents.fonts import BOLD, REGULAR
from mdt_app.documents.sheets import BLUE, GREY, INK, LINE
from mdt_app.measures.disclosure import FEWEST
from mdt_app.measures.run_chart import exactly
from mdt_app.measures.values import Line, MonthPoint

_HEIGHT: float = 44 * mm
_LEFT: float = 13 * mm
_RIGHT: float = 26 * mm
_TOP: float = 3 * mm
_BOTTOM: float = 6 * mm
_DASHES = ((1, 2), (3, 2), (5, 2), (5, 2, 1, 2), (2, 1))
_LEAST_SPAN = 10.0
_APART: float = 7.5
_LETTERS: float = 5.5
"""How high a name stands."""


class PaperRunChart(Flowable):  # type: ignore[misc]
    """One measure over its months. The target is dashed; each line bears its name at its end.

    A practice whose counts are too small to say anything once rounded is left off.
    """

    def __init__(self, line: Line, names: Mapping[str, str], width: float) -> None:
        super().__init__()
        self.width, self.height = width, _HEIGHT
        self._target = line.measure.target
        self._network = _values(line.months)
        found = line.practice_months
        self._practices = {
            names.get(ods, ods): _values(months)
            for ods, months in found.items()
            if all(month.figure.denominator >= FEWEST for month in months)
        }
        self._days = sorted({month.month for month in line.months})
        self._low, self._high = self._range()

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return self.width, self.height

    def _range(self) -> tuple[float, float]:
        series = (self._network, *self._practices.values())
        values = [value for one in series for value in one.values()]
        values += [self._target] if self._target is not None else []
        low, high = (min(values), max(values)) if values else (0.0, 100.0)
        spare = max(0.0, _LEAST_SPAN - (high - low)) / 2 + 1
        return max(0.0, low - spare), high + spare

    def draw(self) -> None:
        self._scale()
        ends: list[tuple[float, str, str]] = []
        for (name, values), dash in zip(self._practices.items(), cycle(_DASHES)):
            self._line(values, 0.6, dash)
            ends += self._end(values, name, REGULAR)
        self._aim()
        self.canv.setStrokeColor(BLUE)
        self._line(self._network, 1.6, ())
        ends += self._end(self._network, "Network", BOLD)
        self._names(ends)

    def _x(self, day: date) -> float:
        place = self._days.index(day) if day in self._days else 0
        share = place / max(1, len(self._days) - 1)
        return _LEFT + share * (self.width - _LEFT - _RIGHT)

    def _y(self, value: float) -> float:
        share = (value - self._low) / (self._high - self._low)
        return _BOTTOM + share * (_HEIGHT - _TOP - _BOTTOM)

    def _scale(self) -> None:
        canvas: Canvas = self.canv
        canvas.setFont(REGULAR, 7)
        canvas.setFillColor(GREY)
        canvas.setStrokeColor(LINE)
        canvas.setLineWidth(0.5)
        for value in _ticks(self._low, self._high):
            y = self._y(value)
            canvas.line(_LEFT, y, self.width - _RIGHT, y)
            canvas.drawRightString(_LEFT - 1.5 * mm, y - 2.4, f"{value:g}")
        for day in self._days[:: max(1, len(self._days) // 6)]:
            words = f"{MONTHS[day.month - 1]} {day.year % 100:02d}"
            canvas.drawCentredString(self._x(day), 1.5 * mm, words)
        canvas.setStrokeColor(GREY)

    def _line(self, values: Mapping[date, float], width: float, dash: Sequence[int]) -> None:
        """A month without a figure leaves a gap."""
        path, is_drawing = self.canv.beginPath(), False
        for day in self._days:
            if day not in values:
                is_drawing = False
                continue
            (path.lineTo if is_drawing else path.moveTo)(self._x(day), self._y(values[day]))
            is_drawing = True
        self.canv.setLineWidth(width)
        self.canv.setDash(list(dash))
        self.canv.drawPath(path, stroke=1, fill=0)
        self.canv.setDash()

    def _aim(self) -> None:
        if self._target is None:
            return
        y = self._y(self._target)
        self.canv.setLineWidth(0.8)
        self.canv.setDash(4, 2)
        self.canv.setStrokeColor(INK)
        self.canv.line(_LEFT, y, self.width - _RIGHT, y)
        self.canv.setDash()
        self.canv.setFillColor(INK)
        self.canv.setFont(REGULAR, 7)
        self.canv.drawString(_LEFT + 1 * mm, y + 1.5, f"target {self._target:g}")

    def _end(
        self, values: Mapping[date, float], name: str, font: str
    ) -> list[tuple[float, str, str]]:
        if not values:
            return []
        return [(self._y(values[max(values)]), name, font)]

    def _names(self, ends: Sequence[tuple[float, str, str]]) -> None:
        """Each name beside the end of its line, as near as the names beside it let it be."""
        ends = sorted(ends)
        self.canv.setFillColor(INK)
        for y, (_end, name, font) in zip(_apart([end[0] - 2.4 for end in ends]), ends):
            self.canv.setFont(font, 7)
            room = name if len(name) <= 20 else f"{name[:19]}…"
            self.canv.drawString(self.width - _RIGHT + 1.5 * mm, y, room)


def _apart(heights: Sequence[float]) -> list[float]:
    """The heights moved up until none touch, then down from the chart's upper edge again."""
    placed: list[float] = []
    for height in heights:
        placed.append(max(height, placed[-1] + _APART) if placed else height)
    ceiling = _HEIGHT - _LETTERS
    for place in reversed(range(len(placed))):
        placed[place] = ceiling = min(placed[place], ceiling)
        ceiling -= _APART
    return placed


def _values(months: Sequence[MonthPoint]) -> dict[date, float]:
    found = {month.month: exactly(month.figure) for month in months}
    return {day: float(value) for day, value in found.items() if value is not None}


def _ticks(low: float, high: float) -> list[float]:
    """Round values, some four of them."""
    step = next(s for s in (1, 2, 5, 10, 20, 25, 50, 100) if (high - low) / s <= 5 or s == 100)
    first = int(low // step + 1) * step
    return [float(v) for v in range(first, int(high) + 1, step)]
