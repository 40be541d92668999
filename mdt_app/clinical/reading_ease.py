"""How easy a text is to read: Flesch reading ease, higher is easier. English only."""

import re
from dataclasses import dataclass

PLAIN = 60.0
"""From here on a text counts as plain English (Flesch 1948: `standard`, 13 to 15 years)."""
_BANDS = (
    (90.0, "very easy"),
    (80.0, "easy"),
    (70.0, "fairly easy"),
    (PLAIN, "plain English"),
    (50.0, "fairly difficult"),
    (30.0, "difficult"),
)
_WORD = re.compile(r"[^\W_]+(?:['’.,/-][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?:;]+(?=\s|$)|\n\s*\n|\n")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT_E = re.compile(
    r"[^aeiouyl]e$|[aeiouy]le$|([^aeiousxzcgh]|[^sc]h)es$|[^aeiouytd]ed$|[^aeiouylr]e(?=ly$)"
)
_TWO_SOUNDS = re.compile(
    r"[aeou]ing|(?<![ctsg])ia|(?<![ctsgxln])io|(?<=[^ln][ln])io(?!n)|iu|(?<!p)eo(?![nu])|eyo"
    r"|(?<![qg])ua(?!r[dt])|(?<!q)uo|iet|(?<![tc])ien[ct]|scien|creat(?!u)"
)
_KNOWN = {"nhs": 3, "gp": 2, "uk": 2, "hba1c": 5, "diabetes": 4, "every": 2, "idea": 3, "area": 3}
"""What the letters of a word do not tell."""


@dataclass(frozen=True, slots=True)
class ReadingEase:
    """The figure, and what it was worked out from."""

    score: float
    words: int
    sentences: int
    syllables: int

    @property
    def band(self) -> str:
        """The figure in words."""
        return next((words for least, words in _BANDS if self.score >= least), "very difficult")

    @property
    def is_plain(self) -> bool:
        """Whether most adults can read it at ease."""
        return self.score >= PLAIN


def flesch(words: int, sentences: int, syllables: int) -> float:
    """Flesch reading ease from counts: J Appl Psychol 1948;32:221.

    >>> round(flesch(words=6, sentences=1, syllables=6), 1)
    116.1
    """
    return 206.835 - 1.015 * words / sentences - 84.6 * syllables / words


def reading_ease(text: str) -> ReadingEase | None:
    """The reading ease of a text; None of one without words.

    A line end is a sentence end. A number counts as one word, with a syllable for each digit.
    """
    sentences = [words for part in _SENTENCE_END.split(text) if (words := _WORD.findall(part))]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return None
    counts = len(words), len(sentences), sum(map(syllables, words))
    return ReadingEase(flesch(*counts), *counts)


def syllables(word: str) -> int:
    """How many syllables an English word has, as near as its letters tell; at least one.

    >>> [syllables(word) for word in ("cat", "taken", "platypus", "reptilian", "used")]
    [1, 2, 3, 4, 1]
    """
    plain = word.casefold().replace("’", "'")
    if known := _KNOWN.get(plain):
        return known
    parts = re.findall(r"[a-z]+|\d", plain.replace("'", ""))
    return max(1, sum(1 if part.isdigit() else _of_letters(part) for part in parts))


def _of_letters(part: str) -> int:
    if len(part) <= 2:
        return 1
    sounds = len(_VOWELS.findall(part)) + len(_TWO_SOUNDS.findall(part))
    return max(1, sounds - bool(_SILENT_E.search(part)))
