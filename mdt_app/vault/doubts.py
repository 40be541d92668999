"""What somebody should know before they rely on the store as it stands on this computer."""

import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from mdt_app.vault.clock import in_words, is_far_ahead, put_back_by
from mdt_app.vault.entries import Rows
from mdt_app.vault.last_seen import is_older_than_seen
from mdt_app.vault.trail import LOCKED, UNLOCKED
from mdt_app.vault.vault import Vault

ROOM_MB = 200
"""Less than this may not last for a meeting with its backups and minutes."""
PASSING = frozenset(["clock", "room"])
"""What may come and go while the store is open."""
_MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing to know. `lasts`: it holds until the store is opened in another way."""

    about: str
    message: str
    hint: str
    lasts: bool = False


def doubts_on_opening(vault: Vault, moment: datetime) -> list[Doubt]:
    """Everything there is to know as the store is opened."""
    with vault.reading() as reading:
        latest = vault.latest_entry_at = latest_entry_at(reading)
        is_older, was_cut_off = is_older_than_seen(reading), ended_without_closing(reading)
    found = [_older()] if is_older else []
    found += [_cut_off()] if was_cut_off else []
    found += doubts_while_open(vault.folder, latest, moment)
    if not vault.is_read_only:
        return found
    return [_read_only(), *(doubt for doubt in found if doubt.about != "room")]


def doubts_while_open(folder: Path, latest: str, moment: datetime) -> list[Doubt]:
    """What may come up at any moment: the clock, and the room on the disk. Asks no database."""
    return [each for each in (_clock(latest, moment), little_room(folder)) if each is not None]


def latest_entry_at(rows: Rows) -> str:
    """When the latest entry came, by the clock it was dated by; '' before the first."""
    found = rows.rows("SELECT recorded_at FROM entry ORDER BY rowid DESC LIMIT 1")
    return next((str(at) for (at,) in found), "")


def ended_without_closing(rows: Rows) -> bool:
    """Whether the last window on the store neither locked it nor was closed."""
    found = rows.rows(
        "SELECT kind FROM access WHERE kind IN (:unlocked, :locked) AND detail = 'window'"
        " ORDER BY rowid DESC LIMIT 1",
        {"unlocked": UNLOCKED, "locked": LOCKED},
    )
    return next((kind == UNLOCKED for (kind,) in found), False)


def little_room(folder: Path) -> Doubt | None:
    """Whether the disk may not last for a meeting."""
    try:
        free = shutil.disk_usage(folder).free
    except OSError:
        return None
    if free >= ROOM_MB * _MB:
        return None
    return Doubt(
        "room",
        f"The disk has only {free // _MB} MB left.",
        f"Make room before a meeting starts: it may need {ROOM_MB} MB.",
    )


def _clock(latest: str, moment: datetime) -> Doubt | None:
    hint = "Put the computer's date and time right. Nothing is lost, and the order is kept."
    if behind := put_back_by(latest, moment):
        words = f"This computer's clock is {in_words(behind)} behind the last entry."
        return Doubt("clock", words, hint)
    if is_far_ahead(latest, moment):
        after = in_words(moment - datetime.fromisoformat(latest))
        return Doubt("clock", f"By this computer's clock the last entry is {after} old.", hint)
    return None


def _read_only() -> Doubt:
    return Doubt(
        "read only",
        "This store can only be read here: nothing you enter can be saved.",
        "Copy it to a folder of your own, or ask for the right to write in this one.",
        lasts=True,
    )


def _cut_off() -> Doubt:
    return Doubt(
        "cut off",
        "The program was not closed properly last time.",
        "Nothing that was saved is lost, and what was half typed is there again.",
    )


def _older() -> Doubt:
    return Doubt(
        "older",
        "This store is older than when it was last used on this computer.",
        "If a backup was put back, that is right. If not, look for the newer one in backups.",
    )
