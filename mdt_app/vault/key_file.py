"""The key file keys.json: everybody's slots under one seal, and its number in the row of them.

While the file key is being changed it holds two sets of slots: those that open the store as it
was, and the next ones, which open the copy about to take its place. The first bytes of data.db
tell which of the two it is, so at no moment is there a store that nothing opens.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from mdt_app.errors import UserError
from mdt_app.vault.slots import KeyHolder, Slot, WeakenedError, as_slot
from mdt_app.vault.whole_file import write_whole

FIRST_FORMAT, FORMAT = 1, 2
_KEY_BYTES, SALT_BYTES = 32, 16
MOST_SLOTS = 50
PUT_BACK = "Put back keys.json from the newest copy in the store's backups folder."


class KeyFileError(UserError):
    """The key file is not what the program wrote; an earlier one can be put back."""


@dataclass(frozen=True, slots=True)
class KeyFile:
    """The key file as read: nothing in it is believed before a slot opens and the seal agrees.

    `number` counts the changes, so that an earlier key file put back is known for one.
    """

    file_id: str
    number: int
    slots: tuple[Slot, ...]
    mac: str
    next: "KeyFile | None" = None

    @property
    def format(self) -> int:
        """The first format, as long as it can say everything: older programs read that."""
        is_plain = self.number == 0 and all(slot.is_plain for slot in self.slots)
        return FIRST_FORMAT if is_plain and self.next is None else FORMAT

    @property
    def holders(self) -> list[KeyHolder]:
        """Everybody with a slot, the recovery code included."""
        return [slot.holder for slot in self.slots]

    def slot_of(self, name: str) -> Slot | None:
        """The slot of that person."""
        return next((slot for slot in self.slots if slot.holder.name == name), None)

    def as_text(self) -> str:
        """What is written."""
        return json.dumps(self._as_json(), indent=1)

    def _as_json(self) -> dict[str, Any]:
        content: dict[str, Any] = {"format": self.format, "file_id": self.file_id}
        if self.format != FIRST_FORMAT:
            content["number"] = self.number
        content |= {"slots": [slot.as_json() for slot in self.slots], "mac": self.mac}
        if self.next is not None:
            content["next"] = self.next._as_json()
        return content


def sealed(file_key: bytes, file_id: str, number: int, slots: Iterable[Slot]) -> KeyFile:
    """The slots with a MAC only a holder of the file key can make: none added, edited, removed."""
    bare = KeyFile(file_id, number, tuple(slots), "")
    content: list[Any] = [FIRST_FORMAT if not number else FORMAT, file_id]
    if number:
        content.append(number)
    content.append([slot.as_json() for slot in bare.slots])
    text = json.dumps(content, sort_keys=True, separators=(",", ":"))
    key = derived(file_key, "slots-mac")
    return replace(bare, mac=hmac.new(key, text.encode(), hashlib.sha256).hexdigest())


def opened(key_file: KeyFile, passphrase: str) -> tuple[bytes, Slot] | None:
    """The file key and whose slot gave it, or None if the passphrase opens no slot."""
    for slot in key_file.slots:
        file_key = slot.unwrapped(key_file.file_id, passphrase)
        if file_key is None:
            continue
        as_it_should = sealed(file_key, key_file.file_id, key_file.number, key_file.slots)
        read = key_file.mac.encode(errors="replace")
        if not hmac.compare_digest(read, as_it_should.mac.encode()):
            raise changed_by_something_else()
        return file_key, slot
    return None


def database_key(file_key: bytes) -> bytes:
    """The page key and the salt. A salt of our own choosing tells our file from a stranger's."""
    return derived(file_key, "sqlcipher", _KEY_BYTES + SALT_BYTES)


def derived(file_key: bytes, purpose: str, length: int = 32) -> bytes:
    """Another key for another purpose, from the same file key."""
    return HKDF(hashes.SHA256(), length, None, purpose.encode()).derive(file_key)


def changed_by_something_else() -> KeyFileError:
    """Said of slots that nobody with the key has written so."""
    return KeyFileError("The key file has been changed by something else.", PUT_BACK)


def write_key_file(path: Path, key_file: KeyFile) -> None:
    """Replace the key file in one step. It is its owner's only."""
    write_whole(path, key_file.as_text().encode())


def read_key_file(path: Path) -> KeyFile:
    """The key file, or a sentence about why there is none to be read."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        newer = int(content["format"]) > FORMAT
        key_file = None if newer else _as_key_file(content)
    except OSError:
        raise UserError(
            "The key file keys.json may not be read.", "Ask whoever owns the folder for the right."
        ) from None
    except WeakenedError:
        raise changed_by_something_else() from None
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        raise KeyFileError("The key file keys.json cannot be read.", PUT_BACK) from None
    if key_file is None:
        raise UserError(
            "This store was made by a newer version of the program.",
            "Install the newer version on this computer too.",
        )
    return key_file


def _as_key_file(content: Mapping[str, Any]) -> KeyFile:
    slots = tuple(as_slot(raw) for raw in content["slots"])
    if not 0 < len(slots) <= MOST_SLOTS:
        raise ValueError
    number = int(content.get("number", 0))
    after = content.get("next")
    return KeyFile(
        str(content["file_id"]),
        number,
        slots,
        str(content["mac"]),
        _as_key_file(after) if after is not None else None,
    )
