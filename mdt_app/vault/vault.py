"""An unlocked store: `reading()` for answers, `writing()` for changes, and no third way."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Self

import sqlcipher3.dbapi2 as sqlcipher

from mdt_app.errors import UserError
from mdt_app.vault.clock import note_put_back
from mdt_app.vault.connection import LONG_WRITER_CACHE_KIB, WRITER_CACHE_KIB, connect
from mdt_app.vault.explaining import StoreError, explaining
from mdt_app.vault.key_file import SALT_BYTES
from mdt_app.vault.lockfile import StoreLock
from mdt_app.vault.quiet_copy import FileBytes, Progress, copy_quietly
from mdt_app.vault.readers import Readers
from mdt_app.vault.reading import Reading, Writing
from mdt_app.vault.roles import NETWORK
from mdt_app.vault.seals import break_seals, watch_tables
from mdt_app.vault.slots import CHAIR, KeyHolder
from mdt_app.vault.turns import Turns
from mdt_app.vault.whole_file import sync_folder

if TYPE_CHECKING:
    from sqlalchemy import Connection

__all__ = ["Reading", "Vault", "Writing"]

_WRITER_WAIT_S, _DRAFT_WAIT_S = 5.0, 0.1
_STEPS = 40
"""Pages looked at before it is asked whether somebody wants to write: a millisecond or two."""


class _Own(threading.local):
    """What one thread is in the middle of."""

    def __init__(self) -> None:
        self.readings: list[Reading] = []


class Vault:
    """An unlocked store. Threads may share the vault, never a reading or a writing."""

    def __init__(
        self,
        folder: Path,
        key: bytes,
        *,
        held: StoreLock | None = None,
        is_read_only: bool = False,
        holder: KeyHolder | None = None,
    ) -> None:
        """`holder` is whoever unlocked it; a store just made is its chair's."""
        self.folder = folder
        self.is_read_only = is_read_only
        self.holder = holder or KeyHolder("", CHAIR)
        self._key = key
        self._held = held
        self._readers = Readers(self.connect)
        self._turns = Turns()
        self._bytes = FileBytes(self.path)
        self.latest_entry_at = ""
        """By the clock, of what was entered through this vault."""
        self.table_changes = 0
        """How many transactions changed what a seal covers."""
        self._own = _Own()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.lock()

    @property
    def path(self) -> Path:
        return self.folder / "data.db"

    def connect(self, path: Path | None = None) -> sqlcipher.Connection:
        """A bare connection to the store, or to a copy of it. For this room only."""
        return connect(path or self.path, self._key)

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """Answers only, all from one moment. Keep it short: while it lasts, changes wait."""
        with explaining(), self._readers.one() as connection:
            connection.execute("BEGIN")
            reading = Reading(connection)
            self._own.readings.append(reading)
            try:
                yield reading
            finally:
                self._own.readings.remove(reading)
                reading.close()

    @contextmanager
    def writing(self, who: str, what: str, *, is_long: bool = False) -> Iterator[Writing]:
        """One transaction and its entries: all are kept, or none.

        There is no other way to change the file, so no change goes unrecorded: a
        transaction that records no entry of its own gets one that says what was done.
        `is_long`: it writes more than any cache holds, by hundreds of thousands of rows.
        """
        self._must_be_writable()
        cache_kib = LONG_WRITER_CACHE_KIB if is_long else WRITER_CACHE_KIB
        with self._transaction(who, what, _WRITER_WAIT_S, cache_kib) as writing:
            yield writing
            if not writing.recorded:
                writing.record("act", {}, doing=NETWORK)
            note_put_back(writing)
            self.latest_entry_at = writing.recorded[-1].recorded_at.isoformat()

    @contextmanager
    def drafting(self) -> Iterator[Writing]:
        """One transaction for half-typed text, which is not an entry yet. For drafts only.

        Gives up at once with `StoreBusyError` when someone else is writing: typing never waits.
        """
        self._must_be_writable()
        with self._transaction("", "draft", _DRAFT_WAIT_S) as writing:
            yield writing

    @contextmanager
    def noting(self, who: str, wait_s: float = _WRITER_WAIT_S) -> Iterator[Writing]:
        """One transaction for the trail of who saw and took out what. For `trail` only.

        Also beside an open window, whose turn it keeps to: who only reads leaves a line too.
        """
        with self._transaction(who, "trail", wait_s) as writing:
            yield writing

    @contextmanager
    def sealing(self) -> Iterator[Writing]:
        """One transaction for a seal over the tables. For `seals` only; gives up like a draft."""
        self._must_be_writable()
        with self._transaction("", "seal", _DRAFT_WAIT_S) as writing:
            yield writing

    @contextmanager
    def caching(self) -> Iterator[Writing]:
        """One transaction on tables that are only derived from others and can be made again.

        So it may fail: on a busy, full or read-only disk nothing is kept and nobody is told.
        """
        entered = False
        try:
            with self._transaction("", "cache", _WRITER_WAIT_S) as writing:
                entered = True
                yield writing
        except StoreError:
            if not entered:
                with self._kept_nowhere() as writing:
                    yield writing

    @contextmanager
    def setting_up(self) -> Iterator[Connection]:
        """One transaction on the tables themselves: a new store, or a migration."""
        from mdt_app.vault.sessions import changing_tables

        wait_s = _WRITER_WAIT_S
        with explaining(), self._turns.mine(wait_s), closing(self._writer(wait_s)) as connection:
            # Rebuilding a table would trip over its own references. Only before BEGIN: later
            # the pragma does nothing.
            connection.execute("PRAGMA foreign_keys=OFF")
            with changing_tables(connection) as bound:
                yield bound

    @contextmanager
    def standing_still(self) -> Iterator[Callable[[Path, bytes | None], None]]:
        """Nobody writes meanwhile, in this program or another.

        Yields what puts another file in its place, under another key if one is given.
        """
        self._must_be_writable()
        with (
            explaining(),
            self._turns.mine(_WRITER_WAIT_S),
            closing(self._writer(_WRITER_WAIT_S)) as connection,
        ):
            connection.execute("BEGIN IMMEDIATE")

            def put_in_place(copy: Path, key: bytes | None) -> None:
                with self._readers.called_back():
                    self._bytes.let_go()
                    if os.name == "nt":
                        connection.close()  # there a file in use cannot be taken the place of
                    copy.replace(self.path)
                    self._key = key or self._key
                sync_folder(self.folder)

            yield put_in_place

    def in_folder(self, folder: Path) -> Vault:
        """What lies in another folder, under the same key, used by the same person."""
        return Vault(folder, self._key, holder=self.holder)

    def fits(self, salt: bytes) -> bool:
        """Whether these are the first bytes of a file under this store's key."""
        return salt == self._key[-SALT_BYTES:]

    @contextmanager
    def aside(self) -> Iterator[sqlcipher.Connection]:
        """A connection for a long look that nobody waits for: a change interrupts it."""
        with closing(self.connect()) as connection:
            connection.set_progress_handler(lambda: self._turns.taken() is None, _STEPS)
            yield connection

    def copy_bytes(self, target: Path, progress: Progress, *, is_patient: bool) -> None:
        """Copy the file as it is between two changes, beside people at work."""
        copy_quietly(self._bytes, target, self._turns, progress, is_patient=is_patient)

    def fact(self, name: str) -> str:
        """One fact about this store, or ''."""
        with self.reading() as reading:
            for (value,) in reading.rows("SELECT value FROM store WHERE name = :n", {"n": name}):
                return str(value)
        return ""

    def lock(self) -> None:
        """Close every connection and let others open the store. The vault cannot be used again.

        A change that is nearly done is waited for; a long one is interrupted and undone.
        """
        self._readers.close()
        self._turns.close()
        self._bytes.close()
        self._key = b""
        if self._held is not None:
            self._held.release()

    @contextmanager
    def _transaction(
        self, who: str, what: str, wait_s: float, cache_kib: int = WRITER_CACHE_KIB
    ) -> Iterator[Writing]:
        with (
            explaining(),
            self._turns.mine(wait_s),
            closing(self._writer(wait_s, cache_kib)) as connection,
        ):
            self._turns.interrupt = connection.interrupt
            for reading in self._own.readings:
                reading.let_writers_in()  # or this thread would wait for itself
            connection.execute("BEGIN IMMEDIATE")
            changed = watch_tables(connection)
            writing = Writing(connection, who, what, self.holder)
            try:
                yield writing
                writing.flush()
                is_broken = break_seals(connection, changed)
                connection.execute("COMMIT")
                self.table_changes += is_broken
            except BaseException:
                if connection.in_transaction:  # a full disk has rolled back already
                    connection.execute("ROLLBACK")
                raise
            finally:
                writing.close()

    @contextmanager
    def _kept_nowhere(self) -> Iterator[Writing]:
        """A transaction that nobody commits. Raises where the file cannot even be read."""
        entered = False
        try:
            with explaining(), closing(self._writer(0)) as connection:
                connection.execute("BEGIN")
                entered = True
                yield Writing(connection, "", "cache")
        except StoreError:
            if not entered:
                raise

    def _writer(self, wait_s: float, cache_kib: int = WRITER_CACHE_KIB) -> sqlcipher.Connection:
        """A connection for one transaction: what it cached is given back with it."""
        return connect(self.path, self._key, cache_kib=cache_kib, wait_s=wait_s)

    def _must_be_writable(self) -> None:
        if self.is_read_only:
            raise UserError(
                "This store is open for reading only.",
                "Open it in the window, in a folder that can be written.",
            )
