"""Medicines, written over as a whole; events and facts without a day, which are only ever added."""

from collections.abc import Iterable, Sequence
from dataclasses import astuple
from typing import Any, NamedTuple

from mdt_app.intake.medicines import MedicineFacts, MedicineKey
from mdt_app.intake.queries.whole_rows import add, put, rest_of, whole_rows
from mdt_app.intake.undated import UndatedFact, UndatedKey
from mdt_app.vault.entries import Rows
from mdt_app.vault.vault import Writing

_KEY_OF_UNDATED = len(UndatedKey._fields)


class StoredMedicine(NamedTuple):
    """A medicine as the store has it; `current_from` is when a file last brought `current`."""

    facts: MedicineFacts
    current_from: int
    batch: int
    row: int

    def flat(self) -> tuple[str | int, ...]:
        """All values in the order of the table, without the key."""
        return (*astuple(self.facts), *self[1:])


def stored_medicine(rows: Rows, key: MedicineKey) -> StoredMedicine | None:
    """The medicine of that person, name and start."""
    row = rest_of(rows, "medicine", key)
    return StoredMedicine(MedicineFacts(*row[:-3]), *row[-3:]) if row else None


def put_medicine(writing: Writing, key: MedicineKey, medicine: StoredMedicine) -> None:
    """Write one medicine, over the one of the same key if there is one."""
    put(writing, "medicine", key, medicine.flat())


def add_events(writing: Writing, events: Sequence[Sequence[Any]]) -> int:
    """Put in events that are not there yet; says how many were not."""
    return add(writing, "event", events)


def add_undated(writing: Writing, facts: Iterable[UndatedFact]) -> int:
    """Put in facts without a day that are not there yet; says how many were not."""
    return add(writing, "undated", (fact.flat() for fact in facts))


def undated_in(rows: Rows, section: str) -> dict[int, list[UndatedFact]]:
    """Everybody's facts without a day, by person."""
    by_person: dict[int, list[UndatedFact]] = {}
    for row in whole_rows(rows, "undated", "section = :section", {"section": section}):
        fact = UndatedFact(UndatedKey(*row[:_KEY_OF_UNDATED]), *row[_KEY_OF_UNDATED:])
        by_person.setdefault(fact.key.patient, []).append(fact)
    return by_person
