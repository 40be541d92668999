"""A field for a few words about one person; it says whose words they are with every change."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit


class WordsEdit(QPlainTextEdit):
    """Plain words about the person last given to `show_words`, and nobody else."""

    typed = Signal(str, str, str, int)
    """NHS number, field, text, caret."""
    left = Signal(str, str)
    """NHS number and field whose words may be recorded now."""
    done = Signal()
    """Esc or Ctrl+Enter: back to the list, nothing discarded."""
    next_asked = Signal()

    def __init__(self, field: str, name: str, lines: int) -> None:
        super().__init__()
        self.field = field
        self._nhs_number = ""
        self._is_showing = False
        self.setProperty("role", "words")
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        height = self.fontMetrics().lineSpacing() * lines + 20
        self.setFixedHeight(height)
        self.textChanged.connect(self._say_typed)

    @property
    def nhs_number(self) -> str:
        """Whose words stand here."""
        return self._nhs_number

    def show_words(self, nhs_number: str, text: str, caret: int) -> None:
        """Show what stands about a person. The same words are left alone, caret and all."""
        if nhs_number == self._nhs_number and text == self.toPlainText():
            return
        self._is_showing = True
        self._nhs_number = nhs_number
        self.setPlainText(text)
        place = self.textCursor()
        place.setPosition(min(caret, len(self.toPlainText())))
        self.setTextCursor(place)
        self._is_showing = False

    def move_caret_to_end(self) -> None:
        self.moveCursor(QTextCursor.MoveOperation.End)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._nhs_number:
            self.left.emit(self._nhs_number, self.field)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.done.emit()
        elif is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.next_asked.emit()
        else:
            super().keyPressEvent(event)

    def _say_typed(self) -> None:
        if self._nhs_number and not self._is_showing:
            self.typed.emit(
                self._nhs_number, self.field, self.toPlainText(), self.textCursor().position()
            )
