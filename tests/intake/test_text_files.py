"""Text files looked at once: how they are written, how long they are, what is no text."""

import codecs

import pytest

from mdt_app.intake.tables.containers import contained
from mdt_app.intake.tables.encodings import choices_for, decoded, encoding_by_nuls, named_encoding
from mdt_app.intake.tables.files import FileRefused, inspected, read_as
from tests.intake.odd_books import zipped

LIST = "NHS Number,Näme\n9990000018,é\n"


@pytest.fixture
def file_of(tmp_path):
    def file_of(content, name="list.csv"):
        (tmp_path / name).write_bytes(content)
        return inspected(tmp_path / name)

    return file_of


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (LIST.encode(), "utf-8"),
        (LIST.encode("utf-8-sig"), "utf-8-sig"),
        (LIST.encode("cp1252"), "cp1252"),
        (LIST.encode("utf-16"), "utf-16"),
        (LIST.encode("utf-16-le"), "utf-16-le"),
        (LIST.encode("utf-16-be"), "utf-16-be"),
        (codecs.BOM_UTF16_BE + LIST.encode("utf-16-be"), "utf-16"),
    ],
)
def test_a_text_file_is_known_by_its_bytes(file_of, content, encoding):
    file = file_of(content)
    assert (file.encoding, file.is_ended, file.is_broken_off) == (encoding, True, False)
    with file.opened() as text:
        assert text.read() == LIST


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        (b"", ""),
        (b"a", ""),
        (b"a\0b\0", "utf-16-le"),
        (b"\0a\0b", "utf-16-be"),
        (b"abab", ""),
        (b"\0\0\0\0", ""),
    ],
)
def test_utf_16_without_its_mark_is_known_by_its_nuls(head, encoding):
    assert encoding_by_nuls(head) == encoding


@pytest.mark.parametrize(
    ("content", "lines", "longest"),
    [
        (b"a,b\nc,d\n", 3, 0),
        (b"a,b\r\nc,d\r\n", 3, 0),
        (b"a,b\rc,d\r", 3, 0),
        (b"a,b\nc,d", 2, 3),
        (b"abc", 1, 3),
    ],
)
def test_the_lines_of_a_file_are_counted(file_of, content, lines, longest):
    file = file_of(content)
    assert (file.lines, file.longest_line) == (lines, longest)


def test_the_end_of_a_long_line_is_measured_over_pieces(file_of, monkeypatch):
    monkeypatch.setattr("mdt_app.intake.tables.files._CHUNK", 4)
    assert file_of(b"ab\n" + b"c" * 21 + b"\nd").longest_line == 21
    assert file_of(b"c" * 21).longest_line == 21


def test_what_windows_leaves_undefined_is_as_in_latin_1_and_half_a_letter_is_told(file_of):
    file = file_of(b"caf\xe9 \x81" + b"x" * 500)
    with file.opened() as text:
        assert (file.encoding, text.read()) == ("cp1252", "café \x81" + "x" * 500)
    letters = decoded(["é".encode()[:1]], "utf-8")
    assert (letters.is_valid, letters.is_broken_off) == (True, True)
    assert not decoded([b"\xff"], "utf-8").is_valid
    assert not decoded([b"abc"], "utf-8").is_broken_off


@pytest.mark.parametrize(
    ("name", "said"),
    [("UTF8", "utf-8"), (" latin-1 ", "iso8859-1"), ("none such", ""), ("windows-1252", "cp1252")],
)
def test_an_encoding_is_known_by_any_of_its_names(name, said):
    assert named_encoding(name) == said


def test_the_encodings_to_choose_from_begin_with_the_files_own():
    assert [name for name, _ in choices_for("cp1252", b"ab")][:2] == ["cp1252", "utf-8"]
    assert "utf-16" not in dict(choices_for("utf-8", b"ab"))
    assert "utf-16" in dict(choices_for("utf-8", b"a\0"))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "list.csv is empty."),
        (b" \r\n\t\n", "list.csv is empty."),
        (b"\xef\xbb\xbf\n", "list.csv is empty."),
        (b"a\0b,c\n", "list.csv is not a text file."),
        (b"\1\2\3\4\5\6\7\n", "list.csv is not a text file."),
    ],
)
def test_what_is_no_text_is_refused(file_of, content, said):
    with pytest.raises(FileRefused) as refused:
        file_of(content)
    assert str(refused.value) == said


def test_a_nul_below_the_first_line_is_told_and_no_reason_to_refuse(file_of):
    assert file_of(b"a,b\n" + b"c" * 1000 + b"\0,d\n").has_nul
    assert not file_of(b"a,b\nc,d\n").has_nul


def test_a_file_cannot_be_read_in_another_encoding_than_it_can_be(file_of):
    file = file_of(LIST.encode())
    assert read_as(file, "cp1252").encoding == "cp1252"
    with pytest.raises(FileRefused, match="cannot be read as"):
        read_as(file_of(LIST.encode("cp1252"), "other.csv"), "utf-8")
    with pytest.raises(FileRefused, match="cannot be read as none such"):
        read_as(file, "none such")


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"word/document.xml": ""}, "is a text document"),
        ({"ppt/slide.xml": ""}, "is a presentation"),
        ({"Index/Document.iwa": ""}, "is an Apple Numbers or Pages document"),
        ({"readme.txt": ""}, "is a zip file"),
    ],
)
def test_an_archive_that_is_no_workbook_is_called_what_it_is(tmp_path, parts, said):
    (tmp_path / "x.zip").write_bytes(zipped(parts))
    found = contained(tmp_path / "x.zip", zipped(parts)[:4096])
    assert found.workbook == ""
    assert found.words.startswith(said)
    is_document = not any(name.endswith(".txt") for name in parts)
    assert ("Save" in found.hint or "CSV" in found.hint) is is_document


@pytest.mark.parametrize(
    ("name", "said"),
    [
        *((f"list.{kind}", "is a damaged workbook") for kind in ("xlsx", "xlsm", "xlsb", "ods")),
        ("list.zip", "is a damaged zip file or workbook"),
    ],
)
def test_a_damaged_archive_is_called_by_what_its_name_says(tmp_path, name, said):
    (tmp_path / name).write_bytes(b"PK\3\4" + b"x" * 50)
    found = contained(tmp_path / name, b"PK\3\4")
    assert (found.words, found.hint) == (said, "Export or save it again.")
