"""Rows on their way from a file into the register, some thousand at a time, column by column."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import compress, islice, repeat
from typing import NamedTuple

from mdt_app.intake.rows import PlainRow, Problem
from mdt_app.intake.sections import BY_NAME

_NOTHING: Mapping[str, str] = {}


_AT_ONCE = 1024
_LONGEST_SHOWN = 300


class ReadRow(NamedTuple):
    """One row's cells in the order of `Section.readable`; '' where there is no such column."""

    row: int
    cells: tuple[str, ...]
    raw: str = ""
    inferred: int = 0


class Block(NamedTuple):
    """Some thousand rows of one section, column by column in the order of `Section.readable`.

    `problems` are rows that could not even be laid out in columns.
    """

    rows: Sequence[int]
    columns: Sequence[Sequence[str]]
    problems: Sequence[Problem] = ()
    raws: Sequence[str] = ()
    """What stood in the file where a layout had to turn it; empty: it turned nothing."""
    inferred: Sequence[int] = ()
    """What a layout had to infer for each row, as `Inferred`; empty: nothing."""
    headings: Mapping[str, str] = _NOTHING
    """The file's own heading of a column, to name it as the user knows it."""
    is_withdrawn: bool = False
    """The practice's system says these rows are deleted or confidential now."""
    lacking: frozenset[str] = frozenset()
    """Required columns the file does not have at all."""

    def only(self, chosen: Sequence[object]) -> "Block":
        """The rows for which `chosen` says so; the problems stay."""
        return self._replace(
            rows=list(compress(self.rows, chosen)),
            columns=[list(compress(cells, chosen)) for cells in self.columns],
            raws=list(compress(self.raws, chosen)),
            inferred=list(compress(self.inferred, chosen)),
        )

    def row_at(self, place: int) -> ReadRow:
        """One of the rows, by its place in the block."""
        return ReadRow(
            self.rows[place],
            tuple(column[place] for column in self.columns),
            self.raws[place] if self.raws else "",
            self.inferred[place] if self.inferred else 0,
        )

    def told(self, problem: Problem, read: ReadRow) -> Problem:
        """The problem as the user knows it: the file's own heading, and the row to be mended."""
        column = self.headings.get(problem.column, problem.column)
        if problem.is_cell:
            return replace(problem, column=column)
        return replace(
            problem,
            column=column,
            cells=shown_cells(read.cells),
            raw=read.raw,
            inferred=read.inferred,
            lacking=self.lacking,
        )

    def each(self) -> Iterator[ReadRow]:
        """The rows one by one."""
        raws, inferred = self.raws or repeat(""), self.inferred or repeat(0)
        for row, cells, raw, how in zip(
            self.rows, zip(*self.columns), raws, inferred, strict=False
        ):
            yield ReadRow(row, cells, raw, how)


def blocks_of(section: str, items: Iterable[PlainRow | Problem]) -> Iterator[Block]:
    """Rows and problems that come one by one, some thousand at a time; all withdrawn, or none."""
    names, waiting = BY_NAME[section].readable, iter(items)
    while some := list(islice(waiting, _AT_ONCE)):
        rows = [item for item in some if isinstance(item, PlainRow)]
        yield Block(
            [item.row for item in rows],
            [[item.cells.get(name, "") for item in rows] for name in names],
            [item for item in some if isinstance(item, Problem)],
            raws=[item.withdrawn or item.raw for item in rows],
            inferred=[item.inferred for item in rows],
            is_withdrawn=any(item.withdrawn for item in rows),
        )


def is_cut(cell: str) -> bool:
    """Whether only the beginning of a cell was kept."""
    return len(cell) == _LONGEST_SHOWN and cell.endswith("…")


def shown_cells(cells: Iterable[str]) -> tuple[str, ...]:
    """Cells as a report keeps them: never a megabyte."""
    return tuple(
        cell if len(cell) <= _LONGEST_SHOWN else cell[: _LONGEST_SHOWN - 1] + "…" for cell in cells
    )
