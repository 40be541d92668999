"""The run chart: kept curves; scale, months, marks and names are painted by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import isnan, nan

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QResizeEvent

from mdt_app.clinical.days import MONTHS, months_after
from mdt_app.measures.values import Line, MonthPoint
from mdt_app.ui import palette
from mdt_app.ui.fonts import font
from mdt_app.ui.looks import looks, sized
from mdt_app.ui.looks import pen as ink
from mdt_app.ui.measures.board_rows import months_shown
from mdt_app.ui.measures.strips import Scale, apart, chart_span
from mdt_app.ui.measures.wording import number_words, short_number, target_words, value_of

_MARGINS = (46.0, 17.0, 25.0)
"""Left, above and below at 100 %."""
_NARROW_RIGHT, _ROOM_FOR_NAMES = 16.0, 420
_MOST_NAMED, _LONGEST_NAME = 8, 12
_APART = 12.0
_DASHES = ([9, 3], [1.5, 3], [9, 3, 1.5, 3], [4, 2.5], [15, 4], [4, 2, 1.5, 2, 1.5, 2])
_EDGE = ink("BLUE", 1.6)
_GRID = ink("RULE", 1)
_TARGET = ink("GREEN", 1.5)
_TARGET.setDashPattern([3, 2])
_BENCHMARK = ink("INK", 1.2)
_BENCHMARK.setDashPattern([8, 3, 2, 3])
_LEADER = ink("LEADER", 1)
_RING = ink("AMBER_INK", 1.8)
_AT = ink("BLACK", 1.4)
_DOT = 3.2


@dataclass(frozen=True, slots=True)
class Named:
    """A line's name at its end: which, what it says, how it is written."""

    words: str
    value: float
    colour: str
    is_bold: bool


def _network_pen() -> object:
    return pg.mkPen(palette.BLUE, width=2.4)


def dashed(place: int, *, is_own: bool) -> object:
    """The pen of a practice's line: each dashed in its own way, one's own darker."""
    made = pg.mkPen(palette.INK if is_own else palette.HINT, width=1.5 if is_own else 1)
    made.setDashPattern(_DASHES[place % len(_DASHES)])
    return made


def heights(line: Line, points: Sequence[MonthPoint], first: date, last: date) -> list[float]:
    """A value for each month from the first to the last, nan where there is none."""
    found = [nan] * (apart(first, last) + 1)
    for point in points:
        value = value_of(line.measure, point.figure)
        if value is not None and first <= point.month <= last:
            found[apart(first, point.month)] = value
    return found


def spread(wanted: Sequence[float], top: float, bottom: float, apart: float) -> list[float]:
    """Heights near those wanted, in the same order, that do not run into each other.

    >>> spread([10.0, 11.0, 40.0], 0.0, 100.0, 12.0)
    [10.0, 22.0, 40.0]
    """
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    found = list(wanted)
    floor = top
    for place in order:
        found[place] = max(found[place], floor)
        floor = found[place] + apart
    ceiling = bottom
    for place in reversed(order):
        found[place] = min(found[place], ceiling)
        ceiling = found[place] - apart
    return found


class RunPlot(pg.GraphicsView):  # type: ignore[misc]
    """One measure month by month. Made once; each measure only brings new data."""

    def __init__(self) -> None:
        super().__init__(useOpenGL=False, background=palette.PAPER)
        self._line: Line | None = None
        self._names: dict[str, str] = {}
        self._network, self._own = "", ""
        self._months: tuple[MonthPoint, ...] = ()
        self._scale = Scale(0.0, 100.0)
        self._heights: list[float] = []
        self._practices: list[tuple[str, list[float]]] = []
        self._curves: list[pg.PlotCurveItem] = []
        self._at = -1
        self._right = _NARROW_RIGHT
        self._letters, self._bold = font(8.25), font(8.25, bold=True)
        looks.keep_measured(self)
        self._box = pg.ViewBox(enableMouse=False, enableMenu=False, defaultPadding=0)
        self._curve = pg.PlotCurveItem(pen=_network_pen(), antialias=True, connect="finite")
        self._set_up()

    def _set_up(self) -> None:
        self._box.disableAutoRange()
        # Painted when told to: the scene's own updates come a moment later and paint all again.
        self.setViewportUpdateMode(self.ViewportUpdateMode.NoViewportUpdate)
        self.setCacheMode(self.CacheModeFlag.CacheNone)
        self._curve.setZValue(10)
        self._box.addItem(self._curve, ignoreBounds=True)
        self.setCentralItem(self._box)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        sized(self, pg.GraphicsView.setMinimumHeight, 84)
        looks.changed.connect(self._wear)

    def measure(self) -> None:
        """Measure the letters as they are now; the margins hold them."""
        self._metrics, self._bold_metrics = QFontMetricsF(self._letters), QFontMetricsF(self._bold)
        self._left, self._top, self._bottom = map(looks.points, _MARGINS)

    def _wear(self) -> None:
        """Draw in the colours and the size of text of now."""
        self.setBackground(palette.PAPER)
        self._curve.setPen(_network_pen())
        self._give()
        self._place()

    def sizeHint(self) -> QSize:
        return QSize(560, 170)

    @property
    def months(self) -> tuple[MonthPoint, ...]:
        """The months on show, the oldest first."""
        return self._months

    def show_line(self, line: Line, network: str, names: dict[str, str], own: str) -> None:
        """Show another measure: the network, each practice, target and benchmark."""
        self._line, self._network, self._names, self._own = line, network, names, own
        self._months = months_shown(line)
        self._at = -1
        self._heights, self._practices = [], []
        if self._months:
            first, last = self._months[0].month, self._months[-1].month
            self._heights = heights(line, line.months, first, last)
            self._practices = [
                (ods, heights(line, points, first, last))
                for ods, points in line.practice_months.items()
            ]
        known = [*self._heights, *(value for _ods, row in self._practices for value in row)]
        self._scale = chart_span(line, [value for value in known if not isnan(value)])
        self._give()
        self._place()

    def point_at(self, at: int) -> None:
        """Ring a month; -1 rings none."""
        self._at = at
        self.viewport().update()

    def _give(self) -> None:
        across = list(range(len(self._heights)))
        self._curve.setData(across, self._heights)
        while len(self._curves) < len(self._practices):
            made = pg.PlotCurveItem(antialias=True, connect="finite")
            self._box.addItem(made, ignoreBounds=True)
            self._curves.append(made)
        for place, curve in enumerate(self._curves):
            is_shown = place < len(self._practices)
            curve.setVisible(is_shown)
            if is_shown:
                ods, row = self._practices[place]
                curve.setPen(dashed(place, is_own=bool(ods) and ods == self._own))
                curve.setData(across, row)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        if hasattr(self, "_box"):
            self._place()

    def _room_for_names(self) -> float:
        """Room for the names at the lines' ends, where there is any."""
        if self.width() < _ROOM_FOR_NAMES or not self._months:
            return _NARROW_RIGHT
        widths = [self._width(each) for each in self._named()]
        return float(min(max([*widths, 0.0]) + 22.0, self.width() * 0.34))

    def _width(self, named: Named) -> float:
        metrics = self._bold_metrics if named.is_bold else self._metrics
        return metrics.horizontalAdvance(named.words)

    def _place(self) -> None:
        """Let the view box cover the margins too, so that no axis items are needed."""
        self._right = self._room_for_names()
        last = max(1, len(self._heights) - 1)
        across = last / max(1.0, self.width() - self._left - self._right)
        down = max(1.0, self.height() - self._top - self._bottom)
        up = (self._scale.high - self._scale.low) / down
        self._box.setRange(
            xRange=(-self._left * across, last + self._right * across),
            yRange=(self._scale.low - self._bottom * up, self._scale.high + self._top * up),
            padding=0,
        )
        self.viewport().update()

    def _x(self, month: float) -> float:
        last = max(1, len(self._heights) - 1)
        return self._left + month / last * float(self.width() - self._left - self._right)

    def _y(self, value: float) -> float:
        floor = float(self.height()) - self._bottom
        return floor - self._scale.share(value) * (floor - self._top)

    def drawBackground(self, painter: QPainter, rect: QRectF) -> None:
        super().drawBackground(painter, rect)
        if self._line is None:
            return
        painter.save()
        painter.resetTransform()
        painter.setFont(self._letters)
        self._draw_scale(painter, self._line)
        self._draw_months(painter)
        self._draw_levels(painter, self._line)
        painter.restore()

    def drawForeground(self, painter: QPainter, rect: QRectF) -> None:
        super().drawForeground(painter, rect)
        if self._line is None:
            return
        painter.save()
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_points(painter)
        self._draw_names(painter)
        if all(map(isnan, self._heights)):
            painter.setPen(QColor(palette.QUIET))
            painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), "No month yet")
        painter.restore()

    def _draw_scale(self, painter: QPainter, line: Line) -> None:
        span = self._scale.high - self._scale.low
        step = next(each for each in (5, 10, 20, 50, 100, 1000) if span / each <= 5)
        value = self._scale.low
        while value <= self._scale.high:
            level = self._y(value)
            painter.setPen(_GRID)
            painter.drawLine(QPointF(self._left, level), QPointF(self.width() - self._right, level))
            unit = " %" if line.measure.unit == "%" else ""
            words = f"{short_number(value)}{unit}"
            painter.setPen(QColor(palette.QUIET))
            left = self._left - 6 - self._metrics.horizontalAdvance(words)
            painter.drawText(QPointF(left, level + self._metrics.ascent() / 2 - 1), words)
            value += step

    def _draw_months(self, painter: QPainter) -> None:
        """Every third month by name; the year where it is another one."""
        painter.setPen(QColor(palette.QUIET))
        year, free_from = 0, 0.0
        for place in range(0, len(self._heights), 3):
            month = months_after(self._months[0].month, place)
            words = MONTHS[month.month - 1]
            if month.year != year:
                words, year = f"{words} {month.year % 100:02d}", month.year
            width = self._metrics.horizontalAdvance(words)
            left = self._x(place) - width / 2
            if left >= free_from and left + width <= self.width():
                painter.drawText(QPointF(left, self.height() - 6.0), words)
                free_from = left + width + 6

    def _draw_levels(self, painter: QPainter, line: Line) -> None:
        """Target and benchmark: each its own dash, each with its words."""
        right = self.width() - self._right
        levels = []
        if line.measure.target is not None:
            words = f"target {target_words(line.measure)}"
            levels.append((line.measure.target, words, _TARGET, palette.GREEN))
        if line.benchmark is not None:
            words = f"benchmark {number_words(line.measure, line.benchmark)}"
            levels.append((line.benchmark, words, _BENCHMARK, palette.INK))
        left = right
        for value, words, pen, colour in levels:
            level = self._y(value)
            painter.setPen(pen)
            painter.drawLine(QPointF(self._left, level), QPointF(right, level))
            painter.setPen(QColor(colour))
            left -= self._metrics.horizontalAdvance(words) + 2
            painter.drawText(QPointF(left, level - 4), words)
            left -= 14

    def _draw_points(self, painter: QPainter) -> None:
        """Frozen months filled, others hollow; one that would be different now is ringed."""
        for number, point in enumerate(self._months):
            place = apart(self._months[0].month, point.month)
            value = self._heights[place]
            if isnan(value):
                continue
            at = QPointF(self._x(place), self._y(value))
            painter.setPen(_EDGE)
            painter.setBrush(QColor(palette.BLUE if point.frozen_on else palette.PAPER))
            painter.drawEllipse(at, _DOT, _DOT)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            if point.now is not None or point.also:
                painter.setPen(_RING)
                painter.drawEllipse(at, _DOT + 3.5, _DOT + 3.5)
            if number == self._at:
                painter.setPen(_AT)
                box = QRectF(at.x() - 8, at.y() - 8, 16, 16)
                painter.drawRect(box)

    def _named(self) -> list[Named]:
        """The network's name and figure, and each practice's while they are few."""
        assert self._line is not None
        found = []
        if self._heights and not isnan(last := self._heights[-1]):
            name = self._network if len(self._network) <= _LONGEST_NAME else "Network"
            words = f"{name} {number_words(self._line.measure, last)}"
            found.append(Named(words, last, palette.BLUE, is_bold=True))
        rows = [(ods, row[-1]) for ods, row in self._practices if row and not isnan(row[-1])]
        if len(rows) > _MOST_NAMED:
            ranked = sorted(rows, key=lambda each: each[1])
            rows = list(dict.fromkeys((ranked[-1], ranked[0])))
            rows += [each for each in ranked[1:-1] if each[0] == self._own]
        for ods, value in rows:
            words = f"{self._names.get(ods, ods)} {value:.0f}"
            is_own = bool(ods) and ods == self._own
            found.append(Named(words, value, palette.INK if is_own else palette.QUIET, is_own))
        return found

    def _draw_names(self, painter: QPainter) -> None:
        """Each name at the end of its line, pushed apart where they would meet."""
        if self._right <= _NARROW_RIGHT:
            return
        named = self._named()
        ends = [self._y(each.value) for each in named]
        bottom = self.height() - self._bottom + 4
        levels = spread(
            ends,
            self._top - 6,
            bottom,
            min(looks.points(_APART), (bottom - self._top + 6) / max(1, len(ends))),
        )
        left = self.width() - self._right
        for each, end, level in zip(named, ends, levels):
            painter.setPen(_LEADER)
            painter.drawLine(QPointF(left + 6, end), QPointF(left + 14, level))
            painter.setPen(QColor(each.colour))
            painter.setFont(self._bold if each.is_bold else self._letters)
            metrics = self._bold_metrics if each.is_bold else self._metrics
            words = metrics.elidedText(each.words, Qt.TextElideMode.ElideRight, self._right - 18)
            painter.drawText(QPointF(left + 17, level + metrics.ascent() / 2 - 1), words)
