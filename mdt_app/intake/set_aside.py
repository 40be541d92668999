"""Rows that were not taken in: rejected, or held back for a decision, each with its reason."""

from dataclasses import dataclass
from datetime import date

from mdt_app.intake.queries.set_aside import cells_of, open_rows
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
    """The column to look at, as the file calls it; '' where it is the whole row."""
    value: str
    problem: str
    hint: str
    is_held: bool
    id: int
    cells: tuple[str, ...] = ()
    """The row in the order of its section's `readable`; () if it cannot be mended here."""


def set_aside_rows(rows: Rows) -> list[SetAside]:
    """Every row still set aside, latest file first; a file taken in twice is told once."""
    return [
        SetAside(
            batch=batch,
            file_name=file_name,
            imported_on=date.fromordinal(imported_on),
            section=section,
            row=row,
            column=column,
            value=value,
            problem=problem,
            hint=hint,
            is_held=bool(is_held),
            id=key,
            cells=tuple(cell or "" for cell in cells_of(cells)),
        )
        for (
            section, row, _place, key, batch, file_name, imported_on, column, value, problem,
            hint, is_held, cells, _settled_by,
        ) in open_rows(rows)
    ]  # fmt: skip
