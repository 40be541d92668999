"""Meetings: planned, started, ended; what is not reached is carried over when one ends."""

from dataclasses import replace
from datetime import date
from typing import Any

from mdt_app.errors import UserError
from mdt_app.flags.in_force import pack_in_force, pack_spoken
from mdt_app.flags.pack import Pack
from mdt_app.meeting.nominations import as_day, close_nomination, enter_nomination
from mdt_app.meeting.values import ORDERS, Meeting, Nomination
from mdt_app.meeting.versions import (
    ITEM,
    MEETING,
    Step,
    content_of,
    identity_of,
    standing,
    stepping,
    versions_now,
)
from mdt_app.vault.entries import Entry
from mdt_app.vault.vault import Reading
from mdt_app.vault.workspace import Workspace

NOT_REACHED = "not reached in the meeting"
NOT_COME_BACK_TO = "parked, and not come back to"
LEFT_BY_THE_END = (NOT_REACHED, NOT_COME_BACK_TO)
"""Why a case waits for the next meeting that nobody closed in this one."""
_KEPT = ("state", "pack")
"""What changing a meeting's title, day or place leaves as it is."""


def as_meeting(entry: Entry) -> Meeting:
    """A meeting from the entry that holds it."""
    held = entry.payload
    return Meeting(
        identity_of(entry),
        held["title"],
        date.fromisoformat(held["held_on"]),
        held["starts_at"],
        held["place"],
        tuple(held["practices"]),
        held["minutes_per_case"],
        held["state"],
        held.get("minutes", 90),
        held.get("places", 14),
        as_day(held.get("cut_off")),
        held.get("order", "complex"),
    )


def _content(meeting: Meeting) -> dict[str, Any]:
    return {
        "title": meeting.title.strip(),
        "held_on": meeting.held_on.isoformat(),
        "starts_at": meeting.starts_at,
        "place": meeting.place.strip(),
        "practices": list(meeting.practices),
        "minutes_per_case": meeting.minutes_per_case,
        "state": meeting.state,
        "minutes": meeting.minutes,
        "places": meeting.places,
        "cut_off": meeting.cut_off.isoformat() if meeting.cut_off else "",
        "order": meeting.order,
    }


def meetings(rows: Reading) -> list[Meeting]:
    """Every meeting, the earliest first; of rival versions the latest."""
    found = {identity_of(entry): as_meeting(entry) for entry in standing(rows, MEETING)}
    return sorted(found.values(), key=_by_day)


def _by_day(meeting: Meeting) -> tuple[date, str, str]:
    return meeting.held_on, meeting.starts_at, meeting.id


def meeting_by_id(rows: Reading, meeting_id: str) -> Meeting | None:
    """The meeting with that id as it stands."""
    found = versions_now(rows, meeting_id)
    return as_meeting(found[-1]) if found and found[-1].kind == MEETING else None


def current_meeting(rows: Reading) -> Meeting | None:
    """The meeting that is open, or else the next one planned."""
    found = meetings(rows)
    for state in ("open", "planned"):
        for meeting in found:
            if meeting.state == state:
                return meeting
    return None


def plan_meeting(ws: Workspace, meeting: Meeting) -> Meeting:
    """Plan a meeting; its id is given here."""
    _check(meeting)
    with stepping(ws, "meeting planned", lasting=True) as step:
        return as_meeting(step.begin(MEETING, _content(replace(meeting, state="planned"))))


def change_meeting(ws: Workspace, meeting: Meeting) -> Meeting:
    """Change a meeting's title, day, place or practices; not its state."""
    _check(meeting)
    with stepping(ws, "meeting changed", lasting=True) as step:
        now = _versions(step.rows, meeting.id)
        kept = {name: now[-1].payload[name] for name in _KEPT if name in now[-1].payload}
        content = {**_content(meeting), **kept}
        return as_meeting(step.replace(now, content, meeting=meeting.id))


def start_meeting(ws: Workspace, meeting_id: str) -> Meeting:
    """Open the meeting. Only one is open at a time."""
    with stepping(ws, "meeting started", lasting=True) as step:
        found = meetings(step.rows)
        if any(m.state == "open" and m.id != meeting_id for m in found):
            raise UserError("Another meeting is still open.", "End that meeting first.")
        if any(m.state == "ended" and m.id == meeting_id for m in found):
            raise UserError("That meeting has ended.", "Reopen it, or plan the next one.")
        return _enter_state(step, meeting_id, "open", pack=step.keep_pack())


def end_meeting(ws: Workspace, meeting_id: str) -> Meeting:
    """End the meeting. Cases still waiting are carried over; every question is kept with it."""
    with ws.vault.reading() as reading:
        meeting = meeting_by_id(reading, meeting_id)
    if meeting is not None and meeting.state == "ended":
        return meeting
    with stepping(ws, "meeting ended", lasting=True) as step:
        for entry in standing(step.rows, ITEM, meeting=meeting_id):
            _close_case(step, entry)
        return _enter_state(step, meeting_id, "ended", pack=step.keep_pack())


def pack_of_meeting(rows: Reading, meeting_id: str) -> Pack:
    """The pack that spoke in the meeting: of one that has ended the one kept, else the one now."""
    now = versions_now(rows, meeting_id)
    held = now[-1].payload if now else {}
    is_over = held.get("state") == "ended"
    return pack_spoken(rows, held.get("pack", "")) if is_over else pack_in_force(rows)


def _close_case(step: Step, entry: Entry) -> None:
    state = entry.payload["state"]
    if state in ("waiting", "parked"):
        reason = NOT_REACHED if state == "waiting" else NOT_COME_BACK_TO
        content = {**content_of(entry), "state": "deferred", "reason": reason}
        step.replace([entry], content)
    closed = close_nomination(step, entry.about, entry.meeting)
    if state != "discussed":
        asked_again = closed or Nomination(entry.about)
        enter_nomination(step, replace(asked_again, is_chosen=True, late_reason=""))


def _enter_state(step: Step, meeting_id: str, state: str, *, pack: str) -> Meeting:
    """`pack` is the digest of the pack that speaks now."""
    now = _versions(step.rows, meeting_id)
    content = {**content_of(now[-1]), "state": state, "pack": pack}
    return as_meeting(step.replace(now, content, meeting=meeting_id))


def _versions(rows: Reading, meeting_id: str) -> list[Entry]:
    now = versions_now(rows, meeting_id)
    if not now:
        raise UserError("There is no such meeting in this store.", "Plan the meeting first.")
    return now


def _check(meeting: Meeting) -> None:
    if not meeting.title.strip():
        raise UserError("A meeting needs a title.", "For example the network's name and 'MDT'.")
    if meeting.minutes < 1 or meeting.places < 1:
        raise UserError("A meeting needs time for somebody.", "Give its minutes, and its places.")
    if meeting.cut_off is not None and meeting.cut_off > meeting.held_on:
        raise UserError("The list closes after the meeting.", "Give a day before it, or its day.")
    if meeting.order not in ORDERS:
        raise ValueError("an order of the agenda that does not exist")
