"""Whom and what a box is about, read in one go when it opens: it never learns of anybody else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mdt_app.clinical.kinds import Kind
from mdt_app.clinical.nhs_number import spaced
from mdt_app.errors import UserError
from mdt_app.meeting.advice import advice_about
from mdt_app.meeting.entered_days import day_of_entering
from mdt_app.meeting.own_targets import target_on, targets_about
from mdt_app.meeting.set_aside import set_aside_about
from mdt_app.meeting.values import Advice, AgreedTarget, SetAside
from mdt_app.register.queries import person_by_number
from mdt_app.register.values import Person
from mdt_app.vault.vault import Reading
from mdt_app.vault.workspace import Workspace

TARGET_DRAFT = "own_target"
"""Under what half-typed targets are kept."""
ADVICE_DRAFT = "advice"
_WHOM = {"female": "her", "male": "him"}


@dataclass(frozen=True, slots=True)
class Subject:
    """A person, the meeting it is entered in ('' apart from any), and the days that matter.

    `on` is the day the screen shows, `entered_on` the day from which it holds, `today` the last
    day that is not ahead.
    """

    person: Person
    meeting: str
    on: date
    entered_on: date
    today: date
    user: str

    @property
    def nhs_number(self) -> str:
        return self.person.nhs_number

    @property
    def words(self) -> str:
        """`BEGUM, Ada (Mrs) · NHS No. 999 000 0018`: whose it is, in the box itself."""
        return f"{self.person.banner_name} · NHS No. {spaced(self.person.nhs_number)}"

    @property
    def whom(self) -> str:
        return whom_of(self.person)


@dataclass(frozen=True, slots=True)
class TargetsNow:
    """A person's own targets for HbA1c, those that ended too; `default` 0 is a pack without one."""

    agreed: Sequence[AgreedTarget]
    now: AgreedTarget | None
    default: float


@dataclass(frozen=True, slots=True)
class Flag:
    """A raised flag as the box names it, and how it is set aside now, if it is."""

    rule: str
    headline: str
    aside: SetAside | None = None


def whom_of(person: Person) -> str:
    """`her`, `him` or `them`: with whom something was agreed."""
    return _WHOM.get(person.sex, "them")


def read_subject(rows: Reading, ws: Workspace, nhs_number: str, on: date, meeting: str) -> Subject:
    """The person as the store has them."""
    person = person_by_number(rows, nhs_number)
    if person is None:
        raise UserError(
            "This person's record is not in the store any more.", "Take the file in again."
        )
    entered_on, today = day_of_entering(rows, ws, meeting)
    return Subject(person, meeting, on, entered_on, today, ws.user)


def read_targets(rows: Reading, subject: Subject) -> TargetsNow:
    """What was agreed with the person, and what would hold without."""
    from mdt_app.flags.in_force import pack_in_force
    from mdt_app.flags.targets import targets_for

    agreed = targets_about(rows, subject.nhs_number)
    default = targets_for(pack_in_force(rows), subject.person.frailty).get(Kind.HBA1C, 0)
    return TargetsNow(agreed, target_on(agreed, Kind.HBA1C, subject.on), default)


def read_advice(rows: Reading, subject: Subject) -> list[Advice]:
    """What was asked about the person between meetings."""
    return advice_about(rows, subject.nhs_number)


def read_flag(rows: Reading, subject: Subject, rule: str, headline: str) -> Flag:
    """The flag, and how it is set aside now."""
    aside = set_aside_about(rows, subject.nhs_number, subject.on).get(rule)
    return Flag(rule, headline, aside)
