"""Changes the key of the whole file, so that whoever held the old one is left outside.

A copy under the new key is made, read through, and put in the place of data.db in one step.
Before that step the key file is written with two sets of slots, those of before and the next
ones, and the first bytes of data.db tell which set counts. So the power may go at any moment:
the store opens as it was before, or as it is afterwards.
"""

import os
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from mdt_app.errors import UserError
from mdt_app.vault.backups import back_up
from mdt_app.vault.checking import page_problems
from mdt_app.vault.connection import connect
from mdt_app.vault.key_file import KeyFile, read_key_file, write_key_file
from mdt_app.vault.keys import FileKeys
from mdt_app.vault.reading import Reading, Writing
from mdt_app.vault.vault import Vault
from mdt_app.vault.whole_file import sync_file

_COPY = "data.db.next"


@dataclass(frozen=True, slots=True)
class KeyChange:
    """From which key file to which, the key of the file afterwards, and how it is recorded."""

    before: KeyFile
    after: KeyFile
    database_key: bytes
    who: str
    what: str
    kind: str
    payload: Mapping[str, Any]


def change_file_key(vault: Vault, change: KeyChange) -> None:
    """Put the whole file under another key: all of it, or nothing has changed."""
    back_up(vault, "rekey")
    copy, keys = vault.folder / _COPY, vault.folder / "keys.json"
    try:
        with vault.standing_still() as put_in_place:
            _copied(vault, copy, change)
            write_key_file(keys, replace(change.before, next=change.after))
            put_in_place(copy, change.database_key)
    except BaseException as error:
        if not copy.exists() and read_key_file(keys).next is not None:
            # It is in place, if perhaps not for good yet. Both sets of slots stay until somebody
            # opens the store, and by then it is known which of them fits.
            if isinstance(error, OSError):
                return
            raise
        _as_before(keys, copy, change.before)
        if isinstance(error, OSError):
            raise UserError(
                "The key of the store could not be changed. Nothing in it was changed.",
                "Make room on the disk, and close the store in other programs.",
            ) from error
        raise
    with suppress(OSError):  # else the next to open the store leaves only one set
        write_key_file(keys, change.after)


def settle_keys(folder: Path, keys: FileKeys) -> None:
    """After a change that was cut off, leave only the slots that open the store as it is."""
    (folder / _COPY).unlink(missing_ok=True)
    path = folder / "keys.json"
    key_file = read_key_file(path)
    if key_file.next is not None:
        is_changed = keys.number == key_file.next.number
        write_key_file(path, key_file.next if is_changed else replace(key_file, next=None))


def _copied(vault: Vault, copy: Path, change: KeyChange) -> None:
    """Every page under the new key, the change on the trail, and all of it on the disk."""
    copy.unlink(missing_ok=True)
    os.close(os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    with closing(vault.connect()) as source, closing(connect(copy, change.database_key)) as made:
        made.execute("PRAGMA journal_mode=OFF")  # until it is in place it can be made again
        source.backup(made)
        made.execute("BEGIN IMMEDIATE")
        Writing(made, change.who, change.what, vault.holder).record(change.kind, change.payload)
        made.execute("COMMIT")
        if list(page_problems(Reading(made))):
            raise UserError(
                "The copy under the new key was not sound. Nothing was changed.",
                "Check the disk, then do it again.",
            )
    sync_file(copy)


def _as_before(keys: Path, copy: Path, before: KeyFile) -> None:
    with suppress(OSError):  # without a copy nothing else has been written either
        copy.unlink()
        write_key_file(keys, before)
