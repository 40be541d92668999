"""Which cases are complex, by stated criteria (`resources/vocabulary/complex.toml`). No score."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from mdt_app.clinical.events import EVENT_KINDS
from mdt_app.clinical.words import event_words, joined
from mdt_app.meeting.values import Case
from mdt_app.register.values import Person
from mdt_app.resources import resource_text


@dataclass(frozen=True, slots=True)
class Criterion:
    """One reason to call a case complex. Of the fields after `words` any one will do."""

    id: str
    words: str
    red_flags: int = 0
    minutes: int = 0
    interpreter: bool = False
    conditions: tuple[str, ...] = ()
    frailty: tuple[str, ...] = ()

    def found(self, about: "Complicated") -> str:
        """The criterion in words about one case, or '' where it does not hold."""
        if self.red_flags and about.red_flags >= self.red_flags:
            return self.words.format(n=about.red_flags)
        if self.minutes and about.minutes >= self.minutes:
            return self.words.format(n=about.minutes)
        if self.interpreter and about.interpreter:
            return self.words
        known = [event_words(kind) for kind in self.conditions if kind in about.conditions]
        known += [f"{about.frailty} frailty"] if about.frailty in self.frailty else []
        return self.words.format(conditions=joined(known)) if known else ""


@dataclass(frozen=True, slots=True)
class Criteria:
    """The criteria in their order, and how many must hold."""

    criteria: tuple[Criterion, ...]
    at_least: int


@dataclass(frozen=True, slots=True)
class Complicated:
    """What the criteria ask about one case."""

    red_flags: int = 0
    minutes: int = 0
    interpreter: bool = False
    conditions: frozenset[str] = frozenset()
    frailty: str = ""

    @classmethod
    def of(
        cls, person: Person, case: Case | None, conditions: frozenset[str], minutes: int
    ) -> "Complicated":
        """From what is known; of a person who is on no list yet, no flag is."""
        flags = case.raised if case is not None else ()
        reds = sum(flag.severity == "red" for flag in flags)
        return cls(reds, minutes, bool(person.interpreter), conditions, person.frailty)


def complexities(about: Complicated) -> tuple[str, ...]:
    """The criteria that hold, in words and in their order; none where too few do."""
    known = complex_criteria()
    found = [words for criterion in known.criteria if (words := criterion.found(about))]
    return tuple(found) if len(found) >= known.at_least else ()


@cache
def complex_criteria() -> Criteria:
    """The criteria that the program ships with."""
    return parse_complex_criteria(resource_text("vocabulary", "complex.toml"))


def parse_complex_criteria(text: str) -> Criteria:
    """Criteria from their file, or one error with everything that is wrong with it."""
    raw = tomllib.loads(text)
    tables: Sequence[Mapping[str, Any]] = raw.get("criterion", [])
    problems = [problem for table in tables for problem in _problems(table)]
    at_least = raw.get("from")
    if not isinstance(at_least, int) or not 0 < at_least <= len(tables):
        problems.append("from is not a number of criteria")
    if problems:
        raise ValueError("complex: " + "; ".join(problems))
    return Criteria(tuple(_criterion(table) for table in tables), int(raw["from"]))


def _criterion(table: Mapping[str, Any]) -> Criterion:
    said: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in table.items()}
    return Criterion(**said)


def _problems(table: Mapping[str, Any]) -> Iterator[str]:
    name = table.get("id", "?")
    names = {field.name for field in fields(Criterion)}
    yield from (f"{name}: {key} is not known" for key in table if key not in names)
    yield from (f"{name}: no {key}" for key in ("id", "words") if key not in table)
    unknown = [kind for kind in table.get("conditions", ()) if kind not in EVENT_KINDS]
    yield from (f"{name}: no event is called {kind}" for kind in unknown)
    if not names - {"id", "words"} & table.keys():
        yield f"{name}: nothing is asked"
