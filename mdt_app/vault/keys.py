"""The store's keys: made with the store, opened by a passphrase, printed once as a code."""

import secrets
from dataclasses import dataclass
from pathlib import Path

from mdt_app.errors import UserError
from mdt_app.vault.key_file import (
    FORMAT,
    SALT_BYTES,
    KeyFile,
    database_key,
    opened,
    read_key_file,
    sealed,
    write_key_file,
)
from mdt_app.vault.recovery_code import new_recovery_code
from mdt_app.vault.slots import (
    LEAST_COST,
    RECOVERY,
    USUAL_COST,
    Cost,
    KeyHolder,
    Slot,
    new_slot,
    plain,
)

__all__ = ["FORMAT", "LEAST_COST", "RECOVERY", "SALT_BYTES", "USUAL_COST", "Cost", "KeyHolder"]

RECOVERY_NAME = "Recovery code"
_SHORTEST = 8
_FEWEST_DIFFERENT = 5


class WrongPassphraseError(UserError):
    """What was typed opens no slot of this store."""


@dataclass(frozen=True, slots=True)
class FileKeys:
    """What an unlocked key file gives: the database key, the file's id and who opened it.

    The last `SALT_BYTES` of the database key are the first bytes of data.db. `number` says
    which of the store's key files this is.
    """

    database_key: bytes
    file_id: str
    holder: KeyHolder
    number: int = 0

    @property
    def user(self) -> str:
        """Whose passphrase it was."""
        return self.holder.name


def check_passphrase(passphrase: str) -> None:
    """Refuse, kindly, a passphrase that would be guessed."""
    secret = plain(passphrase)
    if len(secret) < _SHORTEST or len(set(secret)) < _FEWEST_DIFFERENT:
        raise UserError(
            "That passphrase would be too easy to guess.",
            f"Use at least {_SHORTEST} characters. Four words that do not belong together"
            " are strong and easy to remember.",
        )


def create_keys(
    path: Path, user: str, role: str, passphrase: str, cost: Cost = USUAL_COST
) -> FileKeys:
    """Write a key file with one slot and return its keys. The file is the owner's only."""
    check_passphrase(passphrase)
    file_key, file_id, holder = new_file_key(), secrets.token_hex(16), KeyHolder(user, role)
    slot = new_slot(file_key, file_id, holder, passphrase, cost)
    write_key_file(path, sealed(file_key, file_id, 0, (slot,)))
    return FileKeys(database_key(file_key), file_id, holder)


def unlock_keys(path: Path, passphrase: str, salt: bytes = b"") -> FileKeys:
    """Open the first slot that the passphrase or recovery code fits, or say that none does.

    `salt`, the first bytes of data.db, tells which slots are meant where there are two sets.
    """
    key_file = read_key_file(path)
    if key_file.next is None:
        return _unlocked(key_file, passphrase)[0]
    return _of_either(key_file, key_file.next, passphrase, salt)


def open_slot(path: Path, passphrase: str) -> tuple[KeyFile, bytes, Slot]:
    """The key file, the file key and whose slot it was: to change who can open the store."""
    key_file = read_key_file(path)
    _, file_key, slot = _unlocked(key_file, passphrase)
    return key_file, file_key, slot


def with_recovery_code(key_file: KeyFile, file_key: bytes, cost: Cost) -> tuple[KeyFile, str]:
    """The key file with a new recovery slot in place of an earlier one, and its code."""
    code, holder = new_recovery_code(), KeyHolder(RECOVERY_NAME, RECOVERY)
    slot = new_slot(file_key, key_file.file_id, holder, code, cost)
    kept = [old for old in key_file.slots if not old.holder.is_recovery]
    return sealed(file_key, key_file.file_id, key_file.number + 1, [*kept, slot]), code


def new_file_key() -> bytes:
    """A key that nobody can guess."""
    return secrets.token_bytes(32)


def _unlocked(key_file: KeyFile, passphrase: str) -> tuple[FileKeys, bytes, Slot]:
    found = opened(key_file, passphrase)
    if found is None:
        raise _does_not_open()
    file_key, slot = found
    return _keys_from(key_file, file_key, slot), file_key, slot


def _keys_from(key_file: KeyFile, file_key: bytes, slot: Slot) -> FileKeys:
    return FileKeys(database_key(file_key), key_file.file_id, slot.holder, key_file.number)


def _of_either(before: KeyFile, after: KeyFile, passphrase: str, salt: bytes) -> FileKeys:
    """A change of the file key was cut off: the slots that count are those that fit data.db.

    Whoever was removed by the change still has a slot in the set before it. Once data.db is the
    new one, what they type is a wrong passphrase like any other.
    """
    found = [
        _keys_from(each, *by)
        for each in (after, before)
        if (by := opened(each, passphrase)) is not None
    ]
    for keys in found:
        if keys.database_key[-SALT_BYTES:] == salt:
            return keys
    if len(found) == 2 or (found and not salt):
        return found[-1]  # data.db is of neither set: whoever reads it will say so
    raise _does_not_open()


def _does_not_open() -> WrongPassphraseError:
    message = "That passphrase does not open this store."
    return WrongPassphraseError(message, "Check Caps Lock and try again.")
