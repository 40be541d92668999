"""What meetings that have ended mean for the next: who is carried over, who was discussed when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from mdt_app.meeting.versions import ITEM, MEETING, identity_of, standing
from mdt_app.vault.vault import Reading


@dataclass(frozen=True, slots=True)
class Past:
    """What ended meetings leave behind for one person."""

    carried: int = 0
    discussed_on: date | None = None


def ended_days(rows: Reading, on: date | None = None) -> dict[str, date]:
    """Meetings that have ended, by id, held on or before `on`; the earliest first."""
    found = {
        identity_of(entry): date.fromisoformat(entry.payload["held_on"])
        for entry in standing(rows, MEETING)
        if entry.payload["state"] == "ended"
    }
    ordered = sorted(found.items(), key=_by_day)
    return {meeting: day for meeting, day in ordered if on is None or day <= on}


def _by_day(meeting: tuple[str, date]) -> tuple[date, str]:
    return meeting[1], meeting[0]


def last_before(days: Iterable[date], on: date) -> date | None:
    """The last of the meetings' days before the day `on`: what is new is new since then."""
    return max((day for day in days if day < on), default=None)


def pasts(rows: Reading, on: date | None = None) -> dict[str, Past]:
    """Per NHS number: how often in a row the person was carried over, and last discussed when."""
    days = ended_days(rows, on)
    found: dict[str, Past] = {}
    for meeting, was_discussed in _outcomes(rows, days).items():
        for number, is_done in was_discussed.items():
            before = found.get(number, Past())
            carried = Past(before.carried + 1, before.discussed_on)
            found[number] = Past(0, days[meeting]) if is_done else carried
    return found


def _outcomes(rows: Reading, days: Mapping[str, date]) -> dict[str, dict[str, bool]]:
    """Per ended meeting, in the order of `days`: who was on its agenda, and was discussed.

    Two rival items are one person, and discussed if either says so.
    """
    found: dict[str, dict[str, bool]] = {meeting: {} for meeting in days}
    for entry in standing(rows, ITEM):
        there = found.get(entry.meeting)
        if there is not None:
            is_done = entry.payload["state"] == "discussed"
            there[entry.about] = is_done or there.get(entry.about, False)
    return found


def carried_counts(rows: Reading, on: date | None = None) -> dict[str, int]:
    """How often in a row each person was on an agenda and not discussed, where ever."""
    return {number: past.carried for number, past in pasts(rows, on).items() if past.carried}
