"""Which of the 16+1 ethnic categories a letter, a code or a description names."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

from mdt_app.resources import resource_text

_CENSUS = re.compile(
    r"[\s,:-]*(?:england and wales|eng\s?\+\s?wales|northern ireland|ni|scotland)?[\s-]*"
    r"(?:ethnic|ethn|eth)?\s*(?:category|categ|categ\.|cat|group)?[\s-]*"
    r"(?:2001|2011|2021)\s*(?:census|cens)?\s*$|\s*\(nmo\)\s*$"
)
"""What GP systems write behind the description: which census it is from."""

_CHOSEN_TERM = re.compile(r"(?<=^.{5})[0-9]{2}$")
"""Which of its terms was chosen, behind a Read code: `9i0..00`."""

_LETTERED = re.compile(r"([a-z])\s*[-:–.)=]\s*(.+)")


@lru_cache(maxsize=4096)
def ethnic_category(words: str) -> str:
    """The letter of the category, '' if the words do not say which.

    >>> ethnic_category("k"), ethnic_category("Bangladeshi or British Bangladeshi")
    ('K', 'K')
    >>> ethnic_category("British or mixed British - ethnic category 2001 census")
    'A'
    >>> ethnic_category("White")
    ''
    """
    written = words.strip()
    if by_code := _listed("codes").get(_CHOSEN_TERM.sub("", written).ljust(5, ".")):
        return by_code
    text = unicodedata.normalize("NFKC", written).casefold()
    if text.upper() in _letters():
        return text.upper()
    return _described(text) or _lettered(text)


def _described(text: str) -> str:
    listed = _listed("words")
    return listed.get(_plain(text)) or listed.get(_plain(_CENSUS.sub("", text)), "")


def _lettered(text: str) -> str:
    """`A - White British`: a letter, if the words behind it say the same."""
    found = _LETTERED.fullmatch(text)
    letter = _described(found[2]) if found else ""
    return letter if found and letter == found[1].upper() else ""


def _plain(text: str) -> str:
    """Only the words, with one space between them."""
    return " ".join(re.findall(r"[^\W_]+", text.replace("&", " and ").replace("+", " and ")))


@cache
def _listed(what: str) -> Mapping[str, str]:
    return {
        _plain(one.casefold()) if what == "words" else one: letter
        for letter, listed in _categories().items()
        for one in listed[what]
    }


@cache
def _letters() -> frozenset[str]:
    return frozenset(_categories())


@cache
def _categories() -> Mapping[str, Mapping[str, list[str]]]:
    return tomllib.loads(resource_text("vocabulary", "ethnic_categories.toml"))
