"""Copies the file's bytes beside people at work: nobody who saves waits for it.

The pages are encrypted in the file, so they are copied as they stand, without a key and without
the database's own lock, under which every change would wait. That is safe because whoever writes
takes a turn: a copy counts when it agrees with the file from one end to the other while no turn
was taken. Until then only the parts that differ are written again.
"""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from mdt_app.errors import UserError
from mdt_app.vault.explaining import StoreBusyError
from mdt_app.vault.turns import Turns

Progress = Callable[[int, int], None]
_PIECE = 1 << 20
_SYNC_EVERY = 4
"""Pieces. A whole file to be put on the disk at once would hold up whoever saves meanwhile."""
_TRIES, _PAUSE_S, _LAST_WAIT_S = 40, 0.25, 5.0


class FileBytes:
    """The bytes of data.db. Once opened they stay so until the vault is locked, because closing
    any handle of a file lets go of all the locks this program holds on it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handles: list[int] = []
        self._is_closed = False

    def handle(self) -> int:
        """The file as it is named now; another may have been put in its place."""
        if self._is_closed:
            raise UserError("The store is locked.", "Unlock it and do it again.")
        there = self._path.stat()
        for known in self._handles:
            if os.path.samestat(os.fstat(known), there):
                return known
        self._handles.append(os.open(self._path, os.O_RDONLY | getattr(os, "O_BINARY", 0)))
        return self._handles[-1]

    def let_go(self) -> None:
        """Windows puts no file in the place of one that is open, and has no such trouble with
        locks; elsewhere the handle stays."""
        if os.name == "nt":
            self._close_all()

    def close(self) -> None:
        """Only when no connection to the file is open any more."""
        self._is_closed = True
        self._close_all()

    def _close_all(self) -> None:
        while self._handles:
            os.close(self._handles.pop())


def copy_quietly(
    source: FileBytes, target: Path, turns: Turns, progress: Progress, *, is_patient: bool
) -> None:
    """Make `target` what the file is at one moment without a change under way.

    Where changes follow each other too closely, the last look is taken in a turn of its own, for
    as long as reading the file takes; `is_patient` rather gives up, with `StoreBusyError`.
    """
    with _opened(target) as made:
        _write_through(source.handle(), made, progress)
        for _ in range(_TRIES):
            before = turns.taken()
            if before is not None and _same(source.handle(), made, progress, turns):
                if turns.taken() == before:
                    return
                continue
            time.sleep(_PAUSE_S)
        if is_patient:
            raise StoreBusyError("The store was too busy to be copied.", "It is tried again soon.")
        with turns.mine(_LAST_WAIT_S):
            _same(source.handle(), made, progress, None)


@contextmanager
def _opened(target: Path) -> Iterator[int]:
    flags = os.O_RDWR | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
    made = os.open(target, flags, 0o600)
    try:
        yield made
    finally:
        os.close(made)


def _write_through(source: int, made: int, progress: Progress) -> None:
    size = os.fstat(source).st_size
    for number, at in enumerate(range(0, size, _PIECE)):
        progress(at, size)
        _write(made, _piece(source, at), at)
        if number % _SYNC_EVERY == 0:
            os.fsync(made)


def _same(source: int, made: int, progress: Progress, turns: Turns | None) -> bool:
    """Write what differs. False if somebody began to change the file meanwhile."""
    size = os.fstat(source).st_size
    for at in range(0, size, _PIECE):
        progress(at, size)
        if turns is not None and turns.taken() is None:
            return False
        piece = _piece(source, at)
        if piece != _piece(made, at):
            _write(made, piece, at)
    os.ftruncate(made, size)
    return True


def _piece(handle: int, at: int) -> bytes:
    os.lseek(handle, at, os.SEEK_SET)
    piece = b""
    while more := os.read(handle, _PIECE - len(piece)):
        piece += more
    return piece


def _write(handle: int, piece: bytes, at: int) -> None:
    os.lseek(handle, at, os.SEEK_SET)
    while piece:
        piece = piece[os.write(handle, piece) :]
