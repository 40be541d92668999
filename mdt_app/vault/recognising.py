"""Tells our file from a stranger's and a sound one from a damaged one, by reading a few pages.

Every page carries its own seal, so a damaged one is refused when it is read and never shown.
Reading all of them at once takes 0.2 s for 30 MB, so that is `check_store`, after opening.
"""

from contextlib import closing
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from mdt_app.errors import UserError
from mdt_app.vault.backups import advice, newest_backup
from mdt_app.vault.connection import APPLICATION_ID
from mdt_app.vault.explaining import NeedsCopyError, explanation
from mdt_app.vault.key_file import PUT_BACK, SALT_BYTES, KeyFileError
from mdt_app.vault.migrate import REVISIONS
from mdt_app.vault.vault import Vault

_PLAIN = b"SQLite format 3\0"


def must_be_here(folder: Path) -> None:
    """Refuse a folder in which there is nothing to open. Looks at names and sizes only."""
    data, keys = folder / "data.db", folder / "keys.json"
    if not data.is_file() and not keys.is_file():
        if newest_backup(folder) is not None:
            raise KeyFileError("The store's own files are missing from that folder.", PUT_BACK)
        raise UserError(
            "There is no store in that folder.", "Choose the folder that holds data.db."
        )
    if not keys.is_file():
        raise KeyFileError("The store's key file keys.json is missing.", PUT_BACK)
    if not data.is_file():
        raise NeedsCopyError("The store's file data.db is missing.", advice(folder))
    if data.stat().st_size == 0:
        raise NeedsCopyError("The store's file data.db is empty.", advice(folder))


def salt_of(path: Path) -> bytes:
    """The first bytes of data.db, which tell whose file it is.

    Only before connecting: closing any handle of the file drops the locks of all of them.
    """
    try:
        with path.open("rb") as file:
            return file.read(SALT_BYTES)
    except OSError:
        return b""  # who connects will say why it cannot be read


def recognised_revision(vault: Vault, of_file: str) -> str:
    """The revision of a file that is ours, sound where it was read, and not too new.

    The key file has already proven the passphrase right, so what does not open is not for
    want of the right key. `of_file` is the file's id in the key file.
    """
    salt = salt_of(vault.path)
    is_our_salt = not salt or vault.fits(salt)  # not to be read at all: the database says why
    try:
        with closing(vault.connect()) as connection:
            facts = _facts(connection)
    except sqlcipher.Error as error:
        raise _why_unread(vault, is_our_salt, salt == _PLAIN, error) from None
    application_id, file_id, revision = facts
    if (application_id, file_id) != (APPLICATION_ID, of_file):
        raise _not_ours(vault)
    if not is_our_salt:
        raise _damaged(vault)
    if revision not in REVISIONS:
        raise UserError(
            "This store was made by a newer version of the program.",
            "Install the newer version on this computer too. Nothing was changed.",
        )
    return revision


def _facts(connection: sqlcipher.Connection) -> tuple[int, str, str]:
    (application_id,) = connection.execute("PRAGMA application_id").fetchone()
    if application_id != APPLICATION_ID:
        return int(application_id), "", ""
    (file_id,) = connection.execute("SELECT value FROM store WHERE name = 'file_id'").fetchone()
    (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return int(application_id), str(file_id), str(revision)


def _why_unread(
    vault: Vault, is_our_salt: bool, is_plain: bool, error: sqlcipher.Error
) -> UserError:
    if is_plain:
        return NeedsCopyError(
            "The file data.db in that folder is not encrypted, so it is not a store.",
            advice(vault.folder),
        )
    if not is_our_salt:
        return _not_ours(vault)
    explained = explanation(error)
    if isinstance(error, sqlcipher.OperationalError) and explained is not None:
        return explained
    return _damaged(vault)


def _not_ours(vault: Vault) -> NeedsCopyError:
    return NeedsCopyError(
        "The file data.db does not belong to this store's key file.",
        f"Put the two files of one store together. {advice(vault.folder)}",
    )


def _damaged(vault: Vault) -> NeedsCopyError:
    return NeedsCopyError("The store's file data.db is damaged.", advice(vault.folder))
