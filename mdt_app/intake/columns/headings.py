"""What a column's heading says about it, from the shipped list of headings.

A heading is looked up as a whole first; then, if it may be about a result or an event, by the
words that remain once those that say nothing are dropped: "Date of last HbA1c" is the day of
an HbA1c, "Total Cholesterol Level (mmol/l)" a cholesterol in mmol/L.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from mdt_app.clinical.units import unit_named
from mdt_app.intake.columns.meanings import (
    EVENT,
    GROUP,
    IGNORED,
    MEDICINE,
    PERSON,
    RESULT,
    ROW,
    ColumnMeaning,
)
from mdt_app.resources import resource_text

_BRACKETS = re.compile(r"[(\[{]([^()\[\]{}]*)[)\]}]")
_WORD = re.compile(r"[a-z0-9]+")
_SEPARATORS = re.compile(r"[\s_\-‐-―]+")
_MOST_UNIT_WORDS = 3
_HOME = "home"


class Heading(NamedTuple):
    """What a heading says. `is_known` also where it is known to be of no use here."""

    meanings: tuple[ColumnMeaning, ...] = ()
    unit: str = ""
    which: str = ""
    """What tells it from another of its kind: `previous`, `2`."""
    setting: str = ""
    """`home` where the heading says so."""
    is_known: bool = False


def normal(heading: str) -> str:
    """A heading as the lists write it.

    >>> normal(' "NHS_Number" '), normal("E-mail  Address")
    ('nhs number', 'e mail address')
    """
    text = heading.strip().strip("\ufeff\"'").replace("’", "'").casefold()
    return _SEPARATORS.sub(" ", text).strip(" :").rstrip("*").rstrip()


def heading_at(headings: Sequence[str], place: int) -> str:
    """The heading of the column at a place counted from 1; one without says where it stands.

    >>> heading_at(["NHS number", ""], 1), heading_at(["NHS number", ""], 2)
    ('NHS number', 'column 2')
    """
    return headings[place - 1] or f"column {place}"


def known(cells: Sequence[str]) -> int:
    """How many of these cells are headings that are listed here."""
    return sum(heading_of(cell).is_known for cell in cells)


@lru_cache(maxsize=4096)
def heading_of(text: str) -> Heading:
    """What a heading says.

    >>> str(heading_of("Date of last HbA1c").meanings[0]), heading_of("HbA1c (%)").unit
    ('result.hba1c.date', '%')
    """
    if len(text) > 200:
        return Heading()
    name = normal(text)
    whole = _whole_headings().get(name)
    if whole is not None:
        return whole
    return _by_words(name)


def kind_named(text: str) -> tuple[ColumnMeaning, ...]:
    """The result or event that a label above a group of columns names, as its value or day.

    >>> [str(one) for one in kind_named("Latest HbA1c")]
    ['result.hba1c.value']
    """
    return tuple(one for one in heading_of(text).meanings if one.family in (RESULT, EVENT))


def _by_words(name: str) -> Heading:
    rest, unit = _without_unit(name)
    words = _WORD.findall(rest)
    listed = _lists()
    role = next(
        (role for role in ("date", "unit", "comparator") if listed.of(role) & set(words)), ""
    )
    which = " ".join(word for word in words if word in listed.which)
    setting = "home" if _HOME in words else ""
    found = listed.kinds.get(listed.reduced(words) - {_HOME})
    if found is None:
        return Heading()
    family, kinds = found
    meanings = tuple(
        meaning
        for kind in kinds
        for meaning in [_with_role(family, kind, role)]
        if meaning is not None
    )
    return Heading(meanings, unit, which, setting, bool(meanings))


def _with_role(family: str, kind: str, role: str) -> ColumnMeaning | None:
    kind, _, half = kind.partition(".")
    if family == EVENT:
        return ColumnMeaning(EVENT, kind, "date") if role == "date" else None
    if half and role == "date":
        role = f"{half}_date"
    return ColumnMeaning(RESULT, kind, role or half or "value")


def _without_unit(name: str) -> tuple[str, str]:
    """The heading without a unit in brackets or behind it, and that unit."""
    for found in _BRACKETS.finditer(name):
        unit = unit_named(found[1])
        if unit:
            return name[: found.start()] + " " + name[found.end() :], unit
    words = name.split()
    for count in range(1, _MOST_UNIT_WORDS + 1):
        unit = unit_named(" ".join(words[-count:]))
        if unit and unit != "m":
            return " ".join(words[:-count]), unit
    return name, ""


# --- the lists ----------------------------------------------------------------------------


class _Lists(NamedTuple):
    noise: frozenset[str]
    date: frozenset[str]
    unit: frozenset[str]
    comparator: frozenset[str]
    which: frozenset[str]
    kinds: dict[frozenset[str], tuple[str, tuple[str, ...]]]

    def of(self, role: str) -> frozenset[str]:
        return {"date": self.date, "unit": self.unit, "comparator": self.comparator}[role]

    def reduced(self, words: Sequence[str]) -> frozenset[str]:
        """The words that say what a column is about."""
        said = self.noise | self.date | self.unit | self.comparator | self.which
        return frozenset(words) - said


@cache
def _tables() -> Mapping[str, Any]:
    return tomllib.loads(resource_text("vocabulary", "headings.toml"))


@cache
def _lists() -> _Lists:
    tables = _tables()
    words = {name: frozenset(listed) for name, listed in tables["words"].items()}
    lists = _Lists(**words, kinds={})
    for family in (RESULT, EVENT):
        for kind, names in tables[family].items():
            for name in names:
                key = lists.reduced(_WORD.findall(normal(name)))
                lists.kinds.setdefault(key, (family, tuple(kind.split("+"))))
    return lists


@cache
def _whole_headings() -> Mapping[str, Heading]:
    return dict(_listed_headings())


def _listed_headings() -> Iterator[tuple[str, Heading]]:
    tables = _tables()
    for name in tables[IGNORED]["headings"]:
        yield normal(name), Heading(is_known=True)
    for family in (ROW, MEDICINE, GROUP, PERSON):
        for role, names in tables[family].items():
            meaning = ColumnMeaning(family, "", role)
            for name in names:
                yield normal(name), Heading((meaning,), is_known=True)
