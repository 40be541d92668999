"""The key file: one Argon2id slot per person around one random file key."""

import hashlib
import hmac
import json
import os
import secrets
import unicodedata
from base64 import b64decode, b64encode
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from mdt_app.errors import UserError

FORMAT = 1
MEMORY_KIB, PASSES, LANES = 64 * 1024, 3, 4
_FLOOR = (19 * 1024, 2, 1)
_CEILING = (1024 * 1024, 16, 16)


@dataclass(frozen=True, slots=True)
class FileKeys:
    """What an unlocked key file gives: the database key, the file's id and who opened it."""

    database_key: bytes
    file_id: str
    user: str


def _derived(file_key: bytes, purpose: str) -> bytes:
    return HKDF(hashes.SHA256(), 32, None, purpose.encode()).derive(file_key)


def _wrapping_key(passphrase: str, slot: dict[str, Any]) -> bytes:
    kdf = slot["kdf"]
    cost = (kdf["memory_kib"], kdf["passes"], kdf["lanes"])
    if any(a < low or a > high for a, low, high in zip(cost, _FLOOR, _CEILING)):
        raise UserError("The key file has been changed.", "Put back keys.json from a backup.")
    plain = unicodedata.normalize("NFKC", passphrase).encode()
    return Argon2id(
        salt=b64decode(kdf["salt"]),
        length=32,
        iterations=cost[1],
        lanes=cost[2],
        memory_cost=cost[0],
    ).derive(plain)


def _aad(file_id: str, name: str, role: str) -> bytes:
    return f"{file_id}|{name}|{role}".encode()


def _new_slot(
    file_key: bytes, file_id: str, name: str, role: str, passphrase: str
) -> dict[str, Any]:
    slot: dict[str, Any] = {
        "name": name,
        "role": role,
        "kdf": {
            "name": "argon2id",
            "salt": b64encode(os.urandom(16)).decode(),
            "memory_kib": MEMORY_KIB,
            "passes": PASSES,
            "lanes": LANES,
        },
    }
    nonce = os.urandom(12)
    wrapped = ChaCha20Poly1305(_wrapping_key(passphrase, slot)).encrypt(
        nonce, file_key, _aad(file_id, name, role)
    )
    return slot | {"nonce": b64encode(nonce).decode(), "key": b64encode(wrapped).decode()}


def _mac(file_key: bytes, file_id: str, slots: list[dict[str, Any]]) -> str:
    text = json.dumps([FORMAT, file_id, slots], sort_keys=True, separators=(",", ":"))
    return hmac.new(_derived(file_key, "slots-mac"), text.encode(), hashlib.sha256).hexdigest()


def create_keys(path: Path, user: str, role: str, passphrase: str) -> FileKeys:
    """Write a key file with one slot and return its keys. The file is the owner's only."""
    file_key, file_id = secrets.token_bytes(32), secrets.token_hex(16)
    slots = [_new_slot(file_key, file_id, user, role, passphrase)]
    text = json.dumps(
        {
            "format": FORMAT,
            "file_id": file_id,
            "slots": slots,
            "mac": _mac(file_key, file_id, slots),
        },
        indent=1,
    )
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    return FileKeys(_derived(file_key, "sqlcipher"), file_id, user)


def unlock_keys(path: Path, passphrase: str) -> FileKeys:
    """Open the first slot that the passphrase fits, or say that none does."""
    content = json.loads(path.read_text(encoding="utf-8"))
    file_id = content["file_id"]
    for slot in content["slots"]:
        try:
            file_key = ChaCha20Poly1305(_wrapping_key(passphrase, slot)).decrypt(
                b64decode(slot["nonce"]),
                b64decode(slot["key"]),
                _aad(file_id, slot["name"], slot["role"]),
            )
        except InvalidTag:
            continue
        if not hmac.compare_digest(content["mac"], _mac(file_key, file_id, content["slots"])):
            raise UserError("The key file has been changed.", "Put back keys.json from a backup.")
        return FileKeys(_derived(file_key, "sqlcipher"), file_id, slot["name"])
    raise UserError("That passphrase does not open this store.", "Check Caps Lock and try again.")
