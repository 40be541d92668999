"""A lock that may end nothing yet: everything is hidden behind the unlock box, which says why."""

from PySide6.QtWidgets import QApplication

from mdt_app.ui.shell import Shell
from mdt_app.ui.unlock import UnlockWindow
from mdt_app.vault.workspace import Workspace


def cover(shell: Shell, box: UnlockWindow) -> None:
    """Hide everything of a store that stays open, because words in it would be lost."""
    room = shell.room_window
    if room is not None:
        room.put_cover()
    for window in QApplication.topLevelWidgets():  # a box may stand before the shell
        window.setVisible(window.isVisible() and window is room)
    box.is_open_behind = True
    box.form.say_not_kept()
    box.show()


def come_back_to(shell: Shell, ws: Workspace, box: UnlockWindow, user: str) -> None:
    """To what was covered; only its own user may, for half a sentence is theirs."""
    form = box.form
    if user != ws.user:
        form.say(f"What is half typed here is by {ws.user}, who alone can unlock it.")
        return
    box.is_open_behind = False
    form.show_store(ws.vault.folder)
    for part in (form.other_button, form.new_button):
        part.show()
    box.hide()
    shell.go_on()
