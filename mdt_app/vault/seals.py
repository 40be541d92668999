"""Seals: digests of all that can be written over, so that no older part of the file comes back.

Each page of the file proves that it is ours, but a page of last month proves it as well as
today's. Entries are safe from that by their chain. What came from files is not chained, so every
change to it breaks the seal in the same transaction, and a new seal, with a digest of each
table, is added off the GUI thread. Seals are a chain of their own, and each names the latest
entry, so that neither chain can be set back without the other.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from mdt_app.vault.entries import Rows
from mdt_app.vault.table_digests import LongRows, table_digest, tables_of

NOT_SEALED: Mapping[str, str] = {
    "entry": "a chain by itself",
    "replacement": "checked against the entries",
    "issued_document": "its digests are in the entries",
    "access": "a chain by itself",
    "seal": "a chain by itself",
    "draft": "half-typed text, not agreed by anybody",
    "case_list": "worked out again from the rest",
    "listed_case": "worked out again from the rest",
    "measured": "worked out again from the rest",
    "staged_result": "empty outside an import",
    "alembic_version": "a wrong one is refused as the store is opened",
}
"""Tables that no seal covers, and why."""

_IN_WORDS = {
    "patient": "people",
    "result": "results",
    "medicine": "medicines",
    "event": "events",
    "undated": "facts without a day",
    "import_batch": "files taken in",
    "store": "facts about the store",
}
BROKEN, SEALED = "broken", "sealed"
EVERYTHING = "*"
_CHANGES, _ALLOWED = (9, 18, 23), 0  # SQLITE_DELETE, _INSERT, _UPDATE; SQLITE_OK
_COLUMNS = "number, made_at, state, tables, entry, previous, digest"
_TAKE_IN = "'import', 'mending', 'import undone'"
_STANDING = """
    SELECT state, tables, entry, digest FROM seal
    WHERE number >= coalesce((SELECT max(number) FROM seal WHERE state = :sealed), 0)
    ORDER BY number
"""

Run = Callable[[str, Sequence[Any]], Iterable[Sequence[Any]]]
"""Runs a statement with `?` parameters inside a transaction."""


@dataclass(frozen=True, slots=True)
class Seal:
    """One link: `tables` are those changed if it is broken, else the digest of every one.

    `entry` is the digest of the latest entry before it.
    """

    state: str
    tables: Mapping[str, str]
    entry: str
    digest: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What the seals say now: the last link, the digests that still hold, and what is open."""

    last: Seal
    digests: Mapping[str, str]
    open_tables: frozenset[str]


def seal_digest(fields: Sequence[str | int]) -> str:
    """SHA-256 over a link's fields, the digest of the one before included."""
    return hashlib.sha256(json.dumps([str(field) for field in fields]).encode()).hexdigest()


def is_open(rows: Rows) -> bool:
    """Whether something was changed that no seal covers yet."""
    found = rows.rows("SELECT state FROM seal ORDER BY number DESC LIMIT 1")
    return next((state == BROKEN for (state,) in found), False)


def add_seal(run: Run, state: str, tables: Mapping[str, str]) -> None:
    """Add a link to the chain, in the transaction that it belongs to."""
    last = next(iter(run("SELECT number, digest FROM seal ORDER BY number DESC LIMIT 1", ())), None)
    head = next(iter(run("SELECT digest FROM entry ORDER BY rowid DESC LIMIT 1", ())), ("",))
    number, previous = (int(last[0]), str(last[1])) if last is not None else (0, "")
    fields: list[str | int] = [
        number + 1,
        datetime.now(UTC).isoformat(timespec="milliseconds"),
        state,
        json.dumps(tables),
        str(head[0]),
        previous,
    ]
    run("INSERT INTO seal VALUES (?, ?, ?, ?, ?, ?, ?)", (*fields, seal_digest(fields)))


def watch_tables(connection: Any) -> set[str]:
    """A set that will hold every table that statements on this connection are able to change.

    SQLite asks once as it reads a statement, not once a row, so it costs an import nothing.
    """
    changed: set[str] = set()

    def note(action: int, table: str | None, *_more: str | None) -> int:
        if action in _CHANGES and table is not None:
            changed.add(table)
        return _ALLOWED

    connection.set_authorizer(note)
    return changed


def break_seals(connection: Any, changed: Iterable[str]) -> bool:
    """Say in the chain which tables a transaction changed, before it is kept; whether any."""
    tables = [name for name in changed if name not in NOT_SEALED]
    if tables:
        add_seal(connection.execute, BROKEN, dict.fromkeys(tables, ""))
    return bool(tables)


def standing_seals(rows: Rows) -> Standing | None:
    """What the seals say now; None where there are none, which is a problem in itself."""
    links = [
        Seal(state, json.loads(tables), entry, digest)
        for state, tables, entry, digest in rows.rows(_STANDING, {"sealed": SEALED})
    ]
    if not links:
        return None
    opened = frozenset(name for link in links if link.state == BROKEN for name in link.tables)
    sealed = {name: digest for name, digest in links[0].tables.items() if name not in opened}
    return Standing(links[-1], {} if EVERYTHING in opened else sealed, opened)


def digests_now(rows: LongRows, standing: Standing) -> dict[str, str]:
    """The digest of every table that a seal covers; only what is open is read again."""
    names = [name for name in tables_of(rows) if name not in NOT_SEALED]
    return {name: standing.digests.get(name) or table_digest(rows, name) for name in names}


def seal_problems(rows: LongRows) -> Iterator[str]:
    """Links changed or missing, entries that are gone, and tables that are not as sealed."""
    yield from _chain_problems(rows)
    standing = standing_seals(rows)
    if standing is None:
        yield "The seals over the tables are missing."
        return
    yield from _problems_with_entries(rows, standing.last)
    wrong = [name for name, d in standing.digests.items() if table_digest(rows, name) != d]
    now = standing_seals(rows)
    if now is None or now.last.digest != standing.last.digest:
        return  # somebody changed the tables meanwhile; the next check sees them whole
    for name in wrong:
        what = _IN_WORDS.get(name, f"rows of {name}")
        yield f"The {what} in data.db are not as they were sealed: older pages may be back."


def _problems_with_entries(rows: Rows, last: Seal) -> Iterator[str]:
    (place,) = next(
        rows.rows("SELECT max(rowid) FROM entry WHERE digest = :digest", {"digest": last.entry})
    )
    if last.entry and place is None:
        yield "Entries are missing that were there when the tables were sealed."
        return
    (later,) = next(
        rows.rows(
            f"SELECT count(*) FROM entry WHERE rowid > :place AND kind IN ({_TAKE_IN})",
            {"place": place or 0},
        )
    )
    if later:
        yield f"{later} import(s) are recorded that the seals over the tables do not know."


def _chain_problems(rows: Rows) -> Iterator[str]:
    number, digest = 0, ""
    for link in rows.rows(f"SELECT {_COLUMNS} FROM seal ORDER BY number"):
        if link[0] != number + 1 or link[5] != digest:
            yield f"Before seal {link[0]} others are missing."
        elif seal_digest(link[:6]) != link[6]:
            yield f"Seal {link[0]} has been changed since it was made."
        number, digest = link[0], link[6]
