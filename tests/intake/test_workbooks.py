"""Workbooks that are damaged, locked or too much: one sentence, and nothing of them is read."""

import io
import struct
import zipfile

import pytest

from mdt_app.intake.tables import workbooks
from mdt_app.intake.tables.archives import Damaged
from mdt_app.intake.tables.compound_files import with_one_stream
from mdt_app.intake.tables.files import FileRefused, inspected
from mdt_app.intake.tables.workbooks import open_book
from mdt_app.intake.tables.xml_sheets import SheetFacts
from tests.intake.files.workbooks import Sheet, ods
from tests.intake.odd_books import _part as part
from tests.intake.odd_books import record, row, texts, value, xls, xls_stream, xlsb, xlsx, zipped
from tests.intake.reading_tables import ADA, HEADINGS, rows_of, table_of

CELLS = HEADINGS.split(",")
ROWS = [CELLS, [ADA, "Exemplar", "2026-03-01", 58]]
HEAD = row(1, *texts(*CELLS))
DOCTYPE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">]>'
_TOO_MUCH = (
    "list.xlsx holds far more than any list of people does.",
    "Copy the list into a new workbook, or save it as 'CSV UTF-8'.",
)
_DAMAGED = (
    "list.xlsx is a damaged workbook.",
    "Open it and save it as 'CSV UTF-8', then choose that file.",
)
_LOCKED = ("list.xlsx is protected with a password.", "Save it without one.")
_GONE = ("list.xlsx changed or went away while it was being read.", "Import it again.")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "list.xlsx"


def parts_of(book: bytes) -> dict[str, bytes]:
    archive = zipfile.ZipFile(io.BytesIO(book))
    return {name: archive.read(name) for name in archive.namelist()}


def with_part(book: bytes, name: str, content: bytes) -> bytes:
    return zipped({**parts_of(book), name: content})


def without_part(book: bytes, name: str) -> bytes:
    return zipped({part: content for part, content in parts_of(book).items() if part != name})


def declaring(book: bytes, name: str) -> bytes:
    """The book with a declaration in one of its parts."""
    content = parts_of(book).get(name, b"<x/>").decode()
    return with_part(book, name, (DOCTYPE + content.removeprefix('<?xml version="1.0"?>')).encode())


XLSX = xlsx({"Results": HEAD + row(2, value(ADA))})
FAR = xlsx({"Results": HEAD + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'})
TEXTS = part(159, struct.pack("<II", 0, 1000))
ODS = ods([Sheet("Results", ROWS)])
_MANIFEST = b'<m:manifest xmlns:m="m"><m:encryption-data/></m:manifest>'


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (FAR, _TOO_MUCH),
        (xls(ROWS, size=(65_536, 65_535)), _TOO_MUCH),
        (with_part(xlsb(ROWS), "xl/sharedStrings.bin", TEXTS), _TOO_MUCH),
        (declaring(XLSX, "xl/sharedStrings.xml"), _TOO_MUCH),
        (declaring(xlsb(ROWS), "[Content_Types].xml"), _TOO_MUCH),
        (with_part(ODS, "content.xml", DOCTYPE.encode() + b"<x/>"), _TOO_MUCH),
        (with_part(XLSX, "xl/worksheets/sheet1.xml", b"<x>"), _DAMAGED),
        (with_part(XLSX, "xl/workbook.xml", b"<x/>"), _DAMAGED),
        (zipped({"[Content_Types].xml": "<x/>", "xl/a.xml": "<x/>"}), _DAMAGED),
        (without_part(XLSX, "xl/workbook.xml"), _DAMAGED),
        (without_part(XLSX, "xl/_rels/workbook.xml.rels"), _DAMAGED),
        (xls(ROWS, more=record(0x2F, bytes(6))), _LOCKED),
        (with_part(ODS, "META-INF/manifest.xml", _MANIFEST), _LOCKED),
    ],
)
def test_a_workbook_that_cannot_be_opened_is_told_with_what_to_do(path, content, refusal):
    path.write_bytes(content)
    with pytest.raises(FileRefused) as refused:
        open_book(inspected(path)).sheet("Results")
    assert (refused.value.message, refused.value.hint) == refusal


def test_a_workbook_that_goes_away_is_told(path):
    path.write_bytes(XLSX)
    file = inspected(path)
    path.unlink()
    with pytest.raises(FileRefused) as refused:
        open_book(file)
    assert (refused.value.message, refused.value.hint) == _GONE


class PanicException(BaseException):
    """As the reader of workbooks raises it."""


@pytest.mark.parametrize(
    ("raised", "said"),
    [
        (PanicException, FileRefused),
        (Damaged, FileRefused),
        (MemoryError, FileRefused),
        (KeyboardInterrupt, KeyboardInterrupt),
        (KeyError, KeyError),
    ],
)
def test_what_the_reader_never_expected_is_a_damaged_workbook_and_no_other_fault_is(
    path, monkeypatch, raised, said
):
    def fail(*_said):
        raise raised

    path.write_bytes(XLSX)
    file = inspected(path)
    monkeypatch.setattr(workbooks, "parts_of", fail)
    with pytest.raises(said):
        open_book(file)


def test_parts_that_are_no_sheets_need_not_be_like_sheets(path):
    path.write_bytes(with_part(XLSX, "xl/comments1.xml", b'<row r="x"/>'))
    assert open_book(inspected(path)).sheet("Results").height == 2


def test_a_stream_of_an_older_name_is_read_as_well(path):
    table = table_of(path, with_one_stream("Book", xls_stream(ROWS)))
    assert list(rows_of(table)) == [2]


def test_what_is_odd_in_a_sheet_is_known_by_its_name(path):
    hidden = row(2, value(ADA), hidden="1")
    path.write_bytes(xlsx({"Results": HEAD + hidden, "More": HEAD, "Chart": ""}))
    assert open_book(inspected(path)).facts == {
        "Results": SheetFacts(hidden_rows=1), "More": SheetFacts(), "Chart": SheetFacts()
    }  # fmt: skip
    path.write_bytes(ODS)
    assert open_book(inspected(path)).facts == {"Results": SheetFacts()}
    path.write_bytes(xls([CELLS, [ADA, ...]]))
    assert open_book(inspected(path)).facts == {"Results": SheetFacts(errors=1)}
    path.write_bytes(xlsb([CELLS, [ADA, ..., ...]]))
    assert open_book(inspected(path)).facts == {"": SheetFacts(errors=2)}
