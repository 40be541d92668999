"""What the list stands in: network, practices, the next meeting, the last one, the newest file."""

from dataclasses import dataclass
from datetime import date

from mdt_app.flags.in_force import name_in_force
from mdt_app.meeting.agenda import agenda
from mdt_app.meeting.carrying import ended_days, last_before
from mdt_app.meeting.meetings import current_meeting
from mdt_app.meeting.planned import Slot, slot_of
from mdt_app.meeting.topics import Topic, left_topics, minutes_for_topics, topics_of
from mdt_app.meeting.values import Meeting
from mdt_app.register.queries import batches, network_name, practices
from mdt_app.register.values import Batch, Practice
from mdt_app.ui.prepare.places import USUAL
from mdt_app.vault.vault import Reading


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Read in one go whenever the list is shown again."""

    network: str = ""
    practices: tuple[Practice, ...] = ()
    meeting: Meeting | None = None
    """The open meeting, or else the next one planned."""
    last_meeting_on: date | None = None
    newest: Batch | None = None
    rules: str = ""
    """The pack of rules that speaks, with its version."""
    on_agenda: tuple[str, ...] = ()
    """Who is on the agenda of that meeting, in its order."""
    topics: tuple[Topic, ...] = ()
    """What else is on it; of no meeting yet, what the last one did not come to."""

    @property
    def slot(self) -> Slot:
        """How much room the meeting has; a usual one until one is planned."""
        if self.meeting is None:
            return USUAL
        return slot_of(self.meeting, minutes_for_topics(self.topics))

    @property
    def cut_off(self) -> date | None:
        """The last day on which choosing somebody is in time."""
        return self.meeting.cut_off if self.meeting else None


def read_surroundings(rows: Reading, today: date) -> Surroundings:
    """What the list stands in today."""
    files = [batch for batch in batches(rows).values() if not batch.is_undone]
    meeting = current_meeting(rows)
    return Surroundings(
        network_name(rows),
        tuple(practices(rows)),
        meeting,
        last_before(ended_days(rows).values(), today),
        files[-1] if files else None,
        name_in_force(rows).words,
        tuple(item.nhs_number for item in agenda(rows, meeting.id)) if meeting else (),
        tuple(topics_of(rows, meeting.id) if meeting else left_topics(rows)),
    )
