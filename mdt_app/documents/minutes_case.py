"""One case of a meeting in words, as the minutes print it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mdt_app.clinical.days import age_on, banner_day, spoken
from mdt_app.clinical.kinds import Kind
from mdt_app.clinical.nhs_number import spaced
from mdt_app.documents.minutes_values import (
    NO_DATE,
    NO_OWNER,
    Agreed,
    Fact,
    MinutesCase,
    Task,
)
from mdt_app.flags.answers import Raised, Unknown
from mdt_app.flags.pack import Pack
from mdt_app.meeting.actions import actions_of
from mdt_app.meeting.agenda import agenda
from mdt_app.meeting.attendance import attendees
from mdt_app.meeting.breaks import breaks_of
from mdt_app.meeting.case_page import case_page
from mdt_app.meeting.conditions import EASY_READ_FOR, conditions_of
from mdt_app.meeting.decisions import choice_words, decisions_about, decisions_of, read_back
from mdt_app.meeting.ending import CARRIED
from mdt_app.meeting.presence import present_for
from mdt_app.meeting.set_aside import set_aside_words
from mdt_app.meeting.tiers import remit_words, tier_words
from mdt_app.meeting.trend_words import sentence
from mdt_app.meeting.trends import trends_of
from mdt_app.meeting.values import Action, AgendaItem, CasePage, Decision, Meeting
from mdt_app.meeting.worked_out import chosen_equation
from mdt_app.register.queries import person_by_number
from mdt_app.register.values import Person, Record
from mdt_app.vault.vault import Reading

NO_RECORD = "Record no longer in this store"
OFF_THE_AGENDA = "taken off the agenda after something was recorded"
PROMPT_WORDS: Mapping[str, str] = {
    "comorbidity": "comorbidity",
    "persons_view": "the person's view",
    "medicines_burden": "medicines burden",
    "who_tells": "who tells the person",
}
_CHARTED = (Kind.HBA1C, Kind.EGFR)
_FEW = 3
"""So many who were missing are named; of more, those who were there are."""


@dataclass(frozen=True, slots=True)
class Told:
    """One case in words, with whose it is; `person` None is somebody without a record here."""

    nhs_number: str
    practice: str
    person: Person | None
    case: MinutesCase


class CaseTeller:
    """Reads one meeting, and puts each case into words."""

    def __init__(
        self, rows: Reading, meeting: Meeting, names: Mapping[str, str], pack: Pack
    ) -> None:
        self._rows, self._meeting, self._names, self._pack = rows, meeting, names, pack
        self._actions = actions_of(rows, meeting.id)
        self._attendees = attendees(rows, meeting.id)
        self._breaks = breaks_of(rows, meeting.id)

    def cases(self) -> list[Told]:
        """Each case with its person: in the order of the agenda, then what stands beside it."""
        items = agenda(self._rows, self._meeting.id)
        return [
            self._case(number, item)
            for number, item in enumerate((*items, *self._beside(items)), start=1)
        ]

    def practice_tasks(self, practice: str) -> tuple[Task, ...]:
        """Actions about no patient: teaching and tasks for practices."""
        own = [action for action in self._actions if not action.nhs_number]
        return tuple(
            self._task(action, 0)
            for action in own
            if practice in ("", action.practice) or not action.practice
        )

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

    def _case(self, number: int, item: AgendaItem) -> Told:
        person = person_by_number(self._rows, item.nhs_number)
        if person is None:
            return self._without_record(number, item)
        page = case_page(self._rows, self._pack, self._meeting, item, self._meeting.held_on)
        case = self._from_page(number, item, page)
        return Told(item.nhs_number, person.practice, page.record.person, case)

    def _from_page(self, number: int, item: AgendaItem, page: CasePage) -> MinutesCase:
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
            who=person.banner_name,
            born=f"{banner_day(person.born_on)} ({age_on(person.born_on, day)}y)",
            sex=person.sex.capitalize() if person.sex != "unknown" else "Sex not known",
            nhs_number=spaced(person.nhs_number),
            practice=self._names.get(person.practice, person.practice),
            state=item.state,
            reason=item.reason,
            asked_by=page.nomination.by if page.nomination.question else "",
            question=page.nomination.question,
            what_matters=page.nomination.what_matters,
            facts=tuple(_facts(page, day)),
            not_known=tuple(_not_known(page)),
            cleared=tuple(f"{each.title}: {each.words}" for each in page.cleared),
            followed=tuple(each.words for each in page.followed),
            sentences=tuple(sentence(trend) for trend in trends),
            trends=tuple(trend for trend in trends if trend.kind in _CHARTED),
            decisions=tuple(_agreed(decision, page.actions) for decision in page.decisions),
            tasks=tuple(self._task(action, number) for action in page.actions),
            needs=_needs(page.record, day, wants_easy_read=page.wants_easy_read),
            late=_late(item),
            in_the_room=self._in_the_room(item),
        )

    def _without_record(self, number: int, item: AgendaItem) -> Told:
        """Somebody whose file was taken back after the meeting: what was agreed still stands."""
        actions = [a for a in self._actions if a.nhs_number == item.nhs_number]
        decisions = decisions_about(self._rows, item.nhs_number, self._meeting.id)
        ods = actions[0].practice if actions else ""
        case = MinutesCase(
            number=number,
            who=NO_RECORD,
            born="not known",
            sex="Sex not known",
            nhs_number=spaced(item.nhs_number),
            practice=self._names.get(ods, ods),
            state=item.state,
            reason=item.reason,
            decisions=tuple(_agreed(decision, actions) for decision in decisions),
            tasks=tuple(self._task(action, number) for action in actions),
            late=_late(item),
            in_the_room=self._in_the_room(item),
        )
        return Told(item.nhs_number, ods, None, case)

    def _in_the_room(self, item: AgendaItem) -> str:
        """Who was there for the case; '' where no times were kept, and everybody is listed."""
        came = [one for one in self._attendees if one.is_present]
        if not item.spoken_of or not any(one.stays for one in came):
            return ""
        there = present_for(item, came, self._breaks)
        missing = [one.name for one in came if one not in there]
        if not missing:
            return f"everybody present ({len(came)})"
        if len(missing) <= _FEW and len(missing) < len(there):
            return f"everybody present but {', '.join(missing)}"
        return ", ".join(one.name for one in there) or "nobody on the list"

    def _task(self, action: Action, case: int) -> Task:
        is_carried = action.note.startswith(CARRIED) and action.state == "open"
        return Task(
            words=action.words,
            owner=action.owner or NO_OWNER,
            due=spoken(action.due_on) if action.due_on else NO_DATE,
            kind=_kind(action),
            state=_state(action),
            case=case,
            practice=self._names.get(action.practice, action.practice),
            due_on=action.due_on,
            note=action.note if is_carried else "",
            topic=action.topic,
        )


def _needs(record: Record, on: date, *, wants_easy_read: bool) -> str:
    """`language Bengali, interpreter needed`; '' where nothing is known to be needed."""
    person = record.person
    parts = [f"language {person.language}"] if person.language else []
    parts += ["interpreter needed"] if person.interpreter else []
    if any(each.kind == EASY_READ_FOR for each in conditions_of(record, on)):
        parts.append("easy read (learning disability recorded)")
    elif wants_easy_read:
        parts.append("easy read (asked for)")
    return ", ".join(parts)


def _late(item: AgendaItem) -> str:
    return (item.late_reason or "no reason given") if item.is_late else ""


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


def _agreed(decision: Decision, actions: Sequence[Action]) -> Agreed:
    return Agreed(
        choices=tuple(choice_words(choice) for choice in decision.choices),
        words=decision.words,
        recorded_by=decision.recorded_by,
        told_by=decision.told_by,
        tier=tier_words(decision.tier) if decision.tier else "",
        remit=remit_words(decision.remit) if decision.remit else "",
        coordinator=decision.coordinator,
        differed=decision.differed,
        considered=tuple(PROMPT_WORDS.get(code, code) for code in decision.considered),
        read_back=read_back(decision, actions),
    )


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
