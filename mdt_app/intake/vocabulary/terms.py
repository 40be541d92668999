"""What a coded row says: by its code first, then by the whole words of its term."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

from mdt_app.clinical.kinds import KIND_BY_CODE
from mdt_app.clinical.words import event_words, kind_words
from mdt_app.intake.vocabulary.codes import Meaning, entries, meaning_in, meaning_of, meanings_of
from mdt_app.intake.vocabulary.phrases import Phrase, phrase

_MEASURED = frozenset(["result", "panel", "systolic", "diastolic"])
_HALVES = frozenset(["systolic", "diastolic"])


class Said(NamedTuple):
    """What a code and its term say together.

    `meaning` is None where they are of no use to this program, and unclear where they contradict
    each other. `by` is "code", "term" or "". `is_achievement`: a term whose words carry a number
    or a comparison ("HbA1c < 7%") is not a reading.
    """

    meaning: Meaning | None
    by: str
    is_achievement: bool


@lru_cache(maxsize=65536)
def said_by(code: str, term: str, system: str = "") -> Said:
    """What a row's own code says or, where the code is not known, its term.

    >>> said_by("", "Hb. A1C - diabetic control").meaning.kind
    'hba1c'
    >>> said_by("44P5.", "Serum cholesterol", "Read v2").meaning.word
    'Its code says HDL cholesterol, but its words say total cholesterol'
    """
    code = code.strip()
    by_code, by_words = meaning_of(code, system), _named(term)
    if by_words is None and _is_achievement(term) and _may_be_measured(by_code):
        return Said(None, "term", is_achievement=True)
    if by_code is None:
        return Said(by_words, "term" if by_words else "", is_achievement=False)
    if by_words is None or by_words.role == "unclear":
        return Said(by_code, "code", is_achievement=False)
    if by_words in (versions := meanings_of(code, system)) and len(versions) > 1:
        return Said(by_words, "term", is_achievement=False)
    return Said(_together(by_code, by_words), "code", is_achievement=False)


# --- the words of a term -----------------------------------------------------------------


def _named(term: str) -> Meaning | None:
    """What a term means if it is, as a whole, one of the listed names."""
    return _listed().get(phrase(term))


@cache
def _listed() -> Mapping[Phrase, Meaning]:
    return {
        phrase(term): meaning_in(role, entry)
        for role, entry in entries("terms.toml")
        for term in terms_of(entry)
    }


def terms_of(entry: Mapping[str, Any]) -> Iterator[str]:
    """Every name that an entry of the vocabulary lists."""
    for term in entry["terms"]:
        yield term
        yield from (f"{term} {ending}" for ending in entry.get("endings", ()))


# --- codes and words together ------------------------------------------------------------


def _together(code: Meaning, words: Meaning) -> Meaning:
    """The code's meaning, with what only the words say; unclear where the two disagree."""
    if code.role == "unclear":
        return code
    if code.role == "question" and words.role == "word" and code.kind == words.kind:
        return words
    if _disagree(code, words):
        said = f"Its code says {_in_words(code)}, but its words say {_in_words(words)}"
        hint = "Correct the code or the term in the record, and export again."
        return Meaning("unclear", code.kind, word=said, detail=hint)
    return code._replace(
        unit=code.unit or words.unit,
        setting=code.setting or words.setting,
        detail=code.detail or words.detail,
    )


def _disagree(code: Meaning, words: Meaning) -> bool:
    pairs = [(code.word, words.word), (code.setting, words.setting), (code.detail, words.detail)]
    if code.kind == "hba1c":
        pairs.append((code.unit, words.unit))
    return (
        code.kind != words.kind
        or (words.role in _HALVES and code.role != words.role)
        or any(first and second and first != second for first, second in pairs)
    )


def _in_words(meaning: Meaning) -> str:
    kind = KIND_BY_CODE.get(meaning.kind)
    if kind is None:
        named = "maculopathy" if meaning.role == "eye" else event_words(meaning.kind)
        return " ".join(filter(None, (named, meaning.word, meaning.detail.replace("_", " "))))
    half = meaning.role if meaning.role in _HALVES else ""
    scale = f"in {meaning.unit}" if meaning.kind == "hba1c" and meaning.unit else ""
    return " ".join(filter(None, (meaning.setting, half, kind_words(kind), meaning.word, scale)))


# --- achievements ------------------------------------------------------------------------

_QUANTITY = re.compile(
    r"\b(?:hb\.? ?a1c?|hba1c?|h(?:a)?emoglobin a1c?|a1c|blood pressure|bp|cholesterol|[hl]dl"
    r"|triglycerides?|e?gfr|creatinine|acr|albumin|bmi|body mass index)\b"
)
_NUMBER = r"(?<![\w.])\d{1,3}(?:\.\d+)?(?!\d)"
_COMPARED = re.compile(
    rf"""(?:[<>≤≥]|=<|=>|\b(?:less|lower|fewer|greater|more|higher)\ than|\bunder|\bover|\babove
            |\bbelow|\bup\ to|\bbetween|\bequal\ to)\s*(?:or\s+equal\s+to\s*|=\s*)?{_NUMBER}
       |{_NUMBER}\s*(?:%|mmol|mm\s?hg|\+)
       |{_NUMBER}\s*(?:[a-z/%]+\s+)?or\s+(?:less|lower|below|under|more|above|over|higher)\b
       |{_NUMBER}\s*(?:-|–|/|to)\s*{_NUMBER}
       |\b(?:at|on|to|in|within|above|below)\s+target\b
       |\btarget\s+(?:level\s+)?(?:not\s+)?(?:achieved|met|reached)\b
       |\b(?:good|bad|poor|borderline|satisfactory)\s+control""",
    re.VERBOSE,
)
"""A number that is compared, ranged over or given with its unit, or a target that is met."""


def _is_achievement(term: str) -> bool:
    text = unicodedata.normalize("NFKC", term).casefold()
    return bool(_QUANTITY.search(text) and _COMPARED.search(text))


def _may_be_measured(by_code: Meaning | None) -> bool:
    return by_code is None or by_code.role in _MEASURED
