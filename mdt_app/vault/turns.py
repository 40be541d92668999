"""Writers take turns, so that a busy disk is told from a busy program."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from mdt_app.errors import UserError
from mdt_app.vault.explaining import StoreBusyError

_FINISH_S, _UNDO_S = 1.0, 4.0


class Turns:
    """Whose turn it is to write. One thread at a time, and never twice within itself."""

    def __init__(self) -> None:
        self.interrupt: Callable[[], None] | None = None
        self._turn = threading.Lock()
        self._writer: int | None = None
        self._count = 0
        self._is_closed = False

    def taken(self) -> int | None:
        """How many turns there were so far; None while one is taken."""
        return None if self._turn.locked() else self._count

    @contextmanager
    def mine(self, wait_s: float) -> Iterator[None]:
        """Wait for the turn, or raise `StoreBusyError`."""
        if self._writer == threading.get_ident():
            raise RuntimeError("a writing inside a writing would be two transactions")
        if not self._turn.acquire(timeout=wait_s):
            raise StoreBusyError(
                "The store is busy with another change.", "Wait a moment, try again."
            )
        try:
            if self._is_closed:
                raise UserError("The store is locked.", "Unlock it and do it again.")
            self._writer = threading.get_ident()
            self._count += 1
            yield
        finally:
            self._writer = self.interrupt = None
            self._turn.release()

    def close(self) -> None:
        """Let the present writer finish or, if that takes long, interrupt it; then no more."""
        self._is_closed = True
        if self._writer == threading.get_ident():
            return  # locked from within a writing, which ends as it would have
        if self._turn.acquire(timeout=_FINISH_S):
            self._turn.release()
            return
        until = time.monotonic() + _UNDO_S
        while self._turn.locked() and time.monotonic() < until:
            if (interrupt := self.interrupt) is not None:
                interrupt()
            time.sleep(0.02)
