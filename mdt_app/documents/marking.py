"""The one way a value gets into a document: cleaned, escaped, and set in a font that can draw it.

reportlab reads markup in a Paragraph, drops a character its font lacks without a word, and
shapes a word by the font of its first letter. So no text reaches a Paragraph but through
`marked`: every word of it is in one font, and what no font can draw is replaced visibly.
"""

import re
import unicodedata
from functools import cache
from itertools import groupby
from xml.sax.saxutils import escape

from mdt_app.documents.fonts import SHAPED, Face, faces

UNDRAWABLE = "\N{REPLACEMENT CHARACTER}"
_JOINERS = "\u200c\u200d"
_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_INVISIBLE = re.compile("[\ufe00-\ufe0f]")  # choose a look for the character before
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_ON_A_LINE = 5
"""So many words from right to left are kept on one line, where their order is the right one."""
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
_JOINED = re.compile("[\u0980-\u09ff\u0600-\u06ff\u2190-\u2bff\U0001f000-\U0001faff]")
"""Bengali, Arabic and pictures: only there do joiners mean something."""
_NAMELESS = ("L", "M", "N")


def marked(text: str, *, bold: bool = False) -> str:
    """Text as reportlab markup that draws every character of it, or a visible stand-in.

    Line breaks are kept. Control characters are dropped: they have no look to keep.
    """
    clean = _cleaned(text)
    plain = faces()[0].characters
    if set(clean) <= plain:
        return escape(clean)
    lines = (_marked_line(line, bold) for line in clean.split("\n"))
    return "<br/>".join(lines)


def needs_shaping(markup: str) -> bool:
    """Whether a paragraph with this markup holds letters that join or run from right to left."""
    return '<font name="' in markup and any(f'"{name}"' in markup for name in SHAPED)


def _cleaned(text: str) -> str:
    text = _LINE_ENDS.sub("\n", _INVISIBLE.sub("", text))
    if not text.isprintable():
        text = "".join(c for c in text if c in "\n\t" or c in _JOINERS or _has_a_look(c))
    text = _INDENT.sub(_kept_indent, unicodedata.normalize("NFC", text))
    return text.replace("\t", " ").rstrip()


def _has_a_look(character: str) -> bool:
    return unicodedata.category(character) not in ("Cc", "Cf", "Cs")


def _kept_indent(found: re.Match[str]) -> str:
    return "\N{NO-BREAK SPACE}" * len(found.group().expandtabs(4))


def _marked_line(line: str, bold: bool) -> str:
    plain = faces()[0].characters
    words = line.split(" ")
    if _RIGHT_TO_LEFT.search(line):
        return _in_order(words, bold)
    return " ".join(
        escape(word) if plain.issuperset(word) else _marked_word(word, bold) for word in words
    )


def _in_order(words: list[str], bold: bool) -> str:
    """Words with some from right to left among them: a few of those are set as one.

    Shaping puts what is set as one in the order it is read; lines are filled from the left, so
    no more are set as one than fit on a line.
    """
    pieces: list[str] = []
    for is_turned, group in groupby(words, key=_is_turned):
        found = list(group)
        if is_turned:
            parts = (found[at : at + _ON_A_LINE] for at in range(0, len(found), _ON_A_LINE))
            lines = (_marked_word("\N{NO-BREAK SPACE}".join(part), bold) for part in parts)
            pieces.append("<br/>".join(lines))
        else:
            pieces += [_marked_word(word, bold) for word in found]
    return " ".join(pieces)


def _is_turned(word: str) -> bool:
    return bool(_RIGHT_TO_LEFT.search(word))


def _marked_word(word: str, bold: bool) -> str:
    """One word in one font; runs that no single font covers become words of their own."""
    drawable = "".join(map(_drawable, word))
    if not _JOINED.search(drawable):
        drawable = re.sub(f"[{_JOINERS}]", "", drawable)
    if face := _covering(drawable):
        return _set_in(face, drawable, bold)
    return " ".join(_set_in(face, run, bold) for face, run in _runs(drawable))


def _runs(word: str) -> list[tuple[Face, str]]:
    runs: list[tuple[Face, str]] = []
    for character in word:
        if runs and character in runs[-1][0].characters:
            runs[-1] = (runs[-1][0], runs[-1][1] + character)
        elif face := _covering(character):
            runs.append((face, character))
    return runs


def _covering(word: str) -> Face | None:
    letters = set(word)
    return next((face for face in faces() if letters <= face.characters), None)


def _set_in(face: Face, run: str, bold: bool) -> str:
    if face is faces()[0]:
        return escape(run)
    return f'<font name="{face.bold if bold else face.name}">{escape(run)}</font>'


@cache
def _drawable(character: str) -> str:
    """The character, or what stands for it: a sign by its name, a letter by a replacement."""
    if _covering(character):
        return character
    name = unicodedata.name(character, "")
    if not name or unicodedata.category(character).startswith(_NAMELESS):
        return UNDRAWABLE
    return f"[{name.lower().replace(' ', chr(0xA0))}]"
