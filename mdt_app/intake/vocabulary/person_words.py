"""Words about people as practices' systems write them: sex, yes and no, ages, names in one cell."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from mdt_app.clinical.names import TITLES
from mdt_app.resources import resource_text

_YES_OR_NO = frozenset(("interpreter", "housebound", "care_home"))
_YEARS = r"(?:y|yrs?|years?)(?:\s+old)?"
_LESS_THAN_YEARS = r"(?:m|mths?|months?|w|wks?|weeks?|d|days?)"
_AGE = re.compile(
    rf"([0-9]{{1,3}})(?:\.[0-9]+)?\s*(?:{_YEARS})?(?:[\s,]*[0-9]{{1,2}}\s*{_LESS_THAN_YEARS})?",
    re.I,
)
_BABY = re.compile(rf"[0-9]{{1,3}}\s*{_LESS_THAN_YEARS}", re.I)
_IN_BRACKETS = re.compile(r"(.*\S)\s*\(([^()]*)\)")


@cache
def words_of(column: str, coding: str = "") -> Mapping[str, str]:
    """What the cells of a column can say, in small letters, and the word that is kept.

    `coding` names a meaning of numbers: `nhs`, `one_two`, `one_nought`, `audit`.

    >>> words_of("diabetes_type")["t2dm"], words_of("housebound", "one_two")["2"]
    ('type 2', 'no')
    """
    shipped = tomllib.loads(resource_text("vocabulary", "person_words.toml"))
    tables = [shipped["words"], shipped["codings"].get(coding, {})]
    names = ("yes_no", column) if column in _YES_OR_NO else (column,)
    return dict(_said(table.get(name, {}) for table in tables for name in names))


def _said(tables: Iterator[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    for table in tables:
        for kept, written in table.items():
            yield from ((word, kept) for word in written)


def age_in_years(cell: str) -> int | None:
    """Whole years, or None for a cell that is no age.

    >>> age_in_years("58"), age_in_years("58y"), age_in_years("58 years 3 months")
    (58, 58, 58)
    """
    cell = cell.strip()
    if _BABY.fullmatch(cell):
        return 0
    found = _AGE.fullmatch(cell)
    return int(found[1]) if found else None


def split_name(text: str) -> tuple[str, str, str]:
    """Surname, forename and title of a name that stands in one cell.

    A comma stands behind the surname. Without one, words in capitals are the surname, or else
    the last word with the small words before it.

    >>> split_name("TOOSY, Raza (Dr)"), split_name("Mrs Ada van Exemplar")
    (('TOOSY', 'Raza', 'Dr'), ('van Exemplar', 'Ada', 'Mrs'))
    """
    text, title = _without_title_in_brackets(" ".join(text.split()))
    if "," in text:
        surname, _comma, rest = text.partition(",")
        words, titles = _without_titles(rest.replace(",", " ").split())
        return surname.strip(), " ".join(words), title or " ".join(titles)
    words, titles = _without_titles(text.split())
    start, end = _surname_in(words)
    forename = " ".join(words[:start] + words[end:])
    return " ".join(words[start:end]), forename, title or " ".join(titles)


def _without_title_in_brackets(text: str) -> tuple[str, str]:
    found = _IN_BRACKETS.fullmatch(text)
    if found and found[2].split() and all(map(_is_title, found[2].split())):
        return found[1], found[2].strip().rstrip(".")
    return text, ""


def _without_titles(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """The words without titles before or behind them, but at least one; and the titles."""
    first, last = 0, len(words)
    while first < last - 1 and _is_title(words[first]):
        first += 1
    while last > first + 1 and _is_title(words[last - 1]):
        last -= 1
    titles = [*words[:first], *words[last:]]
    return list(words[first:last]), [title.rstrip(".") for title in titles]


def _is_title(word: str) -> bool:
    return word.rstrip(".").casefold() in TITLES


def _surname_in(words: Sequence[str]) -> tuple[int, int]:
    """Where the surname begins and ends."""
    capitals = [word.isupper() and len(word.rstrip(".")) > 1 for word in words]
    if any(capitals) and not all(capitals):
        if capitals[-1]:
            return len(words) - capitals[::-1].index(False), len(words)
        if capitals[0]:
            return 0, capitals.index(False)
    start = max(len(words) - 1, 0)
    while start > 1 and words[start - 1].islower():
        start -= 1
    return start, len(words)
