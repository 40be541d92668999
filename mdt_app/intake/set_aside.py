"""Rows that were not taken in: rejected, or held back for a decision, each with its reason."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from mdt_app.intake.queries.batches import set_aside
from mdt_app.vault.entries import Rows


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


def set_aside_rows(rows: Rows) -> list[SetAside]:
    """Every row set aside, latest file first; a file taken in twice is told once."""
    return [_as_set_aside(*row) for row in set_aside(rows)]


def _as_set_aside(batch: int, file_name: str, imported_on: int, *rest: Any) -> SetAside:
    section, row, column, value, problem, hint, is_held = rest
    on = date.fromordinal(imported_on)
    return SetAside(batch, file_name, on, section, row, column, value, problem, hint, bool(is_held))
