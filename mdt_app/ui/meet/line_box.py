"""One line asked for quietly, in the panel: who tells the person, or where views differed."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit

from mdt_app.ui.meet.offered_words import OfferedWords
from mdt_app.ui.parts import column, label


class LineBox(QFrame):
    """Opened by its key about one person. Enter and Esc close it; what is typed stands."""

    typed = Signal(str, str)
    """NHS number and what stands in the line."""
    left = Signal()
    closed = Signal()

    def __init__(self, heading: str, hint: str) -> None:
        super().__init__()
        self.nhs_number = ""
        self.setProperty("role", "card")
        self.setAccessibleName(heading)
        self.edit = QLineEdit(placeholderText=hint)
        self.edit.setAccessibleName(heading)
        self._offered = OfferedWords(self.edit)
        self._offered.when_taken(self._say)
        layout = column(self, spacing=3)
        layout.setContentsMargins(8, 5, 8, 6)
        layout.addWidget(label(f"{heading} (Enter keeps it)", "small"))
        layout.addWidget(self.edit)
        self.edit.textEdited.connect(self._say)
        self.edit.returnPressed.connect(self._keep)
        self.edit.installEventFilter(self)
        self.hide()

    def open_for(self, nhs_number: str, text: str, offered: Sequence[str] = ()) -> None:
        """Ask about this person; what stands can be written over."""
        self.nhs_number = nhs_number
        self._offered.offer(offered)
        self.edit.setText(text)
        self.show()
        self.edit.selectAll()
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_quietly(self) -> None:
        """Another person comes: nothing of the last one stays."""
        self.nhs_number = ""
        self.edit.clear()
        self._offered.close()
        self._hide()

    def _say(self) -> None:
        if self.nhs_number:
            self.typed.emit(self.nhs_number, self.edit.text())

    def _keep(self) -> None:
        self._say()
        self._offered.close()
        self._hide()

    def _hide(self) -> None:
        if self.edit.hasFocus():
            self.closed.emit()  # before it hides, or Qt hands the keyboard to any button
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_press = event.type() == QEvent.Type.KeyPress
        if is_press and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self._keep()
            return True
        if event.type() == QEvent.Type.FocusOut:
            self.left.emit()
        return super().eventFilter(watched, event)
