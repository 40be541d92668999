"""Where values stand on the small axis and the small line of a measure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, floor

from PySide6.QtCore import QPointF, QRectF

from mdt_app.measures.values import Line, MonthPoint
from mdt_app.ui.measures.wording import value_of

_LEAST_PERCENT = 20.0
_LEAST_MEAN = 8.0
"""Below this a line is not stretched, or a change by chance looks steep."""
_STEP = 10.0


@dataclass(frozen=True, slots=True)
class Scale:
    """The values at the two ends of an axis."""

    low: float
    high: float

    def share(self, value: float) -> float:
        """0 at the low end, 1 at the high one; never outside."""
        return min(1.0, max(0.0, (value - self.low) / (self.high - self.low)))


def axis_of(line: Line) -> Scale:
    """Percentages stand on 0 to 100, so that lines can be compared; means on what they span."""
    if line.measure.unit == "%":
        return Scale(0.0, 100.0)
    found = [value_of(line.measure, each) for each in (line.network, *line.practices)]
    return _around([*found, line.measure.target, line.benchmark], _LEAST_MEAN, 5.0)


def span_of(line: Line, months: Sequence[MonthPoint]) -> Scale:
    """What the small line of months spans: its values and the target, and not too little."""
    found = [value_of(line.measure, point.figure) for point in months]
    least = _LEAST_PERCENT if line.measure.unit == "%" else _LEAST_MEAN
    return _around([*found, line.measure.target], least, 1.0)


def chart_span(line: Line, values: Sequence[float | None]) -> Scale:
    """What the run chart spans: whole tens of a percentage, whole fives of a mean."""
    is_percent = line.measure.unit == "%"
    step = _STEP if is_percent else 5.0
    known = [*values, line.measure.target, line.benchmark]
    scale = _around(known, 2 * step, step)
    if not is_percent:
        return scale
    return Scale(max(0.0, scale.low), min(100.0, scale.high))


def _around(values: Sequence[float | None], least: float, step: float) -> Scale:
    known = [value for value in values if value is not None]
    if not known:
        return Scale(0.0, 100.0)
    low, high = floor(min(known) / step) * step, ceil(max(known) / step) * step
    is_next_above = True
    while high - low < least:
        low, high = (low, high + step) if is_next_above or low <= 0 else (low - step, high)
        is_next_above = not is_next_above
    return Scale(low, high)


def apart(earlier: date, later: date) -> int:
    """How many months lie between two months' days."""
    return (later.year - earlier.year) * 12 + later.month - earlier.month


def places(
    line: Line, months: Sequence[MonthPoint], scale: Scale, box: QRectF
) -> list[QPointF | None]:
    """Where each month stands in the box, to true distances; None where nobody is counted."""
    last = months[-1].month
    step = box.width() / max(1, apart(months[0].month, last))
    found: list[QPointF | None] = []
    for point in months:
        value = value_of(line.measure, point.figure)
        if value is None:
            found.append(None)
            continue
        left = box.right() - apart(point.month, last) * step
        found.append(QPointF(left, box.bottom() - scale.share(value) * box.height()))
    return found


def stretches(places: Sequence[QPointF | None]) -> list[list[QPointF]]:
    """The points in unbroken rows: a month without anybody is a gap."""
    found: list[list[QPointF]] = [[]]
    for place in places:
        if place is not None:
            found[-1].append(place)
        elif found[-1]:
            found.append([])
    return [row for row in found if row]
