"""Reads the resources of a FHIR JSON file one at a time, however big the file is.

A reader of our own, because a file of a few kilobytes that nests deeply enough makes
streaming parsers build paths of gigabytes: here depth ends in a refusal.
"""

import codecs
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from mdt_app.errors import UserError
from mdt_app.intake.rows import Problem

Json = dict[str, Any]
Progress = Callable[[int, int], None]

PIECE = 1 << 20
LARGEST_VALUE = 64 << 20
_DAMAGED_HINT = "Export it again; if it was copied, copy it again whole."


@dataclass(frozen=True, slots=True)
class Entry:
    """One resource, its place in the file (bundle entry or line) and its full URL."""

    row: int
    resource: Json
    full_url: str = ""
    withdrawn: str = ""
    """Why what it says is taken back instead of taken in; '' for all others."""


Found = Entry | Problem


def entries(path: Path, progress: Progress | None = None) -> Iterator[Found]:
    """Every resource of a bundle, of a file of one resource, or of NDJSON.

    A file that cannot be read as JSON raises UserError; one bad line of NDJSON
    or one entry without a resource is a Problem, and the reading goes on.
    """
    with path.open("rb") as file:
        _refuse_other_encodings(file)
        total = path.stat().st_size

        def say() -> None:
            if progress is not None:
                progress(min(file.tell(), total), total)

        yield from _lines(file, say) if _is_ndjson(path, file) else _document(file, say)


def _refuse_other_encodings(file: BinaryIO) -> None:
    start = file.read(4)
    file.seek(0)
    if b"\0" in start:  # as in every JSON text of two or four bytes a character
        raise UserError("This file is not UTF-8, as FHIR JSON must be.", "Export it as UTF-8.")
    if start.lstrip(codecs.BOM_UTF8).lstrip().startswith(b"<"):
        raise UserError("This is FHIR as XML; only FHIR as JSON is read.", "Export it as JSON.")


def _is_ndjson(path: Path, file: BinaryIO) -> bool:
    """Whether each line is a document: a line ends in `}` and the next begins with `{`.

    No single JSON document can hold those two side by side.
    """
    first = _next_line(file)
    second = _next_line(file) if first.endswith(b"}") else b""
    file.seek(0)
    return second.startswith(b"{") or path.suffix.lower() in (".ndjson", ".jsonl")


def _next_line(file: BinaryIO) -> bytes:
    """The next line that is not blank, b'' at the end."""
    while line := _line(file):
        if line.strip():
            return line.strip()
    return b""


def _line(file: BinaryIO) -> bytes:
    return file.readline(LARGEST_VALUE)


# --- NDJSON ------------------------------------------------------------------------------


def _lines(file: BinaryIO, say: Callable[[], None]) -> Iterator[Found]:
    is_any_readable = False
    number = 0
    while line := _line(file):
        number += 1
        if number % 1000 == 0:
            say()
        if not line.strip().strip(codecs.BOM_UTF8):
            continue
        document = _parsed(line)
        if document is None:
            yield _bad_entry(number, "This line is not JSON", _DAMAGED_HINT)
            continue
        is_any_readable = True
        yield from _resources(document, number)
    say()
    if number and not is_any_readable:
        raise UserError("No line of this file can be read as FHIR JSON.", _DAMAGED_HINT)


def _parsed(line: bytes) -> Any:
    try:
        return _DECODER.decode(line.decode("utf-8-sig").strip())
    except (ValueError, RecursionError):
        return None


def _resources(document: Any, row: int) -> Iterator[Found]:
    """The resource of one line, or the resources of a bundle on one line."""
    if not isinstance(document, dict):
        yield _bad_entry(row, "This line is not a FHIR resource", "")
    elif document.get("resourceType") == "Bundle":
        refuse_history(document)
        inside = document.get("entry")
        for item in inside if isinstance(inside, list) else ():
            yield _entry(item, row)
    else:
        yield Entry(row, document)


# --- one document ------------------------------------------------------------------------


def _document(file: BinaryIO, say: Callable[[], None]) -> Iterator[Found]:
    text = JsonText(file, say)
    if text.next_char() == "[":
        for place, item in enumerate(text.items(), start=1):
            yield _entry({"resource": item}, place)
    elif text.next_char() == "{":
        yield from _top_level(text)
    else:
        raise UserError("This file is not FHIR JSON.", "Export it as a FHIR R4 bundle or NDJSON.")
    if text.next_char():
        raise UserError("There is more in this file after its JSON ends.", _DAMAGED_HINT)


def _top_level(text: "JsonText") -> Iterator[Found]:
    head: Json = {}
    streamed = False
    for key in text.members():
        if key == "entry" and text.next_char() == "[" and _may_be_bundle(head):
            streamed = True
            for place, item in enumerate(text.items(), start=1):
                yield _entry(item, place)
        else:
            head[key] = text.value()
    if not re.fullmatch("[A-Z][A-Za-z]+", str(head.get("resourceType", ""))):
        raise UserError(
            "This JSON file is not FHIR: it names no resourceType.",
            "Export it as a FHIR R4 bundle or NDJSON.",
        )
    if streamed and not _may_be_bundle(head):
        raise UserError("This FHIR file is not a bundle.", "Export it as a FHIR R4 bundle.")
    if head["resourceType"] == "Bundle":
        refuse_history(head)
    else:
        yield Entry(1, head)


def _may_be_bundle(head: Json) -> bool:
    return bool(head.get("resourceType", "Bundle") == "Bundle")


def refuse_history(bundle: Json) -> None:
    """A history holds every old version of each resource, the corrected and the withdrawn."""
    if bundle.get("type") == "history":
        raise UserError(
            "This bundle is a history: it holds old versions beside the present ones.",
            "Export the present records as a collection, searchset or transaction.",
        )


def _entry(item: Any, row: int) -> Found:
    if not isinstance(item, dict):
        return _bad_entry(row, "This entry is not an object", "")
    resource = item.get("resource")
    if not isinstance(resource, dict):
        return _bad_entry(row, "This entry holds no resource", "")
    full_url = item.get("fullUrl")
    return Entry(row, resource, full_url if isinstance(full_url, str) else "")


def _bad_entry(row: int, problem: str, hint: str) -> Problem:
    return Problem(row, "", "", problem, hint or "Export it again as FHIR R4.")


# --- JSON in pieces ----------------------------------------------------------------------

_DECODER = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=str, strict=False)
"""Numbers stay the text they were written as, so that nothing is rounded on the way."""


class JsonText:
    """A JSON text of any length, of which one value at a time is in memory."""

    def __init__(self, file: BinaryIO, say: Callable[[], None]) -> None:
        self._file = file
        self._say = say
        self._decode = codecs.getincrementaldecoder("utf-8-sig")("strict").decode
        self._buffer = ""
        self._at = 0
        self._ended = False

    def next_char(self) -> str:
        """The next character that is not white space, left in place; '' at the end."""
        while True:
            while self._at < len(self._buffer):
                if not self._buffer[self._at].isspace():
                    return self._buffer[self._at]
                self._at += 1
            if not self._fill():
                return ""

    def members(self) -> Iterator[str]:
        """The keys of an object; whoever asks must read each value before the next key."""
        self._take("{")
        while self.next_char() != "}":
            key = self.value()
            if not isinstance(key, str):
                raise _damaged()
            self._take(":")
            yield key
            if self.next_char() != "}":
                self._take(",")
        self._take("}")

    def items(self) -> Iterator[Any]:
        """The values of an array."""
        self._take("[")
        while self.next_char() != "]":
            yield self.value()
            if self.next_char() != "]":
                self._take(",")
        self._take("]")

    def value(self) -> Any:
        """The next value, whole."""
        self.next_char()
        while True:
            try:
                value, end = _DECODER.raw_decode(self._buffer, self._at)
            except ValueError:
                self._need_more()
                continue
            except RecursionError:
                raise UserError("This file nests too deeply to be FHIR.", _DAMAGED_HINT) from None
            if end < len(self._buffer) or not self._fill():
                self._at = end
                return value

    def _need_more(self) -> None:
        if len(self._buffer) - self._at > LARGEST_VALUE:
            raise UserError(
                "This file holds an entry too large or too damaged to read.", _DAMAGED_HINT
            )
        if not self._fill():
            raise _damaged()

    def _take(self, expected: str) -> None:
        if self.next_char() != expected:
            raise _damaged()
        self._at += 1

    def _fill(self) -> bool:
        """Read as much again as is waiting, so that a long value costs two readings at most."""
        if self._ended:
            return False
        waiting = self._buffer[self._at :]
        piece = self._file.read(max(PIECE, len(waiting)))
        self._ended = not piece
        try:
            self._buffer = waiting + self._decode(piece, self._ended)
        except UnicodeDecodeError:
            raise UserError("This file is not UTF-8 text.", _DAMAGED_HINT) from None
        self._at = 0
        self._say()
        return True


def _damaged() -> UserError:
    return UserError("This file is cut short or is not JSON.", _DAMAGED_HINT)
