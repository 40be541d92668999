"""Binary workbooks looked through before they are opened: record by record, to the last byte."""

import struct

import pytest

from mdt_app.intake.tables.archives import Damaged, Protected, TooMuch
from mdt_app.intake.tables.binary_sheets import xls_sheets, xlsb_sheet, xlsb_texts
from tests.intake.odd_books import _part as part
from tests.intake.odd_books import record, xls_stream

ROWS = [["NHS Number", "Value"], ["9990000018", 58]]
END = record(0x0A)


def sheet_of(*records: bytes) -> bytes:
    """A workbook whose one sheet is made of these records."""
    begin = record(0x809, b"\0" * 16)
    place = len(begin) + 4 + 6 + 4
    return begin + record(0x85, struct.pack("<IH", place, 0)) + END + b"".join(records) + END


def cell(row: int, column: int = 0, kind: int = 0x203) -> bytes:
    return record(kind, struct.pack("<HHH", row, column, 0) + b"\0" * 8)


def dimensions(top: int, bottom: int, left: int, right: int, layout: str = "<IIHHH") -> bytes:
    return record(0x200, struct.pack(layout, top, bottom, left, right, 0))


# --- before 2007 ---


@pytest.mark.parametrize(
    ("records", "errors"),
    [
        ([], 0),
        ([cell(0)], 0),
        ([dimensions(0, 0, 0, 0)], 0),
        ([dimensions(1, 1, 1, 1)], 0),
        ([dimensions(0, 2, 0, 2, "<HHHHH")], 0),
        ([dimensions(5, 0, 0, 2)], 0),
        ([dimensions(0, 2, 5, 0)], 0),
        ([dimensions(20_000, 20_100, 0, 200)], 0),
        ([dimensions(0, 20_000, 150, 200)], 0),
        ([record(0x203, struct.pack("<HHH", 0, 0, 0))], 0),
        ([cell(0), record(0xBD, struct.pack("<HHHHHH", 20_000, 0, 0, 0, 0xFF00, 0))], 0),
        ([cell(0), cell(0, 1), cell(1)], 0),
        ([cell(3), cell(4)], 0),
        ([record(0x205, struct.pack("<HHHBB", 0, 0, 0, 42, 1))], 1),
        ([record(0x205, struct.pack("<HHHBB", 0, 0, 0, 1, 0))], 0),
        ([record(0x205, struct.pack("<HHHB", 0, 0, 0, 42))], 0),
        ([record(0x203, struct.pack("<HHHBB", 0, 0, 0, 42, 1))], 0),
        ([record(0x06, struct.pack("<HHH6s2s", 0, 0, 0, b"\2\0\x2a\0\0\0", b"\xff\xff"))], 1),
        ([record(0x06, b"\0" * 6 + b"\2\0\x2a\0\0\0\xff\xff" + bytes(8))], 1),
        ([record(0x06, struct.pack("<HHH6s2s", 0, 0, 0, b"\2\0\x2a\0\0\0", b"\0\0"))], 0),
        ([record(0x06, struct.pack("<HHH6s2s", 0, 0, 0, b"\1\0\x2a\0\0\0", b"\xff\xff"))], 0),
    ],
)
def test_an_old_sheet_is_looked_through_and_its_errors_counted(records, errors):
    (facts,) = xls_sheets(sheet_of(*records))
    assert facts.errors == errors


@pytest.mark.parametrize(
    "records",
    [
        [dimensions(2, 1, 0, 1)],
        [dimensions(0, 1, 2, 1)],
        [dimensions(2, 1, 0, 1, "<HHHHH")],
        [record(0x200, b"\0" * 12)],
        [cell(1), cell(0), cell(1)],
        [cell(0), cell(2), cell(1)],
        [record(0x203, struct.pack("<HHH", 1, 0, 0)), cell(0)],
        [struct.pack("<HH", 0x0A, 99)],
    ],
)
def test_an_old_sheet_that_contradicts_itself_is_refused(records):
    with pytest.raises(Damaged):
        xls_sheets(sheet_of(*records))


@pytest.mark.parametrize(
    "records",
    [
        [dimensions(0, 60_000, 0, 200)],
        [dimensions(0, 60_000, 0, 200, "<HHHHH")],
        [cell(0), cell(60_000, 60)],
        [cell(0), cell(60_000), cell(60_000, 60)],
        [cell(0), record(0xBD, struct.pack("<HHHH", 60_000, 0, 0, 60))],
        [cell(0), record(0xBE, struct.pack("<HHHH", 60_000, 0, 0, 60)), cell(60_000, 60)],
    ],
)
def test_an_old_sheet_of_more_cells_than_memory_is_refused(records):
    with pytest.raises(TooMuch):
        xls_sheets(sheet_of(*records))


@pytest.mark.parametrize("kind", [0x06, 0x203, 0x204, 0x205, 0x27E, 0xFD, 0xBD, 0xD6])
def test_every_kind_of_cell_counts_in_the_size_of_an_old_sheet(kind):
    far = record(kind, struct.pack("<HHHHH", 60_000, 60, 0, 0, 60))
    with pytest.raises(TooMuch):
        xls_sheets(sheet_of(cell(0), far))


@pytest.mark.parametrize("kind", [0x07, 0x0BE, 0x0D7, 0x0FE, 0x27F, 0x208])
def test_what_is_no_cell_of_an_old_sheet_does_not(kind):
    far = record(kind, struct.pack("<HHHHH", 60_000, 60, 0, 0, 60))
    assert len(xls_sheets(sheet_of(cell(0), far))) == 1


def test_the_end_of_a_cell_says_nothing_of_its_place():
    wide = record(0x203, struct.pack("<HHHHH", 60_000, 0, 0, 0, 60))
    assert len(xls_sheets(sheet_of(cell(0), wide))) == 1


def _whole_book() -> bytes:
    return xls_stream(ROWS)


def test_an_old_book_cut_short_anywhere_is_refused():
    whole = _whole_book()
    assert len(xls_sheets(whole)) == 1
    for length in range(len(whole) - 1):
        with pytest.raises(Damaged):
            xls_sheets(whole[:length])


@pytest.mark.parametrize(
    ("starts", "refusal"),
    [([10_000], Damaged), ([14], Damaged), ([0, 10_000], Damaged), ([0] * 256, Damaged)],
)
def test_sheets_that_begin_nowhere_or_are_too_many_are_refused(starts, refusal):
    sheets = b"".join(record(0x85, struct.pack("<IH", start, 0)) for start in starts)
    with pytest.raises(refusal):
        xls_sheets(sheets + END)


def test_as_many_sheets_as_a_book_may_have_are_looked_through():
    sheets = record(0x85, struct.pack("<IH", 0, 0)) * 255
    assert len(xls_sheets(sheets + END)) == 255


def test_a_book_with_a_password_is_refused_as_one():
    with pytest.raises(Protected):
        xls_sheets(record(0x2F) + END)


@pytest.mark.parametrize("count", [5, 1000])
def test_an_old_book_may_not_announce_more_texts_than_it_can_hold(count):
    book = record(0xFC, struct.pack("<II", 0, count)) + END
    if count * 3 <= len(book):
        assert xls_sheets(book) == []
        return
    with pytest.raises(TooMuch):
        xls_sheets(book)


# --- binary parts ---


def row(number: int) -> bytes:
    return part(0, struct.pack("<I", number))


def value(column: int, kind: int = 2) -> bytes:
    return part(kind, struct.pack("<I", column))


@pytest.mark.parametrize("kind", [*range(2, 12), 62])
def test_every_kind_of_cell_counts_in_the_size_of_a_sheet(kind):
    with pytest.raises(TooMuch):
        xlsb_sheet(b"".join([row(0), value(0), row(700_000), value(9, kind)]))


@pytest.mark.parametrize("kind", [1, 12, 61, 63])
def test_what_is_no_cell_of_a_sheet_does_not(kind):
    xlsb_sheet(b"".join([row(0), value(0), row(700_000), value(9, kind)]))


@pytest.mark.parametrize(
    ("records", "errors"),
    [
        ([], 0),
        ([row(0), value(0), value(1)], 0),
        ([row(0), value(0, 3), row(1), value(0, 11)], 2),
        ([row(5), value(0), row(6), value(0)], 0),
        ([part(148, struct.pack("<IIII", 0, 2, 0, 2))], 0),
        ([part(148, struct.pack("<IIII", 9, 2, 9, 2))], 0),
        ([part(130, b"x" * 200)], 0),
        ([part(148, b"\xff" * 12)], 0),
        ([b"\x80\x81\x00", row(0), value(0, 3)], 1),
        ([part(148, struct.pack("<IIII", 9, 2, 0, 5_999_999))], 0),
        ([part(148, struct.pack("<IIII", 0, 5_999_999, 9, 2))], 0),
        ([part(149, b"\xff" * 16)], 0),
        ([part(148, struct.pack("<IIII", 0, 599_999, 0, 9))], 0),
        ([part(148, struct.pack("<IIII", 600_000, 1_199_999, 9, 18))], 0),
        ([row(599_999), value(9)], 0),
        ([b"\xff\x7f\x00", row(0), value(0, 3)], 1),
        ([b"\x00\x84\x80\x80\x00\0\0\0\0", value(0, 3)], 1),
    ],
)
def test_a_binary_sheet_is_looked_through_and_its_errors_counted(records, errors):
    assert xlsb_sheet(b"".join(records)).errors == errors


@pytest.mark.parametrize(
    ("records", "refusal"),
    [
        ([row(1), value(0), row(0), value(0), row(1), value(0)], Damaged),
        ([row(0), value(0), row(2), value(0), row(1), value(0)], Damaged),
        ([part(0, b"\0\0\0")], Damaged),
        ([row(0), part(2, b"\0\0\0")], Damaged),
        ([b"\x00\x05abc"], Damaged),
        ([b"\x01\x05abc"], Damaged),
        ([b"\x80"], Damaged),
        ([b"\x00\x80\x80"], Damaged),
        ([b"\x00\x80\x80\x80"], Damaged),
        ([b"\x00\x84\x80\x80\x80\0\0\0"], Damaged),
        ([part(148, struct.pack("<IIII", 0, 600_000, 0, 9))], TooMuch),
        ([part(148, struct.pack("<IIII", 0, 599_999, 0, 10))], TooMuch),
        ([row(600_000), value(9)], TooMuch),
        ([row(599_999), value(10)], TooMuch),
        ([part(148, struct.pack("<IIII", 0, 600_000, 0, 10))], TooMuch),
        ([row(0), value(0), row(600_000), value(10)], TooMuch),
    ],
)
def test_a_binary_sheet_that_is_damaged_or_too_big_is_refused(records, refusal):
    with pytest.raises(refusal):
        xlsb_sheet(b"".join(records))


def test_texts_may_not_be_announced_that_there_is_no_room_for():
    xlsb_texts(part(159, struct.pack("<II", 0, 4) + b"x"))
    xlsb_texts(part(159, b"\xff" * 7))
    xlsb_texts(part(158, struct.pack("<II", 0, 1000)))
    with pytest.raises(TooMuch):
        xlsb_texts(part(159, struct.pack("<II", 0, 1000)))


def test_four_bytes_of_a_length_are_the_most_there_are():
    long = b"\x00\x84\x80\x80\x80" + b"\0" * 4 + value(0, 3)
    assert xlsb_sheet(long).errors == 1
