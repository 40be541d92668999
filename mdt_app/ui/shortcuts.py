"""Keys that work on a screen: single letters and digits never fire where text is typed."""

from collections.abc import Callable

from PySide6.QtCore import Qt
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

_TEXT = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox)


def is_typing() -> bool:
    """Whether the keyboard is in a place where letters and digits are text."""
    widget = QApplication.focusWidget()
    return isinstance(widget, _TEXT) or (isinstance(widget, QComboBox) and widget.isEditable())


def add_key(owner: QWidget, key: str, act: Callable[[], None]) -> QShortcut:
    """Let `key` do `act` while `owner` is on the screen, wherever in its window the keyboard is."""
    shortcut = QShortcut(QKeySequence(key), owner)
    shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
    shortcut.activated.connect(act)
    return shortcut


def add_letter(owner: QWidget, key: str, act: Callable[[], None]) -> QShortcut:
    """Let a letter or digit do `act`, except while text is being typed."""

    def unless_typing() -> None:
        if not is_typing():
            act()

    return add_key(owner, key, unless_typing)
