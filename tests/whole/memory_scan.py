"""Looks through the whole memory of another process for what must not be there."""

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path

from mdt_app.vault.keys import FileKeys

_PIECE = 8 << 20


def found_in_memory(process: int, sought: Mapping[str, bytes]) -> Counter[str]:
    """How many copies of each of these are in any memory the process may have written."""
    longest = max(map(len, sought.values()))
    found: Counter[str] = Counter()
    with Path(f"/proc/{process}/mem").open("rb", buffering=0) as memory:
        for start, end in _regions(process):
            for piece in _pieces(memory.fileno(), start, end, longest - 1):
                for name, what in sought.items():
                    found[name] += piece.count(what)
    return +found


def _regions(process: int) -> Iterator[tuple[int, int]]:
    for line in Path(f"/proc/{process}/maps").read_text().splitlines():
        span, modes, _offset, _device, node, *_name = line.split()
        if "r" in modes and ("w" in modes or node == "0") and "[v" not in line:
            start, end = (int(each, 16) for each in span.split("-"))
            yield start, end


def _pieces(memory: int, start: int, end: int, overlap: int) -> Iterator[bytes]:
    """The region a piece at a time, each beginning with the end of the one before."""
    before = b""
    while start < end:
        try:
            read = os.pread(memory, min(_PIECE, end - start), start)
        except OSError:  # a page that is promised and not there
            return
        if not read:
            return
        yield before + read
        before = (before + read)[-overlap:] if overlap else b""
        start += len(read)


def in_every_form(words: str) -> dict[str, bytes]:
    """A text as Python, Qt and the file keep it."""
    return {f"{words} ({code})": words.encode(code) for code in ("utf-8", "utf-16-le", "utf-32-le")}


def keys_in_every_form(keys: FileKeys) -> dict[str, bytes]:
    """Every key of a store, as bytes and as the hexadecimal digits of a PRAGMA."""
    sought = {}
    for each in fields(keys):
        value = getattr(keys, each.name)
        if isinstance(value, bytes) and value:
            sought[each.name] = value
            sought |= in_every_form(value.hex())
    return sought
