"""Reads one file of the plain layout: its headings, then its rows, streamed and numbered.

A row's number is the row a spreadsheet shows: blank lines count, a quoted line break does not.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from mdt_app.intake.blocks import Block
from mdt_app.intake.rows import Problem
from mdt_app.intake.sections import BY_NAME, Section
from mdt_app.intake.tables.files import FileRefused, InspectedFile
from mdt_app.intake.tables.reading import Table
from mdt_app.intake.tables.records import BrokenLine, chunks, first_records
from mdt_app.intake.tables.unlaid import too_many, with_nul, with_odd_quotes
from mdt_app.intake.tables.workbook_days import days_of_a_workbook

LAYOUT = "plain"
_SEARCHED_FOR_HEADINGS = 30
_DELIMITERS = ",;\t|~"
_SHOWN = 200


@dataclass(frozen=True, slots=True)
class PlainFile:
    """A recognised file of the plain layout."""

    file: InspectedFile
    section: Section
    delimiter: str
    heading_row: int
    headings: tuple[str, ...]
    own_headings: tuple[str, ...]
    """As they stand in the file, to know them when they are repeated."""
    warnings: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.file.name

    def blocks(self) -> Iterator[Block]:
        """Every row below the headings that is not blank."""
        width = len(self.headings)
        places = [_place(self.headings, name) for name in self.section.readable]
        for first, records in chunks(self.file, self.delimiter):
            rows: Sequence[int] = range(first, first + len(records))
            problems: list[Problem] = []
            columns = self._columns_of_even(first, records, width)
            if columns is None:
                rows, records, problems = self._evened(first, records, width)
                columns = list(zip(*records)) if records else [()] * width
            absent = ("",) * len(records)
            picked = [absent if place is None else columns[place] for place in places]
            yield Block(rows, picked, problems)

    def _columns_of_even(
        self, first: int, records: Sequence[Sequence[str]], width: int
    ) -> Sequence[Sequence[str]] | None:
        """The columns, if every record is a row of data as wide as the headings: nearly always."""
        if first <= self.heading_row or self.file.has_nul or set(map(len, records)) != {width}:
            return None
        columns = list(zip(*records))
        place = self.headings.index("nhs_number")
        numbers = set(map(str.strip, columns[place]))
        return None if numbers & {"", self.own_headings[place].strip()} else columns

    def _evened(
        self, first: int, records: Iterable[list[str]], width: int
    ) -> tuple[list[int], list[list[str]], list[Problem]]:
        """Without blank rows, repeated headings, and rows that cannot be laid out."""
        rows, kept, problems = [], [], []
        for row, cells in enumerate(records, first):
            if row <= self.heading_row or not any(map(str.strip, cells)):
                continue
            if tuple(cells[:width]) == self.own_headings:
                continue
            if isinstance(cells, BrokenLine):
                problems.append(with_odd_quotes(row, cells[0], self.section.name))
            elif any(map(str.strip, cells[width:])):
                problems.append(too_many(row, cells[width:], self.section.name))
            elif self.file.has_nul and any("\0" in cell for cell in cells):
                problems.append(with_nul(row, self.section.name))
            else:
                rows.append(row)
                kept.append((cells + [""] * width)[:width])
        return rows, kept, problems


@dataclass(frozen=True, slots=True)
class PlainTable:
    """A sheet of a workbook in the plain layout."""

    table: Table
    section: Section
    warnings: list[str] = field(default_factory=list)

    @property
    def file(self) -> InspectedFile:
        return self.table.file

    @property
    def name(self) -> str:
        return self.table.name

    def blocks(self) -> Iterator[Block]:
        """Every row below the headings that is not blank."""
        headings = [normal_heading(heading) for heading in self.table.headings]
        places = [_place(headings, name) for name in self.section.readable]
        days = {"born_on", *self.section.days}
        for rows in self.table.blocks():
            absent = ("",) * len(rows.numbers)
            columns = [absent if place is None else rows.columns[place] for place in places]
            columns = [
                days_of_a_workbook(cells) if name in days else cells
                for name, cells in zip(self.section.readable, columns)
            ]
            yield Block(rows.numbers, columns, rows.problems)


def plain_table(table: Table, *, practice_given: bool) -> PlainTable:
    """A table of the plain layout. Refuses one that lacks a required column or has one twice."""
    headings = [normal_heading(heading) for heading in table.headings]
    section = _likeliest(headings)
    assert section is not None, "asked only for headings of the plain layout"
    _refuse_repeated(table.file, table.heading_row, headings)
    row = table.heading_row
    _refuse_missing(table.file, row, headings, section, practice_given=practice_given)
    return PlainTable(table, section, [*table.notices])


def is_all_plain(headings: Sequence[str]) -> bool:
    """Whether every heading is one of a section of the plain layout."""
    names = {normal_heading(heading) for heading in headings if heading}
    section = _likeliest(sorted(names))
    return section is not None and names <= set(section.readable)


def known_to_plain(cells: Sequence[str]) -> int:
    """How many of these cells are headings of one section of the plain layout."""
    names = {normal_heading(cell) for cell in cells if len(cell) < _SHOWN}
    return max(len(names & set(section.readable)) for section in BY_NAME.values())


def normal_heading(text: str) -> str:
    """A heading as the layout writes it: `NHS Number ` and `nhs-number` are `nhs_number`."""
    return re.sub(r"[\s_-]+", "_", text.strip().strip("\ufeff").strip().casefold())


def recognise_plain(file: InspectedFile, *, practice_given: bool) -> PlainFile | None:
    """The section whose headings the file has; None when it has nobody's.

    Refuses a recognised file that lacks a required column or has one twice.
    """
    if file.is_workbook:
        return None
    delimiter = _delimiter_of(file)
    found = _find_headings(file, delimiter)
    if found is None:
        return None
    row, own, headings, section = found
    _refuse_repeated(file, row, headings)
    _refuse_missing(file, row, headings, section, practice_given=practice_given)
    plain = PlainFile(file, section, delimiter, row, headings, own)
    plain.warnings.extend(_heading_warnings(plain))
    return plain


def _find_headings(
    file: InspectedFile, delimiter: str
) -> tuple[int, tuple[str, ...], tuple[str, ...], Section] | None:
    """The heading row: the first row, or one below a preamble that has all it needs.

    With its number, its cells as they stand, and as the layout writes them.
    """
    is_first = True
    for row, cells in enumerate(first_records(file, delimiter, _SEARCHED_FOR_HEADINGS), 1):
        headings = _without_empty_end([normal_heading(cell) for cell in cells])
        if not headings:
            continue
        section = _likeliest(headings)
        if section and (is_first or set(section.required) <= set(headings)):
            return row, tuple(cells[: len(headings)]), headings, section
        is_first = False
    return None


def _likeliest(headings: Sequence[str]) -> Section | None:
    """The section with most of these headings; two of its own are the least."""
    names = set(headings)

    def likeness(section: Section) -> tuple[int, int]:
        return len(names & set(section.columns)), len(names & set(section.required))

    best = max(BY_NAME.values(), key=likeness)
    return best if likeness(best)[0] >= 2 else None


def _refuse_repeated(file: InspectedFile, row: int, headings: Sequence[str]) -> None:
    for name in headings:
        if name and headings.count(name) > 1:
            raise FileRefused(
                f"{file.name} has two columns of one name: {name[:_SHOWN]}.",
                "Remove or rename one of them.",
                column=name,
                row=row,
            )


def _refuse_missing(
    file: InspectedFile,
    row: int,
    headings: Sequence[str],
    section: Section,
    *,
    practice_given: bool,
) -> None:
    missing = [name for name in section.required if name not in headings]
    if missing == ["practice"] and practice_given:
        return
    if missing:
        hint = "Add the column, or export the search again with it."
        if missing == ["practice"]:
            hint = "Add the column, or name the practice with --practice ODS."
        raise FileRefused(
            f"{file.name} has no column {' and no column '.join(missing)}.",
            hint,
            column=missing[0],
            row=row,
        )


def _heading_warnings(plain: PlainFile) -> Iterator[str]:
    known = set(plain.section.readable)
    for name in plain.headings:
        if name and name not in known:
            yield f"The column {name[:_SHOWN]} is not part of the layout and was not read."
    if "" in plain.headings:
        yield "A column without a heading was not read."
    if plain.file.encoding == "cp1252":
        yield "The file is not UTF-8; it was read as Windows-1252. Check accented names."


def _without_empty_end(headings: list[str]) -> tuple[str, ...]:
    while headings and not headings[-1]:
        headings.pop()
    return tuple(headings)


def _place(headings: Sequence[str], name: str) -> int | None:
    return headings.index(name) if name in headings else None


def _delimiter_of(file: InspectedFile) -> str:
    """The separator of the first line that reads as headings; a comma if none does."""
    for line in file.head.decode(file.encoding, "ignore").splitlines()[:_SEARCHED_FOR_HEADINGS]:
        best = max(_DELIMITERS, key=line.count)
        if _likeliest([normal_heading(cell.strip('"')) for cell in line.split(best)]):
            return best
    return ","
