"""Reads and saves who is here, for the start and the end of a meeting alike."""

from dataclasses import replace

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
        self._ids: dict[AttendeeRow, str] = {}
        """Under which id a line was saved; written by the saving thread, one save at a time."""
        shown_in.changed.connect(self._save)
        shown_in.struck.connect(self._strike)

    def show(self, meeting: Meeting) -> None:
        """Show who is on the list of this meeting."""
        self._meeting = meeting.id
        self._ids.clear()
        with self._ws.vault.reading() as reading:
            self._list.show_attendees(attendees(reading, meeting.id), practices(reading))

    def _save(self, line: AttendeeRow) -> None:
        ws, meeting, attendee = self._ws, self._meeting, line.attendee

        ids = self._ids

        def save() -> Attendee:
            # A new line has no id until its first save is through; a second may wait behind it.
            kept = record_attendee(ws, meeting, replace(attendee, id=ids.get(line, attendee.id)))
            ids[line] = kept.id
            return kept

        self._saves.save("", save, line.take_id)

    def _strike(self, line: AttendeeRow) -> None:
        ws, attendee, ids = self._ws, line.attendee, self._ids

        def strike() -> None:
            known = replace(attendee, id=ids.get(line, attendee.id))
            if known.id:
                strike_attendee(ws, known)

        self._saves.save("", strike, _ignore)


def _ignore(_outcome: object) -> None:
    """Nothing more to do."""
