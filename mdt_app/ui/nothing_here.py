"""What stands where a list would be while there is nothing to list: why, and what to do."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mdt_app.ui.parts import column, label, surface


class NothingHere(QWidget):
    """A sentence, a hint, and of its buttons those that help."""

    def __init__(self, *buttons: QWidget) -> None:
        super().__init__()
        self.words = label("", "heading", wraps=True)
        self.hint = label("", "quiet", wraps=True)
        self._buttons = buttons
        ground = surface("page")
        column(self, spacing=0).addWidget(ground)
        inner = column(ground, spacing=8, margins=24)
        inner.addWidget(self.words)
        inner.addWidget(self.hint)
        for part in buttons:
            inner.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft)
        inner.addStretch(1)

    def say(self, words: str, hint: str, *helping: QWidget) -> None:
        """Say why there is nothing, and show the buttons that help."""
        self.words.setText(words)
        self.hint.setText(hint)
        for part in self._buttons:
            part.setVisible(part in helping)
