"""Names, languages and numbers for invented people: communities as data, numbers nobody has."""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any

from mdt_app.clinical.nhs_number import has_valid_check_digit
from mdt_app.resources import resource_text

_STRIDE = 7919  # a prime, so that neighbours on the register do not have neighbouring numbers
_BODIES = 1_000_000


@dataclass(frozen=True, slots=True)
class Community:
    """A part of the borough: its share of the register, its names and its languages."""

    name: str
    ethnic_category: str
    share: int
    age: tuple[float, float]
    languages: tuple[tuple[str, int], ...]
    interpreter: float
    female: tuple[str, ...]
    male: tuple[str, ...]
    female_family: tuple[str, ...]
    male_family: tuple[str, ...]

    def forename(self, chance: Random, sex: str) -> str:
        return chance.choice(self.female if sex == "female" else self.male)

    def surname(self, chance: Random, sex: str) -> str:
        return chance.choice(self.female_family if sex == "female" else self.male_family)

    def language(self, chance: Random, age: int) -> str:
        """Who grew up here is likelier to speak English first."""
        if age < 40 and chance.random() < 0.6:
            return "English"
        words, weights = zip(*self.languages)
        return str(chance.choices(words, weights)[0])


@cache
def communities() -> tuple[Community, ...]:
    """The communities of the invented borough."""
    table: dict[str, Any] = tomllib.loads(resource_text("demo", "communities.toml"))
    return tuple(Community(**_frozen(each)) for each in table["community"])


def _frozen(table: dict[str, Any]) -> dict[str, Any]:
    return {
        key: _tuple(value) if isinstance(value, list) else value for key, value in table.items()
    }


def _tuple(values: Sequence[Any]) -> tuple[Any, ...]:
    return tuple(_tuple(v) if isinstance(v, list) else v for v in values)


def numbers_for_testing() -> Iterator[str]:
    """Valid NHS numbers of the range kept for testing, scattered and never repeated."""
    for step in range(1, _BODIES):
        number = _completed(f"999{step * _STRIDE % _BODIES:06d}")
        if number:
            yield number


def _completed(body: str) -> str:
    """Nine digits with their check digit, or '' where the sum allows none."""
    return next((body + d for d in "0123456789" if has_valid_check_digit(body + d)), "")
