"""The latest four HbA1c as one small line against the target, to true distances in time."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPolygonF

from mdt_app.ui.looks import colour, pen

_LEAST_SPAN = 30.0
"""mmol/mol: below this a line is not stretched, or a change within measuring error looks steep."""
_LINE = pen("FIELD_EDGE", 1.6)
_TARGET = pen("GREEN", 1, Qt.PenStyle.DashLine)
_TARGET.setDashPattern([3, 2])
_ABOVE = colour("RED")
_WITHIN = colour("BLUE")
_DOT = 3.0


def points(series: Sequence[tuple[int, float]], target: float, box: QRectF) -> list[QPointF]:
    """Where each (day, value) stands in `box`; the last day is at the right edge."""
    first, last = series[0][0], series[-1][0]
    lowest, highest = value_range(series, target)
    across = box.width() / (last - first) if last > first else 0.0
    up = box.height() / (highest - lowest)
    return [
        QPointF(box.right() - (last - day) * across, box.bottom() - (value - lowest) * up)
        for day, value in series
    ]


def value_range(series: Sequence[tuple[int, float]], target: float) -> tuple[float, float]:
    """The values at the bottom and top of the picture: everything shown, and not too narrow."""
    values = [value for _day, value in series]
    values += [target] if target else []
    lowest, highest = min(values), max(values)
    spare = max(0.0, _LEAST_SPAN - (highest - lowest)) / 2
    return lowest - spare, highest + spare


def paint_sparkline(
    painter: QPainter, box: QRectF, series: Sequence[tuple[int, float]], target: float
) -> None:
    """Target dashed, line, and a last point that is red above the target and blue within it.

    A target of 0 is none: no line is drawn for it, and no point is above it.
    """
    if not series:
        return
    lowest, highest = value_range(series, target)
    if target:
        level = box.bottom() - (target - lowest) * box.height() / (highest - lowest)
        painter.setPen(_TARGET)
        painter.drawLine(QPointF(box.left(), level), QPointF(box.right() + _DOT, level))
    places = points(series, target, box)
    painter.setPen(_LINE)
    painter.drawPolyline(QPolygonF(places))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_ABOVE if 0 < target < series[-1][1] else _WITHIN)
    painter.drawEllipse(places[-1], _DOT, _DOT)
