"""The agenda: who is discussed in which order, and how far the meeting has come."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from mdt_app.errors import UserError
from mdt_app.meeting.carrying import carried_counts
from mdt_app.meeting.nominations import may_be_listed, nominations
from mdt_app.meeting.queries import kept_ranks, practice_names
from mdt_app.meeting.values import AgendaItem, Nomination
from mdt_app.meeting.versions import (
    ITEM,
    Step,
    content_of,
    identity_of,
    revise,
    standing,
    stepping,
)
from mdt_app.vault.entries import Entry
from mdt_app.vault.vault import Reading
from mdt_app.vault.workspace import Workspace


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
    )


def _content(item: AgendaItem) -> dict[str, Any]:
    return {"position": item.position, "state": item.state, "reason": item.reason}


def agenda(rows: Reading, meeting_id: str) -> list[AgendaItem]:
    """The meeting's items in their order."""
    items = [as_item(entry) for entry in standing(rows, ITEM, meeting=meeting_id)]
    return sorted(items, key=_place)


def _place(item: AgendaItem) -> tuple[int, str]:
    return item.position, item.id


def build_agenda(
    ws: Workspace, meeting_id: str, numbers: Sequence[str] | None = None
) -> list[AgendaItem]:
    """Put people on the agenda: by practice, in each the carried over first, noted ones last.

    `numbers` is in the order of the ranked list; without it, everyone chosen, as last ranked.
    Who objects is never put on. Items that are there already keep their state, and only
    waiting ones are taken off; the whole is one step.
    """
    with stepping(ws, "agenda built") as step:
        found = nominations(step.rows)
        wanted = _in_order(step.rows, _wanted(step.rows, found, numbers), found)
        _arrange(step, meeting_id, wanted)
        return agenda(step.rows, meeting_id)


def _wanted(
    rows: Reading, found: Mapping[str, Nomination], numbers: Sequence[str] | None
) -> list[str]:
    if numbers is None:
        ranks = kept_ranks(rows)
        chosen = [number for number, nomination in found.items() if may_be_listed(nomination)]
        return sorted(chosen, key=lambda number: ranks.get(number, len(ranks) + 1))
    objecting = {number for number, nomination in found.items() if nomination.asked == "objects"}
    return [number for number in dict.fromkeys(numbers) if number not in objecting]


def _in_order(rows: Reading, numbers: Iterable[str], found: Mapping[str, Nomination]) -> list[str]:
    names = practice_names(rows)
    carried = carried_counts(rows)
    blank = Nomination("")

    def place(number: str) -> tuple[str, bool, int]:
        is_noted = found.get(number, blank).lane == "noted"
        return names.get(number, ""), is_noted, -carried.get(number, 0)

    return sorted((n for n in numbers if n in names), key=place)


def _arrange(step: Step, meeting_id: str, wanted: Sequence[str]) -> None:
    there = {e.about: e for e in standing(step.rows, ITEM, meeting=meeting_id)}
    kept = [n for n, e in there.items() if e.payload["state"] != "waiting" and n not in wanted]
    for position, number in enumerate([*kept, *wanted], start=1):
        entry = there.get(number)
        if entry is None:
            item = AgendaItem("", meeting_id, number, position)
            step.begin(ITEM, _content(item), about=number, meeting=meeting_id)
        elif entry.payload["position"] != position:
            step.replace([entry], {**content_of(entry), "position": position})
    for number, entry in there.items():
        if number not in wanted and number not in kept:
            step.replace([entry], {**content_of(entry), "undone": True})


def add_to_agenda(ws: Workspace, meeting_id: str, nhs_number: str) -> AgendaItem:
    """Add one person at the end, as somebody brought up late."""
    with ws.vault.reading() as reading:
        items = agenda(reading, meeting_id)
    for item in items:
        if item.nhs_number == nhs_number:
            return item
    with stepping(ws, "case added") as step:
        position = max((item.position for item in items), default=0) + 1
        content = _content(AgendaItem("", meeting_id, nhs_number, position))
        return as_item(step.begin(ITEM, content, about=nhs_number, meeting=meeting_id))


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


def wait(ws: Workspace, item: AgendaItem, reason: str = "") -> AgendaItem:
    """Put the case back among those waiting."""
    return _move(ws, "case put back", replace(item, state="waiting", reason=reason))


def _move(ws: Workspace, what: str, item: AgendaItem) -> AgendaItem:
    changed = {"state": item.state, "reason": item.reason}
    return as_item(revise(ws, what, item.id, changed))
