"""What else a person lives with, as far as the record says, and who looks after them."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from mdt_app.clinical.events import EVENT_KINDS
from mdt_app.clinical.words import event_words
from mdt_app.meeting.values import Decision, PastDecision
from mdt_app.register.values import Record
from mdt_app.resources import resource_text

EASY_READ_FOR = "learning_disability"


@cache
def condition_kinds() -> tuple[str, ...]:
    """The kinds of event that are conditions which stay, in the order they are named."""
    kinds: list[str] = tomllib.loads(resource_text("vocabulary", "conditions.toml"))["kinds"]
    if unknown := [kind for kind in kinds if kind not in EVENT_KINDS]:
        raise ValueError(f"conditions: {', '.join(unknown)}: no such kind of event")
    return tuple(kinds)


@dataclass(frozen=True, slots=True)
class Condition:
    """One other condition, by the latest day on which it was recorded."""

    kind: str
    words: str
    day: int


def conditions_of(record: Record, on: date) -> tuple[Condition, ...]:
    """The other conditions on the record by that day. None found is not none there."""
    today, days = on.toordinal(), dict[str, int]()
    kinds = condition_kinds()
    for event in record.events:
        if event.kind in kinds and event.day <= today:
            days[event.kind] = max(event.day, days.get(event.kind, 0))
    return tuple(Condition(kind, event_words(kind), days[kind]) for kind in kinds if kind in days)


def latest_tier(decisions: Iterable[Decision], before: Iterable[PastDecision]) -> str:
    """The tier of care agreed last, this meeting's first; '' where none ever was."""
    past = sorted(before, key=_held_on, reverse=True)
    told = [*reversed(list(decisions)), *(each.decision for each in past)]
    return next((decision.tier for decision in told if decision.tier), "")


def latest_coordinator(decisions: Iterable[Decision], before: Iterable[PastDecision]) -> str:
    """Who was last named to keep a person's care together; '' where nobody ever was."""
    past = sorted(before, key=_held_on, reverse=True)
    told = [*reversed(list(decisions)), *(each.decision for each in past)]
    return next((decision.coordinator for decision in told if decision.coordinator), "")


def _held_on(past: PastDecision) -> date:
    return past.held_on
