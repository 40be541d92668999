"""How the meetings themselves go: what each one that has ended did, and what became of it.

`meeting_figures(rows, on)` answers one `MeetingFigures` for each ended meeting, the earliest
first; `on` is the day on which an open action counts as overdue. What nobody recorded is None
and has words for it, never a silent 0:

- cases: people on its agenda when it ended, or about whom something was recorded there.
- discussed, deferred, not_reached: what became of them; the last two are carried over.
- decided: people with a decision recorded.
- minutes_per_case: from opening the meeting to the last case closed, breaks included, by the
  number of cases closed. None unless it was opened and its cases closed on the day it was held:
  minutes typed up later say nothing about time. `planned_minutes` is what the agenda allowed.
- actions: what it agreed, and what became of that by `on`.
- attendance: how many came in each role, in the order of `ROLES`; `apologies` in the same way.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from mdt_app.clinical.days import spoken
from mdt_app.clinical.words import counted
from mdt_app.meeting.actions import as_action, is_overdue
from mdt_app.meeting.attendance import as_attendee
from mdt_app.meeting.meetings import LEFT_BY_THE_END, as_meeting
from mdt_app.meeting.values import ROLES, Action, Attendee, Meeting
from mdt_app.meeting.versions import (
    ACTION,
    ATTENDEE,
    DECISION,
    ITEM,
    MEETING,
    identity_of,
    is_standing,
    standing,
)
from mdt_app.vault.entries import Entry, all_entries
from mdt_app.vault.vault import Reading

NOT_RECORDED = "not recorded"


@dataclass(frozen=True, slots=True)
class ActionFigures:
    """What became of one meeting's actions by a day. Those withdrawn are counted apart.

    `done_undated` were done and had no date to be done by: neither on time nor late.
    """

    agreed: int = 0
    done_on_time: int = 0
    done_late: int = 0
    done_undated: int = 0
    open_in_time: int = 0
    open_overdue: int = 0
    withdrawn: int = 0

    @property
    def done(self) -> int:
        return self.done_on_time + self.done_late + self.done_undated

    @property
    def fell_due(self) -> int:
        """Those whose date has come, or that were done by one: what 'on time' is a share of."""
        return self.done_on_time + self.done_late + self.open_overdue

    @property
    def on_time_percent(self) -> float | None:
        """Of those that fell due, the share done by their date; None while none fell due."""
        return 100 * self.done_on_time / self.fell_due if self.fell_due else None


@dataclass(frozen=True, slots=True)
class MeetingFigures:
    """One meeting that has ended, in numbers. The module says what each of them counts."""

    meeting: str
    title: str
    held_on: date
    cases: int
    discussed: int
    deferred: int
    not_reached: int
    decided: int
    minutes_per_case: float | None
    planned_minutes: int
    actions: ActionFigures
    attendance: tuple[tuple[str, int], ...]
    apologies: tuple[tuple[str, int], ...]

    @property
    def carried(self) -> int:
        """Cases carried over to the next meeting."""
        return self.deferred + self.not_reached

    @property
    def present(self) -> int:
        return sum(number for _role, number in self.attendance)

    @property
    def minutes_words(self) -> str:
        """`5.4`, or that nobody recorded it."""
        known = self.minutes_per_case
        return NOT_RECORDED if known is None else f"{known:.1f}"

    @property
    def attendance_words(self) -> str:
        """`Chair 1 · GP 2`, or that nobody recorded it."""
        told = " · ".join(f"{role} {number}" for role, number in self.attendance)
        return told or NOT_RECORDED


def meeting_figures(rows: Reading, on: date) -> tuple[MeetingFigures, ...]:
    """Every meeting that has ended by the day `on`, the earliest first."""
    held = [as_meeting(entry) for entry in standing(rows, MEETING)]
    latest = {meeting.id: meeting for meeting in held}  # of rival versions the latest
    ended = [m for m in latest.values() if m.state == "ended" and m.held_on <= on]
    if not ended:
        return ()
    told = _Told(rows)
    return tuple(told.figures(meeting, on) for meeting in sorted(ended, key=_by_day))


def _by_day(meeting: Meeting) -> tuple[date, str, str]:
    return meeting.held_on, meeting.starts_at, meeting.id


class _Told:
    """Everything entered in meetings, read once and parted by meeting."""

    def __init__(self, rows: Reading) -> None:
        self._items = _by_meeting(standing(rows, ITEM))
        self._decisions = _by_meeting(standing(rows, DECISION))
        self._actions = _by_meeting(standing(rows, ACTION))
        self._attendees = _by_meeting(standing(rows, ATTENDEE))
        self._item_versions = _by_meeting(all_entries(rows, ITEM))
        self._meeting_versions: dict[str, list[Entry]] = {}
        for entry in all_entries(rows, MEETING):
            self._meeting_versions.setdefault(identity_of(entry), []).append(entry)

    def figures(self, meeting: Meeting, on: date) -> MeetingFigures:
        states = _states(self._items.get(meeting.id, ()))
        decided = {entry.about for entry in self._decisions.get(meeting.id, ())}
        actions = [as_action(entry) for entry in self._actions.get(meeting.id, ())]
        seats = [as_attendee(entry) for entry in self._attendees.get(meeting.id, ())]
        recorded = decided | {action.nhs_number for action in actions if action.nhs_number}
        beside = recorded - states.keys()  # taken off the agenda after something was recorded
        became = Counter(states.values())
        return MeetingFigures(
            meeting.id,
            meeting.title,
            meeting.held_on,
            len(states) + len(beside),
            became["discussed"] + len(beside),
            became["deferred"],
            became["not reached"],
            len(decided),
            minutes_per_case(
                meeting.held_on,
                self._meeting_versions[meeting.id],
                self._item_versions.get(meeting.id, ()),
            ),
            meeting.minutes_per_case,
            action_figures(actions, on),
            _by_role(seat for seat in seats if seat.is_present),
            _by_role(seat for seat in seats if not seat.is_present),
        )


def minutes_per_case(
    held_on: date, versions: Sequence[Entry], item_versions: Sequence[Entry]
) -> float | None:
    """Minutes a case took, from every version there ever was of a meeting and of its items.

    None where opening or closing was not entered on the day of the meeting.
    """
    opened = [e.recorded_at for e in versions if e.payload["state"] == "open"]
    ended = [e.recorded_at for e in versions if e.payload["state"] == "ended"]
    if not opened or not ended:
        return None
    closed = _closed_at(item_versions, max(ended))
    moments = [min(opened), *closed.values()]
    if not closed or any(_day_of(moment) != held_on for moment in moments):
        return None
    return (max(moments) - min(opened)).total_seconds() / 60 / len(closed)


def _by_meeting(entries: Iterable[Entry]) -> Mapping[str, Sequence[Entry]]:
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.meeting, []).append(entry)
    return found


def _states(items: Sequence[Entry]) -> dict[str, str]:
    """What became of each person; of two rival items, discussed if either says so."""
    found: dict[str, str] = {}
    for entry in items:
        state = entry.payload["state"]
        if state == "deferred" and entry.payload["reason"] in LEFT_BY_THE_END:
            state = "not reached"
        if found.get(entry.about) != "discussed":
            found[entry.about] = state
    return found


def _closed_at(versions: Sequence[Entry], ended_at: datetime) -> dict[str, datetime]:
    """When each person's case was first closed by hand before the end; carried over is not."""
    found: dict[str, datetime] = {}
    for entry in versions:
        held = entry.payload
        by_hand = held["state"] == "discussed" or (
            held["state"] == "deferred" and held["reason"] not in LEFT_BY_THE_END
        )
        if by_hand and is_standing(entry) and entry.recorded_at <= ended_at:
            first = found.get(entry.about, entry.recorded_at)
            found[entry.about] = min(first, entry.recorded_at)
    return found


def _day_of(moment: datetime) -> date:
    """The day of a moment, where this computer is."""
    return moment.astimezone().date()


def action_figures(actions: Iterable[Action], on: date) -> ActionFigures:
    """What became of some actions by the day `on`."""
    became = Counter(_became(action, on) for action in actions)
    withdrawn = became.pop("withdrawn", 0)
    return ActionFigures(agreed=became.total(), withdrawn=withdrawn, **became)


def _became(action: Action, on: date) -> str:
    if action.state == "withdrawn":
        return "withdrawn"
    if action.state == "done":
        if action.due_on is None or action.done_on is None:
            return "done_undated"
        return "done_on_time" if action.done_on <= action.due_on else "done_late"
    return "open_overdue" if is_overdue(action, on) else "open_in_time"


def _by_role(seats: Iterable[Attendee]) -> tuple[tuple[str, int], ...]:
    """How many in each role: in the order of `ROLES`, then those of other names."""
    counts = Counter(seat.role for seat in seats)
    known = [role for role in ROLES if role in counts]
    return tuple((role, counts[role]) for role in (*known, *sorted(counts.keys() - set(known))))


@dataclass(frozen=True, slots=True)
class HeldShare:
    """Of the meetings planned for days that are over, those that were held, and days without."""

    held: int = 0
    not_held: tuple[date, ...] = ()

    @property
    def planned(self) -> int:
        return self.held + len(self.not_held)

    @property
    def words(self) -> str:
        """`5 of 6 planned meetings were held (83 %); not held: 15 Oct 2026`; '' before any."""
        if not self.planned:
            return ""
        share = round(100 * self.held / self.planned)
        days = ", ".join(map(spoken, self.not_held[-_MOST_DAYS:]))
        missed = f"; not held: {days}" if days else ""
        more = len(self.not_held) - _MOST_DAYS
        before = f" and {more} before" if more > 0 else ""
        held = f"{self.held} of {counted(self.planned, 'planned meeting')}"
        return f"{held} held ({share} %){missed}{before}."


_MOST_DAYS = 3


def held_share(rows: Reading, on: date) -> HeldShare:
    """How many of the planned meetings were held, by the day `on`; today's may still be."""
    latest = {m.id: m for m in (as_meeting(entry) for entry in standing(rows, MEETING))}
    held = [m for m in latest.values() if m.state != "planned" and m.held_on <= on]
    missed = [m.held_on for m in latest.values() if m.state == "planned" and m.held_on < on]
    return HeldShare(len(held), tuple(sorted(missed)))
