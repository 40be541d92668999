"""What stands where the board would be while there is none: why, and what to do."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mdt_app.errors import UserError
from mdt_app.measures.values import Board
from mdt_app.ui.parts import button, column, label, surface


class NothingPage(QWidget):
    """A sentence, a hint, and the one button that helps."""

    def __init__(self) -> None:
        super().__init__()
        self.words = label("", "heading", wraps=True)
        self.hint = label("", "quiet", wraps=True)
        self.data_button = button("Go to Data")
        ground = surface("page")
        column(self, spacing=0).addWidget(ground)
        inner = column(ground, spacing=8, margins=24)
        inner.addWidget(self.words)
        inner.addWidget(self.hint)
        inner.addWidget(self.data_button, 0, Qt.AlignmentFlag.AlignLeft)
        inner.addStretch(1)
        self.say_working("")

    def say_working(self, words: str) -> None:
        """The board is being worked out for the first time."""
        self._say(words, "Everybody's record is put to the measures.", helps=False)

    def say_failed(self, error: UserError) -> None:
        """It could not be worked out."""
        self._say(error.message, error.hint, helps=False)

    def say_empty(self) -> None:
        """Nobody is in the store."""
        self._say(
            "No people yet, so there is nothing to measure.",
            "Take in a search export in Data; the measures come by themselves.",
            helps=True,
        )

    def say_nobody(self, board: Board) -> None:
        """There are people, but nobody whom this set counts on this day."""
        self._say(
            f"{board.title} counts nobody here on this day.",
            "Choose another month or another set, or take in a practice's file in Data.",
            helps=True,
        )

    def _say(self, words: str, hint: str, *, helps: bool) -> None:
        self.words.setText(words)
        self.hint.setText(hint if words else "")
        self.data_button.setVisible(helps)
