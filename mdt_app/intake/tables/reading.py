"""A file as tables: headings, and below them data rows in columns, whatever stands around them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from mdt_app.clinical.words import grouped
from mdt_app.intake.rows import Guess
from mdt_app.intake.tables.delimited import delimited, guesses_about, heading_row_guess
from mdt_app.intake.tables.files import FileRefused, InspectedFile, read_as
from mdt_app.intake.tables.heading_row import HeadingRow, Known
from mdt_app.intake.tables.laying_out import LayingOut, Rows
from mdt_app.intake.tables.odd_rows import says_cut_short
from mdt_app.intake.tables.records import Chunk, chunks
from mdt_app.intake.tables.told import Told, shown
from mdt_app.intake.wishes import Answers

__all__ = ["Rows", "Table", "tables_in"]

_MOST_COLUMNS = 1000


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under one row of headings: a text file, or a sheet of a workbook."""

    file: InspectedFile
    name: str
    """`list.csv`, or `list.xlsx · Results`."""
    guesses: list[Guess]
    """How it is read, with what can be chosen instead."""
    _place: HeadingRow
    _known: Known
    _chunks: Callable[[], Iterator[Chunk]]
    _told: Told

    @property
    def heading_row(self) -> int:
        return self._place.row

    @property
    def headings(self) -> tuple[str, ...]:
        """As in the file, without spaces around them; '' for an empty one."""
        return self._place.headings

    @property
    def labels(self) -> tuple[str, ...]:
        """Of the row right above the headings, if it labels groups of columns; else ()."""
        return self._place.labels

    @property
    def notices(self) -> list[str]:
        """What was passed over; grows while rows are read, each said once."""
        return self._told.notices

    @property
    def cut_short(self) -> list[str]:
        """Why the file may be cut short; grows while rows are read."""
        return self._told.cut_short

    def blocks(self) -> Iterator[Rows]:
        """The data rows, streamed afresh each time."""
        laying_out = LayingOut(self.file, self._place, self._known, self._told)
        return laying_out.rows(self._chunks())


def tables_in(file: InspectedFile, answers: Answers, sheet: str, known: Known) -> list[Table]:
    """The tables of a file; none if no row of headings is known.

    Refuses answers that cannot read the file, and a workbook in which a sheet must be chosen.
    """
    if file.is_workbook:
        return _tables_of_workbook(file, answers, sheet, known)
    if answers.encoding and answers.encoding != file.encoding:
        file = read_as(file, answers.encoding)
    found = delimited(file, answers, known)
    if found is None:
        return []
    _refuse_too_wide(file, found.place)
    told = _told_above(found.records, found.place)
    if file.is_broken_off:
        told.is_cut_short("The file ends in the middle of a letter.")

    def records() -> Iterator[Chunk]:
        return chunks(file, found.delimiter)

    guesses = guesses_about(file, found)
    return [Table(file, file.name, guesses, found.place, known, records, told)]


def _tables_of_workbook(
    file: InspectedFile, answers: Answers, sheet: str, known: Known
) -> list[Table]:
    from mdt_app.intake.tables.spreadsheets import ALL, sheets_in

    found = sheets_in(file, answers, sheet, known)
    choices = [(name, name) for name in found.choices]
    if len(choices) > 1:
        choices.append((ALL, "all sheets"))
    tables = []
    for number, each in enumerate(found.sheets):
        _refuse_too_wide(file, each.place)
        told = _told_above(each.records, each.place)
        told.notices.extend([*each.notices, *(found.notices if number == 0 else ())])
        guesses = [
            Guess("sheet", each.name, each.name, tuple(choices)),
            heading_row_guess(each.place, each.records),
        ]
        part = replace(file, lines=each.rows)
        name = f"{file.name} · {each.name}"
        tables.append(Table(part, name, guesses, each.place, known, each.chunks, told))
    return tables


def _told_above(records: Sequence[Sequence[str]], place: HeadingRow) -> Told:
    told = Told()
    for row, cells in enumerate(records[: place.row - 1], 1):
        if says_cut_short(cells, 0):
            told.is_cut_short(f"Row {row} says “{shown(cells)}”.")
    return told


def _refuse_too_wide(file: InspectedFile, place: HeadingRow) -> None:
    if len(place.headings) > _MOST_COLUMNS:
        number = grouped(len(place.headings))
        raise FileRefused(
            f"{file.name} has {number} columns, more than any list of people.",
            "Export only the columns that are needed.",
            row=place.row,
        )
