"""F: the open actions of earlier meetings, in the meeting. Reads them, and keeps what is done."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from mdt_app.meeting.actions import complete_action, open_actions
from mdt_app.meeting.values import Action
from mdt_app.register.queries import person_by_number
from mdt_app.ui.meet.controller import MeetController
from mdt_app.ui.meet.open_actions import OpenActionLine, OpenActions, opened_by_owner
from mdt_app.ui.meet.words import listed_name
from mdt_app.ui.names_shown import names
from mdt_app.ui.parts import button, card, centred, column, label, row, scrolling

_WIDTH = 860


class OpenActionsSaving(QObject):
    """Joins one list of open actions to the store."""

    def __init__(self, controller: MeetController, shown_in: OpenActions) -> None:
        super().__init__(shown_in)
        self._controller = controller
        self._list = shown_in
        shown_in.done.connect(self._done)
        controller.undone.connect(self._look_again)
        names.changed.connect(self._look_again)

    def show(self, *, few: int | None = None) -> int:
        """Read and show what is open; says how much that is."""
        controller = self._controller
        today = controller.ws.today()
        meeting = controller.meeting.id if controller.meeting is not None else ""
        with controller.ws.vault.reading() as reading:
            actions = open_actions(reading)
            people = {a.nhs_number: person_by_number(reading, a.nhs_number) for a in actions}
        called = {number: listed_name(one) for number, one in people.items() if one is not None}
        found = opened_by_owner(actions, meeting, called, today)
        shown = {} if few is None else {"few": few}
        self._list.show_actions(found, today, **shown)
        return len(found)

    def _done(self, line: OpenActionLine) -> None:
        ws, action = self._controller.ws, line.shown.action

        def job() -> Action:
            return complete_action(ws, action.id)

        self._controller.saves.save(action.nhs_number, job, _ignore, line.be_open_again)

    def _look_again(self) -> None:
        if self._list.isVisible():
            self.show()


class OpenActionsPage(QWidget):
    """Esc or F goes back to the case."""

    left = Signal()

    def __init__(self, controller: MeetController) -> None:
        super().__init__()
        self.setAccessibleName("Open actions from earlier meetings")
        self.list = OpenActions()
        self._saving = OpenActionsSaving(controller, self.list)
        self.back_button = button("Back to the case", name="Back to the case, Esc")
        self.back_button.clicked.connect(self.left)
        paper = card()
        paper.setMaximumWidth(_WIDTH)
        inner = column(paper, spacing=10)
        inner.setContentsMargins(20, 14, 20, 16)
        heading = row(spacing=8)
        heading.addWidget(label("From earlier meetings", "person"))
        heading.addStretch(1)
        heading.addWidget(self.back_button)
        inner.addLayout(heading)
        inner.addWidget(self.list)
        words = "↑ ↓ go from one to the next. Enter: done today. Ctrl+Z takes it back."
        inner.addWidget(label(words, "quiet", wraps=True))
        whole = scrolling(centred(paper), "Open actions from earlier meetings")
        column(self, spacing=0).addWidget(whole)

    def show_open(self) -> QWidget:
        """Read what is open; say where the keyboard belongs."""
        self._saving.show(few=10_000)
        return self.list.lines[0] if self.list.lines else self.back_button

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F):
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _ignore(_outcome: object) -> None:
    """Nothing more to do."""
