"""A file before anything is read from it: its digest, its encoding, and what it plainly is not."""

import codecs
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TextIO

from mdt_app.errors import UserError
from mdt_app.intake.tables.containers import SAVE_AS_CSV, WORKBOOKS, contained
from mdt_app.intake.tables.encodings import (
    FORGIVING,
    NAMES,
    Decoder,
    decoded,
    encoding_by_nuls,
    named_encoding,
)

_CHUNK = 1 << 20
_HEAD = 1 << 16
_MAY_HOLD_NULS = ("xls", "xlsb")
_MOST_CONTROLS = 0.05
_CONTROLS = frozenset(map(chr, (*range(1, 9), *range(14, 26), *range(27, 32), *range(127, 160))))


class FileRefused(UserError):  # noqa: N818 - says what happened to the file
    """A whole file that cannot be used; `column` and `row` say where, if anywhere.

    `choices` are what can be chosen, where something must be.
    """

    def __init__(
        self,
        message: str,
        hint: str = "",
        *,
        column: str = "",
        row: int = 0,
        choices: Sequence[str] = (),
    ) -> None:
        super().__init__(message, hint)
        self.column = column
        self.row = row
        self.choices = tuple(choices)


@dataclass(frozen=True, slots=True)
class InspectedFile:
    """What one pass over the bytes says. `lines` is for progress only.

    A workbook's encoding is its kind: `xlsx`, `xlsb`, `xls` or `ods`.
    """

    path: Path
    name: str
    digest: str
    encoding: str
    lines: int
    has_nul: bool
    head: bytes
    is_ended: bool = True
    """The last line has its line end."""
    is_broken_off: bool = False
    """The last letter is cut in half."""
    longest_line: int = 0
    """In bytes, more or less."""

    @property
    def is_workbook(self) -> bool:
        """Whether it is a spreadsheet program's file, not text."""
        return self.encoding in WORKBOOKS

    def opened(self) -> TextIO:
        """The file as text, with the line ends it has."""
        return self.path.open(encoding=self.encoding, errors=FORGIVING, newline="")


class _Seen:
    """What is noted of a file's bytes while they pass."""

    def __init__(self) -> None:
        self.digest = hashlib.sha256()
        self.utf8 = Decoder("utf-8")
        self.line_feeds = self.returns = self.longest = 0
        self.head = self.tail = b""
        self._since_line_end = 0

    def take(self, chunk: bytes) -> None:
        self.head = self.head or chunk[:_HEAD]
        self.tail = chunk[-2:]
        self.digest.update(chunk)
        self.utf8.feed(chunk)
        self.line_feeds += chunk.count(b"\n")
        self.returns += chunk.count(b"\r")
        end = max(chunk.rfind(b"\n"), chunk.rfind(b"\r")) + 1
        self._since_line_end = len(chunk) - end + (0 if end else self._since_line_end)
        self.longest = max(self.longest, self._since_line_end)


def shown_name(path: Path) -> str:
    """The file's own name, without what a screen could not show."""
    return path.name.encode("utf-8", "replace").decode("utf-8") or str(path)


def inspected(path: Path) -> InspectedFile:
    """Read the bytes once. Refuses what cannot be opened, is empty, or is not text."""
    name = shown_name(path)
    try:
        seen = _seen(path)
        what = contained(path, seen.head)
        if what.words:
            raise FileRefused(f"{name} {what.words}.", what.hint)
        if what.workbook:
            has_nul = what.workbook in _MAY_HOLD_NULS
            digest = seen.digest.hexdigest()
            return InspectedFile(path, name, digest, what.workbook, 1, has_nul, seen.head)
        return _text(path, name, seen)
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        raise FileRefused(f"{name} could not be opened: {reason}.", "Check the path.") from None


def _empty(name: str) -> FileRefused:
    return FileRefused(f"{name} is empty.", "Run the search again and export it.")


def _text(path: Path, name: str, seen: _Seen) -> InspectedFile:
    encoding, letters = _encoding_of(path, seen)
    if letters.is_valid and len(seen.head) < _HEAD and _is_blank(seen.head, encoding):
        raise _empty(name)
    if not letters.is_valid or not _is_text(seen.head, encoding):
        raise FileRefused(f"{name} is not a text file.", SAVE_AS_CSV)
    return InspectedFile(
        path,
        name,
        seen.digest.hexdigest(),
        encoding,
        max(seen.line_feeds, seen.returns) + 1,
        letters.has_nul,
        seen.head,
        seen.tail.rstrip(b"\0").endswith((b"\n", b"\r")),
        letters.is_broken_off,
        seen.longest,
    )


def read_as(file: InspectedFile, encoding: str) -> InspectedFile:
    """The file in the encoding that the user says it has. Refuses one that cannot be."""
    name = named_encoding(encoding)
    if name == "utf-8" and file.head.startswith(codecs.BOM_UTF8):
        name = "utf-8-sig"
    letters = decoded(_pieces(file.path), name) if name else None
    if letters is None or not letters.is_valid or not _is_text(file.head, name):
        words = NAMES.get(name, encoding[:40])
        raise FileRefused(
            f"{file.name} cannot be read as {words}.",
            "Choose another encoding, or leave it to the program.",
            column="encoding",
            choices=list(dict.fromkeys(NAMES.values())),
        )
    return replace(
        file, encoding=name, has_nul=letters.has_nul, is_broken_off=letters.is_broken_off
    )


def _seen(path: Path) -> _Seen:
    seen = _Seen()
    for chunk in _pieces(path):
        seen.take(chunk)
    seen.utf8.end()
    return seen


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def _encoding_of(path: Path, seen: _Seen) -> tuple[str, Decoder]:
    """A byte order mark decides, then NULs at every other place, then strict UTF-8.

    What is none of these is in the Windows code page.
    """
    wide = encoding_by_nuls(seen.head)
    if wide:
        return wide, decoded(_pieces(path), wide)
    if seen.utf8.is_valid:
        has_mark = seen.head.startswith(codecs.BOM_UTF8)
        return "utf-8-sig" if has_mark else "utf-8", seen.utf8
    return "cp1252", decoded(_pieces(path), "cp1252")


def _is_blank(head: bytes, encoding: str) -> bool:
    return not head.decode(encoding, FORGIVING).strip("\ufeff\n\r\t ")


def _is_text(head: bytes, encoding: str) -> bool:
    text = head.decode(encoding, FORGIVING)
    controls = sum(map(_CONTROLS.__contains__, text))
    return "\0" not in text.split("\n", 1)[0] and controls <= _MOST_CONTROLS * len(text)
