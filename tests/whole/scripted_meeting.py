"""A meeting held by a script through the real window, in a process that will be killed.

It tells through a pipe what the screen says is saved, and what is typed and when. It never ends.
"""

import os
import string
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

from mdt_app.app import Program, application
from mdt_app.demo.hands import Hands
from mdt_app.flags.pack import load_pack
from mdt_app.ui.meet.screen import MeetScreen
from mdt_app.ui.shell import Shell
from tests.invented import PASSPHRASE, TODAY

DIGITS = "1234578"
WORDS, ACTION = "words", "action"
load_pack()  # kept, so that a process forked from one that has imported this starts sooner


@dataclass(frozen=True)
class Typed:
    """A field as it stood about a person at a moment of the machine's one clock."""

    about: str
    field: str
    text: str
    at: float


@dataclass(frozen=True)
class Decided:
    """The screen said `saved` beside these choices and words."""

    about: str
    choices: tuple[str, ...]
    words: str


@dataclass(frozen=True)
class Agreed:
    """The action was in the list of actions."""

    about: str
    words: str


def hold(store: str, seed: int, types_on: bool, say: Connection) -> None:
    """Hold the meeting of that store until the end comes from outside."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application()
    program = Program(Path(store), lambda: TODAY)
    program.start()
    hands = Hands(program.unlock_window, Path())
    hands.look(10)
    hands.type(PASSPHRASE)
    hands.press("Return")
    hands.wait_for(lambda: program.shell is not None, "the window")
    assert program.shell is not None
    chair = Chair(program.shell, seed, say.send)
    say.send("ready")
    while True:
        chair.act(types_on)


class Chair:
    """Does what a hurried chair does, and tells what the screen says about it."""

    def __init__(self, shell: Shell, seed: int, say: Callable[[object], None]) -> None:
        shell.activateWindow()
        screen = shell.screen_shown
        assert isinstance(screen, MeetScreen)
        self._screen = screen
        self._hands = Hands(shell, Path())
        self._chance = Random(seed)
        self._round = seed
        self._say = say
        self._count = 0
        screen.controller.agreeing.changed.connect(self._tell_decision)
        screen.controller.case_changed.connect(self._tell_actions)

    @property
    def _about(self) -> str:
        shown = self._screen.controller.shown
        assert shown is not None
        return shown.nhs_number

    def act(self, types_on: bool) -> None:
        """One thing, and a breath. What is open, as a half-written action, is closed first."""
        self._hands.press("Escape")
        if types_on:
            self._write_words(400)
        acts = (self._step, self._decide, self._write, self._agree, self._half, self._go_on)
        self._chance.choice(acts)()
        if self._screen.is_ending:
            self._hands.click(self._screen.ending_page.back_button)
        self._hands.look(self._chance.randrange(40))

    def _step(self) -> None:
        self._hands.press(self._chance.choice(("PgDown", "PgUp")))

    def _decide(self) -> None:
        self._hands.press(self._chance.choice(DIGITS))

    def _write(self) -> None:
        self._write_words(self._chance.randrange(2, 12))

    def _write_words(self, letters: int) -> None:
        self._hands.press("D")
        field = self._screen.room.side.words_edit
        self._type(letters, WORDS, field.toPlainText)

    def _agree(self) -> None:
        self._half()
        self._hands.press("Tab")
        self._hands.type("GP")
        self._hands.press("Return")

    def _half(self) -> None:
        """An action that is not agreed; the next time it is taken up again."""
        self._hands.press("A")
        field = self._screen.room.side.editor.words_edit
        if not field.text():
            self._count += 1
            self._hands.type(f"a{self._round}b{self._count} ")
        self._hands.press("End")
        self._type(self._chance.randrange(2, 8), ACTION, field.text)

    def _go_on(self) -> None:
        self._hands.press("Ctrl+Return")

    def _type(self, letters: int, field: str, text: Callable[[], str]) -> None:
        about, before = self._about, text()
        for count in range(letters):
            self._hands.type(self._chance.choice(string.ascii_lowercase))
            if len(text()) != len(before) + count + 1:
                raise RuntimeError("the letters went elsewhere")
            self._say(Typed(about, field, text(), time.monotonic()))

    def _tell_decision(self, _agreement: object) -> None:
        side = self._screen.room.side
        if side.saved.text().startswith("saved"):
            choices = tuple(b.choice.code for b in side.decisions.buttons if b.isChecked())
            words = side.words_edit.toPlainText()
            self._say(Decided(side.words_edit.nhs_number, choices, words))

    def _tell_actions(self, _case: object) -> None:
        for row in self._screen.room.side.actions_list.rows:
            if row.isVisible():
                self._say(Agreed(self._about, row.words.text()))
