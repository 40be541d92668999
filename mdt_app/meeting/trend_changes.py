"""How a trend moves, under the conditions of `mdt_app.clinical.change`, and how that is said."""

from collections.abc import Sequence
from datetime import date

from mdt_app.clinical.change import (
    LEAST_DAYS_BETWEEN,
    Hba1cChange,
    Slope,
    change_per_year,
    hba1c_change,
)
from mdt_app.clinical.days import spoken
from mdt_app.clinical.kinds import Kind
from mdt_app.meeting.series import Point
from mdt_app.meeting.trends import Trend
from mdt_app.meeting.written_points import UNITS, bare, number, signed

SLOPE_YEARS = 2
_SLOPE_DAYS = 730.5
_HAS_SLOPE = {Kind.HBA1C, Kind.EGFR, Kind.WEIGHT}


def slope_of(points: Sequence[Point]) -> Slope | None:
    """Change per year over the two years up to the latest point.

    None with too little to go by, or with a limit among them: leaving out what is only known to
    be above 90 would make a fall of any rest.
    """
    recent = [p for p in points if points[-1].day - p.day <= _SLOPE_DAYS]
    if any(point.comparator for point in recent):
        return None
    return change_per_year([p.day for p in recent], [p.value for p in recent])


def slope_in_short(trend: Trend) -> str:
    """`−5.2 / yr (n=4)`; '' where nothing is to be said."""
    slope = slope_of(trend.points) if trend.kind in _HAS_SLOPE else None
    if slope is None:
        return ""
    unit = " kg" if trend.kind is Kind.WEIGHT else ""
    return f"{signed(slope.per_year, 1)}{unit} / yr (n={slope.count})"


def slope_in_words(trend: Trend) -> str:
    """`−5.2 mL/min/1.73 m² a year over the last two years (n=4)`."""
    slope = slope_of(trend.points) if trend.kind in _HAS_SLOPE else None
    if slope is None:
        return ""
    unit = UNITS[trend.kind]
    return f"{signed(slope.per_year, 1)} {unit} a year over the last two years (n={slope.count})"


def hba1c_change_words(trend: Trend) -> str:
    """`a real rise of 22 since 3 May 2025`, or `within variation since 3 May 2025 (+3)`."""
    earlier = _eight_weeks_before(trend.points) if trend.kind is Kind.HBA1C else None
    if earlier is None:
        return ""
    last = trend.points[-1]
    change = hba1c_change(earlier.value, last.value, last.day - earlier.day)
    if change is None:
        return ""
    moved, since = last.value - earlier.value, spoken(date.fromordinal(earlier.day))
    if change is Hba1cChange.WITHIN_VARIATION:
        return f"{change.value} since {since} ({signed(moved, 0)})"
    return f"{change.value} of {number(abs(moved), Kind.HBA1C)} since {since}"


def _eight_weeks_before(points: Sequence[Point]) -> Point | None:
    """The latest result that the last one may be held against."""
    if not points or points[-1].comparator:
        return None
    last = points[-1].day
    known = [p for p in points if last - p.day >= LEAST_DAYS_BETWEEN and not p.comparator]
    return known[-1] if known else None


def change_in_a_year(trend: Trend) -> str:
    """`−27 % in 12 months`, against the highest result 90 to 365 days before the latest."""
    last, highest = trend.latest, _highest_in_a_year(trend)
    if last is None or highest is None:
        return ""
    months = max(1, round((last.day - highest.day) / 30.44))
    percent = round((last.value / highest.value - 1) * 100)
    return f"{signed(percent, 0)} % in {months} months"


def earlier_words(trend: Trend) -> str:
    """`was 12`: the result before the latest."""
    return f"was {bare(trend.points[-2], trend.kind)}" if len(trend.points) > 1 else ""


def compared_with(trend: Trend) -> Point | None:
    """The earlier point that the heading holds the latest one against, if it names one."""
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
