"""L: what this case teaches the practices, in words that say of nobody whose case it was."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame

from mdt_app.meeting.values import LearningPoint
from mdt_app.ui.parts import button, column, label, row
from mdt_app.ui.runs import Run, RunsText
from mdt_app.ui.words_edit import WordsEdit

FIELD = "learning"
_FOR_WHOM = "For the practices: no name, number or date of birth. Enter keeps it."


class LearningEdit(WordsEdit):
    """Enter keeps what is written."""

    entered = Signal(str, str)

    def __init__(self) -> None:
        super().__init__(FIELD, "Learning point", 2)
        self.setPlaceholderText("What can the practices learn?")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.entered.emit(self.about, self.toPlainText())
        else:
            super().keyPressEvent(event)


class LearningBox(QFrame):
    """Opened by its key; Esc closes it and keeps what is typed as a draft."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAccessibleName("Learning point being written")
        self.edit = LearningEdit()
        self.hint = RunsText(9)
        layout = column(self, spacing=3)
        layout.setContentsMargins(8, 5, 8, 6)
        layout.addWidget(label("Learning point", "small"))
        layout.addWidget(self.edit)
        layout.addWidget(self.hint)
        self.edit.done.connect(self.leave)
        self.hide()

    def open_for(self, nhs_number: str, text: str, caret: int) -> None:
        """Write about what came up at this person's case."""
        self.edit.show_words(nhs_number, text, caret)
        self.warn("")
        self.show()
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def warn(self, found: str) -> None:
        """Say kindly what in the words may say whose case it was; '' is nothing."""
        if found:
            self.hint.show_runs(
                Run("! ", "bad"), Run(f"This has {found} in it; leave it out.", "bad")
            )
        else:
            self.hint.show_runs(Run(_FOR_WHOM, "small"))

    def leave(self) -> None:
        """Close it; what is typed is kept elsewhere."""
        if self.edit.hasFocus():
            self.closed.emit()  # before it hides, or Qt hands the keyboard to any button
        self.hide()

    def close_quietly(self) -> None:
        """Another person comes: nothing of the last one stays."""
        self.leave()
        self.edit.show_words("", "", 0)
        self.warn("")


class LearningLine(QFrame):
    """One learning point of this case, with the way to strike it out."""

    withdrawn = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._point: LearningPoint | None = None
        self.words = RunsText(9)
        self.withdraw_button = button("Strike out", "link", name="Strike out this learning point")
        line = row(self, spacing=6)
        line.setContentsMargins(9, 4, 9, 4)
        line.addWidget(self.words, 1)
        line.addWidget(self.withdraw_button, 0, Qt.AlignmentFlag.AlignTop)
        self.withdraw_button.clicked.connect(self._withdraw)
        self.hide()

    def show_point(self, point: LearningPoint) -> None:
        """Show a point."""
        self._point = point
        self.words.show_runs(Run("Learning: ", "strong"), Run(point.words))

    def _withdraw(self) -> None:
        self.withdrawn.emit(self._point)


class LearningList(QFrame):
    """The learning points that came up at this case."""

    withdrawn = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[LearningLine] = []
        self._column = column(self, spacing=4)
        self.hide()

    def show_points(self, points: Sequence[LearningPoint]) -> None:
        """Show these and no others."""
        while len(self.lines) < len(points):
            made = LearningLine()
            made.withdrawn.connect(self.withdrawn)
            self._column.addWidget(made)
            self.lines.append(made)
        for place, line in enumerate(self.lines):
            if place < len(points):
                line.show_point(points[place])
            line.setVisible(place < len(points))
        self.setVisible(bool(points))
