"""Which diabetes a person has, and since when, where only coded diagnoses say so."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from mdt_app.register.values import Event, Person

_TYPES: Mapping[str, str] = {"diagnosis_type_1": "type 1", "diagnosis_type_2": "type 2"}


def with_diagnosis(person: Person, events: Sequence[Event], on: date) -> Person:
    """The person as known on a day: an empty type is that of the latest coded diagnosis, type 1
    before type 2 on one day, and an empty day of diagnosis that of the earliest.

    Source: reference of the flags, 'People'.
    """
    said_by = coded_diagnoses(person, events, on)
    if not said_by:
        return person
    kind, day = said_by.get("diabetes_type"), said_by.get("diagnosed_on")
    return replace(
        person,
        diabetes_type=_TYPES[kind.kind] if kind is not None else person.diabetes_type,
        diagnosed_on=date.fromordinal(day.day) if day is not None else person.diagnosed_on,
    )


def coded_diagnoses(person: Person, events: Sequence[Event], on: date) -> Mapping[str, Event]:
    """The coded diagnosis that says each of the two fields which the person's own row leaves
    empty: `diabetes_type`, `diagnosed_on`."""
    today = on.toordinal()
    coded = [event for event in events if event.kind in _TYPES and 0 < event.day <= today]
    if not coded:
        return {}
    last = max(event.day for event in coded)
    found: dict[str, Event] = {}
    if person.diabetes_type in ("", "unknown"):
        found["diabetes_type"] = min((e for e in coded if e.day == last), key=_kind)
    if person.diagnosed_on is None:
        found["diagnosed_on"] = min(coded, key=_day)
    return found


def _kind(event: Event) -> str:
    return event.kind


def _day(event: Event) -> int:
    return event.day
