"""What lies behind a chart's lines: the target's band, a scale, and the years."""

from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from mdt_app.clinical.kinds import Kind
from mdt_app.meeting.trends import Target
from mdt_app.meeting.written_points import number
from mdt_app.ui import palette
from mdt_app.ui.charts.axes import Axes
from mdt_app.ui.charts.ranges import years_shown
from mdt_app.ui.looks import colour, pen

_GREEN_LINE = pen("GREEN", 1, Qt.PenStyle.DashLine)
_BAND = colour("PALE_GREEN")
_SIDE = 4.0
_LARGE_STEPS = 4


def paint_ground(
    painter: QPainter, kind: Kind, axes: Axes, target: Target | None, on: date, *, is_large: bool
) -> None:
    """Paint it in the painter's letters. A large one has a scale beside its target too."""
    metrics = QFontMetricsF(painter.font())
    if target is not None:
        _paint_target(painter, metrics, kind, axes, target)
    if is_large or target is None:
        steps = _LARGE_STEPS if is_large else 1
        _paint_scale(painter, metrics, kind, axes, target, steps)
    paint_years(painter, metrics, axes, on)


def _paint_target(
    painter: QPainter, metrics: QFontMetricsF, kind: Kind, axes: Axes, target: Target
) -> None:
    inside = axes.inside
    left, right = inside.left() - _SIDE, inside.right() + _SIDE
    line = min(max(axes.y(target.value), inside.top()), inside.bottom())
    band = QRectF(left, inside.top(), right - left, line - inside.top())
    if not target.wants_more:
        band = QRectF(left, line, right - left, inside.bottom() - line)
    painter.fillRect(band, _BAND)
    painter.setPen(_GREEN_LINE)
    painter.drawLine(QPointF(left, line), QPointF(right, line))
    painter.setPen(QColor(palette.GREEN))
    _write(painter, metrics, number(target.value, kind), left, line)
    if target.is_own:
        _write(painter, metrics, "own", left, line + metrics.ascent())


def _paint_scale(
    painter: QPainter,
    metrics: QFontMetricsF,
    kind: Kind,
    axes: Axes,
    target: Target | None,
    steps: int,
) -> None:
    """How high the line lies; a number that would run into another or the target's is left out."""
    painter.setPen(QColor(palette.QUIET))
    low, high = axes.values
    taken: list[tuple[float, float]] = []
    """Heights at which something is written, and how far from each the next must be."""
    if target is not None:
        apart = metrics.height() * (2 if target.is_own else 1)
        taken.append((axes.y(target.value), apart))
    half = metrics.ascent() / 2
    for step in _ends_first(steps):
        value = low + (high - low) * step / steps
        height = min(max(axes.y(value), axes.inside.top() + half), axes.inside.bottom() - half / 2)
        if all(abs(height - other) >= gap for other, gap in taken):
            _write(painter, metrics, number(value, kind), axes.inside.left() - _SIDE, height)
            taken.append((height, metrics.height()))


def _ends_first(steps: int) -> tuple[int, ...]:
    """The ends say how far the scale goes: the numbers between give way to them."""
    return (0, steps, *range(1, steps))


def _write(
    painter: QPainter, metrics: QFontMetricsF, words: str, right: float, middle: float
) -> None:
    width, down = metrics.horizontalAdvance(words), metrics.ascent() / 2 - 1
    painter.drawText(QPointF(right - width - 3, middle + down), words)


def paint_years(painter: QPainter, metrics: QFontMetricsF, axes: Axes, on: date) -> None:
    """A tick below the data, and its year where it does not run into the one before."""
    painter.setPen(QColor(palette.QUIET))
    floor, free_from = axes.inside.bottom(), 0.0
    for day, words in years_shown(on):
        middle = axes.x(day)
        painter.drawLine(QPointF(middle, floor + 1), QPointF(middle, floor + 4))
        half = metrics.horizontalAdvance(words) / 2
        if middle - half >= free_from:
            painter.drawText(QPointF(middle - half, floor + 4 + metrics.ascent()), words)
            free_from = middle + half + 6
