"""A trend as it is drawn: lines with gaps, and one mark a point by what it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import nan

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF

from mdt_app.meeting.series import Point
from mdt_app.meeting.trends import GAP_DAYS
from mdt_app.ui import palette

_HALF = 3.0
_STAMP = 16
"""Sides of the picture of a mark: room for the largest of them."""


@dataclass(frozen=True, slots=True)
class Ink:
    """The pens of one line, made once. Dashes are for what was worked out."""

    line: QPen
    dashes: QPen
    colours: tuple[str, str]
    """Of the line, and of the paper in hollow marks."""


def ink(colour: str) -> Ink:
    """A line in one colour, with hollow marks on it, on the paper of now."""
    return _ink(colour, palette.PAPER)


@cache
def _ink(colour: str, paper: str) -> Ink:
    made = QColor(colour)
    line, dashes = QPen(made, 1.6), QPen(made, 1.4, Qt.PenStyle.DashLine)
    for each in (line, dashes):
        each.setCosmetic(True)  # as wide in days as in values: in pixels
    return Ink(line, dashes, (colour, paper))


def stretches(points: Sequence[Point], places: Sequence[QPointF]) -> list[QLineF]:
    """The room that a line takes, from point to point, as `line_through` draws it."""
    return [
        QLineF(start, end)
        for before, after, start, end in zip(points, points[1:], places, places[1:])
        if after.day - before.day <= GAP_DAYS
    ]


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


def is_solid(point: Point, *, is_last: bool) -> bool:
    """Hollow, and the latest one filled unless measured at home or worked out."""
    return is_last and not point.is_home and point.worked_out is None


def paint_spots(
    painter: QPainter,
    points: Sequence[Point],
    places: Sequence[QPointF],
    pens: Ink,
    size: float = 1.0,
) -> None:
    """The marks on a line: each kind is drawn once and stamped, as drawing takes five times it."""
    scale = painter.device().devicePixelRatio()
    middle = _STAMP * size / 2
    for number, (point, place) in enumerate(zip(points, places), start=1):
        stamp = _stamp(
            symbol_of(point),
            is_solid(point, is_last=number == len(points)),
            pens.colours,
            size,
            scale,
        )
        painter.drawPixmap(QPointF(round(place.x()) - middle, round(place.y()) - middle), stamp)


@cache
def _stamp(
    symbol: str, is_filled: bool, colours: tuple[str, str], size: float, scale: float
) -> QPixmap:
    line, paper = colours
    side = round(_STAMP * size * scale)
    made = QPixmap(side, side)
    made.setDevicePixelRatio(scale)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(_STAMP * size / 2, _STAMP * size / 2)
    painter.scale(size, size)
    painter.setPen(QPen(QColor(line), 1.5))
    painter.setBrush(QColor(line if is_filled else paper))
    if symbol == "o":
        painter.drawEllipse(QPointF(0, 0), _HALF, _HALF)
    elif symbol == "s":
        painter.drawRect(QRectF(-_HALF, -_HALF, 2 * _HALF, 2 * _HALF))
    else:
        painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in _CORNERS[symbol]]))
    painter.end()
    return made


_CORNERS = {
    "t": ((-_HALF, -_HALF), (_HALF, -_HALF), (0, _HALF)),
    "t1": ((-_HALF, _HALF), (_HALF, _HALF), (0, -_HALF)),
    "d": ((0, -_HALF - 1), (_HALF + 1, 0), (0, _HALF + 1), (-_HALF - 1, 0)),
}
