"""What stands where the list would be while there is nobody to show: why, and what to do."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mdt_app.clinical.words import grouped
from mdt_app.ui.parts import button, column, label, surface


class EmptyList(QWidget):
    """A sentence, a hint, and the one button that helps."""

    def __init__(self) -> None:
        super().__init__()
        self.words = label("", "heading", wraps=True)
        self.hint = label("", "quiet", wraps=True)
        self.data_button = button("Go to Data")
        self.everyone_button = button("Show everyone")
        ground = surface("page")
        column(self, spacing=0).addWidget(ground)
        inner = column(ground, spacing=8, margins=24)
        inner.addWidget(self.words)
        inner.addWidget(self.hint)
        for part in (self.data_button, self.everyone_button):
            inner.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft)
        inner.addStretch(1)

    def say_working(self, done: int = 0, total: int = 0) -> None:
        """The list is being worked out."""
        hint = "Each person's record is put to the rules."
        if total:
            hint = f"{grouped(done)} of {grouped(total)} records read."
        self._say("Working out the list…", hint)

    def say_nobody(self) -> None:
        """There is nobody in the store."""
        self._say("No people yet.", "Take in a search export in Data.")
        self.data_button.show()

    def say_hidden(self, total: int) -> None:
        """The filter hides everyone."""
        people = grouped(total)
        hint = f"{people} people are in the store; the filter hides all of them."
        self._say("Nobody here passes the filter.", hint)
        self.everyone_button.show()

    def _say(self, words: str, hint: str) -> None:
        self.words.setText(words)
        self.hint.setText(hint)
        self.data_button.hide()
        self.everyone_button.hide()
