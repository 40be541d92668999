"""What happened before the demonstration meeting: an earlier one, the questions, the agenda."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from mdt_app.demo.cohort import PRACTICES
from mdt_app.demo.stories import PlannedAction, Story, stories
from mdt_app.meeting.actions import agree_action, complete_action
from mdt_app.meeting.agenda import agenda, build_agenda, defer, discussed
from mdt_app.meeting.attendance import record_attendee
from mdt_app.meeting.decisions import record_decision
from mdt_app.meeting.meetings import end_meeting, plan_meeting, start_meeting
from mdt_app.meeting.nominations import nominate
from mdt_app.meeting.values import Action, AgendaItem, Attendee, Meeting, Nomination
from mdt_app.register.queries import people
from mdt_app.vault.workspace import Workspace

TITLE = "Network 3 MDT"
DAYS_BETWEEN = 164
ATTENDEES = (
    ("Dr A. Chair", "Chair", "Y90001", True),
    ("Dr M. Lindqvist", "Consultant diabetologist", "Diabetes specialist team", True),
    ("J. Cole", "Diabetes specialist nurse", "Diabetes specialist team", True),
    ("Dr S. Rahman", "GP", "Y90001", True),
    ("Dr A. Mensah", "GP", "Y90002", True),
    ("Dr P. Shah", "GP", "Y90003", True),
    ("Dr E. Fernando", "GP", "Y90004", True),
    ("N. Patel", "Practice nurse", "Y90001", True),
    ("H. Nur", "Practice nurse", "Y90002", True),
    ("K. Adeyemi", "Practice nurse", "Y90003", True),
    ("L. Osei", "Pharmacist", "Network team", True),
    ("R. Grant", "Podiatrist", "Community podiatry", True),
    ("C. Bailey", "Network manager", "Network team", True),
    ("T. Wong", "Practice nurse", "Y90004", False),
    ("M. Reyes", "Dietitian", "Diabetes specialist team", False),
)
"""Name, role, practice or team, and whether they came."""


def prepare_meeting(ws: Workspace) -> Meeting:
    """Hold the earlier meeting, ask the questions, and plan today's with its agenda."""
    numbers = numbers_by_name(ws)
    _hold_earlier_meeting(ws, numbers)
    for story in stories():
        nominate(ws, _nomination(story, numbers[story.surname, story.forename]))
    meeting = _planned(ws, ws.today())
    build_agenda(ws, meeting.id, [numbers[s.surname, s.forename] for s in on_the_agenda()])
    return meeting


def numbers_by_name(ws: Workspace) -> dict[tuple[str, str], str]:
    """NHS numbers by surname and forename; nobody shares the name of a person written by hand."""
    with ws.vault.reading() as reading:
        return {(p.surname, p.forename): p.nhs_number for p in people(reading)}


def on_the_agenda() -> list[Story]:
    """The people of the demonstration meeting, in its order."""
    return sorted((story for story in stories() if story.agenda), key=_place)


def _place(story: Story) -> int:
    return story.agenda


def _planned(ws: Workspace, on: date) -> Meeting:
    wanted = Meeting("", TITLE, on, "13:30", "Alder Road Surgery, seminar room", tuple(PRACTICES))
    meeting = plan_meeting(ws, wanted)
    for name, role, place, came in ATTENDEES:
        record_attendee(ws, meeting.id, Attendee("", name, role, place, came))
    return meeting


def _nomination(story: Story, number: str) -> Nomination:
    return Nomination(
        number,
        is_chosen=bool(story.agenda),
        question=story.question,
        what_matters=story.what_matters,
        asked="agreed" if story.agenda else "",
    )


def _hold_earlier_meeting(ws: Workspace, numbers: dict[tuple[str, str], str]) -> None:
    """The meeting of half a year ago, about those whose story has a before."""
    on = ws.today() - timedelta(DAYS_BETWEEN)
    then = replace(ws, today=_Day(on))
    told = [story for story in stories() if story.before]
    meeting = _planned(then, on)
    start_meeting(then, meeting.id)
    items = build_agenda(then, meeting.id, [numbers[s.surname, s.forename] for s in told])
    for item, story in zip(items, told):
        record_decision(then, meeting.id, item.nhs_number, [], story.before)
        for words, owner, state in _earlier_actions(story.before_actions):
            wanted = Action(
                meeting=meeting.id,
                nhs_number=item.nhs_number,
                words=words,
                owner=owner,
                due_on=on + timedelta(28),
            )
            agreed = agree_action(then, wanted)
            if state == "done":
                complete_action(then, agreed.id, on + timedelta(21))
        discussed(then, item)
    end_meeting(then, meeting.id)


def _earlier_actions(lines: Iterable[str]) -> Iterable[tuple[str, str, str]]:
    for line in lines:
        words, owner, state = (part.strip() for part in line.split("|"))
        yield words, owner, state


class _Day:
    """A clock that stands still."""

    def __init__(self, day: date) -> None:
        self._day = day

    def __call__(self) -> date:
        return self._day


def hold_case(ws: Workspace, meeting: Meeting, item: AgendaItem, story: Story) -> None:
    """Enter for one case what its story says the meeting agreed."""
    if story.defer:
        defer(ws, item, story.defer)
        return
    chosen = [_choice(code, story.refer_to) for code in story.choices]
    record_decision(ws, meeting.id, item.nhs_number, chosen, story.words)
    for planned in story.planned:
        agree_action(ws, _action(planned, meeting, item))
    discussed(ws, item)


def hold_cases(ws: Workspace, meeting: Meeting, how_many: int) -> None:
    """Enter the first cases of the agenda, as if the meeting had come that far."""
    with ws.vault.reading() as reading:
        items = agenda(reading, meeting.id)
    for item, story in list(zip(items, on_the_agenda()))[:how_many]:
        hold_case(ws, meeting, item, story)


def _choice(code: str, refer_to: str) -> str:
    return f"{code}:{refer_to}" if code == "refer" and refer_to else code


def _action(planned: PlannedAction, meeting: Meeting, item: AgendaItem) -> Action:
    return Action(
        meeting=meeting.id,
        nhs_number=item.nhs_number,
        words=planned.words,
        owner=planned.owner,
        due_on=meeting.held_on + timedelta(planned.due_in_days),
        category=planned.category,
        audience=planned.audience,
    )
