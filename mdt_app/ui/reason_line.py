"""What a reason answers to wherever it stands: `S`, and the arrows to those above and below."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class ReasonLine(QWidget):
    """A line about one rule and one person. `R` asks for the rule's page, `S` sets it aside."""

    rule_asked = Signal(str)
    aside_asked = Signal(str, str)
    """Rule and NHS number."""
    moved = Signal(object, int)
    """This line, and how many lines up or down the keyboard goes."""

    def __init__(self) -> None:
        super().__init__()
        self._nhs_number = ""

    def rule_to_set_aside(self) -> str:
        """The rule that `S` is about, '' where nothing here can be set aside."""
        raise NotImplementedError

    def event(self, event: QEvent) -> bool:
        """`S` at a reason is about that reason, whatever it does elsewhere on the screen."""
        if event.type() == QEvent.Type.ShortcutOverride and self._sets_aside(event):
            event.accept()
            return True
        return super().event(event)

    def _sets_aside(self, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.modifiers():
            return False
        return event.key() == Qt.Key.Key_S and bool(self.rule_to_set_aside())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._sets_aside(event):
            self.aside_asked.emit(self.rule_to_set_aside(), self._nhs_number)
        elif event.key() in _STEPS:
            self.moved.emit(self, _STEPS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)
