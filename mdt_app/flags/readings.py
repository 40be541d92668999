"""One day of one kind as a rule sees it: a mean, or the range its comparators leave."""

import math
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final, NamedTuple

from mdt_app.clinical.kinds import WORDS, Setting
from mdt_app.register.values import Result

# Places in a `Result`: a streamed row of the same order, not yet a Result, will do.
DAY: Final = 1
VALUE: Final = 2
SECOND: Final = 3
WORD: Final = 4
COMPARATOR: Final = 5
SETTING: Final = 6
RAW: Final = 7
BRIEF_INFERRED: Final = 7
"""Where a brief row ends, which does not say where it is from."""
BATCH: Final = 10
ROW: Final = 11

_DIGITS = 9
"""Sums are rounded here only to undo binary noise: the mean of 85.9 and 86.1 is 86, not above."""
_OPEN = 1e-6
"""An open end of a range stands this far inside it, so that `<30` is below 30."""
_WORSE: Mapping[int, Mapping[str, int]] = {
    kind: {word: place for place, word in enumerate(words)} for kind, words in WORDS.items()
}


class Reading(NamedTuple):
    """What one day says about one kind. `low` equals `high` unless only comparators are known.

    Blood pressure: `low` and `high` are systolic and `second` is diastolic. Words: the worse.
    """

    day: int
    low: float
    high: float
    second: float
    setting: int
    word: str
    rows: Sequence[Result]


_as_reading: Callable[[tuple[object, ...]], Reading] = partial(tuple.__new__, Reading)
"""A reading without a step of Python: most days hold one plain result."""


def exact(number: float) -> float:
    """A worked-out number without binary noise."""
    return round(number, _DIGITS)


def reading_of(kind: int, rows: Sequence[Result], more_than_counts: bool = False) -> Reading:
    """The rows of one day as one reading: per setting, clinic (or not stated) before home.

    With `more_than_counts`, `>90` counts as 90.
    """
    if len(rows) == 1 and not rows[0][COMPARATOR]:
        _, day, value, second, word, _, setting, *_ = rows[0]
        return _as_reading((day, value, value, second, setting, word, rows))
    chosen = _chosen(rows)
    counted = counted_of(chosen)
    ranges = [_range(row, more_than_counts) for row in counted]
    order = _WORSE.get(kind, {})
    return Reading(
        chosen[0][DAY],
        _mean([low for low, _ in ranges]),
        _mean([high for _, high in ranges]),
        _mean([row[SECOND] for row in counted]),
        chosen[0][SETTING],
        max((row[WORD] for row in chosen), key=lambda word: order.get(word, -1)),
        chosen,
    )


def number_of(rows: Sequence[Result]) -> float:
    """The number of one day as it is drawn: the mean that rules see, a bound as it was written."""
    if len(rows) == 1:
        return rows[0][VALUE]
    return _mean([row[VALUE] for row in counted_of(_chosen(rows))])


def plain_values(rows: Sequence[Result], oldest: int, newest: int) -> list[float] | None:
    """The values of those days, newest first, where each day has one plain number; else None.

    Most records are like this, and then no reading need be made of them.
    """
    values: list[float] = []
    before = 0
    for row in reversed(rows):
        day = row[DAY]
        if day > newest:
            continue
        if day < oldest:
            break
        if row[COMPARATOR] or day == before:
            return None
        values.append(row[VALUE])
        before = day
    return values


def _chosen(rows: Sequence[Result]) -> Sequence[Result]:
    return [row for row in rows if row[SETTING] != Setting.HOME] or rows


def _range(row: Result, more_than_counts: bool) -> tuple[float, float]:
    value, comparator = row[VALUE], row[COMPARATOR]
    if comparator[:1] == "<":
        return 0.0, value if comparator == "<=" else max(0.0, value - _OPEN)
    if comparator[:1] == ">" and not more_than_counts:
        return value if comparator == ">=" else value + _OPEN, math.inf
    return value, value


def _mean(numbers: Sequence[float]) -> float:
    return exact(math.fsum(numbers) / len(numbers))


def counted_of(rows: Sequence[Result]) -> Sequence[Result]:
    """The rows of a day that make its number: the plain ones, or else all."""
    return [row for row in rows if not row[COMPARATOR]] or rows
