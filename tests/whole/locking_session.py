"""The real program in a process of its own, unlocked, with words half typed in its meeting.

Prints a line when it is that far. Then each line it is told is a key to press; the moment before
is printed. After a lock this module is gone with its process: what goes on is the program alone.
"""

import os
import sys
import time
import traceback
from pathlib import Path

from PySide6.QtCore import QSocketNotifier, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from mdt_app.app import Program, application, open_window
from mdt_app.demo.hands import Hands
from mdt_app.ui.shell import Shell
from mdt_app.ui.unlock import UnlockWindow
from tests.invented import PASSPHRASE

HALF_TYPED = "heron nebula thought, half typed"
CARET_BACK = 6
STAYING = "staying"
"""In place of a key: a lock only closes the window, and the process stays."""


def say(words: object) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def window_of(kind: type[QWidget]) -> QWidget | None:
    found = [each for each in QApplication.topLevelWidgets() if isinstance(each, kind)]
    return found[0] if found else None


def is_shown(window: QWidget | None) -> bool:
    return window is not None and window.isVisible()


def begin(keys: list[str]) -> None:
    """Unlock, half type a decision in words, press the keys asked for."""
    box = window_of(UnlockWindow)
    assert isinstance(box, UnlockWindow)
    hands = Hands(box, Path())
    hands.look(50)
    hands.type(PASSPHRASE)
    hands.press("Return")
    hands.wait_for(lambda: is_shown(window_of(Shell)), "the window")
    shell = window_of(Shell)
    assert isinstance(shell, Shell)
    shell.activateWindow()
    hands = Hands(shell, Path())
    screen = shell.screen_shown
    hands.wait_for(lambda: screen.controller.shown is not None, "the case")
    hands.press(*keys, "D")
    hands.type(HALF_TYPED)
    hands.press(*["Left"] * CARET_BACK)
    hands.look(700)
    say("unlocked")
    listen(hands)


def listen(hands: Hands) -> None:
    """Press what is asked for."""
    asked = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, hands.window)

    def press() -> None:
        keys = sys.stdin.readline().strip()
        say(time.monotonic())
        hands.press(keys)
        say("pressed")  # never, if that was the end of this process

    asked.activated.connect(press)


def driven(keys: list[str]) -> None:
    try:
        begin(keys)
    except BaseException:  # the program's own way to say so would hide where it was
        traceback.print_exc()
        os._exit(1)


def main(store: str, *keys: str) -> None:
    app = application()
    if STAYING in keys:
        program = Program(Path(store))
        program.start()
    QTimer.singleShot(50, lambda: driven([key for key in keys if key != STAYING]))
    if STAYING in keys:
        app.exec()
    else:
        open_window(Path(store))


if __name__ == "__main__":
    main(*sys.argv[1:])
