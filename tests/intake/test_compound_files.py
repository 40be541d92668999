"""Office's own container: streams whole and in their order, or a refusal."""

import struct
from itertools import pairwise

import pytest

from mdt_app.intake.tables.archives import Damaged
from mdt_app.intake.tables.compound_files import (
    MARK,
    CompoundFile,
    read_compound_file,
    with_one_stream,
)

TABLE, END, FREE = 0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFF
BIG = b"".join(b"row %4d\n" % number for number in range(600))
SMALL = b"a book of less than 4096 bytes, " * 9
SMALL_AT = (3, 1, 4, 0, 2)
"""Which sectors of 64 bytes the small stream stands in."""


class Container:
    """A container of a big and a small stream, written sector by sector with none in its order."""

    def __init__(self, shift: int = 9) -> None:
        self.shift, self.size = shift, 1 << shift
        self.sectors: list[bytes] = []
        self.follows: list[int] = []
        self.small_follows = [FREE] * (self.size // 4)
        for place, after in pairwise([*SMALL_AT, END]):
            self.small_follows[place] = after
        self.big = self.add(BIG)
        self.entries = {
            "Root Entry": (5, self._small_ones(), 320),
            "Workbook": (2, SMALL_AT[0], len(SMALL)),
            "Notes": (2, self.big, len(BIG)),
            "Storage": (1, 0, 0),
        }

    def _small_ones(self) -> int:
        pieces = {place: SMALL[at * 64 :][:64] for at, place in enumerate(SMALL_AT)}
        return self.add(b"".join(pieces[place].ljust(64, b"\0") for place in range(5)))

    def add(self, content: bytes) -> int:
        """Where the chain of this content begins: its last sector comes first in the file."""
        after = END
        for at in reversed(range(0, len(content), self.size)):
            self.sectors.append(content[at : at + self.size].ljust(self.size, b"\0"))
            self.follows.append(after)
            after = len(self.sectors) - 1
        return after

    def whole(self, *, lists: int = 0, count: int = 0, is_in_a_circle: bool = False) -> bytes:
        """All of it; the table of sectors is named in the header, or in the last of some lists."""
        directory = self.add(b"".join(_entry(name, *at) for name, at in self.entries.items()))
        small = self.add(self._numbers(self.small_follows))
        table = len(self.sectors)
        assert table + lists < self.size // 4
        self.sectors.append(self._numbers([*self.follows, TABLE]))
        for number in range(1, lists + 1):
            listed = [table] if number == lists else []
            after = END if number == lists else table + number + 1
            after = table + number if is_in_a_circle else after
            self.sectors.append(self._numbers(listed, last=after))
        named = FREE if lists and not is_in_a_circle else table
        header = MARK + struct.pack("<16xHHHHH6x", 0x3E, 3, 0xFFFE, self.shift, 6)
        more = table + 1 if lists else END
        header += struct.pack("<9I", 0, 1, directory, 0, 4096, small, 1, more, count or lists)
        header += struct.pack("<109I", named, *[FREE] * 108)
        return header.ljust(self.size, b"\0") + b"".join(self.sectors)

    def _numbers(self, numbers: list[int], last: int = FREE) -> bytes:
        count = self.size // 4
        return struct.pack(f"<{count}I", *[*numbers, *[FREE] * count][: count - 1], last)

    def opened(self, **how: int) -> CompoundFile:
        return CompoundFile(self.whole(**how))


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    words = name.encode("utf-16-le", "surrogatepass")
    return struct.pack("<64sHBBIII36xIQ", words, 0, kind, 1, FREE, FREE, FREE, start, size)


def both_streams(book: CompoundFile) -> tuple[bytes, bytes]:
    return book.stream("Workbook"), book.stream("Notes")


@pytest.mark.parametrize("shift", [9, 12])
@pytest.mark.parametrize("lists", [0, 1, 2])
def test_big_and_small_streams_come_out_in_their_order(shift, lists):
    book = Container(shift).opened(lists=lists)
    assert book.names == ["Workbook", "Notes"]
    assert both_streams(book) == (SMALL, BIG)


def test_lists_of_sectors_in_a_circle_come_to_an_end():
    book = Container().opened(lists=1, count=0xFFFFFFFF, is_in_a_circle=True)
    assert both_streams(book) == (SMALL, BIG)


def test_a_last_sector_that_is_cut_short_is_filled_up():
    assert both_streams(CompoundFile(Container().whole()[:-4])) == (SMALL, BIG)


def test_a_name_that_is_no_text_hides_no_other():
    container = Container()
    container.entries["\ud800"] = (2, 0, 0)
    assert container.opened().names == ["Workbook", "Notes", "\ufffd"]


def test_the_upper_half_of_a_size_is_undefined_in_small_sectors_only():
    for shift in (9, 12):
        container = Container(shift)
        container.entries["Notes"] = (2, container.big, len(BIG) + (7 << 32))
        if shift == 9:
            assert container.opened().stream("Notes") == BIG
        else:
            with pytest.raises(Damaged):
                container.opened().stream("Notes")


def test_without_its_root_a_container_has_no_small_streams():
    container = Container()
    container.entries["Root Entry"] = (1, 0, 0)
    book = container.opened()
    assert book.stream("Notes") == BIG
    with pytest.raises(Damaged):
        book.stream("Workbook")


@pytest.mark.parametrize(
    ("name", "start", "size"),
    [
        ("Notes", None, 11 * 512 + 1),
        ("Notes", 128, 4096),
        ("Notes", 100, 4096),
        ("Workbook", None, 5 * 64 + 1),
        ("Workbook", 128, 64),
        ("Workbook", 5, 64),
    ],
    ids=[
        "longer than its sectors",
        "a sector of no table",
        "a sector behind the end",
        "small and longer than its sectors",
        "a small sector of no table",
        "a small sector behind the end",
    ],
)
def test_a_stream_that_is_not_whole_is_refused(name, start, size):
    container = Container()
    kind, begins, _size = container.entries[name]
    container.entries[name] = (kind, begins if start is None else start, size)
    with pytest.raises(Damaged):
        container.opened().stream(name)


def test_a_chain_that_leads_behind_the_end_is_refused():
    container = Container()
    container.follows += [FREE] * (100 - len(container.follows))
    container.sectors += [bytes(512)] * (100 - len(container.sectors))
    container.follows[0] = 120
    container.entries["Notes"] = (2, container.big, len(BIG) + 512)
    with pytest.raises(Damaged):
        container.opened().stream("Notes")


@pytest.mark.parametrize("name", ["Notes", "Workbook"])
def test_a_chain_in_a_circle_is_refused(name):
    container = Container()
    container.follows[0] = container.big
    container.small_follows[SMALL_AT[-1]] = SMALL_AT[0]
    with pytest.raises(Damaged):
        container.opened().stream(name)


# --- one stream in a container made here ---


@pytest.mark.parametrize(
    ("size", "sectors"), [(0, 1), (1, 1), (4096, 1), (4097, 2), (1020 * 4096, 1020)]
)
def test_a_stream_comes_out_of_its_container_as_it_went_in(size, sectors):
    stream = (bytes(range(256)) * (size // 256 + 1))[:size]
    whole = with_one_stream("Workbook", stream)
    book = CompoundFile(whole)
    assert book.names == ["Workbook"]
    assert book.stream("Workbook") == stream.ljust(4096, b"\0")
    assert len(whole) == (1 + sectors + 3) * 4096


def test_a_stream_of_more_sectors_than_one_table_holds_comes_out_too():
    stream = bytes(range(256)) * 16 * 1021
    whole = with_one_stream("Workbook", stream)
    assert CompoundFile(whole).stream("Workbook") == stream
    assert len(whole) == (1 + 1021 + 2 + 2) * 4096


def test_a_container_that_announces_more_lists_of_sectors_than_it_has_is_read():
    stream = bytes(range(256)) * 16
    content = bytearray(with_one_stream("Workbook", stream))
    struct.pack_into("<I", content, 72, 5)
    assert CompoundFile(bytes(content)).stream("Workbook") == stream


def test_a_container_may_be_as_long_as_is_allowed_and_no_longer(tmp_path):
    whole = Container().whole()
    (tmp_path / "list.xls").write_bytes(whole)
    assert both_streams(read_compound_file(tmp_path / "list.xls", len(whole))) == (SMALL, BIG)
    with pytest.raises(Damaged):
        read_compound_file(tmp_path / "list.xls", len(whole) - 1)


# --- what is none ---


@pytest.mark.parametrize(("place", "number"), [(30, 10), (30, 31), (32, 7), (32, 0)])
def test_a_container_of_sectors_that_do_not_exist_is_refused(place, number):
    content = bytearray(with_one_stream("Workbook", b"x"))
    struct.pack_into("<H", content, place, number)
    with pytest.raises(Damaged):
        CompoundFile(bytes(content))


@pytest.mark.parametrize("content", [b"", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"x" * 600])
def test_what_is_no_container_is_refused(content):
    with pytest.raises(Damaged):
        CompoundFile(content)


def test_a_table_of_sectors_that_is_not_there_is_refused():
    content = bytearray(with_one_stream("Workbook", b"x"))
    struct.pack_into("<I", content, 76, 1000)
    with pytest.raises(Damaged):
        CompoundFile(bytes(content))
