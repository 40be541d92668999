"""One person's results over time, as charts and minutes show them: points and targets.

Pure: a record and a day in, values out. A result dated after the day does not exist.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mdt_app.clinical.body_mass import ADULT, Thresholds, thresholds_for
from mdt_app.clinical.days import age_on, months_before
from mdt_app.clinical.filtration import DEFAULT_EQUATION, Equation
from mdt_app.clinical.kinds import Kind
from mdt_app.flags.pack import Pack, load_pack
from mdt_app.flags.targets import targets_for
from mdt_app.flags.wanted import wanted_of
from mdt_app.meeting.series import Point, latest_of, series_of
from mdt_app.meeting.worked_out import body_mass, filtration_series, non_hdl_cholesterol
from mdt_app.register.values import Record

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

_RECENT_MONTHS = 15


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
    beside: Point | None = None
    """What is said with it: the BMI of a weight, non-HDL of a cholesterol, ACR of an eGFR."""
    thresholds: Thresholds | None = None
    """Which thresholds an adult's BMI is read against."""

    @property
    def latest(self) -> Point | None:
        """The most recent point; of a day with both, the one measured in the clinic."""
        return self.points[-1] if self.points else None

    @property
    def is_worked_out(self) -> bool:
        """Whether nobody reported any of it: then it is only shown."""
        return bool(self.points) and self.points[-1].worked_out is not None

    @property
    def meets_target(self) -> bool | None:
        """Whether the latest result meets its target; None where nobody can say.

        What was worked out is held against nothing.
        """
        point, target = self.latest, self.target
        if point is None or target is None or point.worked_out is not None:
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


def target_of(
    record: Record,
    kind: Kind,
    on: date,
    *,
    is_home: bool = False,
    own_targets: Mapping[int, float] = {},
    pack: Pack | None = None,
) -> Target | None:
    """The target for this person on that day; None where there is none (weight).

    `own_targets` are those agreed with the person, by kind and in the unit kept; without one
    that of `pack` holds, or else of the shipped pack.
    """
    speaking = pack or load_pack()
    found = targets_for(speaking, record.person.frailty, own_targets).get(kind)
    if found:
        return Target(float(found), is_own=bool(own_targets.get(kind)))
    limit = wanted_of(speaking, record, kind, on, is_home=is_home)
    return Target(*limit) if limit else None


def trend_of(
    record: Record,
    kind: Kind,
    on: date,
    *,
    own_targets: Mapping[int, float] = {},
    pack: Pack | None = None,
    equation: Equation = DEFAULT_EQUATION,
) -> Trend:
    """All a chart of this kind needs to know about a person on that day.

    Without any eGFR reported, the whole trend is worked out by `equation`.
    """
    if kind is Kind.EGFR:
        points = filtration_series(record, on, equation)
    else:
        points = series_of(record, kind, on)
    is_home = bool(points) and points[-1].is_home
    target = target_of(record, kind, on, is_home=is_home, own_targets=own_targets, pack=pack)
    beside = _beside(record, kind, on, points)
    thresholds = _thresholds(record, beside) if kind is Kind.WEIGHT and beside else None
    return Trend(kind, points, target, beside, thresholds)


def _beside(record: Record, kind: Kind, on: date, points: Sequence[Point]) -> Point | None:
    match kind:
        case Kind.WEIGHT:
            return body_mass(record, on)
        case Kind.CHOLESTEROL:
            return non_hdl_cholesterol(record, on)
        case Kind.EGFR:
            ratio = latest_of(record, Kind.ACR, on)
            if ratio is None or not points:
                return None
            since = months_before(on, _RECENT_MONTHS).toordinal()
            return ratio if min(ratio.day, points[-1].day) > since else None
    return None


def _thresholds(record: Record, mass: Point) -> Thresholds | None:
    if age_on(record.person.born_on, date.fromordinal(mass.day)) < ADULT:
        return None
    return thresholds_for(record.person.ethnic_category)


def trends_of(
    record: Record,
    on: date,
    *,
    own_targets: Mapping[int, float] = {},
    pack: Pack | None = None,
    equation: Equation = DEFAULT_EQUATION,
) -> tuple[Trend, ...]:
    """The six trends of the case screen, in its order."""
    return tuple(
        trend_of(record, kind, on, own_targets=own_targets, pack=pack, equation=equation)
        for kind in CHARTED
    )
