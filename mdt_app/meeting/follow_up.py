"""What shows that something agreed has happened: a versioned vocabulary, read once and checked."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any

from mdt_app.clinical.events import EVENT_KINDS, MEDICINE_CLASSES
from mdt_app.clinical.kinds import KIND_BY_CODE
from mdt_app.resources import resource_text

_CLAUSES = re.compile(r"[,;.]")
_WORD = re.compile(r"[\w&'-]+")


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What is looked for on the record after a meeting. See the file for each field."""

    codes: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    name: str = ""
    started: tuple[str, ...] = ()
    ended: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    results: tuple[str, ...] = ()
    seen: str = ""
    none: str = ""
    declined: tuple[str, ...] = ()
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class FollowUps:
    """The whole vocabulary."""

    known: tuple[FollowUp, ...]
    begins: frozenset[str]
    measures: frozenset[str]
    """Words of an action that asks for a result, and does not only name one."""
    begun: FollowUp
    """What is looked for when an action begins a medicine: its classes are filled in."""
    outcome_classes: frozenset[str]

    def of_code(self, code: str) -> Iterator[FollowUp]:
        """What a decision stands for."""
        return (each for each in self.known if code in each.codes)

    def mentioned_in(self, words: str) -> Iterator[FollowUp]:
        """What words stand for, whole words only, each once."""
        said = f" {' '.join(_WORD.findall(words.casefold()))} "
        for each in self.known:
            if any(f" {mention} " in said for mention in each.mentions):
                yield each

    def asks_to_measure(self, words: str) -> bool:
        """Whether a result is what an action asks for: `repeat U&E`, not `review it by eGFR`."""
        return not self.measures.isdisjoint(_WORD.findall(words.casefold()))

    def beginning_in(self, words: str) -> Iterator[FollowUp]:
        """A medicine that words begin: `start dapagliflozin 10 mg`. A dose changed is none."""
        from mdt_app.intake.vocabulary.medicine_names import medicine_classes

        for clause in _CLAUSES.split(words.casefold()):
            if self.begins.isdisjoint(_WORD.findall(clause)):
                continue
            classes = tuple((medicine_classes(clause) or "").split("+"))
            if classes != ("",):
                outcome = "" if self.outcome_classes.isdisjoint(classes) else self.begun.outcome
                yield replace(self.begun, started=classes, outcome=outcome)


@cache
def follow_ups() -> FollowUps:
    """The vocabulary that the program ships with."""
    return parse_follow_ups(resource_text("vocabulary", "follow_up.toml"))


def parse_follow_ups(text: str) -> FollowUps:
    """A vocabulary from its file, or one error with everything that is wrong with it."""
    raw = tomllib.loads(text)
    tables: list[dict[str, Any]] = raw.get("evidence", [])
    problems = [problem for table in tables for problem in _problems(table)]
    if problems or not tables:
        raise ValueError("follow_up: " + "; ".join(problems or ["no evidence"]))
    wording = raw["wording"]
    begun = FollowUp(none=wording["none"], outcome=wording["outcome"])
    known = tuple(FollowUp(**{name: _frozen(value) for name, value in t.items()}) for t in tables)
    return FollowUps(
        known,
        frozenset(wording["begins"]),
        frozenset(wording["measures"]),
        begun,
        frozenset(wording["outcome_classes"]),
    )


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


_KNOWN = {
    "started": MEDICINE_CLASSES,
    "ended": MEDICINE_CLASSES,
    "events": EVENT_KINDS,
    "declined": EVENT_KINDS,
    "results": frozenset(KIND_BY_CODE),
}


def _problems(table: dict[str, Any]) -> Iterator[str]:
    name = table.get("name") or next(iter(table.get("mentions", ["?"])))
    names = {field.name for field in fields(FollowUp)}
    yield from (f"{name}: {key} is not known" for key in table if key not in names)
    for key, known in _KNOWN.items():
        yield from (f"{name}: {key} {each}" for each in table.get(key, ()) if each not in known)
    if table.get("outcome", "hba1c") not in KIND_BY_CODE:
        yield f"{name}: outcome {table['outcome']}"
    if not any(table.get(key) for key in ("started", "ended", "events", "results")):
        yield f"{name}: nothing to look for"
    if not table.get("none"):
        yield f"{name}: no words for nothing"
    if table.get("codes") and not table.get("name"):
        yield f"{name}: no name"
