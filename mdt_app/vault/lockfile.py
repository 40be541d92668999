"""One window per store: a lock the system itself lets go of when the program ends, however."""

import os
import socket
import sys
from pathlib import Path

from mdt_app.errors import UserError

_HINT = "Close it there first, or go on working in that window."

if sys.platform == "win32":
    import msvcrt

    # Windows forbids others to read a locked byte, so the byte lies far beyond the text.
    _FAR_BYTE = 1 << 20

    def _lock(descriptor: int) -> None:
        os.lseek(descriptor, _FAR_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            raise BlockingIOError(*error.args) from None
        os.lseek(descriptor, 0, os.SEEK_SET)
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class StoreLock:
    """The right to write in a store's folder, held until `release` or the end of the process."""

    def __init__(self, folder: Path) -> None:
        """Take the lock. Raises `UserError` if it is held, and `OSError` where there can be none:
        in a folder that can only be read, or on a disk that knows no locks."""
        path = folder / "lock"
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(descriptor)
        except OSError as error:
            os.close(descriptor)
            if isinstance(error, BlockingIOError):
                raise UserError(_who_holds(path), _HINT) from None
            raise
        os.ftruncate(descriptor, 0)
        os.write(descriptor, f"{os.getpid()} {socket.gethostname()}\n".encode())
        self._descriptor: int | None = descriptor

    def release(self) -> None:
        """Let others in. The file stays: removing it could remove the next holder's lock."""
        if self._descriptor is not None:
            os.ftruncate(self._descriptor, 0)
            os.close(self._descriptor)
            self._descriptor = None


def _who_holds(path: Path) -> str:
    words = path.read_text(encoding="utf-8", errors="replace").split()
    if len(words) != 2:
        return "This store is already open in another window."
    process, host = words
    return f"This store is already open on {host} (process {process})."
