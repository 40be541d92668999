"""Everybody's list of what they took on, as a value: of one meeting, or of all that is open.

A list for one practice holds only that practice's people, and what concerns the practice itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from mdt_app.clinical.days import banner_day, spoken
from mdt_app.clinical.nhs_number import spaced
from mdt_app.documents.letter_case import OBJECTS, LeftOut, numbered_items, who_objects
from mdt_app.documents.letter_parts import NO_DAY, NO_OWNER
from mdt_app.errors import UserError
from mdt_app.meeting.actions import is_overdue, open_actions
from mdt_app.meeting.meetings import meeting_by_id, meetings
from mdt_app.meeting.values import Action, Meeting
from mdt_app.register.queries import network_name, person_by_number, practices
from mdt_app.vault.vault import Reading

_UNBROKEN = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Owed:
    """One action. `person` is '' for a practice's own, and where the list names nobody."""

    words: str
    person: str
    identity: str
    """Born and NHS number, so that nobody acts on the wrong person."""
    case: str
    """`case 3 of 26 Nov 2026`, '' for a practice's own."""
    practice: str
    due: str
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class OwnersList:
    """What one owner took on, the earliest due first."""

    owner: str
    owed: tuple[Owed, ...]


@dataclass(frozen=True, slots=True)
class ActionList:
    """The whole document."""

    network: str
    title: str
    on: date
    only_practice: str
    owners: tuple[OwnersList, ...]
    left_out: tuple[LeftOut, ...]
    whom: tuple[str, ...] = ()
    """The NHS numbers on it."""

    @property
    def count(self) -> int:
        return sum(len(each.owed) for each in self.owners)


def action_list(
    rows: Reading, on: date, *, meeting_id: str = "", practice: str = "", owner: str = ""
) -> ActionList:
    """Open actions by owner; `meeting_id` '' is of every meeting, `practice` '' of the network.

    `owner` '' is everybody's. Who objects is left out.
    """
    names = {each.ods: each.name for each in practices(rows)}
    if practice and practice not in names:
        raise UserError("That practice is not in this network.", "Choose one of its practices.")
    reader = _Reader(rows, on, names)
    wanted = [
        action
        for action in open_actions(rows)
        if meeting_id in ("", action.meeting)
        and (not owner or action.owner.casefold() == owner.casefold())
        and reader.is_of(action, practice)
    ]
    kept = [action for action in wanted if not reader.objects(action)]
    return ActionList(
        network=network_name(rows),
        title=_title(rows, meeting_id),
        on=on,
        only_practice=names.get(practice, ""),
        owners=tuple(reader.by_owner(kept)),
        left_out=tuple(dict.fromkeys(map(reader.left_out, [a for a in wanted if a not in kept]))),
        whom=tuple(dict.fromkeys(action.nhs_number for action in kept if action.nhs_number)),
    )


def _title(rows: Reading, meeting_id: str) -> str:
    if not meeting_id:
        return "All open actions"
    meeting = meeting_by_id(rows, meeting_id)
    if meeting is None:
        raise UserError("There is no such meeting in this store.", "Choose one from the list.")
    return f"Open actions of {meeting.title}, {spoken(meeting.held_on)}"


class _Reader:
    """Puts actions into words; people and meetings are read once."""

    def __init__(self, rows: Reading, on: date, names: dict[str, str]) -> None:
        self._rows, self._on, self._names = rows, on, names
        self._meetings = {meeting.id: meeting for meeting in meetings(rows)}
        self._numbers: dict[str, dict[str, int]] = {}
        self._objecting: dict[str, set[str]] = {}

    def is_of(self, action: Action, practice: str) -> bool:
        """Whether it concerns that practice: its own person, or the practice itself."""
        if not practice:
            return True
        if not action.nhs_number:
            return action.practice in ("", practice)
        person = person_by_number(self._rows, action.nhs_number)
        return person is not None and person.practice == practice

    def objects(self, action: Action) -> bool:
        """Whether the person objects now, or did at that meeting."""
        if action.meeting not in self._objecting:
            self._objecting[action.meeting] = who_objects(self._rows, action.meeting)
        return action.nhs_number in self._objecting[action.meeting]

    def left_out(self, action: Action) -> LeftOut:
        person = person_by_number(self._rows, action.nhs_number)
        who = person.banner_name if person is not None else "Somebody"
        return LeftOut(self._case(action), who, OBJECTS)

    def by_owner(self, actions: Sequence[Action]) -> list[OwnersList]:
        """The lists in the order of the owners' names; what nobody owns comes last."""
        ordered = sorted(actions, key=_by_owner)
        return [
            OwnersList(group[0].owner or NO_OWNER, tuple(map(self._owed, group)))
            for _, found in groupby(ordered, key=_owner)
            if (group := list(found))
        ]

    def _owed(self, action: Action) -> Owed:
        person = person_by_number(self._rows, action.nhs_number) if action.nhs_number else None
        born = f"Born {banner_day(person.born_on)} · " if person is not None else ""
        number = f"NHS No. {spaced(action.nhs_number)}".replace(" ", _UNBROKEN)
        ods = person.practice if person is not None else action.practice
        return Owed(
            words=action.words,
            person=person.banner_name if person is not None else "",
            identity=f"{born}{number}" if action.nhs_number else "",
            case=self._case_words(action),
            practice=self._names.get(ods, ods) or "All practices",
            due=spoken(action.due_on) if action.due_on else NO_DAY,
            is_overdue=is_overdue(action, self._on),
        )

    def _case_words(self, action: Action) -> str:
        meeting: Meeting | None = self._meetings.get(action.meeting)
        day = f" of {spoken(meeting.held_on)}" if meeting is not None else ""
        number = self._case(action)
        return f"case {number}{day}" if number else day.removeprefix(" of ")

    def _case(self, action: Action) -> int:
        if action.meeting not in self._numbers:
            found = numbered_items(self._rows, action.meeting)
            self._numbers[action.meeting] = {item.nhs_number: n for n, item in found}
        return self._numbers[action.meeting].get(action.nhs_number, 0)


def _owner(action: Action) -> str:
    return action.owner.casefold()


def _by_owner(action: Action) -> tuple[bool, str, date, str]:
    return not action.owner, action.owner.casefold(), action.due_on or date.max, action.id
