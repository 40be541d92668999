"""What is agreed, in words: typed for one person, and it says for whom with every change."""

from PySide6.QtCore import QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

_LINES, _MOST_LINES = 3, 7


class WordsEdit(QPlainTextEdit):
    """Plain words about the person last given to `show_words`, and nobody else."""

    typed = Signal(str, str, int)
    """NHS number, text, caret."""
    left = Signal()
    done = Signal()
    """Esc: the keyboard may go elsewhere; nothing is discarded."""

    def __init__(self) -> None:
        super().__init__()
        self.nhs_number = ""
        self._is_showing = False
        self._lines = _LINES
        self.setProperty("role", "words")
        self.setAccessibleName("Agreed, in words")
        self.setTabChangesFocus(True)
        self.setPlaceholderText("What was agreed, as the minutes should say it")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self.textChanged.connect(self._say_typed)

    def sizeHint(self) -> QSize:
        lines = min(max(_LINES, self._lines), _MOST_LINES)
        return QSize(200, self.fontMetrics().lineSpacing() * lines + 20)

    def _grow(self, size: QSizeF) -> None:
        """Show everything that is written, as long as it is not a letter."""
        if round(size.height()) != self._lines:  # a plain text's height is counted in lines
            self._lines = round(size.height())
            self.updateGeometry()

    def show_words(self, nhs_number: str, text: str, caret: int) -> None:
        """Show what stands about a person. The same words are left alone, caret and all."""
        if nhs_number == self.nhs_number and text == self.toPlainText():
            return
        self._is_showing = True
        self.nhs_number = nhs_number
        self.setPlainText(text)
        place = self.textCursor()
        place.setPosition(min(caret, self.document().characterCount() - 1))
        self.setTextCursor(place)
        self._is_showing = False
        self.setEnabled(bool(nhs_number))

    def to_the_end(self) -> None:
        """Put the keyboard here, after what is written."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.textCursor().position() == 0:
            self.moveCursor(QTextCursor.MoveOperation.End)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.done.emit()
        else:
            super().keyPressEvent(event)

    def _say_typed(self) -> None:
        if self.nhs_number and not self._is_showing:
            self.typed.emit(self.nhs_number, self.toPlainText(), self.textCursor().position())
