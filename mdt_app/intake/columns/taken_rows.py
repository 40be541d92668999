"""Rows of somebody's table on their way to becoming rows of the plain layout."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import compress
from typing import NamedTuple

from mdt_app.intake.blocks import Block
from mdt_app.intake.sections import BY_NAME

_SIGNS = frozenset(("<", "<=", ">", ">=", "≤", "≥"))


class Taken(NamedTuple):
    """Some thousand rows of a table: whom each is about, and its cells column by column."""

    rows: Sequence[int]
    numbers: Sequence[str]
    columns: Sequence[Sequence[str]]
    inferred: Sequence[int] = ()
    """What had to be worked out about the row as a whole; empty: nothing."""

    def column(self, place: int) -> Sequence[str]:
        """The cells of a column by its place, counted from 1; 0 is an empty column."""
        if not place:
            return ("",) * len(self.rows)
        cells = self.columns[place - 1]
        if len(cells) != len(self.rows):
            raise LookupError(
                f"column {place} was not kept"
            )  # rather than rows lost without a word
        return cells

    def only(self, chosen: Sequence[object]) -> "Taken":
        """The rows for which `chosen` says so."""
        return Taken(
            list(compress(self.rows, chosen)),
            list(compress(self.numbers, chosen)),
            [list(compress(cells, chosen)) for cells in self.columns],
            list(compress(self.inferred, chosen)),
        )


def block_of(
    section: str,
    rows: Sequence[int],
    cells: Mapping[str, Sequence[str]],
    *,
    raws: Sequence[str] = (),
    inferred: Sequence[int] = (),
    headings: Mapping[str, str] | None = None,
) -> Block:
    """A block of a section from the columns that are there; the others are empty."""
    empty = ("",) * len(rows)
    columns = [cells.get(name, empty) for name in BY_NAME[section].readable]
    return Block(
        rows,
        columns,
        raws=raws if any(raws) else (),
        inferred=inferred if any(inferred) else (),
        headings=headings or {},
    )


def with_bits(inferred: Sequence[int], bits: int, count: int) -> Sequence[int]:
    """What was inferred about each of `count` rows, with something inferred about all of them."""
    if not bits:
        return inferred
    return [have | bits for have in inferred] if inferred else [bits] * count


def with_signs(signs: Sequence[str], values: Sequence[str]) -> list[str]:
    """Values with the sign that stands in a column of its own; other marks are none."""
    return [
        sign + value if value and sign in _SIGNS else value for sign, value in zip(signs, values)
    ]


def stripped(cells: Sequence[str]) -> list[str]:
    """Cells without outer spaces."""
    return list(map(str.strip, cells))


@lru_cache(maxsize=8192)
def is_yes(cell: str) -> bool:
    """Whether a mark such as `Deleted` is set."""
    return cell.strip().casefold() in ("true", "1", "yes", "y", "-1")
