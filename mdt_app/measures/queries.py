"""The measures' reads and writes in SQL: months as frozen, figures as kept, what came in since."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from mdt_app.vault.entries import ENTRY_COLUMNS, Entry, Rows, as_entry
from mdt_app.vault.vault import Writing

_NOW = "NOT EXISTS (SELECT 1 FROM replacement r WHERE r.replaced_id = e.id)"
_KEPT = "on_day, made_for, people, since, figures, why"


class KeptRow(NamedTuple):
    """One set's figures of one day as last worked out."""

    day: int
    made_for: str
    people: int
    since: int
    figures: str
    why: str


class BatchRow(NamedTuple):
    """A file taken in: when, by whom, and when it was taken back ('' if it was not)."""

    batch: int
    import_id: str
    file_name: str
    by: str
    at: str
    undone_at: str


class Brought(NamedTuple):
    """What a file brought that is dated up to a day; people and corrections with it."""

    results: int = 0
    corrected: int = 0
    medicines: int = 0
    events: int = 0
    people: int = 0


def frozen_entries(rows: Rows, kind: str, set_name: str, oldest: str = "") -> list[Entry]:
    """One set's entries of a kind that nothing replaces, of months from `oldest` on."""
    sql = (
        f"SELECT {ENTRY_COLUMNS} FROM entry e WHERE kind = :kind"
        " AND json_extract(payload, '$.set') = :set_name"
        f" AND json_extract(payload, '$.month') >= :oldest AND {_NOW}"
        " ORDER BY rowid"
    )
    parameters = {"kind": kind, "set_name": set_name, "oldest": oldest}
    return [as_entry(row) for row in rows.rows(sql, parameters)]


def kept_rows(rows: Rows, set_name: str, first: int, last: int) -> dict[int, KeptRow]:
    """By day, from the first to the last of them."""
    found = rows.rows(
        f"SELECT {_KEPT} FROM measured WHERE set_name = :set_name"
        " AND on_day BETWEEN :first AND :last ORDER BY on_day",
        {"set_name": set_name, "first": first, "last": last},
    )
    return {row[0]: KeptRow(*row) for row in found}


def keep_rows(
    writing: Writing, set_name: str, kept: Iterable[KeptRow], wanted: Iterable[int]
) -> None:
    """Keep these days' figures in place of those before, and of the others only the wanted."""
    listed = ", ".join(str(int(day)) for day in wanted)
    writing.execute(
        f"DELETE FROM measured WHERE set_name = :set_name AND on_day NOT IN ({listed})",
        {"set_name": set_name},
    )
    writing.executemany(
        f"INSERT OR REPLACE INTO measured (set_name, {_KEPT}) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(set_name, *row) for row in kept],
    )


def batch_rows(rows: Rows) -> list[BatchRow]:
    """Every file ever taken in, in order."""
    found = rows.rows(
        "SELECT id, import_id, file_name, imported_by, imported_at, undone_at"
        " FROM import_batch ORDER BY id"
    )
    return [BatchRow(*row) for row in found]


def first_result_day(rows: Rows) -> int:
    """The day of the earliest result that counts, 0 if there is none. Reads every result."""
    found = rows.rows("SELECT min(taken_on) FROM result WHERE superseded_by = 0")
    return next((int(day or 0) for (day,) in found), 0)


def brought(rows: Rows, batches: Sequence[int], days: Sequence[int]) -> dict[int, list[Brought]]:
    """What each of these files brought, by file, for each of the days: all dated up to it.

    Reads every result, medicine and event once.
    """
    if not batches or not days:
        return {}
    listed, ordered = ", ".join(str(int(batch)) for batch in batches), sorted(set(days))
    counts: dict[int, list[list[int]]] = defaultdict(lambda: [[0] * len(ordered) for _ in range(5)])
    for place, sql in enumerate(_dated(listed)):
        for batch, day, count in rows.rows(sql):
            first = bisect_left(ordered, day)
            if first < len(ordered):
                counts[batch][place][first] += count
    return {
        batch: _up_to([list(accumulate(each)) for each in columns], ordered, days)
        for batch, columns in counts.items()
    }


def _up_to(columns: list[list[int]], ordered: list[int], days: Sequence[int]) -> list[Brought]:
    """What had come by each of the days, in the order they were asked for."""
    by_day = {day: Brought(*(each[n] for each in columns)) for n, day in enumerate(ordered)}
    return [by_day[day] for day in days]


def _dated(batches: str) -> tuple[str, ...]:
    """A file, a day and a number: in the order of `Brought`. People carry no day."""
    return (
        "SELECT batch_id, taken_on, count(*) FROM result"
        f" WHERE batch_id IN ({batches}) GROUP BY batch_id, taken_on",
        "SELECT superseded_by, taken_on, count(*) FROM result"
        f" WHERE superseded_by IN ({batches}) GROUP BY superseded_by, taken_on",
        "SELECT batch_id, started_on, count(*) FROM medicine"
        f" WHERE batch_id IN ({batches}) GROUP BY batch_id, started_on",
        "SELECT batch_id, on_day, count(*) FROM event"
        f" WHERE batch_id IN ({batches}) GROUP BY batch_id, on_day",
        f"SELECT batch_id, 0, count(*) FROM patient WHERE batch_id IN ({batches})"
        " GROUP BY batch_id",
    )


def store_fact(rows: Rows, name: str) -> str:
    """One fact about this store, or ''."""
    found = rows.rows("SELECT value FROM store WHERE name = :name", {"name": name})
    return next((str(value) for (value,) in found), "")
