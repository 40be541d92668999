"""What a meeting would leave behind if it ended now, and the one key that carries it over.

Nothing is refused; everything is shown, and what is not put right is carried over in words.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mdt_app.clinical.words import counted, joined
from mdt_app.meeting.actions import actions_of
from mdt_app.meeting.agenda import agenda
from mdt_app.meeting.decisions import decisions_of
from mdt_app.meeting.meetings import NOT_COME_BACK_TO, NOT_REACHED
from mdt_app.meeting.topics import Topic, topics_of
from mdt_app.meeting.values import AUDIENCES, Action, AgendaItem
from mdt_app.meeting.versions import Step, content_of, stepping, versions_now
from mdt_app.vault.vault import Reading
from mdt_app.vault.workspace import Workspace

RIVALS, UNDECIDED, PARKED, WAITING = "rivals", "undecided", "parked", "waiting"
OWNERLESS, DATELESS, AUDIENCELESS = "ownerless", "dateless", "audienceless"
CARRIED = "carried over at the end of the meeting: "
_REASONS = {
    RIVALS: "two versions of its decision stand",
    UNDECIDED: "discussed, but nothing was decided",
    PARKED: NOT_COME_BACK_TO,
    WAITING: NOT_REACHED,
}
_LACKS = {
    OWNERLESS: "no owner",
    DATELESS: "no day",
    AUDIENCELESS: "nobody named to be taught",
}
_COUNTS = {
    WAITING: "not reached",
    PARKED: "parked",
    UNDECIDED: "without a decision",
    RIVALS: "with two decisions",
    OWNERLESS: "without an owner",
    DATELESS: "without a day",
    AUDIENCELESS: "of education without an audience",
}


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """What is unfinished: fix it, or carry it over."""

    undecided: tuple[AgendaItem, ...]
    """Discussed, but with no decision recorded."""
    rivals: tuple[AgendaItem, ...]
    """With two decisions that replace the same one; somebody must settle which holds."""
    waiting: tuple[AgendaItem, ...]
    """Not reached: carried over to the next meeting when this one ends."""
    ownerless: tuple[Action, ...]
    dateless: tuple[Action, ...]
    parked: tuple[AgendaItem, ...] = ()
    """Put aside to be come back to, which did not happen."""
    audienceless: tuple[Action, ...] = ()
    """Education of which nobody says who is to be taught."""
    carried: int = 0
    """What waits for the next meeting already, with the reason."""
    topics: tuple[Topic, ...] = ()
    """Not come to: offered to the next meeting when it is planned."""

    @property
    def is_nothing(self) -> bool:
        return not left_lines(self)


@dataclass(frozen=True, slots=True)
class Left:
    """One line of the sweep: a case, or an action with everything that it lacks."""

    whats: tuple[str, ...]
    item: AgendaItem | None = None
    action: Action | None = None

    @property
    def nhs_number(self) -> str:
        """Whose it is; '' for what a practice is to do."""
        found = self.item or self.action
        return found.nhs_number if found is not None else ""

    @property
    def words(self) -> str:
        """What is open, in words: `no owner and no day`."""
        if self.action is not None:
            return joined([_LACKS[what] for what in self.whats])
        return _REASONS[self.whats[0]]


def left_behind(rows: Reading, meeting_id: str) -> LeftBehind:
    """What is still open in the meeting."""
    items = agenda(rows, meeting_id)
    decided = [decision.nhs_number for decision in decisions_of(rows, meeting_id)]
    wanted = [action for action in actions_of(rows, meeting_id) if action.state == "open"]
    actions = [action for action in wanted if not action.note.startswith(CARRIED)]
    return LeftBehind(
        undecided=tuple(i for i in items if i.state == "discussed" and i.nhs_number not in decided),
        rivals=tuple(i for i in items if decided.count(i.nhs_number) > 1 and i.state != "deferred"),
        waiting=tuple(i for i in items if i.state == "waiting"),
        parked=tuple(i for i in items if i.state == "parked"),
        ownerless=tuple(a for a in actions if not a.owner),
        dateless=tuple(a for a in actions if a.due_on is None),
        audienceless=tuple(a for a in actions if _teaches_nobody(a)),
        carried=sum(i.state == "deferred" for i in items) + len(wanted) - len(actions),
        topics=tuple(t for t in topics_of(rows, meeting_id) if t.state == "waiting"),
    )


def _teaches_nobody(action: Action) -> bool:
    if action.category != "education":
        return False
    taught = action.practice if action.audience == "practice" else action.nhs_number
    return action.audience not in AUDIENCES or not taught


def left_lines(left: LeftBehind) -> tuple[Left, ...]:
    """One line for each case, then for each action, the most pressing first."""
    cases: list[Left] = []
    for what in (RIVALS, UNDECIDED, PARKED, WAITING):
        known = {line.item for line in cases}
        cases += [Left((what,), item=item) for item in getattr(left, what) if item not in known]
    return (*cases, *_of_actions(left))


def _of_actions(left: LeftBehind) -> Iterator[Left]:
    for action in dict.fromkeys((*left.ownerless, *left.dateless, *left.audienceless)):
        whats = [what for what in _LACKS if action in getattr(left, what)]
        yield Left(tuple(whats), action=action)


def left_words(left: LeftBehind) -> str:
    """How much is open of each kind: `6 not reached, 1 without an owner`."""
    counts = ((len(getattr(left, what)), words) for what, words in _COUNTS.items())
    return ", ".join(f"{count} {words}" for count, words in counts if count)


def carried_words(left: LeftBehind) -> str:
    """`3 things carried over already`, and the topics that wait; or ''."""
    carried = f"{counted(left.carried, 'thing')} carried over already" if left.carried else ""
    called = "; ".join(topic.called for topic in left.topics)
    topics = f"Not come to, offered to the next meeting: {called}" if called else ""
    return ". ".join(filter(None, (carried, topics)))


def carry_over(ws: Workspace, lines: Sequence[Left]) -> int:
    """Carry these over to the next meeting, each with its reason; one step, which undo takes back.

    A case is put off until the next meeting. An action stays open and says what it lacks.
    Says how many were still there to be carried.
    """
    if not lines:
        return 0
    with stepping(ws, "left over, carried") as step:
        return sum(_carry(step, line) for line in lines)


def _carry(step: Step, line: Left) -> bool:
    thing = line.item or line.action
    now = versions_now(step.rows, thing.id) if thing is not None else []
    if not now:
        return False
    if line.item is not None:
        changed = {"state": "deferred", "reason": line.words}
    else:
        changed = {"note": CARRIED + line.words}
    step.replace(now, {**content_of(now[-1]), **changed})
    return True
