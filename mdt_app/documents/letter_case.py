"""What letters and lists are made from: one case of a meeting as it stands, and who is left out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mdt_app.clinical.days import age_on, banner_day
from mdt_app.clinical.nhs_number import spaced
from mdt_app.errors import UserError
from mdt_app.flags.pack import Pack
from mdt_app.meeting.actions import actions_of
from mdt_app.meeting.agenda import agenda
from mdt_app.meeting.attendance import attendees
from mdt_app.meeting.case_page import case_page
from mdt_app.meeting.decisions import decisions_of
from mdt_app.meeting.joint_plan import JointPlan, plan_about
from mdt_app.meeting.meetings import meeting_by_id, pack_of_meeting
from mdt_app.meeting.offers import Offer, offers_now
from mdt_app.meeting.queries import objecting
from mdt_app.meeting.values import Action, AgendaItem, Attendee, CasePage, Decision, Meeting
from mdt_app.register.queries import network_name, person_by_number, practices
from mdt_app.register.values import Person
from mdt_app.vault.vault import Reading

OBJECTS = "objects to being discussed with others"
NO_RECORD = "the record is not in this store any more"
NOT_DISCUSSED = "not discussed at this meeting"
TWO_VERSIONS = "two versions of the decision stand; settle which holds"

_UNBROKEN = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class LetterCase:
    """One person as a meeting left them: everything a letter about them may say."""

    number: int
    network: str
    meeting: Meeting
    practice_name: str
    page: CasePage
    present: tuple[Attendee, ...]
    plan: JointPlan | None
    pack: Pack
    practice_names: Mapping[str, str]
    offers: tuple[Offer, ...] = ()
    """What the network offers outside medicine."""

    @property
    def person(self) -> Person:
        return self.page.record.person

    @property
    def is_draft(self) -> bool:
        """Whether what was agreed may still change."""
        return self.meeting.state != "ended"

    @property
    def decision(self) -> Decision | None:
        """What was agreed; None where nothing was, or two versions stand."""
        return self.page.decisions[0] if len(self.page.decisions) == 1 else None

    @property
    def actions(self) -> tuple[Action, ...]:
        """What was agreed to be done and not taken back since."""
        return tuple(action for action in self.page.actions if action.state != "withdrawn")

    @property
    def is_discussed(self) -> bool:
        page = self.page
        return page.item.state == "discussed" or bool(page.decisions or page.actions)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Somebody about whom nothing is written, and why. `who` is for the screen only."""

    number: int
    who: str
    why: str


@dataclass(frozen=True, slots=True)
class MeetingCases:
    """The cases of one meeting that may be written about, in the order of their numbers."""

    meeting: Meeting
    cases: tuple[LetterCase, ...]
    left_out: tuple[LeftOut, ...]


def numbered_items(rows: Reading, meeting_id: str) -> list[tuple[int, AgendaItem]]:
    """Every case with its number, as the minutes count them.

    First the agenda in its order, then whoever has a decision or action but is off the agenda.
    """
    items = agenda(rows, meeting_id)
    there = {item.nhs_number for item in items}
    recorded = [each.nhs_number for each in decisions_of(rows, meeting_id)]
    recorded += [action.nhs_number for action in actions_of(rows, meeting_id) if action.nhs_number]
    beside = [
        AgendaItem("", meeting_id, number, 0, "discussed")
        for number in dict.fromkeys(recorded)
        if number not in there
    ]
    return list(enumerate((*items, *beside), start=1))


def who_objects(rows: Reading, meeting_id: str) -> set[str]:
    """Who objects to being discussed: now, or when that meeting was held."""
    return {*objecting(rows, ""), *objecting(rows, meeting_id)}


def case_of(rows: Reading, meeting_id: str, nhs_number: str) -> LetterCase | LeftOut:
    """One case of a meeting, or why nothing may be written about it."""
    reader = _Reader(rows, meeting_id)
    for number, item in numbered_items(rows, meeting_id):
        if item.nhs_number == nhs_number:
            return reader.case(number, item)
    raise UserError("This person is not on the meeting's agenda.", "Choose somebody who is.")


def cases_of(rows: Reading, meeting_id: str, practice: str = "") -> MeetingCases:
    """Every case of a meeting that was discussed; of one practice if its ODS code is given."""
    reader = _Reader(rows, meeting_id)
    cases: list[LetterCase] = []
    left_out: list[LeftOut] = []
    for number, item in numbered_items(rows, meeting_id):
        person = person_by_number(rows, item.nhs_number)
        if practice and (person is None or person.practice != practice):
            continue
        found = reader.case(number, item)
        if isinstance(found, LetterCase) and not found.is_discussed:
            found = LeftOut(number, found.person.banner_name, NOT_DISCUSSED)
        if isinstance(found, LetterCase):
            cases.append(found)
        else:
            left_out.append(found)
    return MeetingCases(reader.meeting, tuple(cases), tuple(left_out))


class _Reader:
    """Reads the cases of one meeting; what they share is read once."""

    def __init__(self, rows: Reading, meeting_id: str) -> None:
        meeting = meeting_by_id(rows, meeting_id)
        if meeting is None:
            raise UserError("There is no such meeting in this store.", "Choose one from the list.")
        self.meeting = meeting
        self._rows = rows
        self._pack = pack_of_meeting(rows, meeting_id)
        self._names = {each.ods: each.name for each in practices(rows)}
        self._network = network_name(rows)
        self._offers = offers_now(rows)
        self._objecting = who_objects(rows, meeting_id)
        self._present = tuple(a for a in attendees(rows, meeting_id) if a.is_present)

    def case(self, number: int, item: AgendaItem) -> LetterCase | LeftOut:
        person = person_by_number(self._rows, item.nhs_number)
        if person is None:
            return LeftOut(number, f"Case {number}", NO_RECORD)
        page = case_page(self._rows, self._pack, self.meeting, item, self.meeting.held_on)
        if item.nhs_number in self._objecting:
            return LeftOut(number, person.banner_name, OBJECTS)
        return LetterCase(
            number,
            self._network,
            self.meeting,
            self._names.get(person.practice, person.practice),
            page,
            self._present,
            plan_about(self._rows, item.nhs_number, self.meeting.id),
            self._pack,
            self._names,
            self._offers,
        )


def called(person: Person) -> str:
    """As a letter greets: `Mrs Begum`, without a title `Ada Begum`."""
    return f"{person.title or person.forename} {person.surname}".strip()


def identity_words(person: Person, on: date) -> str:
    """What tells two of one name apart."""
    sex = person.sex.capitalize() if person.sex != "unknown" else "Sex not known"
    born = f"Born {banner_day(person.born_on)} ({age_on(person.born_on, on)}y)"
    number = f"NHS No. {spaced(person.nhs_number)}".replace(" ", _UNBROKEN)
    return f"{born} · {sex} · {number}"


def left_out_words(left_out: Iterable[LeftOut]) -> str:
    """Who is left out and why, by case number: no name leaves with it."""
    return "; ".join(f"case {each.number}: {each.why}" for each in left_out)


def people_present(case: LetterCase) -> Sequence[str]:
    """Who was in the meeting, by name and role."""
    return [f"{each.name} ({each.role})" if each.role else each.name for each in case.present]
