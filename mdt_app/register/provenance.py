"""Where a value on the screen came from: its file, row, day, what stood there, what was inferred.

Read for one value at a time, when somebody asks; nothing of it is kept beside the values.
"""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from mdt_app.clinical.days import MONTHS, spoken
from mdt_app.clinical.words import joined
from mdt_app.register.values import Inferred, Undated


class OfResult(NamedTuple):
    """The results of one kind on one day: at home, elsewhere, or (None) wherever."""

    nhs_number: str
    kind: int
    day: int
    is_home: bool | None = None


class OfMedicine(NamedTuple):
    """A medicine by its name, with or without a remark in brackets after it.

    `started` None is the one that started last.
    """

    nhs_number: str
    name: str
    started: int | None = None


class OfEvent(NamedTuple):
    """The events of one kind on one day."""

    nhs_number: str
    kind: str
    day: int


class OfUndated(NamedTuple):
    """A fact of which only the year or the month is known, as its row tells it."""

    nhs_number: str
    fact: Undated


class OfPerson(NamedTuple):
    """One field of the person: a column of the plain layout, or `name`."""

    nhs_number: str
    field: str


Asked = OfResult | OfMedicine | OfEvent | OfUndated | OfPerson
"""What somebody points at, and whose it is."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """One value, and the row of the file it came from.

    `raw` is the cell as it stood, '' where the layout keeps none; `inferred` what had to be
    worked out, in words; `notes` anything else the row says. `said` is the year or the month where
    no day is known, as `2019-03`. `corrected` are earlier values of a
    result that later files replaced, the latest first; `before` is what a later file changed;
    `same_day` are other values of its day that count too, and `mean` what is then shown.
    """

    nhs_number: str
    what: str
    value: str
    unit: str
    on: date | None
    file_name: str
    row: int
    layout: str
    taken_in_on: date
    by: str
    raw: str = ""
    inferred: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    said: str = ""
    corrected: tuple["Provenance", ...] = ()
    before: tuple["Provenance", ...] = ()
    same_day: tuple["Provenance", ...] = ()
    mean: str = ""
    mean_of: int = 0


INFERRED = "≈"
"""The mark beside a value that was not all in its file; a word always says what it means."""
_MARKS = {
    int(Inferred.UNIT): "unit",
    int(Inferred.MEANING): "meaning",
    int(Inferred.COLUMN): "column",
    int(Inferred.FILLED_DOWN): "person",
}
"""As plain numbers: with flags of an enumeration each question takes ten times as long."""


def inferred_mark(inferred: int) -> str:
    """What to say beside a value that was not all in the file: `≈ unit inferred`; '' if it was."""
    parts = inferred_parts(inferred)
    return f"{INFERRED} {joined(parts)} inferred" if parts else ""


def inferred_parts(inferred: int) -> list[str]:
    """What of a value was inferred, each in one word."""
    return [word for bit, word in _MARKS.items() if inferred & bit] if inferred else []


def part_words(said: str) -> str:
    """A year or a month as people say it.

    >>> part_words("2019"), part_words("2019-03")
    ('2019', 'Mar 2019')
    """
    year, _, month = said.partition("-")
    return f"{MONTHS[int(month) - 1]} {year}" if month else year


def in_words(found: Provenance) -> list[str]:
    """The card, line by line: the value, its file and row, and all that is to be known of it."""
    lines = [_heading(found), _source(found)]
    lines += [f"In the file: {found.raw}"] if found.raw else []
    lines += [*found.inferred, *found.notes]
    lines += [f"Read as: {found.layout}"] if found.layout else []
    return lines + _others(found)


def in_short(found: Provenance) -> list[str]:
    """As one of several on a card: what is usual and can be seen elsewhere is left out."""
    lines = [_heading(found), _source(found)]
    lines += [f"In the file: {found.raw}"] if found.raw not in ("", found.value) else []
    return [*lines, *found.inferred, *_others(found)]


def _others(found: Provenance) -> list[str]:
    lines = []
    for place, earlier in enumerate(found.corrected):
        before = "before that" if place else "before"
        lines.append(f"Corrected: {_short(earlier)} {before}, {_place(earlier)}")
    lines += [f"Before: {_short(earlier)}, {_place(earlier)}" for earlier in found.before]
    lines += [f"Same day: {_short(other)}, {_place(other)}" for other in found.same_day]
    return lines


def _heading(found: Provenance) -> str:
    on = f"on {spoken(found.on)}" if found.on else ""
    on = f"in {part_words(found.said)}, day not known" if found.said else on
    words = " ".join(filter(None, (found.what, found.mean or found.value, found.unit, on)))
    return f"{words}, the mean of {found.mean_of}" if found.mean else words


def _short(found: Provenance) -> str:
    return found.value or found.what


def _source(found: Provenance) -> str:
    which = f"{found.value}: " if found.mean else ""
    taken_in = f"taken in {spoken(found.taken_in_on)} by {found.by}"
    return f"{which}{_place(found, ', ')}, {taken_in}"


def _place(found: Provenance, comma: str = " ") -> str:
    return f"{found.file_name}{comma}row {found.row}"
