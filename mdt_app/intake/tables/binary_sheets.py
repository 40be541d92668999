"""Looks through binary workbooks before they are opened: how big a sheet is, and what is odd in it.

Records as in [MS-XLS] and [MS-XLSB]: a kind, a length and so many bytes. What a record says of
the size of things is compared with the bytes there are, since the reader takes its word.
"""

import struct
from collections.abc import Iterator

from mdt_app.intake.tables.archives import Damaged, Protected, TooMuch
from mdt_app.intake.tables.xml_sheets import SheetFacts, refuse_too_far_apart

_END, _FORMULA, _PASSWORD, _SHEET, _STRINGS = 0x0A, 0x06, 0x2F, 0x85, 0xFC
_DIMENSIONS, _BOOL_OR_ERROR, _MANY = 0x0200, 0x0205, 0xBD
_CELLS = frozenset((0x06, 0x0203, 0x0204, 0x0205, 0x027E, 0xFD, 0xBD, 0xD6))
"""Formula, number, text, yes or no, packed number, shared text, several numbers, rich text."""
_MOST_SHEETS = 255
_LEAST_TEXT = 3
"""Bytes of the shortest text in a table of texts."""


def xls_sheets(stream: bytes) -> list[SheetFacts]:
    """Look through all sheets of a workbook of before 2007, in its order."""
    starts = []
    for kind, record in _xls_records(stream, 0):
        if kind == _PASSWORD:
            raise Protected
        if kind == _SHEET and len(record) >= 6:
            starts.append(struct.unpack_from("<I", record)[0])
        elif kind == _STRINGS and len(record) >= 8:
            _refuse_more_than_there_is(struct.unpack_from("<I", record, 4)[0], stream)
    if len(starts) > _MOST_SHEETS:
        raise Damaged
    return [_xls_sheet(stream, start) for start in starts]


def _xls_sheet(stream: bytes, start: int) -> SheetFacts:
    facts = SheetFacts()
    rows = columns = 0
    first = last = least = -1
    for kind, record in _xls_records(stream, start):
        if kind == _DIMENSIONS:
            _check_dimensions(record)
        elif kind in _CELLS and len(record) >= 6:
            row, column = struct.unpack_from("<HH", record)
            if kind == _MANY:
                column = max(column, struct.unpack_from("<H", record, len(record) - 2)[0])
            first = row if first < 0 else first
            least = row if least < 0 else min(least, row)
            last, rows, columns = row, max(rows, row + 1), max(columns, column + 1)
            facts.errors += _is_error(kind, record)
    if least < first or last + 1 < rows:
        raise Damaged
    refuse_too_far_apart(rows, columns, are_kept_twice=True)
    return facts


def _check_dimensions(record: bytes) -> None:
    if len(record) == 14:
        top, bottom, left, right = struct.unpack_from("<IIHH", record)
    elif len(record) == 10:
        top, bottom, left, right = struct.unpack_from("<HHHH", record)
    else:
        raise Damaged
    if bottom and right:
        if top > bottom or left > right:
            raise Damaged
        refuse_too_far_apart(bottom - top, right - left)


def _is_error(kind: int, record: bytes) -> bool:
    if kind == _BOOL_OR_ERROR:
        return len(record) >= 8 and record[7] == 1
    return kind == _FORMULA and record[6:7] == b"\2" and record[12:14] == b"\xff\xff"


def _xls_records(stream: bytes, place: int) -> Iterator[tuple[int, bytes]]:
    """Records up to the end of the sheet that begins here."""
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        if place + 4 + length > len(stream):
            raise Damaged
        if kind == _END:
            return
        yield kind, stream[place + 4 : place + 4 + length]
        place += 4 + length
    raise Damaged


# --- workbooks of binary parts -----------------------------------------------------------

_ROW_HEAD, _SIZE, _TEXTS = 0, 148, 159
_XLSB_CELLS = frozenset((*range(2, 12), 62))
_ERRORS = (3, 11)


def xlsb_sheet(part: bytes) -> SheetFacts:
    """Look through one sheet."""
    facts = SheetFacts()
    row = rows = columns = 0
    first = last = least = -1
    for kind, record in _xlsb_records(part):
        if kind == _ROW_HEAD:
            row = _first_number(record)
        elif kind in _XLSB_CELLS:
            first = row if first < 0 else first
            least = row if least < 0 else min(least, row)
            last = row
            rows, columns = max(rows, row + 1), max(columns, _first_number(record) + 1)
            facts.errors += kind in _ERRORS
        elif kind == _SIZE and len(record) >= 16:
            top, bottom, left, right = struct.unpack_from("<IIII", record)
            refuse_too_far_apart(max(0, bottom - top) + 1, max(0, right - left) + 1)
    if least < first or last + 1 < rows:
        raise Damaged
    refuse_too_far_apart(rows, columns)
    return facts


def xlsb_texts(part: bytes) -> None:
    """Look through the table of texts."""
    for kind, record in _xlsb_records(part):
        if kind == _TEXTS and len(record) >= 8:
            _refuse_more_than_there_is(struct.unpack_from("<I", record, 4)[0], part)


def _xlsb_records(part: bytes) -> Iterator[tuple[int, bytes]]:
    place = 0
    while place < len(part):
        kind, place = _varied(part, place, 2)
        length, place = _varied(part, place, 4)
        if place + length > len(part):
            raise Damaged
        yield kind, part[place : place + length]
        place += length


def _varied(part: bytes, place: int, most: int) -> tuple[int, int]:
    """A number in as many bytes as it needs: the highest bit says that another follows."""
    number = 0
    for count, byte in enumerate(part[place : place + most]):
        number |= (byte & 0x7F) << (7 * count)
        if byte < 0x80:
            return number, place + count + 1
    return number, place + most


def _first_number(record: bytes) -> int:
    if len(record) < 4:
        raise Damaged
    return int(struct.unpack_from("<I", record)[0])


def _refuse_more_than_there_is(count: int, content: bytes) -> None:
    if count * _LEAST_TEXT > len(content):
        raise TooMuch
