"""The real window with a projector beside it, in a process of its own: what is seen at each step.

Prints one JSON line a step: where the room window is, and what it says and shows.
"""

import json
import os
import sys
from pathlib import Path

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from mdt_app.app import Program, application
from mdt_app.demo.hands import Hands
from mdt_app.vault.store import open_store
from tests.invented import PASSPHRASE, TODAY, USER
from tests.ui.two_screens import PROJECTOR, PROJECTOR_AREA, plug, unplug


def words_of(window: QWidget) -> str:
    """Everything the window says, to screen readers too."""
    return "\n".join(w.accessibleName() for w in [window, *window.findChildren(QWidget)])


def colours_on(area: tuple[int, int, int, int]) -> int:
    """How many colours there are on that part of the display, as anybody would see it."""
    whole = QGuiApplication.primaryScreen().grabWindow(0)
    image = whole.copy(QRect(*area)).toImage().convertToFormat(QImage.Format.Format_RGB32)
    every = range(0, image.height(), 4)
    return len({image.pixel(x, y) for y in every for x in range(0, image.width(), 4)})


class Session:
    """The chair's hands, and the room window they brought up."""

    def __init__(self, store: Path, pictures: Path) -> None:
        application()
        self.program = Program(store, lambda: TODAY)
        self.program.let_in(open_store(store, PASSPHRASE)[0], USER)
        shell = self.program.shell
        assert shell is not None
        self.shell = shell
        self.hands = Hands(shell, pictures)
        self.pictures = pictures
        shell.activateWindow()
        self.hands.look(200)
        self.room: QWidget = shell

    def tell(self, step: str) -> None:
        room, is_open = self.room, self.program.shell is not None
        said = {
            "step": step,
            "screens": [screen.name() for screen in QGuiApplication.screens()],
            "screen": room.screen().name(),
            "chair": self.shell.screen().name() if is_open else "",
            "place": [room.x(), room.y(), room.width(), room.height()],
            "is_visible": room.isVisible(),
            "is_full": room.isFullScreen(),
            "is_minimised": room.isMinimized(),
            "is_covered": room.is_covered,
            "says": words_of(room),
            "chip": self.shell.context_line.room_chip.text() if is_open else "",
            "is_chair_active": is_open and self.shell.isActiveWindow(),
            "colours": colours_on(PROJECTOR_AREA),
        }
        sys.stdout.write(json.dumps(said) + "\n")
        sys.stdout.flush()

    def run(self) -> None:
        hands, display = self.hands, os.environ["DISPLAY"]
        hands.press("F5")
        self.room = self.shell.room_window
        hands.wait_for(lambda: bool(self.room.case.head.text()), "the case in the room")
        hands.look(200)
        self.tell("shown")
        hands.press("PgDown")
        hands.wait_for(lambda: "Case 2" in words_of(self.room), "the next case in the room")
        unplug(display, PROJECTOR)
        hands.wait_for(lambda: len(QGuiApplication.screens()) == 1, "the screen to go")
        self.tell("unplugged")
        hands.look(300)
        hands.press("PgDown")
        hands.look(200)
        self.tell("gone on without")
        plug(display, PROJECTOR, PROJECTOR_AREA)
        hands.wait_for(lambda: self.room.isFullScreen(), "the window on the screen")
        hands.look(200)
        self.tell("plugged in")
        hands.press("F2")
        hands.wait_for(lambda: "Case 3" in words_of(self.room), "the case in the room")
        hands.look(200)
        self.tell("uncovered")
        hands.press("Shift+F5")
        hands.wait_for(lambda: "Case 3" in words_of(self.room), "the case again")
        hands.look(300)
        self.tell("swapped")
        hands.press("Shift+F5")
        hands.look(300)
        self.tell("swapped back")
        hands.press("Ctrl+L")
        hands.look(300)
        window = self.program.unlock_window
        assert window.isVisible()
        self.tell("locked")
        unplug(display, PROJECTOR)
        hands.wait_for(lambda: len(QGuiApplication.screens()) == 1, "the screen to go")
        hands.look(300)
        self.tell("unplugged while locked")
        self.program.shut_down()
        self.tell("ended")


if __name__ == "__main__":
    Session(Path(sys.argv[1]), Path(sys.argv[2])).run()
