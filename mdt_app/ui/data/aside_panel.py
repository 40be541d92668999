"""One row that waits, cell by cell: the reason beside the cell, and other readings beside both."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from mdt_app.clinical.events import EVENT_KINDS
from mdt_app.clinical.kinds import KIND_BY_CODE
from mdt_app.ui.data.aside_rows import AsideLine, cell_at_fault, names_of, summary_of
from mdt_app.ui.data.chooser import Chooser
from mdt_app.ui.data.meanings import Choice, cell_words, choice_words
from mdt_app.ui.data.wording import SECTION_WORDS
from mdt_app.ui.in_sight import InSight
from mdt_app.ui.looks import sized
from mdt_app.ui.parts import (
    button,
    clear_layout,
    column,
    label,
    row,
    scrolling,
    set_role,
    surface,
)

Reading = tuple[str, tuple[str, ...]]
"""A title, and the cells that are said there."""
_LEAST_CELLS = 96
_MOST_READINGS = 2
_LEAST_FIELD = 120
_TRYING = "Trying…"
_READY = "✓ It can be taken in now."


class CellEdit(QLineEdit):
    """One cell. Enter takes the row in, Esc goes back to the rows; nothing typed is discarded."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class Reason(QWidget):
    """Why something cannot be used, and what to do; gone where there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self.words = label("", "bad", wraps=True)
        self.hint = label("", wraps=True)
        layout = column(self, spacing=2)
        layout.addWidget(self.words)
        layout.addWidget(self.hint)
        self.hide()

    def say(self, words: str, hint: str) -> None:
        """Say why and what to do; '' takes it away."""
        self.words.setText(words)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        if bool(words) is self.isHidden():
            self.setVisible(bool(words))


class AsidePanel(QWidget):
    """The row chosen in the list. It announces what is typed; it keeps nothing itself."""

    typed = Signal(int, tuple)
    """The row's id and its cells."""
    take_in_asked = Signal(int)
    right_asked = Signal(int)
    """The row is right as it stands, whatever the store says."""
    put_back_asked = Signal(int)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.line: AsideLine | None = None
        self.fields: list[QLineEdit | Chooser] = []
        self._reasons: list[Reason] = []
        self._others: list[list[QLabel]] = []
        self.heading = label("", "heading", wraps=True)
        self.reason = Reason()
        self.state = label("", "quiet", wraps=True)
        self.take_in_button = button("Take in", name="Take this row in")
        self.right_button = button("This row is right", name="This row is right, not the others")
        self.back_button = button("Put back", name="Put the row back as it was")
        self._inside = QWidget()
        self._cells = QWidget()
        self.area = scrolling(self._inside, "Cells of the row")
        self._lay_out()
        self._in_sight = InSight(self.area, self._inside)
        self.take_in_button.clicked.connect(self._ask_take_in)
        self.right_button.clicked.connect(self._ask_right)
        self.back_button.clicked.connect(self._ask_put_back)

    def _lay_out(self) -> None:
        ground = surface("side")
        column(self, spacing=0).addWidget(ground)
        layout = column(ground, spacing=6)
        layout.setContentsMargins(14, 10, 4, 10)
        inside = column(self._inside, spacing=6)
        inside.setContentsMargins(0, 0, 10, 0)
        inside.addWidget(self.heading)
        inside.addWidget(self.reason)
        self._grid = QGridLayout(self._cells)
        self._grid.setContentsMargins(0, 6, 0, 6)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(4)
        inside.addWidget(self._cells)
        inside.addStretch(1)
        self.area.setMinimumHeight(_LEAST_CELLS)
        layout.addWidget(self.area, 1)
        buttons = row(spacing=10)
        buttons.addWidget(self.take_in_button)
        buttons.addWidget(self.right_button)
        buttons.addWidget(self.back_button)
        buttons.addWidget(self.state, 1)
        layout.addLayout(buttons)

    def show_nothing(self) -> None:
        """No row is chosen."""
        self.line = None
        self._clear()
        self.heading.setText("Choose a row to see its cells.")
        self.reason.say("", "")
        for part in (self.state, self.take_in_button, self.right_button, self.back_button):
            part.hide()

    def show_line(self, line: AsideLine, others: Sequence[Reading]) -> None:
        """Show a row; `others` are what is said of the same person elsewhere."""
        self.line = line
        self._clear()
        others = others[:_MOST_READINGS]
        self.heading.setText(f"{summary_of(line)} · {SECTION_WORDS.get(line.row.section, '')}")
        for place, name in enumerate(names_of(line.row) if line.may_be_mended else ()):
            self._add_cell(place, name, line, others)
        for across, (title, _cells) in enumerate(others, 2):
            self._grid.addWidget(label(title, "section"), 0, across)
        if others:
            self._grid.addWidget(label("In this row", "section"), 0, 1)
        self._grid.setColumnStretch(1, 1)
        for part in (self.take_in_button, self.back_button):
            part.setVisible(line.may_be_mended)
        self.right_button.setVisible(bool(others))
        self.say(line)

    def say(self, line: AsideLine) -> None:
        """Say what the trial says of the row as it stands now; the cells are left alone."""
        self.line = line
        problem = line.check.problem if line.check is not None else None
        told = problem or line.row
        words = f"{'Held back: ' if told.is_held else ''}{told.problem}"
        at = cell_at_fault(line.row, told.column, told.value) if line.may_be_mended else -1
        is_ready = line.is_mended
        for place, (reason, others) in enumerate(zip(self._reasons, self._others)):
            is_here = place == at and not is_ready
            reason.say(words if is_here else "", told.hint if is_here else "")
            for other in others:
                set_role(other, "strong" if is_here else "quiet")
        is_here = at < 0 and not is_ready
        self.reason.say(words if is_here else "", told.hint if is_here else "")
        self._show_state(line)
        self.take_in_button.setEnabled(line.is_changed)
        self.back_button.setEnabled(line.is_changed)

    def _show_state(self, line: AsideLine) -> None:
        left_out = " ".join(line.check.left_out) if line.check is not None else ""
        if not line.may_be_mended:
            words = "This row cannot be mended here. Correct the file and take it in again."
        elif line.is_mended:
            words = f"{_READY} {left_out}".strip()
        elif line.is_changed:
            words = _TRYING if line.check is None else "Not yet: the reason is beside the cell."
        else:
            words = "Change a cell; it is tried as you type."
        self.state.setText(words)
        set_role(self.state, "good" if line.is_mended else "quiet")
        self.state.show()

    def begin(self) -> None:
        """Put the keyboard into the cell that is at fault, or the first."""
        if self.line is None or not self.fields:
            return
        at = max(0, cell_at_fault(self.line.row))
        field = self.fields[at]
        field.setFocus()
        self.area.ensureWidgetVisible(self._reasons[at], 0, 8)
        (field.field if isinstance(field, Chooser) else field).selectAll()

    def cells(self) -> tuple[str, ...]:
        """The row as it is typed now."""
        return tuple(_text_of(field) for field in self.fields)

    # -- making --------------------------------------------------------------------------------

    def _clear(self) -> None:
        clear_layout(self._grid)
        self.fields, self._reasons, self._others = [], [], []

    def _add_cell(self, place: int, name: str, line: AsideLine, others: Sequence[Reading]) -> None:
        words, text = cell_words(line.row.section, name), line.cells[place]
        field, reason, down = _field(name, line.row.section, words, text), Reason(), 2 * place + 1
        self._grid.addWidget(label(words, "quiet"), down, 0)
        self._grid.addWidget(field, down, 1)
        field.show()  # or the keyboard could not be put into it at once
        self._grid.addWidget(reason, down + 1, 1, 1, 1 + len(others))
        self.fields.append(field)
        self._reasons.append(reason)
        self._others.append([])
        for across, (title, cells) in enumerate(others, 2):
            said = cells[place] if place < len(cells) else ""
            other = label(said or "–", "quiet")
            other.setAccessibleName(f"{words}, {title}: {said or 'empty'}")
            self._grid.addWidget(other, down, across)
            self._others[-1].append(other)
        self._connect_field(field)

    def _connect_field(self, field: QLineEdit | Chooser) -> None:
        if isinstance(field, Chooser):
            field.picked.connect(self._say_typed)
            return
        field.textEdited.connect(self._say_typed)
        field.returnPressed.connect(self._ask_take_in)
        if isinstance(field, CellEdit):
            field.left.connect(self.left)

    def _say_typed(self, _text: str) -> None:
        if self.line is not None:
            self.typed.emit(self.line.row.id, self.cells())

    def _ask_take_in(self) -> None:
        if self.line is not None and self.line.is_changed:
            self.take_in_asked.emit(self.line.row.id)

    def _ask_right(self) -> None:
        if self.line is not None:
            self.right_asked.emit(self.line.row.id)

    def _ask_put_back(self) -> None:
        if self.line is not None:
            self.put_back_asked.emit(self.line.row.id)


def _field(name: str, section: str, words: str, text: str) -> QLineEdit | Chooser:
    if name == "kind":
        codes = list(KIND_BY_CODE) if section == "results" else sorted(EVENT_KINDS)
        choices: list[Choice] = [(code, choice_words(code)) for code in codes]
        if text not in codes:
            choices.insert(0, (text, text or "(empty)"))
        made = Chooser(words, choices, letters=18)
        made.choose(text)
        return made
    field = CellEdit(text)
    sized(field, QWidget.setMinimumWidth, _LEAST_FIELD)
    field.setAccessibleName(words)
    field.setCursorPosition(0)
    return field


def _text_of(field: QLineEdit | Chooser) -> str:
    return field.choice() if isinstance(field, Chooser) else field.text()
