"""Medicines, written over as a whole, and events, which are only ever added."""

from collections.abc import Sequence
from dataclasses import astuple
from typing import Any, NamedTuple

from mdt_app.intake.medicines import MedicineFacts, MedicineKey
from mdt_app.vault.entries import Rows
from mdt_app.vault.vault import Writing

_MEDICINE = 'last_issued_on, ended_on, current, dose, classes, current_from, batch_id, "row"'


class StoredMedicine(NamedTuple):
    """A medicine as the store has it; `current_from` is when a file last brought `current`."""

    facts: MedicineFacts
    current_from: int
    batch: int
    row: int

    def as_json(self) -> list[str | int]:
        return [*astuple(self.facts), self.current_from, self.batch, self.row]


def stored_medicine(rows: Rows, key: MedicineKey) -> StoredMedicine | None:
    """The medicine of that person, name and start."""
    sql = (
        f"SELECT {_MEDICINE} FROM medicine WHERE patient_id = :p AND name = :n AND started_on = :s"
    )
    for row in rows.rows(sql, {"p": key[0], "n": key[1], "s": key[2]}):
        return StoredMedicine(MedicineFacts(*row[:5]), *row[5:])
    return None


def put_medicine(
    writing: Writing,
    key: MedicineKey,
    facts: MedicineFacts,
    current_from: int,
    source: Sequence[int],
) -> None:
    """Write one medicine, over the one of the same key if there is one."""
    writing.executemany(
        f"INSERT OR REPLACE INTO medicine (patient_id, name, started_on, {_MEDICINE})"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(*key, *astuple(facts), current_from, *source)],
    )


def add_events(writing: Writing, events: Sequence[Sequence[Any]]) -> int:
    """Put in events that are not there yet; says how many were not."""
    return writing.executemany(
        'INSERT OR IGNORE INTO event (patient_id, kind, on_day, detail, batch_id, "row")'
        " VALUES (?, ?, ?, ?, ?, ?)",
        events,
    )
