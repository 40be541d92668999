"""Reads one file of the plain layout: its headings, then its rows, streamed and numbered.

A row's number is the row a spreadsheet shows: blank lines count, a quoted line break does not.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from operator import itemgetter
from typing import NamedTuple

from mdt_app.intake.files import FileRefused, InspectedFile
from mdt_app.intake.rows import Problem
from mdt_app.intake.sections import BY_NAME, Section

LAYOUT = "plain"
LONGEST_CELL = 32_767
"""As many characters as a spreadsheet's cell holds."""

_LONGEST_FIELD = 4 << 20
_LAST_LINE = "\x1fend of file"
_SEARCHED_FOR_HEADINGS = 30
_DELIMITERS = ",;\t|~"
_SHOWN = 200


class ReadRow(NamedTuple):
    """One row's cells in the order of `Section.readable`; '' where there is no such column."""

    row: int
    cells: tuple[str, ...]
    raw: str
    inferred: bool


@dataclass(frozen=True, slots=True)
class PlainFile:
    """A recognised file of the plain layout."""

    file: InspectedFile
    section: Section
    delimiter: str
    heading_row: int
    headings: tuple[str, ...]
    warnings: list[str] = field(default_factory=list)

    def rows(self) -> Iterator[ReadRow | Problem]:
        """Every row that is not blank; a row with too many cells comes as a problem."""
        columns = self.section.readable
        absent = len(self.headings)
        places = [_place(self.headings, name, absent) for name in columns]
        pick = itemgetter(*places)
        width, own_heading = len(self.headings), None
        for number, cells in _records(self.file, self.delimiter):
            if number <= self.heading_row:
                own_heading = cells[places[0]] if number == self.heading_row else None
                continue
            if len(cells) != width:
                if any(map(str.strip, cells[width:])):
                    yield _too_many(self.section.name, number, cells[width:])
                    continue
                cells = (cells + [""] * (width - len(cells)))[:width]
            cells.append("")
            picked = pick(cells)
            if not picked[0] and not any(map(str.strip, cells)):
                continue
            if picked[0] == own_heading and normal_heading(picked[0]) == "nhs_number":
                continue
            if self.file.has_nul and any("\0" in cell for cell in cells):
                yield _with_nul(self.section.name, number)
                continue
            yield ReadRow(number, picked, "", False)


def normal_heading(text: str) -> str:
    """A heading as the layout writes it: `NHS Number ` and `nhs-number` are `nhs_number`."""
    return re.sub(r"[\s_-]+", "_", text.strip().strip("\ufeff").strip().casefold())


def recognise_plain(file: InspectedFile, *, practice_given: bool) -> PlainFile | None:
    """The section whose headings the file has; None when it has nobody's.

    Refuses a recognised file that lacks a required column or has one twice.
    """
    delimiter = _delimiter_of(file)
    found = _find_headings(file, delimiter)
    if found is None:
        return None
    row, headings, section = found
    _refuse_repeated(file, row, headings)
    _refuse_missing(file, row, headings, section, practice_given=practice_given)
    plain = PlainFile(file, section, delimiter, row, headings)
    plain.warnings.extend(_heading_warnings(plain))
    return plain


def _find_headings(
    file: InspectedFile, delimiter: str
) -> tuple[int, tuple[str, ...], Section] | None:
    """The heading row: the first row, or one below a preamble that has all it needs."""
    is_first = True
    for row, cells in islice(_records(file, delimiter), _SEARCHED_FOR_HEADINGS):
        headings = _without_empty_end([normal_heading(cell) for cell in cells])
        if not headings:
            continue
        section = _likeliest(headings)
        if section and (is_first or set(section.required) <= set(headings)):
            return row, headings, section
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


def _place(headings: Sequence[str], name: str, absent: int) -> int:
    return headings.index(name) if name in headings else absent


def _delimiter_of(file: InspectedFile) -> str:
    """The separator of the first line that reads as headings; a comma if none does."""
    for line in file.head.decode(file.encoding, "ignore").splitlines()[:_SEARCHED_FOR_HEADINGS]:
        best = max(_DELIMITERS, key=line.count)
        if _likeliest([normal_heading(cell.strip('"')) for cell in line.split(best)]):
            return best
    return ","


def _records(file: InspectedFile, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Numbered records, blank ones as empty lists. Refuses a quotation mark never closed."""
    csv.field_size_limit(_LONGEST_FIELD)
    row = 0
    try:
        with file.path.open(encoding=file.encoding, newline="") as lines:
            for cells in csv.reader(chain(lines, (_LAST_LINE,)), delimiter=delimiter):
                row += 1
                if cells == [_LAST_LINE]:
                    return
                yield row, cells
    except csv.Error:
        row += 1
    raise FileRefused(
        f"{file.name}: a quotation mark opened in row {row} is never closed.",
        "Correct that row, or export the search again.",
        row=row,
    )


def _too_many(section: str, row: int, extra: Sequence[str]) -> Problem:
    return Problem(
        row,
        "",
        ", ".join(extra).strip()[:_SHOWN],
        "More cells than headings",
        "Put a text that holds a comma in quotation marks.",
        section,
    )


def _with_nul(section: str, row: int) -> Problem:
    return Problem(
        row, "", "", "The row holds a NUL character", "Export the search again.", section
    )
