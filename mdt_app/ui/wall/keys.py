"""The keys of the room window: on every screen of the chair's window, from the first on."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtWidgets import QWidget

from mdt_app.ui.commands import EVERYWHERE, command_of
from mdt_app.ui.shortcuts import KeyShortcut, add_key

SHOW_KEY, COVER_KEY, SWAP_KEY = "F5", "F2", "Shift+F5"


class TheRoom(Protocol):
    """What the keys do."""

    def show_or_hide(self) -> None:
        """Bring the window up, or take it away."""

    def cover_or_uncover(self) -> None:
        """Cover what the room sees, or let it see the case again."""

    def swap(self) -> None:
        """Let the room's window and the chair's change screens."""


def add_room_keys(shell: QWidget, room: Callable[[], TheRoom]) -> None:
    """Let the keys work in the chair's window; once. `room` is asked for when a key is pressed."""
    known = command_of(EVERYWHERE, SHOW_KEY)
    if any(each.command == known for each in shell.findChildren(KeyShortcut)):
        return
    add_key(shell, SHOW_KEY, lambda: room().show_or_hide())
    add_key(shell, COVER_KEY, lambda: room().cover_or_uncover())
    add_key(shell, SWAP_KEY, lambda: room().swap())
