"""Saved layouts: added, never changed; the newest of a name counts."""

from typing import Any

from mdt_app.vault.entries import Rows
from mdt_app.vault.vault import Writing

_NEWEST = (
    "SELECT name, fingerprint, headings, text, saved_by, saved_at FROM saved_layout"
    " WHERE id IN (SELECT max(id) FROM saved_layout GROUP BY name)"
)


def add_layout(writing: Writing, values: dict[str, str]) -> None:
    """Add one layout beside the others of its name."""
    writing.execute(
        "INSERT INTO saved_layout (name, fingerprint, headings, text, saved_by, saved_at)"
        " VALUES (:name, :fingerprint, :headings, :text, :saved_by, :saved_at)",
        values,
    )


def newest_layouts(rows: Rows) -> list[tuple[Any, ...]]:
    """The newest of each name, by name."""
    return list(rows.rows(f"{_NEWEST} ORDER BY name"))


def newest_layout(rows: Rows, name: str) -> tuple[Any, ...] | None:
    """The newest of one name."""
    return next(rows.rows(f"{_NEWEST} AND name = :name", {"name": name}), None)
