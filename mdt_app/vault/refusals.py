"""Wrong passphrases, kept beside the store until it is next opened: without its key nothing can be
put in it. Whoever can delete the file can hide them; nothing else can be known without a key.
"""

import getpass
import os
import socket
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from mdt_app.vault.trail import REFUSED, Access

_NAME = "refused"
_LARGEST = 64_000
"""Somebody who guesses for days fills no disk."""
_MOST_TAKEN = 200


def remember_refusal(folder: Path) -> None:
    """Keep that somebody typed a wrong passphrase: when, and who was signed in to what computer.

    Where the folder cannot be written, nothing is kept.
    """
    path = folder / _NAME
    line = f"{datetime.now(UTC).isoformat(timespec='milliseconds')} {_who()}\n".encode()
    with suppress(OSError):
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            if os.fstat(descriptor).st_size < _LARGEST:
                os.write(descriptor, line)
        finally:
            os.close(descriptor)


class Refusals:
    """The wrong passphrases kept beside one store, to be moved into its trail."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / _NAME
        try:
            self._content = self._path.read_bytes()
        except OSError:
            self._content = b""

    def accesses(self) -> list[Access]:
        """One line for each, the latest if there are very many; anybody may have written here."""
        lines = self._content.decode("utf-8", "replace").splitlines()
        found = [access for line in lines[-_MOST_TAKEN:] if (access := _as_access(line))]
        if len(lines) > _MOST_TAKEN:
            more = f"wrong passphrase, {len(lines) - _MOST_TAKEN} times before"
            found.insert(0, Access(REFUSED, more, at=found[0].at if found else None))
        return found

    def forget(self) -> None:
        """They are on the trail now. What came meanwhile stays."""
        with suppress(OSError):
            came = self._path.read_bytes()[len(self._content) :]
            if came:
                self._path.write_bytes(came)
            else:
                self._path.unlink()


def _as_access(line: str) -> Access | None:
    when, _, who = line.partition(" ")
    try:
        at = datetime.fromisoformat(when)
    except ValueError:
        return None
    if at.tzinfo is None or not who:
        return None
    return Access(REFUSED, "wrong passphrase", at=at, by=who[:100])


def _who() -> str:
    try:
        name = getpass.getuser()
    except (OSError, KeyError):  # no login name in this environment
        name = "somebody"
    return f"{name} on {socket.gethostname()}"
