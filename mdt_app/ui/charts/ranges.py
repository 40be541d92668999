"""What each chart spans: its values as the room's charts do, and five years of days."""

from datetime import date

from mdt_app.clinical.days import MONTHS, months_before
from mdt_app.meeting.spans import Span as Span
from mdt_app.meeting.spans import span_of as span_of
from mdt_app.meeting.trends import YEARS_SHOWN

_MARGIN_DAYS = 60


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
