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

from mdt_app.app import application, open_window
from mdt_app.demo.hands import Hands
from mdt_app.ui.shell import Shell
from mdt_app.ui.unlock import UnlockWindow
from tests.invented import PASSPHRASE

HALF_TYPED = "heron nebula thought, half typed"
CARET_BACK = 6


def say(words: object) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def window_of(kind: type[QWidget]) -> QWidget | None:
    found = [each for each in QApplication.topLevelWidgets() if isinstance(each, kind)]
    return found[0] if found else None


def begin(keys: list[str]) -> None:
    """Unlock, half type a decision in words, press the keys asked for."""
    box = window_of(UnlockWindow)
    assert isinstance(box, UnlockWindow)
    hands = Hands(box, Path())
    hands.look(50)
    hands.type(PASSPHRASE)
    hands.press("Return")
    hands.wait_for(lambda: window_of(Shell) is not None, "the window")
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

    asked.activated.connect(press)


def driven(keys: list[str]) -> None:
    try:
        begin(keys)
    except BaseException:  # the program's own way to say so would hide where it was
        traceback.print_exc()
        os._exit(1)


def main(store: str, *keys: str) -> None:
    application()
    QTimer.singleShot(50, lambda: driven(list(keys)))
    open_window(Path(store))


if __name__ == "__main__":
    main(*sys.argv[1:])
