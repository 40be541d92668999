"""Reads the records of a delimited file, in thousands, and loses no row to a bad neighbour."""

import csv
from collections import deque
from collections.abc import Iterator
from itertools import islice

from mdt_app.intake.files import FileRefused, InspectedFile

_LONGEST_FIELD = 2 << 20
_CHUNK = 4096


class BrokenLine(list[str]):
    """A line whose quotation marks do not match: one cell, the line itself."""


def chunks(file: InspectedFile, delimiter: str) -> Iterator[tuple[int, list[list[str]]]]:
    """Records by the thousand, with the number of the first; blank ones as empty lists.

    A quotation mark that is never closed would swallow the rows below it. From the chunk
    with the first such line on, records are read one at a time, and only that line is lost.
    """
    try:
        yield from _chunks(file, delimiter)
    except (OSError, UnicodeError):
        raise FileRefused(
            f"{file.name} changed or went away while it was being read.", "Import it again."
        ) from None


def _chunks(file: InspectedFile, delimiter: str) -> Iterator[tuple[int, list[list[str]]]]:
    csv.field_size_limit(_LONGEST_FIELD)
    first = 1
    with file.path.open(encoding=file.encoding, newline="") as lines:
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        try:
            while records := list(islice(reader, _CHUNK)):
                yield first, records
                first += len(records)
        except csv.Error:
            pass
        else:
            return
    with file.path.open(encoding=file.encoding, newline="") as lines:
        careful = islice(_careful_records(lines, delimiter), first - 1, None)
        while records := list(islice(careful, _CHUNK)):
            yield first, records
            first += len(records)


def _careful_records(lines: Iterator[str], delimiter: str) -> Iterator[list[str]]:
    """Records one at a time; a line that opens a quotation it does not close is given alone."""
    waiting: deque[str] = deque()
    while True:
        taken: list[str] = []
        record = _next_record(_noting(waiting, lines, taken), delimiter)
        if not taken:
            return
        if record is None:
            waiting.extendleft(reversed(taken[1:]))
            record = BrokenLine(taken[:1])
        yield record


def _noting(waiting: deque[str], lines: Iterator[str], taken: list[str]) -> Iterator[str]:
    while line := waiting.popleft() if waiting else next(lines, ""):
        taken.append(line)
        yield line


def _next_record(lines: Iterator[str], delimiter: str) -> list[str] | None:
    try:
        return next(csv.reader(lines, delimiter=delimiter, strict=True), [])
    except csv.Error:
        return None
