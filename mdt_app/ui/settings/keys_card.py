"""The keys: what each command answers to, and how it gets another one."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from mdt_app.ui.commands import COMMANDS, SCREEN_WORDS, Command
from mdt_app.ui.key_choice import why_not
from mdt_app.ui.key_words import key_of, written
from mdt_app.ui.parts import SegmentedButtons, button, column, label, set_role
from mdt_app.ui.plain_table import PlainTable
from mdt_app.ui.rows_model import Column
from mdt_app.ui.settings.choices import choose_letters, give_key, give_usual_keys
from mdt_app.ui.settings.key_field import KeyField
from mdt_app.ui.shortcuts import keys
from mdt_app.ui.wrapping import WrappingRow, wrapping_ground

_LEAST_HEIGHT = 250
_HINT = "Choose what to change with ↑ ↓, press Enter, then press the new key."


def _words(command: Command) -> str:
    return command.words


def _key(command: Command) -> str:
    return key_of(command) or "none"


def _usual(command: Command) -> str:
    return written(command.keys[0])


def _said(command: Command) -> str:
    return f"{command.words}: {_key(command)}, usually {_usual(command)}"


def _is_same(one: Command, other: Command) -> bool:
    return one.name == other.name


def _tone(command: Command, place: int) -> str:
    is_own = command.name in keys.of_people
    return ("strong" if is_own else "") if place == 1 else ("quiet" if place == 2 else "")


class _KeysTable(PlainTable[Command]):
    """The commands of one screen. Enter asks for another key."""

    change_asked = Signal()

    def __init__(self) -> None:
        super().__init__(
            (
                Column("What it does", _words),
                Column("Key", _key),
                Column("Usual key", _usual),
            ),
            (320, 130, 130),
            name="Commands and their keys",
            wide=0,
            tone=_tone,
            name_of=_said,
        )
        self.setSortingEnabled(False)
        self.setMinimumHeight(_LEAST_HEIGHT)
        self.doubleClicked.connect(self.change_asked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.change_asked.emit()
        else:
            super().keyPressEvent(event)


class KeysCard(QWidget):
    """Screen by screen. A key that is taken or belongs to a control is refused in words."""

    def __init__(self, screens: Sequence[str]) -> None:
        super().__init__()
        self.letters = QCheckBox("Single letters and digits are keys, except while typing")
        choices = [(code, SCREEN_WORDS[code]) for code in screens]
        self.segments = SegmentedButtons("Keys that work", choices)
        self.table = _KeysTable()
        self.field = KeyField()
        self.change_button = button("Change…", name="Change the key of the command marked")
        self.usual_button = button("Usual key", name="Give the command marked its usual key")
        self.all_button = button("All usual keys", name="Give every command its usual key")
        self.said = label(_HINT, "quiet", wraps=True)
        self._screen = screens[0]
        self._lay_out()
        self._connect()
        self.segments.choose(self._screen)
        self._show()

    def _lay_out(self) -> None:
        layout = column(self, spacing=8)
        choosing = wrapping_ground()
        WrappingRow(choosing).addWidget(self.segments)
        layout.addWidget(self.letters)
        layout.addWidget(choosing)
        layout.addWidget(self.table, 1)
        changing = wrapping_ground()
        line = WrappingRow(changing)
        for part in (self.change_button, self.field, self.usual_button, self.all_button):
            line.addWidget(part)
        layout.addWidget(changing)
        layout.addWidget(self.said)
        self.field.hide()

    def _connect(self) -> None:
        self.letters.toggled.connect(choose_letters)
        self.segments.chosen.connect(self._choose_screen)
        self.table.change_asked.connect(self._ask)
        self.change_button.clicked.connect(self._ask)
        self.field.pressed.connect(self._take)
        self.field.left.connect(self._leave)
        self.usual_button.clicked.connect(self._give_usual)
        self.all_button.clicked.connect(self._give_all_usual)
        keys.changed.connect(self._show)

    def _choose_screen(self, code: str) -> None:
        self._screen = code
        self._show()
        self._leave(is_table_next=False)

    def _show(self) -> None:
        rows = [command for command in COMMANDS if command.screen == self._screen]
        self.table.show_rows(rows, _is_same)
        if self.table.current_row() is None and rows:
            self.table.go_to(0)
        self.letters.blockSignals(True)
        self.letters.setChecked(keys.has_letters)
        self.letters.blockSignals(False)
        self.all_button.setEnabled(bool(keys.of_people))

    def _ask(self) -> None:
        command = self.table.current_row()
        if command is not None:
            self._say(f"{command.words}: press the new key. Esc leaves it as it is.")
            self.field.show()
            self.field.setFocus()

    def _take(self, key: str) -> None:
        command = self.table.current_row()
        if command is None:
            return
        if refusal := why_not(command, key):
            self._say(f"{refusal} Press another key, or Esc.", "bad")
            return
        give_key(command, key)
        self._leave()
        self._say(f"{command.words} has the key {key_of(command)} now.", "good")

    def _leave(self, *, is_table_next: bool = True) -> None:
        self.field.hide()
        self._say(_HINT)
        if is_table_next:
            self.table.setFocus()

    def _give_usual(self) -> None:
        command = self.table.current_row()
        if command is None:
            return
        usual = command.keys[0]
        if refusal := why_not(command, usual):
            self._say(refusal, "bad")
            return
        give_key(command, usual)
        self._say(f"{command.words} has its usual key, {written(usual)}.", "good")

    def _give_all_usual(self) -> None:
        give_usual_keys()
        self._say("Every command has its usual key again.", "good")
        self.table.setFocus()

    def _say(self, words: str, role: str = "quiet") -> None:
        self.said.setText(words)
        self.said.setAccessibleName(words)
        set_role(self.said, role)
