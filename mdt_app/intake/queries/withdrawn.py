"""What the store holds no more because the practice's system has taken it back."""

from collections.abc import Sequence
from typing import Any

from mdt_app.intake.queries.batches import among, keep_replaced
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
"""For each table, the columns that are its key, and the others."""


def remove(
    writing: Writing, batch: int, table: str, key: Sequence[Any], but: Sequence[int]
) -> bool:
    """Remove a row, unless one of the batches `but` brought it. It is kept for undo."""
    names, others = _TABLES[table]
    where = " AND ".join(f"{name} = :k{place}" for place, name in enumerate(names))
    values = {f"k{place}": value for place, value in enumerate(key)}
    found = list(
        writing.rows(
            f"SELECT {_listed(others)} FROM {table} WHERE {where} AND batch_id NOT IN {among(but)}",
            values,
        )
    )
    for row in found:
        keep_replaced(writing, batch, table, list(key), list(row))
        writing.execute(f"DELETE FROM {table} WHERE {where}", values)
    return bool(found)


def put_back(writing: Writing, table: str, key: Sequence[Any], row: Sequence[Any]) -> None:
    """The row as it was before it was removed or written over."""
    names = (*_TABLES[table][0], *_TABLES[table][1])
    marks = ", ".join("?" * len(names))
    writing.executemany(
        f"INSERT OR REPLACE INTO {table} ({_listed(names)}) VALUES ({marks})", [(*key, *row)]
    )


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
