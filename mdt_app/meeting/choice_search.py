"""Finds a decision by a few letters of its words, among everything a meeting can choose."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from mdt_app.meeting.choices import choice_words, decision_choices, vocabulary

_WORD = re.compile(r"[\w&'-]+")


@dataclass(frozen=True, slots=True)
class Found:
    """One choice as the search shows it. `choice` is its code, with its detail if it has one."""

    choice: str
    words: str
    group: str
    key: str = ""

    @property
    def code(self) -> str:
        return self.choice.partition(":")[0]


@dataclass(frozen=True, slots=True)
class _Line:
    found: Found
    words: tuple[str, ...]
    others: tuple[str, ...]


def found_choices(typed: str) -> list[Found]:
    """The choices of which every typed word begins a word: by their own words before others.

    Nothing typed is everything, in the order of the vocabulary.
    """
    wanted = _WORD.findall(typed.casefold())
    ranked: list[tuple[int, Found]] = []
    for line in _lines():
        place = _place(line, wanted)
        if place is not None:
            ranked.append((place, line.found))
    return [found for _, found in sorted(ranked, key=lambda pair: pair[0])]


def _place(line: _Line, wanted: list[str]) -> int | None:
    """0 where a choice begins so, then where one of its words does, then where another finds it."""
    worst = 0
    for word in wanted:
        if line.words[0].startswith(word):
            place = 0
        elif _begins(line.words, word):
            place = 1
        elif _begins(line.others, word):
            place = 2
        else:
            return None
        worst = max(worst, place)
    return worst


def _begins(words: tuple[str, ...], typed: str) -> bool:
    return any(word.startswith(typed) for word in words)


@cache
def _lines() -> tuple[_Line, ...]:
    return tuple(_made())


def _made() -> Iterator[_Line]:
    for choice in decision_choices():
        found = Found(choice.code, choice.label, choice.group, choice.key)
        yield _line(found, f"{choice.also} {choice.group} {choice.code}")
    groups = {choice.code: choice.group for choice in decision_choices()}
    for detail in vocabulary().details:
        whole = f"{detail.of}:{detail.words}"
        yield _line(Found(whole, choice_words(whole), groups[detail.of]), detail.also)


def _line(found: Found, others: str) -> _Line:
    own = tuple(_WORD.findall(found.words.casefold()))
    return _Line(found, own, tuple(_WORD.findall(others.casefold())))
