"""A file before anything is read from it: its digest, its encoding, and what it plainly is not."""

import codecs
import hashlib
from dataclasses import dataclass
from pathlib import Path

from mdt_app.errors import UserError

_CHUNK = 1 << 20
_HEAD = 1 << 16
_SAVE_AS_CSV = "Open it and save it as 'CSV UTF-8', then choose that file."
_NOT_TEXT = (
    (b"PK\x03\x04", "a zip file or a spreadsheet workbook", _SAVE_AS_CSV),
    (b"PK\x05\x06", "an empty zip file", "Choose the files inside it."),
    (b"%PDF", "a PDF", "Export the search as CSV instead."),
    (b"\xd0\xcf\x11\xe0", "an old Office file", _SAVE_AS_CSV),
    (b"\x1f\x8b", "a compressed file", "Unpack it and choose the files inside it."),
    (b"7z\xbc\xaf", "a compressed file", "Unpack it and choose the files inside it."),
    (b"SQLite format 3", "a database", "Export the search as CSV instead."),
)


class FileRefused(UserError):  # noqa: N818 - says what happened to the file
    """A whole file that cannot be used; `column` and `row` say where, if anywhere."""

    def __init__(self, message: str, hint: str = "", *, column: str = "", row: int = 0) -> None:
        super().__init__(message, hint)
        self.column = column
        self.row = row


@dataclass(frozen=True, slots=True)
class InspectedFile:
    """What one pass over the bytes says. `lines` is for progress only."""

    path: Path
    name: str
    digest: str
    encoding: str
    lines: int
    has_nul: bool
    head: bytes


def shown_name(path: Path) -> str:
    """The file's own name, without what a screen could not show."""
    return path.name.encode("utf-8", "replace").decode("utf-8") or str(path)


def inspected(path: Path) -> InspectedFile:
    """Read the bytes once. Refuses what cannot be opened, is empty, or is not text."""
    name = shown_name(path)
    digest, utf8 = hashlib.sha256(), _Decoder("utf-8")
    lines, has_nul, head = 1, False, b""
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                head = head or chunk[:_HEAD]
                digest.update(chunk)
                utf8.feed(chunk)
                lines += chunk.count(b"\n")
                has_nul = has_nul or b"\0" in chunk
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        raise FileRefused(f"{name} could not be opened: {reason}.", "Check the path.") from None
    utf8.feed(b"", final=True)
    _refuse_what_is_not_text(name, head)
    encoding = _encoding_of(path, head, utf8.is_valid)
    if not encoding or (has_nul and b"\0" in head.split(b"\n")[0] and encoding != "utf-16"):
        raise FileRefused(f"{name} is not a text file.", _SAVE_AS_CSV)
    return InspectedFile(path, name, digest.hexdigest(), encoding, lines, has_nul, head)


class _Decoder:
    """Whether bytes fed piece by piece are valid in an encoding."""

    def __init__(self, encoding: str) -> None:
        self.is_valid = True
        self._decoder = codecs.getincrementaldecoder(encoding)()

    def feed(self, chunk: bytes, *, final: bool = False) -> None:
        if self.is_valid:
            try:
                self._decoder.decode(chunk, final)
            except UnicodeError:
                self.is_valid = False


def _refuse_what_is_not_text(name: str, head: bytes) -> None:
    if not head.strip(b"\xef\xbb\xbf \t\r\n"):
        raise FileRefused(f"{name} is empty.", "Run the search again and export it.")
    for mark, what, hint in _NOT_TEXT:
        if head.startswith(mark):
            raise FileRefused(f"{name} is {what}, which this program does not read.", hint)


def _encoding_of(path: Path, head: bytes, is_utf8: bool) -> str:
    """A byte order mark decides, then strict UTF-8, then the Windows code page."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16" if _is_all(path, "utf-16") else ""
    if is_utf8:
        return "utf-8-sig" if head.startswith(codecs.BOM_UTF8) else "utf-8"
    return "cp1252" if _is_all(path, "cp1252") else ""


def _is_all(path: Path, encoding: str) -> bool:
    decoder = _Decoder(encoding)
    with path.open("rb") as file:
        while decoder.is_valid and (chunk := file.read(_CHUNK)):
            decoder.feed(chunk)
    decoder.feed(b"", final=True)
    return decoder.is_valid
