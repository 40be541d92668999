"""Undoes an import: what only it brought goes, what it wrote over comes back.

An import is undone as a whole, and only while no later import speaks of the same people:
then the register is, row for row, what it was before.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Protocol

from mdt_app.errors import UserError
from mdt_app.intake import queries, result_queries
from mdt_app.intake.medicines import MedicineFacts
from mdt_app.vault.vault import Writing
from mdt_app.vault.workspace import Workspace


class Rows(Protocol):
    """Anything that can answer a query."""

    def rows(self, sql: str, parameters: Mapping[str, Any] = ...) -> Any: ...


def undo_batch(ws: Workspace, batch: int | str) -> None:
    """Undo the import that a batch (its key, or the import's id) belongs to."""
    with ws.vault.writing(ws.user, "import undone") as writing:
        import_id, batches = _batches_of(writing, batch)
        built = _built_on(writing, batches)
        if built:
            raise UserError(f"This import cannot be undone yet: {built[0]}", built[1])
        new_people = _new_people(writing, batches)
        _take_results_back(writing, batches)
        _put_medicines_back(writing, batches)
        for table in ("event", "batch_person", "set_aside"):
            _delete(writing, table, batches)
        _put_people_back(writing, batches, new_people)
        _take_practices_back(writing, batches)
        _delete(writing, "replaced", batches)
        writing.execute(
            f"UPDATE import_batch SET undone_at = :at WHERE id IN {_among(batches)}",
            {"at": datetime.now(UTC).isoformat(timespec="seconds")},
        )
        writing.record("import undone", {"import": import_id, "batches": list(batches)})


def what_was_built_on(ws: Workspace, batch: int | str) -> str:
    """Why the import cannot be undone now, or ''."""
    with ws.vault.reading() as reading:
        built = _built_on(reading, _batches_of(reading, batch)[1])
        return built[0] if built else ""


def _among(batches: Sequence[int]) -> str:
    return f"({', '.join(str(int(batch)) for batch in batches)})"


def _batches_of(rows: Rows, batch: int | str) -> tuple[str, tuple[int, ...]]:
    sql = (
        "SELECT import_id, id FROM import_batch WHERE undone_at = '' AND import_id ="
        " coalesce((SELECT import_id FROM import_batch WHERE id = :batch), :batch) ORDER BY id"
    )
    found = list(rows.rows(sql, {"batch": batch}))
    if not found:
        raise UserError("There is no such import, or it was undone before.", "")
    return found[0][0], tuple(key for _id, key in found)


def _built_on(rows: Rows, batches: Sequence[int]) -> tuple[str, str] | None:
    """What stands on these batches, and what to do about it."""
    later = [
        name
        for (name,) in rows.rows(
            "SELECT DISTINCT b.file_name FROM import_batch b"
            " JOIN batch_person theirs ON theirs.batch_id = b.id"
            f" WHERE b.id > {max(batches)} AND b.undone_at = '' AND theirs.patient_id IN"
            f" (SELECT patient_id FROM batch_person WHERE batch_id IN {_among(batches)})"
            " ORDER BY b.id"
        )
    ]
    if later:
        names = ", ".join(later[:3]) + (f" and {len(later) - 3} more" if len(later) > 3 else "")
        return f"later files speak of the same people ({names}).", "Undo the later imports first."
    people = _new_people(rows, batches)
    written = sum(
        count
        for number in people.values()
        for (count,) in rows.rows(
            "SELECT count(*) > 0 FROM entry WHERE about = :number", {"number": number}
        )
    )
    if written:
        return (
            f"something has been entered about {written} of the people it brought.",
            "Nothing that people entered is ever removed. Correct the file and import it again.",
        )
    return None


def _new_people(rows: Rows, batches: Sequence[int]) -> dict[int, str]:
    """Key and number of everyone who was not in the store before these batches."""
    sql = (
        f"SELECT id, nhs_number FROM patient WHERE batch_id IN {_among(batches)} AND id NOT IN"
        " (SELECT CAST(key AS INTEGER) FROM replaced"
        f" WHERE table_name = 'patient' AND batch_id IN {_among(batches)})"
    )
    return dict(rows.rows(sql))


def _replaced(rows: Rows, table: str, batches: Sequence[int]) -> list[tuple[Any, Any]]:
    """Keys and earlier values of what the batches wrote over, the last change first."""
    sql = (
        "SELECT key, before FROM replaced WHERE table_name = :name"
        f" AND batch_id IN {_among(batches)} ORDER BY id DESC"
    )
    found = rows.rows(sql, {"name": table})
    return [(json.loads(key), json.loads(before)) for key, before in found]


def _delete(writing: Writing, table: str, batches: Sequence[int]) -> None:
    writing.execute(f"DELETE FROM {table} WHERE batch_id IN {_among(batches)}")


def _take_results_back(writing: Writing, batches: Sequence[int]) -> None:
    _delete(writing, "result", batches)
    among = _among(batches)
    writing.execute(f"UPDATE result SET superseded_by = 0 WHERE superseded_by IN {among}")
    for key, before in _replaced(writing, "result", batches):
        result_queries.write_result(writing, key, before)


def _put_medicines_back(writing: Writing, batches: Sequence[int]) -> None:
    for key, before in _replaced(writing, "medicine", batches):
        facts = MedicineFacts(*before[:5])
        queries.put_medicine(writing, tuple(key), facts, before[5], before[6:])
    _delete(writing, "medicine", batches)


def _put_people_back(
    writing: Writing, batches: Sequence[int], new_people: Mapping[int, str]
) -> None:
    for key, before in _replaced(writing, "patient", batches):
        queries.write_person(writing, key, before)
    writing.executemany("DELETE FROM patient WHERE id = ?", ((key,) for key in new_people))


def _take_practices_back(writing: Writing, batches: Sequence[int]) -> None:
    """A practice the import added goes, unless a person or a new name has come to it since."""
    for ods, _nothing in _replaced(writing, "practice", batches):
        writing.execute(
            "DELETE FROM practice WHERE ods = :ods AND name = :ods"
            " AND NOT EXISTS (SELECT 1 FROM patient WHERE practice = :ods)",
            {"ods": ods},
        )
