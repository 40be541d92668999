"""Files that are no list: each is called what it is, with what to do instead."""

import struct

import pytest

from mdt_app.intake.tables.compound_files import MARK, with_one_stream
from mdt_app.intake.tables.containers import WORKBOOKS, contained
from mdt_app.intake.tables.files import FileRefused, inspected
from tests.intake.odd_books import zipped

SAVE = "Open it and save it as 'CSV UTF-8', then choose that file."
UNPACK = "Unpack it and choose the files inside it."
EXPORT = "Export the search as CSV instead."
_WORKBOOK_2003 = (
    b'<?xml version="1.0"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'
)
_PAGE = "<html><body><table><tr><td>NHS Number</td></tr></table></body></html>"
_LETTER = with_one_stream("WordDocument", b"")
_NO_CONTENTS = b"PK\3\4" + b"x" * 50
_LONG_CONTENTS = b"PK\3\4" + b"PK\5\6" + struct.pack("<8xIIH", 1 << 30, 0, 0)
_OPEN_TEXT = b"application/vnd.oasis.opendocument.text"
_OPEN_SLIDES = b"application/vnd.oasis.opendocument.presentation"


@pytest.mark.parametrize(
    ("name", "content", "said", "hint"),
    [
        ("a.csv", b"PK\5\6" + bytes(18), "an empty zip file", "Choose the files inside it."),
        ("a.csv", b"%PDF-1.7", "a PDF", EXPORT),
        ("a.csv", b"{\\rtf1", "a text document", SAVE),
        ("a.csv", b"\x1f\x8b\x08\0", "a compressed file", UNPACK),
        ("a.csv", b"7z\xbc\xaf\x27\x1c", "a compressed file", UNPACK),
        ("a.csv", b"BZh9", "a compressed file", UNPACK),
        ("a.csv", b"\xfd7zXZ\0", "a compressed file", UNPACK),
        ("a.csv", b"\x28\xb5\x2f\xfd", "a compressed file", UNPACK),
        ("a.csv", b"Rar!\x1a", "a compressed file", UNPACK),
        ("a.csv", b"SQLite format 3\0", "a database", EXPORT),
        ("a.csv", b"\0\1\0\0Standard Jet DB", "a database", EXPORT),
        ("a.csv", b"PAR1", "a database", EXPORT),
        ("a.csv", b"\x89PNG\r\n", "a picture", EXPORT),
        ("a.csv", b"\xff\xd8\xff\xe0", "a picture", EXPORT),
        ("a.csv", b"GIF89a", "a picture", EXPORT),
        ("a.csv", b"II*\0", "a picture", EXPORT),
        ("a.csv", b"MM\0*", "a picture", EXPORT),
        ("a.csv", b"\x7fELF", "a program", EXPORT),
        ("a.csv", b"MZ\x90\0", "a program", EXPORT),
        ("a.xls", _PAGE.encode(), "a web page named .xls", SAVE),
        ("a.XLSX", b"\xef\xbb\xbf\r\n<!DOCTYPE html>", "a web page named .xlsx", SAVE),
        ("a.csv", _PAGE.encode("utf-16"), "a web page named .csv", SAVE),
        ("a.txt", _PAGE.encode("utf-16-le"), "a web page", SAVE),
        ("a.txt", b"\xfe\xff" + _PAGE.encode("utf-16-be"), "a web page", SAVE),
        ("a.txt", b"<!-- made by hand -->\n<HTML>", "a web page", SAVE),
        ("a.xls", b"MIME-Version: 1.0\r\nContent-Type: x", "a saved web page named .xls", SAVE),
        ("a.xml", _WORKBOOK_2003, "an XML workbook", SAVE),
        ("a.zip", zipped({"word/document.xml": ""}), "a text document", SAVE),
        ("a.zip", zipped({"mimetype": _OPEN_TEXT, "content.xml": ""}), "a text document", SAVE),
        ("a.zip", zipped({"ppt/slide.xml": ""}), "a presentation", SAVE),
        ("a.zip", zipped({"mimetype": _OPEN_SLIDES, "content.xml": ""}), "a presentation", SAVE),
        ("a.zip", zipped({"Index/a.iwa": ""}), "an Apple Numbers or Pages document", SAVE),
        ("a.zip", zipped({"readme.txt": ""}), "a zip file", UNPACK),
        ("a.zip", zipped({"xl/readme.txt": ""}), "a zip file", UNPACK),
        ("a.zip", zipped({"[Content_Types].xml": ""}), "a zip file", SAVE),
        ("a.doc", _LETTER, "an old Office file without a workbook", SAVE),
    ],
)  # fmt: skip
def test_what_this_program_does_not_read_is_called_what_it_is(tmp_path, name, content, said, hint):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(FileRefused) as refused:
        inspected(tmp_path / name)
    words = f"{name} is {said}, which this program does not read."
    assert (refused.value.message, refused.value.hint) == (words, hint)
    assert (refused.value.column, refused.value.row, refused.value.choices) == ("", 0, ())


@pytest.mark.parametrize(
    ("name", "content", "said", "hint"),
    [
        ("a.xlsx", _NO_CONTENTS, "a damaged workbook", "Export or save it again."),
        ("a.xlsx", _LONG_CONTENTS, "bigger than any list of people is", SAVE),
        ("a.xls", MARK + bytes(9), "an old Office file that is damaged or too big", SAVE),
        ("a.xls", MARK[:4] + bytes(9), "an old Office file that is damaged or too big", SAVE),
        (
            "a.xlsx",
            with_one_stream("EncryptedPackage", b""),
            "protected with a password",
            "Save it without one.",
        ),
    ],
)
def test_a_workbook_that_cannot_be_opened_is_told_with_what_to_do(
    tmp_path, name, content, said, hint
):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(FileRefused) as refused:
        inspected(tmp_path / name)
    assert (refused.value.message, refused.value.hint) == (f"{name} is {said}.", hint)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (zipped({"[Content_Types].xml": "", "xl/workbook.xml": ""}), "xlsx"),
        (zipped({"[Content_Types].xml": "", "xl/workbook.bin": ""}), "xlsb"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet\n"}), "ods"),
        (with_one_stream("Workbook", b""), "xls"),
        (with_one_stream("Book", b""), "xls"),
        (b"NHS Number,<html>\n", ""),
        (b"\xd0\xcf\x11 \xe0", ""),
        (b"<?xml version='1.0'?><list/>", ""),
        (b"urn:schemas-microsoft-com:office:spreadsheet", ""),
        (b"a <html>", ""),
    ],
)
def test_workbooks_are_known_by_what_is_in_them(tmp_path, content, kind):
    (tmp_path / "list").write_bytes(content)
    found = contained(tmp_path / "list", content)
    assert (found.workbook, found.words) == (kind, "")
    if kind:
        file = inspected(tmp_path / "list")
        assert (file.encoding, file.is_workbook, file.lines) == (kind, True, 1)
        assert file.has_nul is (kind in ("xls", "xlsb"))
        assert (file.is_ended, file.is_broken_off, file.longest_line) == (True, False, 0)


def test_every_kind_of_workbook_has_its_name():
    assert WORKBOOKS == {
        "xlsx": "Excel workbook",
        "xlsb": "Excel workbook (binary)",
        "xls": "Excel workbook (before 2007)",
        "ods": "OpenDocument spreadsheet",
    }


def test_a_folder_or_a_missing_file_is_told_with_the_reason(tmp_path):
    for path in (tmp_path, tmp_path / "none.csv"):
        with pytest.raises(OSError) as failed:
            path.read_bytes()
        with pytest.raises(FileRefused) as refused:
            inspected(path)
        reason = failed.value.strerror
        assert refused.value.message == f"{path.name} could not be opened: {reason}."
        assert refused.value.hint == "Check the path."
