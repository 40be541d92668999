"""Keys that work on a screen. Each does a named command, and people may give it another key.

Single letters and digits never fire where text is typed, and can be switched off altogether.
"""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from mdt_app.ui.commands import COMMANDS, EVERYWHERE, Command, command_of

_TEXT = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox)
_ROOM = "mdt_app.ui."


class KeysInForce(QObject):
    """Which key does what now: those of the catalogue, unless a person has changed them."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.of_people: dict[str, str] = {}
        """The keys that were changed, by the command's name."""
        self.has_letters = True

    def take_up(self, of_people: Mapping[str, str], *, has_letters: bool) -> None:
        """Let these be in force from now on, in every window at once."""
        known = {command.name for command in COMMANDS}
        self.of_people = {name: key for name, key in of_people.items() if name in known}
        self.has_letters = has_letters
        self.changed.emit()

    def all_of(self, command: Command) -> tuple[str, ...]:
        """Every key that does it now; none while letters are off and it has only a letter."""
        own = self.of_people.get(command.name)
        kept = (own,) if own is not None else command.keys
        return tuple(key for key in kept if self.has_letters or not is_bare(key))

    def of(self, command: Command) -> str:
        """The key to show for it, or ''."""
        return next(iter(self.all_of(command)), "")

    def instead_of(self, command: Command, usual: str) -> str:
        """The key in force where the catalogue has `usual`; '' where nothing takes its place."""
        own = self.of_people.get(command.name)
        key = usual
        if own is not None:
            key = own if usual == command.keys[0] else ""
        return key if self.has_letters or not is_bare(key) else ""


keys = KeysInForce()


class KeyShortcut(QShortcut):
    """A key at work on one screen. `command` is None where the catalogue does not know it."""

    asked = Signal()
    """Do it: the key was pressed, or the command was chosen by its words."""

    def __init__(self, owner: QWidget, key: str, act: Callable[[], None]) -> None:
        super().__init__(QKeySequence(key), owner)
        self._usual = QKeySequence(key).toString()
        self.command = command_of(screen_code(owner), self._usual)
        self.setContext(Qt.ShortcutContext.WindowShortcut)
        self.asked.connect(act)
        self.activated.connect(self._fire)
        keys.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        """Answer to the key in force, or to none."""
        key = self._usual
        if self.command is not None:
            key = keys.instead_of(self.command, self._usual)
        elif is_bare(key) and not keys.has_letters:
            key = ""
        if key != self.key().toString():
            self.setKey(QKeySequence(key))

    def _fire(self) -> None:
        if not (is_bare(self.key().toString()) and is_typing()):
            self.asked.emit()


def is_typing() -> bool:
    """Whether the keyboard is in a place where letters and digits are text."""
    widget = QApplication.focusWidget()
    return isinstance(widget, _TEXT) or (isinstance(widget, QComboBox) and widget.isEditable())


def is_bare(key: str) -> bool:
    """Whether a key is one letter, digit or sign, alone or with Shift (WCAG 2.2, 2.1.4)."""
    return len(key.removeprefix("Shift+")) == 1


def screen_code(widget: QWidget) -> str:
    """The screen a widget's class belongs to; what belongs to none works everywhere."""
    module = type(widget).__module__
    if not module.startswith(_ROOM):
        return ""
    room, _, rest = module.removeprefix(_ROOM).partition(".")
    return room if rest else EVERYWHERE


def add_key(owner: QWidget, key: str, act: Callable[[], None]) -> KeyShortcut:
    """Let `key` do `act` while `owner` is on the screen, wherever in its window the keyboard is.

    `key` is the usual one, as `commands.py` names it; people may have another.
    """
    return KeyShortcut(owner, key, act)


def add_letter(owner: QWidget, key: str, act: Callable[[], None]) -> KeyShortcut:
    """Let a letter or digit do `act`, except while text is being typed."""
    return KeyShortcut(owner, key, act)
