"""Text files looked at once: how they are written, how long they are, what is no text."""

import codecs
import hashlib
from pathlib import Path

import pytest

from mdt_app.intake.tables.containers import contained
from mdt_app.intake.tables.encodings import choices_for, decoded, encoding_by_nuls, named_encoding
from mdt_app.intake.tables.files import FileRefused, inspected, read_as, shown_name

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
        (b"ab" * 3 + b"a\0" * 2, ""),
        (b"a\0" + b"ab" * 3 + b"a\0", "utf-16-le"),
        (b"\0a" + b"ba" * 3 + b"\0a", "utf-16-be"),
        (b"a\0" * 49 + b"\0\0", "utf-16-le"),
        (b"a\0" * 48 + b"\0\0" * 2, ""),
        (b"\0a" * 49 + b"\0\0", "utf-16-be"),
        (b"\0a" * 48 + b"\0\0" * 2, ""),
        (b"ab" + b"a\0" * 9, ""),
        (b"\xff\xfea", "utf-16"),
        (b"\xfe\xffa", "utf-16"),
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
        (b"a\nb\nc\rd", 3, 1),
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
    assert not decoded([b"a\x81"], "utf-8").is_valid
    assert not decoded([b"\xed\xa0"], "utf-8").is_valid  # half of what is no letter
    assert not decoded([b"abc"], "utf-8").is_broken_off


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("UTF8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf16", "utf-16"),
        ("UTF-16LE", "utf-16-le"),
        ("utf_16_be", "utf-16-be"),
        ("windows-1252", "cp1252"),
        (" latin-1 ", "iso8859-1"),
        ("macroman", "mac-roman"),
        ("none such", ""),
        ("cp437", ""),
    ],
)
def test_an_encoding_is_known_by_any_of_its_names(name, said):
    assert named_encoding(name) == said


def test_the_encodings_to_choose_from_begin_with_the_files_own():
    assert [name for name, _ in choices_for("cp1252", b"ab")][:2] == ["cp1252", "utf-8"]
    assert "utf-16" not in dict(choices_for("utf-8", b"ab"))
    others = (("cp1252", "Windows-1252"), ("mac-roman", "Mac Roman"), ("utf-16", "UTF-16"))
    assert choices_for("utf-8-sig", b"a\0") == (("utf-8-sig", "UTF-8"), *others)
    assert choices_for("iso8859-1", b"a") == (
        ("iso8859-1", "ISO-8859-1"), ("utf-8", "UTF-8"), *others[:2]
    )  # fmt: skip
    for name in ("utf-16-le", "utf-16-be"):
        assert choices_for(name, b"a\0")[0] == (name, "UTF-16")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "list.csv is empty."),
        (b" \r\n\t\n", "list.csv is empty."),
        (b"\xef\xbb\xbf\n", "list.csv is empty."),
        (b"a\0b,c\n", "list.csv is not a text file."),
        (b"\1\2\3\4\5\6\7\n", "list.csv is not a text file."),
        (b"x" * 18 + b"\1\1", "list.csv is not a text file."),
        (b"x" * 19 + b"\0\n", "list.csv is not a text file."),
    ],
)
def test_what_is_no_text_is_refused(file_of, content, said):
    with pytest.raises(FileRefused) as refused:
        file_of(content)
    hint = (
        "Run the search again and export it."
        if said.endswith("empty.")
        else "Open it and save it as 'CSV UTF-8', then choose that file."
    )
    assert (refused.value.message, refused.value.hint) == (said, hint)


def test_one_letter_in_twenty_may_be_no_letter(file_of):
    assert file_of(b"x" * 19 + b"\1").encoding == "utf-8"


def test_half_a_letter_of_utf_8_is_told(file_of):
    assert file_of("NHS Number\né".encode()[:-1]).is_broken_off


def test_half_a_letter_of_utf_16_is_dropped_and_told(file_of):
    file = file_of("NHS Number\n9".encode("utf-16") + b"9")
    with file.opened() as text:
        assert (file.is_broken_off, text.read()) == (True, "NHS Number\n9")


def test_a_file_that_begins_with_many_blank_lines_is_not_empty(file_of):
    assert file_of(b"\n" * 65_536 + LIST.encode()).encoding == "utf-8"
    assert file_of(b"~\n").encoding == "utf-8"


def test_a_file_that_fails_for_no_reason_is_told(tmp_path, monkeypatch):
    def fail(_path):
        raise OSError

    monkeypatch.setattr("mdt_app.intake.tables.files._pieces", fail)
    with pytest.raises(FileRefused) as refused:
        inspected(tmp_path / "list.csv")
    assert refused.value.message == "list.csv could not be opened: it cannot be read."


@pytest.mark.parametrize("letter", "\1\x08\x0e\x19\x1b\x1f\x7f\x9f")
def test_a_text_full_of_what_no_text_has_is_none(file_of, letter):
    with pytest.raises(FileRefused):
        file_of(("x" * 18 + letter * 2).encode())


@pytest.mark.parametrize("letter", "\t\x0b\x0c\r\x1a ~\xa0")
def test_spaces_and_ends_are_what_a_text_may_have(file_of, letter):
    assert file_of(("x" * 18 + letter * 2).encode()).encoding == "utf-8"


def test_a_nul_below_the_first_line_is_told_and_no_reason_to_refuse(file_of):
    assert file_of(b"a,b\n" + b"c" * 1000 + b"\0,d\n").has_nul
    assert not file_of(b"a,b\nc,d\n").has_nul


def test_a_file_cannot_be_read_in_another_encoding_than_it_can_be(file_of):
    file = file_of(LIST.encode())
    assert read_as(file, "cp1252").encoding == "cp1252"
    for other, encoding, said in (
        (file_of(LIST.encode("cp1252"), "other.csv"), "utf8", "other.csv cannot be read as UTF-8."),
        (file, "none such", "list.csv cannot be read as none such."),
        (file, "x" * 50, f"list.csv cannot be read as {'x' * 40}."),
    ):
        with pytest.raises(FileRefused) as refused:
            read_as(other, encoding)
        hint = "Choose another encoding, or leave it to the program."
        assert (refused.value.message, refused.value.hint) == (said, hint)
        assert refused.value.column == "encoding"
        assert refused.value.choices == (
            "UTF-8", "UTF-16", "Windows-1252", "ISO-8859-1", "Mac Roman"
        )  # fmt: skip


def test_a_mark_at_the_start_is_no_letter_in_utf_8_only(file_of):
    marked, plain = file_of(LIST.encode("utf-8-sig")), file_of(LIST.encode(), "plain.csv")
    assert read_as(marked, "utf-8").encoding == "utf-8-sig"
    assert read_as(marked, "cp1252").encoding == "cp1252"
    assert read_as(plain, "utf-8").encoding == "utf-8"


def test_two_files_have_one_digest_only_if_their_bytes_are_the_same(file_of):
    digest = hashlib.sha256(LIST.encode()).hexdigest()
    assert file_of(LIST.encode()).digest == digest
    assert file_of(LIST.encode("utf-8-sig")).digest != digest


def test_a_name_that_no_screen_could_show_is_shown_with_a_mark():
    assert shown_name(Path("list\udcff.csv")) == "list?.csv"
    assert shown_name(Path("/")) == "/"


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
