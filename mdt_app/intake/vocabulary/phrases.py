"""The words of a clinical term in one form, so that two ways to write one name are equal.

Only spelling, punctuation, known abbreviations and what a system adds in front or behind are
evened out. No word is dropped that could change the meaning: a name that is nearly another stays
another.
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from mdt_app.resources import resource_text

Phrase = tuple[str, ...]

_LONGEST = 300
"""Longer than any term of SNOMED CT; such a cell holds notes, not a name."""

_BEFORE = re.compile(r"\s*(?:\[x\]|o/e\b\s*[-–:]?|on examination\s*[-–:])\s*")
_BEHIND = re.compile(
    r"\s*\((?:observable entity|finding|disorder|procedure|event|situation|record artifact"
    r"|regime/therapy|context-dependent category|situation with explicit context"
    r"|navigational concept|qualifier value|assessment scale)\)\s*$|[\s,-]+nos\s*$"
)
_SQUARED = re.compile(r"\bm\s*[*^]\s*2\b")
_TOKEN = re.compile(r"[^\W_]+(?:\.\d+)?|[^\s\w]")
_SILENT = frozenset('-–—‐‑‒,;:()[]{}"./\\|*^•·“”')
"""Signs that say nothing by themselves. Signs that do (< > + % ?) count as words."""

_SPELLINGS = (
    ("ae", "e"),
    ("oe", "e"),
    ("etre", "eter"),
    ("itre", "iter"),
    ("ised", "ized"),
    ("isation", "ization"),
    ("programme", "program"),
)


def phrase(term: str) -> Phrase:
    """The words of a term, in the form in which they are compared; () for what is no term.

    >>> phrase("O/E - Haemoglobin A1c level (IFCC-standardised) (finding)")
    ('hba1c', 'level', 'ifcc', 'standardized')
    """
    if len(term) > _LONGEST:
        return ()
    text = unicodedata.normalize("NFKC", term).casefold().replace("'", "").replace("’", "")
    text = _SQUARED.sub("m2", _bare(text))
    words = [_spelt(word) for word in _TOKEN.findall(text) if word not in _SILENT]
    return _without_repeats(_shortened(words))


def _bare(text: str) -> str:
    """Without what a system puts before and behind a name, however often."""
    while found := _BEFORE.match(text):
        text = text[found.end() :]
    while (shorter := _BEHIND.sub("", text)) != text:
        text = shorter
    return text


@lru_cache(maxsize=8192)
def _spelt(word: str) -> str:
    if word == "&":
        return "and"
    for british, american in _SPELLINGS:
        word = word.replace(british, american)
    return word


def _shortened(words: Sequence[str]) -> list[str]:
    """With the listed expressions in their short form, the longest first."""
    same = _same()
    short: list[str] = []
    place = 0
    while place < len(words):
        for written, instead in same.get(words[place], ()):
            if tuple(words[place : place + len(written)]) == written:
                short.extend(instead)
                place += len(written)
                break
        else:
            short.append(words[place])
            place += 1
    return short


def _without_repeats(words: Sequence[str]) -> Phrase:
    """A name followed by its own abbreviation says it once: `BMI (body mass index)`."""
    once = [word for place, word in enumerate(words) if place == 0 or word != words[place - 1]]
    half = len(once) // 2
    return tuple(once[:half] if once[:half] == once[half:] else once)


@cache
def _same() -> Mapping[str, Sequence[tuple[Phrase, Phrase]]]:
    """By first word: the expressions that have a short form, the longest first, and that form."""
    tables = tomllib.loads(resource_text("vocabulary", "terms.toml"))
    found: dict[str, list[tuple[Phrase, Phrase]]] = {}
    for short, ways in tables["same"].items():
        for way in map(_words, ways):
            found.setdefault(way[0], []).append((way, _words(short)))
    for listed in found.values():
        listed.sort(key=lambda pair: -len(pair[0]))
    return found


def _words(text: str) -> Phrase:
    return tuple(_spelt(word) for word in text.casefold().split())
