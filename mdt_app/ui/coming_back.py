"""How the windows stand at a lock, and how a new process puts them there again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mdt_app.settings import read_settings
from mdt_app.ui.after_lock import AfterLock
from mdt_app.ui.fitting import put_on

if TYPE_CHECKING:
    from mdt_app.ui.shell import Shell
    from mdt_app.ui.unlock import UnlockWindow
    from mdt_app.ui.wall.room_window import RoomWindow


def as_it_is(store: Path, shell: Shell) -> AfterLock:
    """What the next process needs to know of the windows of this one."""
    from mdt_app.ui.names_shown import names

    room = shell.room_window
    placing = room.placing if room is not None and room.isVisible() else None
    on = None if placing is None else placing.on
    return AfterLock(store, shell.screen().name(), on, names.are_hidden)


def come_back(after: AfterLock, unlock_window: UnlockWindow) -> RoomWindow | None:
    """Cover the room's screen again, at once, and let the unlock box be where the chair was."""
    put_on(unlock_window, after.chair_screen)
    unlock_window.form.say_locked()
    if after.hides_names:
        from mdt_app.ui.names_shown import names

        names.are_hidden = True
    return None if after.room_screen is None else _covered(after.room_screen, unlock_window)


def _covered(screen: str, unlock_window: UnlockWindow) -> RoomWindow:
    from mdt_app.ui.wall.placing import Placing
    from mdt_app.ui.wall.room_window import RoomWindow

    room = RoomWindow("")
    room.placing = Placing(room, _remembered)
    room.placing.chair = unlock_window
    room.placing.show_again(screen)
    return room


def _remembered() -> str:
    return read_settings().room_screen
