"""Days as people type them in a hurry: `11 Jan`, `11/1`, `+14`, `6w`, `3m`."""

import re
from datetime import date, timedelta

from mdt_app.clinical.days import MONTHS, months_after
from mdt_app.errors import UserError

_LATER = re.compile(r"\+?\s*(\d{1,3})\s*(d|w|m|days?|weeks?|months?)?")
_NUMBERS = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d{2}|\d{4}))?")
_NAMED = re.compile(r"(\d{1,2})[ \-]*([a-z]{3})[a-z]*[ \-]*(\d{2}|\d{4})?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NOT_A_DAY = UserError("That is not a day.", "Type 11 Jan, 11/1/27, +14, 6w or 3m.")


def day_of(text: str, today: date) -> date | None:
    """The day meant, never before `today` when no year is given; None for nothing typed.

    >>> day_of("6w", date(2026, 11, 26)), day_of("11 jan", date(2026, 11, 26))
    (datetime.date(2027, 1, 7), datetime.date(2027, 1, 11))
    """
    typed = text.strip().casefold()
    if not typed:
        return None
    try:
        return _day(typed, today)
    except ValueError:
        raise _NOT_A_DAY from None


def _day(typed: str, today: date) -> date:
    if found := _ISO.fullmatch(typed):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := _NUMBERS.fullmatch(typed):
        return _dated(int(found[1]), int(found[2]), found[3], today)
    if found := _NAMED.fullmatch(typed):
        names = [month.casefold() for month in MONTHS]
        if found[2] in names:
            return _dated(int(found[1]), names.index(found[2]) + 1, found[3], today)
    if found := _LATER.fullmatch(typed):
        count, unit = int(found[1]), (found[2] or "d")[0]
        if unit == "m":
            return months_after(today, count)
        return today + timedelta(days=count * (7 if unit == "w" else 1))
    raise ValueError(typed)


def _dated(day: int, month: int, year: str | None, today: date) -> date:
    if year:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    this_year = date(today.year, month, day)
    return this_year if this_year >= today else date(today.year + 1, month, day)
