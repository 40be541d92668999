"""What earlier meetings agreed and is still open: by owner, overdue first, done by one key."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QWidget

from mdt_app.clinical.words import counted
from mdt_app.meeting.actions import is_overdue
from mdt_app.meeting.values import Action
from mdt_app.ui.meet.words import short_day
from mdt_app.ui.parts import button, clear_layout, column, label, row
from mdt_app.ui.runs import Run, RunsText
from mdt_app.ui.tab_order import tab_next

FEW = 8
"""So many are shown before somebody asks for all."""


@dataclass(frozen=True, slots=True)
class OpenAction:
    """One open action of an earlier meeting, and the name of whom it is about."""

    action: Action
    whom: str
    is_overdue: bool

    @property
    def owner(self) -> str:
        return self.action.owner or "No owner"


def opened_by_owner(
    actions: Sequence[Action], meeting: str, names: Mapping[str, str], on: date
) -> list[OpenAction]:
    """The open actions of other meetings: owners with something overdue first, then by name."""
    found = [
        OpenAction(action, names.get(action.nhs_number, "for the practice"), is_overdue(action, on))
        for action in actions
        if action.meeting != meeting
    ]
    late = {one.owner for one in found if one.is_overdue}

    def place(one: OpenAction) -> tuple[bool, str, bool, date]:
        day = one.action.due_on or date.max
        return one.owner not in late, one.owner.casefold(), not one.is_overdue, day

    return sorted(found, key=place)


class OpenActionLine(QFrame):
    """One action. Space or Enter says it is done; the arrows go from one to the next."""

    done = Signal(object)
    moved = Signal(object, int)

    def __init__(self, shown: OpenAction, on: date) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.shown = shown
        self.is_done = False
        self._on = on
        self.words = RunsText(9.5, is_centred=True)
        self.done_button = button("Done")
        self.done_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the line has the keyboard
        line = row(self, spacing=8)
        line.setContentsMargins(9, 3, 5, 3)
        line.addWidget(self.words, 1)
        line.addWidget(self.done_button)
        self.done_button.clicked.connect(self._say)
        self._show()

    def _show(self) -> None:
        action = self.shown.action
        if self.is_done:
            day = Run("✓ done ", "good")
        elif action.due_on is None:
            day = Run("no date ", "bad")
        elif self.shown.is_overdue:
            day = Run(f"! overdue since {short_day(action.due_on, self._on)} ", "bad")
        else:
            day = Run(f"due {short_day(action.due_on, self._on)} ", "quiet")
        runs = (day, Run(action.words), Run(f"  {self.shown.whom}", "quiet"))
        self.words.show_runs(*runs)
        said = "".join(run.text for run in runs)
        self.setAccessibleName(f"{self.shown.owner}: {said}")
        self.done_button.setAccessibleName(f"Done: {action.words}, {self.shown.whom}")
        self.done_button.setVisible(not self.is_done)

    def _say(self) -> None:
        if not self.is_done:
            self.is_done = True
            self._show()
            self.done.emit(self)

    def be_open_again(self) -> None:
        """It could not be saved."""
        self.is_done = False
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Space | Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._say()
            case Qt.Key.Key_Down:
                self.moved.emit(self, 1)
            case Qt.Key.Key_Up:
                self.moved.emit(self, -1)
            case _:
                super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus()
        super().mousePressEvent(event)


class OpenActions(QWidget):
    """The list with its heading: how many there are, and how many of them overdue."""

    done = Signal(object)
    """The line of the action that was done."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Open actions from earlier meetings")
        self.heading = label("", "heading", wraps=True)
        self.more_button = button("", "link", name="Show all open actions")
        self.lines: list[OpenActionLine] = []
        self._found: Sequence[OpenAction] = ()
        self._on = date.min
        self._lines = column(spacing=3)
        layout = column(self, spacing=4)
        layout.addWidget(self.heading)
        layout.addLayout(self._lines)
        layout.addWidget(self.more_button)
        self.more_button.clicked.connect(self._show_all)

    def show_actions(self, found: Sequence[OpenAction], on: date, *, few: int = FEW) -> None:
        """Show these; more than a few are asked for."""
        self._found, self._on = found, on
        at = next((n for n, line in enumerate(self.lines) if line.hasFocus()), None)
        clear_layout(self._lines)
        self.lines = []
        shown = found if len(found) <= few + 1 else found[:few]
        for owner, actions in groupby(shown, key=_owner):
            self._lines.addWidget(label(owner, "section"))
            for one in actions:
                self._add(one)
        late = sum(one.is_overdue for one in found)
        words = f"{counted(len(found), 'action')} open from earlier meetings"
        self.heading.setText(f"{words}, {late} overdue" if late else words)
        self.more_button.setText(f"Show all {len(found)}")
        self.more_button.setAccessibleName(f"Show all {len(found)} open actions")
        self.more_button.setVisible(len(shown) < len(found))
        if at is not None and self.lines:
            self.lines[min(at, len(self.lines) - 1)].setFocus()

    def _add(self, one: OpenAction) -> None:
        made = OpenActionLine(one, self._on)
        made.done.connect(self.done)
        made.moved.connect(self._move)
        self._lines.addWidget(made)
        before: QWidget = self.lines[-1] if self.lines else self.more_button
        tab_next(before, made)
        self.lines.append(made)

    def _show_all(self) -> None:
        place = len(self.lines)
        self.show_actions(self._found, self._on, few=len(self._found))
        self.lines[place].setFocus()

    def _move(self, line: OpenActionLine, step: int) -> None:
        place = self.lines.index(line) + step
        if 0 <= place < len(self.lines):
            self.lines[place].setFocus()


def _owner(one: OpenAction) -> str:
    return one.owner
