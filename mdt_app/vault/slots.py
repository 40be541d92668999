"""One person's slot in the key file: the file key, wrapped by what only that person knows."""

import json
import os
import unicodedata
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from mdt_app.vault.recovery_code import as_one_time_passphrase, as_recovery_code

CHAIR = "chair"
RECOVERY = "recovery"


class Cost(NamedTuple):
    """What one guess at a passphrase costs: memory in KiB, passes over it, lanes."""

    memory_kib: int
    passes: int
    lanes: int


USUAL_COST = Cost(64 * 1024, 3, 4)
LEAST_COST = Cost(19 * 1024, 2, 1)  # OWASP password storage, 2025: the floor for Argon2id
_MOST_COST = Cost(1024 * 1024, 16, 16)  # or an edited file could ask for all the memory there is


class WeakenedError(ValueError):
    """A slot asks for less work than a guess must cost, or for more than a computer has."""


@dataclass(frozen=True, slots=True)
class KeyHolder:
    """Somebody who can open the store: by what name, as what, and for which practices.

    `practices` are ODS codes; none is the whole network. `must_choose`: the passphrase is one
    that the program made, and nothing may be entered before a passphrase of one's own.
    """

    name: str
    role: str
    practices: tuple[str, ...] = ()
    must_choose: bool = False

    @property
    def is_recovery(self) -> bool:
        """Whether this is the code on paper and nobody in person."""
        return self.role == RECOVERY


@dataclass(frozen=True, slots=True)
class Slot:
    """The file key, wrapped by one person's passphrase."""

    holder: KeyHolder
    cost: Cost
    salt: bytes
    nonce: bytes
    wrapped: bytes

    @property
    def is_plain(self) -> bool:
        """Whether the first format of the key file can say it."""
        return not self.holder.practices and not self.holder.must_choose

    def as_json(self) -> dict[str, Any]:
        """The slot as the key file holds it, and as the seal over all slots covers it."""
        more: dict[str, Any] = {}
        if not self.is_plain:
            more = {
                "practices": list(self.holder.practices),
                "must_choose": self.holder.must_choose,
            }
        return {
            "name": self.holder.name,
            "role": self.holder.role,
            **more,
            "kdf": {
                "name": "argon2id",
                "salt": b64encode(self.salt).decode(),
                **self.cost._asdict(),
            },
            "nonce": b64encode(self.nonce).decode(),
            "key": b64encode(self.wrapped).decode(),
        }

    def unwrapped(self, file_id: str, typed: str) -> bytes | None:
        """The file key, if that is what this person typed."""
        secret = _secret(self.holder, typed)
        if not secret:
            return None
        wrapping = ChaCha20Poly1305(_wrapping_key(secret, self.salt, self.cost))
        try:
            return wrapping.decrypt(self.nonce, self.wrapped, _bound_to(file_id, self.holder))
        except InvalidTag:
            return None


def new_slot(file_key: bytes, file_id: str, holder: KeyHolder, typed: str, cost: Cost) -> Slot:
    """A slot that `typed` opens: a passphrase, or a code as it was made."""
    salt, nonce = os.urandom(16), os.urandom(12)
    wrapping = ChaCha20Poly1305(_wrapping_key(_secret(holder, typed), salt, cost))
    wrapped = wrapping.encrypt(nonce, file_key, _bound_to(file_id, holder))
    return Slot(holder, cost, salt, nonce, wrapped)


def as_slot(raw: Mapping[str, Any]) -> Slot:
    """A slot from the key file. Raises `ValueError` and its like for what is none."""
    kdf = raw["kdf"]
    cost = Cost(*(int(kdf[name]) for name in Cost._fields))
    if kdf["name"] != "argon2id" or not all(
        least <= asked <= most for least, asked, most in zip(LEAST_COST, cost, _MOST_COST)
    ):
        raise WeakenedError
    holder = KeyHolder(
        str(raw["name"]),
        str(raw["role"]),
        tuple(str(ods) for ods in raw.get("practices", ())),
        bool(raw.get("must_choose", False)),
    )
    salt, nonce = _bytes(kdf["salt"], 16), _bytes(raw["nonce"], 12)
    return Slot(holder, cost, salt, nonce, _bytes(raw["key"], 48))


def plain(passphrase: str) -> bytes:
    """The same bytes for the same text, whichever keyboard composed its accents."""
    return unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")


def _secret(holder: KeyHolder, typed: str) -> bytes:
    """What is typed, as this slot takes it; nothing where it cannot be what opens it."""
    if holder.is_recovery:
        return as_recovery_code(typed).encode()
    if holder.must_choose:
        return as_one_time_passphrase(typed).encode()
    return plain(typed)


def _wrapping_key(secret: bytes, salt: bytes, cost: Cost) -> bytes:
    return Argon2id(
        salt=salt, length=32, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory_kib
    ).derive(secret)


def _bound_to(file_id: str, holder: KeyHolder) -> bytes:
    """Who it is and what they may do is sealed with the key: an edited role no longer opens."""
    bound: list[Any] = [file_id, holder.name, holder.role]
    if holder.practices or holder.must_choose:
        bound += [list(holder.practices), holder.must_choose]
    return json.dumps(bound).encode()


def _bytes(text: str, length: int) -> bytes:
    content = b64decode(text, validate=True)
    if len(content) != length:
        raise ValueError
    return content
