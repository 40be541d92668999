"""Looks for words in whatever a session left behind, however they may be written there."""

import base64
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

_DEEPEST = 3
_ZLIB = re.compile(rb"x[\x01\x5e\x9c\xda]")
_GZIP = b"\x1f\x8b\x08"
_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")


def written(words: Iterable[str]) -> set[bytes]:
    """Each of the words in every way in which it may stand in bytes."""
    return set().union(*map(_forms, words))


def _forms(word: str) -> Iterator[bytes]:
    for spelled in _spellings(word):
        for encoding in _ENCODINGS:
            yield spelled.encode(encoding)
        plain = spelled.encode()
        yield plain.hex().encode()
        yield plain.hex().upper().encode()
        yield quote(spelled).encode()
        yield from _in_base64(plain)


def _spellings(word: str) -> set[str]:
    found = {word, word.upper(), word.lower(), word[::-1]}
    if word.isdigit():
        found |= {
            between.join((word[:3], word[3:6], word[6:])) for between in " -.\N{NO-BREAK SPACE}"
        }
    return found


def _in_base64(plain: bytes) -> Iterator[bytes]:
    """The part of its base64 that is the same wherever in a text the word begins."""
    for before in range(3):
        coded = base64.b64encode(bytes(before) + plain)
        yield coded[-(-before * 8 // 6) : len(plain) * 8 // 6][1:-2]


def found_in(held: bytes, sought: set[bytes], depth: int = 0) -> bool:
    """Whether any of it is there, also inside what is packed."""
    if any(each in held for each in sought):
        return True
    return depth < _DEEPEST and any(found_in(one, sought, depth + 1) for one in _unpacked(held))


def _unpacked(held: bytes) -> Iterator[bytes]:
    if held[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(held)) as packed:
            yield from (packed.read(name) for name in packed.namelist())
        return
    begins = [found.start() for found in _ZLIB.finditer(held)]
    if held.startswith(_GZIP):
        yield from _inflated(held, 31)
    for begin in begins:
        yield from _inflated(held[begin:], 15)


def _inflated(held: bytes, window: int) -> Iterator[bytes]:
    try:
        made = zlib.decompressobj(window).decompress(held, 50_000_000)
    except zlib.error:
        return
    if len(made) > 16:
        yield made


def left_in(folder: Path) -> list[Path]:
    """Every file there."""
    return [path for path in folder.rglob("*") if path.is_file()]


def leaks_in(folder: Path, sought: set[bytes]) -> set[str]:
    """The files there that hold or are called any of it; of a number of files by their names."""
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if found_in(path.name.encode("utf-8", "surrogateescape"), sought)
        or (path.is_file() and found_in(path.read_bytes(), sought))
    }


_OPENED = re.compile(
    r'(?:openat\([^,]+, |open\(|creat\()"((?:[^"\\]|\\.)*)", (O_[A-Z_|]+)?.*= \d+$'
)
_WRITES = ("O_WRONLY", "O_RDWR", "O_CREAT")


def opened_for_writing(trace: str) -> set[str]:
    """The files that a process traced by strace opened in order to write."""
    found = set()
    for line in trace.splitlines():
        match = _OPENED.search(line)
        if match and ("creat(" in line or any(mode in (match[2] or "") for mode in _WRITES)):
            found.add(match[1])
    return found
