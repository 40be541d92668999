"""What is said about a trend: the chart's heading, and the one sentence that stands for it."""

from collections.abc import Sequence
from datetime import date

from mdt_app.clinical.days import spoken
from mdt_app.clinical.kinds import Kind
from mdt_app.clinical.words import joined
from mdt_app.meeting.beside_words import (
    WORKED_OUT,
    beside_alone,
    beside_in_short,
    beside_in_words,
    how_worked_out,
    inputs_words,
)
from mdt_app.meeting.series import Point
from mdt_app.meeting.trend_changes import (
    change_in_a_year,
    earlier_words,
    hba1c_change_words,
    slope_in_short,
    slope_in_words,
)
from mdt_app.meeting.trends import YEARS_SHOWN, Target, Trend
from mdt_app.meeting.written_points import (
    UNITS,
    albumin_category,
    bare,
    kidney_category,
    number,
)
from mdt_app.register.provenance import inferred_parts

TITLES = {
    Kind.HBA1C: "HbA1c",
    Kind.BLOOD_PRESSURE: "Blood pressure",
    Kind.EGFR: "eGFR",
    Kind.ACR: "Urine ACR",
    Kind.CHOLESTEROL: "Cholesterol",
    Kind.WEIGHT: "Weight · BMI",
}
_DAYS_PER_YEAR = 365.25
_CATEGORIES = {Kind.EGFR: kidney_category, Kind.ACR: albumin_category}


def value_words(trend: Trend) -> str:
    """The latest value, and of one that nobody reported how it came about.

    `92 mmol/mol`, `152/88`, `46 G3a worked out (CKD-EPI 2009)`, `92 kg · 32.6 worked out`.
    """
    return f"{latest_words(trend)} {origin_words(trend)}".strip()


def latest_words(trend: Trend) -> str:
    """The latest value as the chart's heading says it: `92 mmol/mol`, `152/88`, `46 G3a`."""
    point, beside = trend.latest, trend.beside
    if point is None:
        return beside_alone(trend) or "No result recorded"
    words = _latest(trend, point)
    if trend.kind is Kind.WEIGHT and beside is not None:
        return f"{words} · {bare(beside, Kind.BMI)}"
    return words


def origin_words(trend: Trend) -> str:
    """`worked out (CKD-EPI 2009)`, for a BMI `worked out`; '' for what was reported."""
    point, beside = trend.latest, trend.beside
    if point is not None and point.worked_out is not None:
        return how_worked_out(point)
    is_mass = trend.kind is Kind.WEIGHT and beside is not None and beside.worked_out is not None
    return WORKED_OUT if is_mass else ""


def _latest(trend: Trend, point: Point) -> str:
    words = bare(point, trend.kind)
    if trend.kind is Kind.BLOOD_PRESSURE:
        return words + (" home" if point.is_home else "")
    if category := _CATEGORIES.get(trend.kind):
        return f"{words} {category(point)}".strip()
    return f"{words} {UNITS[trend.kind]}"


def target_words(target: Target, kind: Kind) -> str:
    """`58`, `140/90`, `60`."""
    words = number(target.value, kind)
    return words if target.second is None else f"{words}/{number(target.second, kind)}"


def named_target(target: Target, kind: Kind) -> str:
    """`target 58`, or `own target 64` where it was agreed with the person."""
    return f"{'own ' if target.is_own else ''}target {target_words(target, kind)}"


def remark(trend: Trend) -> str:
    """What the chart's heading adds to the latest value: its target, or how it moved."""
    match trend.kind:
        case Kind.EGFR:
            return "" if trend.is_worked_out else change_in_a_year(trend)
        case Kind.ACR:
            return earlier_words(trend)
        case Kind.WEIGHT:
            return "" if _has_long_heading(trend) else slope_in_short(trend)
    return named_target(trend.target, trend.kind) if trend.target else ""


def footnote(trend: Trend) -> str:
    """What a chart says at the foot of its plot: change per year, non-HDL, or what the heading
    has no room for where it says that something was worked out.
    """
    if trend.kind is Kind.WEIGHT:
        parts = [f"BMI {WORKED_OUT}", slope_in_short(trend)] if _has_long_heading(trend) else []
        return " · ".join(filter(None, parts))
    change = change_in_a_year(trend) if trend.is_worked_out else ""
    return " · ".join(filter(None, (change, slope_in_short(trend), beside_in_short(trend))))


def _has_long_heading(trend: Trend) -> bool:
    return trend.beside is not None and trend.beside.worked_out is not None


def sentence(trend: Trend) -> str:
    """The chart in one sentence: its accessible description, and its line in the minutes."""
    title = TITLES[trend.kind]
    point = trend.latest
    if point is None:
        return f"{title}: {_nothing_but(trend)}."
    on = spoken(date.fromordinal(point.day))
    parts = (
        f"{title} {_latest(trend, point)}{_unit_after(trend.kind)} on {on}",
        _how(point),
        _against_target(trend),
        _movement(trend),
        _inferred(trend),
        hba1c_change_words(trend),
        slope_in_words(trend),
        beside_in_words(trend),
    )
    return ", ".join(filter(None, parts)) + "."


def _unit_after(kind: Kind) -> str:
    """The unit where the value does not bring its own."""
    is_said = kind in (Kind.HBA1C, Kind.CHOLESTEROL, Kind.WEIGHT)
    return "" if is_said else f" {UNITS[kind]}"


def _nothing_but(trend: Trend) -> str:
    """A BMI without its weight, or a non-HDL without its total, is not nothing."""
    words = beside_in_words(trend)
    return f"no result recorded, but {words}" if words else "no result recorded"


def _how(point: Point) -> str:
    """What it was worked out by and from, and that it does no more than be shown."""
    if point.worked_out is None:
        return ""
    return f"{how_worked_out(point)} from {inputs_words(point)}, raising no flag"


def _against_target(trend: Trend) -> str:
    if trend.target is None or trend.is_worked_out:
        return ""
    words = target_words(trend.target, trend.kind)
    wanted = "at least" if trend.target.wants_more else "below"
    if trend.target.includes and not trend.target.wants_more:
        wanted = "at most"
    states = {True: "within", False: "outside", None: "not known to meet"}
    name = "their own target" if trend.target.is_own else "the target"
    return f"{states[trend.meets_target]} {name} of {wanted} {words}"


def _movement(trend: Trend) -> str:
    """Where it came from: the earliest result of the last five years, and how many there are."""
    window = _last_years(trend)
    if len(window) < 2:
        return "the only result" if len(trend.points) == 1 else "the only one in five years"
    first = window[0]
    start = spoken(date.fromordinal(first.day))
    counted = "worked out" if trend.is_worked_out else "with a result"
    return f"from {bare(first, trend.kind)} on {start}, {len(window)} days {counted}"


def _last_years(trend: Trend) -> list[Point]:
    last = trend.points[-1].day
    return [p for p in trend.points if last - p.day <= YEARS_SHOWN * _DAYS_PER_YEAR]


def _inferred(trend: Trend) -> str:
    """How many of the days told of hold a value that was not all in its file."""
    if not all_inferred(trend.points):
        return ""
    found = [point for point in _last_years(trend) if point.inferred]
    parts = inferred_parts(all_inferred(found))
    return f"{len(found)} with the {joined(parts, 'or')} inferred" if found else ""


def all_inferred(points: Sequence[Point]) -> int:
    """Everything that had to be worked out about any of these points."""
    inferred = 0
    for point in points:
        inferred |= point.inferred
    return inferred
