"""The key file: one Argon2id slot per person around one random file key."""

import hashlib
import hmac
import json
import os
import secrets
import unicodedata
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from mdt_app.errors import UserError
from mdt_app.vault.recovery_code import as_recovery_code, new_recovery_code
from mdt_app.vault.whole_file import write_whole

FORMAT = 1
RECOVERY = "recovery"
_KEY_BYTES, SALT_BYTES = 32, 16
_SHORTEST = 8
_FEWEST_DIFFERENT = 5
_MOST_SLOTS = 50
_PUT_BACK = "Put back keys.json from the newest copy in the store's backups folder."


class Cost(NamedTuple):
    """What one guess at a passphrase costs: memory in KiB, passes over it, lanes."""

    memory_kib: int
    passes: int
    lanes: int


USUAL_COST = Cost(64 * 1024, 3, 4)
LEAST_COST = Cost(19 * 1024, 2, 1)  # OWASP password storage, 2025: the floor for Argon2id
_MOST_COST = Cost(1024 * 1024, 16, 16)  # or an edited file could ask for all the memory there is


@dataclass(frozen=True, slots=True)
class FileKeys:
    """What an unlocked key file gives: the database key, the file's id and who opened it.

    The last `SALT_BYTES` of the database key are the first bytes of data.db.
    """

    database_key: bytes
    file_id: str
    user: str


@dataclass(frozen=True, slots=True)
class _Slot:
    """The file key, wrapped by one person's passphrase."""

    name: str
    role: str
    cost: Cost
    salt: bytes
    nonce: bytes
    wrapped: bytes

    def as_json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "role": self.role,
            "kdf": {
                "name": "argon2id",
                "salt": b64encode(self.salt).decode(),
                **self.cost._asdict(),
            },
            "nonce": b64encode(self.nonce).decode(),
            "key": b64encode(self.wrapped).decode(),
        }


@dataclass(frozen=True, slots=True)
class _KeyFile:
    """The key file as read: nothing in it is believed before a slot opens and the MAC agrees."""

    file_id: str
    slots: tuple[_Slot, ...]
    mac: str

    def as_text(self) -> str:
        return json.dumps(
            {
                "format": FORMAT,
                "file_id": self.file_id,
                "slots": [slot.as_json() for slot in self.slots],
                "mac": self.mac,
            },
            indent=1,
        )


def check_passphrase(passphrase: str) -> None:
    """Refuse, kindly, a passphrase that would be guessed."""
    plain = _plain(passphrase)
    if len(plain) < _SHORTEST or len(set(plain)) < _FEWEST_DIFFERENT:
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
    file_key, file_id = secrets.token_bytes(32), secrets.token_hex(16)
    slot = _new_slot(file_key, file_id, (user, role), _plain(passphrase), cost)
    write_whole(path, _sealed(file_key, file_id, (slot,)).as_text().encode())
    return FileKeys(_database_key(file_key), file_id, user)


def unlock_keys(path: Path, passphrase: str) -> FileKeys:
    """Open the first slot that the passphrase or recovery code fits, or say that none does."""
    key_file = _read(path)
    file_key, slot = _opened(key_file, passphrase)
    return FileKeys(_database_key(file_key), key_file.file_id, slot.name)


def add_recovery_code(path: Path, passphrase: str, cost: Cost = USUAL_COST) -> str:
    """Add a recovery slot, in place of an earlier one, and return its code to be printed once."""
    key_file = _read(path)
    file_key, _ = _opened(key_file, passphrase)
    code = new_recovery_code()
    slot = _new_slot(file_key, key_file.file_id, ("Recovery code", RECOVERY), code, cost)
    kept = tuple(old for old in key_file.slots if old.role != RECOVERY)
    write_whole(path, _sealed(file_key, key_file.file_id, (*kept, slot)).as_text().encode())
    return code


def _plain(passphrase: str) -> bytes:
    """The same bytes for the same text, whichever keyboard composed its accents."""
    return unicodedata.normalize("NFKC", passphrase).encode()


def _derived(file_key: bytes, purpose: str, length: int = 32) -> bytes:
    return HKDF(hashes.SHA256(), length, None, purpose.encode()).derive(file_key)


def _database_key(file_key: bytes) -> bytes:
    """The page key and the salt. A salt of our own choosing tells our file from a stranger's."""
    return _derived(file_key, "sqlcipher", _KEY_BYTES + SALT_BYTES)


def _wrapping_key(secret: bytes, salt: bytes, cost: Cost) -> bytes:
    return Argon2id(
        salt=salt, length=32, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory_kib
    ).derive(secret)


def _new_slot(
    file_key: bytes, file_id: str, whose: tuple[str, str], secret: bytes | str, cost: Cost
) -> _Slot:
    plain = secret.encode() if isinstance(secret, str) else secret
    salt, nonce = os.urandom(16), os.urandom(12)
    wrapping = ChaCha20Poly1305(_wrapping_key(plain, salt, cost))
    wrapped = wrapping.encrypt(nonce, file_key, _bound_to(file_id, *whose))
    return _Slot(*whose, cost, salt, nonce, wrapped)


def _bound_to(file_id: str, name: str, role: str) -> bytes:
    """Name and role are sealed with the key, so an edited role no longer opens."""
    return json.dumps([file_id, name, role]).encode()


def _sealed(file_key: bytes, file_id: str, slots: Sequence[_Slot]) -> _KeyFile:
    """The slots with a MAC only a holder of the file key can make: none added, edited, removed."""
    text = json.dumps(
        [FORMAT, file_id, [slot.as_json() for slot in slots]],
        sort_keys=True,
        separators=(",", ":"),
    )
    key = _derived(file_key, "slots-mac")
    return _KeyFile(file_id, tuple(slots), hmac.new(key, text.encode(), hashlib.sha256).hexdigest())


def _opened(key_file: _KeyFile, passphrase: str) -> tuple[bytes, _Slot]:
    code = as_recovery_code(passphrase)
    for slot in key_file.slots:
        secret = code.encode() if slot.role == RECOVERY else _plain(passphrase)
        if not secret:
            continue
        file_key = _unwrapped(slot, secret, key_file.file_id)
        if file_key is None:
            continue
        sealed = _sealed(file_key, key_file.file_id, key_file.slots)
        if not hmac.compare_digest(key_file.mac.encode(), sealed.mac.encode()):
            raise UserError("The key file has been changed by something else.", _PUT_BACK)
        return file_key, slot
    raise UserError("That passphrase does not open this store.", "Check Caps Lock and try again.")


def _unwrapped(slot: _Slot, secret: bytes, file_id: str) -> bytes | None:
    wrapping = ChaCha20Poly1305(_wrapping_key(secret, slot.salt, slot.cost))
    try:
        return wrapping.decrypt(slot.nonce, slot.wrapped, _bound_to(file_id, slot.name, slot.role))
    except InvalidTag:
        return None


def _read(path: Path) -> _KeyFile:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        newer = int(content["format"]) > FORMAT
        key_file = None if newer else _as_key_file(content)
    except OSError:
        raise UserError(
            "The key file keys.json may not be read.", "Ask whoever owns the folder for the right."
        ) from None
    except (ValueError, KeyError, TypeError, RecursionError):
        raise UserError("The key file keys.json cannot be read.", _PUT_BACK) from None
    if key_file is None:
        raise UserError(
            "This store was made by a newer version of the program.",
            "Install the newer version on this computer too.",
        )
    return key_file


def _as_key_file(content: Mapping[str, Any]) -> _KeyFile:
    slots = tuple(_as_slot(raw) for raw in content["slots"])
    if not 0 < len(slots) <= _MOST_SLOTS:
        raise ValueError("slots")
    return _KeyFile(str(content["file_id"]), slots, str(content["mac"]))


def _as_slot(raw: Mapping[str, Any]) -> _Slot:
    kdf = raw["kdf"]
    cost = Cost(*(int(kdf[name]) for name in Cost._fields))
    if kdf["name"] != "argon2id" or not all(
        least <= asked <= most for least, asked, most in zip(LEAST_COST, cost, _MOST_COST)
    ):
        raise UserError("The key file has been changed by something else.", _PUT_BACK)
    salt, nonce = _bytes(kdf["salt"], 16), _bytes(raw["nonce"], 12)
    return _Slot(str(raw["name"]), str(raw["role"]), cost, salt, nonce, _bytes(raw["key"], 48))


def _bytes(text: str, length: int) -> bytes:
    try:
        content = b64decode(text, validate=True)
    except Base64Error:
        raise ValueError("base64") from None
    if len(content) != length:
        raise ValueError("length")
    return content
