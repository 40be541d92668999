"""A small field for a number of people: typed, or stepped with the arrows."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from mdt_app.ui.looks import sized

_WIDTH = 64
_LEAP = 10


class CountEdit(QLineEdit):
    """From 0 to the most there can be. An empty field is 0 and says so when it is left."""

    counted = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._most = 0
        self.setAccessibleName(name)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        sized(self, QLineEdit.setFixedWidth, _WIDTH)
        self._allowed = QIntValidator(0, 0, self)
        self.setValidator(self._allowed)
        self.textEdited.connect(self._say)
        self.editingFinished.connect(self._settle)

    def show_count(self, count: int, most: int) -> None:
        """Show a number without announcing it."""
        self._most = most
        self._allowed.setTop(most)
        self.setText(str(min(count, most)))

    def count(self) -> int:
        typed = self.text()
        return min(self._most, int(typed)) if typed.isdecimal() else 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Up: 1,
            Qt.Key.Key_Down: -1,
            Qt.Key.Key_PageUp: _LEAP,
            Qt.Key.Key_PageDown: -_LEAP,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        self.setText(str(min(self._most, max(0, self.count() + step))))
        self._say()

    def _say(self) -> None:
        self.counted.emit(self.count())

    def _settle(self) -> None:
        self.setText(str(self.count()))
