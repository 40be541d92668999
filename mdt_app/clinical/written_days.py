"""Days as people and systems write them, turned into calendar days. Nothing is guessed."""

import re
from calendar import monthrange
from datetime import date

from mdt_app.clinical.days import MONTHS

_MONTH_NUMBERS = {name.casefold(): number for number, name in enumerate(MONTHS, 1)}
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_BRITISH = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_TIME = re.compile(
    r"[T ][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?$"
)
_ISO_PART = re.compile(r"([0-9]{4})(?:-([0-9]{1,2}))?")
_BRITISH_PART = re.compile(r"([0-9]{1,2})/([0-9]{4})")
_WORDED_PART = re.compile(r"([A-Za-z]{3})(?:[- ]([0-9]{4})|-([0-9]{2}))")
_WORDED = re.compile(r"([0-9]{1,2})[- ]([A-Za-z]{3})[- ]([0-9]{4}|[0-9]{2})")


def written_day(text: str, today: date) -> date | None:
    """The day a cell names, or None when it names none.

    Read are `2026-03-01`, `20260301`, `01/03/2026` (the day first, always), `01-Mar-2026`,
    `01 Mar 2026` and `01-Mar-26`; two digits are the latest year not after `today`'s. A time of
    day behind the date is passed over.

    >>> written_day("04-Mar-24", date(2026, 11, 26))
    datetime.date(2024, 3, 4)
    """
    text = _TIME.sub("", text.strip())
    if found := _ISO.fullmatch(text) or _COMPACT.fullmatch(text):
        year, month, day = map(int, found.groups())
    elif found := _BRITISH.fullmatch(text):
        day, month, year = map(int, found.groups())
    elif found := _WORDED.fullmatch(text):
        day, year = int(found[1]), _full_year(found[3], today)
        month = _MONTH_NUMBERS.get(found[2].casefold(), 0)
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def written_part(text: str, today: date) -> str:
    """The year or the month a cell names where it names no day: `2019`, `2019-03`; '' if neither.

    Read are `2019`, `2019-03`, `03/2019`, `Mar 2019`, `Mar-2019` and, as spreadsheets shorten it,
    `Mar-19`; two digits are the latest year not after `today`'s.

    >>> written_part("Mar-2019", date(2026, 11, 26)), written_part("1 Mar 2019", date.max)
    ('2019-03', '')
    """
    text = text.strip()
    if found := _ISO_PART.fullmatch(text):
        year, month = int(found[1]), found[2]
    elif found := _BRITISH_PART.fullmatch(text):
        year, month = int(found[2]), found[1]
    elif found := _WORDED_PART.fullmatch(text):
        year = _full_year(found[2] or found[3], today)
        month = str(_MONTH_NUMBERS.get(found[1].casefold(), 0))
    else:
        return ""
    if not year or (month is not None and not 1 <= int(month) <= 12):
        return ""
    return f"{year:04}" if month is None else f"{year:04}-{int(month):02}"


def first_and_last_day(part: str) -> tuple[date, date]:
    """Between which days something happened of which only the year or the month is known.

    >>> first_and_last_day("2020-02")
    (datetime.date(2020, 2, 1), datetime.date(2020, 2, 29))
    """
    year, month = int(part[:4]), int(part[5:] or 0)
    last_month = month or 12
    last = date(year, last_month, monthrange(year, last_month)[1])
    return date(year, month or 1, 1), last


def has_two_digit_year(text: str) -> bool:
    """Whether the century is left to the reader.

    >>> has_two_digit_year("04-Mar-24"), has_two_digit_year("04-Mar-1924")
    (True, False)
    """
    found = _WORDED.fullmatch(_TIME.sub("", text.strip()))
    return found is not None and len(found[3]) == 2


def hundred_years_before(day: date) -> date | None:
    """The same day a century earlier, or None where that year had no such day."""
    try:
        return day.replace(year=day.year - 100)
    except ValueError:
        return None


def _full_year(digits: str, today: date) -> int:
    if len(digits) == 4:
        return int(digits)
    year = today.year - today.year % 100 + int(digits)
    return year if year <= today.year else year - 100
