"""Entries: what people enter, never overwritten. The current state is what nothing replaces."""

import hashlib
import json
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from mdt_app.vault.storable import storable

ENTRY_COLUMNS = (
    "id, origin, sequence, recorded_at, recorded_by, act, kind, about, meeting, payload,"
    " replaces, previous, digest"
)
ERASURE, ERASED = "erasure", "erased"
"""The kind of an entry that erases others, and the kind of what is left of those."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing somebody entered. `about` is an NHS number or ''; `meeting` an entry id or ''."""

    id: str
    origin: str
    sequence: int
    recorded_at: datetime
    recorded_by: str
    act: str
    kind: str
    about: str
    meeting: str
    payload: Mapping[str, Any]
    replaces: tuple[str, ...]
    previous: str
    digest: str


class Rows(Protocol):
    """Anything that can answer a query: a `Reading` or a `Writing`."""

    def rows(self, sql: str, parameters: Mapping[str, Any] = ...) -> Iterator[tuple[Any, ...]]: ...


def new_entry_id() -> str:
    """A UUIDv7: sorts by the moment it was made."""
    value = (time.time_ns() // 1_000_000) << 80 | int.from_bytes(os.urandom(10), "big")
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return str(UUID(int=value))


def canonical(payload: Mapping[str, Any]) -> str:
    """The one way a payload is written, so that its digest is the same everywhere."""
    written = json.dumps(payload, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return storable(written)


def entry_digest(fields: Sequence[str | int]) -> str:
    """SHA-256 over an entry's fields, the previous digest included: the origin's chain."""
    text = json.dumps([str(field) for field in fields], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def as_entry(row: Sequence[Any]) -> Entry:
    """An entry from a row of the table, in the table's own order of columns."""
    return Entry(
        row[0],
        row[1],
        row[2],
        datetime.fromisoformat(row[3]),
        row[4],
        row[5],
        row[6],
        row[7],
        row[8],
        json.loads(row[9]),
        tuple(json.loads(row[10])),
        row[11],
        row[12],
    )


def current_entries(
    rows: Rows, kind: str, *, about: str | None = None, meeting: str | None = None
) -> list[Entry]:
    """Entries of a kind that nothing replaces, oldest first; two rivals are both here.

    Oldest is what came to this file first, whatever the clock said: it may have been put back.
    """
    where = ["kind = :kind", "NOT EXISTS (SELECT 1 FROM replacement r WHERE r.replaced_id = e.id)"]
    parameters = {"kind": kind}
    if about is not None:
        where.append("about = :about")
        parameters["about"] = about
    if meeting is not None:
        where.append("meeting = :meeting")
        parameters["meeting"] = meeting
    sql = f"SELECT {ENTRY_COLUMNS} FROM entry e WHERE {' AND '.join(where)}"
    found = rows.rows(f"{sql} ORDER BY rowid", parameters)
    return [as_entry(row) for row in found]


def all_entries(rows: Rows, kind: str = "") -> list[Entry]:
    """Every entry ever made, replaced ones too, in the order of their chains."""
    where = "WHERE kind = :kind" if kind else ""
    sql = f"SELECT {ENTRY_COLUMNS} FROM entry {where} ORDER BY origin, sequence"
    return [as_entry(row) for row in rows.rows(sql, {"kind": kind})]


def entries_so_far(rows: Rows) -> int:
    """A number that goes up with every entry, so with every change there is but a draft.

    What was read is still true while it is the same.
    """
    return int(next(rows.rows("SELECT coalesce(max(rowid), 0) FROM entry"))[0])


def entry_by_id(rows: Rows, entry_id: str) -> Entry | None:
    """The entry with that id, replaced or not; None too where it was erased."""
    sql = f"SELECT {ENTRY_COLUMNS} FROM entry WHERE id = :id AND kind != :erased"
    for row in rows.rows(sql, {"id": entry_id, "erased": ERASED}):
        return as_entry(row)
    return None
