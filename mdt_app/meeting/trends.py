"""One person's results over time, as charts and minutes show them: points and targets.

Pure: a record and a day in, values out. A result dated after the day does not exist.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from mdt_app.clinical.days import age_on, months_before
from mdt_app.clinical.kinds import Kind, Setting
from mdt_app.flags.pack import load_pack
from mdt_app.flags.targets import targets_for
from mdt_app.register.values import DOUBTFUL, Record, Result

CHARTED = (
    Kind.HBA1C,
    Kind.BLOOD_PRESSURE,
    Kind.EGFR,
    Kind.ACR,
    Kind.CHOLESTEROL,
    Kind.WEIGHT,
)
YEARS_SHOWN = 5
GAP_DAYS = 456
"""Fifteen months: two results further apart are not joined by a line."""

_OLD_AGE = 80
_ALBUMINURIA = 70.0


@dataclass(frozen=True, slots=True)
class Point:
    """The results of one day in one setting: their mean, and how many they were.

    `second` is the diastolic pressure, 0 for other kinds. `comparator` is `<` or `>` when the
    laboratory gave only a limit. `inferred` is what had to be worked out about any of them.
    """

    day: int
    value: float
    second: float
    count: int
    comparator: str
    is_home: bool
    inferred: int = 0


@dataclass(frozen=True, slots=True)
class Target:
    """Where a result is wanted. Outside is above the value, or below it when `wants_more`.

    `second` is the diastolic limit, None for other kinds. `includes` says whether the value
    itself is inside, `is_own` whether it was agreed with the person.
    """

    value: float
    second: float | None = None
    wants_more: bool = False
    includes: bool = True
    is_own: bool = False

    def holds(self, value: float, second: float = 0.0) -> bool:
        """Whether a result meets the target."""
        if self.wants_more:
            return value >= self.value
        if self.includes:
            return value <= self.value
        return value < self.value and (self.second is None or second < self.second)


@dataclass(frozen=True, slots=True)
class Trend:
    """One kind of result of one person up to a day, with the target that applies to them."""

    kind: Kind
    points: tuple[Point, ...]
    target: Target | None
    beside: float = 0.0
    """The latest BMI, for weight; 0 when there is none."""
    beside_day: int = 0

    @property
    def latest(self) -> Point | None:
        """The most recent point; of a day with both, the one measured in the clinic."""
        return self.points[-1] if self.points else None

    @property
    def meets_target(self) -> bool | None:
        """Whether the latest result meets its target; None where nobody can say."""
        point, target = self.latest, self.target
        if point is None or target is None:
            return None
        holds = target.holds(point.value, point.second)
        if not point.comparator:
            return holds
        if point.comparator.startswith("<") == target.wants_more:
            is_missed = point.value <= target.value if target.wants_more else not holds
            return False if is_missed or point.value == target.value else None
        return True if holds or point.value == target.value else None

    @property
    def is_outside(self) -> bool:
        """Whether the latest result is known to miss its target."""
        return self.meets_target is False


def series_of(record: Record, kind: Kind, until: date) -> tuple[Point, ...]:
    """Every day with a result of this kind up to `until`, oldest first; clinic last in a day."""
    last = until.toordinal()
    known = [result for result in record.of_kind(kind) if result.day <= last]
    known.sort(key=_by_day_home_first)
    return tuple(
        _point(day, is_home, tuple(group))
        for (day, is_home), group in groupby(known, key=_day_and_setting)
    )


def _by_day_home_first(result: Result) -> tuple[int, bool]:
    return result.day, result.setting != Setting.HOME


def _day_and_setting(result: Result) -> tuple[int, bool]:
    return result.day, result.setting == Setting.HOME


def _point(day: int, is_home: bool, results: Sequence[Result]) -> Point:
    """One day's results as one point. Plain numbers are used where there are any."""
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


def target_of(
    record: Record,
    kind: Kind,
    on: date,
    *,
    is_home: bool = False,
    own_targets: Mapping[int, float] = {},
) -> Target | None:
    """The target for this person on that day; None where there is none (weight).

    `own_targets` are those agreed with the person, by kind and in the unit kept. Only an own
    HbA1c target can be agreed.
    Blood pressure as NICE NG136: below 140/90, from 80 years 150/90, and under 80 with an
    ACR of 70 or more 130/80; at home 5 lower.
    """
    match kind:
        case Kind.HBA1C:
            found = targets_for(load_pack(), record.person.frailty, own_targets)
            return Target(float(found[kind]), is_own=bool(own_targets.get(kind)))
        case Kind.BLOOD_PRESSURE:
            systolic, diastolic = _pressure_limits(record, on)
            lower = 5 if is_home else 0
            return Target(systolic - lower, diastolic - lower, includes=False)
        case Kind.EGFR:
            return Target(60, wants_more=True)
        case Kind.ACR:
            return Target(3, includes=False)
        case Kind.CHOLESTEROL:
            return Target(4)
    return None


def _pressure_limits(record: Record, on: date) -> tuple[float, float]:
    if age_on(record.person.born_on, on) >= _OLD_AGE:
        return 150, 90
    since = months_before(on, 15).toordinal()
    ratios = [point for point in series_of(record, Kind.ACR, on) if point.day > since]
    if ratios and ratios[-1].value >= _ALBUMINURIA and not ratios[-1].comparator.startswith("<"):
        return 130, 80
    return 140, 90


def trend_of(
    record: Record, kind: Kind, on: date, *, own_targets: Mapping[int, float] = {}
) -> Trend:
    """All a chart of this kind needs to know about a person on that day."""
    points = series_of(record, kind, on)
    is_home = bool(points) and points[-1].is_home
    target = target_of(record, kind, on, is_home=is_home, own_targets=own_targets)
    masses = series_of(record, Kind.BMI, on) if kind is Kind.WEIGHT else ()
    if masses:
        return Trend(kind, points, target, masses[-1].value, masses[-1].day)
    return Trend(kind, points, target)


def trends_of(
    record: Record, on: date, *, own_targets: Mapping[int, float] = {}
) -> tuple[Trend, ...]:
    """The six trends of the case screen, in its order."""
    return tuple(trend_of(record, kind, on, own_targets=own_targets) for kind in CHARTED)
