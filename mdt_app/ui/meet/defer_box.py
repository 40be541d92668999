"""Why a case is left for the next meeting: a reason in a few words, over the case."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from mdt_app.ui.parts import button, column, label, primary_button, row

REASONS = ("Bloods awaited", "Person to be asked first", "GP not here", "Out of time")


class ReasonButton(QWidget):
    """A usual reason, one click away."""

    chosen = Signal(str)

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words
        made = button(words)
        column(self, spacing=0).addWidget(made)
        made.clicked.connect(self._say)

    def _say(self) -> None:
        self.chosen.emit(self._words)


class DeferBox(QFrame):
    """Esc closes it and keeps what is typed; Enter defers the case."""

    reason_given = Signal(str)
    put_back_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "popup")
        self.setAccessibleName("Defer this case")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.reason_edit = QLineEdit(placeholderText="What is it waiting for?")
        self.reason_edit.setAccessibleName("Reason")
        self.defer_button = primary_button("Defer")
        self.put_back_button = button("Put back on the list")
        self.close_button = button("Close")
        layout = column(self, spacing=8, margins=12)
        layout.addWidget(label("Defer this case to the next meeting", "heading"))
        layout.addWidget(self.reason_edit)
        for words in REASONS:
            usual = ReasonButton(words)
            usual.chosen.connect(self.reason_edit.setText)
            layout.addWidget(usual)
        buttons = row(spacing=8)
        for part in (self.defer_button, self.put_back_button, self.close_button):
            buttons.addWidget(part)
        buttons.addStretch(1)
        layout.addLayout(buttons)
        self.reason_edit.returnPressed.connect(self._give)
        self.defer_button.clicked.connect(self._give)
        self.put_back_button.clicked.connect(self._put_back)
        self.close_button.clicked.connect(self.hide)
        self.hide()

    def open_in(self, room: QRect, *, is_deferred: bool, reason: str) -> None:
        """Ask for the reason at the lower right of `room`."""
        self.put_back_button.setVisible(is_deferred)
        if is_deferred:
            self.reason_edit.setText(reason)
        size = self.sizeHint().expandedTo(self.minimumSizeHint())
        self.setGeometry(
            room.right() - size.width() - 12,
            max(room.top(), room.bottom() - size.height() - 56),
            size.width(),
            size.height(),
        )
        self.show()
        self.raise_()
        self.reason_edit.setFocus()

    def forget(self) -> None:
        """Another person comes: their reason is their own."""
        self.reason_edit.clear()
        self.hide()

    def _give(self) -> None:
        if self.reason_edit.text().strip():
            self.hide()
            self.reason_given.emit(self.reason_edit.text())
        else:
            self.reason_edit.setFocus()

    def _put_back(self) -> None:
        self.hide()
        self.put_back_asked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)
