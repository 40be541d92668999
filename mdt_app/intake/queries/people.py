"""People and practices: read, added, written over."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from mdt_app.intake.people import KEPT, StoredPerson
from mdt_app.intake.queries.batches import among, keep_replaced
from mdt_app.vault.entries import Rows
from mdt_app.vault.vault import Writing

_PERSON_COLUMNS = ", ".join(KEPT)


def stored_people(rows: Rows, numbers: Collection[str] | None = None) -> dict[str, StoredPerson]:
    """Everyone in the store by NHS number, or those of these numbers."""
    sql = f"SELECT nhs_number, id, {_PERSON_COLUMNS} FROM patient"
    return {
        row[0]: StoredPerson(row[1], dict(zip(KEPT, row[2:], strict=True)))
        for row in _of_numbers(rows, sql, numbers)
    }


def people_with_results(rows: Rows, numbers: Collection[str] | None = None) -> set[int]:
    """Keys of everyone of whom any result is stored, or of those of these numbers."""
    sql = (
        "SELECT id FROM patient WHERE EXISTS"
        " (SELECT 1 FROM result WHERE result.patient_id = patient.id)"
    )
    return {row[0] for row in _of_numbers(rows, sql, numbers, "AND")}


def _of_numbers(
    rows: Rows, sql: str, numbers: Collection[str] | None, where: str = "WHERE"
) -> Iterator[tuple[Any, ...]]:
    if numbers is None:
        yield from rows.rows(sql)
        return
    for number in numbers:
        yield from rows.rows(f"{sql} {where} nhs_number = :number", {"number": number})


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


def new_people_of(rows: Rows, batches: Sequence[int]) -> dict[int, str]:
    """Key and number of everyone who was not in the store before these batches."""
    sql = (
        f"SELECT id, nhs_number FROM patient WHERE batch_id IN {among(batches)} AND id NOT IN"
        " (SELECT CAST(key AS INTEGER) FROM replaced"
        f" WHERE table_name = 'patient' AND batch_id IN {among(batches)})"
    )
    return dict(rows.rows(sql))


def written_about(rows: Rows, numbers: Iterable[str]) -> int:
    """About how many of these people something has been entered."""
    sql = "SELECT count(*) > 0 FROM entry WHERE about = :number"
    return sum(next(rows.rows(sql, {"number": number}))[0] for number in numbers)


def delete_people(writing: Writing, keys: Iterable[int]) -> None:
    """Delete people of whom nothing else is left."""
    writing.executemany("DELETE FROM patient WHERE id = ?", ((key,) for key in keys))


def delete_unused_practice(writing: Writing, ods: str) -> None:
    """Delete a practice unless a person or a name of its own has come to it."""
    writing.execute(
        "DELETE FROM practice WHERE ods = :ods AND name = :ods"
        " AND NOT EXISTS (SELECT 1 FROM patient WHERE practice = :ods)",
        {"ods": ods},
    )
