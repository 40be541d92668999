"""The life of minutes: a draft, amended until the chair approves it; then only addenda.

Approval names the digest of every document issued with it, so the chain of entries covers what
was printed. `head` is the end of that chain just before: it stands on every page.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from mdt_app.clinical.words import joined
from mdt_app.errors import UserError
from mdt_app.meeting.meetings import meeting_by_id
from mdt_app.meeting.queries import entries_of_meeting, head_of_chain
from mdt_app.meeting.values import Meeting
from mdt_app.meeting.versions import (
    ACTION,
    ADDENDUM,
    APPROVAL,
    APPROVAL_CHOICE,
    ATTENDEE,
    BREAK,
    DECISION,
    ITEM,
    LEARNING_POINT,
    MEETING,
    TOPIC,
    content_of,
    is_follow_up,
    replaced_by,
    standing,
)
from mdt_app.vault.entries import Entry
from mdt_app.vault.issued import NAMED, digests_of, keep_issued
from mdt_app.vault.vault import Reading, Writing
from mdt_app.vault.workspace import Workspace

OPEN, DRAFT, APPROVED = "open", "draft", "approved"
_TRIES = 5
_AMENDED = (DECISION, ACTION, ATTENDEE, ITEM, LEARNING_POINT, BREAK, MEETING, TOPIC)

Documents = Callable[["Issue"], Mapping[str, bytes]]
"""Makes the documents that are issued, by name; it is told what stands on their pages."""


@dataclass(frozen=True, slots=True)
class Issue:
    """What stands on every page of what is issued."""

    number: str
    """The minutes' number, such as 2026/03."""
    by: str
    on: date
    head: str
    """The digest at the end of this laptop's chain when the document was issued."""
    addendum: int = 0
    """Which addendum it is; 0 is the minutes themselves."""
    words: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Approval:
    """The chair has approved the minutes: they are locked."""

    id: str
    meeting: str
    number: str
    by: str
    on: date
    head: str
    recorded_by: str


@dataclass(frozen=True, slots=True)
class Addendum:
    """What was added to approved minutes, in words. `about` is an NHS number or ''."""

    id: str
    meeting: str
    number: int
    words: str
    about: str
    by: str
    on: date
    head: str


@dataclass(frozen=True, slots=True)
class Amendment:
    """One change of the draft after the meeting had ended: what, about whom, when, by whom."""

    what: str
    about: tuple[str, ...]
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class MinutesState:
    """How far a meeting's minutes are: open (it has not ended), draft or approved.

    `rivals` are all approvals where two laptops made one each and nobody has chosen yet; of
    chosen ones `set_aside` are those that do not hold.
    """

    state: str
    approval: Approval | None = None
    addenda: tuple[Addendum, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    rivals: tuple[Approval, ...] = ()
    set_aside: tuple[Approval, ...] = ()


def readable_head(digest: str) -> str:
    """The beginning of a digest, to be read out and compared: `8f3a-91c2-07de-55b0`."""
    return "-".join(digest[at : at + 4] for at in range(0, min(len(digest), 16), 4))


def minutes_state(rows: Reading, meeting: Meeting) -> MinutesState:
    """How the minutes of a meeting stand."""
    approval = approval_of(rows, meeting.id)
    if approval is None and meeting.state != "ended":
        return MinutesState(OPEN)
    amended = tuple(amendments_of(rows, meeting.id))
    if approval is None:
        return MinutesState(DRAFT, amendments=amended)
    every = approvals_of(rows, meeting.id)
    is_settled = len(every) == 1 or _chosen(rows, meeting.id) == approval.id
    others = tuple(each for each in every if each.id != approval.id)
    return MinutesState(
        APPROVED,
        approval,
        tuple(addenda_of(rows, meeting.id)),
        amended,
        rivals=() if is_settled else tuple(every),
        set_aside=others if is_settled else (),
    )


def approvals_of(rows: Reading, meeting_id: str) -> list[Approval]:
    """Every approval of a meeting's minutes: more than one where two laptops approved apart."""
    return [_as_approval(entry) for entry in standing(rows, APPROVAL, meeting=meeting_id)]


def _as_approval(entry: Entry) -> Approval:
    held = entry.payload
    return Approval(
        entry.id,
        entry.meeting,
        held["number"],
        held["by"],
        date.fromisoformat(held["on"]),
        held["head"],
        entry.recorded_by,
    )


def approval_of(rows: Reading, meeting_id: str) -> Approval | None:
    """The approval of a meeting's minutes: of two the one chosen, and until then the first.

    Whoever writes what was issued asks `the_approval`, which chooses for nobody.
    """
    found = approvals_of(rows, meeting_id)
    chosen = _chosen(rows, meeting_id) if len(found) > 1 else ""
    return next((each for each in found if each.id == chosen), next(iter(found), None))


def the_approval(rows: Reading, meeting_id: str) -> Approval | None:
    """The approval that holds; refused where two stand and nobody has chosen."""
    found = approvals_of(rows, meeting_id)
    if len(found) > 1 and _chosen(rows, meeting_id) not in {each.id for each in found}:
        numbers = joined([each.number for each in found])
        raise UserError(
            f"These minutes were approved {len(found)} times, apart: {numbers}.",
            "Choose which approval holds: Ctrl+M, then H.",
        )
    return approval_of(rows, meeting_id)


def _chosen(rows: Reading, meeting_id: str) -> str:
    """Which approval was chosen, last; '' where nobody chose, or two chose apart."""
    found = {str(e.payload["holds"]) for e in standing(rows, APPROVAL_CHOICE, meeting=meeting_id)}
    return found.pop() if len(found) == 1 else ""


def choose_approval(ws: Workspace, approval: Approval) -> None:
    """Of two approvals this one holds from now on; the other stays on file as it was issued."""
    with ws.vault.reading() as reading:
        known = {each.id for each in approvals_of(reading, approval.meeting)}
    if len(known) < 2 or approval.id not in known:
        raise UserError("There is nothing to choose between here.", "Only one approval stands.")
    with ws.vault.writing(ws.user, "approval chosen") as writing:
        now = standing(writing, APPROVAL_CHOICE, meeting=approval.meeting)
        content = {"holds": approval.id}
        replaces = [entry.id for entry in now]
        writing.record(APPROVAL_CHOICE, content, meeting=approval.meeting, replaces=replaces)


def addenda_of(rows: Reading, meeting_id: str) -> list[Addendum]:
    """What was added to approved minutes, in the order of the numbers."""
    found = [_as_addendum(entry) for entry in standing(rows, ADDENDUM, meeting=meeting_id)]
    return sorted(found, key=_by_number)


def _as_addendum(entry: Entry) -> Addendum:
    held = entry.payload
    return Addendum(
        entry.id,
        entry.meeting,
        held["number"],
        held["words"],
        entry.about,
        held["by"],
        date.fromisoformat(held["on"]),
        held["head"],
    )


def _by_number(addendum: Addendum) -> tuple[int, str]:
    return addendum.number, addendum.id


def next_number(rows: Reading, meeting: Meeting) -> str:
    """The number that the minutes would have: the year of the meeting, and the next in it."""
    year = f"{meeting.held_on.year}/"
    taken = [e.payload["number"] for e in standing(rows, APPROVAL)]
    counts = [int(number[5:]) for number in taken if number.startswith(year)]
    return f"{year}{max(counts, default=0) + 1:02}"


def approve(
    ws: Workspace, meeting_id: str, by: str, documents: Documents, on: date | None = None
) -> Approval:
    """The chair approves the minutes: they are numbered, issued and locked, in one step.

    `by` is who approved them, `on` when, today unless another day is given.
    """
    name = by.strip()
    if not name:
        raise UserError("Approval needs a name.", "Say who approved the minutes.")

    def issue(rows: Reading) -> Issue:
        meeting = _to_be_approved(rows, meeting_id)
        day = on or ws.today()
        return Issue(next_number(rows, meeting), name, day, head_of_chain(rows))

    _issue(ws, "minutes approved", APPROVAL, meeting_id, issue, documents)
    with ws.vault.reading() as reading:
        approval = approval_of(reading, meeting_id)
    assert approval is not None
    return approval


def _to_be_approved(rows: Reading, meeting_id: str) -> Meeting:
    meeting = meeting_by_id(rows, meeting_id)
    if meeting is None or meeting.state != "ended":
        raise UserError("This meeting has not ended.", "End it, then approve its minutes.")
    if (approval := approval_of(rows, meeting_id)) is not None:
        raise UserError(
            f"These minutes are approved already, as {approval.number}.",
            "Say what is different in an addendum.",
        )
    return meeting


def add_addendum(
    ws: Workspace,
    meeting_id: str,
    words: str,
    documents: Documents,
    *,
    by: str = "",
    about: str = "",
) -> Addendum:
    """Add something to approved minutes. The minutes themselves stay as they were issued.

    `about` is the NHS number of the person it concerns, '' where it concerns nobody alone.
    """
    if not words.strip():
        raise UserError("An addendum needs words.", "Say what is different, or was left out.")

    def issue(rows: Reading) -> Issue:
        approval = the_approval(rows, meeting_id)
        if approval is None:
            raise UserError(
                "These minutes are not approved yet.", "Amend the draft; it needs no addendum."
            )
        number = len(addenda_of(rows, meeting_id)) + 1
        head = head_of_chain(rows)
        said = by.strip() or ws.user
        return Issue(approval.number, said, ws.today(), head, number, words.strip(), about)

    _issue(ws, "addendum to the minutes", ADDENDUM, meeting_id, issue, documents)
    with ws.vault.reading() as reading:
        return addenda_of(reading, meeting_id)[-1]


def _issue(
    ws: Workspace,
    what: str,
    kind: str,
    meeting_id: str,
    issue: Callable[[Reading], Issue],
    documents: Documents,
) -> None:
    """Make the documents, then enter them. If something was entered meanwhile, begin again."""
    for _ in range(_TRIES):
        with ws.vault.reading() as reading:
            issued = issue(reading)
        made = documents(issued)
        with suppress(_EnteredMeanwhileError), ws.vault.writing(ws.user, what) as writing:
            if head_of_chain(writing) != issued.head:
                raise _EnteredMeanwhileError
            _enter(writing, kind, meeting_id, issued, made)
            return
    raise UserError(
        "Others are entering things just now, so the minutes could not be issued.",
        "Try again when the others have finished.",
    )


class _EnteredMeanwhileError(Exception):
    """Something was entered while the documents were made: it may belong in them."""


def _enter(
    writing: Writing, kind: str, meeting_id: str, issued: Issue, made: Mapping[str, bytes]
) -> None:
    content: dict[str, Any] = {
        "number": issued.addendum or issued.number,
        "by": issued.by,
        "on": issued.on.isoformat(),
        "head": issued.head,
        NAMED: digests_of(made),
    }
    if issued.addendum:
        content["words"] = issued.words
    entry = writing.record(kind, content, about=issued.about, meeting=meeting_id)
    keep_issued(writing, entry, made)


def amendments_of(rows: Reading, meeting_id: str) -> list[Amendment]:
    """What was changed after the meeting had first ended: one line for each step, in order."""
    found = entries_of_meeting(rows, meeting_id)
    ends = [e for e in found if e.kind == MEETING and e.payload.get("state") == "ended"]
    if not ends:
        return []
    later = [e for e in found if _is_after(e, ends[0]) and _is_amendment(rows, e)]
    return [_amendment(tuple(entries)) for _, entries in groupby(later, key=_step_of)]


def _is_after(entry: Entry, end: Entry) -> bool:
    if _step_of(entry) == _step_of(end):
        return False
    if entry.origin == end.origin:
        return entry.sequence > end.sequence
    return entry.recorded_at > end.recorded_at


def _is_amendment(rows: Reading, entry: Entry) -> bool:
    if entry.kind not in _AMENDED:
        return False
    before = replaced_by(rows, entry)
    return not before or not is_follow_up(entry.kind, content_of(before[-1]), content_of(entry))


def _step_of(entry: Entry) -> str:
    return str(entry.payload.get("step", entry.id))


def _amendment(entries: tuple[Entry, ...]) -> Amendment:
    first = entries[0]
    is_whole_meeting = any(entry.kind == MEETING for entry in entries)
    about: Iterable[str] = () if is_whole_meeting else (e.about for e in entries if e.about)
    return Amendment(first.act, tuple(dict.fromkeys(about)), first.recorded_at, first.recorded_by)
