"""Copies of the store in its own backups folder: encrypted like it, and opened before counted."""

import shutil
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from mdt_app.errors import UserError
from mdt_app.vault.checking import page_problems
from mdt_app.vault.copies import FOLDER, SCHEDULE, Copy, copies_in, free_name, newest_of
from mdt_app.vault.entries import Rows
from mdt_app.vault.explaining import explaining
from mdt_app.vault.reading import Reading
from mdt_app.vault.thinning import clear_away, thin
from mdt_app.vault.vault import Vault
from mdt_app.vault.whole_file import make_folder, sync_file, sync_folder, write_whole

Progress = Callable[[int, int], None]
EVERY = timedelta(minutes=30)
_SPARE = 20_000_000
"""Bytes of room that a copy leaves for what is saved meanwhile."""


def _unseen(_done: int, _total: int) -> None:
    """Progress that nobody looks at."""


def back_up(
    vault: Vault, reason: str, progress: Progress = _unseen, *, is_patient: bool = False
) -> Path:
    """Copy the store and its key file, check the copy, and say where it is.

    The name says when and why: `data-20261126T091500Z-import.db`, with `….keys.json` beside it.
    Nobody who saves meanwhile waits. Copies that are no longer needed go: see `thinning`.
    """
    folder = vault.folder / FOLDER
    with explaining():
        try:
            make_folder(folder)
            _must_have_room(vault)
            made = _sound_copy(vault, free_name(folder, reason), progress, is_patient=is_patient)
        except OSError as error:
            raise UserError(
                "The store could not be copied to its backups folder.",
                "Make room on the disk, or ask for the right to write there.",
            ) from error
    thin(vault.folder)
    clear_away(vault.folder)
    return made


def back_up_before(vault: Vault, reason: str) -> Path:
    """A copy of everything there is now: a new one, unless the newest already holds it all."""
    newest = newest_of(copies_in(vault.folder))
    if newest is not None and is_current(vault, newest):
        return newest.path
    return back_up(vault, reason)


def back_up_on_schedule(vault: Vault, progress: Progress = _unseen) -> Path | None:
    """A copy, if the newest is half an hour old and something was entered since; else None."""
    if not is_due(vault, datetime.now(UTC)):
        return None
    return back_up(vault, SCHEDULE, progress, is_patient=True)


def is_due(vault: Vault, now: datetime) -> bool:
    """Whether the schedule asks for a copy. One dated later than now was made by a wrong clock."""
    if vault.is_read_only:
        return False
    newest = newest_of(copies_in(vault.folder))
    if newest is None:
        return True
    return not now - EVERY < newest.made_at <= now and not is_current(vault, newest)


def is_current(vault: Vault, copy: Copy) -> bool:
    """Whether a copy holds everything that was entered or taken in so far.

    Every change leaves an entry, so the ends of the chains say it.
    """
    try:
        with closing(vault.connect(copy.path)) as opened:
            there = _ends(Reading(opened))
    except sqlcipher.Error:
        return False  # damaged, or under the key of another time
    with vault.reading() as reading:
        return there == _ends(reading)


def newest_backup(folder: Path) -> Path | None:
    """The latest copy in a store's backups folder."""
    newest = newest_of(copies_in(folder))
    return newest.path if newest is not None else None


def advice(folder: Path) -> str:
    """What to do about a damaged store, naming the copy to put back."""
    copy = newest_backup(folder)
    if copy is None:
        return "Keep the file as it is and ask for help: there is no copy in backups."
    return f"Put back a copy; the file as it is will be kept. The newest is backups/{copy.name}."


def _ends(rows: Rows) -> set[tuple[str, int]]:
    found = rows.rows("SELECT origin, max(sequence) FROM entry GROUP BY origin")
    return {(str(origin), int(sequence)) for origin, sequence in found}


def _must_have_room(vault: Vault) -> None:
    """Said before the disk is filled up to the last byte, which would hold up saving."""
    size = vault.path.stat().st_size
    if shutil.disk_usage(vault.folder).free < size + min(size, _SPARE):
        raise UserError(
            "The disk is too full for a copy of the store.",
            f"Make room for {max(1, round(2 * size / 1e6))} MB, then do it again.",
        )


def _sound_copy(vault: Vault, target: Path, progress: Progress, *, is_patient: bool) -> Path:
    """A copy under a passing name, renamed only when it has been read through and is on disk."""
    part, keys = target.with_suffix(".part"), target.with_suffix(".keys.json")
    try:
        _copy_with_keys(vault, part, keys, progress, is_patient=is_patient)
        _must_be_sound(vault, part)
        sync_file(part)
        part.rename(target)
    except BaseException:
        part.unlink(missing_ok=True)
        keys.unlink(missing_ok=True)
        raise
    sync_folder(target.parent)
    return target


def _copy_with_keys(
    vault: Vault, part: Path, keys: Path, progress: Progress, *, is_patient: bool
) -> None:
    """The file and the key file that opens it: both from before a change of keys, or after."""
    now = vault.folder / "keys.json"
    while True:
        before = now.read_bytes()
        _copy(vault, part, progress, is_patient=is_patient)
        if now.read_bytes() == before:
            write_whole(keys, before)
            return


def _copy(vault: Vault, part: Path, progress: Progress, *, is_patient: bool) -> None:
    """As it stands between two changes. Beside somebody else's window the changes are not ours
    to know of, so there all pages are copied at once, under the database's lock."""
    if not vault.is_read_only:
        vault.copy_bytes(part, progress, is_patient=is_patient)
        return
    part.touch(mode=0o600)
    with closing(vault.connect()) as source, closing(vault.connect(part)) as copy:
        copy.execute("PRAGMA journal_mode=OFF")
        source.backup(copy)


def _must_be_sound(vault: Vault, part: Path) -> None:
    with closing(vault.connect(part)) as copy:
        if list(page_problems(Reading(copy))):
            raise UserError(
                "The copy of the store was not sound, so it was not kept.",
                "Check the disk, then do it again.",
            )
