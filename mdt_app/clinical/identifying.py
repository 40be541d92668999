"""Whether words say whose case it was: an NHS number, a birthday, a name or a postcode. Pure."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from mdt_app.clinical.days import MONTHS
from mdt_app.clinical.names import TITLES

_TEN_DIGITS = re.compile(r"(?<!\d)(?:\d[ \-\u00a0\u2009]?){9}\d(?!\d)")
_NUMBERED = re.compile(r"(?<!\d)(\d{1,2})\s*[/.\-\s]\s*(\d{1,2})\s*[/.\-\s]\s*(\d{4}|\d{2})(?!\d)")
_NAMED = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?[\s\-/.]*(?:of\s+)?([a-z]{3})[a-z]*"
    r"[\s\-/.,]*(\d{4}|\d{2})(?!\d)",
    re.IGNORECASE,
)
_AMERICAN = re.compile(
    r"\b([a-z]{3})[a-z]*[\s\-/.]*(\d{1,2})(?:st|nd|rd|th)?[\s,]+(\d{4})(?!\d)", re.IGNORECASE
)
_ISO = re.compile(r"(?<!\d)(\d{4})[\-/.](\d{1,2})[\-/.](\d{1,2})(?!\d)")
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[ABD-HJLNP-UW-Z]{2}\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ALSO_WORDS = (
    "april august baker banks bean berry best bill bird black bond brown butler care carter case"
    " cook cross daily dale day dean drew early earl faith field foot fox frank french gale gay"
    " gold good grace grant gray green grey guy hand hardy hart head heard hill hope hunt hunter"
    " iris ivy jay joy june king knight law lily little long love low major man mark marsh max may"
    " miles moon moss new noble norm north old olive page park parker pat pearl penny pope power"
    " pray price ray read reed rice rich rob rod rose ruby rush salt savage sharp short skip sky"
    " small son steel stone strong sue summer sweet swift tan ward water waters weeks wells west"
    " white will winter wise wood woods young"
)
_COMMON = frozenset(_ALSO_WORDS.split())
"""Names that are words too: as a name only where they are written with a capital."""
_SHORTEST = 3


def identifying_kinds(
    words: str, names: tuple[tuple[str, str], ...], born: tuple[date, ...]
) -> tuple[str, ...]:
    """What in the words says whose case it was, in words for a hint; nothing is ().

    `names` are surnames and forenames, `born` birthdays, of everybody it may be about.

    >>> identifying_kinds("Ask early, says Mrs Begum", (("Begum", "Shahida"),), ())
    ('a name',)
    """
    found: list[str] = []
    if _TEN_DIGITS.search(words):  # a number with a slip in it points at somebody too
        found.append("an NHS number")
    if not set(born).isdisjoint(_days_in(words)):
        found.append("a date of birth")
    if any(_names_somebody(words, name) for pair in names for name in pair):
        found.append("a name")
    if _POSTCODE.search(words):
        found.append("a postcode")
    return tuple(found)


def _days_in(words: str) -> Iterator[date]:
    for day, month, year in _NUMBERED.findall(words):
        yield from _days(int(year), int(month), int(day))
    for year, month, day in _ISO.findall(words):
        yield from _days(int(year), int(month), int(day))
    for day, name, year in _NAMED.findall(words):
        yield from _days(int(year), _month(name), int(day))
    for name, day, year in _AMERICAN.findall(words):
        yield from _days(int(year), _month(name), int(day))


def _month(name: str) -> int:
    names = [month.casefold() for month in MONTHS]
    return names.index(name.casefold()) + 1 if name.casefold() in names else 0


def _days(year: int, month: int, day: int) -> Iterator[date]:
    for century in (0,) if year > 99 else (1900, 2000):
        try:
            yield date(century + year, month, day)
        except ValueError:
            continue


def _names_somebody(words: str, name: str) -> bool:
    if not _is_latin(name):
        return len(name.strip()) > 1 and name.strip() in words
    said = [_plain(word) for word in _WORD.findall(words)]
    parts = [_plain(part) for part in _WORD.findall(name)]
    whole = [part for part in parts if part.casefold() not in TITLES]
    return any(_is_said(part, said) for part in whole)


def _is_latin(name: str) -> bool:
    return all("LATIN" in unicodedata.name(letter, "") for letter in name if letter.isalpha())


def _is_said(name: str, said: list[str]) -> bool:
    folded = name.casefold()
    if len(folded) < _SHORTEST or folded in _COMMON:
        return any(word.casefold() == folded and word[:1].isupper() for word in said)
    return any(word.casefold() in (folded, f"{folded}'s") for word in said)


def _plain(word: str) -> str:
    """Without accents, and with one kind of apostrophe."""
    parted = unicodedata.normalize("NFKD", word.replace("’", "'"))
    return "".join(letter for letter in parted if not unicodedata.combining(letter))
