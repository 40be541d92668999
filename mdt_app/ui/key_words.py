"""How keys are written for people: as they stand in the hints, always those in force."""

from collections.abc import Sequence
from functools import cache

from PySide6.QtGui import QKeySequence

from mdt_app.ui.commands import EVERYWHERE, Command, command_of
from mdt_app.ui.screen import Key
from mdt_app.ui.shortcuts import keys

_MODIFIERS = ("Ctrl", "Shift", "Alt", "Meta")
_WRITTEN = {"PgDown": "PgDn", "Return": "Enter", "Del": "Delete", "Ins": "Insert"}
_MEANT = {written: meant for meant, written in _WRITTEN.items()}


def written(key: str) -> str:
    """A key as people know it: `Ctrl+Return` is Ctrl+Enter.

    >>> written("Ctrl+Return"), written("PgDown"), written("Ctrl++")
    ('Ctrl+Enter', 'PgDn', 'Ctrl++')
    """
    return "+".join(_WRITTEN.get(part, part) for part in key.split("+"))


@cache
def meant(words: str) -> str:
    """What Qt calls a key that is written for people."""
    parts = [_MEANT.get(part, part) for part in words.split("+")]
    return QKeySequence("+".join(parts)).toString()


def key_of(command: Command) -> str:
    """The key in force, as it is written; '' where there is none."""
    return written(keys.of(command))


def key_for(screen: str, usual: str) -> str:
    """What is pressed now instead of the usual key on a screen, as it is written."""
    command = _command(screen, usual)
    if command is None:
        return usual
    return written(keys.instead_of(command, meant(usual)))


def in_force(screen: str, hints: Sequence[Key]) -> list[Key]:
    """Hints with the keys in force; one whose key is switched off is left out."""
    found = []
    for pressed, words in hints:
        if now := keys_now(screen, pressed):
            found.append((now, words))
    return found


def keys_now(screen: str, pressed: str) -> str:
    """`PgUp PgDn` or `1 … 0` as it is now; the usual ones stay as they were written."""
    combinations = _combinations(pressed)
    now = [each if each == "…" else key_for(screen, each) for each in combinations]
    if now == combinations or now == [written(meant(each)) for each in combinations]:
        return pressed
    return " ".join(each for each in now if each and each != "…")


def _combinations(pressed: str) -> list[str]:
    """`Ctrl P` is one combination, `PgUp PgDn` are two."""
    found: list[str] = []
    held = ""
    for part in pressed.split():
        if part in _MODIFIERS:
            held += f"{part}+"
        else:
            found.append(held + part)
            held = ""
    return found


def _command(screen: str, usual: str) -> Command | None:
    if "+" not in usual and usual in ("Enter", "Esc", "Tab", "Space"):
        return None  # what every control answers to
    key = meant(usual)
    return command_of(screen, key) or command_of(EVERYWHERE, key)
