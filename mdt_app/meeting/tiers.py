"""Tiers of care and specialist remits: a versioned vocabulary, what suggests a remit, and counts.

A suggestion is shown with the data that make it. Nothing is ever chosen for anybody.
"""

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cache
from typing import Any

from mdt_app.clinical.days import age_on, near
from mdt_app.clinical.events import EVENT_KINDS
from mdt_app.clinical.words import event_words
from mdt_app.flags.answers import Answer, Raised
from mdt_app.flags.medicines import current_medicines
from mdt_app.meeting.versions import DECISION, MEETING, identity_of, standing
from mdt_app.register.values import Record
from mdt_app.resources import resource_text
from mdt_app.vault.vault import Reading

RETURNED = "discharge"
"""The decision that returns somebody to the practice."""


@dataclass(frozen=True, slots=True)
class Tier:
    """Who looks after a person, and when somebody comes into it and leaves it."""

    code: str
    key: str
    words: str
    entry: str
    exit: str


@dataclass(frozen=True, slots=True)
class Remit:
    """What the hospital's specialists look after. See the file for each field."""

    code: str
    key: str
    words: str
    scope: str
    rules: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    events_within_days: int = 0
    medicines: tuple[str, ...] = ()
    younger_than: int = 0
    only_type: str = ""


@dataclass(frozen=True, slots=True)
class Care:
    """The whole vocabulary, in the order of the file."""

    tiers: tuple[Tier, ...]
    remits: tuple[Remit, ...]


@dataclass(frozen=True, slots=True)
class Suggested:
    """A remit that the record suggests, and what in it does."""

    remit: Remit
    because: tuple[str, ...]


@cache
def care() -> Care:
    """The vocabulary that the program ships with."""
    return parse_care(resource_text("vocabulary", "tiers.toml"))


def parse_care(text: str) -> Care:
    """A vocabulary from its file, or one error with everything that is wrong with it."""
    held = tomllib.loads(text)
    tiers, remits = held.pop("tier", []), held.pop("remit", [])
    problems = [f"{name} is not known" for name in held if name != "reviewed"]
    for kind, tables in ((Tier, tiers), (Remit, remits)):
        for table in tables:
            problems += _problems(kind, table)
        for name in ("code", "key"):
            said = [table.get(name) for table in tables]
            problems += [f"{each} is there twice" for each in set(said) if said.count(each) > 1]
    if problems or not tiers or not remits:
        raise ValueError("tiers: " + "; ".join(problems or ["no tier or no remit"]))
    return Care(
        tuple(Tier(**table) for table in tiers),
        tuple(Remit(**{name: _frozen(value) for name, value in t.items()}) for t in remits),
    )


_NEEDED = ("code", "key", "words", "entry", "exit", "scope")


def _problems(kind: type, table: dict[str, Any]) -> Iterator[str]:
    name = table.get("code", "?")
    known = {each.name: each.type for each in fields(kind)}
    yield from (f"{name}: {key} is not known" for key in table if key not in known)
    yield from (f"{name}: no {key}" for key in _NEEDED if key in known and not table.get(key))
    for key, value in table.items():
        if key in known and type(value) is not (list if key in _LISTS else known[key]):
            yield f"{name}: {key}"
    if unknown := [kind for kind in table.get("events", ()) if kind not in EVENT_KINDS]:
        yield f"{name}: events {', '.join(map(str, unknown))}"
    if bool(table.get("events")) != bool(table.get("events_within_days")):
        yield f"{name}: events and events_within_days go together"


_LISTS = ("rules", "events", "medicines")


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def tier_words(code: str) -> str:
    """A tier in words; one that this vocabulary does not know says itself."""
    known = {tier.code: tier.words for tier in care().tiers}
    return known.get(code, code.replace("_", " "))


def remit_words(code: str) -> str:
    """A remit in words; one that this vocabulary does not know says itself."""
    known = {remit.code: remit.words for remit in care().remits}
    return known.get(code, code.replace("_", " "))


def suggested_remits(record: Record, answers: Sequence[Answer], on: date) -> tuple[Suggested, ...]:
    """The remits that the record suggests on that day, each with what suggests it."""
    raised = {answer.rule: answer for answer in answers if isinstance(answer, Raised)}
    found: list[Suggested] = []
    for remit in care().remits:
        if remit.only_type and record.person.diabetes_type != remit.only_type:
            continue
        because = tuple(dict.fromkeys(_because(remit, record, raised, on)))
        if because:
            found.append(Suggested(remit, because))
    return tuple(found)


def _because(remit: Remit, record: Record, raised: Mapping[str, Raised], on: date) -> Iterator[str]:
    yield from (raised[rule].headline for rule in remit.rules if rule in raised)
    first = on.toordinal() - remit.events_within_days
    for event in record.events:
        if event.kind in remit.events and first <= event.day <= on.toordinal():
            yield f"{event_words(event.kind)} {near(date.fromordinal(event.day), on)}"
    for medicine, is_known in current_medicines(record, on):
        if any(word in medicine.name.casefold() for word in remit.medicines):
            yield medicine.name if is_known else f"{medicine.name} (current?)"
    age = age_on(record.person.born_on, on)
    if age < remit.younger_than:
        yield f"{age} years old"


@dataclass(frozen=True, slots=True)
class MonthOfCare:
    """One month's decisions by where the person is looked after from now on."""

    month: date
    """Its first day."""
    decided: int = 0
    """Cases with a decision in meetings of the month."""
    tiers: Mapping[str, int] = field(default_factory=dict)
    """How many were placed in each tier, by its code."""
    remits: Mapping[str, int] = field(default_factory=dict)
    """How many fall under each specialist remit, by its code."""
    returned: int = 0
    """How many were returned to the practice."""

    @property
    def inside(self) -> int:
        """How many fall under one of the specialist remits."""
        return sum(self.remits.values())

    @property
    def outside(self) -> int:
        """How many fall under none of them."""
        return self.decided - self.inside


def tier_counts(rows: Reading, first: date, last: date) -> list[MonthOfCare]:
    """Per month with a meeting from `first` to `last`, both included: tiers, remits, returned.

    Of two rival decisions about one person the later speaks.
    """
    days = days_of_meetings(rows, first, last)
    held = [(each.held_on.replace(day=1), each.what) for each in placed(rows, days)]
    counted: list[MonthOfCare] = []
    for month in sorted({day.replace(day=1) for day in days.values()}):
        decided = [what for when, what in held if when == month]
        counted.append(
            MonthOfCare(
                month,
                len(decided),
                _counts(decided, "tier"),
                _counts(decided, "remit"),
                sum(is_returned(what) for what in decided),
            )
        )
    return counted


@dataclass(frozen=True, slots=True)
class Placed:
    """One case with a decision: whose, when, and what was decided, as it was entered."""

    nhs_number: str
    held_on: date
    what: Mapping[str, Any]


def placed(rows: Reading, days: Mapping[str, date]) -> list[Placed]:
    """Every case with a decision in these meetings; of two rivals the later speaks."""
    latest = {(e.meeting, e.about): e.payload for e in standing(rows, DECISION)}
    return [
        Placed(about, days[meeting], what)
        for (meeting, about), what in latest.items()
        if meeting in days
    ]


def days_of_meetings(rows: Reading, first: date, last: date) -> dict[str, date]:
    """The day of every meeting from `first` to `last`, both included, by its id."""
    days = {
        identity_of(entry): date.fromisoformat(entry.payload["held_on"])
        for entry in standing(rows, MEETING)
    }
    return {meeting: day for meeting, day in days.items() if first <= day <= last}


def _counts(decided: Sequence[Mapping[str, Any]], name: str) -> dict[str, int]:
    return dict(Counter(str(what[name]) for what in decided if what.get(name)))


def is_returned(what: Mapping[str, Any]) -> bool:
    """Whether a decision returns somebody to the practice."""
    return any(str(choice).partition(":")[0] == RETURNED for choice in what["choices"])
