"""Who came to a meeting, in which role and from where, who sent apologies, and who was in when."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from mdt_app.errors import UserError
from mdt_app.meeting.presence import is_here
from mdt_app.meeting.values import ROLES, Attendee
from mdt_app.meeting.versions import (
    ATTENDEE,
    identity_of,
    revise,
    standing,
    stepping,
)
from mdt_app.vault.entries import Entry
from mdt_app.vault.vault import Reading
from mdt_app.vault.workspace import Workspace


def as_attendee(entry: Entry) -> Attendee:
    """An attendee from the entry that holds it."""
    held = entry.payload
    return Attendee(
        identity_of(entry),
        held["name"],
        held["role"],
        held["practice"],
        held["is_present"],
        tuple((_moment(came), _moment(left) if left else None) for came, left in _stays(held)),
    )


def _stays(held: Mapping[str, Any]) -> Sequence[tuple[str, str]]:
    found: Sequence[tuple[str, str]] = held.get("stays", ())
    return found


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _written(moment: datetime | None) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds") if moment is not None else ""


def attendees(rows: Reading, meeting_id: str) -> list[Attendee]:
    """Who came, then who sent apologies, each by role in the order of `ROLES`, then by name."""
    found = [as_attendee(entry) for entry in standing(rows, ATTENDEE, meeting=meeting_id)]
    return sorted(found, key=_order)


def usual_attendees(rows: Reading, meeting_id: str) -> list[Attendee]:
    """Who came to the last meeting that has any attendance, to be offered for this one."""
    others = [entry for entry in standing(rows, ATTENDEE) if entry.meeting != meeting_id]
    if not others:
        return []
    latest = others[-1].meeting
    return [replace(a, id="", stays=()) for a in attendees(rows, latest) if a.is_present]


def _order(attendee: Attendee) -> tuple[bool, int, str]:
    place = ROLES.index(attendee.role) if attendee.role in ROLES else len(ROLES)
    return (not attendee.is_present, place, attendee.name.casefold())


def record_attendee(ws: Workspace, meeting_id: str, attendee: Attendee) -> Attendee:
    """Keep somebody's attendance: new where `id` is '', in place of that one where it is not."""
    content: dict[str, Any] = {
        "name": attendee.name.strip(),
        "role": attendee.role.strip(),
        "practice": attendee.practice.strip(),
        "is_present": attendee.is_present,
        "stays": [[_written(came), _written(left)] for came, left in attendee.stays],
    }
    if not content["name"]:
        raise UserError("An attendee needs a name.", "Type the name, then the role.")
    if attendee.id:
        return as_attendee(revise(ws, "attendance changed", attendee.id, content))
    with stepping(ws, "attendance recorded") as step:
        return as_attendee(step.begin(ATTENDEE, content, meeting=meeting_id))


def arrived(attendee: Attendee, at: datetime) -> Attendee:
    """The same person, in the room from now; who is in already stays as they are."""
    if is_here(attendee) and attendee.id:
        return attendee
    return replace(attendee, is_present=True, stays=(*attendee.stays, (at, None)))


def left(attendee: Attendee, at: datetime, began_at: datetime) -> Attendee:
    """The same person, gone from now. Who was there throughout came when the meeting began."""
    if not is_here(attendee):
        return attendee
    stays = attendee.stays or ((min(began_at, at), None),)
    return replace(attendee, stays=(*stays[:-1], (stays[-1][0], at)))


def strike_attendee(ws: Workspace, attendee: Attendee) -> None:
    """Take somebody off the attendance who was put there by mistake. It stays on file."""
    revise(ws, "attendance struck out", attendee.id, {"undone": True})
