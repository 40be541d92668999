"""What minutes are made of: words in the document's order, with nothing left to be looked up."""

from dataclasses import dataclass
from datetime import date

from mdt_app.meeting.approval import Issue
from mdt_app.meeting.trends import Trend

NO_OWNER, NO_DATE = "no owner yet", "no date yet"


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody who came or sent apologies; `place` is a practice or a team."""

    name: str
    role: str
    place: str
    times: str = ""
    """When they were in the room, where that was kept: `13:30 to 14:10`."""


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
    told_by: str = ""
    tier: str = ""
    remit: str = ""
    coordinator: str = ""
    differed: str = ""
    considered: tuple[str, ...] = ()
    read_back: str = ""


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
    note: str = ""
    """What is still to be found, where it was carried over without."""
    topic: str = ""
    """The id of the topic that it came from."""


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
    needs: str = ""
    """The language somebody reads or speaks, and whether an interpreter is needed."""
    late: str = ""
    """Why the case was added after the list was closed, '' where it was not."""
    in_the_room: str = ""
    """Who was there while the case was spoken of."""

    @property
    def was_discussed(self) -> bool:
        """Whether it has its own section: discussed, or something was recorded all the same."""
        return self.state == "discussed" or bool(self.decisions or self.tasks)


@dataclass(frozen=True, slots=True)
class MinutesTopic:
    """What was spoken about beside the cases: about nobody."""

    title: str
    presenter: str
    outcome: str
    """`Spoken about`, or `Not reached`."""
    words: str
    tasks: tuple[Task, ...] = ()


@dataclass(frozen=True, slots=True)
class Amended:
    """One change of the draft after the meeting had ended; `cases` are the cases' numbers."""

    what: str
    cases: tuple[int, ...]
    on: date
    by: str


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
    has_ended: bool = True
    is_network_copy: bool = False
    """Without anything that says who the people are."""
    topics: tuple[MinutesTopic, ...] = ()
    learning: tuple[str, ...] = ()
    breaks: tuple[str, ...] = ()
    amended: tuple[Amended, ...] = ()
    considered: tuple[str, ...] = ()
    """What was asked in how many of the cases."""
    next_meeting: str = ""
    issue: Issue | None = None
    """What stands on every page once the minutes are approved."""
    is_made_again: bool = False
    """Somebody whom the issued ones named was erased: these were made without them."""

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
