"""Putting the chosen people on the agenda of the next meeting: what the dialog asks and does."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from mdt_app.clinical.days import spoken
from mdt_app.meeting.agenda import build_agenda
from mdt_app.meeting.meetings import change_meeting, plan_meeting
from mdt_app.meeting.nominations import may_be_listed
from mdt_app.meeting.values import Meeting
from mdt_app.ui.prepare.lines import CaseLine
from mdt_app.ui.prepare.surroundings import Surroundings
from mdt_app.vault.workspace import Workspace

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_USUALLY_AHEAD = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A meeting, the people who go on its agenda, and what is still missing about whom."""

    meeting: Meeting
    numbers: tuple[str, ...]
    minutes: int
    not_ready: tuple[str, ...]


def day_words(day: date) -> str:
    """`Thu 26 Nov 2026`."""
    return f"{_WEEKDAYS[day.weekday()]} {spoken(day)}"


def proposal(chosen: Sequence[CaseLine], around: Surroundings, today: date) -> Proposal:
    """The next meeting as planned, or one proposed, with everyone chosen who may be listed."""
    listed = [line for line in chosen if may_be_listed(line.nomination)]
    return Proposal(
        around.meeting or _new_meeting(around, today),
        tuple(line.nhs_number for line in listed),
        sum(line.nomination.minutes for line in listed),
        tuple(
            f"{line.name}: {'; '.join(each.words for each in line.missing)}"
            for line in chosen
            if line.missing
        ),
    )


def _new_meeting(around: Surroundings, today: date) -> Meeting:
    return Meeting(
        id="",
        title=f"{around.network} MDT".strip(),
        held_on=today + _USUALLY_AHEAD,
        practices=tuple(practice.ods for practice in around.practices),
    )


def put_on_agenda(ws: Workspace, meeting: Meeting, before: Meeting, numbers: Sequence[str]) -> int:
    """Plan or change the meeting and build its agenda; answers how many cases are on it."""
    if not meeting.id:
        meeting = plan_meeting(ws, meeting)
    elif meeting != before:
        meeting = replace(change_meeting(ws, meeting), state=meeting.state)
    return len(build_agenda(ws, meeting.id, numbers))
