"""An unlocked store: `reading()` for answers, `writing()` for changes, and no third way."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mdt_app.vault.connection import connect
from mdt_app.vault.entries import Entry, canonical, entry_digest, new_entry_id

if TYPE_CHECKING:
    import sqlcipher3.dbapi2 as sqlcipher
    from sqlalchemy import Connection, Engine
    from sqlmodel import Session


class Reading:
    """Answers from the file, by a bare cursor: fast enough for every key press."""

    def __init__(self, connection: sqlcipher.Connection) -> None:
        self._connection = connection

    def rows(self, sql: str, parameters: Mapping[str, Any] = {}) -> Iterator[tuple[Any, ...]]:
        """Rows of a query with `:name` parameters, streamed."""
        return iter(self._connection.execute(sql, dict(parameters)))


class Writing(Reading):
    """One transaction. Everything in it is kept together with its entries, or nothing is."""

    def __init__(
        self, connection: sqlcipher.Connection, session: Session, who: str, what: str
    ) -> None:
        super().__init__(connection)
        self.session = session
        self.who = who
        self.what = what
        self.recorded: list[Entry] = []

    def execute(self, sql: str, parameters: Mapping[str, Any] = {}) -> int:
        """Run one statement and say how many rows it touched."""
        return int(self._connection.execute(sql, dict(parameters)).rowcount)

    def executemany(self, sql: str, rows: Iterable[Sequence[Any] | Mapping[str, Any]]) -> int:
        """Run one statement for many rows and say how many rows it touched in all."""
        return int(self._connection.executemany(sql, rows).rowcount)

    def record(
        self,
        kind: str,
        payload: Mapping[str, Any],
        *,
        about: str = "",
        meeting: str = "",
        replaces: Sequence[str] = (),
    ) -> Entry:
        """Add an entry to this origin's chain. It is never changed afterwards."""
        origin = self._fact("origin")
        previous = next(
            self.rows(
                "SELECT sequence, digest FROM entry WHERE origin = :origin"
                " ORDER BY sequence DESC LIMIT 1",
                {"origin": origin},
            ),
            (0, ""),
        )
        sequence = int(previous[0]) + 1
        recorded_at = datetime.now(UTC).isoformat(timespec="milliseconds")
        text, links = canonical(payload), json.dumps(sorted(replaces))
        entry_id = new_entry_id()
        digest = entry_digest(
            [
                entry_id,
                origin,
                str(sequence),
                recorded_at,
                self.who,
                self.what,
                kind,
                about,
                meeting,
                text,
                links,
                previous[1],
            ]
        )
        self.execute(
            "INSERT INTO entry VALUES (:id, :origin, :sequence, :recorded_at, :recorded_by,"
            " :act, :kind, :about, :meeting, :payload, :replaces, :previous, :digest)",
            {
                "id": entry_id,
                "origin": origin,
                "sequence": sequence,
                "recorded_at": recorded_at,
                "recorded_by": self.who,
                "act": self.what,
                "kind": kind,
                "about": about,
                "meeting": meeting,
                "payload": text,
                "replaces": links,
                "previous": previous[1],
                "digest": digest,
            },
        )
        self.executemany(
            "INSERT INTO replacement VALUES (?, ?)", [(entry_id, old) for old in replaces]
        )
        entry = Entry(
            entry_id,
            origin,
            sequence,
            datetime.fromisoformat(recorded_at),
            self.who,
            self.what,
            kind,
            about,
            meeting,
            payload,
            tuple(replaces),
            previous[1],
            digest,
        )
        self.recorded.append(entry)
        return entry

    def _fact(self, name: str) -> str:
        return str(next(self.rows("SELECT value FROM store WHERE name = :n", {"n": name}))[0])


class Vault:
    """An unlocked store. Threads may share the vault, never a reading or a writing."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self.folder = folder
        self._key = key
        self._local = threading.local()
        self._open: list[sqlcipher.Connection] = []
        self._engine: Engine | None = None
        self._guard = threading.Lock()

    @property
    def path(self) -> Path:
        return self.folder / "data.db"

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """Answers only. Each thread keeps one connection."""
        connection = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._local.connection = connect(self.path, self._key)
            with self._guard:
                self._open.append(connection)
        yield Reading(connection)

    @contextmanager
    def writing(self, who: str, what: str) -> Iterator[Writing]:
        """One transaction and its entries: all are kept, or none.

        There is no other way to change the file, so no change goes unrecorded: a
        transaction that records no entry of its own gets one that says what was done.
        """
        with self._transaction(who, what) as writing:
            yield writing
            if not writing.recorded:
                writing.record("act", {})

    @contextmanager
    def _transaction(self, who: str, what: str) -> Iterator[Writing]:
        from sqlmodel import Session

        with self._writing_engine().connect() as connection, connection.begin():
            raw: Any = connection.connection.driver_connection
            with Session(bind=connection) as session:
                yield (writing := Writing(raw, session, who, what))
                writing.session.flush()

    @contextmanager
    def drafting(self) -> Iterator[Writing]:
        """One transaction for half-typed text, which is not an entry yet. For drafts only."""
        with self._transaction("", "draft") as writing:
            yield writing

    @contextmanager
    def caching(self) -> Iterator[Writing]:
        """One transaction on tables that are only derived from others and can be made again."""
        with self._transaction("", "cache") as writing:
            yield writing

    @contextmanager
    def setting_up(self) -> Iterator[Connection]:
        """One transaction on the tables themselves: a new store, or a migration."""
        with self._writing_engine().connect() as connection, connection.begin():
            yield connection

    def fact(self, name: str) -> str:
        """One fact about this store, or ''."""
        with self.reading() as reading:
            for (value,) in reading.rows("SELECT value FROM store WHERE name = :n", {"n": name}):
                return str(value)
        return ""

    def lock(self) -> None:
        """Close every connection. The vault cannot be used again."""
        with self._guard:
            for connection in self._open:
                connection.close()
            self._open.clear()
            if self._engine is not None:
                self._engine.dispose()
        self._key = b""

    def _writing_engine(self) -> Engine:
        with self._guard:
            if self._engine is None:
                self._engine = _engine(self.path, self._key)
            return self._engine


def _engine(path: Path, key: bytes) -> Engine:
    """SQLAlchemy over the bare connection; imported only when something is first written."""
    import sqlcipher3.dbapi2 as sqlcipher
    from sqlalchemy import create_engine, event
    from sqlalchemy.pool import QueuePool

    engine = create_engine(
        "sqlite://",
        creator=lambda: connect(path, key),
        module=sqlcipher,
        poolclass=QueuePool,
        hide_parameters=True,
    )

    @event.listens_for(engine, "begin")
    def _begin_at_once(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
