"""Reads and saves who is here, for the start and the end of a meeting alike."""

from PySide6.QtCore import QObject

from mdt_app.meeting.attendance import attendees, record_attendee, strike_attendee
from mdt_app.meeting.values import Attendee, Meeting
from mdt_app.register.queries import practices
from mdt_app.ui.meet.attendance_list import AttendanceList, AttendeeRow
from mdt_app.ui.meet.saves import Saves
from mdt_app.vault.workspace import Workspace


class AttendanceSaving(QObject):
    """Joins one list of attendees to the store. Every line is saved when it is left."""

    def __init__(self, ws: Workspace, saves: Saves, shown_in: AttendanceList) -> None:
        super().__init__(shown_in)
        self._ws = ws
        self._saves = saves
        self._list = shown_in
        self._meeting = ""
        shown_in.changed.connect(self._save)
        shown_in.struck.connect(self._strike)

    def show(self, meeting: Meeting) -> None:
        """Show who is on the list of this meeting."""
        self._meeting = meeting.id
        with self._ws.vault.reading() as reading:
            self._list.show_attendees(attendees(reading, meeting.id), practices(reading))

    def _save(self, line: AttendeeRow) -> None:
        ws, meeting, attendee = self._ws, self._meeting, line.attendee

        def save() -> Attendee:
            # The id of a new line is known only once it was saved, so ask for it now.
            return record_attendee(ws, meeting, line.attendee_to_save(attendee))

        self._saves.save("", save, line.take_id)

    def _strike(self, attendee: Attendee) -> None:
        ws = self._ws

        def strike() -> None:
            strike_attendee(ws, attendee)

        self._saves.save("", strike, _ignore)


def _ignore(_outcome: object) -> None:
    """Nothing more to do."""
