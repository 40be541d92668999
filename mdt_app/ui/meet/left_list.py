"""What is left open, line by line: Enter goes to its place, C carries it over."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from mdt_app.meeting.ending import Left
from mdt_app.ui.parts import button, clear_layout, column, row
from mdt_app.ui.runs import Run, RunsText
from mdt_app.ui.tab_order import tab_next

CARRY_KEY = "C"
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class LeftLine(QWidget):
    """One thing left open. The line itself has the keyboard; its buttons are for the mouse."""

    fix_asked = Signal(object)
    carry_asked = Signal(object)

    def __init__(self, words: str, left: Left) -> None:
        super().__init__()
        self.left = left
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{words}: {left.words}")
        self.setAccessibleDescription(f"Enter goes to it, {CARRY_KEY} carries it over")
        said = RunsText(is_centred=True)
        said.show_runs(Run(words, "strong"), Run(f" \N{EM DASH} {left.words}", "quiet"))
        self.fix_button = button("Go to it", name=f"Go to it: {words}")
        self.carry_button = button(f"Carry over ({CARRY_KEY})", name=f"Carry over: {words}")
        line = row(self, spacing=10)
        line.addWidget(said, 1)
        for each, act in ((self.fix_button, self.fix), (self.carry_button, self.carry)):
            each.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            each.clicked.connect(act)
            line.addWidget(each)

    def fix(self) -> None:
        self.fix_asked.emit(self.left)

    def carry(self) -> None:
        self.carry_asked.emit(self.left)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_bare = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if is_bare and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.fix()
        elif is_bare and event.key() == Qt.Key.Key_C:
            self.carry()
        else:
            super().keyPressEvent(event)


class LeftList(QWidget):
    """The lines one below the other; arrows go from one to the next."""

    fix_asked = Signal(object)
    """Go where this line is put right."""
    carry_asked = Signal(object)
    """Carry these over: one line, or several."""

    def __init__(self, after: QWidget) -> None:
        super().__init__()
        self.setAccessibleName("What is left open")
        self.lines: list[LeftLine] = []
        self._after = after
        self._column = column(self, spacing=4)

    def show_left(self, found: Sequence[tuple[str, Left]]) -> None:
        """Show these lines; the keyboard stays at its place in the list."""
        held = self._place()
        clear_layout(self._column)
        self.lines = []
        for words, left in found:
            self._add(LeftLine(words, left))
        if held is not None and self.lines:
            self.lines[min(held, len(self.lines) - 1)].setFocus()

    def _add(self, line: LeftLine) -> None:
        line.fix_asked.connect(self.fix_asked)
        line.carry_asked.connect(self._carry)
        line.installEventFilter(self)
        self._column.addWidget(line)
        tab_next(self.lines[-1] if self.lines else self._after, line)
        self.lines.append(line)

    def _place(self) -> int | None:
        at = QApplication.focusWidget()
        return self.lines.index(at) if isinstance(at, LeftLine) and at in self.lines else None

    def _carry(self, left: Left) -> None:
        self.carry_asked.emit([left])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            by = _STEPS.get(Qt.Key(event.key()), 0)
            place = self._place()
            if by and place is not None and 0 <= place + by < len(self.lines):
                self.lines[place + by].setFocus()
                return True
        return super().eventFilter(watched, event)
