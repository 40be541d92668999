"""Where NHS numbers and dates of birth stand in free text, in whatever form they were written."""

import re
import unicodedata
from collections.abc import Collection, Iterator
from datetime import date

from mdt_app.clinical.days import MONTH_NAMES
from mdt_app.clinical.nhs_number import has_valid_check_digit

Place = tuple[int, int]
Day = tuple[int, int, int]
"""Day, month and year; the year as it was written, in four digits or two."""

_GAP = r"[\W_]{0,3}"
_TEN = re.compile(r"(?<!\d)\d{10}(?!\d)|(?<!\d)(\d{3})([\W_])(\d{3})\2?(\d{4})(?!\d)")
_WORD = r"[a-z]{3,9}"
"""Any such word may be a month; whether it is one is asked of what was found."""
_SEPARATOR = r"[\s./\\,'’\-‐‑–—_]{0,3}(?:of\s+|in\s+)?"
_BEGINS = r"(?:(?<!\d)(?=\d)|(?<![a-z])(?=[jfmasond]))"
_DATE = re.compile(
    rf"{_BEGINS}(?=((\d{{1,4}}|{_WORD})(?:st|nd|rd|th)?{_SEPARATOR}"
    rf"(\d{{1,2}}|{_WORD})(?:st|nd|rd|th)?{_SEPARATOR}(\d{{4}}|\d{{1,2}})(?!\d)))",
    re.IGNORECASE,
)
_RUN = re.compile(r"(?<!\d)(?:\d{8}|\d{6})(?!\d)")
_MONTH_AND_YEAR = re.compile(
    rf"(?<![a-z])(?=[jfmasond])({_WORD}){_SEPARATOR}(\d{{4}})(?!\d)", re.IGNORECASE
)
_BEGUN = re.compile(r"\d[\d\s./\-‐‑–—]*$")
_LEAST_BEGUN = 3
_NUMBER_OF = {
    written: number
    for number, name in enumerate(MONTH_NAMES, 1)
    for written in (name.casefold(), name[:3].casefold(), name[:4].casefold())
}


def numbers_in(text: str, own: str) -> Iterator[Place]:
    """The person's own NHS number with anything between its digits, and any other valid one."""
    plain = _plain_digits(text)
    if own:
        for found in re.finditer(_GAP.join(own), plain):
            yield found.span()
    for found in _TEN.finditer(plain):
        if has_valid_check_digit(re.sub(r"\D", "", found[0])):
            yield found.span()


def dates_in(text: str, born: Collection[date], own: date) -> Iterator[Place]:
    """Each date of birth among `born`, in any order of its parts, and the month of `own`."""
    plain = _plain_digits(text)
    wanted = _written_as(born)
    for found in _DATE.finditer(plain):
        if not wanted.isdisjoint(_readings(found[2], found[3], found[4])):
            yield found.span(1)
    runs = set().union(*map(_runs_of, born)) if born else set()
    for found in _RUN.finditer(plain):
        if found[0] in runs:
            yield found.span()
    for found in _MONTH_AND_YEAR.finditer(plain):
        if (_month(found[1]), int(found[2])) == (own.month, own.year):
            yield found.span()


def begun_number(text: str) -> int:
    """How many signs at the end of a text may become an NHS number or a date: three digits on."""
    found = _BEGUN.search(_plain_digits(text))
    if found is None or sum(map(str.isdigit, found[0])) < _LEAST_BEGUN:
        return 0
    return len(found[0])


def _plain_digits(text: str) -> str:
    """The text with every script's digits as 0 to 9, sign for sign."""
    if text.isascii():
        return text
    return "".join(_plain_digit(character) for character in text)


def _plain_digit(character: str) -> str:
    value = unicodedata.digit(character, None)
    return character if value is None else str(value)


def _readings(first: str, second: str, third: str) -> Iterator[Day]:
    """The days that three parts can be: day first, month first, or year first."""
    orders: tuple[tuple[str, str, str], ...]
    if not second.isdigit():
        orders = ((first, second, third), (third, second, first))
    elif not first.isdigit():
        orders = ((second, first, third),)
    else:
        orders = ((first, second, third), (second, first, third), (third, second, first))
    for day, month, year in orders:
        if day.isdigit() and year.isdigit() and len(day) <= 2 and len(year) in (2, 4):
            yield int(day), _month(month), int(year)


def _written_as(born: Collection[date]) -> set[Day]:
    """Each day with its year in four digits, and in two."""
    full = {(day.day, day.month, day.year) for day in born}
    return full | {(day, month, year % 100) for day, month, year in full}


def _month(written: str) -> int:
    return int(written) if written.isdigit() else _NUMBER_OF.get(written.casefold(), 0)


def _runs_of(day: date) -> set[str]:
    """`14021968`, `19680214`, `02141968` and the same with two digits of the year."""
    return {day.strftime(form) for form in ("%d%m%Y", "%Y%m%d", "%m%d%Y", "%d%m%y", "%y%m%d")}
