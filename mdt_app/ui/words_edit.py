"""A field for a few words; it says what they are about with every change."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit

from mdt_app.ui.fonts import font
from mdt_app.ui.looks import looks


class WordsEdit(QPlainTextEdit):
    """Plain words about whom or what was last given to `show_words`, and nothing else."""

    typed = Signal(str, str, str, int)
    """About (an NHS number or an id), field, text, caret."""
    left = Signal(str, str)
    """About and field: the words may be recorded now."""
    done = Signal()
    """Esc or Ctrl+Enter: back to the list, nothing discarded."""
    next_asked = Signal()

    def __init__(self, field: str, name: str, lines: int) -> None:
        super().__init__()
        self.field = field
        self._about = ""
        self._is_showing = False
        self.setProperty("role", "words")
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._lines = lines
        looks.changed.connect(self._fit_letters)
        self._fit_letters()
        self.textChanged.connect(self._say_typed)

    def _fit_letters(self) -> None:
        """As high as its lines are now."""
        self.setFixedHeight(QFontMetrics(font()).lineSpacing() * self._lines + 20)

    @property
    def about(self) -> str:
        """Whom or what the words here are about."""
        return self._about

    def show_words(self, about: str, text: str, caret: int) -> None:
        """Show what stands about somebody. The same words are left alone, caret and all."""
        if about == self._about and text == self.toPlainText():
            return
        self._is_showing = True
        self._about = about
        self.setPlainText(text)
        place = self.textCursor()
        place.setPosition(min(caret, self.document().characterCount() - 1))
        self.setTextCursor(place)
        self._is_showing = False

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._about:
            self.left.emit(self._about, self.field)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.done.emit()
        elif is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.next_asked.emit()
        else:
            super().keyPressEvent(event)

    def _say_typed(self) -> None:
        if self._about and not self._is_showing:
            self.typed.emit(
                self._about, self.field, self.toPlainText(), self.textCursor().position()
            )
