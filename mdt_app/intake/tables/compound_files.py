"""Office's own container of before 2007: named streams in sectors. Reads it; trusts nothing in it.

Layout as in [MS-CFB]. Chains of sectors that never end, or lead nowhere, are refused here, so
that what reads the streams is given only whole ones.
"""

import struct
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from mdt_app.intake.tables.archives import Damaged

MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = 512
_IN_HEADER = 109
_END = 0xFFFFFFFA
"""From here on a number is no sector: end of chain, free, or part of the table itself."""
_TABLE, _CHAIN_END, _FREE = 0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFF
_SMALL = 64
_LEAST_STREAM = 4096
"""Shorter ones stand in sectors of 64 bytes, all in one stream."""
_ENTRY = 128
_STREAM, _ROOT = 2, 5


class _Entry(NamedTuple):
    name: str
    kind: int
    start: int
    size: int


class CompoundFile:
    """The streams of a compound file, by name."""

    def __init__(self, content: bytes) -> None:
        if len(content) < _HEADER or not content.startswith(MARK):
            raise Damaged
        shift, small_shift = struct.unpack_from("<HH", content, 30)
        if shift not in (9, 12) or small_shift != 6:
            raise Damaged
        self._content = content
        self._sector = 1 << shift
        self._cutoff: int = struct.unpack_from("<I", content, 56)[0]
        self._next = self._table()
        directory, small_table = struct.unpack_from("<I8xI", content, 48)
        self._entries = self._directory(self._chain(directory))
        self._small_next = _numbers(self._chain(small_table))
        root = next((entry for entry in self._entries if entry.kind == _ROOT), None)
        self._small = self._chain(root.start)[: root.size] if root else b""

    @property
    def names(self) -> list[str]:
        """Names of streams, in the order of the directory."""
        return [entry.name for entry in self._entries if entry.kind == _STREAM]

    def stream(self, name: str) -> bytes:
        """The whole content of a stream."""
        entry = next(e for e in self._entries if e.kind == _STREAM and e.name == name)
        if entry.size >= self._cutoff:
            found = self._chain(entry.start)
        else:
            found = self._small_chain(entry.start)
        if len(found) < entry.size:
            raise Damaged
        return found[: entry.size]

    def _table(self) -> Sequence[int]:
        """Which sector follows which."""
        return _numbers(b"".join(self._at(place) for place in self._listed() if place < _END))

    def _listed(self) -> Iterator[int]:
        """Where the parts of the table are: the first in the header, others in lists of sectors."""
        yield from struct.unpack_from(f"<{_IN_HEADER}I", self._content, 76)
        more, count = struct.unpack_from("<II", self._content, 68)
        for _ in range(min(count, len(self._content) // self._sector)):
            if more >= _END:
                return
            *further, more = _numbers(self._at(more))
            yield from further

    def _at(self, place: int) -> bytes:
        start = (place + 1) * self._sector
        found = self._content[start : start + self._sector]
        if not found:
            raise Damaged
        return found.ljust(self._sector, b"\0")

    def _chain(self, start: int) -> bytes:
        return _followed(start, self._next, self._at)

    def _small_chain(self, start: int) -> bytes:
        return _followed(start, self._small_next, self._small_at)

    def _small_at(self, place: int) -> bytes:
        return self._small[place * _SMALL : (place + 1) * _SMALL]

    def _directory(self, content: bytes) -> list[_Entry]:
        entries = []
        for place in range(0, len(content), _ENTRY):
            name, kind = struct.unpack_from("<64s2xB", content, place)
            start, size = struct.unpack_from("<IQ", content, place + 116)
            if self._sector == _HEADER:
                size &= 0xFFFFFFFF  # older writers leave the upper half undefined
            words = name.decode("utf-16-le", "replace").partition("\0")[0]
            entries.append(_Entry(words, kind, start, size))
        return entries


def _followed(start: int, follows: Sequence[int], at: Callable[[int], bytes]) -> bytes:
    """All sectors of a chain. Refuses one that leads nowhere or in a circle."""
    parts: list[bytes] = []
    while start < _END:
        if start >= len(follows) or len(parts) > len(follows):
            raise Damaged
        parts.append(at(start))
        start = follows[start]
    return b"".join(parts)


def _numbers(content: bytes) -> Sequence[int]:
    return struct.unpack(f"<{len(content) // 4}I", content)


def with_one_stream(name: str, stream: bytes) -> bytes:
    """A plain compound file that holds just this stream, of up to 400 MB."""
    sector = 4096
    stream = stream.ljust(_LEAST_STREAM, b"\0")
    count = -(-len(stream) // sector)
    tables = -(-(count + 3) // (sector // 4 - 1))
    follows = [*range(1, count), *[_CHAIN_END] * 3, *[_TABLE] * tables]
    follows += [_FREE] * (tables * sector // 4 - len(follows))
    places = [*range(count + 2, count + 2 + tables), *[_FREE] * _IN_HEADER][:_IN_HEADER]
    versions = struct.pack("<16xHHHHH6x", 0x3E, 4, 0xFFFE, 12, 6)
    first = struct.pack("<9I", 1, tables, count, 0, _LEAST_STREAM, _CHAIN_END, 0, _CHAIN_END, 0)
    header = MARK + versions + first + struct.pack(f"<{_IN_HEADER}I", *places)
    root = _entry("Root Entry", _ROOT, count + 1, 64, 1)  # some readers want its small streams
    entries = root + _entry(name, _STREAM, 0, len(stream), _FREE)
    parts = header, stream, entries, bytes(sector)
    whole = b"".join(part.ljust(-(-len(part) // sector) * sector, b"\0") for part in parts)
    return whole + struct.pack(f"<{len(follows)}I", *follows)


def _entry(name: str, kind: int, start: int, size: int, child: int) -> bytes:
    words = (name + "\0").encode("utf-16-le")
    layout = "<64sHBBIII36xIQ"
    return struct.pack(layout, words, len(words), kind, 1, _FREE, _FREE, child, start, size)


def read_compound_file(path: Path, most: int) -> CompoundFile:
    """A compound file of at most so many bytes."""
    with path.open("rb") as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise Damaged
    return CompoundFile(content)
