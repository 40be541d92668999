"""How a file was read, as quiet words one can change: encoding, separator, heading row, sheet."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from mdt_app.intake.rows import Guess
from mdt_app.resources import resource_path
from mdt_app.ui.parts import button, label
from mdt_app.ui.wrapping import WrappingRow, make_wrapping

_BEFORE = {
    "encoding": "Encoding: ",
    "delimiter": "Separated by ",
    "heading_row": "Headings in ",
    "sheet": "Sheet: ",
    "layout": "",
    "filled_down": "Blank cells: ",
    "practice": "Practice: ",
}


def reading_words(guess: Guess) -> str:
    """`Separated by semicolons`."""
    return f"{_BEFORE.get(guess.what, '')}{guess.words}"


class ReadingButton(QPushButton):
    """One guess that can be changed: a menu of what else it can be."""

    chosen = Signal(str, str)
    """What was guessed, and what it is instead."""

    def __init__(self, guess: Guess) -> None:
        super().__init__(reading_words(guess))
        self.guess = guess
        self.setProperty("role", "reading")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        self.setIcon(QIcon(str(resource_path("icons", "down.svg"))))
        self.setIconSize(QSize(10, 10))
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow behind the words
        self.setAccessibleName(f"{reading_words(guess)}. Choose another")
        self.setToolTip("Choose another")
        self.choices = self._choices()
        self.clicked.connect(self.open)

    def _choices(self) -> QMenu:
        menu = QMenu(self)
        for value, words in self.guess.choices:
            action = menu.addAction(words.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(value == self.guess.value)
            action.triggered.connect(partial(self._choose, value))
        return menu

    def open(self) -> None:
        """Show what else it can be, right below."""
        self.choices.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _choose(self, value: str) -> None:
        if value != self.guess.value:
            self.chosen.emit(self.guess.what, value)


class ReadingsRow(QWidget):
    """Every guess about one file, and how many of its columns are used."""

    chosen = Signal(str, str)
    columns_asked = Signal()

    def __init__(self, guesses: Sequence[Guess], columns_words: str) -> None:
        super().__init__()
        self.buttons: list[ReadingButton] = []
        make_wrapping(self)
        line = WrappingRow(self, spacing=6)
        for guess in guesses:
            line.addWidget(self._shown(guess))
        self.columns_button = button(columns_words, "link", name=f"Columns: {columns_words}")
        self.columns_button.setParent(self)
        self.columns_button.clicked.connect(self.columns_asked)
        line.addWidget(self.columns_button)
        if not columns_words:
            self.columns_button.hide()
        if not guesses and not columns_words:
            self.hide()

    def _shown(self, guess: Guess) -> QWidget:
        if not guess.choices:
            return label(reading_words(guess), "reading")
        made = ReadingButton(guess)
        made.chosen.connect(self.chosen)
        self.buttons.append(made)
        return made
