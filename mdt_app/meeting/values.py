"""What the meeting room speaks about: frozen values made from entries."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from mdt_app.clinical.days import spoken
from mdt_app.clinical.kinds import Kind
from mdt_app.flags.answers import Answer, Raised, Unknown
from mdt_app.register.values import Person, Record, Undated

LANES = ("full", "noted", "not_this_time")
ORDERS = ("complex", "practice", "own")
"""Complex cases first; practice by practice; or as somebody put them, case by case."""
ASKED = ("", "agreed", "objects")
CATEGORIES = ("case management", "education")
AUDIENCES = ("person", "practice")
PROMPTS = ("comorbidity", "persons_view", "medicines_burden", "who_tells")
"""Four quiet questions before a case is closed (after MDT-QuIC)."""
ROLES = (
    "Chair",
    "Consultant diabetologist",
    "Diabetes specialist nurse",
    "GP",
    "Practice nurse",
    "Pharmacist",
    "Dietitian",
    "Podiatrist",
    "Network manager",
    "Network coordinator",
    "Social prescriber",
    "Paramedic",
    "Physiotherapist",
    "Physician associate",
    "Other",
)


@dataclass(frozen=True, slots=True)
class Meeting:
    """One network meeting. `state` is planned, open or ended; `id` is '' before it is planned."""

    id: str
    title: str
    held_on: date
    starts_at: str = ""
    place: str = ""
    practices: tuple[str, ...] = ()
    minutes_per_case: int = 5
    state: str = "planned"
    minutes: int = 90
    """From the beginning to the end, a break included: the slot that the cases must fit into."""
    places: int = 14
    """How many cases the network wants to speak about at most."""
    cut_off: date | None = None
    """The last day to choose somebody in time; None is no such day."""
    order: str = "complex"
    """How the agenda is ordered: `ORDERS`."""


@dataclass(frozen=True, slots=True)
class Attendee:
    """Someone who came, or sent apologies. `practice` is an ODS code, a team's name or ''.

    `stays` are the times in the room: arrived, left (None while still here). Without any,
    who came was there throughout.
    """

    id: str
    name: str
    role: str
    practice: str = ""
    is_present: bool = True
    stays: tuple[tuple[datetime, datetime | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Nomination:
    """What the practice asks about a person. `asked` is '', agreed or objects."""

    nhs_number: str
    is_chosen: bool = False
    question: str = ""
    what_matters: str = ""
    lane: str = "full"
    asked: str = ""
    minutes: int = 5
    reason: str = ""
    by: str = ""
    at: datetime | None = None
    id: str = ""
    chosen_on: date | None = None
    """The day the person was chosen: after the meeting's cut-off it is late."""
    late_reason: str = ""
    is_matter_not_asked: bool = False
    """Said in so many words: what matters to the person was not asked."""
    ask_again_on: date | None = None
    """For who is left out this time: the day on which the question is put again."""
    asked_on: date | None = None
    """The day on which the person agreed or objected, as it was said here."""
    wants_easy_read: bool | None = None
    """The person says that they need easy read, or not any more; None is not said here."""


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """A person's place in a meeting.

    `state` is waiting, parked (come back to it in this meeting), discussed or deferred (with a
    reason). `spoken_of` are the stretches of time in which the case was before the room.
    """

    id: str
    meeting: str
    nhs_number: str
    position: int
    state: str = "waiting"
    reason: str = ""
    is_late: bool = False
    """Added after the cut-off, or in the meeting."""
    late_reason: str = ""
    spoken_of: tuple[tuple[datetime, datetime], ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What the meeting agreed about one person: chosen codes and free words.

    `id` is the entry of this very version: name it as replaced when the decision changes.
    A code may carry its detail after a colon: `refer:renal clinic`.
    """

    id: str
    meeting: str
    nhs_number: str
    choices: tuple[str, ...]
    words: str
    recorded_at: datetime
    recorded_by: str
    considered: tuple[str, ...] = ()
    """The codes of the prompts that were spoken about: `PROMPTS`."""
    told_by: str = ""
    """Who tells the person what was agreed."""
    differed: str = ""
    """Where views in the room differed, in words."""
    tier: str = ""
    """The tier of care that looks after the person from now on, as a code of `tiers.toml`."""
    remit: str = ""
    """Which specialist remit it falls under, as a code of `tiers.toml`; '' is none."""
    coordinator: str = ""
    """Who keeps the threads of this person's care together from now on, by name."""


@dataclass(frozen=True, slots=True)
class LearningPoint:
    """What a case taught, for the practices: never with anything that says whose case it was.

    `nhs_number` is kept so that undo and the case know it; it is never shown or printed.
    """

    id: str
    meeting: str
    nhs_number: str
    words: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Break:
    """A break in a meeting; `ended_at` is None while it lasts."""

    id: str
    meeting: str
    began_at: datetime
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """A step on the way of an action, in words; the action stays as it was agreed."""

    id: str
    action: str
    words: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Action:
    """Something to be done by a named owner by a day. `nhs_number` '' is for a practice.

    `category` is case management or education; `audience` is person or practice;
    `practice` is the ODS code it concerns; `state` is open, done or withdrawn.
    `id` is '' before it is agreed.
    """

    id: str = ""
    meeting: str = ""
    nhs_number: str = ""
    words: str = ""
    owner: str = ""
    due_on: date | None = None
    category: str = "case management"
    audience: str = "person"
    practice: str = ""
    state: str = "open"
    done_on: date | None = None
    note: str = ""
    topic: str = ""
    """The topic it came from, where it is about no case."""


@dataclass(frozen=True, slots=True)
class AgreedTarget:
    """A target agreed with one person; `until` is its last day, None is open.

    `value` is in the unit kept, and 0 ends the one before. `typed` is the value as it was typed,
    where that was another unit.
    """

    nhs_number: str
    kind: Kind
    value: float
    agreed_by: str
    agreed_on: date
    why: str
    until: date | None
    by: str
    at: datetime
    typed: str = ""
    id: str = ""

    def holds_on(self, on: date) -> bool:
        """Whether it is a target, agreed by then and not yet over."""
        is_agreed = bool(self.value) and self.agreed_on <= on
        return is_agreed and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True)
class SetAside:
    """One flag of one person, set aside from the day `on` until the day before `ask_again_on`.

    `ask_again_on` None takes the flag up again from that day.
    """

    nhs_number: str
    rule: str
    reason: str
    ask_again_on: date | None
    on: date
    by: str
    at: datetime
    id: str = ""


@dataclass(frozen=True, slots=True)
class Since:
    """How a raised flag stands against the last meeting, in words short enough for its line.

    `state` is new, worse, better or still. `nth` counts the meetings that this person was at
    with the flag raised, this one included. `change` is what the result it follows has done
    since (`84 → 92`), '' where there is no later one.
    """

    state: str
    words: str
    nth: int = 1
    change: str = ""
    full: str = ""
    """The same in a sentence, with what the words leave out."""
    is_first: bool = False
    """There was no meeting before: everything is new to this one."""


@dataclass(frozen=True, slots=True)
class Cleared:
    """A flag raised at the last meeting and not now, and by what.

    `is_known` False: nobody can tell any more, which is not the same as cleared.
    """

    rule: str
    title: str
    words: str
    is_known: bool = True


@dataclass(frozen=True, slots=True)
class Followed:
    """What the records show of something that an earlier meeting agreed.

    `of` is the id of the decision or action. `is_seen` is whether what was agreed shows in the
    records; `words` is a whole sentence either way, `found` only what was found.
    """

    of: str
    held_on: date
    words: str
    is_seen: bool
    found: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """One line of the ranked list.

    `lane` is flagged, not_reached (mostly unknown, whatever else is raised) or clear. The
    evidence of `raised` is left out here: the case page has it.
    """

    person: Person
    raised: tuple[Raised, ...]
    unknown: tuple[Unknown, ...]
    new: tuple[str, ...]
    carried: int
    last_discussed_on: date | None
    hba1c: tuple[tuple[int, float], ...]
    """Latest four HbA1c as (day ordinal, mmol/mol), oldest first."""
    lane: str
    rank: int = 0
    hba1c_target: int = 0
    """In mmol/mol: what the latest HbA1c are held against; 0 is not worked out."""
    hba1c_inferred: tuple[int, ...] = ()
    """The days among them with a value that was not all in its file."""
    set_aside: tuple[Raised, ...] = ()
    """Raised too, but set aside: left out of `raised`, severity, order and what is new."""

    @property
    def severity(self) -> str:
        """The most pressing severity raised, or ''."""
        return self.raised[0].severity if self.raised else ""


@dataclass(frozen=True, slots=True)
class Advice:
    """One question and its answer; without an answer it waits. `id` is '' before it is kept."""

    nhs_number: str
    question: str
    asked_by: str
    asked_on: date
    answer: str = ""
    answered_by: str = ""
    answered_on: date | None = None
    id: str = ""

    @property
    def is_answered(self) -> bool:
        return bool(self.answer)

    @property
    def asked_words(self) -> str:
        """`Asked by N. Patel: fasting in Ramadan?`."""
        return f"Asked by {self.asked_by}: {self.question}"

    @property
    def answer_words(self) -> str:
        """`Answered 14 Oct 2026 by Dr S. Rahman: halve the dose.`, or that it waits."""
        if self.answered_on is None:
            return "No answer yet"
        return f"Answered {spoken(self.answered_on)} by {self.answered_by}: {self.answer}"


@dataclass(frozen=True, slots=True)
class PastDecision:
    """A decision of an earlier meeting, with what became of its actions."""

    held_on: date
    decision: Decision
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class CasePage:
    """Everything the Meet screen shows about one person, read in one go."""

    record: Record
    answers: tuple[Answer, ...]
    new: tuple[str, ...]
    nomination: Nomination
    item: AgendaItem
    decisions: tuple[Decision, ...]
    """Usually one; two are rivals that somebody must settle."""
    actions: tuple[Action, ...]
    before: tuple[PastDecision, ...]
    meeting_days: tuple[date, ...]
    undated: tuple[Undated, ...] = ()
    """What is known with only its year or month."""
    own_targets: Mapping[int, float] = field(default_factory=dict)
    """Targets agreed with the person that hold on the day, by kind of result."""
    agreed_targets: tuple[AgreedTarget, ...] = ()
    """Every target agreed with the person, the earliest first, those that ended too."""
    set_aside: Mapping[str, SetAside] = field(default_factory=dict)
    """The flags that are set aside on the day, by rule."""
    since: Mapping[str, Since] = field(default_factory=dict)
    """How each raised flag stands against the last meeting, by rule."""
    cleared: tuple[Cleared, ...] = ()
    """What was raised at the last meeting and is not now, in the pack's order."""
    followed: tuple[Followed, ...] = ()
    wants_easy_read: bool = False
    """The person has said that they need easy read, at whichever meeting it was said last."""
    advice: tuple[Advice, ...] = ()
    """What was asked between meetings, the earliest first."""
    last_met: date | None = None
    """The day of the network's last meeting before this one, that `since` is held against."""
    """What the records show of what earlier meetings agreed, the latest meeting first."""
