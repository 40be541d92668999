"""What must be known before a number is read: caveat, months not frozen, work under way."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mdt_app.measures.values import Board
from mdt_app.ui.looks import looks
from mdt_app.ui.measures.paragraph import Paragraph
from mdt_app.ui.measures.wording import months_in_words
from mdt_app.ui.parts import button, column, label
from mdt_app.ui.wrapping import WrappingRow, wrapping_ground

_APART = 14


class NotesRow(QWidget):
    """One line where all of it fits; else the caveat over the rest. Nothing to say: not there."""

    def __init__(self) -> None:
        super().__init__()
        self.note = Paragraph("quiet")
        self.beside = label("", "quiet")
        self.frozen = label("", "quiet")
        self.freeze_button = button("Freeze…", "link", name="Freeze the months that have ended")
        self.working = label("", "quiet")
        self.ground = wrapping_ground()
        layout = column(self, spacing=2)
        layout.addWidget(self.note)
        layout.addWidget(self.ground)
        line = WrappingRow(self.ground, spacing=4)
        self._parts: tuple[QWidget, ...] = (
            self.beside,
            self.frozen,
            self.freeze_button,
            self.working,
        )
        for part in self._parts:
            part.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            line.addWidget(part)
            part.hide()
        looks.changed.connect(self._fit_letters)
        self._fit_letters()
        self.note.hide()
        self.hide()

    def _fit_letters(self) -> None:
        """All parts as high as the button is."""
        for part in self._parts:
            part.setFixedHeight(self.freeze_button.sizeHint().height())

    @property
    def caveat(self) -> str:
        """The set's caveat and the board's notices."""
        return self.note.text()

    def show_board(self, board: Board | None) -> None:
        """Say what goes with a board; None says nothing."""
        notices = (board.caveat, *board.notices) if board is not None else ()
        words = " ".join(filter(None, notices))
        self.note.setText(words)
        self.beside.setText(f"{words}  ·" if words else "")
        waiting = board.to_freeze if board is not None else ()
        if waiting:
            are = "is" if len(waiting) == 1 else "are"
            self.frozen.setText(f"{months_in_words(waiting)} {are} not frozen yet ·")
        self.frozen.setVisible(bool(waiting))
        self.freeze_button.setVisible(bool(waiting))
        self._settle()

    def say_working(self, words: str) -> None:
        """What is being worked out, or nothing."""
        self.working.setText(words)
        self.working.setVisible(bool(words))
        self._settle()

    def minimumSizeHint(self) -> QSize:
        return QSize(200, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    def _settle(self) -> None:
        """The caveat stands beside the rest where all has room in one line."""
        others = [part for part in self._parts[1:] if not part.isHidden()]
        width = sum(part.sizeHint().width() + 4 for part in (*others, self.beside))
        fits = bool(others) and width + _APART <= self.width()
        has_words = bool(self.caveat)
        self.beside.setVisible(has_words and fits)
        self.note.setVisible(has_words and not fits)
        self.ground.setVisible(bool(others))
        self.setVisible(has_words or bool(others))
