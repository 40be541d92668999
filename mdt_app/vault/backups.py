"""Copies of the store in its own backups folder: encrypted like it, and opened before counted."""

import os
import re
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from mdt_app.errors import UserError
from mdt_app.vault.checking import page_problems
from mdt_app.vault.explaining import explaining
from mdt_app.vault.reading import Reading
from mdt_app.vault.vault import Vault
from mdt_app.vault.whole_file import sync_folder, write_whole


def back_up(vault: Vault, reason: str) -> Path:
    """Copy the store and its key file, check the copy, and say where it is.

    The name says when and why: `data-20261126T091500Z-import.db`, with `….keys.json` beside it.
    """
    folder = vault.folder / "backups"
    with explaining():
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
            return _sound_copy(vault, _free_name(folder, reason))
        except OSError as error:
            raise UserError(
                "The store could not be copied to its backups folder.",
                "Make room on the disk, or ask for the right to write there.",
            ) from error


def newest_backup(folder: Path) -> Path | None:
    """The latest copy in a store's backups folder."""
    return max((folder / "backups").glob("data-*.db"), default=None)


def advice(folder: Path) -> str:
    """What to do about a damaged store, naming the copy to put back."""
    copy = newest_backup(folder)
    if copy is None:
        return "Keep the file as it is and ask for help: there is no copy in backups."
    return f"Keep the damaged file under another name and put back backups/{copy.name}."


def _sound_copy(vault: Vault, target: Path) -> Path:
    """A copy under a passing name, renamed only when it has been read through and is on disk."""
    part, keys = target.with_suffix(".part"), target.with_suffix(".keys.json")
    try:
        _copy(vault, part)
        _must_be_sound(vault, part)
        write_whole(keys, (vault.folder / "keys.json").read_bytes())
        _sync(part)
        part.rename(target)
    except BaseException:
        part.unlink(missing_ok=True)
        keys.unlink(missing_ok=True)
        raise
    sync_folder(target.parent)
    return target


def _free_name(folder: Path, reason: str) -> Path:
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    why = re.sub(r"[^a-z0-9]+", "-", reason.lower()).strip("-") or "copy"
    names = (f"data-{moment}-{why}{more}.db" for more in ("", *(f"-{n}" for n in range(2, 100))))
    return next(folder / name for name in names if not (folder / name).exists())


def _copy(vault: Vault, part: Path) -> None:
    """All pages in one step, through the database itself: a copied file could be half a change."""
    os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
    with closing(vault.connect()) as source, closing(vault.connect(part)) as copy:
        copy.execute("PRAGMA journal_mode=OFF")
        source.backup(copy)


def _must_be_sound(vault: Vault, part: Path) -> None:
    with closing(vault.connect(part)) as copy:
        copy.execute("PRAGMA journal_mode=OFF")
        if list(page_problems(Reading(copy))):
            raise UserError(
                "The copy of the store was not sound, so it was not kept.",
                "Check the disk, then do it again.",
            )


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
