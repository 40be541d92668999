"""A field that takes the next key pressed, whatever it is."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

_HELD = (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr)
_LEAVING = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


class KeyField(QLineEdit):
    """Nothing is typed into it: it says which key was pressed. Tab and Esc leave it."""

    pressed = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setPlaceholderText("Press the new key")
        self.setAccessibleName("New key: press it")

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # the key is meant for this field, whatever it does elsewhere
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _LEAVING:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key not in _HELD and key != Qt.Key.Key_unknown:
            self.pressed.emit(_named(event))


def _named(event: QKeyEvent) -> str:
    """Qt's name for the key. Shift that only makes the sign, as in `?`, is not named."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    shift = Qt.KeyboardModifier.ShiftModifier
    sign = event.text()
    if held == shift and len(sign) == 1 and sign.isprintable() and not sign.isalpha():
        held &= ~shift
    named = QKeySequence(event.key() | held.value).toString()
    return "Ctrl+Return" if named == "Ctrl+Enter" else named
