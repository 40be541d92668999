"""Opening an ended meeting again from the start page: which one, and why it cannot be."""

from datetime import date

from PySide6.QtCore import QObject, Signal

from mdt_app.meeting.approval import approval_of
from mdt_app.meeting.meetings import meetings
from mdt_app.meeting.undo import reopen_meeting
from mdt_app.meeting.values import Meeting
from mdt_app.ui.meet.controller import MeetController
from mdt_app.ui.meet.words import long_day


class Reopening(QObject):
    """Knows the last meeting that ended, and takes back its end."""

    reopened = Signal()

    def __init__(self, controller: MeetController) -> None:
        super().__init__(controller)
        self._controller = controller
        self.last: Meeting | None = None

    def look(self) -> str:
        """What the button says, or '' where there is no meeting to open again."""
        with self._controller.ws.vault.reading() as reading:
            ended = [meeting for meeting in meetings(reading) if meeting.state == "ended"]
            self.last = max(ended, key=_by_day, default=None)
            if self.last is None or approval_of(reading, self.last.id) is not None:
                return ""  # approved minutes stay as they are: what is later is an addendum
        return f"Open the meeting of {long_day(self.last.held_on)} again"

    def reopen(self) -> None:
        """Take back its end: its cases wait again, its questions are open again."""
        last, ws = self.last, self._controller.ws
        if last is None:
            return

        def job() -> None:
            reopen_meeting(ws, last.id)

        def done(_outcome: object) -> None:
            self.reopened.emit()

        self._controller.saves.save("", job, done)


def _by_day(meeting: Meeting) -> tuple[date, str, str]:
    return meeting.held_on, meeting.starts_at, meeting.id
