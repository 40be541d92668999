"""What is said beside a trend: how a value was worked out, the band of a BMI, non-HDL, KDIGO."""

from datetime import date

from mdt_app.clinical.body_mass import Thresholds, band_of
from mdt_app.clinical.days import spoken
from mdt_app.clinical.kidney import kdigo_risk
from mdt_app.clinical.kinds import Kind
from mdt_app.clinical.words import joined, kind_words
from mdt_app.meeting.series import Input, Point
from mdt_app.meeting.trends import Trend
from mdt_app.meeting.written_points import (
    UNITS,
    albumin_category,
    bare,
    kidney_category,
    number,
)

WORKED_OUT = "worked out"
_BESIDE = {Kind.WEIGHT: Kind.BMI, Kind.CHOLESTEROL: Kind.NON_HDL, Kind.EGFR: Kind.ACR}
"""What may stand beside a trend of a kind."""


def shown_beside(trend: Trend) -> tuple[Point | None, Kind]:
    """The value beside the latest in the heading, and its kind; an ACR has its own chart."""
    kind = _BESIDE.get(trend.kind, trend.kind)
    return (None if kind is Kind.ACR else trend.beside), kind


def how_worked_out(point: Point) -> str:
    """`worked out (CKD-EPI 2009)`; '' for what was reported."""
    return f"{WORKED_OUT} ({point.worked_out.by})" if point.worked_out else ""


def inputs_words(point: Point) -> str:
    """`creatinine 120 µmol/L, age 58 and female`; '' for what was reported."""
    how = point.worked_out
    if how is None:
        return ""
    return joined([*(_input_words(one, point.day) for one in how.inputs), *how.about])


def _input_words(one: Input, day: int) -> str:
    words = f"{kind_words(one.kind)} {number(one.value, one.kind)} {UNITS[one.kind]}"
    return words if one.day == day else f"{words} on {spoken(date.fromordinal(one.day))}"


def beside_in_short(trend: Trend) -> str:
    """What the plot says of the value beside: `non-HDL 3.4 worked out`; '' without one."""
    point = trend.beside
    if point is None or trend.kind is not Kind.CHOLESTEROL:
        return ""
    words = f"non-HDL {bare(point, Kind.NON_HDL)}"
    return f"{words} {WORKED_OUT}" if point.worked_out else words


def beside_alone(trend: Trend) -> str:
    """What the heading says where nothing but the value beside was recorded."""
    point = trend.beside
    if point is None or trend.kind is not Kind.WEIGHT:
        return beside_in_short(trend)
    return f"BMI {bare(point, Kind.BMI)}"


def beside_in_words(trend: Trend) -> str:
    """What the sentence says of the value beside; '' without one."""
    point = trend.beside
    if point is None:
        return ""
    match trend.kind:
        case Kind.WEIGHT:
            return _mass_words(point, trend.thresholds)
        case Kind.CHOLESTEROL:
            return f"non-HDL {bare(point, Kind.NON_HDL)} mmol/L{_origin(point)}"
    return _kdigo_words(trend, point)


def _mass_words(mass: Point, thresholds: Thresholds | None) -> str:
    words = f"BMI {bare(mass, Kind.BMI)}{_origin(mass)}"
    if thresholds is None or mass.comparator:
        return words
    return f"{words}: {band_of(mass.value, thresholds)} by the {thresholds.value}"


def _origin(point: Point) -> str:
    on = f" on {spoken(date.fromordinal(point.day))}"
    return f"{on} {WORKED_OUT} from {inputs_words(point)}" if point.worked_out else on


def _kdigo_words(trend: Trend, ratio: Point) -> str:
    """`KDIGO G3b A3, very high risk`; '' where a limit leaves a category open."""
    latest, a = trend.latest, albumin_category(ratio)
    g = kidney_category(latest) if latest is not None else ""
    if not g or not a:
        return ""
    when = spoken(date.fromordinal(ratio.day))
    return f"KDIGO {g} {a} with the ACR on {when}: {kdigo_risk(g, a)} risk"
