"""A trend as it is drawn: lines with gaps, and one mark a point by what it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPolygonF

from mdt_app.meeting.series import Point
from mdt_app.meeting.trends import GAP_DAYS
from mdt_app.ui import palette

_HALF = 3.0
_DOWN = QPolygonF([QPointF(-_HALF, -_HALF), QPointF(_HALF, -_HALF), QPointF(0, _HALF)])
_DIAMOND = QPolygonF(
    [QPointF(0, -_HALF - 1), QPointF(_HALF + 1, 0), QPointF(0, _HALF + 1), QPointF(-_HALF - 1, 0)]
)
_UP = QPolygonF([QPointF(-_HALF, _HALF), QPointF(_HALF, _HALF), QPointF(0, -_HALF)])
_POLYGONS = {"t": _DOWN, "t1": _UP, "d": _DIAMOND}


@dataclass(frozen=True, slots=True)
class Ink:
    """The pens and brushes of one line, made once. Dashes are for what was worked out."""

    line: Any
    dashes: Any
    edge: Any
    hollow: Any
    solid: Any


def ink(colour: str) -> Ink:
    """A line in one colour, with hollow marks on it."""
    return Ink(
        pg.mkPen(colour, width=1.6),
        pg.mkPen(colour, width=1.4, style=Qt.PenStyle.DashLine),
        pg.mkPen(colour, width=1.5),
        pg.mkBrush(palette.PAPER),
        pg.mkBrush(colour),
    )


def line_through(points: Sequence[Point], values: Sequence[float]) -> tuple[list[float], ...]:
    """Days and values of a line that is broken where results are over fifteen months apart.

    Home readings and limits lie on the line too: leaving them out would draw a calmer picture.
    """
    days: list[float] = []
    heights: list[float] = []
    before: int | None = None
    for point, value in zip(points, values):
        if before is not None and point.day - before > GAP_DAYS:
            days.append((point.day + before) / 2)
            heights.append(nan)
        days.append(point.day)
        heights.append(value)
        before = point.day
    return days, heights


def symbol_of(point: Point) -> str:
    """Circle; open square for a home reading; triangle pointing where the true value lies.

    A diamond is what nobody reported.
    """
    if point.worked_out is not None:
        return "d"
    if point.comparator:
        return "t" if point.comparator.startswith("<") else "t1"
    return "s" if point.is_home else "o"


def brush_of(point: Point, pens: Ink, *, is_last: bool) -> Any:
    """Hollow, and the latest one filled unless measured at home or worked out."""
    is_filled = is_last and not point.is_home and point.worked_out is None
    return pens.solid if is_filled else pens.hollow


def paint_spots(
    painter: QPainter, points: Sequence[Point], places: Sequence[QPointF], pens: Ink
) -> None:
    """The marks on a line, painted by hand: kept items cost a third of the whole chart."""
    painter.setPen(pens.edge)
    for number, (point, place) in enumerate(zip(points, places), start=1):
        painter.setBrush(brush_of(point, pens, is_last=number == len(points)))
        symbol = symbol_of(point)
        if symbol == "o":
            painter.drawEllipse(place, _HALF, _HALF)
        elif symbol == "s":
            painter.drawRect(QRectF(place.x() - _HALF, place.y() - _HALF, 2 * _HALF, 2 * _HALF))
        else:
            painter.drawPolygon(_POLYGONS[symbol].translated(place))
