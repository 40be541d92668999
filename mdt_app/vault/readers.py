"""The connections that answer questions: kept warm, lent to one reading at a time."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import sqlcipher3.dbapi2 as sqlcipher

from mdt_app.errors import UserError
from mdt_app.vault.explaining import StoreBusyError

_KEPT_WARM = 3
_WAIT_S = 1.0
_CALLED_BACK_S = 5.0


class Readers:
    """Lends connections. After `close` it lends no more and calls back those still out."""

    def __init__(self, connect: Callable[[], sqlcipher.Connection]) -> None:
        self._connect = connect
        self._idle: list[sqlcipher.Connection] = []
        self._lent: set[sqlcipher.Connection] = set()
        self._is_closed = False
        self._is_called_back = False
        self._changed = threading.Condition()

    @contextmanager
    def one(self) -> Iterator[sqlcipher.Connection]:
        """A connection nobody else uses until the block ends."""
        connection = self._lend()
        try:
            yield connection
        finally:
            self._take_back(connection)

    @contextmanager
    def called_back(self) -> Iterator[None]:
        """None is open until the block ends: for a file about to be another. Askers wait.

        Raises `StoreBusyError` if a reading lasts too long.
        """
        with self._changed:
            self._is_called_back = True
            try:
                while self._idle:
                    self._idle.pop().close()
                if not self._changed.wait_for(lambda: not self._lent, _CALLED_BACK_S):
                    raise StoreBusyError(
                        "The store is busy answering.", "Wait a moment and do it again."
                    )
                yield
            finally:
                self._is_called_back = False
                self._changed.notify_all()

    def close(self) -> None:
        """Close every connection. One in use is interrupted and closed by its own thread:
        closing it under a running query would crash the program."""
        with self._changed:
            self._is_closed = True
            while self._idle:
                self._idle.pop().close()
        until = time.monotonic() + _WAIT_S
        while self._lent and time.monotonic() < until:
            with self._changed:
                for connection in self._lent:
                    connection.interrupt()
                self._changed.wait(0.02)

    def _lend(self) -> sqlcipher.Connection:
        with self._changed:
            self._changed.wait_for(lambda: not self._is_called_back, _CALLED_BACK_S)
            if self._is_closed:
                raise UserError("The store is locked.", "Unlock it and do it again.")
            connection = self._idle.pop() if self._idle else self._connect()
            self._lent.add(connection)
            return connection

    def _take_back(self, connection: sqlcipher.Connection) -> None:
        with self._changed:
            self._lent.discard(connection)
            if self._is_closed or self._is_called_back or len(self._idle) >= _KEPT_WARM:
                connection.close()
            else:
                self._idle.append(connection)
            self._changed.notify_all()
