"""Rows that were not taken in: rejected, or held back for a decision, each with its reason."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol


class Rows(Protocol):
    """Anything that can answer a query."""

    def rows(self, sql: str, parameters: Mapping[str, Any] = ...) -> Iterable[tuple[Any, ...]]: ...


@dataclass(frozen=True, slots=True)
class SetAside:
    """One row that is not in the register, and what to do about it."""

    batch: int
    file_name: str
    imported_on: date
    section: str
    row: int
    column: str
    value: str
    problem: str
    hint: str
    is_held: bool


_LATEST_OF_ITS_FILE = (
    "SELECT max(id) FROM import_batch WHERE undone_at = '' GROUP BY digest, layout, practice"
)


def set_aside_rows(rows: Rows) -> list[SetAside]:
    """Every row set aside, latest file first; a file taken in twice is told once."""
    sql = (
        'SELECT b.id, b.file_name, b.imported_on, s.section, s."row", s."column", s.value,'
        " s.problem, s.hint, s.is_held FROM set_aside s JOIN import_batch b ON b.id = s.batch_id"
        f' WHERE b.id IN ({_LATEST_OF_ITS_FILE}) ORDER BY b.id DESC, s."row", s.id'
    )
    return [_as_set_aside(*row) for row in rows.rows(sql)]


def _as_set_aside(batch: int, file_name: str, imported_on: int, *rest: Any) -> SetAside:
    section, row, column, value, problem, hint, is_held = rest
    on = date.fromordinal(imported_on)
    return SetAside(
        batch, file_name, on, section, row, column, value, problem, hint, bool(is_held)
    )
