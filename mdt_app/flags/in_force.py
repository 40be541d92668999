"""Which pack speaks in a store: the shipped one, or the network's own on top of it.

A pack is taken as an entry that holds its texts and those of the pack below it, so that it
goes on saying the same after the program ships another version. The latest entry is in force;
going back to the shipped pack is an entry too. A pack that spoke in a meeting is kept with it.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from mdt_app.flags.pack import (
    DEFAULT_PACK,
    Pack,
    PackName,
    PackTexts,
    load_pack,
    name_in,
    pack_of,
    shipped_texts,
)
from mdt_app.flags.queries import entry_with_digest, newest_entry
from mdt_app.vault.entries import Entry, Rows, entry_by_id
from mdt_app.vault.vault import Writing

PACK, SPOKEN_PACK = "pack", "spoken_pack"
_TAKEN_BEFORE = 4


def pack_in_force(rows: Rows) -> Pack:
    """The pack that speaks in this store now. Kept once read: an entry never changes."""
    texts = texts_in_force(rows)
    return load_pack() if texts is None else pack_of(texts)


def pack_called(rows: Rows, name: str) -> Pack:
    """The pack of that name, shipped or in force; '' is the one in force."""
    speaking = pack_in_force(rows)
    return speaking if name in ("", speaking.name) else load_pack(name)


def name_in_force(rows: Rows) -> PackName:
    """The name and version of the pack that speaks now, without its rules being read."""
    return name_in((texts_in_force(rows) or _shipped()).text)


def texts_in_force(rows: Rows) -> PackTexts | None:
    """The files of the network's own pack; None where the shipped one speaks."""
    newest = newest_entry(rows, PACK)
    if not newest:
        return None
    texts = _kept.get(newest)
    if texts is None:
        entry = entry_by_id(rows, newest)
        assert entry is not None
        texts = _kept[newest] = _texts(entry.payload)
        while len(_kept) > _TAKEN_BEFORE:
            _kept.pop(next(iter(_kept)))
    return texts if texts.text else None


_kept: dict[str, PackTexts] = {}
"""The texts of the latest entries, by the entry's id: nobody's data, and read at every answer."""


@lru_cache(maxsize=1)
def _shipped() -> PackTexts:
    return shipped_texts(DEFAULT_PACK)


def payload_of(texts: PackTexts, name: PackName) -> dict[str, Any]:
    """A pack as an entry holds it."""
    return {
        "name": name.name,
        "title": name.title,
        "version": name.version,
        "file_name": texts.file_name,
        "text": texts.text,
        "base_file_name": texts.base_file_name,
        "base_text": texts.base_text,
        "base_digest": PackTexts(texts.base_file_name, texts.base_text).digest,
        "digest": texts.digest,
    }


def _texts(held: Mapping[str, Any]) -> PackTexts:
    return PackTexts(held["file_name"], held["text"], held["base_file_name"], held["base_text"])


def keep_spoken(writing: Writing) -> str:
    """Keep the texts of the pack that speaks now, once, and say their digest."""
    texts = texts_in_force(writing) or _shipped()
    if not entry_with_digest(writing, SPOKEN_PACK, texts.digest):
        writing.record(SPOKEN_PACK, payload_of(texts, name_in(texts.text)))
    return texts.digest


def pack_spoken(rows: Rows, digest: str) -> Pack:
    """The pack with that digest as it spoke, whatever is in force or shipped since.

    A digest that is not known, as of a meeting before packs were kept, is the one in force.
    """
    found = _spoken(rows, digest)
    return pack_in_force(rows) if found is None else pack_of(_texts(found.payload))


def _spoken(rows: Rows, digest: str) -> Entry | None:
    return entry_by_id(rows, entry_with_digest(rows, SPOKEN_PACK, digest))
