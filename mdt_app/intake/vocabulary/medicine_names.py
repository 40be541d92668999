"""Which classes a medicine belongs to, from its name; a name that is not listed is not guessed."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from mdt_app.clinical.events import MEDICINE_CLASS_ORDER
from mdt_app.resources import resource_text

_INSULIN = "insulin"
Words = tuple[str, ...]


@lru_cache(maxsize=4096)
def medicine_classes(name: str) -> str | None:
    """The classes of a medicine joined by '+', None where no word of its name is listed.

    >>> medicine_classes("Xigduo 5mg/1000mg tablets")
    'metformin+sglt2'
    >>> medicine_classes("Insulin pen needles 4mm") is None
    True
    """
    words = _words(name)
    found = set(_matches(words))
    if found == {(_INSULIN,)} and _is_device(words):
        return None
    classes = {one for match in found for one in _listed()[match]}
    return "+".join(one for one in MEDICINE_CLASS_ORDER if one in classes) or None


def _words(name: str) -> Words:
    """Whole words of letters; a number stays apart from the unit written against it."""
    return tuple(re.findall(r"[^\W\d_]+|\d+", name.casefold()))


def _matches(words: Words) -> Iterator[Words]:
    listed = _listed()
    return (run for run in _runs(words) if run in listed)


def _runs(words: Words) -> Iterator[Words]:
    """Every run of words that may be one listed name."""
    for start in range(len(words)):
        for length in range(1, _longest() + 1):
            yield words[start : start + length]


def _is_device(words: Words) -> bool:
    devices, unless = _device_words()
    return any(run in devices for run in _runs(words)) and unless.isdisjoint(words)


@cache
def _listed() -> Mapping[Words, Words]:
    """Every listed name, in words, and its classes."""
    tables = tomllib.loads(resource_text("vocabulary", "medicines.toml"))
    return {
        _words(name): tuple(classes.split("+"))
        for table in ("class", "combination")
        for classes, names in tables[table].items()
        for name in names
    }


@cache
def _longest() -> int:
    return max(map(len, _listed()))


@cache
def _device_words() -> tuple[frozenset[Words], frozenset[str]]:
    """What names a device, each as one phrase: a pen case is one, an insulin in a pen is not."""
    table = tomllib.loads(resource_text("vocabulary", "medicines.toml"))["device"]
    devices = frozenset(_words(name) for name in table["words"])
    return devices, frozenset(word for name in table["unless"] for word in _words(name))
