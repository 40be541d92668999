"""Every change of the key file leaves an entry that says so, and a copy to put back.

The entry counts the key files of this store. One put back that is older is known for what it
is: in it somebody who was let in since is missing, or an old passphrase still opens.
"""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from mdt_app.errors import UserError
from mdt_app.vault.entries import Rows
from mdt_app.vault.explaining import StoreError
from mdt_app.vault.key_file import KeyFile, KeyFileError, read_key_file, write_key_file
from mdt_app.vault.keys import FileKeys
from mdt_app.vault.roles import BESIDE
from mdt_app.vault.vault import Vault
from mdt_app.vault.whole_file import make_folder, write_whole

KEYS = "keys"
"""The kind of the entries."""


def keep_keys(
    vault: Vault, what: str, key_file: KeyFile, payload: Mapping[str, Any], *, doing: str = ""
) -> None:
    """Write the key file and record why: both, or neither."""
    path = vault.folder / "keys.json"
    before = path.read_bytes()
    try:
        with vault.writing(vault.holder.name, what) as writing:
            writing.record(KEYS, {**payload, "number": key_file.number}, doing=doing)
            write_key_file(path, key_file)
    except BaseException as error:
        with suppress(OSError):
            if path.read_bytes() != before:
                write_whole(path, before)
        if isinstance(error, OSError):
            raise UserError(
                "The key file could not be written. Nothing was changed.",
                "Make room on the disk, or ask for the right to write there.",
            ) from error
        raise
    keep_a_copy(vault.folder)


def keep_a_copy(folder: Path) -> None:
    """The newest key file beside the backups: lost or edited, it can be put back from there."""
    with suppress(OSError):
        make_folder(folder / "backups")
        write_whole(folder / "backups" / "keys.json", (folder / "keys.json").read_bytes())


def must_be_the_latest(vault: Vault, keys: FileKeys) -> None:
    """Refuse a key file older than the store; record one that is newer than its trail."""
    with vault.reading() as reading:
        last = last_number(reading)
    if keys.number < last:
        raise KeyFileError(
            "The key file keys.json is older than the store: somebody put an earlier one back.",
            "Put back keys.json from the backups folder, where the latest is kept.",
        )
    if keys.number > last and not vault.is_read_only:
        _record_late(vault, keys)


def last_number(rows: Rows) -> int:
    """The number of the latest key file that this origin recorded; 0 for the first one."""
    found = rows.rows(
        "SELECT max(json_extract(payload, '$.number')) FROM entry"
        " WHERE kind = :kind AND origin = (SELECT value FROM store WHERE name = 'origin')",
        {"kind": KEYS},
    )
    return next((int(number or 0) for (number,) in found), 0)


def _record_late(vault: Vault, keys: FileKeys) -> None:
    """The power went between the key file and its entry: say now who can open the store."""
    names = [holder.name for holder in read_key_file(vault.folder / "keys.json").holders]
    payload = {"done": "found changed", "people": names, "number": keys.number}
    with (
        suppress(StoreError),  # no room for it is no reason to let nobody in
        vault.writing(keys.user, "key file found changed") as writing,
    ):
        writing.record(KEYS, payload, doing=BESIDE)
