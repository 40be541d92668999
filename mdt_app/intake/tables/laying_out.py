"""Lays the records below the headings out in columns, and tells what is no data.

Nearly every block is even: as wide as the headings, with nothing odd in it. It is turned into
columns as a whole. Only in the others is each row looked at.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from mdt_app.intake.rows import Problem
from mdt_app.intake.tables.cell_shapes import is_identifier
from mdt_app.intake.tables.files import FileRefused, InspectedFile
from mdt_app.intake.tables.heading_row import HeadingRow, Known, lines_of
from mdt_app.intake.tables.odd_rows import (
    is_aside,
    is_closing,
    is_count_heading,
    is_instruction,
    is_totals,
    may_tell,
    says_cut_short,
)
from mdt_app.intake.tables.records import BrokenLine, Chunk
from mdt_app.intake.tables.repeated_headings import RepeatedHeadings
from mdt_app.intake.tables.told import PassedOver, Told, shown
from mdt_app.intake.tables.unlaid import broken_off, too_many, with_nul, with_odd_quotes

_MOST_CELLS = 400_000
_TAIL = 30
_MARK = "\ufeff"
"""Begins each part of a file that was put together from several."""
_OLD_END = "\x1a"
"""How some old programs end a file."""


class Rows(NamedTuple):
    """Some thousand data rows of a table, as wide as its headings."""

    numbers: Sequence[int]
    """The rows a spreadsheet shows."""
    columns: Sequence[Sequence[str]]
    problems: Sequence[Problem] = ()
    """Rows that could not be laid out, of no section yet."""
    preamble: tuple[str, ...] = ()
    """The lines above the heading row that these rows stand under."""


class LayingOut:
    """One pass over the records of a table."""

    def __init__(self, file: InspectedFile, place: HeadingRow, known: Known, told: Told) -> None:
        self._file = file
        self._place = place
        self._told = told
        self._passed_over = PassedOver(told)
        self._width = len(place.headings)
        self._headings = RepeatedHeadings(place, known)
        self._preamble = place.preamble
        self._is_below_headings = True
        self._waiting: list[tuple[int, list[str]]] = []
        """Rows that are data, or words above headings that are still to come."""
        self._kept: list[tuple[int, list[str]]] = []
        self._problems: list[Problem] = []
        self._number_place = 0
        """Where the last row that named a person had their number."""
        self._has_short = False
        """A row has fewer cells than there are headings."""

    def rows(self, chunks: Iterable[Chunk]) -> Iterator[Rows]:
        """All data rows below the headings, in the order of the file."""
        last = 0
        for first, records in chunks:
            last = first + len(records) - 1
            above = max(0, self._place.row - first + 1)
            yield from self._block(first + above, records[above:])
        yield from self._end(last)

    # --- blocks ------------------------------------------------------------------------------

    def _block(self, first: int, records: list[list[str]]) -> Iterator[Rows]:
        columns = None if self._is_below_headings else self._even(records)
        count = len(records) - self._tail(records)
        whole = [column[:count] for column in columns or ()]
        if any(map(_begins_with_digits, whole)):
            self._settle()
            yield from self._emitted()
            yield Rows(range(first, first + count), whole, (), self._preamble)
        else:
            count = 0  # headings of something else may be among them
        for row, cells in enumerate(records[count:], first + count):
            yield from self._take(row, cells)
            if len(self._kept) * self._width >= _MOST_CELLS:
                yield from self._emitted()
        yield from self._emitted()

    def _even(self, records: list[list[str]]) -> Sequence[Sequence[str]] | None:
        """The columns, if every record is plainly a row of data: nearly always."""
        lengths = set(map(len, records))
        length = lengths.pop()
        least = max(2, self._width // 2) if len(records) > 1 else self._width
        is_odd = length < least or length * len(records) > 2 * _MOST_CELLS
        if lengths or is_odd or self._file.has_nul:
            return None
        columns: list[Sequence[str]] = list(zip(*records))
        if any(map(any, columns[self._width :])) or not self._is_plain(columns[: self._width]):
            return None
        if length < self._width:
            self._has_short = True
            return columns + [("",) * len(records)] * (self._width - length)
        return columns[: self._width]

    def _is_plain(self, columns: Sequence[Sequence[str]]) -> bool:
        """Whether no row can be blank, these headings again, totals or a notice.

        Each of those has its first words in the first column that is filled in every row, or
        to the left of it.
        """
        for column, heading in zip(columns, self._place.headings):
            text = "\n".join(column).casefold()
            if may_tell(column, text) or _MARK in text:
                return False
            if "" not in column and not is_count_heading(heading):
                is_of_headings = self._headings.have_one_of(text.split("\n"))
                return not is_of_headings and not any(map(str.isspace, column))
        return False

    def _tail(self, records: list[list[str]]) -> int:
        """How many rows at the end of a block could be words above headings to come."""
        tail = 0
        while tail < min(_TAIL, len(records)) and is_aside(records[-1 - tail], self._width):
            tail += 1
        return tail

    # --- rows --------------------------------------------------------------------------------

    def _take(self, row: int, cells: list[str]) -> Iterator[Rows]:
        """Look at one row that need not be data."""
        if not any(map(str.strip, cells)) or cells == [_OLD_END]:
            return
        if isinstance(cells, BrokenLine) or (self._file.has_nul and "\0" in "".join(cells)):
            self._set_aside(row, cells)
        elif self._names_somebody(cells):
            self._take_data(row, cells)
        elif self._headings.are_repeated_in(cells):
            yield from self._begin_part()
            return
        elif self._headings.are_changed_in(cells):
            raise FileRefused(
                f"The headings of {self._file.name} change in row {row}.",
                "Save each part as a file of its own.",
                row=row,
            )
        elif self._is_below_headings and is_instruction(cells):
            self._passed_over.note("instructions", row, cells)
        elif says_cut_short(cells, self._width):
            self._told.is_cut_short(f"Row {row} says “{shown(cells)}”.")
        elif is_totals(cells, self._place.headings):
            self._passed_over.note("totals", row, cells)
        elif self._may_be_above_headings(cells):
            self._wait(row, cells)
        else:
            self._take_data(row, cells)
        self._is_below_headings = False

    def _names_somebody(self, cells: list[str]) -> bool:
        """Whether a person's number stands where one stood before: the quick way to know data."""
        place = self._number_place
        if place < len(cells) and is_identifier(cells[place]):
            return True
        places = [place for place, cell in enumerate(cells) if is_identifier(cell)]
        self._number_place = places[0] if places else self._number_place
        return bool(places)

    def _take_data(self, row: int, cells: list[str]) -> None:
        if len(cells) < self._width:
            self._wait(row, cells)  # the last line may be broken off
        else:
            self._settle()
            self._keep(row, cells)

    def _set_aside(self, row: int, cells: list[str]) -> None:
        self._settle()
        if not isinstance(cells, BrokenLine):
            self._problems.append(with_nul(row))
            return
        self._problems.append(with_odd_quotes(row, cells[0]))
        if not self._file.is_ended and not cells[0].endswith(("\n", "\r")):
            self._told.is_cut_short(f"The last line, row {row}, is broken off.")

    def _begin_part(self) -> Iterator[Rows]:
        """Headings again: the words right above them belong to what follows."""
        above = len(self._waiting)
        while above and self._may_be_above_headings(self._waiting[above - 1][1]):
            above -= 1
        own, self._waiting = self._waiting[above:], self._waiting[:above]
        self._settle()
        yield from self._emitted()
        if own:
            self._preamble = tuple(lines_of([cells for _row, cells in own]))
            for row, cells in own:
                self._passed_over.note("preamble", row, cells)
        self._is_below_headings = True

    def _may_be_above_headings(self, cells: list[str]) -> bool:
        return is_aside(cells, self._width) or self._headings.are_labelled_by(cells)

    def _wait(self, row: int, cells: list[str]) -> None:
        self._settle(but=_TAIL - 1)
        self._waiting.append((row, cells))

    def _settle(self, but: int = 0) -> None:
        """What was waiting, but for the last few rows, is data after all, or closing words."""
        count = max(0, len(self._waiting) - but)
        for row, cells in self._waiting[:count]:
            if is_closing(cells):
                self._passed_over.note("closing", row, cells)
            else:
                self._has_short = self._has_short or len(cells) < self._width
                self._keep(row, cells)
        del self._waiting[:count]

    def _keep(self, row: int, cells: list[str]) -> None:
        if any(map(str.strip, cells[self._width :])):
            self._problems.append(too_many(row, cells[self._width :]))
        else:
            self._kept.append((row, cells))

    def _emitted(self) -> Iterator[Rows]:
        """The rows kept so far, as columns."""
        kept, problems = self._kept, self._problems
        if not kept and not problems:
            return
        self._kept, self._problems = [], []
        widest = min(self._width, max((len(cells) for _row, cells in kept), default=0))
        frame = [""] * widest
        columns = list(zip(*((cells + frame[len(cells) :])[:widest] for _row, cells in kept)))
        columns += [("",) * len(kept)] * (self._width - widest)
        yield Rows([row for row, _cells in kept], columns, problems, self._preamble)

    def _end(self, last: int) -> Iterator[Rows]:
        if self._waiting and not self._file.is_ended:
            row, cells = self._waiting[-1]
            others = any(len(c) < self._width for _row, c in self._waiting[:-1])
            is_short = len(cells) < self._width and not is_closing(cells)
            if row == last and is_short and not (others or self._has_short):
                del self._waiting[-1]
                self._problems.append(broken_off(row, cells))
                self._told.is_cut_short(f"The last line, row {row}, is broken off.")
        self._settle()
        yield from self._emitted()
        self._passed_over.end()


def _begins_with_digits(column: Sequence[str]) -> bool:
    """Whether every cell does, as numbers of people and days do: then no row is headings."""
    return bool(column) and all(cell.lstrip()[:1].isdigit() for cell in column)
