"""Answers by bare cursor, and changes that are kept together with their entries."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

from mdt_app.vault import clock
from mdt_app.vault.concerned import practices_concerned
from mdt_app.vault.entries import Entry, as_entry, canonical, entry_digest, new_entry_id
from mdt_app.vault.roles import is_entered_freely, must_be_enterable
from mdt_app.vault.slots import CHAIR, KeyHolder
from mdt_app.vault.storable import storable

if TYPE_CHECKING:
    import sqlcipher3.dbapi2 as sqlcipher
    from sqlmodel import Session


class Reading:
    """Answers from the file as it stood at the first of them: one consistent view.

    While it lasts nobody can finish a change, so keep it short, or call
    `let_writers_in` between one person and the next.
    """

    def __init__(self, connection: sqlcipher.Connection) -> None:
        self._connection = connection
        self._cursors: WeakSet[sqlcipher.Cursor] = WeakSet()

    def rows(self, sql: str, parameters: Mapping[str, Any] = {}) -> Iterator[tuple[Any, ...]]:
        """Rows of a query with `:name` parameters, streamed."""
        cursor = self._connection.execute(sql, dict(parameters))
        self._cursors.add(cursor)
        return iter(cursor)

    def let_writers_in(self) -> None:
        """Let go of the view for a moment; the next answer begins a new one."""
        if self._connection.in_transaction:
            self._connection.execute("COMMIT")
        self._connection.execute("BEGIN")

    def close(self) -> None:
        """End the view. A stream not read to its end is cut off: it would hold writers up."""
        for cursor in list(self._cursors):
            cursor.close()
        if self._connection.in_transaction:
            self._connection.execute("COMMIT")


class Writing(Reading):
    """One transaction. Everything in it is kept together with its entries, or nothing is."""

    def __init__(
        self,
        connection: sqlcipher.Connection,
        who: str,
        what: str,
        holder: KeyHolder | None = None,
    ) -> None:
        super().__init__(connection)
        self._holder = holder or KeyHolder(who, CHAIR)
        self._session: Session | None = None
        self.who = who
        self.what = what
        self.recorded: list[Entry] = []
        self.put_back = timedelta()
        """How far the clock stood before the entry before, where it did."""

    @property
    def session(self) -> Session:
        """An SQLModel session in this transaction. Made, and imported, only when asked for."""
        if self._session is None:
            from mdt_app.vault.sessions import session_over

            self._session = session_over(self._connection)
        return self._session

    def rows(self, sql: str, parameters: Mapping[str, Any] = {}) -> Iterator[tuple[Any, ...]]:
        """Rows of a query with `:name` parameters, streamed, what was just written included."""
        self.flush()
        return iter(self._connection.execute(sql, dict(parameters)))

    def let_writers_in(self) -> None:
        """Nothing to do: this is the writer."""

    def execute(self, sql: str, parameters: Mapping[str, Any] = {}) -> int:
        """Run one statement and say how many rows it touched."""
        self.flush()
        return int(self._connection.execute(sql, dict(parameters)).rowcount)

    def executemany(self, sql: str, rows: Iterable[Sequence[Any] | Mapping[str, Any]]) -> int:
        """Run one statement for many rows and say how many rows it touched in all."""
        self.flush()
        return int(self._connection.executemany(sql, rows).rowcount)

    def run(self, sql: str, values: Sequence[Any]) -> Iterator[tuple[Any, ...]]:
        """Run one statement with `?` values and give its rows."""
        self.flush()
        return iter(self._connection.execute(sql, tuple(values)))

    def flush(self) -> None:
        """Send what the session holds, so that bare statements see it."""
        if self._session is not None:
            self._session.flush()

    def close(self) -> None:
        """Let go of the session. The transaction is the vault's to end."""
        if self._session is not None:
            self._session.close()

    def record(
        self,
        kind: str,
        payload: Mapping[str, Any],
        *,
        about: str = "",
        meeting: str = "",
        replaces: Sequence[str] = (),
        doing: str = "",
    ) -> Entry:
        """Add an entry to this origin's chain. It is never changed afterwards.

        Refused where the role of whoever unlocked the store does not reach so far. `doing` is
        what is being done where that is not what entries of that kind are for.
        """
        if not is_entered_freely(self._holder, kind, doing):
            concerned = practices_concerned(self, self.who, kind, about, payload)
            must_be_enterable(self._holder, kind, doing, concerned)
        origin = self._fact("origin")
        sequence, previous, latest = self._end_of_chain(origin)
        at = clock.now()
        self.put_back = max(self.put_back, clock.put_back_by(latest, at))
        fields: list[str | int] = [
            new_entry_id(),
            origin,
            sequence + 1,
            at.isoformat(timespec="milliseconds"),
            storable(self.who),
            storable(self.what),
            kind,
            about,
            meeting,
            canonical(payload),
            json.dumps(sorted(set(replaces))),
            previous,
        ]
        row = (*fields, entry_digest(fields))
        self.executemany(f"INSERT INTO entry VALUES ({', '.join('?' * len(row))})", [row])
        entry = as_entry(row)
        self.executemany(
            "INSERT INTO replacement VALUES (?, ?)", [(entry.id, old) for old in entry.replaces]
        )
        self.recorded.append(entry)
        return entry

    def _end_of_chain(self, origin: str) -> tuple[int, str, str]:
        last = self.rows(
            "SELECT sequence, digest, recorded_at FROM entry WHERE origin = :origin"
            " ORDER BY sequence DESC LIMIT 1",
            {"origin": origin},
        )
        return next(((int(number), str(d), str(at)) for number, d, at in last), (0, "", ""))

    def _fact(self, name: str) -> str:
        return str(next(self.rows("SELECT value FROM store WHERE name = :n", {"n": name}))[0])
