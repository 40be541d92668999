"""Whether two names can be one person's: only names that share nothing are clearly different.

A name is no proof of who somebody is. This only finds rows that are plainly about somebody
else: a changed surname, a short form, a slip of the keyboard or another spelling is no reason to
doubt a number, so whatever can be the same name counts as the same.
"""

import unicodedata
from functools import cache
from typing import NamedTuple

_TITLES = (
    "mr mrs ms miss mx mstr master dr doctor prof professor rev revd reverend fr father sr sister"
    " br brother canon rabbi imam sir dame lord lady hon baron baroness capt captain maj major col"
    " colonel lt sgt cllr"
)
TITLES = frozenset(_TITLES.split())
"""Words before a name, folded, that are no part of it."""

_SHARED = (
    "abu al ap bin bint da dal de del della den der di do dos du el ibn la las le lo los mac mc of"
    " san st te ten ter the ul ur van von zu"
)
_PARTICLES = frozenset(_SHARED.split())
"""Words that many surnames have, so that sharing one says nothing."""

_SAME_LETTER = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
_APOSTROPHES = frozenset("'`´‘’‛ʻʼʹ′＇")
_LETTERS_FOR_ONE_SLIP = 4
_LONGEST_WORD = 40
_MOST_WORDS = 8


class _Word(NamedTuple):
    letters: str
    script: str


_Name = tuple[_Word, ...]
"""The words that tell people apart, and of each script all words written as one."""


def are_clearly_different(
    surname: str, forename: str, other_surname: str, other_forename: str
) -> bool:
    """Whether both surname and forename are unlike the other's, and not only swapped.

    A name that says nothing, or is written in another script, is never clearly different.

    >>> are_clearly_different("O'Brien", "Mo", "OBRIEN-KHAN", "Mohammed")
    False
    >>> are_clearly_different("Exemplar", "Ada", "Specimen", "Ben")
    True
    """
    if surname == other_surname or forename == other_forename:
        return False
    mine, theirs = _surname(surname), _surname(other_surname)
    first, other_first = _forename(forename), _forename(other_forename)
    if not (_are_unlike(mine, theirs) and _are_unlike(first, other_first)):
        return False
    return _are_unlike(mine, other_first) or _are_unlike(first, theirs)


def _are_unlike(name: _Name, other: _Name) -> bool:
    """Whether two names can be compared and have nothing in common."""
    pairs = [(one, two) for one in name for two in other if one.script == two.script]
    return bool(pairs) and not any(_are_alike(one.letters, two.letters) for one, two in pairs)


def _surname(text: str) -> _Name:
    return _telling(_words(text), starts_with_initial=False)


def _forename(text: str) -> _Name:
    return _telling(_words(text), starts_with_initial=True)


def _telling(words: list[_Word], *, starts_with_initial: bool) -> _Name:
    """Without particles, and without initials beside whole words but a forename's own."""
    named = [word for word in words if word.letters not in _PARTICLES] or words
    whole = [word for word in named if len(word.letters) > 1]
    if whole and starts_with_initial and len(named[0].letters) == 1:
        whole.insert(0, named[0])
    scripts = dict.fromkeys(word.script for word in words)
    return *(whole or named), *(_as_one(words, script) for script in scripts)


def _as_one(words: list[_Word], script: str) -> _Word:
    """`Van Dyke` as `Vandyke`."""
    letters = "".join(word.letters for word in words if word.script == script)
    return _Word(letters[:_LONGEST_WORD], script)


def _are_alike(word: str, other: str) -> bool:
    """One begins the other, or one letter in four was written otherwise."""
    if word.startswith(other) or other.startswith(word):
        return True
    allowed = max(len(word), len(other)) // _LETTERS_FOR_ONE_SLIP
    return abs(len(word) - len(other)) <= allowed and slips(word, other) <= allowed


def slips(word: str, other: str) -> int:
    """How many letters are missing, added, changed, or swapped with their neighbour."""
    before, last = [0] * (len(other) + 1), list(range(len(other) + 1))
    for row, letter in enumerate(word, 1):
        now = [row]
        for place, theirs in enumerate(other, 1):
            least = min(last[place] + 1, now[-1] + 1, last[place - 1] + (letter != theirs))
            if row > 1 < place and letter == other[place - 2] and theirs == word[row - 2]:
                least = min(least, before[place - 2] + 1)
            now.append(least)
        before, last = last, now
    return last[-1]


@cache
def _script(letter: str) -> str:
    """`LATIN`, `BENGALI`, `CJK` …: the first word of the letter's own name."""
    return unicodedata.name(letter, "").partition(" ")[0]


def _words(name: str) -> list[_Word]:
    """A name's words without accents, case, apostrophes and titles."""
    folded = unicodedata.normalize("NFKD", name[: _MOST_WORDS * _LONGEST_WORD]).casefold()
    plain = folded.translate(_SAME_LETTER)
    spaced = "".join(map(_letter_or_space, plain))
    words = [_Word(word[:_LONGEST_WORD], _script(word[0])) for word in spaced.split()]
    named = [word for word in words if word.letters not in TITLES] or words
    return named[:_MOST_WORDS]


def _letter_or_space(character: str) -> str:
    if character.isalpha():
        return character
    is_mark = unicodedata.category(character)[0] == "M"
    return "" if is_mark or character in _APOSTROPHES else " "
