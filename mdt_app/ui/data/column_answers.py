"""What an answer about a few columns says of each of them."""

from collections.abc import Iterable, Mapping

from mdt_app.clinical.events import EVENT_KINDS
from mdt_app.clinical.kinds import KIND_BY_CODE
from mdt_app.intake.columns.meanings import (
    EVENT,
    IGNORED,
    RESULT,
    ROLES,
    ColumnMeaning,
    meanings_in,
)
from mdt_app.intake.rows import ColumnRead, FileReport, Question

_ROLE_WORDS = ("date", "unit", "comparator", "systolic", "diastolic", "code")
"""Words of a heading that say what a column holds."""
_LETTERS = 26


def column_letters(place: int) -> str:
    """What a spreadsheet calls a column.

    >>> column_letters(1), column_letters(27)
    ('A', 'AA')
    """
    letters = ""
    while place:
        place, letter = divmod(place - 1, _LETTERS)
        letters = chr(ord("A") + letter) + letters
    return letters


def places_asked(question: Question, report: FileReport) -> list[int]:
    """The columns a question is about: the one it names and those that belong to it."""
    first = int(question.column) if question.column.isdecimal() else 0
    group = next((_group(column) for column in report.columns if column.place == first), None)
    if group is None:
        return [first]
    return [column.place for column in report.columns if _group(column) == group]


def columns_said(
    question: Question, choice: str, report: FileReport, said: Mapping[int, str]
) -> Mapping[int, str]:
    """What each column of the question is when the answer is `choice`.

    A choice is a kind of result or event, for all columns together, or the meaning of one.
    `said` are the answers given so far: two pairs of one kind are two sets.
    """
    places = places_asked(question, report)
    family = RESULT if choice in KIND_BY_CODE else EVENT if choice in EVENT_KINDS else ""
    if not family:
        return dict.fromkeys(places, choice)
    read = {column.place: column for column in report.columns}
    roles = {place: _role(read.get(place), family) for place in places}
    others = {column.place: column.meaning for column in report.columns} | dict(said)
    others = {place: meaning for place, meaning in others.items() if place not in roles}
    number = _free_number(family, choice, set(roles.values()), others.values())
    return {
        place: f"{family}.{choice}.{role}@{number}" if role else IGNORED
        for place, role in roles.items()
    }


def _group(column: ColumnRead) -> tuple[str, str, int] | None:
    meaning = _first_meaning(column.meaning)
    return (meaning.family, meaning.kind, meaning.number) if meaning else None


def _role(column: ColumnRead | None, family: str) -> str:
    """`date`, `value` …: as the program took it, or else by the heading's own words."""
    if column is None:
        return "value" if family == RESULT else "date"
    meaning = _first_meaning(column.meaning)
    role = meaning.role if meaning else ""
    if role not in ROLES[family]:
        heading = column.heading.casefold()
        role = next((word for word in _ROLE_WORDS if word in heading), "value")
    if role in ROLES[family]:
        return role
    return "detail" if family == EVENT and role == "value" else ""


def _first_meaning(meaning: str) -> ColumnMeaning | None:
    try:
        return next(iter(meanings_in(meaning)), None)
    except ValueError:
        return None


def _free_number(family: str, kind: str, roles: set[str], others: Iterable[str]) -> int:
    """The first set of this kind in which no other column holds what these columns hold."""
    taken = {
        (one.role, one.number or 1)
        for meaning in others
        if meaning.startswith(f"{family}.{kind}.")
        for one in meanings_in(meaning)
    }
    return next(
        number
        for number in range(1, len(taken) + 2)
        if not any((role, number) in taken for role in roles)
    )


def numbered(choice: str, place: int, columns: Iterable[ColumnRead]) -> str:
    """A meaning chosen for one column, in the first set that has no such column yet."""
    if choice in ("", IGNORED) or choice.startswith(("person.", "row.")):
        return choice
    taken = {column.meaning for column in columns if column.place != place}
    if choice not in taken and f"{choice}@1" not in taken:
        return choice
    number = 2
    while f"{choice}@{number}" in taken:
        number += 1
    return f"{choice}@{number}"
