"""Layouts that somebody taught the program: kept in the store, known again by their headings."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from mdt_app.errors import UserError
from mdt_app.intake.queries.layouts import add_layout, newest_layout, newest_layouts
from mdt_app.vault.entries import Rows
from mdt_app.vault.vault import Writing
from mdt_app.vault.workspace import Workspace


@dataclass(frozen=True, slots=True)
class SavedLayout:
    """A layout under a name of its own: the text of a layout file, and the headings it is for."""

    name: str
    fingerprint: str
    headings: tuple[str, ...]
    text: str
    saved_by: str
    saved_at: datetime


def save_layout(
    ws: Workspace, name: str, fingerprint: str, headings: Sequence[str], text: str
) -> None:
    """Keep a layout. From now on it is the one of its name; earlier ones stay on file."""
    name = " ".join(name.split())
    if not name:
        raise UserError("The layout has no name.", "Give it one, such as 'Our diabetes search'.")
    with ws.vault.writing(ws.user, "layout saved") as writing:
        keep_layout(writing, ws.user, name, headings, text, fingerprint=fingerprint)


def keep_layout(
    writing: Writing,
    user: str,
    name: str,
    headings: Sequence[str],
    text: str,
    *,
    fingerprint: str,
) -> None:
    """Keep a layout with what else is being written; one that says nothing new is not."""
    newest = layout_named(writing, name)
    if newest is not None and (newest.text, newest.headings) == (text, tuple(headings)):
        return
    add_layout(
        writing,
        {
            "name": name,
            "fingerprint": fingerprint,
            "headings": json.dumps(list(headings), ensure_ascii=False),
            "text": text,
            "saved_by": user,
            "saved_at": datetime.now(UTC).isoformat(timespec="seconds"),
        },
    )
    writing.record("layout", {"name": name, "fingerprint": fingerprint})


def layouts_saved(rows: Rows) -> list[SavedLayout]:
    """The newest layout of each name, by name."""
    return [_as_layout(*row) for row in newest_layouts(rows)]


def layout_named(rows: Rows, name: str) -> SavedLayout | None:
    """The newest layout of that name."""
    row = newest_layout(rows, " ".join(name.split()))
    return _as_layout(*row) if row else None


def _as_layout(
    name: str, fingerprint: str, headings: str, text: str, saved_by: str, saved_at: str
) -> SavedLayout:
    made_for, at = tuple(json.loads(headings)), datetime.fromisoformat(saved_at)
    return SavedLayout(name, fingerprint, made_for, text, saved_by, at)
