"""What opens in place on a page, with one thing to do in it. One at a time is open."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from mdt_app.ui.parts import button, column, label
from mdt_app.ui.wrapping import wrapping_row


class Box(QFrame):
    """A frame with one thing to do. Esc closes it; nothing typed is lost."""

    closed = Signal()
    refused = Signal(object)
    """The `UserError` that says why what is typed cannot be asked for."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAccessibleName(title)
        self.inner: QBoxLayout = column(self, spacing=8, margins=12)
        self.inner.addWidget(label(title, "heading"))
        self.close_button = button("Not now", name=f"Not now: {title}")
        self.close_button.clicked.connect(self.closed)
        self.hide()

    def add_buttons(self, *made: QWidget) -> None:
        """The buttons at the end, the way out last."""
        self.inner.addWidget(wrapping_row(*made, self.close_button))

    def begin(self) -> None:
        """The keyboard goes where the work begins."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
