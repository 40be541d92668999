"""Keeps the rows of a pass over a table, so that the file need not be read a second time.

People are taken in before everything about them, so a table that tells of both is read twice,
or read once and kept in between: each different cell once, however often it comes. What the rows
say is worked out afterwards, while the store writes what was said before. Files too long for
that are read again.
"""

from array import array
from collections.abc import Collection, Sequence
from typing import NamedTuple

from mdt_app.intake.columns.taken_rows import Taken
from mdt_app.intake.rows import Problem

MOST_ROWS = 700_000
"""Some 70 bytes a row: as much memory as the window may well spare."""


class Kept(NamedTuple):
    """Some thousand rows of a table, and those among them that could not be laid out."""

    problems: Sequence[Problem]
    taken: Taken


class Keeping:
    """Rows with equal cells held once. `parts` is None as soon as there are too many rows.

    `lines` is how long the file is: one that is too long is not even begun to be kept. Of the
    columns only those at the `places` are kept: the others are about people.
    """

    def __init__(self, lines: int, places: Collection[int], most_rows: int = MOST_ROWS) -> None:
        self.parts: list[Kept] | None = [] if lines <= most_rows else None
        self._places = frozenset(places)
        self._cells: dict[str, str] = {}
        self._most_rows = most_rows
        self._rows = 0

    def add(self, problems: Sequence[Problem], taken: Taken) -> None:
        """Keep these too."""
        if self.parts is None:
            return
        self._rows += len(taken.rows) + len(problems)
        if self._rows > self._most_rows:
            self.parts = None
            self._cells = {}
            return
        self.parts.append(Kept(problems, self._held_once(taken)))

    def _held_once(self, taken: Taken) -> Taken:
        return Taken(
            array("I", taken.rows),
            self._column(taken.numbers),
            [
                self._column(cells) if place in self._places else ()
                for place, cells in enumerate(taken.columns, start=1)
            ],
            array("B", taken.inferred),
        )

    def _column(self, cells: Sequence[str]) -> Sequence[str]:
        return tuple(map(self._cells.setdefault, cells, cells))
