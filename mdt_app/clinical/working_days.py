"""Working days in England: weekdays that are not bank holidays."""

from datetime import date, timedelta
from functools import cache

_ONE_DAY = timedelta(days=1)
_MOVED = {(2020, 5): date(2020, 5, 8), (2022, 6): date(2022, 6, 2)}
"""Early May moved for VE Day 2020; the spring holiday moved for the 2022 jubilee."""
_ONCE = {
    2022: {date(2022, 6, 3), date(2022, 9, 19)},
    2023: {date(2023, 5, 8)},
}
"""Jubilee, state funeral and coronation (gov.uk bank holidays)."""


def easter(year: int) -> date:
    """Western Easter Sunday (anonymous Gregorian computus).

    >>> easter(2026)
    datetime.date(2026, 4, 5)
    """
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, month, day + 1)


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """The bank holidays of England in that year, substitute days included.

    >>> date(2026, 12, 28) in bank_holidays(2026)
    True
    """
    sunday = easter(year)
    days = {sunday - 2 * _ONE_DAY, sunday + _ONE_DAY, _early_may(year), _spring(year)}
    days.add(_last_monday(year, 8))
    for fixed in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        while fixed.weekday() > 4 or fixed in days:
            fixed += _ONE_DAY
        days.add(fixed)
    return frozenset(days | _ONCE.get(year, set()))


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and day not in bank_holidays(day.year)


def next_working_day(day: date) -> date:
    """The first working day after `day`.

    >>> next_working_day(date(2026, 4, 2))
    datetime.date(2026, 4, 7)
    """
    day += _ONE_DAY
    while not is_working_day(day):
        day += _ONE_DAY
    return day


def _early_may(year: int) -> date:
    if moved := _MOVED.get((year, 5)):
        return moved
    first = date(year, 5, 1)
    return first + (-first.weekday() % 7) * _ONE_DAY


def _spring(year: int) -> date:
    return _MOVED.get((year, 6)) or _last_monday(year, 5)


def _last_monday(year: int, month: int) -> date:
    last = date(year, month + 1, 1) - _ONE_DAY
    return last - last.weekday() * _ONE_DAY
