"""What the outputs ask of the store: meetings, cases, previews, plans and texts."""

from collections.abc import Sequence
from dataclasses import dataclass

from mdt_app.documents.invented_case import invented_case
from mdt_app.documents.letter_case import LeftOut, LetterCase, case_of, numbered_items
from mdt_app.documents.preview import Preview, preview_in, preview_of
from mdt_app.measures.own_practice import own_practice
from mdt_app.meeting.joint_plan import JointPlan, plan_about, proposed_plan
from mdt_app.meeting.meetings import meetings
from mdt_app.meeting.templates import TextTemplate, versions_of
from mdt_app.meeting.values import Meeting
from mdt_app.register.queries import network_name, person_by_number, practices
from mdt_app.register.values import Person, Practice
from mdt_app.vault.workspace import Workspace


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case to choose: its number, and who it is."""

    nhs_number: str
    words: str
    person: Person


@dataclass(frozen=True, slots=True)
class Network:
    """The practices, and which of them is the user's own ('' is not said)."""

    practices: tuple[Practice, ...]
    own: str


def held_meetings(ws: Workspace) -> list[Meeting]:
    """Every meeting that has begun, the latest first."""
    with ws.vault.reading() as reading:
        return [each for each in reversed(meetings(reading)) if each.state != "planned"]


def cases_to_choose(ws: Workspace, meeting_id: str) -> list[CaseLine]:
    """Everybody on a meeting's agenda who is still in the store."""
    found: list[CaseLine] = []
    with ws.vault.reading() as reading:
        for number, item in numbered_items(reading, meeting_id):
            person = person_by_number(reading, item.nhs_number)
            if person is not None:
                words = f"Case {number} · {person.banner_name}"
                found.append(CaseLine(item.nhs_number, words, person))
    return found


def read_case(ws: Workspace, meeting_id: str, nhs_number: str) -> LetterCase | LeftOut:
    """One case, or why nothing is written about it."""
    with ws.vault.reading() as reading:
        return case_of(reading, meeting_id, nhs_number)


def read_preview(ws: Workspace, case: LetterCase, kind: str, *, is_large: bool) -> Preview:
    """What a document would say."""
    with ws.vault.reading() as reading:
        return preview_of(reading, case, kind, is_large=is_large)


def read_plan(ws: Workspace, case: LetterCase) -> JointPlan:
    """The plan that was kept, or a blank one."""
    number, meeting = case.person.nhs_number, case.meeting.id
    with ws.vault.reading() as reading:
        return plan_about(reading, number, meeting) or JointPlan(number, meeting)


def plan_to_offer(case: LetterCase) -> JointPlan:
    """A plan to start from, made of who was there and what they took on."""
    blank = JointPlan(case.person.nhs_number, case.meeting.id)
    return proposed_plan(blank, case.person.practice, case.present, case.actions)


def read_texts(ws: Workspace, name: str) -> Sequence[TextTemplate]:
    """Every version of one text, the one that holds first."""
    with ws.vault.reading() as reading:
        return versions_of(reading, name)


def try_text(ws: Workspace, name: str, body: str) -> Preview:
    """Words filled in for an invented person."""
    with ws.vault.reading() as reading:
        network = network_name(reading)
    return preview_in(invented_case(network, ws.today()), name, body)


def read_network(ws: Workspace) -> Network:
    """The practices to choose from."""
    with ws.vault.reading() as reading:
        return Network(tuple(practices(reading)), own_practice(reading, ws.user))
