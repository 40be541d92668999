"""The sheets of a workbook as records of text, in the way that a text file has them."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any

from python_calamine import CalamineSheet, SheetTypeEnum, SheetVisibleEnum

from mdt_app.clinical.words import grouped
from mdt_app.intake.tables.files import FileRefused, InspectedFile
from mdt_app.intake.tables.heading_row import (
    SEARCHED,
    HeadingRow,
    Known,
    chosen_heading_row,
    find_heading_row,
)
from mdt_app.intake.tables.records import Chunk
from mdt_app.intake.tables.workbooks import Book, open_book
from mdt_app.intake.tables.xml_sheets import SheetFacts
from mdt_app.intake.wishes import Answers

ALL = "all"
_AT_ONCE = 4096
_CELLS_AT_ONCE = 400_000
_SERIAL = re.compile(r"([0-9]{1,5})(?:\.[0-9]+)?")
_LAST_SERIAL = 73_050
_LEAP_DAY_THAT_WAS_NOT = 60
_BEFORE_FIRST_DAY = date(1899, 12, 31)
_DIGITS_KEPT = 15
"""As many as a spreadsheet shows; what a number has beyond them is the machine's rounding."""


@dataclass(frozen=True, slots=True)
class FoundSheet:
    """A sheet that has headings."""

    name: str
    place: HeadingRow
    records: Sequence[Sequence[str]]
    """Those at the top of the sheet."""
    notices: tuple[str, ...]
    chunks: Callable[[], Iterator[Chunk]]
    rows: int


@dataclass(frozen=True, slots=True)
class FoundSheets:
    """The sheets to be read, those that could be, and what is to be said of the others."""

    sheets: Sequence[FoundSheet]
    choices: tuple[str, ...]
    notices: tuple[str, ...]


def sheets_in(file: InspectedFile, answers: Answers, sheet: str, known: Known) -> FoundSheets:
    """The sheets that the user means, or the only one with headings.

    Refuses a workbook with several, if none was named.
    """
    book = open_book(file)
    visible, hidden = _named_by_visibility(book)
    asked = _asked(file, answers.sheets or ((sheet,) if sheet else ()), visible)
    found, without = [], []
    for name in asked or visible:
        sheet_of_cells = book.sheet(name)
        read = _found(book, sheet_of_cells, answers, known)
        if read:
            found.append(read)
        elif sheet_of_cells.end or (asked and asked != visible):
            without.append(name)
    choices = tuple(each.name for each in found)
    if len(found) > 1 and not asked:
        raise _several(file, choices)
    if asked and without and asked != visible:
        raise FileRefused(
            f"The sheet {without[0]} of {file.name} has no headings that this program knows.",
            "Choose another sheet, or the row in which its headings are.",
            column="sheet",
            choices=visible,
        )
    passed = [f"The sheet “{name}” has no headings and was not read." for name in without]
    passed += [f"The sheet “{name}” is hidden and was not read." for name in hidden]
    passed += _notices("in the workbook", book.facts.get("", SheetFacts()))
    if asked:
        others = [name for name in visible if name not in asked]
        passed += [f"The sheet “{name}” was not asked for and not read." for name in others]
    return FoundSheets(found, tuple(visible), tuple(passed))


def excel_day(text: str) -> str:
    """The day that a spreadsheet's number stands for, as ISO; '' if it stands for none.

    Days are counted from 1900, with the 29 February that 1900 never had.

    >>> excel_day("45000"), excel_day("61"), excel_day("60"), excel_day("0")
    ('2023-03-15', '1900-03-01', '', '')
    """
    found = _SERIAL.fullmatch(text.strip())
    number = int(found[1]) if found else 0
    if not 1 <= number <= _LAST_SERIAL or number == _LEAP_DAY_THAT_WAS_NOT:
        return ""
    since = number - (number > _LEAP_DAY_THAT_WAS_NOT)
    return (_BEFORE_FIRST_DAY + timedelta(days=since)).isoformat()


def _several(file: InspectedFile, names: Sequence[str]) -> FileRefused:
    return FileRefused(
        f"{file.name} has several sheets with headings: {_listed(names)}.",
        "Name one with --sheet NAME, or take all of them with --sheet all.",
        column="sheet",
        choices=[*names, ALL],
    )


def _named_by_visibility(book: Book) -> tuple[list[str], list[str]]:
    tables = [
        sheet for sheet in book.reader.sheets_metadata if sheet.typ is SheetTypeEnum.WorkSheet
    ]
    visible = [sheet.name for sheet in tables if sheet.visible is SheetVisibleEnum.Visible]
    return visible, [sheet.name for sheet in tables if sheet.name not in visible]


def _asked(file: InspectedFile, wanted: Sequence[str], visible: list[str]) -> list[str]:
    """The sheets that were named; none of them means that nothing was said."""
    by_name = {name.strip().casefold(): name for name in reversed(visible)}
    if ALL not in by_name and any(name.strip().casefold() == ALL for name in wanted):
        return visible
    for name in wanted:
        if name.strip().casefold() not in by_name:
            raise FileRefused(
                f"{file.name} has no visible sheet {name[:60]}.",
                f"Choose one of: {_listed(visible)}.",
                column="sheet",
                choices=visible,
            )
    return [by_name[name.strip().casefold()] for name in wanted]


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names)


def _found(book: Book, sheet: CalamineSheet, answers: Answers, known: Known) -> FoundSheet | None:
    name = sheet.name
    top = max(SEARCHED, answers.heading_row) + SEARCHED
    records = [_as_text(cells) for cells in islice(sheet.iter_rows(), top)]
    if answers.heading_row:
        place = chosen_heading_row(records, answers.heading_row, known)
    else:
        place = find_heading_row(records, known)
    if place is None:
        return None

    def chunks() -> Iterator[Chunk]:
        return _chunks(sheet)

    where = f"in the sheet “{name}”"
    notices = tuple(_notices(where, book.facts.get(name, SheetFacts())))
    return FoundSheet(name, place, records, notices, chunks, (sheet.end or (0, 0))[0] + 1)


def _notices(where: str, facts: SheetFacts) -> Iterator[str]:
    if facts.errors:
        yield f"Cells {where} with an error such as #N/A, read as empty: {grouped(facts.errors)}."
    if facts.unworked:
        count = grouped(facts.unworked)
        yield f"Formulas {where} without a value: {count}. Open it in Excel and save it again."
    if facts.hidden_rows:
        yield f"Hidden rows {where}, read like the others: {grouped(facts.hidden_rows)}."


def _chunks(sheet: CalamineSheet) -> Iterator[Chunk]:
    rows, first = sheet.iter_rows(), 1
    at_once = max(1, min(_AT_ONCE, _CELLS_AT_ONCE // sheet.width))
    while records := [_as_text(cells) for cells in islice(rows, at_once)]:
        yield first, records
        first += len(records)


# --- cells -------------------------------------------------------------------------------


def _as_text(cells: Iterable[Any]) -> list[str]:
    return [_TEXT[type(cell)](cell) for cell in cells]


def _number(cell: float) -> str:
    return format(cell, f".{_DIGITS_KEPT}g") if cell - cell == 0 else ""


def _moment(cell: datetime) -> str:
    if cell.time() == time():
        return cell.date().isoformat()
    return cell.isoformat(" ", "seconds")


def _duration(cell: timedelta) -> str:
    minutes, seconds = divmod(round(cell.total_seconds()), 60)
    return f"{minutes // 60}:{minutes % 60:02d}:{seconds:02d}"


_TEXT: Mapping[type, Callable[[Any], str]] = {
    str: str,
    float: _number,
    int: str,
    bool: {True: "yes", False: "no"}.__getitem__,
    date: date.isoformat,
    datetime: _moment,
    time: lambda cell: cell.isoformat("auto"),
    timedelta: _duration,
}
