"""One person of the team in the meeting: here or not, since when, and one key to change it."""

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from mdt_app.errors import UserError
from mdt_app.meeting.attendance import arrived, left
from mdt_app.meeting.presence import is_here
from mdt_app.meeting.values import Attendee
from mdt_app.ui.meet.stay_words import here_words, stays_text, typed_stays
from mdt_app.ui.parts import ElidedLabel, button, column, label, row

_NAME, _TIMES, _BUTTON = 140, 150, 104


class HereRow(QWidget):
    """Space or Enter on its button: arrived now, or left now. The times can be corrected."""

    changed = Signal(object)
    """The row whose attendee is to be saved."""
    refused = Signal(object)
    moved = Signal(object, int)
    """The keyboard goes to the row above (-1) or below (1)."""

    def __init__(self, attendee: Attendee, began_at: datetime, now: Callable[[], datetime]) -> None:
        super().__init__()
        self.attendee = attendee
        self._began_at, self._now = began_at, now
        self.name = ElidedLabel("", "strong")
        self.name.setMinimumWidth(_NAME)
        self.state = label("", "quiet")
        self.times_edit = QLineEdit()
        self.times_edit.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.times_edit.setMinimumWidth(_TIMES)
        self.now_button = button("")
        self.now_button.setMinimumWidth(_BUTTON)
        line = row(self, spacing=8)
        who = column(spacing=0)
        who.addWidget(self.name)
        who.addWidget(self.state)
        line.addLayout(who, 1)
        line.addWidget(self.times_edit)
        line.addWidget(self.now_button)
        self.now_button.installEventFilter(self)  # a button takes the arrows for Tab
        self.now_button.clicked.connect(self._change)
        self.times_edit.editingFinished.connect(self._take_times)
        self._show()

    def _show(self) -> None:
        one = self.attendee
        self.state.setText(here_words(one))
        whole = f"{one.name} · {one.role}" if one.role and one.role != "Other" else one.name
        self.name.setText(whole)
        self.times_edit.setText(stays_text(one.stays))
        self.times_edit.setPlaceholderText("there throughout" if one.is_present else "not here")
        self.times_edit.setAccessibleName(f"Times of {one.name}: arrived and left")
        words = "Left now" if is_here(one) else "Arrived now"
        self.now_button.setText(words)
        self.now_button.setAccessibleName(f"{words}: {whole}. {here_words(one)}")

    @property
    def _day(self) -> date:
        return self._began_at.astimezone().date()

    def _change(self) -> None:
        if is_here(self.attendee):
            self._become(left(self.attendee, self._now(), self._began_at))
        else:
            self._become(arrived(self.attendee, self._now()))

    def _take_times(self) -> None:
        typed = self.times_edit.text().strip()
        if typed == stays_text(self.attendee.stays):
            return
        try:
            stays = typed_stays(typed, self._day)
        except UserError as error:
            self.refused.emit(error)
            return
        one = self.attendee
        self._become(Attendee(one.id, one.name, one.role, one.practice, True, stays))

    def _become(self, attendee: Attendee) -> None:
        self.attendee = attendee
        self._show()
        self.changed.emit(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._go(event)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._go(event):
            super().keyPressEvent(event)

    def _go(self, event: QKeyEvent) -> bool:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None:
            self.moved.emit(self, step)
        return step is not None
