"""Putting the chosen people on the agenda of the next meeting: what the dialog asks and does."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from mdt_app.clinical.days import spoken
from mdt_app.clinical.words import counted
from mdt_app.meeting.agenda import build_agenda
from mdt_app.meeting.complexity import Complicated
from mdt_app.meeting.meetings import change_meeting, plan_meeting
from mdt_app.meeting.nominations import may_be_listed
from mdt_app.meeting.planned import Candidate, Plan, in_order, planned, slot_of
from mdt_app.meeting.prepared import Prepared, candidate
from mdt_app.meeting.topics import Topic, minutes_for_topics, plan_topics
from mdt_app.meeting.values import Meeting
from mdt_app.ui.prepare.lines import CaseLine
from mdt_app.ui.prepare.surroundings import Surroundings
from mdt_app.vault.workspace import Workspace

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_USUALLY_AHEAD = timedelta(days=7)
_USUALLY_CLOSES = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A meeting, the people who would go on its agenda, and who is left out."""

    meeting: Meeting
    chosen: tuple[CaseLine, ...] = ()
    """Who may be listed, in the order of the ranked list."""
    objecting: int = 0
    """How many are chosen and object: they are left out."""
    on_agenda: tuple[str, ...] = ()
    """Who is on it already, in its order."""
    topics: tuple[Topic, ...] = ()
    """What else is on it, or was left over for it."""

    @property
    def not_ready(self) -> int:
        return sum(bool(line.missing) for line in self.chosen)

    def line(self, nhs_number: str) -> CaseLine:
        return next(line for line in self.chosen if line.nhs_number == nhs_number)

    def candidates(self, meeting: Meeting) -> list[Candidate]:
        """Those chosen as the order sees them, in the order that is proposed for the meeting.

        An order of one's own is kept, and who is new comes after it.
        """
        known = {number: place for place, number in enumerate(self.on_agenda)}

        def place(one: Candidate) -> int:
            return known.get(one.nhs_number, len(known))

        found = [_candidate(line, meeting.cut_off) for line in self.chosen]
        if meeting.order == "own":
            return sorted(in_order(found, "complex"), key=place)
        return in_order(found, meeting.order)

    def numbers(self, meeting: Meeting) -> tuple[str, ...]:
        """Their NHS numbers, in that order."""
        return tuple(one.nhs_number for one in self.candidates(meeting))

    def plan(self, meeting: Meeting, numbers: Sequence[str], topics: Sequence[Topic] = ()) -> Plan:
        """Each of them in their place, in this order, in a meeting with these topics."""
        found = {one.nhs_number: one for one in self.candidates(meeting)}
        slot = slot_of(meeting, minutes_for_topics(topics))
        places = [(topic.after, topic.minutes) for topic in topics]
        return planned([found[number] for number in numbers], slot, places)


def day_words(day: date) -> str:
    """`Thu 26 Nov 2026`."""
    return f"{_WEEKDAYS[day.weekday()]} {spoken(day)}"


def closing_words(meeting: Meeting, today: date) -> str:
    """`list closes Tue 24 Nov`, or that it did; '' where it does not."""
    day = meeting.cut_off
    if day is None:
        return ""
    word = "closed" if day < today else "closes"
    return f"list {word} {day_words(day).rsplit(' ', 1)[0]}"


def proposal(chosen: Sequence[CaseLine], around: Surroundings, today: date) -> Proposal:
    """The next meeting as planned, or one proposed, with everyone chosen who may be listed."""
    listed = tuple(line for line in chosen if may_be_listed(line.nomination))
    meeting = around.meeting or _new_meeting(around, today)
    left_out = len(chosen) - len(listed)
    return Proposal(meeting, listed, left_out, around.on_agenda, around.topics)


def _new_meeting(around: Surroundings, today: date) -> Meeting:
    held_on = today + _USUALLY_AHEAD
    return Meeting(
        id="",
        title=f"{around.network} MDT".strip(),
        held_on=held_on,
        practices=tuple(practice.ods for practice in around.practices),
        cut_off=held_on - _USUALLY_CLOSES,
    )


def _candidate(line: CaseLine, cut_off: date | None) -> Candidate:
    said, prepared = line.nomination, line.prepared or Prepared()
    about = Complicated.of(line.case.person, line.case, prepared.conditions, said.minutes)
    return candidate(said, line.practice_name, line.case.carried, about, cut_off)


def plan_words(proposed: Proposal, plan: Plan) -> str:
    """How full it is, who does not fit, where a break goes, who is not ready or late."""
    if not plan.cases:
        return "Nobody is chosen yet. Choose people in the list with Space."
    slot = plan.slot
    people = counted(len(plan.cases), "person", "people")
    parts = [f"{people}, {plan.minutes} of {slot.for_cases} minutes for cases"]
    if slot.for_topics:
        parts.append(f"{slot.for_topics} minutes for topics")
    cut = plan.cut
    if cut is not None:
        first = proposed.line(plan.cases[cut].candidate.nhs_number).name
        parts.append(f"{len(plan.cases) - cut} do not fit, from {first} on")
    if plan.break_after is not None:
        at = plan.begins_at(plan.break_at or 0)
        parts.append(f"break {f'at {at}' if at else f'after case {plan.break_after}'}")
    planned_late = [case.candidate for case in plan.cases if case.candidate.is_late]
    late = [proposed.line(one.nhs_number) for one in planned_late]
    told = [counted_words(proposed.not_ready, "not ready"), late_words(late)]
    told.append(counted_words(proposed.objecting, "chosen but objecting, so left out"))
    return ". ".join(["; ".join(parts), *filter(None, [", ".join(filter(None, told))])]) + "."


def late_words(lines: Iterable[CaseLine]) -> str:
    """Of those who are late `2 late, 1 of them without a reason`; '' for nobody."""
    reasons = [line.nomination.late_reason.strip() for line in lines]
    unsaid = counted_words(reasons.count(""), "of them without a reason")
    return ", ".join(filter(None, (counted_words(len(reasons), "late"), unsaid)))


def counted_words(number: int, words: str) -> str:
    """`2 late`, or '' for none."""
    return f"{number} {words}" if number else ""


def put_on_agenda(
    ws: Workspace,
    meeting: Meeting,
    before: Meeting,
    numbers: Sequence[str],
    topics: Sequence[Topic],
) -> int:
    """Plan or change the meeting and build its agenda; answers how many cases are on it."""
    if not meeting.id:
        meeting = plan_meeting(ws, meeting)
    elif meeting != before:
        meeting = replace(change_meeting(ws, meeting), state=meeting.state)
    plan_topics(ws, meeting.id, topics)
    return len(build_agenda(ws, meeting.id, numbers, is_in_order=True))
