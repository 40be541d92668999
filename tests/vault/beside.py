"""Somebody else who uses the same store meanwhile."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

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
