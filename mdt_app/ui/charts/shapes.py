"""A trend as pyqtgraph wants it: lines with gaps, and one mark a point by what it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan
from typing import Any

import pyqtgraph as pg

from mdt_app.meeting.trends import GAP_DAYS, Point
from mdt_app.ui import palette

_SIZE = 6


@dataclass(frozen=True, slots=True)
class Ink:
    """The pens and brushes of one line, made once."""

    line: Any
    edge: Any
    hollow: Any
    solid: Any


def ink(colour: str) -> Ink:
    """A line in one colour, with hollow marks on it."""
    return Ink(
        pg.mkPen(colour, width=1.6),
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
    """Circle; open square for a home reading; triangle pointing where the true value lies."""
    if point.comparator:
        return "t" if point.comparator.startswith("<") else "t1"
    return "s" if point.is_home else "o"


def spots(points: Sequence[Point], values: Sequence[float], pens: Ink) -> dict[str, Any]:
    """The marks on a line: hollow, and the latest one filled unless measured at home."""
    last = len(points) - 1
    return {
        "x": [point.day for point in points],
        "y": list(values),
        "symbol": [symbol_of(point) for point in points],
        "size": _SIZE,
        "pen": pens.edge,
        "brush": [
            pens.solid if place == last and not point.is_home else pens.hollow
            for place, point in enumerate(points)
        ],
    }
