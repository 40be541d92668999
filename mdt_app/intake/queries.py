"""The SQL of an import: what is stored, what is put beside it, what takes its place."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple
from typing import Any, NamedTuple, Protocol

from mdt_app.intake.medicines import MedicineFacts, MedicineKey
from mdt_app.intake.people import KEPT, StoredPerson
from mdt_app.intake.rows import Problem
from mdt_app.vault.vault import Writing

_PERSON_COLUMNS = ", ".join(KEPT)
_PAGES_IN_MEMORY = "PRAGMA cache_size = -16000"
_PAGES_AS_USUAL = "PRAGMA cache_size = -2000"


class Rows(Protocol):
    """Anything that can answer a query."""

    def rows(self, sql: str, parameters: Mapping[str, Any] = ...) -> Iterable[tuple[Any, ...]]: ...


def use_more_memory(writing: Writing, *, more: bool) -> None:
    """A bulk load spills less with 16 MB of pages; afterwards 2 MB are enough."""
    list(writing.rows(_PAGES_IN_MEMORY if more else _PAGES_AS_USUAL))


def add_batch(writing: Writing, batch: Mapping[str, Any]) -> int:
    """Note one file; its counts come when it has been read."""
    writing.execute(
        "INSERT INTO import_batch (import_id, file_name, digest, layout, practice, imported_by,"
        " imported_at, imported_on, counts, undone_at) VALUES (:import_id, :file_name, :digest,"
        " :layout, :practice, :imported_by, :imported_at, :imported_on, '{}', '')",
        batch,
    )
    return int(next(iter(writing.rows("SELECT last_insert_rowid()")))[0])


def finish_batch(writing: Writing, batch: int, counts: str, touched: Iterable[int]) -> None:
    """Write what became of a file's rows, and whom it is about."""
    writing.execute(
        "UPDATE import_batch SET counts = :counts WHERE id = :id", {"counts": counts, "id": batch}
    )
    writing.executemany(
        "INSERT INTO batch_person VALUES (?, ?)", ((batch, key) for key in sorted(touched))
    )


def add_set_aside(writing: Writing, batch: int, problems: Iterable[Problem]) -> None:
    """Keep rows that were rejected or held back, with their reasons."""
    writing.executemany(
        'INSERT INTO set_aside (batch_id, section, "row", "column", value, problem, hint, is_held)'
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                batch,
                problem.section,
                problem.row,
                problem.column,
                problem.value,
                problem.problem,
                problem.hint,
                int(problem.is_held),
            )
            for problem in problems
        ),
    )


def keep_replaced(writing: Writing, batch: int, table: str, key: Any, before: Any) -> None:
    """Keep what is about to be written over; None for what was not there before."""
    writing.execute(
        "INSERT INTO replaced (batch_id, table_name, key, before)"
        " VALUES (:batch, :name, :key, :before)",
        {"batch": batch, "name": table, "key": json.dumps(key), "before": json.dumps(before)},
    )


def stored_people(rows: Rows) -> dict[str, StoredPerson]:
    """Everyone in the store by NHS number."""
    sql = f"SELECT nhs_number, id, {_PERSON_COLUMNS} FROM patient"
    return {
        row[0]: StoredPerson(row[1], dict(zip(KEPT, row[2:], strict=True)))
        for row in rows.rows(sql)
    }


def people_with_results(rows: Rows) -> set[int]:
    """Keys of everyone of whom any result is stored."""
    sql = (
        "SELECT id FROM patient"
        " WHERE EXISTS (SELECT 1 FROM result WHERE result.patient_id = patient.id)"
    )
    return {row[0] for row in rows.rows(sql)}


def last_patient_key(rows: Rows) -> int:
    """The highest key in use, or 0."""
    return int(next(iter(rows.rows("SELECT coalesce(max(id), 0) FROM patient")))[0])


def add_practice(writing: Writing, batch: int, ods: str, name: str) -> None:
    """Add a practice that a row named."""
    keep_replaced(writing, batch, "practice", ods, None)
    writing.execute("INSERT INTO practice VALUES (:ods, :name)", {"ods": ods, "name": name})


Origin = tuple[int, int, int]
"""Where a person's row came from: the import's first batch, its own batch, its number."""


class NewPerson(NamedTuple):
    """Someone who is not in the store yet."""

    key: int
    number: str
    values: Mapping[str, str | int]
    origin: Origin


def add_people(writing: Writing, people: Iterable[NewPerson]) -> None:
    """Add people who are not in the store yet."""
    marks = ", ".join("?" * (len(KEPT) + 5))
    writing.executemany(
        f'INSERT INTO patient (id, nhs_number, {_PERSON_COLUMNS}, practice_since, batch_id, "row")'
        f" VALUES ({marks})",
        (
            (person.key, person.number, *map(person.values.__getitem__, KEPT), *person.origin)
            for person in people
        ),
    )


def change_person(
    writing: Writing, key: int, values: Mapping[str, str | int], origin: Origin
) -> None:
    """Write a person's new values over the stored ones, which are kept for undo."""
    names = (*KEPT, "practice_since", "batch_id", "row")
    columns = ", ".join(f'"{name}"' for name in names)
    rows = writing.rows(f"SELECT {columns} FROM patient WHERE id = :key", {"key": key})
    earlier = dict(zip(names, next(iter(rows)), strict=True))
    since, batch, row = origin
    keep_replaced(writing, batch, "patient", key, earlier)
    if values["practice"] == earlier["practice"]:
        since = earlier["practice_since"]
    new = {**values, "practice_since": since, "batch_id": batch, "row": row}
    write_person(writing, key, new)


def write_person(writing: Writing, key: int, values: Mapping[str, Any]) -> None:
    """Set the named columns of one person."""
    assignments = ", ".join(f'"{name}" = :{name}' for name in values)
    writing.execute(f"UPDATE patient SET {assignments} WHERE id = :key", {**values, "key": key})


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
