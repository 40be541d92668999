"""Makes the demonstration store: files taken in, an earlier meeting held, today's prepared.

This is what practices and chair did before the demonstration begins, so it is done by use
cases. What the demonstration shows is done by the rehearsal, with keys.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from mdt_app.demo.cohort import NETWORK, PRACTICES
from mdt_app.demo.extracts import network, write_extracts
from mdt_app.demo.stories import Story, stories
from mdt_app.intake.importing import take_in
from mdt_app.measures.months import complete_months, freeze_months
from mdt_app.measures.sets import DEFAULT_SET
from mdt_app.meeting.actions import agree_action, complete_action
from mdt_app.meeting.agenda import agenda, build_agenda, discussed
from mdt_app.meeting.attendance import record_attendee
from mdt_app.meeting.case_list import FLAGGED, case_list
from mdt_app.meeting.decisions import record_decision
from mdt_app.meeting.meetings import end_meeting, plan_meeting, start_meeting
from mdt_app.meeting.nominations import nominate
from mdt_app.meeting.noted import noted_rules
from mdt_app.meeting.values import Action, Attendee, Meeting, Nomination
from mdt_app.register.network import set_up_network
from mdt_app.vault.store import create_store
from mdt_app.vault.workspace import Workspace

CHAIR = "Dr A. Chair"
NURSE = "N. Patel"
PASSPHRASE = "invented people only"  # noqa: S105 - the demonstration hides nothing
LAST_MEETING_DAYS_AGO = 70
NOTED_LAST_TIME = 14
LEFT_FOR_THE_WINDOW = "dock-view"
"""The practice whose files and questions the rehearsal brings in through the window."""

TEAM = (
    Attendee("", CHAIR, "Chair", "Y90001", True),
    Attendee("", "Dr T. Chowdhury", "Consultant diabetologist", "Specialist team", True),
    Attendee("", "J. Cole", "Diabetes specialist nurse", "Specialist team", True),
    Attendee("", "Dr S. Rahman", "GP", "Y90001", True),
    Attendee("", "N. Patel", "Practice nurse", "Y90001", True),
    Attendee("", "Dr T. Mensah", "GP", "Y90002", True),
    Attendee("", "F. Ward", "Practice nurse", "Y90003", True),
    Attendee("", "L. Osei", "Pharmacist", "Y90004", True),
    Attendee("", "R. Noor", "Network manager", "", True),
    Attendee("", "Dr P. Evans", "GP", "Y90004", False),
)


@dataclass(frozen=True, slots=True)
class Demonstration:
    """A demonstration store, unlocked, and the files that were not taken in yet."""

    ws: Workspace
    store: Path
    waiting: tuple[Path, ...]
    numbers: dict[str, str]
    """NHS number by 'SURNAME, Forename' of the people written by hand."""


def make_demonstration(
    folder: Path, today: Callable[[], date], *, is_rehearsed: bool
) -> Demonstration:
    """Make the network in `folder`: its files, its store, its last meeting, today's agenda.

    For a rehearsal one practice is left out, the meeting is planned but not begun, and no month
    is frozen: that is done through the window.
    """
    on = today()
    files = write_extracts(folder / "extracts", on)
    waiting = [f for f in files if is_rehearsed and f.name.startswith(LEFT_FOR_THE_WINDOW)]
    store = folder / "network-3.mdt"
    vault = create_store(store, CHAIR, PASSPHRASE, is_demo=True)
    ws = Workspace(vault, CHAIR, today)
    set_up_network(ws, NETWORK, PRACTICES)
    take_in(ws, [file for file in files if file not in waiting])
    numbers = _numbers_of_stories(on)
    _hold_last_meeting(Workspace(vault, CHAIR, lambda: _last_meeting_on(on)), numbers)
    at_the_practice = Workspace(vault, NURSE, today)
    for story in _on_the_agenda(LEFT_FOR_THE_WINDOW if is_rehearsed else ""):
        nominate(at_the_practice, _nomination(story, numbers[story_name(story)]))
    meeting = plan_meeting(ws, meeting_on(on))
    _record_team(ws, meeting)
    if not is_rehearsed:
        build_agenda(ws, meeting.id, _listed(numbers))
        start_meeting(ws, meeting.id)
        freeze_months(ws, DEFAULT_SET, complete_months(on))
    case_list(ws, on)
    return Demonstration(ws, store, tuple(waiting), numbers)


def on_the_agenda() -> list[Story]:
    """The prepared cases, in the order of their places."""
    return _on_the_agenda("")


def _on_the_agenda(left_out: str) -> list[Story]:
    listed = [story for story in stories() if story.agenda]
    wanted = [s for s in listed if not left_out or practice_stem(s.practice) != left_out]
    return sorted(wanted, key=_place)


def _place(story: Story) -> int:
    return story.agenda


def practice_stem(ods: str) -> str:
    """What the files of a practice begin with: `alder-road`."""
    return PRACTICES[ods].lower().replace(" ", "-")


def story_name(story: Story) -> str:
    """As banners write it: `BEGUM, Shahida`."""
    return f"{story.surname.upper()}, {story.forename}"


def _numbers_of_stories(on: date) -> dict[str, str]:
    wanted = len(stories())
    people = network(on)
    told = [next(people).who for _ in range(wanted)]
    return {f"{who.surname.upper()}, {who.forename}": who.nhs_number for who in told}


def _nomination(story: Story, number: str) -> Nomination:
    return Nomination(
        nhs_number=number,
        is_chosen=True,
        question=story.question,
        what_matters=story.what_matters,
        asked="agreed",
    )


def _last_meeting_on(on: date) -> date:
    return on - timedelta(LAST_MEETING_DAYS_AGO)


def _hold_last_meeting(ws: Workspace, numbers: dict[str, str]) -> None:
    """Held by use cases: it lies ten weeks back, and nobody watches it."""
    spoken_of = [story for story in stories() if story.before]
    noted = _only_checks_due(ws)
    meeting = plan_meeting(ws, meeting_on(ws.today()))
    _record_team(ws, meeting)
    build_agenda(ws, meeting.id, [*(numbers[story_name(story)] for story in spoken_of), *noted])
    start_meeting(ws, meeting.id)
    for number in noted:
        record_decision(ws, meeting.id, number, ["continue"], "Noted: the checks are being booked.")
    for story in spoken_of:
        _agree_before(ws, meeting, story, numbers[story_name(story)])
    with ws.vault.reading() as reading:
        items = agenda(reading, meeting.id)
    for item in items:
        discussed(ws, item)
    end_meeting(ws, meeting.id)


def _only_checks_due(ws: Workspace) -> list[str]:
    """Some who were only noted then, and may be proposed to be noted again."""
    checks = set(noted_rules().rules[0].only)
    listed = (case for case in case_list(ws, ws.today()) if case.lane == FLAGGED)
    due = [case.person.nhs_number for case in listed if checks >= {r.rule for r in case.raised}]
    return due[:NOTED_LAST_TIME]


def _agree_before(ws: Workspace, meeting: Meeting, story: Story, number: str) -> None:
    record_decision(ws, meeting.id, number, story.before_choices, story.before)
    for line in story.before_actions:
        words, owner, state = (part.strip() for part in line.split("|"))
        day = ws.today()
        asked = _action(meeting, number, words, owner, day + timedelta(35))
        action = agree_action(ws, asked)
        if state == "done":
            complete_action(ws, action.id, day + timedelta(12))


def _action(meeting: Meeting, number: str, words: str, owner: str, due_on: date) -> Action:
    return Action(
        id="",
        meeting=meeting.id,
        nhs_number=number,
        words=words,
        owner=owner,
        due_on=due_on,
        category="case management",
        audience="person",
        practice="",
        state="open",
    )


def _listed(numbers: dict[str, str]) -> Sequence[str]:
    return [numbers[story_name(story)] for story in on_the_agenda()]


def meeting_on(day: date) -> Meeting:
    """The network's meeting of that day, as it is planned."""
    return Meeting(
        id="",
        title="Network 3 MDT",
        held_on=day,
        starts_at="13:00",
        place="Alder Road Surgery, meeting room",
        practices=tuple(PRACTICES),
    )


def _record_team(ws: Workspace, meeting: Meeting) -> None:
    for attendee in TEAM:
        record_attendee(ws, meeting.id, attendee)
