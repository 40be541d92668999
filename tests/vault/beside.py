"""Somebody else who uses the same store meanwhile."""

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager

import sqlcipher3.dbapi2 as sqlcipher

from mdt_app.vault.workspace import Workspace


@contextmanager
def somebody_writing(ws: Workspace) -> Iterator[threading.Event]:
    """A change under way in another thread, until it may end."""
    is_writing, may_end = threading.Event(), threading.Event()

    def write() -> None:
        with ws.vault.writing(ws.user, "noted"):
            is_writing.set()
            may_end.wait(10)

    thread = threading.Thread(target=write)
    thread.start()
    assert is_writing.wait(10)
    try:
        yield may_end
    finally:
        may_end.set()
        thread.join()


def may_begin(ws: Workspace, how: str = "EXCLUSIVE") -> bool:
    """Whether somebody else could begin to change the store at this moment, without waiting.

    `IMMEDIATE`: while others read; `EXCLUSIVE`: only where nobody does.
    """
    with closing(ws.vault.connect()) as other:
        other.execute("PRAGMA busy_timeout=0")
        try:
            other.execute(f"BEGIN {how}")
        except sqlcipher.OperationalError:
            return False
        other.execute("ROLLBACK")
        return True
