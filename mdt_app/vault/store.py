"""A store on disk: made, opened, and refused with a sentence when it cannot be."""

import os
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from mdt_app.clinical.shown_text import shown_line
from mdt_app.errors import UserError
from mdt_app.vault.connection import APPLICATION_ID
from mdt_app.vault.explaining import StoreError, explaining
from mdt_app.vault.key_changes import must_be_the_latest
from mdt_app.vault.keys import (
    USUAL_COST,
    Cost,
    FileKeys,
    WrongPassphraseError,
    create_keys,
    unlock_keys,
)
from mdt_app.vault.lockfile import StoreLock
from mdt_app.vault.memory import forbid_dumps
from mdt_app.vault.migrate import REVISIONS, upgrade
from mdt_app.vault.origins import new_origin
from mdt_app.vault.pacing import pause_s
from mdt_app.vault.places import must_be_local
from mdt_app.vault.recognising import must_be_here, recognised_revision, salt_of
from mdt_app.vault.refusals import remember_refusal
from mdt_app.vault.rekeying import settle_keys
from mdt_app.vault.trail import MIGRATED, Access, note_in
from mdt_app.vault.upgrading import bring_up_to_date
from mdt_app.vault.vault import Vault
from mdt_app.vault.whole_file import make_folder


def create_store(
    folder: Path, user: str, passphrase: str, *, is_demo: bool = False, cost: Cost = USUAL_COST
) -> Vault:
    """Make an empty store in a new or empty folder and return it unlocked.

    If that fails, the folder is left as it was.
    """
    forbid_dumps()
    must_be_local(folder)
    was_there = folder.exists()
    if was_there and (not folder.is_dir() or any(folder.iterdir())):
        raise UserError("That folder is not empty.", "Choose a new folder for the store.")
    try:
        make_folder(folder)
        return _filled(
            folder,
            create_keys(folder / "keys.json", shown_line(user), "chair", passphrase, cost),
            is_demo,
        )
    except BaseException as error:
        _emptied(folder, was_there)
        if isinstance(error, OSError):
            raise UserError(
                "The store could not be made in that folder.",
                "Choose a folder on a disk with room that you may write to.",
            ) from error
        raise


def open_store(
    folder: Path,
    passphrase: str,
    *,
    exclusive: bool = True,
    wait: Callable[[float], None] = time.sleep,
) -> tuple[Vault, str]:
    """Unlock a store and say whose passphrase it was.

    `exclusive` is for a window and for changes: one at a time. Without it the store can be
    read beside an open window, and only read. A store that is refused is left unchanged; that
    a passphrase was wrong is kept beside it, and after some such the answer comes later: `wait`
    lets that many seconds pass.
    """
    forbid_dumps()
    must_be_here(folder)
    must_be_local(folder)
    try:
        keys = unlock_keys(folder / "keys.json", passphrase, salt_of(folder / "data.db"))
    except WrongPassphraseError:
        remember_refusal(folder)
        wait(pause_s(folder))
        raise
    held = _hold(folder) if exclusive else None
    vault = Vault(
        folder, keys.database_key, held=held, is_read_only=held is None, holder=keys.holder
    )
    try:
        _must_be_current(vault, recognised_revision(vault, keys.file_id), keys.user)
        must_be_the_latest(vault, keys)
        if held is not None:
            settle_keys(folder, keys)
    except BaseException:
        vault.lock()
        raise
    return vault, keys.user


def _filled(folder: Path, keys: FileKeys, is_demo: bool) -> Vault:
    make_folder(folder / "backups")
    os.close(os.open(folder / "data.db", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    vault = Vault(folder, keys.database_key, held=StoreLock(folder), holder=keys.holder)
    facts = {"file_id": keys.file_id, "origin": new_origin(), "demo": str(int(is_demo))}
    try:
        with explaining(), vault.setting_up() as connection:
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            upgrade(connection)
            for name, value in facts.items():
                connection.exec_driver_sql("INSERT INTO store VALUES (?, ?)", (name, value))
    except BaseException:
        vault.lock()
        raise
    return vault


def _emptied(folder: Path, is_kept: bool) -> None:
    """Take away what was begun, so that the same folder can be tried again."""
    if not is_kept:
        shutil.rmtree(folder, ignore_errors=True)
        return
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _hold(folder: Path) -> StoreLock | None:
    """The store's lock, or None where the file cannot be written, nor its journal beside it."""
    if not (os.access(folder, os.W_OK) and os.access(folder / "data.db", os.W_OK)):
        return None
    try:
        return StoreLock(folder)
    except OSError:
        return None


def _must_be_current(vault: Vault, revision: str, user: str) -> None:
    if revision == REVISIONS[-1]:
        return
    if vault.is_read_only:
        raise UserError(
            "This store was made by an older version of the program.",
            "Open it once in the window, where it can be written, to bring it up to date.",
        )
    bring_up_to_date(vault)
    with suppress(StoreError):  # it is up to date all the same
        note_in(vault, user, [Access(MIGRATED, f"tables {revision} to {REVISIONS[-1]}")])
