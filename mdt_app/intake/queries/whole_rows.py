"""Medicines, events and facts without a day: each a row added, removed or put as a whole."""

from collections.abc import Iterable, Sequence
from typing import Any

from mdt_app.intake.queries.batches import keep_replaced
from mdt_app.vault.entries import Rows
from mdt_app.vault.vault import Writing

_TABLES = {
    "event": (("patient_id", "kind", "on_day", "detail"), ("batch_id", "row")),
    "undated": (
        ("patient_id", "section", "kind", "said", "value", "setting", "detail"),
        ("unit", "code", "raw", "inferred", "batch_id", "row"),
    ),
    "medicine": (
        ("patient_id", "name", "started_on"),
        ("last_issued_on", "ended_on", "current", "dose", "classes", "current_from", "batch_id",
         "row"),
    ),
}  # fmt: skip
"""For each table the columns that are its key, and the others: the order of a whole row."""


def add(writing: Writing, table: str, rows: Iterable[Sequence[Any]]) -> int:
    """Put in whole rows whose key is not there yet; says how many were not."""
    return _insert(writing, "INSERT OR IGNORE", table, rows)


def put(writing: Writing, table: str, key: Sequence[Any], rest: Sequence[Any]) -> None:
    """Write one row, over the one of the same key if there is one."""
    _insert(writing, "INSERT OR REPLACE", table, [(*key, *rest)])


def _insert(writing: Writing, how: str, table: str, rows: Iterable[Sequence[Any]]) -> int:
    names = [*_TABLES[table][0], *_TABLES[table][1]]
    marks = ", ".join("?" * len(names))
    return writing.executemany(f"{how} INTO {table} ({_listed(names)}) VALUES ({marks})", rows)


def rest_of(rows: Rows, table: str, key: Sequence[Any]) -> tuple[Any, ...] | None:
    """What the row of that key says besides, or None where there is no such row."""
    where, values = _where(table, key)
    sql = f"SELECT {_listed(_TABLES[table][1])} FROM {table} WHERE {where}"
    return next(rows.rows(sql, values), None)


def remove(writing: Writing, batch: int, table: str, key: Sequence[Any]) -> bool:
    """Remove a row if it is there. It is kept for undo."""
    where, values = _where(table, key)
    rest = rest_of(writing, table, key)
    if rest is None:
        return False
    writing.execute(f"DELETE FROM {table} WHERE {where}", values)
    keep_replaced(writing, batch, table, list(key), rest)
    return True


def whole_rows(rows: Rows, table: str, where: str, values: dict[str, Any]) -> Iterable[Any]:
    """Whole rows in the order of their keys."""
    keys, others = _TABLES[table]
    return rows.rows(
        f"SELECT {_listed((*keys, *others))} FROM {table} WHERE {where} ORDER BY {_listed(keys)}",
        values,
    )


def _where(table: str, key: Sequence[Any]) -> tuple[str, dict[str, Any]]:
    values = dict(zip(_TABLES[table][0], key, strict=True))
    return " AND ".join(f"{name} = :{name}" for name in values), values


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
