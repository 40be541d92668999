"""What else a person lives with, as far as the record says, and who looks after them. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mdt_app.clinical.words import event_words
from mdt_app.meeting.values import Decision, PastDecision
from mdt_app.register.values import Record

CONDITIONS = (
    "heart_failure",
    "cardiovascular_disease",
    "haemorrhagic_stroke",
    "ckd_3_to_5",
    "proteinuria",
    "familial_hypercholesterolaemia",
    "dementia",
    "learning_disability",
    "severe_mental_illness",
)
"""The kinds of event that are conditions which stay, in the order they are named."""
EASY_READ_FOR = "learning_disability"


@dataclass(frozen=True, slots=True)
class Condition:
    """One other condition, by the latest day on which it was recorded."""

    kind: str
    words: str
    day: int


def conditions_of(record: Record, on: date) -> tuple[Condition, ...]:
    """The other conditions on the record by that day. None found is not none there."""
    today, days = on.toordinal(), dict[str, int]()
    for event in record.events:
        if event.kind in CONDITIONS and event.day <= today:
            days[event.kind] = max(event.day, days.get(event.kind, 0))
    return tuple(
        Condition(kind, event_words(kind), days[kind]) for kind in CONDITIONS if kind in days
    )


def latest_tier(decisions: Iterable[Decision], before: Iterable[PastDecision]) -> str:
    """The tier of care agreed last, this meeting's first; '' where none ever was."""
    past = sorted(before, key=_held_on, reverse=True)
    told = [*reversed(list(decisions)), *(each.decision for each in past)]
    return next((decision.tier for decision in told if decision.tier), "")


def _held_on(past: PastDecision) -> date:
    return past.held_on
