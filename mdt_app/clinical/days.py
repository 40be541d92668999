"""Calendar days: months back, ages, and how a day is written for people."""

from calendar import monthrange
from datetime import date

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)


def months_after(day: date, months: int) -> date:
    """The same day of the month so many months later; clamps to the month's last day.

    >>> months_after(date(2026, 1, 31), 1)
    datetime.date(2026, 2, 28)
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_before(day: date, months: int) -> date:
    """The same day of the month so many months earlier; clamps to the month's last day.

    >>> months_before(date(2026, 5, 31), 15)
    datetime.date(2025, 2, 28)
    """
    return months_after(day, -months)


def age_on(born_on: date, on: date) -> int:
    """Whole years lived on the day `on`. Someone born on 29 February is a year older on 1 March."""
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def month_words(day: date) -> str:
    """The month a day is in: `October 2026`."""
    return f"{MONTH_NAMES[day.month - 1]} {day.year}"


def spoken(day: date) -> str:
    """A day in running text: `2 Mar 2025`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def near(day: date, on: date) -> str:
    """A day as said on the day `on`: `2 Jun`, with its year where that is another."""
    return spoken(day).removesuffix(f" {on.year}")


def banner_day(day: date) -> str:
    """A date of birth as NHS banners write it: `14-Feb-1968`."""
    return f"{day.day:02d}-{MONTHS[day.month - 1]}-{day.year}"
