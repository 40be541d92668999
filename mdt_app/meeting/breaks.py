"""When a meeting was opened, and its breaks. A break that has no end yet lasts."""

from datetime import UTC, datetime, timedelta
from typing import Any

from mdt_app.meeting.queries import origin_here
from mdt_app.meeting.values import Break
from mdt_app.meeting.versions import BREAK, history_of, identity_of, revise, standing, stepping
from mdt_app.vault.entries import Entry
from mdt_app.vault.vault import Reading
from mdt_app.vault.workspace import Workspace


def as_break(entry: Entry) -> Break:
    """A break from the entry that holds it."""
    ended = entry.payload["ended_at"]
    return Break(
        identity_of(entry),
        entry.meeting,
        datetime.fromisoformat(entry.payload["began_at"]),
        datetime.fromisoformat(ended) if ended else None,
    )


def breaks_of(rows: Reading, meeting_id: str) -> tuple[Break, ...]:
    """The breaks of a meeting, the earliest first."""
    found = [as_break(entry) for entry in standing(rows, BREAK, meeting=meeting_id)]
    return tuple(sorted(found, key=_by_beginning))


def _by_beginning(one: Break) -> tuple[datetime, str]:
    return one.began_at, one.id


def opened_at(rows: Reading, meeting_id: str) -> datetime | None:
    """When the meeting was first opened; None where it was not yet."""
    for entry in history_of(rows, meeting_id):
        if entry.payload["state"] == "open":
            return entry.recorded_at
    return None


def opened_after(rows: Reading, meeting_id: str) -> int | None:
    """The number of the entry before the one that opened the meeting on this laptop."""
    origin = origin_here(rows)
    for entry in history_of(rows, meeting_id):
        if entry.payload["state"] == "open" and entry.origin == origin:
            return entry.sequence - 1
    return None


def begin_break(ws: Workspace, meeting_id: str, at: datetime) -> Break:
    """A break begins. While one lasts no other begins."""
    with ws.vault.reading() as reading:
        lasting = break_lasting(breaks_of(reading, meeting_id))
    if lasting is not None:
        return lasting
    content: dict[str, Any] = {"began_at": _written(at), "ended_at": ""}
    with stepping(ws, "break begun") as step:
        return as_break(step.begin(BREAK, content, meeting=meeting_id))


def end_break(ws: Workspace, lasting: Break, at: datetime) -> Break:
    """The break is over; one without length, if the clock was put back meanwhile."""
    ended = max(at, lasting.began_at)  # a clock put back must not keep the meeting in its break
    return as_break(revise(ws, "break ended", lasting.id, {"ended_at": _written(ended)}))


def break_lasting(found: tuple[Break, ...]) -> Break | None:
    """The break that has not ended, if there is one."""
    return next((one for one in reversed(found) if one.ended_at is None), None)


def time_off(found: tuple[Break, ...], since: datetime, until: datetime) -> timedelta:
    """How much of a stretch of time was break."""
    parts = (
        min(one.ended_at or until, until) - max(one.began_at, since)
        for one in found
        if one.began_at < until
    )
    return sum((part for part in parts if part > timedelta()), timedelta())


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
