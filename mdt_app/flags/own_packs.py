"""Takes a network's own pack file, and goes back to the shipped pack: an entry each time."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from mdt_app.errors import UserError
from mdt_app.flags.in_force import PACK, payload_of, texts_in_force
from mdt_app.flags.pack import (
    Pack,
    PackName,
    PackTexts,
    load_pack,
    name_in,
    pack_of,
    shipped_texts,
)
from mdt_app.flags.queries import newest_entry
from mdt_app.vault.entries import Rows, all_entries, current_entries
from mdt_app.vault.workspace import Workspace

_LARGEST = 1_000_000


def read_own_pack(path: Path) -> Pack:
    """The pack that a network's file makes, or a UserError that lists every problem."""
    from mdt_app.flags.reading_packs import base_named

    text = _text_of(path)
    base = shipped_texts(base_named(text, path.name))
    return pack_of(PackTexts(path.name, text, base.file_name, base.text))


def _text_of(path: Path) -> str:
    try:
        if path.stat().st_size > _LARGEST:
            raise UserError(f"{path.name} is too large for a rule file.", "Choose the pack's file.")
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        reason = error.strerror or "no such file"
        raise UserError(
            f"{path.name} cannot be read: {reason}.", "Check the name and who may read it."
        ) from None
    except UnicodeDecodeError:
        raise UserError(
            f"{path.name} is not a text file in UTF-8.", "Save it as UTF-8 and take it again."
        ) from None


def take_own_pack(ws: Workspace, path: Path) -> Pack:
    """Let a network's own pack speak from now on. The same again enters nothing."""
    pack = read_own_pack(path)
    _enter(ws, "own rules taken", pack.texts, pack.called)
    return pack


def use_shipped_pack(ws: Workspace) -> Pack:
    """Go back to the pack that the program ships."""
    shipped = load_pack()
    _enter(ws, "shipped rules used again", PackTexts(shipped.texts.file_name, ""), shipped.called)
    return shipped


def _enter(ws: Workspace, act: str, texts: PackTexts, name: PackName) -> None:
    with ws.vault.reading() as reading:
        if (texts_in_force(reading) or PackTexts("", "")).text == texts.text:
            return
    with ws.vault.writing(ws.user, act) as writing:
        before = [entry.id for entry in current_entries(writing, PACK)]
        writing.record(PACK, payload_of(texts, name), replaces=before)


class TakenPack(NamedTuple):
    """A network's own pack as it was taken once: by whom, on what day, and on what it stands."""

    called: PackName
    based_on: PackName
    by: str
    on: date
    speaks: bool


def packs_taken(rows: Rows) -> list[TakenPack]:
    """Every own pack that was ever taken, the oldest first; at most one of them speaks."""
    newest = newest_entry(rows, PACK)
    return [
        TakenPack(
            name_in(entry.payload["text"]),
            name_in(entry.payload["base_text"]),
            entry.recorded_by,
            entry.recorded_at.date(),
            entry.id == newest,
        )
        for entry in all_entries(rows, PACK)
        if entry.payload["text"]
    ]
