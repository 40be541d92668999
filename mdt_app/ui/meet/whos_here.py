"""H: who is in the room now, which roles are here, and one key for somebody who comes or goes."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from mdt_app.meeting.attendance import arrived, attendees, record_attendee
from mdt_app.meeting.presence import quorum_words
from mdt_app.meeting.values import ROLES, Attendee
from mdt_app.ui.meet.controller import MeetController
from mdt_app.ui.meet.here_row import HereRow
from mdt_app.ui.parts import (
    button,
    card,
    centred,
    clear_layout,
    column,
    label,
    row,
    scrolling,
)
from mdt_app.ui.tab_order import tab_next

_WIDTH = 860


def _now() -> datetime:
    return datetime.now().astimezone()


class WhosHerePage(QWidget):
    """Esc or H goes back to the case. Everything is saved as it is pressed."""

    left = Signal()

    def __init__(self, controller: MeetController, now: Callable[[], datetime] = _now) -> None:
        super().__init__()
        self.setAccessibleName("Who is in the room")
        self._controller = controller
        self._now = now
        self.quorum = label("", "heading", wraps=True)
        self.rows: list[HereRow] = []
        self._list = column(spacing=4)
        self.name_edit = QLineEdit(placeholderText="Somebody else: name")
        self.name_edit.setAccessibleName("Name of somebody else who came")
        self.role_box = QComboBox()
        self.role_box.addItems(list(ROLES))
        self.role_box.setCurrentText(ROLES[-1])
        self.role_box.setAccessibleName("Role of somebody else who came")
        self.came_button = button("Arrived now", name="Somebody else arrived now")
        self.back_button = button("Back to the case", name="Back to the case, Esc")
        self._lay_out()
        self.back_button.clicked.connect(self.left)
        self.came_button.clicked.connect(self._somebody_came)
        self.name_edit.returnPressed.connect(self._somebody_came)
        controller.undone.connect(self._look_again)

    def _lay_out(self) -> None:
        paper = card()
        paper.setMaximumWidth(_WIDTH)
        inner = column(paper, spacing=10)
        inner.setContentsMargins(20, 14, 20, 16)
        heading = row(spacing=8)
        heading.addWidget(label("Who is in the room", "person"))
        heading.addStretch(1)
        heading.addWidget(self.back_button)
        inner.addLayout(heading)
        inner.addWidget(self.quorum)
        inner.addLayout(self._list)
        inner.addLayout(self._somebody_else())
        words = "↑ ↓ go from one to the next. Enter: arrived now, left now. Ctrl+Z takes it back."
        inner.addWidget(label(words, "quiet", wraps=True))
        column(self, spacing=0).addWidget(scrolling(centred(paper), "Who is in the room"))

    def _somebody_else(self) -> QHBoxLayout:
        line = row(spacing=8)
        line.addWidget(self.name_edit, 3)
        line.addWidget(self.role_box, 2)
        line.addWidget(self.came_button)
        return line

    def show_list(self) -> QWidget:
        """Read who is on the list; say where the keyboard belongs."""
        meeting = self._controller.meeting
        if meeting is None:
            return self.back_button
        with self._controller.ws.vault.reading() as reading:
            found = attendees(reading, meeting.id)
        clear_layout(self._list)
        self.rows = []
        for one in found:
            self._add(one)
        self._say_quorum()
        return self.rows[0].now_button if self.rows else self.name_edit

    def _add(self, attendee: Attendee) -> None:
        began = self._controller.opened_at or self._now()
        made = HereRow(attendee, began, self._now)
        made.changed.connect(self._save)
        made.refused.connect(self._controller.refused)
        made.moved.connect(self._move)
        self._list.addWidget(made)
        tab_next(self.rows[-1] if self.rows else self.back_button, made)
        self.rows.append(made)

    def _say_quorum(self) -> None:
        self.quorum.setText(quorum_words(line.attendee for line in self.rows))

    def _save(self, line: HereRow) -> None:
        self._say_quorum()
        if line.attendee.id:
            self._record(line.attendee)

    def _record(self, attendee: Attendee, done: Callable[[Attendee], None] | None = None) -> None:
        meeting, ws = self._controller.meeting, self._controller.ws
        if meeting is None:
            return

        def save() -> Attendee:
            return record_attendee(ws, meeting.id, attendee)

        self._controller.saves.save("", save, done or _ignore)

    def _somebody_came(self) -> None:
        name = self.name_edit.text().strip()
        if not name:
            self.name_edit.setFocus()
            return
        self.name_edit.clear()
        came = arrived(Attendee("", name, self.role_box.currentText()), self._now())

        def done(kept: Attendee) -> None:
            self._add(kept)
            self._say_quorum()

        self._record(came, done)

    def _move(self, line: HereRow, step: int) -> None:
        place = self.rows.index(line) + step
        if 0 <= place < len(self.rows):
            self.rows[place].now_button.setFocus()

    def _look_again(self) -> None:
        if self.isVisible():
            self.show_list().setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_H):
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _ignore(_kept: object) -> None:
    """Nothing more to do."""
