"""What each chart spans: fixed for its kind, widened in steps only when a value would not fit."""

from collections.abc import Sequence
from datetime import date

from mdt_app.clinical.days import MONTHS, months_before
from mdt_app.clinical.kinds import Kind
from mdt_app.meeting.series import Point
from mdt_app.meeting.trends import YEARS_SHOWN

Span = tuple[float, float]
_STEPS: dict[Kind, tuple[Span, ...]] = {
    Kind.HBA1C: ((30, 110), (20, 140), (20, 200)),
    Kind.BLOOD_PRESSURE: ((50, 190), (20, 270)),
    Kind.EGFR: ((0, 120), (0, 200)),
    Kind.ACR: ((0, 40), (0, 100), (0, 300), (0, 1000)),
    Kind.CHOLESTEROL: ((2, 8), (0, 12), (0, 30)),
    Kind.WEIGHT: ((50, 110), (70, 130), (90, 150), (30, 90), (40, 160), (20, 250), (20, 400)),
}
_MARGIN_DAYS = 60


def span_of(kind: Kind, points: Sequence[Point]) -> Span:
    """The first step of this kind that holds every value."""
    values = [point.value for point in points]
    values += [point.second for point in points if point.second]
    if not values:
        return _STEPS[kind][0]
    lowest, highest = min(values), max(values)
    for low, high in _STEPS[kind]:
        if low <= lowest and highest <= high:
            return low, high
    return min(lowest, _STEPS[kind][-1][0]), max(highest, _STEPS[kind][-1][1])


def days_shown(on: date) -> Span:
    """The time axis all six charts share: five years up to the day, and a little after it."""
    return months_before(on, 12 * YEARS_SHOWN).toordinal(), on.toordinal() + _MARGIN_DAYS


def years_shown(on: date) -> list[tuple[int, str]]:
    """First days of years inside the axis, with the words under them."""
    first, last = days_shown(on)
    starts = ((date(year, 1, 1).toordinal(), str(year)) for year in range(on.year - 5, on.year + 1))
    return [(day, words) for day, words in starts if first <= day <= last]


def short_day(day: int, on: date) -> str:
    """`3 Nov`, or with its year when that is not the year of `on`."""
    then = date.fromordinal(day)
    words = f"{then.day} {MONTHS[then.month - 1]}"
    return words if then.year == on.year else f"{words} {then.year}"
