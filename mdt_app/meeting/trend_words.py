"""What is said about a trend: the chart's heading, and the one sentence that stands for it."""

from collections.abc import Sequence
from datetime import date

from mdt_app.clinical.days import spoken
from mdt_app.clinical.kinds import Kind
from mdt_app.clinical.words import joined
from mdt_app.meeting.trends import YEARS_SHOWN, Point, Target, Trend
from mdt_app.register.provenance import inferred_parts

TITLES = {
    Kind.HBA1C: "HbA1c",
    Kind.BLOOD_PRESSURE: "Blood pressure",
    Kind.EGFR: "eGFR",
    Kind.ACR: "Urine ACR",
    Kind.CHOLESTEROL: "Cholesterol",
    Kind.WEIGHT: "Weight · BMI",
}
_UNITS = {
    Kind.HBA1C: "mmol/mol",
    Kind.BLOOD_PRESSURE: "mmHg",
    Kind.EGFR: "mL/min/1.73 m²",
    Kind.ACR: "mg/mmol",
    Kind.CHOLESTEROL: "mmol/L",
    Kind.WEIGHT: "kg",
}
_UNIT_BESIDE = {Kind.HBA1C, Kind.CHOLESTEROL, Kind.WEIGHT}
_HAS_LIMITS = {Kind.HBA1C, Kind.EGFR, Kind.ACR, Kind.CHOLESTEROL}
"""Their limits are whole numbers."""
_SPAN_DAYS = 180
_DAYS_PER_YEAR = 365.25


def number(value: float, kind: Kind) -> str:
    """A value as it is written for its kind; never rounded across a limit it is held against.

    >>> number(92.0, Kind.HBA1C), number(4.0, Kind.CHOLESTEROL), number(4.04, Kind.CHOLESTEROL)
    ('92', '4.0', '4.04')
    """
    words = f"{value:.1f}"
    if kind in _HAS_LIMITS and words.endswith(".0") and round(value, 2) != float(words):
        return f"{value:.2f}"
    return words if kind is Kind.CHOLESTEROL else words.removesuffix(".0")


def value_words(trend: Trend) -> str:
    """The latest value as the chart's heading says it: `92 mmol/mol`, `152/88`, `46 G3a`."""
    point = trend.latest
    if point is None:
        return "No result recorded"
    if trend.kind is Kind.BLOOD_PRESSURE:
        return _bare(point, trend.kind) + (" home" if point.is_home else "")
    words = _bare(point, trend.kind)
    if trend.kind is Kind.EGFR:
        return f"{words} {kidney_category(point)}".strip()
    if trend.kind is Kind.ACR:
        return f"{words} {albumin_category(point)}".strip()
    if trend.kind is Kind.WEIGHT:
        return f"{words} kg" + (f" · {number(trend.beside, Kind.BMI)}" if trend.beside else "")
    return f"{words} {_UNITS[trend.kind]}"


def kidney_category(point: Point) -> str:
    """The G category of an eGFR (KDIGO, NG203); '' where a limit leaves it open."""
    if point.comparator.startswith(">"):
        return "G1" if point.value >= 90 else ""
    if point.comparator.startswith("<"):
        return "G5" if _is_under(point, 15) else ""
    limits = ((90, "G1"), (60, "G2"), (45, "G3a"), (30, "G3b"), (15, "G4"))
    return next((name for limit, name in limits if point.value >= limit), "G5")


def albumin_category(point: Point) -> str:
    """The A category of a urine ACR (KDIGO, NG203); '' where a limit leaves it open."""
    if point.comparator.startswith("<"):
        return "A1" if _is_under(point, 3) else ""
    if point.comparator.startswith(">"):
        is_over = point.value > 30 or (point.value == 30 and point.comparator == ">")
        return "A3" if is_over else ""
    return "A1" if point.value < 3 else "A2" if point.value <= 30 else "A3"


def _is_under(point: Point, limit: float) -> bool:
    """Whether `<n` or `<=n` is below the limit for certain."""
    return point.value < limit or (point.value == limit and point.comparator == "<")


def target_words(target: Target, kind: Kind) -> str:
    """`58`, `140/90`, `60`."""
    words = number(target.value, kind)
    return words if target.second is None else f"{words}/{number(target.second, kind)}"


def remark(trend: Trend) -> str:
    """What the chart's heading adds to the latest value: its target, or how it moved."""
    match trend.kind:
        case Kind.EGFR:
            return change_in_a_year(trend)
        case Kind.ACR:
            before = compared_with(trend)
            return f"was {_bare(before, trend.kind)}" if before else ""
        case Kind.WEIGHT:
            slope = change_per_year(trend.points)
            return "" if slope is None else f"{signed(slope, 1)} kg / yr"
    return named_target(trend.target, trend.kind) if trend.target else ""


def named_target(target: Target, kind: Kind) -> str:
    """`target 58`, or `own target 64` where it was agreed with the person."""
    return f"{'own ' if target.is_own else ''}target {target_words(target, kind)}"


def change_in_a_year(trend: Trend) -> str:
    """`−27 % in 12 months`, against the highest result 90 to 365 days before the latest."""
    last, highest = trend.latest, _highest_in_a_year(trend)
    if last is None or highest is None:
        return ""
    months = max(1, round((last.day - highest.day) / 30.44))
    percent = round((last.value / highest.value - 1) * 100)
    return f"{signed(percent, 0)} % in {months} months"


def compared_with(trend: Trend) -> Point | None:
    """The earlier point that the remark holds the latest one against, if it names one."""
    if trend.kind is Kind.EGFR:
        return _highest_in_a_year(trend)
    return trend.points[-2] if trend.kind is Kind.ACR and len(trend.points) > 1 else None


def _highest_in_a_year(trend: Trend) -> Point | None:
    last = trend.latest
    if last is None or last.comparator:
        return None
    earlier = [p for p in trend.points if 90 <= last.day - p.day <= 365 and not p.comparator]
    highest = max(earlier, key=lambda point: point.value, default=None)
    return highest if highest is not None and highest.value else None


def change_per_year(points: Sequence[Point]) -> float | None:
    """Least-squares change a year over the last two years; None with too little to go by."""
    if not points:
        return None
    recent = [p for p in points if points[-1].day - p.day <= 2 * _DAYS_PER_YEAR]
    if len(recent) < 3 or recent[-1].day - recent[0].day < _SPAN_DAYS:
        return None
    mean_day = sum(p.day for p in recent) / len(recent)
    mean = sum(p.value for p in recent) / len(recent)
    spread = sum((p.day - mean_day) ** 2 for p in recent)
    return sum((p.day - mean_day) * (p.value - mean) for p in recent) / spread * _DAYS_PER_YEAR


def signed(value: float, digits: int) -> str:
    """With a sign, and a true minus.

    >>> signed(-27, 0), signed(2.61, 1)
    ('−27', '+2.6')
    """
    return f"{value:+.{digits}f}".replace("-", "−")


def sentence(trend: Trend) -> str:
    """The chart in one sentence: its accessible description, and its line in the minutes."""
    title = TITLES[trend.kind]
    point = trend.latest
    if point is None:
        return f"{title}: no result recorded."
    unit = "" if trend.kind in _UNIT_BESIDE else f" {_UNITS[trend.kind]}"
    parts = [f"{title} {value_words(trend)}{unit} on {spoken(date.fromordinal(point.day))}"]
    parts += filter(None, (_against_target(trend), _movement(trend), _worked_out(trend)))
    return ", ".join(parts) + "."


def _against_target(trend: Trend) -> str:
    if trend.target is None:
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
    return f"from {_bare(first, trend.kind)} on {start}, {len(window)} days with a result"


def _last_years(trend: Trend) -> list[Point]:
    last = trend.points[-1].day
    return [p for p in trend.points if last - p.day <= YEARS_SHOWN * _DAYS_PER_YEAR]


def _worked_out(trend: Trend) -> str:
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


def _bare(point: Point, kind: Kind) -> str:
    words = point.comparator + number(point.value, kind)
    return f"{words}/{number(point.second, kind)}" if kind is Kind.BLOOD_PRESSURE else words
