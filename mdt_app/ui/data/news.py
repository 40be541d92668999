"""What just happened with files, in one sentence, with the ways on from there."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from mdt_app.ui.parts import button, column, label, primary_button, row


class NewsCard(QFrame):
    """Stays until something else happens here: what was taken in or back, and what now."""

    list_asked = Signal()
    undo_asked = Signal()
    again_asked = Signal()
    aside_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "message")
        self.words = label("", "heading", wraps=True)
        self.hint = label("", wraps=True)
        self.list_button = primary_button("See the list")
        self.aside_button = button("Mend the rows that wait")
        self.undo_button = button("Undo", name="Undo: take these files back, Ctrl+Z")
        self.again_button = button("Take in again")
        self._lay_out()
        self.list_button.clicked.connect(self.list_asked)
        self.aside_button.clicked.connect(self.aside_asked)
        self.undo_button.clicked.connect(self.undo_asked)
        self.again_button.clicked.connect(self.again_asked)
        self.hide()

    def _lay_out(self) -> None:
        layout = column(self, spacing=8)
        layout.setContentsMargins(14, 10, 12, 10)
        layout.addWidget(self.words)
        layout.addWidget(self.hint)
        line = row(spacing=10)
        for part in (self.list_button, self.aside_button, self.again_button, self.undo_button):
            line.addWidget(part)
        line.addStretch(1)
        layout.addLayout(line)

    def say_taken_in(self, words: str, hint: str, waiting: int) -> None:
        """Files are in: on to the list, or back again."""
        self._say(f"✓  {words}", hint)
        self.aside_button.setVisible(bool(waiting))
        self.list_button.show()
        self.undo_button.show()
        self.again_button.hide()
        self.list_button.setFocus()

    def say_taken_back(self, words: str, *, may_repeat: bool) -> None:
        """Files are out again."""
        self._say(f"✓  {words}", "They can be taken in again." if not may_repeat else "")
        for part in (self.list_button, self.aside_button, self.undo_button):
            part.hide()
        self.again_button.setVisible(may_repeat)
        if may_repeat:
            self.again_button.setFocus()

    def _say(self, words: str, hint: str) -> None:
        self.words.setText(words)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self.setAccessibleName(f"{words} {hint}".strip())
        self.show()
