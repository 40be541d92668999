"""Reads the records of a delimited file, block by block, and loses no row to a bad neighbour."""

import csv
from collections import deque
from collections.abc import Iterator
from functools import partial
from itertools import chain, islice
from typing import TextIO

from mdt_app.intake.tables.cell_shapes import is_identifier
from mdt_app.intake.tables.files import FileRefused, InspectedFile

Chunk = tuple[int, list[list[str]]]
"""The row of the first record, and some thousand records; blank ones are empty lists."""

_LONGEST_FIELD = 2 << 20
_LONGEST_LINE = 8 << 20
_BLOCK = 1 << 16
"""Characters read at once, so that a file of very long lines is no burden either."""


class BrokenLine(list[str]):
    """A line whose quotation marks do not match: one cell, the line itself."""


def chunks(file: InspectedFile, delimiter: str) -> Iterator[Chunk]:
    """Records by the thousand, with the number of the first; blank ones as empty lists.

    A quotation mark that is never closed would swallow the rows below it. From the chunk
    with the first such line on, records are read one at a time, and only that line is lost.
    """
    if file.longest_line > _LONGEST_LINE:
        raise FileRefused(
            f"{file.name} has a line of more than {_LONGEST_LINE >> 20} MB, as no list has.",
            "Export the search again.",
        )
    try:
        yield from _chunks(file, delimiter)
    except (OSError, UnicodeError):
        raise FileRefused(
            f"{file.name} changed or went away while it was being read.", "Import it again."
        ) from None


def first_records(file: InspectedFile, delimiter: str, count: int) -> list[list[str]]:
    """The records at the top of the file."""
    found: list[list[str]] = []
    for _first, records in chunks(file, delimiter):
        found.extend(records)
        if len(found) >= count:
            break
    return found[:count]


def _chunks(file: InspectedFile, delimiter: str) -> Iterator[Chunk]:
    csv.field_size_limit(_LONGEST_FIELD)
    first, lines_read = 1, 0
    with file.opened() as text:
        blocks = _Blocks(text)
        reader = csv.reader(chain.from_iterable(blocks), delimiter=delimiter, strict=True)
        try:
            while (record := next(reader, None)) is not None:
                records = [record, *islice(reader, blocks.size - 1)]
                if reader.line_num > lines_read + len(records):
                    _refuse_swallowed(records, delimiter)
                lines_read = reader.line_num
                yield first, records
                first += len(records)
        except csv.Error:
            pass
        else:
            return
    with file.opened() as text:
        careful = islice(_careful_records(text, delimiter), first - 1, None)
        while records := _a_block_of(careful):
            yield first, records
            first += len(records)


class _Blocks:
    """The lines of a text, a block at a time; `size` is how many lines the last block had."""

    def __init__(self, text: TextIO) -> None:
        self.size = 0
        self._text = text

    def __iter__(self) -> Iterator[list[str]]:
        for lines in iter(partial(self._text.readlines, _BLOCK), []):
            self.size = len(lines)
            yield lines


def _a_block_of(careful: Iterator[tuple[list[str], int]]) -> list[list[str]]:
    records, size = [], 0
    for record, length in careful:
        records.append(record)
        size += length
        if size >= _BLOCK:
            break
    return records


def _careful_records(lines: Iterator[str], delimiter: str) -> Iterator[tuple[list[str], int]]:
    """Records one at a time, with their length in the file.

    A line that opens a quotation it does not close is given alone.
    """
    waiting: deque[str] = deque()
    while True:
        taken: list[str] = []
        record = _next_record(_noting(waiting, lines, taken), delimiter)
        if not taken:
            return
        if record is None or (len(taken) > 1 and _has_swallowed(record, delimiter)):
            waiting.extendleft(reversed(taken[1:]))
            del taken[1:]
            record = BrokenLine(taken)
        yield record, sum(map(len, taken))


def _refuse_swallowed(records: list[list[str]], delimiter: str) -> None:
    if any(_has_swallowed(record, delimiter) for record in records):
        raise csv.Error


def _has_swallowed(record: list[str], delimiter: str) -> bool:
    """Whether a quoted cell holds a line with a person's number where the record has one.

    Two quotation marks that do not belong together would otherwise hide the rows between them.
    """
    places = [place for place, cell in enumerate(record) if is_identifier(cell)]
    rows = (line.split(delimiter) for cell in record for line in cell.splitlines()[1:])
    return any(place < len(row) and is_identifier(row[place]) for row in rows for place in places)


def _noting(waiting: deque[str], lines: Iterator[str], taken: list[str]) -> Iterator[str]:
    while line := waiting.popleft() if waiting else next(lines, ""):
        taken.append(line)
        yield line


def _next_record(lines: Iterator[str], delimiter: str) -> list[str] | None:
    try:
        return next(csv.reader(lines, delimiter=delimiter, strict=True), [])
    except csv.Error:
        return None
