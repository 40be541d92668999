"""Who was in the room for a case: arrivals and departures against when the case was spoken of."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from mdt_app.meeting.values import ROLES, AgendaItem, Attendee, Break

Stretch = tuple[datetime, datetime]


def present_for(
    case: AgendaItem, attendees: Iterable[Attendee], breaks: Sequence[Break] = ()
) -> tuple[Attendee, ...]:
    """Those who were in the room for some of the time in which the case was spoken of.

    Breaks do not count as that time. Who has no arrivals and departures was there throughout;
    a case without times (an older meeting's) had everybody who came.
    """
    stretches = [part for stretch in case.spoken_of for part in without_breaks(stretch, breaks)]
    came = [one for one in attendees if one.is_present]
    if not stretches:
        return tuple(came)
    return tuple(one for one in came if _was_there(one, stretches))


def _was_there(attendee: Attendee, stretches: Iterable[Stretch]) -> bool:
    if not attendee.stays:
        return True
    return any(
        arrived < until and (left is None or left > since)
        for since, until in stretches
        for arrived, left in attendee.stays
    )


def without_breaks(stretch: Stretch, breaks: Sequence[Break]) -> list[Stretch]:
    """A stretch of time with the breaks cut out of it."""
    parts = [stretch]
    for one in breaks:
        parts = [piece for part in parts for piece in _cut(part, one)]
    return parts


def _cut(part: Stretch, one: Break) -> list[Stretch]:
    since, until = part
    before = (since, min(until, one.began_at))
    after = (max(since, one.ended_at), until) if one.ended_at is not None else (until, until)
    return [(start, end) for start, end in (before, after) if start < end]


def is_here(attendee: Attendee) -> bool:
    """Whether somebody is in the room now: came, and has not left."""
    if not attendee.is_present:
        return False
    return not attendee.stays or attendee.stays[-1][1] is None


def quorum_words(attendees: Iterable[Attendee]) -> str:
    """Which roles are in the room now: `Here: Chair, GP (2). Nobody here as Podiatrist.`

    Roles that nobody on the list has are left out: the network decides who belongs to it.
    """
    found = list(attendees)
    here = Counter(one.role for one in found if is_here(one))
    missing = [role for role in _by_role(one.role for one in found) if role not in here]
    if not here:
        return "Nobody is marked as here."
    roles = [_counted(role, here[role]) for role in _by_role(here)]
    words = f"Here now: {', '.join(roles)}."
    return f"{words} Not here now: {', '.join(missing)}." if missing else words


def _counted(role: str, count: int) -> str:
    return role if count == 1 else f"{role} ({count})"


def _by_role(roles: Iterable[str]) -> list[str]:
    return sorted(dict.fromkeys(roles), key=_place)


def _place(role: str) -> tuple[int, str]:
    return (ROLES.index(role) if role in ROLES else len(ROLES), role)
