"""A day's work about one person with an unmistakable name, in a process with its own home.

Everything that could let a name out is done once: a wrong passphrase, a file with bad rows, a
search, words half typed, an action, a reason, an undo, a lock, a fault in the program itself.
Then the minutes are written, which is what the name is asked for in.
"""

import os
import sys
import traceback
from pathlib import Path

from mdt_app.app import Program, application
from mdt_app.demo.hands import Hands
from mdt_app.ui.data.controller import Stage
from mdt_app.ui.meet import controller as meet_controller
from mdt_app.ui.messages import MessageBar
from mdt_app.ui.shell import Shell
from tests.invented import PASSPHRASE, TODAY

SURNAME, NUMBER = "Canaryson", "9990000093"
OTHER_SURNAME, OTHER_NUMBER = "Nightingaleson", "9990000085"


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


def break_down(hands: Hands) -> None:
    """A fault whose own words name the person, as a library's might."""
    read = meet_controller.case_page

    def fail(*_args: object) -> object:
        raise ValueError(f"could not read {SURNAME} {NUMBER}")

    meet_controller.case_page = fail
    hands.press("PgDown")
    meet_controller.case_page = read
    bar = hands.window.findChild(MessageBar)
    assert bar is not None
    assert "went wrong in the program" in bar.message.text()
    sys.stdout.write(f"{bar.message.text()} {bar.hint.text()}\n")


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


def main(store: Path, minutes: Path, *files: Path) -> None:
    application()
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
    sys.stdout.write("done\n")
    sys.stdout.flush()
    if sys.stdin.readline():  # the end of the line, or of the process, comes from outside
        program.shut_down()


if __name__ == "__main__":
    try:
        main(*map(Path, sys.argv[1:]))
    except BaseException:  # the program's own way to say so would hide where it was
        traceback.print_exc()
        os._exit(1)
