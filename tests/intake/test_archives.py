"""Zip archives read within limits: what is locked, damaged or too much is refused unread."""

import io
import struct
import zipfile

import pytest

from mdt_app.intake.tables import archives
from mdt_app.intake.tables.archives import (
    Damaged,
    Protected,
    TooMuch,
    names_in,
    parts_of,
    start_of,
    stored,
)

PARTS = {"a.xml": b"one", "xl\\b.xml": b"two" * 50}


@pytest.fixture
def book(tmp_path):
    """Writes an archive of these parts, changed by `turn`."""

    def book(parts=PARTS, turn=lambda content: content, method=zipfile.ZIP_DEFLATED):
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w", method) as archive:
            for name, part in parts.items():
                archive.writestr(zipfile.ZipInfo(name), part, method)
        (tmp_path / "book.zip").write_bytes(turn(content.getvalue()))
        return tmp_path / "book.zip"

    return book


def everything(path):
    return dict(parts_of(path, lambda _name: True))


def test_parts_come_whole_under_plain_names(book):
    path = book()
    assert names_in(path) == ["a.xml", "xl/b.xml"]
    assert everything(path) == {"a.xml": b"one", "xl/b.xml": b"two" * 50}
    assert dict(parts_of(path, lambda name: name == "a.xml")) == {"a.xml": b"one"}
    assert start_of(path, "a.xml", 2) == b"on"


def test_an_archive_made_anew_holds_what_it_was_given(tmp_path):
    (tmp_path / "new.zip").write_bytes(stored(iter([("a", b"one"), ("b", b"")])).getvalue())
    assert everything(tmp_path / "new.zip") == {"a": b"one", "b": b""}


def _locked(content):
    turned = bytearray(content)
    turned[content.index(b"PK\1\2") + 8] |= 1
    return bytes(turned)


def test_a_locked_part_asks_for_its_password(book):
    with pytest.raises(Protected):
        everything(book(turn=_locked))


@pytest.mark.parametrize("said", [2, 4])
def test_a_part_that_is_not_as_long_as_it_says_is_damaged(book, said):
    def lying(content):
        turned = bytearray(content)
        for mark, at in ((b"PK\1\2", 24), (b"PK\3\4", 22)):
            struct.pack_into("<I", turned, content.index(mark) + at, said)
        return bytes(turned)

    with pytest.raises(Damaged):
        everything(book({"a.xml": b"one"}, turn=lying))


def test_an_empty_archive_has_no_parts(book):
    assert names_in(book({})) == []


def test_names_are_plain_but_for_the_slashes_they_begin_with(book):
    assert names_in(book({"/~a/b.xml": b""})) == ["~a/b.xml"]


@pytest.mark.parametrize("kept", [0, 1, 15, 16, 21])
def test_an_archive_whose_end_is_cut_off_is_damaged(book, kept):
    path = book(turn=lambda content: content[: content.rindex(b"PK\5\6") + kept])
    with pytest.raises(Damaged):
        names_in(path)


@pytest.mark.parametrize("content", [b"", b"PK\5\6", b"PK\5\6" + b"\0" * 11, b"x" * 100])
def test_what_is_no_archive_is_damaged(tmp_path, content):
    (tmp_path / "book.zip").write_bytes(content)
    with pytest.raises(Damaged):
        names_in(tmp_path / "book.zip")


def test_a_table_of_contents_too_long_to_read_is_refused(book):
    def long(content):
        turned = bytearray(content)
        struct.pack_into("<I", turned, content.rindex(b"PK\5\6") + 12, (2 << 20) + 1)
        return bytes(turned)

    with pytest.raises(TooMuch):
        names_in(book(turn=long))
    with pytest.raises(Damaged):  # as long as it may be, but not there
        names_in(book(turn=lambda content: long(content).replace(b"\1\0\x20\0", b"\0\0\x20\0")))


def test_an_archive_larger_than_any_list_is_refused(book, monkeypatch):
    path = book()
    monkeypatch.setattr(archives, "_MOST_BYTES", path.stat().st_size)
    assert names_in(path)
    monkeypatch.setattr(archives, "_MOST_BYTES", path.stat().st_size - 1)
    with pytest.raises(TooMuch):
        names_in(path)


def test_parts_that_are_too_much_together_are_refused(book, monkeypatch):
    path = book({"a": b"a" * 5000, "b": b"b" * 5000})
    monkeypatch.setattr(archives, "_MOST_BYTES", 10_000)
    assert len(everything(path)) == 2
    monkeypatch.setattr(archives, "_MOST_BYTES", 9_999)
    with pytest.raises(TooMuch):
        everything(path)


def test_a_part_far_larger_than_it_looks_is_refused(book):
    assert everything(book({"a": b"a" * (1 << 20)}))
    with pytest.raises(TooMuch):
        everything(book({"a": b"a" * ((1 << 20) + 1)}))


def test_two_parts_of_one_name_are_damaged(book):
    with pytest.raises(Damaged):
        everything(book({"xl\\a": b"1", "xl/a": b"2"}))


def test_a_way_of_packing_that_no_workbook_uses_is_damaged(book):
    with pytest.raises(Damaged):
        names_in(book(method=zipfile.ZIP_BZIP2))
