"""Puts a copy in the place of the store, which is kept as it was, among the copies.

The copy is first made a whole store in a folder beside: under the key of today, with today's
tables, an origin of its own, a line on the trail, every page read. Only then it takes the place
of data.db, in one step. So the power may go at any moment: the store is what it was, or is what
was put back. The key file stays: an earlier one could let in whoever has been removed since.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from mdt_app.errors import UserError
from mdt_app.vault.backups import back_up_before
from mdt_app.vault.checking import page_problems
from mdt_app.vault.connection import connect
from mdt_app.vault.copies import FOLDER, REPLACED, Copy, free_name
from mdt_app.vault.entries import Rows
from mdt_app.vault.explaining import NeedsCopyError, explaining
from mdt_app.vault.key_file import KeyFileError
from mdt_app.vault.keys import WrongPassphraseError, unlock_keys
from mdt_app.vault.last_seen import remember_head
from mdt_app.vault.lockfile import StoreLock
from mdt_app.vault.migrate import REVISIONS, upgrade
from mdt_app.vault.origins import new_origin
from mdt_app.vault.putting_back_keys import put_back_keys
from mdt_app.vault.reading import Reading
from mdt_app.vault.recognising import recognised_revision, salt_of
from mdt_app.vault.roles import RESTORE, must_be_allowed
from mdt_app.vault.sealing import seal_tables
from mdt_app.vault.store import open_store
from mdt_app.vault.trail import RESTORED, UNLOCKED, Access, note
from mdt_app.vault.vault import Vault
from mdt_app.vault.whole_file import make_folder, sync_file, sync_folder, write_whole

_PLACE = "restoring"
_PAGES_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Restored:
    """What was done: `kept` is the store as it was before, None if there was none to keep."""

    copy: Copy
    kept: Path | None


class EarlierKeysError(WrongPassphraseError):
    """The copy is under keys that were changed since: an earlier passphrase opens it."""


class DamagedCopyError(UserError):
    """The copy itself cannot be read."""


def restore(folder: Path, copy: Copy, passphrase: str, *, then: str = "") -> Restored:
    """Put a copy in the place of a store that nobody has open, sound or not.

    A key file that is lost or was edited is put back first. `then` is the passphrase of the
    time of the copy, where it was another and the keys have been changed since.
    """
    try:
        vault, user = open_store(folder, passphrase)
    except KeyFileError:
        put_back_keys(folder, passphrase)
        return restore(folder, copy, passphrase, then=then)
    except NeedsCopyError:
        return _restore_unopened(folder, copy, passphrase, then)
    with vault:
        return put_back(vault, copy, user, then=then or passphrase)


def put_back(vault: Vault, copy: Copy, who: str, *, then: str = "") -> Restored:
    """Put a copy in the place of an open store. Whoever shows it must look again at everything."""
    must_be_allowed(vault.holder, RESTORE)
    with suppress(UserError):  # a store that cannot be copied is the more in need of this
        back_up_before(vault, "restore")
    key = None if vault.fits(salt_of(copy.path)) else _key_of(copy, then)
    file_id = vault.fact("file_id")
    with _place_for(vault.folder) as place:
        staged(copy, key, vault.in_folder(place), file_id, who)
        with vault.standing_still() as put_in_place:
            kept = _keep_present(vault.folder)
            put_in_place(place / "data.db", None)
    with vault.reading() as reading:
        remember_head(reading)  # it is older than what this computer saw, and rightly so
    return Restored(copy, kept)


def staged(copy: Copy, key: bytes | None, made: Vault, file_id: str, who: str) -> None:
    """Make the copy a whole store in the folder of `made`, synced to the disk and let go of.

    `key` opens the copy; None is the key of `made`.
    """
    _must_be_readable(copy, key, made)
    made.folder.mkdir(mode=0o700)
    with explaining(), made:
        _copy_pages(copy, key, made)
        if recognised_revision(made, file_id) != REVISIONS[-1]:
            with made.setting_up() as connection:
                upgrade(connection)
        with made.noting(who) as writing:
            origin = {"origin": new_origin()}
            writing.execute("UPDATE store SET value = :origin WHERE name = 'origin'", origin)
            note(writing, Access(RESTORED, copy.path.name))
        seal_tables(made)
        with made.reading() as reading:
            if list(page_problems(reading)):
                raise DamagedCopyError(*_UNSOUND)
    sync_file(made.path)
    sync_folder(made.folder)


def just_restored(rows: Rows) -> str:
    """The copy that this store was, if it was put back since the last time somebody came in."""
    found = rows.rows(
        "SELECT detail FROM access put WHERE kind = :restored AND 1 >="
        " (SELECT count(*) FROM access a WHERE a.origin = put.origin"
        " AND a.sequence > put.sequence AND a.kind = :unlocked)"
        " AND origin = (SELECT value FROM store WHERE name = 'origin')",
        {"restored": RESTORED, "unlocked": UNLOCKED},
    )
    return next((str(name) for (name,) in found), "")


_UNSOUND = (
    "That copy is damaged, so it was not put back.",
    "Nothing was changed. Choose the copy before it.",
)


def _restore_unopened(folder: Path, copy: Copy, passphrase: str, then: str) -> Restored:
    """The store cannot be opened: its bytes are kept as they are, with what lies beside them."""
    keys = unlock_keys(folder / "keys.json", passphrase, salt_of(folder / "data.db"))
    must_be_allowed(keys.holder, RESTORE)
    with _held(folder), _place_for(folder) as place:
        made = Vault(place, keys.database_key, holder=keys.holder)
        key = None if made.fits(salt_of(copy.path)) else _key_of(copy, then or passphrase)
        staged(copy, key, made, keys.file_id, keys.user)
        kept = _keep_present(folder)
        _take_away_journal(folder, kept)
        (place / "data.db").replace(folder / "data.db")
        sync_folder(folder)
        with Vault(folder, keys.database_key) as vault, vault.reading() as reading:
            remember_head(reading)
    return Restored(copy, kept)


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    try:
        held = StoreLock(folder)
    except OSError as error:
        raise _no_room() from error
    try:
        yield
    finally:
        held.release()


@contextmanager
def _place_for(folder: Path) -> Iterator[Path]:
    """A folder for the store to be; what an earlier try left there goes."""
    place = folder / _PLACE
    try:
        shutil.rmtree(place, ignore_errors=True)
        yield place
    except OSError as error:
        raise _no_room() from error
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _no_room() -> UserError:
    return UserError(
        "The copy could not be put back. The store is as it was.",
        "Make room on the disk, or ask for the right to write there.",
    )


def _key_of(copy: Copy, then: str) -> bytes:
    """The key of a copy made before the keys were changed, by its own key file."""
    try:
        return unlock_keys(copy.keys, then, salt_of(copy.path)).database_key
    except WrongPassphraseError:
        raise EarlierKeysError(
            "The keys were changed after this copy was made.",
            "Type the passphrase that opened the store at that time.",
        ) from None


def _must_be_readable(copy: Copy, key: bytes | None, made: Vault) -> None:
    try:
        with closing(_opened(copy, key, made)) as opened:
            if not list(page_problems(Reading(opened))):
                return
    except sqlcipher.Error:
        pass
    raise DamagedCopyError(*_UNSOUND)


def _opened(copy: Copy, key: bytes | None, made: Vault) -> sqlcipher.Connection:
    return connect(copy.path, key) if key is not None else made.connect(copy.path)


def _copy_pages(copy: Copy, key: bytes | None, made: Vault) -> None:
    """Every page, out of the key of then into the key of now.

    Put on the disk a piece at a time: a whole file at once would hold up whoever saves beside it.
    """
    handle = os.open(made.path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with closing(_opened(copy, key, made)) as source, closing(made.connect()) as target:
            target.execute("PRAGMA journal_mode=OFF")  # until it is in place it can be made again
            target.execute("PRAGMA synchronous=OFF")
            target.execute(f"PRAGMA cache_size={_PAGES_AT_ONCE}")
            source.backup(target, pages=_PAGES_AT_ONCE, progress=lambda *_: os.fsync(handle))
    finally:
        os.close(handle)


def _keep_present(folder: Path) -> Path | None:
    """The store as it is now under a second name, which stays when a copy takes the first."""
    data, keys = folder / "data.db", folder / "keys.json"
    if not data.is_file() or not data.stat().st_size:
        return None
    make_folder(folder / FOLDER)
    kept = free_name(folder / FOLDER, REPLACED)
    write_whole(kept.with_suffix(".keys.json"), keys.read_bytes())
    try:
        os.link(data, kept)
    except OSError:  # a disk that knows no second names
        shutil.copyfile(data, kept)
        sync_file(kept)
    sync_folder(kept.parent)
    return kept


def _take_away_journal(folder: Path, kept: Path | None) -> None:
    """What a crash left beside a file that cannot be opened must never reach the one put back:
    the database would play it into that. It goes with the file it belongs to, and first."""
    journal = folder / "data.db-journal"
    if not journal.is_file():
        return
    if journal.stat().st_size:
        beside = kept or free_name(folder / FOLDER, REPLACED)
        aside = beside.with_name(f"{beside.name}-journal")
        shutil.copyfile(journal, aside)
        sync_file(aside)
        sync_folder(aside.parent)
    journal.unlink()
    sync_folder(folder)
