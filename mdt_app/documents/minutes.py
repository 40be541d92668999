"""What the minutes of a meeting say, as values: everything entered, and the facts it rested on.

Minutes for one practice hold that practice's people only; the numbers of the cases stay those
of the meeting. Nothing that was recorded is left out because its case was taken off the agenda.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mdt_app.clinical.days import age_on, banner_day, spoken
from mdt_app.clinical.kinds import Kind
from mdt_app.clinical.nhs_number import spaced
from mdt_app.errors import UserError
from mdt_app.flags.answers import Raised, Unknown
from mdt_app.flags.pack import Pack
from mdt_app.meeting.actions import actions_of
from mdt_app.meeting.agenda import agenda
from mdt_app.meeting.attendance import attendees
from mdt_app.meeting.case_page import case_page
from mdt_app.meeting.decisions import choice_words, decisions_about, decisions_of
from mdt_app.meeting.meetings import meeting_by_id, pack_of_meeting
from mdt_app.meeting.set_aside import set_aside_words
from mdt_app.meeting.trend_words import sentence
from mdt_app.meeting.trends import Trend, trends_of
from mdt_app.meeting.values import Action, AgendaItem, CasePage, Decision, Meeting
from mdt_app.meeting.worked_out import chosen_equation
from mdt_app.register.queries import network_name, person_by_number, practices
from mdt_app.register.values import Person
from mdt_app.vault.vault import Reading

NO_OWNER, NO_DATE = "no owner yet", "no date yet"
NO_RECORD = "Record no longer in this store"
OFF_THE_AGENDA = "taken off the agenda after something was recorded"
_CHARTED = (Kind.HBA1C, Kind.EGFR)


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody who came or sent apologies; `place` is a practice or a team."""

    name: str
    role: str
    place: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A flag that was raised: what it said on the day of the meeting."""

    severity: str
    headline: str
    detail: str
    since: str = ""
    """How it stood against the meeting before, '' at a network's first."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """One decision. Two in one case are rivals that nobody has settled."""

    choices: tuple[str, ...]
    words: str
    recorded_by: str


@dataclass(frozen=True, slots=True)
class Task:
    """One action in words. `case` is the number of its case, 0 for a practice's own."""

    words: str
    owner: str
    due: str
    kind: str
    state: str
    case: int
    practice: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class MinutesCase:
    """One person as discussed."""

    number: int
    who: str
    born: str
    sex: str
    nhs_number: str
    practice: str
    state: str
    reason: str
    decisions: tuple[Agreed, ...]
    tasks: tuple[Task, ...]
    asked_by: str = ""
    question: str = ""
    what_matters: str = ""
    facts: tuple[Fact, ...] = ()
    not_known: tuple[str, ...] = ()
    cleared: tuple[str, ...] = ()
    """What was raised at the meeting before and not at this one, and by what."""
    followed: tuple[str, ...] = ()
    """What the records showed of what earlier meetings agreed."""
    sentences: tuple[str, ...] = ()
    trends: tuple[Trend, ...] = ()

    @property
    def was_discussed(self) -> bool:
        """Whether it has its own section: discussed, or something was recorded all the same."""
        return self.state == "discussed" or bool(self.decisions or self.tasks)


@dataclass(frozen=True, slots=True)
class Minutes:
    """Everything the document says, in its order."""

    network: str
    title: str
    held_on: date
    starts_at: str
    place: str
    practices: tuple[str, ...]
    only_practice: str
    """The practice these minutes are for, '' for the whole network's."""
    is_draft: bool
    present: tuple[Present, ...]
    apologies: tuple[Present, ...]
    cases: tuple[MinutesCase, ...]
    for_practices: tuple[Task, ...]
    rules: str = ""
    """The pack that spoke in the meeting, with its version."""

    @property
    def discussed(self) -> tuple[MinutesCase, ...]:
        return tuple(case for case in self.cases if case.was_discussed)

    @property
    def carried_over(self) -> tuple[MinutesCase, ...]:
        return tuple(case for case in self.cases if not case.was_discussed)

    @property
    def tasks(self) -> tuple[Task, ...]:
        """Every action that is still wanted: by owner, then by its day."""
        found = [task for case in self.cases for task in case.tasks]
        wanted = [task for task in (*found, *self.for_practices) if not task.state]
        return tuple(sorted(wanted, key=_by_owner))


def _by_owner(task: Task) -> tuple[bool, str, date]:
    return task.owner == NO_OWNER, task.owner.casefold(), task.due_on or date.max


def minutes_of(rows: Reading, meeting_id: str, practice: str = "") -> Minutes:
    """The minutes of a meeting as it stands; for one practice if its ODS code is given."""
    meeting = meeting_by_id(rows, meeting_id)
    if meeting is None:
        raise UserError("There is no such meeting in this store.", "Choose one from the list.")
    names = {each.ods: each.name for each in practices(rows)}
    pack = pack_of_meeting(rows, meeting_id)
    writer = _Writer(rows, meeting, names, pack)
    cases = tuple(case for ods, case in writer.cases() if practice in ("", ods))
    seats = [
        (Present(a.name, a.role, names.get(a.practice, a.practice)), a.is_present)
        for a in attendees(rows, meeting_id)
    ]
    return Minutes(
        network=network_name(rows),
        title=meeting.title,
        held_on=meeting.held_on,
        starts_at=meeting.starts_at,
        place=meeting.place,
        practices=tuple(names.get(ods, ods) for ods in meeting.practices) or tuple(names.values()),
        only_practice=names.get(practice, practice),
        is_draft=meeting.state != "ended",
        present=tuple(seat for seat, came in seats if came),
        apologies=tuple(seat for seat, came in seats if not came),
        cases=cases,
        for_practices=writer.practice_tasks(practice),
        rules=pack.called.words,
    )


class _Writer:
    """Reads one meeting, and puts each case into words."""

    def __init__(
        self, rows: Reading, meeting: Meeting, names: Mapping[str, str], pack: Pack
    ) -> None:
        self._rows, self._meeting, self._names, self._pack = rows, meeting, names, pack
        self._actions = actions_of(rows, meeting.id)

    def cases(self) -> list[tuple[str, MinutesCase]]:
        """Each case with its practice: in the order of the agenda, then what stands beside it."""
        items = agenda(self._rows, self._meeting.id)
        return [
            self._case(number, item)
            for number, item in enumerate((*items, *self._beside(items)), start=1)
        ]

    def _beside(self, items: Sequence[AgendaItem]) -> list[AgendaItem]:
        """People with a decision or action of this meeting who are not on its agenda any more."""
        there = {item.nhs_number for item in items}
        recorded = [each.nhs_number for each in decisions_of(self._rows, self._meeting.id)]
        recorded += [action.nhs_number for action in self._actions if action.nhs_number]
        return [
            AgendaItem("", self._meeting.id, number, 0, "discussed", OFF_THE_AGENDA)
            for number in dict.fromkeys(recorded)
            if number not in there
        ]

    def _case(self, number: int, item: AgendaItem) -> tuple[str, MinutesCase]:
        person = person_by_number(self._rows, item.nhs_number)
        if person is None:
            return self._without_record(number, item)
        page = case_page(self._rows, self._pack, self._meeting, item, self._meeting.held_on)
        return person.practice, self._from_page(number, page)

    def _from_page(self, number: int, page: CasePage) -> MinutesCase:
        day, person = self._meeting.held_on, page.record.person
        trends = trends_of(
            page.record,
            day,
            own_targets=page.own_targets,
            pack=self._pack,
            equation=chosen_equation(),
        )
        return MinutesCase(
            number=number,
            who=_banner(person),
            born=f"{banner_day(person.born_on)} ({age_on(person.born_on, day)}y)",
            sex=person.sex.capitalize() if person.sex != "unknown" else "Sex not known",
            nhs_number=spaced(person.nhs_number),
            practice=self._names.get(person.practice, person.practice),
            state=page.item.state,
            reason=page.item.reason,
            asked_by=page.nomination.by if page.nomination.question else "",
            question=page.nomination.question,
            what_matters=page.nomination.what_matters,
            facts=tuple(_facts(page, day)),
            not_known=tuple(_not_known(page)),
            cleared=tuple(f"{each.title}: {each.words}" for each in page.cleared),
            followed=tuple(each.words for each in page.followed),
            sentences=tuple(sentence(trend) for trend in trends),
            trends=tuple(trend for trend in trends if trend.kind in _CHARTED),
            decisions=tuple(_agreed(decision) for decision in page.decisions),
            tasks=tuple(self._task(action, number) for action in page.actions),
        )

    def _without_record(self, number: int, item: AgendaItem) -> tuple[str, MinutesCase]:
        """Somebody whose file was taken back after the meeting: what was agreed still stands."""
        actions = [a for a in self._actions if a.nhs_number == item.nhs_number]
        decisions = decisions_about(self._rows, item.nhs_number, self._meeting.id)
        ods = actions[0].practice if actions else ""
        return ods, MinutesCase(
            number=number,
            who=NO_RECORD,
            born="not known",
            sex="Sex not known",
            nhs_number=spaced(item.nhs_number),
            practice=self._names.get(ods, ods),
            state=item.state,
            reason=item.reason,
            decisions=tuple(_agreed(decision) for decision in decisions),
            tasks=tuple(self._task(action, number) for action in actions),
        )

    def practice_tasks(self, practice: str) -> tuple[Task, ...]:
        """Actions about no patient: teaching and tasks for practices."""
        own = [action for action in self._actions if not action.nhs_number]
        return tuple(
            self._task(action, 0)
            for action in own
            if practice in ("", action.practice) or not action.practice
        )

    def _task(self, action: Action, case: int) -> Task:
        return Task(
            words=action.words,
            owner=action.owner or NO_OWNER,
            due=spoken(action.due_on) if action.due_on else NO_DATE,
            kind=_kind(action),
            state=_state(action),
            case=case,
            practice=self._names.get(action.practice, action.practice),
            due_on=action.due_on,
        )


def _banner(person: Person) -> str:
    title = f" ({person.title})" if person.title else ""
    return f"{person.surname.upper()}, {person.forename}{title}"


def _facts(page: CasePage, on: date) -> Iterable[Fact]:
    """What was raised; what was set aside comes last, and says by whom, why and until when."""
    raised = [answer for answer in page.answers if isinstance(answer, Raised)]
    for answer in sorted(raised, key=lambda each: each.rule in page.set_aside):
        since, aside = page.since[answer.rule], page.set_aside.get(answer.rule)
        words = "" if since.is_first else since.words
        if aside is not None:
            words = set_aside_words(aside, on)
        yield Fact(answer.severity, answer.headline, answer.detail, words)


def _not_known(page: CasePage) -> Iterable[str]:
    """Why rules could not answer; a reason that keeps several from it is given once."""
    messages = (a.message for a in page.answers if isinstance(a, Unknown))
    reasons = (message.partition(": not known, ")[2] or message for message in messages)
    return dict.fromkeys(each for reason in reasons for each in reason.split("; "))


def _agreed(decision: Decision) -> Agreed:
    chosen = tuple(choice_words(choice) for choice in decision.choices)
    return Agreed(chosen, decision.words, decision.recorded_by)


def _kind(action: Action) -> str:
    """`Education, for the practice`; case management for the person goes without saying."""
    if action.category == "education":
        return f"Education, for the {action.audience}"
    return "For the practice" if action.audience == "practice" else "Case management"


def _state(action: Action) -> str:
    """'' while it is wanted; else what became of it before the minutes were written."""
    note = f": {action.note}" if action.note else ""
    if action.state == "done":
        day = f" {spoken(action.done_on)}" if action.done_on else ""
        return f"done{day}{note}"
    return f"withdrawn{note}" if action.state == "withdrawn" else ""
