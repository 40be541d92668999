"""How a text file writes its letters: worked out, or as the user said."""

import codecs
from collections.abc import Iterable

FORGIVING = "forgiving"
"""How decoding errors are met: see `_forgiven`."""
NAMES = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "cp1252": "Windows-1252",
    "iso8859-1": "ISO-8859-1",
    "mac-roman": "Mac Roman",
}
_UNDEFINED_IN_WINDOWS_1252 = frozenset(b"\x81\x8d\x8f\x90\x9d")
_OFTEN = 0.4
_SELDOM = 0.02


def _forgiven(error: UnicodeError) -> tuple[str, int]:
    """A byte that Windows-1252 leaves undefined is as in Latin-1; half a last letter is dropped."""
    if isinstance(error, UnicodeDecodeError):
        if error.reason in ("unexpected end of data", "truncated data"):
            return "", len(error.object)
        bad = error.object[error.start : error.end]
        if error.encoding == "charmap" and _UNDEFINED_IN_WINDOWS_1252.issuperset(bad):
            return bad.decode("latin-1"), error.end
    raise error


codecs.register_error(FORGIVING, _forgiven)


class Decoder:
    """Whether bytes fed piece by piece are text in an encoding, and how that text ends."""

    def __init__(self, encoding: str) -> None:
        self.is_valid = True
        self.has_nul = False
        self.is_broken_off = False
        """The last letter is cut in half."""
        self._decoder = codecs.getincrementaldecoder(encoding)(FORGIVING)

    def feed(self, chunk: bytes) -> None:
        if self.is_valid:
            self._decode(chunk, is_last=False)

    def end(self) -> None:
        if self.is_valid:
            self.is_broken_off = bool(self._decoder.getstate()[0])
            self._decode(b"", is_last=True)

    def _decode(self, chunk: bytes, *, is_last: bool) -> None:
        try:
            self.has_nul = "\0" in self._decoder.decode(chunk, is_last) or self.has_nul
        except UnicodeError:
            self.is_valid = False


def decoded(chunks: Iterable[bytes], encoding: str) -> Decoder:
    """What all the bytes of a file are in one encoding."""
    decoder = Decoder(encoding)
    for chunk in chunks:
        decoder.feed(chunk)
    decoder.end()
    return decoder


def encoding_by_nuls(head: bytes) -> str:
    """UTF-16 without its mark: every other byte of Latin letters is NUL. '' if it is not so."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    half = len(head) // 2
    if half == 0:
        return ""
    first, second = head[::2].count(0) / half, head[1::2].count(0) / half
    if not head[1] and second >= _OFTEN and first <= _SELDOM:
        return "utf-16-le"
    return "utf-16-be" if not head[0] and first >= _OFTEN and second <= _SELDOM else ""


def named_encoding(name: str) -> str:
    """An encoding as this program calls it; '' if it reads no such one."""
    try:
        found = codecs.lookup(name.strip()).name
    except (LookupError, ValueError):
        return ""
    return found if found in NAMES else ""


def choices_for(encoding: str, head: bytes) -> tuple[tuple[str, str], ...]:
    """Encodings the file could be in instead, its own first."""
    found = {NAMES[encoding]: encoding}
    for name in ("utf-8", "cp1252", "mac-roman", *(("utf-16",) if b"\0" in head else ())):
        found.setdefault(NAMES[name], name)
    return tuple((name, words) for words, name in found.items())
