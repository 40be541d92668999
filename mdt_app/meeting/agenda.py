"""The agenda: who is discussed in which order, and how far the meeting has come."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from mdt_app.errors import UserError
from mdt_app.meeting.meetings import meeting_by_id
from mdt_app.meeting.nominations import may_be_listed, nominations
from mdt_app.meeting.planned import Candidate, in_order
from mdt_app.meeting.prepared import candidates
from mdt_app.meeting.queries import kept_ranks, objecting
from mdt_app.meeting.spoken import stretches_of
from mdt_app.meeting.values import AgendaItem, Meeting, Nomination
from mdt_app.meeting.versions import (
    ITEM,
    Step,
    content_of,
    identity_of,
    revise,
    standing,
    stepping,
    versions_now,
)
from mdt_app.vault.entries import Entry
from mdt_app.vault.vault import Reading
from mdt_app.vault.workspace import Workspace

STILL_TO_GO = ("waiting", "parked")


def as_item(entry: Entry) -> AgendaItem:
    """An agenda item from the entry that holds it."""
    held = entry.payload
    return AgendaItem(
        identity_of(entry),
        entry.meeting,
        entry.about,
        held["position"],
        held["state"],
        held["reason"],
        held.get("is_late", False),
        held.get("late_reason", ""),
    )


def _content(item: AgendaItem) -> dict[str, Any]:
    content = {"position": item.position, "state": item.state, "reason": item.reason}
    late = {"is_late": True, "late_reason": item.late_reason} if item.is_late else {}
    return {**content, **late}


def agenda(rows: Reading, meeting_id: str) -> list[AgendaItem]:
    """The meeting's items in their order, with the times in which they were spoken of.

    Who objects to being discussed is left out, wherever that was said, unless they were already.
    """
    stretches = stretches_of(rows, meeting_id)
    meeting = meeting_by_id(rows, meeting_id)
    is_over = meeting is not None and meeting.state == "ended"
    left_out = objecting(rows, meeting_id if is_over else "")
    found = (as_item(entry) for entry in standing(rows, ITEM, meeting=meeting_id))
    items = [i for i in found if i.state == "discussed" or i.nhs_number not in left_out]
    spoken = [replace(i, spoken_of=tuple(stretches.get(i.nhs_number, ()))) for i in items]
    return sorted(spoken, key=_place)


def _place(item: AgendaItem) -> tuple[int, str]:
    return item.position, item.id


def build_agenda(
    ws: Workspace,
    meeting_id: str,
    numbers: Sequence[str] | None = None,
    *,
    is_in_order: bool = False,
) -> list[AgendaItem]:
    """Put people on the agenda, in the order that is proposed for the meeting (`planned`).

    `numbers` is in the order of the ranked list, or, if `is_in_order`, as somebody put them;
    without it, everyone chosen, as last ranked. Who objects is never put on, and who was chosen
    after the cut-off is marked late. Items that are there already keep their state, and only
    waiting ones are taken off; the whole is one step.
    """
    with stepping(ws, "agenda built") as step:
        found = nominations(step.rows)
        wanted = _wanted(step.rows, found, numbers)
        meeting = meeting_by_id(step.rows, meeting_id)
        cut_off = meeting.cut_off if meeting else None
        listed = candidates(step.rows, wanted, found, ws.today(), cut_off)
        order = meeting.order if meeting and not is_in_order else "own"
        _arrange(step, meeting_id, in_order(listed, order), found, is_open=_is_open(meeting))
        return agenda(step.rows, meeting_id)


def _wanted(
    rows: Reading, found: Mapping[str, Nomination], numbers: Sequence[str] | None
) -> list[str]:
    if numbers is None:
        ranks = kept_ranks(rows)
        chosen = [number for number, nomination in found.items() if may_be_listed(nomination)]
        numbers = sorted(chosen, key=lambda number: ranks.get(number, len(ranks) + 1))
    left_out = objecting(rows)
    return [number for number in dict.fromkeys(numbers) if number not in left_out]


def _is_open(meeting: Meeting | None) -> bool:
    return meeting is not None and meeting.state == "open"


def _arrange(
    step: Step,
    meeting_id: str,
    listed: Sequence[Candidate],
    found: Mapping[str, Nomination],
    *,
    is_open: bool,
) -> None:
    """In a meeting that is open, whoever is new is late, and who was late stays it."""
    wanted = {each.nhs_number: each for each in listed}
    there = {e.about: e for e in standing(step.rows, ITEM, meeting=meeting_id)}
    kept = [n for n, e in there.items() if e.payload["state"] != "waiting" and n not in wanted]
    for position, number in enumerate([*kept, *wanted], start=1):
        entry, each = there.get(number), wanted.get(number)
        late_reason = found[number].late_reason if number in found else ""
        if entry is None:
            is_late = each is not None and (each.is_late or is_open)
            item = AgendaItem("", meeting_id, number, position, "waiting", "", is_late, late_reason)
            step.begin(ITEM, _content(item), about=number, meeting=meeting_id)
            continue
        content = {**content_of(entry), "position": position}
        if each is not None and not is_open:
            content |= _late_marks(content, each.is_late, late_reason)
        if content != content_of(entry):
            step.replace([entry], content)
    for number, entry in there.items():
        if number not in wanted and number not in kept:
            step.replace([entry], {**content_of(entry), "undone": True})


def _late_marks(content: Mapping[str, Any], is_late: bool, late_reason: str) -> dict[str, Any]:
    """What is different now about its being late; nothing where it never was."""
    if is_late:
        return {"is_late": True, "late_reason": late_reason}
    return {"is_late": False, "late_reason": ""} if content.get("is_late") else {}


def add_to_agenda(
    ws: Workspace,
    meeting_id: str,
    nhs_number: str,
    *,
    after: AgendaItem | None = None,
    is_late: bool = False,
    late_reason: str = "",
) -> AgendaItem:
    """Add one person at the end, or right after a case; who is there already stays as they are.

    Who asked not to be discussed is refused.
    """
    with ws.vault.reading() as reading:
        for item in agenda(reading, meeting_id):
            if item.nhs_number == nhs_number:
                return item
    with stepping(ws, "case added") as step:
        refuse_objecting(step.rows, nhs_number)
        position = _position(agenda(step.rows, meeting_id), after)
        made = AgendaItem("", meeting_id, nhs_number, position, "waiting", "", is_late)
        content = _content(replace(made, late_reason=late_reason.strip()))
        return as_item(step.begin(ITEM, content, about=nhs_number, meeting=meeting_id))


def _position(items: Sequence[AgendaItem], after: AgendaItem | None) -> int:
    """At one position the one added later comes later: nobody else has to move."""
    if after is not None:
        return after.position
    return max((item.position for item in items), default=0) + 1


def refuse_objecting(rows: Reading, nhs_number: str) -> None:
    """Refuse to put somebody on the list who asked not to be discussed."""
    nomination = nominations(rows).get(nhs_number)
    if nomination is not None and nomination.asked == "objects":
        raise UserError(
            "This person has asked not to be discussed, so they are not put on the list.",
            "If they agree now, say so under “Asked and agreed” in Prepare, then add them.",
        )


def take_off_agenda(ws: Workspace, item: AgendaItem) -> None:
    """Take a case off the agenda. What was entered about it stays on file."""
    revise(ws, "case taken off", item.id, {"undone": True})


def discussed(ws: Workspace, item: AgendaItem, reason: str = "") -> AgendaItem:
    """The case has been discussed."""
    return _move(ws, "case discussed", replace(item, state="discussed", reason=reason))


def defer(ws: Workspace, item: AgendaItem, reason: str) -> AgendaItem:
    """Leave the case for the next meeting, with the reason."""
    if not reason.strip():
        raise UserError("A deferred case needs a reason.", "Say what it is waiting for.")
    return _move(ws, "case deferred", replace(item, state="deferred", reason=reason.strip()))


def park(ws: Workspace, item: AgendaItem) -> AgendaItem:
    """Leave the case for later in this meeting; what was entered about it stays."""
    return _move(ws, "case parked", replace(item, state="parked", reason=""))


def come_back_to(ws: Workspace, item: AgendaItem) -> AgendaItem:
    """A parked case is before the room again. That is no step of its own to be undone."""
    with ws.vault.reading() as reading:
        now = versions_now(reading, item.id)
    if not now or now[-1].payload["state"] != "parked":
        return item
    parked_in = now[-1].payload.get("redoes", now[-1].payload.get("step", ""))
    with stepping(ws, "case come back to", settles=parked_in) as step:
        now = versions_now(step.rows, item.id)
        return as_item(step.replace(now, {**content_of(now[-1]), "state": "waiting"}))


def wait(ws: Workspace, item: AgendaItem, reason: str = "") -> AgendaItem:
    """Put the case back among those waiting."""
    return _move(ws, "case put back", replace(item, state="waiting", reason=reason))


def _move(ws: Workspace, what: str, item: AgendaItem) -> AgendaItem:
    changed = {"state": item.state, "reason": item.reason}
    moved = as_item(revise(ws, what, item.id, changed))
    return replace(moved, spoken_of=item.spoken_of)


def next_to_speak_of(items: Sequence[AgendaItem], position: int) -> int | None:
    """Which case comes after the one at `position`: those waiting, then those parked.

    After the last one the first ones come; the case at `position` itself is never the answer.
    """
    order: list[int] = [*range(position + 1, len(items)), *range(min(position, len(items)))]
    for state in STILL_TO_GO:
        for place in order:
            if items[place].state == state:
                return place
    return None


def to_go(items: Iterable[AgendaItem]) -> list[AgendaItem]:
    """The cases that are still to be spoken of: waiting, and parked."""
    return [item for item in items if item.state in STILL_TO_GO]
