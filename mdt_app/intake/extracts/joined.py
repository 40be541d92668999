"""Files that only make sense together: each is looked up in the others and read as if whole.

A `Family` knows the files of one extract. For the tables of one command, in any order:

1. `family.recognises(table.headings)`: whether the table is one of its files;
2. `view = family.add(table)`: the table as any other table, with its missing columns in place;
3. when all tables of the command are added, `view.check()` refuses a file whose other half was
   not chosen, by naming that half, and `view.headings` and `view.meanings` say its columns;
4. `view.blocks()` streams the rows. Look-ups are read once, when the first row needs them.

A view without columns belongs to a file that others are only looked up in, or is not needed.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from mdt_app.intake.rows import Guess, Problem
from mdt_app.intake.tables.files import InspectedFile
from mdt_app.intake.tables.reading import Rows

_SEPARATORS = re.compile(r"[\s_-]+")
_TRUE = frozenset(("true", "t", "yes", "y", "1", "1.0"))
_FALSE = frozenset(("false", "f", "no", "n", "0", "0.0", "2"))


class AnyTable(Protocol):
    """What a table and a view have in common."""

    @property
    def file(self) -> InspectedFile: ...
    @property
    def name(self) -> str: ...
    @property
    def heading_row(self) -> int: ...
    @property
    def headings(self) -> tuple[str, ...]: ...
    @property
    def labels(self) -> tuple[str, ...]: ...
    @property
    def guesses(self) -> list[Guess]: ...
    @property
    def notices(self) -> list[str]: ...
    @property
    def cut_short(self) -> list[str]: ...
    def blocks(self) -> Iterator[Rows]: ...


def bare_heading(heading: str) -> str:
    """A heading as families compare it: `NHS Number` and `NhsNumber` are `nhsnumber`."""
    return _SEPARATORS.sub("", heading.strip().strip("\ufeff\"'")).casefold()


class ByName:
    """The columns of a table, by their headings."""

    def __init__(self, table: AnyTable) -> None:
        self._places: dict[str, int] = {}
        for place, heading in enumerate(table.headings):
            self._places.setdefault(bare_heading(heading), place)
        self._headings = table.headings

    def __contains__(self, name: str) -> bool:
        return name in self._places

    def heading(self, name: str) -> str:
        """The heading as the file has it; the extract's own if the file lacks the column."""
        place = self._places.get(bare_heading(name))
        return name if place is None else self._headings[place]

    def of(self, rows: Rows, name: str) -> Sequence[str]:
        """The column's cells; empty ones if the table has no such column."""
        place = self._places.get(name)
        return ("",) * len(rows.numbers) if place is None else rows.columns[place]


class Column(NamedTuple):
    """One column of a view: its heading, as the file or the look-up has it, and its meaning."""

    heading: str
    meaning: str


class Filling(Protocol):
    """One pass over a table that puts its missing columns in."""

    def filled(self, rows: Rows) -> Rows:
        """The rows with the columns of the view; rows that cannot be used are told apart."""
        ...

    def notices(self) -> Iterable[str]:
        """What was passed over, once the pass is through."""
        ...


class Part(NamedTuple):
    """How one kind of file of a family is read."""

    columns: Callable[[ByName], tuple[Column, ...]]
    """What is handed on of a table with these columns, once all tables are added."""
    check: Callable[[AnyTable], None]
    begin: Callable[[AnyTable], Filling] | None
    """None for a file of which no row is handed on."""


def nothing(_columns: ByName) -> tuple[Column, ...]:
    """The columns of a file of which nothing is handed on."""
    return ()


class View:
    """A table of a family as if everything that belongs to it stood in it."""

    def __init__(self, table: AnyTable, part: Part) -> None:
        self._table = table
        self._part = part
        self._by_name = ByName(table)
        self.labels: tuple[str, ...] = ()

    @property
    def headings(self) -> tuple[str, ...]:
        """Those of the file where it has the column; else which file it is looked up in."""
        return tuple(column.heading for column in self._part.columns(self._by_name))

    @property
    def meanings(self) -> Mapping[int, str]:
        """What each column is, by its place counted from 1; none for a file only looked up in."""
        columns = self._part.columns(self._by_name)
        return {place: column.meaning for place, column in enumerate(columns, 1)}

    @property
    def file(self) -> InspectedFile:
        return self._table.file

    @property
    def name(self) -> str:
        return self._table.name

    @property
    def heading_row(self) -> int:
        return self._table.heading_row

    @property
    def guesses(self) -> list[Guess]:
        return self._table.guesses

    @property
    def notices(self) -> list[str]:
        """The table's own; what the view passes over is added at the end of a pass."""
        return self._table.notices

    @property
    def cut_short(self) -> list[str]:
        return self._table.cut_short

    def check(self) -> None:
        """Raise `FileRefused`, naming the other file, if this one says nothing without it."""
        self._part.check(self._table)

    def blocks(self) -> Iterator[Rows]:
        """Every row, filled in. May be called several times; each is a fresh pass."""
        self.check()
        if self._part.begin is None:
            return
        filling = self._part.begin(self._table)
        for rows in self._table.blocks():
            yield filling.filled(rows)
        say_once(self.notices, filling.notices())


class Family(Protocol):
    """The files of one kind of extract."""

    layout: str

    def recognises(self, headings: Sequence[str]) -> bool:
        """Whether a table with these headings is one of the extract's files."""
        ...

    def knows(self, cells: Sequence[str]) -> int:
        """How many of these cells are headings of the extract's files."""
        ...

    def add(self, table: AnyTable) -> View:
        """The table as it will read once all tables of the command are added."""
        ...


# --- cells -------------------------------------------------------------------------------


def turned(cells: Sequence[str], turn: Callable[[str], str]) -> list[str]:
    """Every cell turned, each way of writing it only once."""
    known = {cell: turn(cell) for cell in set(cells)}
    return list(map(known.__getitem__, cells))


def guid(cell: str) -> str:
    """An identifier as it is compared: without braces, in small letters.

    >>> guid("{0A1B}"), guid("0a1b")
    ('0a1b', '0a1b')
    """
    return cell.strip(" {}\t").lower()


def is_true(cell: str) -> bool:
    return cell.strip().casefold() in _TRUE


def is_false(cell: str) -> bool:
    """Whether it is said to be false; an empty cell says nothing."""
    return cell.strip().casefold() in _FALSE


def marked(cell: str) -> str:
    """`true`, or nothing."""
    return "true" if is_true(cell) else ""


def plain_sex(cell: str) -> str:
    """The letter of a record system as the plain layout's word; other words as they are."""
    return {"m": "male", "f": "female", "i": "other", "u": "unknown"}.get(
        cell.strip().casefold(), cell
    )


# --- rows that are not handed on -------------------------------------------------------------


@dataclass(slots=True)
class Sieve:
    """Tells the rows of one pass that can be used from the others."""

    passed_over: Counter[str] = field(default_factory=Counter)
    """Why rows were passed over, and how many."""

    def sifted(
        self,
        rows: Rows,
        columns: Sequence[Sequence[str]],
        verdict: Callable[[int], Problem | str | None],
    ) -> Rows:
        """The rows with these columns, without those the verdict sets aside or passes over.

        The verdict on a row of the block is None to keep it, why it is set aside, or the words
        under which it is counted.
        """
        kept, problems = [], list(rows.problems)
        for place in range(len(rows.numbers)):
            said = verdict(place)
            if said is None:
                kept.append(place)
            elif isinstance(said, str):
                self.passed_over[said] += 1
            else:
                problems.append(said)
        return Rows(
            [rows.numbers[place] for place in kept],
            [[column[place] for place in kept] for column in columns],
            problems,
            rows.preamble,
        )

    def notices(self) -> Iterator[str]:
        for words, count in self.passed_over.items():
            yield f"{'1 row' if count == 1 else f'{count} rows'} passed over: {words}."


def say_once(said: list[str], texts: Iterable[str]) -> None:
    """Add what was not said before."""
    said.extend(text for text in texts if text not in said)
