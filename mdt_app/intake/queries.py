"""The SQL of an import: what is stored, what is put beside it, what takes its place."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple
from itertools import islice
from typing import Any, NamedTuple, Protocol

from mdt_app.intake.medicines import MedicineFacts, MedicineKey
from mdt_app.intake.people import KEPT, StoredPerson
from mdt_app.intake.results import GoodResults
from mdt_app.intake.rows import Problem
from mdt_app.vault.vault import Writing

_PERSON_COLUMNS = ", ".join(KEPT)
_KEY = "patient_id, kind, taken_on, value, second, word, comparator, setting"
_STAGED = f"{_KEY}, raw, code, inferred, batch_id, row"
_SAME_KEY = " AND ".join(f"{{0}}.{name} = {{1}}.{name}" for name in _KEY.split(", "))
_SAME_DAY = " AND ".join(
    f"{{0}}.{name} = {{1}}.{name}" for name in ("patient_id", "kind", "taken_on", "setting")
)
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


def add_people(
    writing: Writing, rows: Iterable[tuple[int, str, Mapping[str, str | int], int, int, int]]
) -> None:
    """Add people: key, number, values, first batch of the import, batch, row."""
    marks = ", ".join("?" * (len(KEPT) + 5))
    writing.executemany(
        f'INSERT INTO patient (id, nhs_number, {_PERSON_COLUMNS}, practice_since, batch_id, "row")'
        f" VALUES ({marks})",
        (
            (key, number, *(values[column] for column in KEPT), since, batch, row)
            for key, number, values, since, batch, row in rows
        ),
    )


def change_person(
    writing: Writing, key: int, values: Mapping[str, str | int], since: int, batch: int, row: int
) -> None:
    """Write a person's new values over the stored ones, which are kept for undo."""
    names = (*KEPT, "practice_since", "batch_id", "row")
    columns = ", ".join(f'"{name}"' for name in names)
    before = next(
        iter(writing.rows(f"SELECT {columns} FROM patient WHERE id = :key", {"key": key}))
    )
    earlier = dict(zip(names, before, strict=True))
    keep_replaced(writing, batch, "patient", key, earlier)
    has_moved = values["practice"] != earlier["practice"]
    new = {
        **values,
        "practice_since": since if has_moved else earlier["practice_since"],
        "batch_id": batch,
        "row": row,
    }
    write_person(writing, key, new)


def write_person(writing: Writing, key: int, values: Mapping[str, Any]) -> None:
    """Set the named columns of one person."""
    assignments = ", ".join(f'"{name}" = :{name}' for name in values)
    writing.execute(f"UPDATE patient SET {assignments} WHERE id = :key", {**values, "key": key})


_LOADED = (
    'patient_id, taken_on, "row", kind, value, second, word, comparator, setting, raw, code,'
    " inferred"
)
_VALUES_A_ROW = 12
_ROWS_AT_ONCE = 256
"""Several rows a statement: the table is sought once for all of them."""


def add_results(writing: Writing, batch: int, results: GoodResults) -> int:
    """Put in results of people who had none before; says how many were not there twice."""
    into = f"INSERT OR IGNORE INTO result ({_LOADED}, batch_id, last_batch, superseded_by) VALUES "
    return _load(writing, into, f", {int(batch)}, {int(batch)}, 0)", results)


def stage_results(writing: Writing, batch: int, results: GoodResults) -> int:
    """Set results beside those already stored, to be compared at the end of the import."""
    into = f"INSERT OR IGNORE INTO staged_result ({_LOADED}, batch_id) VALUES "
    return _load(writing, into, f", {int(batch)})", results)


def _load(writing: Writing, into: str, end: str, results: GoodResults) -> int:
    marks, values = f"({', '.join('?' * _VALUES_A_ROW)}{end}", results.flat()
    full, rest = divmod(len(results), _ROWS_AT_ONCE)
    added = 0
    for rows, times in ((_ROWS_AT_ONCE, full), (1, rest)):
        if times:
            sql = into + ", ".join([marks] * rows)
            width = rows * _VALUES_A_ROW
            added += writing.executemany(sql, (list(islice(values, width)) for _ in range(times)))
    return added


def has_staged(rows: Rows) -> bool:
    """Whether any result waits to be compared."""
    return any(rows.rows("SELECT 1 FROM staged_result LIMIT 1"))


def staged_and_new(writing: Writing) -> list[tuple[int, int]]:
    """For each batch: how many of the waiting results the store does not have.

    A superseded result that a file brings again counts as one the store does not have.
    Only these are grouped: grouping everything would hold millions of rows in memory.
    """
    same = _SAME_KEY.format("r", "s")
    return list(
        writing.rows(
            "SELECT s.batch_id, count(*) FROM staged_result s WHERE NOT EXISTS"
            f" (SELECT 1 FROM result r WHERE {same} AND r.superseded_by = 0) GROUP BY s.batch_id"
        )
    )


def supersede_corrected(writing: Writing) -> list[tuple[int, int]]:
    """Mark values that a file of the same layout and practice has replaced: batch, how many.

    The earlier file had another value for that person, kind, day and setting, and none of the
    import's files has that value any more.
    """
    list_sql = (
        f"SELECT {', '.join('r.' + name for name in _KEY.split(', '))}, min(s.batch_id)"
        " FROM staged_result s"
        " JOIN import_batch now ON now.id = s.batch_id"
        f" JOIN result r ON {_SAME_DAY.format('r', 's')}"
        " JOIN patient p ON p.id = r.patient_id"
        " WHERE r.superseded_by = 0 AND NOT EXISTS"
        f" (SELECT 1 FROM staged_result k WHERE {_SAME_KEY.format('k', 'r')})"
        f" AND ({_brought_by_same('r.batch_id')} OR {_brought_by_same('r.last_batch')})"
        f" GROUP BY {', '.join('r.' + name for name in _KEY.split(', '))}"
    )
    corrected = list(writing.rows(list_sql))
    where = " AND ".join(f"{name} = ?" for name in _KEY.split(", "))
    writing.executemany(
        f"UPDATE result SET superseded_by = ? WHERE {where}",
        ((row[-1], *row[:-1]) for row in corrected),
    )
    counts: dict[int, int] = {}
    for row in corrected:
        counts[row[-1]] = counts.get(row[-1], 0) + 1
    return list(counts.items())


def _brought_by_same(column: str) -> str:
    """Whether the batch in `column` had the layout and practice of the batch `now`.

    A file's practice is the one named for the import or, if none was, the person's own since
    the batch that put them there.
    """
    return (
        "EXISTS (SELECT 1 FROM import_batch b"
        f" WHERE b.id = {column} AND b.layout = now.layout AND b.undone_at = ''"
        " AND CASE WHEN b.practice != '' THEN b.practice"
        "  WHEN b.id >= p.practice_since THEN p.practice ELSE '' END"
        " = CASE WHEN now.practice != '' THEN now.practice ELSE p.practice END)"
    )


def bring_back_superseded(writing: Writing) -> None:
    """A superseded value that a file brings again is current again; its mark is kept for undo."""
    keys = _KEY.split(", ")
    again = list(
        writing.rows(
            f"SELECT s.batch_id, r.superseded_by, {', '.join('r.' + name for name in keys)}"
            f" FROM staged_result s JOIN result r ON {_SAME_KEY.format('r', 's')}"
            " WHERE r.superseded_by != 0"
        )
    )
    for batch, mark, *key in again:
        keep_replaced(writing, batch, "result", key, {"superseded_by": mark})
        write_result(writing, key, {"superseded_by": 0})


def note_other_layouts(writing: Writing) -> None:
    """Remember that a value was also brought by a file of another layout or practice."""
    keys = _KEY.split(", ")
    others = list(
        writing.rows(
            f"SELECT s.batch_id, r.last_batch, {', '.join('r.' + name for name in keys)}"
            " FROM staged_result s JOIN import_batch now ON now.id = s.batch_id"
            f" JOIN result r ON {_SAME_KEY.format('r', 's')}"
            " JOIN patient p ON p.id = r.patient_id"
            f" WHERE NOT {_brought_by_same('r.batch_id')}"
            f" AND NOT {_brought_by_same('r.last_batch')}"
        )
    )
    for batch, last, *key in others:
        keep_replaced(writing, batch, "result", key, {"last_batch": last})
        write_result(writing, key, {"last_batch": batch})


def write_result(writing: Writing, key: Sequence[Any], values: Mapping[str, int]) -> None:
    """Set marks of one stored result."""
    assignments = ", ".join(f"{name} = :{name}" for name in values)
    names = _KEY.split(", ")
    where = " AND ".join(f"{name} = :key_{name}" for name in names)
    keyed = {f"key_{name}": value for name, value in zip(names, key, strict=True)}
    writing.execute(f"UPDATE result SET {assignments} WHERE {where}", {**values, **keyed})


def add_staged(writing: Writing) -> None:
    """Put in what was staged and is not there yet, and leave the staging table empty."""
    writing.execute(
        f"INSERT OR IGNORE INTO result ({_STAGED}, last_batch, superseded_by)"
        f" SELECT {_STAGED}, batch_id, 0 FROM staged_result WHERE true"
    )
    writing.execute("DELETE FROM staged_result")


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
