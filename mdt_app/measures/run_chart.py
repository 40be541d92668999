"""The run chart in words: is it a real shift, a trend, or only noise?

A shift is 6 or more consecutive points on one side of the median of the first 12; a trend is 5
or more points all rising or all falling. A point on the median neither counts nor breaks a shift;
two equal points break a trend; a month without a figure breaks both.
Source: reference of the measures, 'Run chart rules'; for points on the median Perla, Provost and
Murray, BMJ Quality & Safety 2011.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise
from statistics import median

from mdt_app.clinical.days import MONTHS
from mdt_app.measures.values import Figure

BASELINE, SHIFT, TREND = 12, 6, 5
_WORDS = (
    *("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve"),
)
Point = tuple[date, Fraction | None]
"""A month and its figure, exactly: two figures that print alike may lie on two sides."""


@dataclass(frozen=True, slots=True)
class RunChart:
    """What the rules say about the points that end now."""

    median: Fraction | None
    """Of the first 12; None while there are fewer."""
    run: str
    """`shift up`, `shift down`, `trend up`, `trend down`, or ''. A shift goes first."""
    sentence: str


@dataclass(frozen=True, slots=True)
class _Shift:
    side: int
    count: int
    """Points on that side."""
    first: int
    last: int
    """Places of the first and the last of them."""


def exactly(figure: Figure) -> Fraction | None:
    """A figure's percentage, or its mean in mmol/mol, as an exact number; None if nobody counts."""
    if figure.mean is not None:
        return Fraction(repr(figure.mean.mmol_mol))
    return Fraction(100 * figure.numerator, figure.denominator) if figure.denominator else None


def run_chart(points: Sequence[Point], unit: str = "%") -> RunChart:
    """What the rules say, in one sentence. `unit` is that of the figures."""
    known = [value for _month, value in points if value is not None]
    if not known:
        return RunChart(None, "", "No figure yet.")
    if len(known) == 1:
        return RunChart(None, "", f"{_shown(known[0], unit)}; one month so far.")
    middle = median(known[:BASELINE]) if len(known) >= BASELINE else None
    shifts = _shifts(points, middle) if middle is not None else []
    now = next((shift for shift in shifts if _still_holds(shift, points, middle)), None)
    steps = _last_steps([value for _month, value in points])
    if now is not None:
        run = f"shift {_up(now.side)}"
    else:
        run = f"trend {_up(steps)}" if abs(steps) >= TREND else ""
    said = _said(points, middle, now, shifts, steps)
    return RunChart(middle, run, f"{_course(points, unit)}; {said}.")


def _course(points: Sequence[Point], unit: str) -> str:
    """Where it went, as it is printed: what prints alike has not moved."""
    known = [(month, value) for month, value in points if value is not None]
    (first, before), (last, after) = known[0], known[-1]
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    within = f"in {_number(months)} {'month' if months == 1 else 'months'}"
    if _shown(before, unit) == _shown(after, unit):
        return f"Unchanged at {_shown(after, unit)} {within}"
    start = _shown(before, unit) if unit == "%" else _shown(before, "")
    return f"{'Up' if after > before else 'Down'} from {start} to {_shown(after, unit)} {within}"


def _said(
    points: Sequence[Point],
    middle: Fraction | None,
    now: _Shift | None,
    shifts: Sequence[_Shift],
    steps: int,
) -> str:
    if now is not None:
        span = len(points) - now.first
        side = "above" if now.side > 0 else "below"
        share = f"{_number(now.count)} of the last {_number(span)} months"
        return f"{share} {side} the median: a real shift"
    said = _trend_words(steps) if abs(steps) >= TREND else ""
    if middle is None:
        return "; ".join(filter(None, (said, _too_few(points))))
    if said:
        return said
    if shifts:
        month, over = points[shifts[-1].last][0], shifts[-1]
        until = f"until {MONTHS[month.month - 1]} {month.year}"
        side = "above" if over.side > 0 else "below"
        return f"{_number(over.count)} months {side} the median {until}, and no shift since"
    return "no shift and no trend"


def _trend_words(steps: int) -> str:
    way = "rising" if steps > 0 else "falling"
    return f"{_number(abs(steps))} months in a row {way}: a trend"


def _too_few(points: Sequence[Point]) -> str:
    known = sum(value is not None for _month, value in points)
    return f"a shift can be told from {BASELINE} months on, and there are {_number(known)}"


def _shifts(points: Sequence[Point], middle: Fraction) -> list[_Shift]:
    """Every shift there is, in order."""
    found: list[_Shift] = []
    side = count = first = last = 0
    for place, (_month, value) in enumerate(points):
        now = 0 if value is None else (value > middle) - (value < middle)
        if value is not None and now == 0:
            continue
        if now != side:
            found += [_Shift(side, count, first, last)] if side else []
            side, count, first = now, 0, place
        count, last = count + 1, place
    found += [_Shift(side, count, first, last)] if side else []
    return [shift for shift in found if shift.count >= SHIFT]


def _still_holds(shift: _Shift, points: Sequence[Point], middle: Fraction | None) -> bool:
    """Whether nothing after it lies elsewhere than on the median."""
    return all(value == middle for _month, value in points[shift.last + 1 :])


def _last_steps(values: Sequence[Fraction | None]) -> int:
    """How many points at the end all rise (above 0) or all fall (below 0); 0 if neither."""
    count, way = 1, 0
    for later, earlier in pairwise(reversed(values)):
        if later is None or earlier is None:
            break
        step = (later > earlier) - (later < earlier)
        if step == 0 or way not in (0, step):
            break
        count, way = count + 1, step
    return count * way


def _up(way: int) -> str:
    return "up" if way > 0 else "down"


def _number(count: int) -> str:
    return _WORDS[count] if count < len(_WORDS) else str(count)


def _shown(value: Fraction, unit: str) -> str:
    return f"{float(value):.1f} {unit}".strip()
