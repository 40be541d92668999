"""What is left of a store after a power cut in one of the large steps, and what opens it."""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mdt_app.errors import UserError
from mdt_app.vault.checking import check_store, page_problems
from mdt_app.vault.connection import connect
from mdt_app.vault.copies import Copy, copies_in
from mdt_app.vault.entries import all_entries
from mdt_app.vault.keys import WrongPassphraseError, unlock_keys
from mdt_app.vault.reading import Reading
from mdt_app.vault.recognising import salt_of
from mdt_app.vault.store import open_store
from mdt_app.vault.vault import Vault
from tests.invented import PASSPHRASE, USER
from tests.vault.large_steps import HEAD
from tests.vault.power_cut import Disk, cuts, is_said
from tests.vault.watched import watched

OTHER = "eleven brown hats in a row"
Said = dict[str, Any]


@dataclass(frozen=True)
class Left:
    """A folder after a cut, what the program had said by then, and how many cuts came before."""

    folder: Path
    said: Said
    number: int

    @property
    def noted(self) -> set[str]:
        return set(self.said["noted"])


def after_cuts(
    folder: Path,
    script: str,
    tries: int,
    other: str = "",
    *,
    without: str = "",
    around: str = "",
) -> Iterator[Left]:
    """The folder after cuts in that script; `without` takes a protection away first."""
    disk = Disk(folder)
    program = HEAD + without + script
    calls = watched(program, str(folder), PASSPHRASE, other, trace=folder.parent / "trace.txt")
    says = {n: json.loads(call.content) for n, call in enumerate(calls, 1) if is_said(call)}
    for number, (end, left) in enumerate(cuts(disk, calls, tries, around)):
        left.put_at(folder)
        said: Said = {"noted": []}
        for one in (says[n] for n in says if n <= end):
            noted = said["noted"] + ([one["noted"]] if "noted" in one else [])
            said = {**said, **one, "noted": noted}
        yield Left(folder, said, number)


def note(vault: Vault, words: str) -> None:
    with vault.writing(USER, "noted") as writing:
        writing.record("note", {"words": words}, about="9990000018")


def notes_in(reading: Reading) -> set[str]:
    return {entry.payload["words"] for entry in all_entries(reading, "note")}


def opened(folder: Path, passphrase: str = PASSPHRASE) -> set[str]:
    """The notes of a store that opens, whole."""
    with open_store(folder, passphrase)[0] as vault:
        assert check_store(vault) == []
        with vault.reading() as reading:
            return notes_in(reading)


_KEYS: dict[tuple[bytes, str, bytes], bytes] = {}


def _key(keys: Path, passphrase: str, data: Path) -> bytes:
    """The key of a file, b'' if that passphrase does not give it. Guessing is made to cost time,
    so what was tried once is remembered."""
    tried = (keys.read_bytes(), passphrase, salt_of(data))
    if tried not in _KEYS:
        try:
            _KEYS[tried] = unlock_keys(keys, passphrase, tried[2]).database_key
        except WrongPassphraseError:
            _KEYS[tried] = b""
    return _KEYS[tried]


def fits(folder: Path, passphrase: str) -> bool:
    """Whether it opens the store as it is."""
    return _key(folder / "keys.json", passphrase, folder / "data.db") != b""


def may_open(folder: Path, passphrase: str) -> bool:
    try:
        open_store(folder, passphrase)[0].lock()
    except UserError:
        return False
    return True


def notes_of_copy(copy: Copy) -> set[str]:
    """The notes in a copy, which opens with the key file beside it, whole."""
    key = next(filter(None, (_key(copy.keys, each, copy.path) for each in (PASSPHRASE, OTHER))))
    with closing(connect(copy.path, key)) as connection:
        assert list(page_problems(Reading(connection))) == []
        return notes_in(Reading(connection))


def notes_of_copies(folder: Path) -> dict[str, set[str]]:
    """The notes in each copy of the store."""
    return {copy.path.name: notes_of_copy(copy) for copy in copies_in(folder)}
