"""A day's work about one person with an unmistakable name, in a process with its own home.

Everything that could let a name out is done once: a wrong passphrase, a file with bad rows and
one that is named after somebody and refused, a search, words half typed, an action, a reason, a
copy to the clipboard, an undo, a lock, faults in the program itself in each of its threads.
Then the minutes are written, which is what the name is asked for in.

How it ends is said from outside: it is closed, killed, locked as the real program locks, or
breaks down below Python.
"""

import ctypes
import logging
import os
import sys
import traceback
import warnings
from pathlib import Path
from threading import Thread

from PySide6.QtCore import QTimer, qWarning
from PySide6.QtGui import QGuiApplication

from mdt_app import app, crashes, log
from mdt_app.app import Program, _start_anew, application
from mdt_app.demo.hands import Hands
from mdt_app.settings import remember_store
from mdt_app.ui import messages
from mdt_app.ui.data.controller import Stage
from mdt_app.ui.messages import MessageBar
from mdt_app.ui.outputs.kinds import OF_A_CASE
from mdt_app.ui.qt_messages import hear_qt
from mdt_app.ui.shell import Shell
from tests.invented import PASSPHRASE, TODAY

SURNAME, NUMBER = "Canaryson", "9990000093"
OTHER_SURNAME, OTHER_NUMBER = "Nightingaleson", "9990000085"
UNPROTECTED = "MDT_TEST_UNPROTECTED"
titles: set[str] = set()


def unlock(program: Program) -> Hands:
    hands = Hands(program.unlock_window, Path())
    hands.look(20)
    hands.type("not the passphrase")
    hands.press("Return")
    hands.wait_for(lambda: bool(program.unlock_window.form.message.text()), "the refusal")
    hands.press("Ctrl+A")
    hands.type(PASSPHRASE)
    hands.press("Return")
    hands.wait_for(lambda: program.shell is not None, "the window")
    assert program.shell is not None
    program.shell.activateWindow()
    return Hands(program.shell, Path())


def take_in(hands: Hands, shell: Shell, files: list[Path]) -> None:
    hands.press("Ctrl+5")
    screen = shell.screen_shown
    wrong = files[0].with_name(f"{SURNAME} {NUMBER}.csv")
    wrong.write_bytes(b"%PDF-1.7 no list of " + SURNAME.encode())
    hands.drop([wrong], screen)
    hands.wait_for(lambda: screen.stage is Stage.PREVIEWED, "the refusal")
    hands.click(screen.preview_page.leave_button)
    hands.wait_for(lambda: screen.stage is Stage.IDLE, "the empty page")
    hands.drop(files, screen)
    hands.wait_for(lambda: screen.stage is Stage.PREVIEWED, "the preview")
    hands.press("Ctrl+Return")
    hands.wait_for(lambda: screen.stage is Stage.IDLE, "the files")


def prepare(hands: Hands, shell: Shell) -> None:
    hands.press("Ctrl+1")
    screen = shell.screen_shown
    hands.wait_for(lambda: screen.selected and not screen.is_working, "the list")
    for surname, number in ((SURNAME, NUMBER), (OTHER_SURNAME, OTHER_NUMBER)):
        hands.press("F", "Ctrl+A")
        hands.type(surname)
        hands.press("Return")
        hands.wait_for(lambda number=number: screen.selected == number, "the person")
        hands.press("Space", "Q")
        hands.type(f"What next for {surname}, {number}?")
        hands.look(900)
        hands.press("Escape", "Y", "F", "Ctrl+A", "Delete", "Escape")
    hands.press("P")
    hands.press("Return")
    hands.wait_for(lambda: screen.context().subtitle.startswith("for "), "the agenda")


def meet(hands: Hands, shell: Shell, minutes: Path) -> None:
    hands.press("Ctrl+2")
    screen = shell.screen_shown
    hands.click(screen.start_page.start_button)
    hands.wait_for(lambda: screen.controller.shown is not None, "the case")
    hands.press("Ctrl+K")
    hands.type(SURNAME)
    hands.press("Return", "1", "6")
    hands.type(f"clinic of {SURNAME}")
    hands.press("Return", "A")
    hands.type(f"Ring {SURNAME} {NUMBER}")
    hands.look(900)
    hands.press("Return", "D")
    hands.type(f"{SURNAME} agrees, {NUMBER}")
    hands.look(900)
    hands.press("Escape", "Ctrl+Z")
    hands.wait_for(lambda: screen.unsaved() != "Saving…", "undo")
    break_down(hands)
    hands.press("D")
    hands.type(f"{SURNAME} still agrees")
    hands.press("Escape")
    hands.wait_for(lambda: screen.unsaved() != "Saving…", "the words")
    copy_what_is_pasted(hands, shell)
    hands.press("Ctrl+Return", "W")
    hands.type(f"{OTHER_SURNAME} waits")
    hands.press("Return")
    hands.wait_for(lambda: screen.is_ending, "the end")
    hands.click(screen.ending_page.end_button)
    hands.look(50)
    hands.press("Ctrl+A")
    hands.type(str(minutes))
    hands.press("Return")
    hands.wait_for(lambda: screen.controller.meeting is None, "the minutes")


def fail(*_args: object) -> object:
    """A fault whose own words name the person, as a library's might."""
    raise ValueError(f"could not read {SURNAME} {NUMBER}")


class Held:
    """Something that fails while it is let go."""

    def __del__(self) -> None:
        fail()


def break_down(hands: Hands) -> None:
    """Every way in which a fault can tell of itself, on each thread."""
    QTimer.singleShot(0, hands.window, fail)
    hands.look(30)
    bar = hands.window.findChild(MessageBar)
    assert bar is not None
    assert "went wrong in the program" in bar.message.text()
    sys.stdout.write(f"{bar.message.text()} {bar.hint.text()}\n")
    thread = Thread(target=fail, name=SURNAME)
    thread.start()
    thread.join()
    Held()
    warnings.warn(f"{SURNAME} is late", stacklevel=1)
    qWarning(f"QFile::open: {SURNAME}")
    logging.getLogger("some.library").error("could not read %s", SURNAME)
    logging.getLogger("mdt_app.somewhere").error("could not read %s", SURNAME)
    hands.look(30)


def copy_what_is_pasted(hands: Hands, shell: Shell) -> None:
    """Into the clipboard, where it stays for half a minute at most."""
    hands.press("O")
    outputs = shell.screen_shown.outputs._outputs
    outputs._show_output(next(each.code for each in OF_A_CASE if "paste" in each.code))
    outputs.copy()
    held = QGuiApplication.clipboard().text()
    assert SURNAME in held, held
    outputs.book.close_book()
    hands.look(20)


def note_titles() -> None:
    titles.update(window.title() for window in QGuiApplication.allWindows())


def without_protection() -> None:
    """As if nobody had thought of it: faults and the log tell all they know."""
    crashes.keep_faults = lambda: None
    app.keep_no_history = lambda: None
    log.PlaceFormatter = logging.Formatter
    messages.places = str


def measure(hands: Hands, shell: Shell) -> None:
    """Freeze the months, say where one works, and name who is needed."""
    hands.press("Ctrl+4")
    screen = shell.screen_shown

    def is_at_rest() -> bool:
        return screen.controller.board is not None and not screen.is_working

    hands.wait_for(is_at_rest, "the measures")
    if screen.controller.board.to_freeze:
        hands.press("F", "Ctrl+Return")
        hands.wait_for(lambda: is_at_rest() and not screen.controller.board.to_freeze, "months")
    hands.press("O", "Tab", "Space")
    hands.wait_for(lambda: is_at_rest() and screen.controller.board.own_practice, "the practice")
    hands.press("N")
    hands.look(300)
    hands.press("Escape")


def leave_half_typed(hands: Hands) -> None:
    hands.press("Ctrl+1", "Home", "Q")
    hands.type(f"half a thought about {SURNAME} {NUMBER}")
    hands.look(900)


def end(program: Program, hands: Hands, how: str) -> None:
    """The end that is asked for; one that kills comes by itself."""
    if how == "crash":
        ctypes.string_at(0)
    if how == "lock":
        program._start_anew = _start_anew
        hands.press("Ctrl+L")
    hands.window.close()
    program.shut_down()
    sys.stdout.write(f"in the clipboard: {QGuiApplication.clipboard().text()}\n")


def main(store: Path, minutes: Path, *files: Path) -> None:
    if os.environ.get(UNPROTECTED):
        without_protection()
    application()
    hear_qt()
    noting = QTimer(interval=20)
    noting.timeout.connect(note_titles)
    noting.start()
    remember_store(store)  # which the program does not by itself where everybody is invented
    program = Program(store, lambda: TODAY)
    program.start()
    hands = unlock(program)
    assert program.shell is not None
    take_in(hands, program.shell, list(files))
    prepare(hands, program.shell)
    hands.press("Ctrl+L")
    hands = unlock(program)
    assert program.shell is not None
    meet(hands, program.shell, minutes)
    measure(hands, program.shell)
    leave_half_typed(hands)
    assert titles
    sys.stdout.write(f"titles: {sorted(titles)}\ndone\n")
    sys.stdout.flush()
    if how := sys.stdin.readline():  # the end of the line, or of the process, comes from outside
        end(program, hands, how.strip())


if __name__ == "__main__":
    try:
        main(*map(Path, sys.argv[1:]))
    except BaseException:  # the program's own way to say so would hide where it was
        traceback.print_exc()
        os._exit(1)
