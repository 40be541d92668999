"""The words of a text, folded so that case, accents and invisible signs hide nothing."""

import re
import unicodedata
from dataclasses import dataclass

_SAME_LETTER = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h"}
)
_ASCII_WORD = re.compile(r"[A-Za-z]+|[0-9]+")
_ACCENTS = range(0x300, 0x370)


@dataclass(frozen=True, slots=True)
class Word:
    """One word and its place. `letters` are folded; a script without capitals has only those."""

    start: int
    end: int
    letters: str
    is_capital: bool
    is_latin: bool


def words_of(text: str) -> list[Word]:
    """Words of letters and words of digits, folded, each with its place in the text."""
    if text.isascii():
        return [
            Word(found.start(), found.end(), found[0].lower(), not found[0][0].islower(), True)
            for found in _ASCII_WORD.finditer(text)
        ]
    found: list[Word] = []
    start, kind = 0, ""
    for at, character in enumerate([*text, ""]):
        now = _kind(character, kind)
        if now == kind:
            continue
        if kind:
            found.append(_word(text, start, at))
        start, kind = at, now
    return found


def _kind(character: str, before: str) -> str:
    """`L` inside a word of letters, `N` inside a number, '' between them."""
    group = unicodedata.category(character) if character else "Z"
    if group[0] == "L":
        return "L"
    if group[0] == "N":
        return "N"
    return before if group[0] == "M" or group == "Cf" else ""


def _word(text: str, start: int, end: int) -> Word:
    written = text[start:end]
    shown = "".join(c for c in written if unicodedata.category(c) != "Cf")
    plain = unicodedata.normalize("NFKD", shown).casefold().translate(_SAME_LETTER)
    letters = "".join(c for c in plain if ord(c) not in _ACCENTS)
    has_case = shown[:1].lower() != shown[:1].upper()
    is_latin = unicodedata.name(letters[:1], "").startswith(("LATIN", "DIGIT")) if letters else True
    return Word(start, end, letters, shown[:1].isupper() or not has_case, is_latin)
