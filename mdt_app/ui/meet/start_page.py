"""Before the meeting: what is planned, who is here, and the green button that starts it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mdt_app.meeting.agenda import agenda
from mdt_app.meeting.meetings import start_meeting
from mdt_app.meeting.values import Meeting
from mdt_app.ui.looks import sized
from mdt_app.ui.meet.attendance_list import AttendanceList
from mdt_app.ui.meet.attendance_saving import AttendanceSaving
from mdt_app.ui.meet.controller import MeetController
from mdt_app.ui.meet.open_actions import OpenActions
from mdt_app.ui.meet.open_actions_page import OpenActionsSaving
from mdt_app.ui.meet.recent_minutes import RecentMinutes
from mdt_app.ui.meet.reopening import Reopening
from mdt_app.ui.meet.words import long_day
from mdt_app.ui.messages import tell
from mdt_app.ui.parts import (
    button,
    card,
    centred,
    column,
    label,
    primary_button,
    row,
    scrolling,
    surface,
)
from mdt_app.ui.wrapping import WrappingRow, wrapping_ground

_WIDTH = 860
_OTHER_DAY = (
    "! This is not today. Flags and minutes go by the day planned; Prepare can plan another day."
)


class StartPage(QWidget):
    """Shown while no meeting is open."""

    prepare_asked = Signal()
    started = Signal()

    def __init__(self, controller: MeetController) -> None:
        super().__init__()
        self._controller = controller
        self._meeting: Meeting | None = None
        self.title = label("", "person", wraps=True)
        self.facts = label("", "quiet", wraps=True)
        self.other_day = label("", "bad", wraps=True)
        self.cases = label("", "heading", wraps=True)
        self.open_actions = OpenActions()
        self._opened = OpenActionsSaving(controller, self.open_actions)
        self.minutes = RecentMinutes(controller.ws)
        self._reopening = Reopening(controller)
        self.attendance = AttendanceList()
        self._saving = AttendanceSaving(controller.ws, controller.saves, self.attendance)
        self.start_button = primary_button("Start the meeting")
        self.prepare_button = button("Choose people in Prepare…")
        self.reopen_button = button("", "link", name="Open the last meeting again")
        self._lay_out()
        self.start_button.clicked.connect(self.start)
        self.prepare_button.clicked.connect(self.prepare_asked)
        self.reopen_button.clicked.connect(self._reopening.reopen)
        self._reopening.reopened.connect(self._say_reopened)

    def _lay_out(self) -> None:
        paper = card()
        sized(paper, QWidget.setMaximumWidth, _WIDTH)
        inner = column(paper, spacing=10)
        inner.setContentsMargins(24, 20, 24, 20)
        for part in (self.title, self.facts, self.other_day, self.cases):
            inner.addWidget(part)
        for below in (self.open_actions, self.attendance, self.minutes):
            inner.addSpacing(6)
            inner.addWidget(below)
        whole = column(self, spacing=0)
        whole.addWidget(scrolling(centred(paper), "Before the meeting"), 1)
        foot = surface("status")
        ground = wrapping_ground()
        around = row(foot, spacing=10)
        around.setContentsMargins(16, 8, 16, 8)
        around.addWidget(ground)
        buttons = WrappingRow(ground)
        for each in (self.start_button, self.prepare_button, self.reopen_button):
            buttons.addWidget(each)
        whole.addWidget(foot)

    def show_meeting(self, meeting: Meeting | None) -> None:
        """Show the meeting that is planned, or say how to come to one."""
        self._meeting = meeting
        is_planned = meeting is not None
        self.attendance.setVisible(is_planned)
        self.start_button.setVisible(is_planned)
        self.open_actions.setVisible(self._opened.show() > 0)
        self._offer_reopening()
        self.minutes.look()
        is_today = meeting is None or meeting.held_on == self._controller.ws.today()
        self.other_day.setVisible(not is_today)
        self.other_day.setText("" if is_today else _OTHER_DAY)
        if meeting is None:
            self.title.setText("No meeting is planned")
            self.facts.setText("Choose the people to discuss and put them on the agenda.")
            self.cases.setText("")
            return
        self.title.setText(meeting.title)
        when = " · ".join(filter(None, (long_day(meeting.held_on), meeting.starts_at)))
        self.facts.setText(" · ".join(filter(None, (when, meeting.place))))
        with self._controller.ws.vault.reading() as reading:
            items = agenda(reading, meeting.id)
        planned, usual = self._controller.minutes, meeting.minutes_per_case
        minutes = sum(planned.get(item.nhs_number, usual) for item in items)
        self.cases.setText(_cases_words(len(items), minutes))
        self.start_button.setEnabled(bool(items))
        self._saving.show(meeting)

    def _offer_reopening(self) -> None:
        words = self._reopening.look()
        self.reopen_button.setText(words)
        self.reopen_button.setAccessibleName(words or "Open the last meeting again")
        self.reopen_button.setVisible(bool(words))

    def _say_reopened(self) -> None:
        self.started.emit()
        tell(self, "The meeting is open again.", "Its cases and questions are as they were.")

    def start(self) -> None:
        """Open the meeting."""
        meeting = self._meeting
        if meeting is None:
            return
        ws = self._controller.ws

        def start() -> Meeting:
            return start_meeting(ws, meeting.id)

        def done(_meeting: object) -> None:
            self.started.emit()

        self._controller.saves.save("", start, done)


def _cases_words(count: int, minutes: int) -> str:
    if not count:
        return "Nobody is on the agenda yet."
    cases = "1 case" if count == 1 else f"{count} cases"
    return f"{cases} on the agenda, about {minutes} minutes"
