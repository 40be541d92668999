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
    today = on.toordinal()
    coded = [(event.day, event.kind) for event in events if event.kind in _TYPES]
    coded = [(day, kind) for day, kind in coded if 0 < day <= today]
    if not coded:
        return person
    last = max(day for day, _kind in coded)
    kind = min(kind for day, kind in coded if day == last)
    is_known = person.diabetes_type not in ("", "unknown")
    return replace(
        person,
        diabetes_type=person.diabetes_type if is_known else _TYPES[kind],
        diagnosed_on=person.diagnosed_on or date.fromordinal(min(coded)[0]),
    )
