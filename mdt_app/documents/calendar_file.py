"""A calendar file of the next meeting and the days on which actions are due. It names nobody.

A calendar is copied to telephones and clouds. So an action is its case number and practice, and
never its own words: they may name a person.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from mdt_app.clinical.days import spoken
from mdt_app.clinical.shown_text import shown, shown_line
from mdt_app.documents.letter_case import numbered_items, who_objects
from mdt_app.documents.written import keep_written, replace_document
from mdt_app.meeting.actions import open_actions
from mdt_app.meeting.meetings import meetings
from mdt_app.meeting.values import Action, Meeting
from mdt_app.register.queries import network_name, person_by_number, practices
from mdt_app.vault.roles import PRINT
from mdt_app.vault.vault import Reading
from mdt_app.vault.workspace import Workspace

_LONDON = ZoneInfo("Europe/London")
_PRODUCT = "-//MDT//Diabetes network MDT//EN"


@dataclass(frozen=True, slots=True)
class Due:
    """The day of an action: `what` is `case 3 of 26 Nov 2026, Alder Road`."""

    id: str
    on: date
    what: str


@dataclass(frozen=True, slots=True)
class Days:
    """What the calendar holds."""

    network: str
    next_meeting: Meeting | None
    due: tuple[Due, ...]
    made_on: date


def days_ahead(rows: Reading, on: date, *, practice: str = "", owner: str = "") -> Days:
    """The next meeting from that day on, and what is due; of one practice or owner if given."""
    ahead = [m for m in meetings(rows) if m.state != "ended" and m.held_on >= on]
    wanted = [
        action
        for action in open_actions(rows)
        if action.due_on is not None and (not owner or action.owner.casefold() == owner.casefold())
    ]
    return Days(
        network_name(rows), ahead[0] if ahead else None, tuple(_due(rows, wanted, practice)), on
    )


def _due(rows: Reading, actions: Sequence[Action], practice: str) -> Iterator[Due]:
    names = {each.ods: each.name for each in practices(rows)}
    days = {meeting.id: spoken(meeting.held_on) for meeting in meetings(rows)}
    numbers: dict[str, dict[str, int]] = {}
    for action in actions:
        person = person_by_number(rows, action.nhs_number) if action.nhs_number else None
        ods = person.practice if person is not None else action.practice
        if action.due_on is None or practice not in ("", ods):
            continue
        if action.meeting not in numbers:
            found = numbered_items(rows, action.meeting)
            numbers[action.meeting] = {item.nhs_number: number for number, item in found}
        if action.nhs_number in who_objects(rows, action.meeting):
            continue
        number = numbers[action.meeting].get(action.nhs_number)
        whose = f"case {number}" if number else "practice action"
        if action.meeting in days:
            whose += f" of {days[action.meeting]}"
        yield Due(action.id, action.due_on, ", ".join(filter(None, (whose, names.get(ods, "")))))


def as_ics(days: Days) -> bytes:
    """The file, as RFC 5545 has it. The same days give the same bytes."""
    from icalendar import Calendar, Event, vText

    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", vText(shown_line(f"{days.network} MDT")))
    stamp = datetime.combine(days.made_on, time(), UTC)
    for fields in (*_meeting(days), *map(_action, days.due)):
        event = Event()
        event.add("dtstamp", stamp)
        for name, value in fields:
            event.add(name, shown(value) if isinstance(value, str) else value)
        calendar.add_component(event)
    made: bytes = calendar.to_ical()
    return made


_Fields = Sequence[tuple[str, str | date | datetime]]


def _meeting(days: Days) -> Iterator[_Fields]:
    meeting = days.next_meeting
    if meeting is None:
        return
    begins = _begins(meeting)
    is_timed = isinstance(begins, datetime)
    length = timedelta(minutes=meeting.minutes) if is_timed else timedelta(days=1)
    yield (
        ("uid", f"meeting-{meeting.id}"),
        ("summary", meeting.title),
        ("location", meeting.place),
        ("dtstart", begins),
        ("dtend", begins + length),
    )


def _begins(meeting: Meeting) -> date | datetime:
    """In universal time, so that no time zone has to be described; a day where no time is said."""
    try:
        at = time.fromisoformat(meeting.starts_at.strip().zfill(5))
    except ValueError:
        return meeting.held_on
    return datetime.combine(meeting.held_on, at, _LONDON).astimezone(UTC)


def _action(due: Due) -> _Fields:
    return (
        ("uid", f"action-{due.id}"),
        ("summary", f"MDT action due: {due.what}"),
        ("dtstart", due.on),
        ("dtend", due.on + timedelta(days=1)),
        ("transp", "TRANSPARENT"),
    )


def write_calendar(ws: Workspace, path: Path, *, practice: str = "", owner: str = "") -> Days:
    """Write the file, in place of one of that name; that it was written is kept."""
    with ws.vault.reading() as reading:
        days = days_ahead(reading, ws.today(), practice=practice, owner=owner)
    ws.must_be_allowed(PRINT, [practice])
    replace_document(path, as_ics(days), "The calendar")
    keep_written(ws, "calendar file written", path, actions=len(days.due))
    return days
