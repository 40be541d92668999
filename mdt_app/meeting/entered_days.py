"""From which day something counts that is entered in a meeting, or apart from any."""

from datetime import date

from mdt_app.meeting.meetings import meetings
from mdt_app.vault.vault import Reading
from mdt_app.vault.workspace import Workspace


def day_of_entering(rows: Reading, ws: Workspace, meeting_id: str) -> tuple[date, date]:
    """The day from which it holds, and the day that counts as today for what lies ahead.

    The screen shows a meeting as of its day. What is entered in one that was held before today
    holds from its day; in one still to come, from today, and "ahead" begins after its day.
    """
    today = ws.today()
    held = [one.held_on for one in meetings(rows) if one.id == meeting_id] if meeting_id else []
    return min([today, *held]), max([today, *held])
