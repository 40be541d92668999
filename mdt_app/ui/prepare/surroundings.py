"""What the list stands in: network, practices, the next meeting, the last one, the newest file."""

from dataclasses import dataclass
from datetime import date

from mdt_app.flags.in_force import name_in_force
from mdt_app.meeting.carrying import ended_days, last_before
from mdt_app.meeting.meetings import current_meeting
from mdt_app.meeting.values import Meeting
from mdt_app.register.queries import batches, network_name, practices
from mdt_app.register.values import Batch, Practice
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


def read_surroundings(rows: Reading, today: date) -> Surroundings:
    """What the list stands in today."""
    files = [batch for batch in batches(rows).values() if not batch.is_undone]
    return Surroundings(
        network_name(rows),
        tuple(practices(rows)),
        current_meeting(rows),
        last_before(ended_days(rows).values(), today),
        files[-1] if files else None,
        name_in_force(rows).words,
    )
