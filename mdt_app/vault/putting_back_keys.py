"""Puts back a key file that is lost or was edited; the store's data stays as it is."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from mdt_app.errors import UserError
from mdt_app.vault.copies import FOLDER, copies_in
from mdt_app.vault.key_file import SALT_BYTES
from mdt_app.vault.keys import FileKeys, WrongPassphraseError, unlock_keys
from mdt_app.vault.recognising import salt_of
from mdt_app.vault.whole_file import sync_folder, write_whole


def put_back_keys(folder: Path, passphrase: str) -> Path:
    """Put back the latest key file of the copies that fits data.db and opens with this
    passphrase, and say which it was. The one that was there is kept under another name.

    Where data.db is gone or too damaged to say whose it is, the latest that opens is taken.
    """
    salt = salt_of(folder / "data.db")
    opened = list(_opened(folder, passphrase, salt))
    fitting = [(path, keys) for path, keys in opened if keys.database_key[-SALT_BYTES:] == salt]
    if not opened:
        raise WrongPassphraseError(
            "No key file in the backups folder opens with that passphrase.",
            "Check Caps Lock and try again, or type the recovery code.",
        )
    latest, _keys = max(fitting or opened, key=lambda found: found[1].number)
    _keep_present(folder)
    write_whole(folder / "keys.json", latest.read_bytes())
    return latest


def _opened(folder: Path, passphrase: str, salt: bytes) -> Iterator[tuple[Path, FileKeys]]:
    """Each different key file kept so far that the passphrase opens, the newest first."""
    seen: set[bytes] = set()
    for path in (folder / FOLDER / "keys.json", *(copy.keys for copy in copies_in(folder))):
        with suppress(OSError, UserError):
            content = path.read_bytes()
            if content not in seen:
                seen.add(content)
                yield path, unlock_keys(path, passphrase, salt)


def _keep_present(folder: Path) -> None:
    present = folder / "keys.json"
    if present.is_file():
        moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
        present.rename(folder / FOLDER / f"keys-{moment}-replaced.json")
        sync_folder(folder / FOLDER)
