"""One kind of result of one person, day by day: what a chart draws.

Pure: a record and a day in, values out. A result dated after the day does not exist.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import NamedTuple

from mdt_app.clinical.kinds import Kind, Setting
from mdt_app.register.values import DOUBTFUL, Record, Result


class Input(NamedTuple):
    """A reported result that something was worked out from: the mean of its day."""

    kind: Kind
    day: int
    value: float
    is_home: bool


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """How a value was worked out: the equation by its name, its inputs, and what else it needs.

    `about` is what the person's own row gave it: `age 58`, `female`.
    """

    by: str
    inputs: tuple[Input, ...]
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """The results of one day in one setting: their mean, and how many they were.

    `second` is the diastolic pressure, 0 for other kinds. `comparator` is `<` or `>` when the
    laboratory gave only a limit. `inferred` is what had to be worked out about any of them.
    `worked_out` is how this value came about where nobody reported it.
    """

    day: int
    value: float
    second: float
    count: int
    comparator: str
    is_home: bool
    inferred: int = 0
    worked_out: WorkedOut | None = None


def series_of(record: Record, kind: Kind, until: date) -> tuple[Point, ...]:
    """Every day with a result of this kind up to `until`, oldest first; clinic last in a day."""
    last = until.toordinal()
    known = [result for result in record.of_kind(kind) if result.day <= last]
    known.sort(key=_by_day_home_first)
    return tuple(
        _point(day, is_home, tuple(group))
        for (day, is_home), group in groupby(known, key=_day_and_setting)
    )


def latest_of(record: Record, kind: Kind, until: date) -> Point | None:
    """The last point of the series, without making the rest of it."""
    last = until.toordinal()
    days = [result.day for result in record.of_kind(kind) if result.day <= last]
    return point_on(record, kind, max(days)) if days else None


def point_on(record: Record, kind: Kind, day: int) -> Point:
    """The point of a day that has a result; of a day with both, the one of the clinic."""
    of_day = [result for result in record.of_kind(kind) if result.day == day]
    clinic = [result for result in of_day if result.setting != Setting.HOME]
    return _point(day, not clinic, clinic or of_day)


def _by_day_home_first(result: Result) -> tuple[int, bool]:
    return result.day, result.setting != Setting.HOME


def _day_and_setting(result: Result) -> tuple[int, bool]:
    return result.day, result.setting == Setting.HOME


def _point(day: int, is_home: bool, results: Sequence[Result]) -> Point:
    """One day's results as one point. Plain numbers are used where there are any."""
    if len(results) == 1:  # as on nearly every day
        (one,) = results
        inferred = one.inferred & DOUBTFUL
        return Point(day, one.value, one.second, 1, one.comparator, is_home, inferred)
    plain = [result for result in results if not result.comparator] or results
    inferred = 0
    for result in plain:
        inferred |= result.inferred & DOUBTFUL
    return Point(
        day,
        sum(result.value for result in plain) / len(plain),
        sum(result.second for result in plain) / len(plain),
        len(results),
        plain[0].comparator,
        is_home,
        inferred,
    )
