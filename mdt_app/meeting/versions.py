"""What people enter keeps its identity while entries replace one another.

The id of the first entry is the identity of the thing for good: a meeting, an action, an item.
A later version is a new entry that replaces the one before and repeats that identity as "id"
in its payload. Beside it a payload keeps the "step" it was entered in (one transaction may hold
several entries), "undoes" or "redoes" with the step it takes back or restores, "undone" where
nothing stands any more, "lasting" where undo stops, and "settles" with a step that undo need not
know any more. Two versions that replace the same one are rivals: both stand until a version
replaces both.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from mdt_app.errors import UserError
from mdt_app.flags.in_force import keep_spoken
from mdt_app.meeting.queries import latest_after, versions_after
from mdt_app.vault.entries import Entry, current_entries, entry_by_id, new_entry_id
from mdt_app.vault.roles import FOLLOW_UP
from mdt_app.vault.vault import Reading, Writing
from mdt_app.vault.workspace import Workspace

MEETING, ATTENDEE, ITEM = "meeting", "attendee", "agenda_item"
NOMINATION, DECISION, ACTION = "nomination", "decision", "action"
OWN_TARGET, SET_ASIDE = "own_target", "set_aside"
LEARNING_POINT, BREAK, PROGRESS = "learning_point", "break", "action_progress"
SPOKEN, TOPIC, ADVICE = "spoken_of", "topic", "advice"
APPROVAL, ADDENDUM = "minutes_approval", "minutes_addendum"
APPROVAL_CHOICE = "minutes_choice"
JOINT_PLAN, TEXT_TEMPLATE = "joint_plan", "text_template"
LETTER_WRITTEN, EXPORT = "letter_written", "export"
_IN_THE_MINUTES = frozenset(
    [MEETING, ATTENDEE, ITEM, NOMINATION, DECISION, ACTION, LEARNING_POINT, BREAK, TOPIC]
)
_FOLLOWED_UP = frozenset(["state", "done_on", "note"])
"""What may still change about an action once its meeting's minutes are approved."""
_MARKS = frozenset(["id", "step", "undoes", "redoes", "lasting", "settles"])


def identity_of(entry: Entry) -> str:
    """The id of the first entry of the thing that `entry` is a version of."""
    return str(entry.payload.get("id", entry.id))


def content_of(entry: Entry) -> dict[str, Any]:
    """What was entered, without the marks that tell how."""
    return {name: value for name, value in entry.payload.items() if name not in _MARKS}


def is_standing(entry: Entry) -> bool:
    """Whether there is anything there: not so after its first entry was undone."""
    return not entry.payload.get("undone", False)


def standing(
    rows: Reading, kind: str, *, about: str | None = None, meeting: str | None = None
) -> list[Entry]:
    """The versions that nothing replaces and nobody undid, oldest first; rivals are both here."""
    found = current_entries(rows, kind, about=about, meeting=meeting)
    return [entry for entry in found if is_standing(entry)]


def versions_now(rows: Reading, identity: str) -> list[Entry]:
    """The latest versions of one thing: one, or rivals. An undone one is here, and says so.

    A thing that was settled into another has that one's; undoing that parts them again.
    """
    now = latest_after(rows, identity)
    return [entry for entry in now if identity_of(entry) == identity] or now


def history_of(rows: Reading, identity: str) -> list[Entry]:
    """Every version there ever was of one thing, oldest first."""
    return versions_after(rows, identity)


def replaced_by(rows: Reading, entry: Entry) -> list[Entry]:
    """The versions that `entry` took the place of."""
    found = (entry_by_id(rows, replaced_id) for replaced_id in entry.replaces)
    return [old for old in found if old is not None]


class Step:
    """One thing a person did: everything entered in it is kept, undone and redone together."""

    def __init__(self, writing: Writing, marks: Mapping[str, Any]) -> None:
        self.rows: Reading = writing
        self._writing = writing
        self._marks = {"step": new_entry_id(), **marks}

    def begin(
        self, kind: str, content: Mapping[str, Any], *, about: str = "", meeting: str = ""
    ) -> Entry:
        """Enter something new."""
        refuse_if_approved(self.rows, kind, meeting)
        return self._writing.record(kind, {**content, **self._marks}, about=about, meeting=meeting)

    def replace(
        self,
        old: Sequence[Entry],
        content: Mapping[str, Any],
        *,
        identity: str = "",
        meeting: str | None = None,
    ) -> Entry:
        """Enter a version that takes the place of all of `old`, which stay on file."""
        first = old[0]
        doing = FOLLOW_UP if is_follow_up(first.kind, content_of(old[-1]), content) else ""
        if not doing:
            of_meeting = identity_of(first) if first.kind == MEETING else first.meeting
            refuse_if_approved(self.rows, first.kind, of_meeting)
        return self._writing.record(
            first.kind,
            {**content, **self._marks, "id": identity or identity_of(first)},
            about=first.about,
            meeting=first.meeting if meeting is None else meeting,
            replaces=[entry.id for entry in old],
            doing=doing,
        )

    def keep_pack(self) -> str:
        """Keep the rules that speak now with what is entered, and say their digest."""
        return keep_spoken(self._writing)


def is_follow_up(kind: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Whether a change says only what became of an action, which is no change of the minutes."""
    names = before.keys() | after.keys()
    changed = {name for name in names if before.get(name) != after.get(name)}
    return kind == ACTION and changed <= _FOLLOWED_UP


def refuse_if_approved(rows: Reading, kind: str, meeting: str) -> None:
    """Nothing that approved minutes say can be changed any more; what is to be added has a place.

    Every change passes here, so there is no way round it.
    """
    if not meeting or kind not in _IN_THE_MINUTES:
        return
    for entry in standing(rows, APPROVAL, meeting=meeting):
        raise UserError(
            f"The minutes of this meeting are approved, as {entry.payload['number']},"
            " so they stay as they are.",
            "Say what is different in an addendum: Ctrl+K, Minutes.",
        )


@contextmanager
def stepping(ws: Workspace, what: str, **marks: Any) -> Iterator[Step]:
    """One transaction in which something is entered, named by what was done."""
    with ws.vault.writing(ws.user, what) as writing:
        yield Step(writing, marks)


def revise(ws: Workspace, what: str, identity: str, changed: Mapping[str, Any]) -> Entry:
    """Enter a version of one thing with some fields changed; the same again enters nothing.

    Rivals are settled by it: the latest is changed, and all are replaced.
    """
    with ws.vault.reading() as reading:
        now = _found(reading, identity)
        if len(now) == 1 and content_of(now[0]).items() >= changed.items():
            return now[0]
    with stepping(ws, what) as step:
        now = _found(step.rows, identity)
        return step.replace(now, {**content_of(now[-1]), **changed})


def _found(rows: Reading, identity: str) -> list[Entry]:
    now = versions_now(rows, identity)
    if not now:
        raise UserError("That is not in this store any more.", "Enter it again.")
    return now
