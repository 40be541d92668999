"""From decision to evidence: what the records show since of what earlier meetings agreed.

Only what the vocabulary knows to look for is told, and only as it stands on the record: that one
thing came after another is said, not that it came of it. Pure.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from mdt_app.clinical.days import near
from mdt_app.clinical.kinds import KIND_BY_CODE
from mdt_app.clinical.words import kind_words
from mdt_app.flags.readings import DAY, Reading, reading_of
from mdt_app.flags.shown import Shown
from mdt_app.meeting.follow_up import FollowUp, follow_ups
from mdt_app.meeting.moves import WITHIN, moved
from mdt_app.meeting.values import Followed, PastDecision
from mdt_app.register.values import Medicine, Record

_OUTCOME_WITHIN_DAYS = 456
"""Fifteen months: an older result says nothing of how things stood at the meeting."""


@dataclass(frozen=True, slots=True)
class _Agreed:
    """One thing agreed: by which decision or action, in which words, and what would show it."""

    of: str
    held_on: date
    words: str
    is_decision: bool
    looked_for: FollowUp


@dataclass(frozen=True, slots=True)
class _Found:
    """What was found: in words, on which day (0 for nothing), and whether it is what was agreed.

    `what` names it for those who agreed the same in other words.
    """

    words: str
    day: int = 0
    is_seen: bool = False
    what: str = ""


def followed(record: Record, on: date, before: Sequence[PastDecision]) -> tuple[Followed, ...]:
    """What the records of a person show by the day `on`; the order of `before` stays."""
    told: list[Followed] = []
    for past in before:
        seen: set[FollowUp | tuple[str, int]] = set()
        for agreed in _agreed(past):
            looking = _Looking(record, on, agreed)
            same = {agreed.looked_for, looking.found_on}
            if seen.isdisjoint(same):
                told.append(looking.told())
            seen |= same
    return tuple(told)


def _agreed(past: PastDecision) -> Iterator[_Agreed]:
    """The decision's choices first, then its actions; those withdrawn are not looked for."""
    known, decision = follow_ups(), past.decision
    for choice in decision.choices:
        code, _, detail = choice.partition(":")
        for each in known.of_code(code):
            yield _Agreed(decision.id, past.held_on, each.name, True, each)
        for each in known.mentioned_in(detail):
            yield _Agreed(decision.id, past.held_on, detail.strip(), False, each)
    for action in past.actions:
        if action.state == "withdrawn":
            continue
        words = action.words.rstrip(" .")
        for each in (*known.beginning_in(words), *known.mentioned_in(words)):
            yield _Agreed(action.id, past.held_on, words, False, each)


class _Looking:
    """Looks for one thing in one record."""

    def __init__(self, record: Record, on: date, agreed: _Agreed) -> None:
        self._record, self._agreed = record, agreed
        self._on, self._today = on, on.toordinal()
        self._held = agreed.held_on.toordinal()
        self._found = self._look()

    @property
    def found_on(self) -> FollowUp | tuple[str, int]:
        """What was found and when; what was looked for, where nothing was."""
        found = self._found
        return (found.what, found.day) if found.what else self._agreed.looked_for

    def told(self) -> Followed:
        agreed, found = self._agreed, self._found
        day = near(agreed.held_on, self._on)
        if agreed.is_decision:
            joint = ", " if found.is_seen else "; "
            head = f"{agreed.words} agreed {day}{joint}{found.words}"
        else:
            head = f"Agreed {day}: {agreed.words}; {found.words}"
        words = head + self._outcome(found)
        return Followed(agreed.of, agreed.held_on, words, found.is_seen, found.words)

    def _look(self) -> _Found:
        wanted = self._agreed.looked_for
        for look in (self._started, self._ended, self._happened, self._measured, self._declined):
            found = look(wanted)
            if found is not None:
                return found
        return _Found(wanted.none)

    def _started(self, wanted: FollowUp) -> _Found | None:
        """The first medicine of these classes that was not held before the meeting."""
        ours = [m for m in self._record.medicines if _is_of(m, wanted.started)]
        since = [m for m in ours if self._held <= _began(m) <= self._today]
        earlier = [m for m in ours if 0 < _began(m) < self._held and not self._had_ended(m)]
        held = {name for m in earlier for name in m.classes.split("+")}
        fresh = [m for m in since if not held.issuperset(m.classes.split("+"))]
        if not fresh:
            if earlier and len(wanted.started) == 1:
                day = self._near(max(map(_began, earlier)))
                return _Found(f"on the record before that, from {day}")
            return None
        first = min(fresh, key=_began)
        verb = "first issued" if first.last_issued else "started"
        is_named = self._agreed.is_decision and len(wanted.started) == 1
        called = "" if is_named else f"{first.name} "
        words = f"{called}{verb} {self._near(_began(first))}"
        return _Found(words, _began(first), True, first.name)

    def _had_ended(self, medicine: Medicine) -> bool:
        return 0 < medicine.ended <= self._held

    def _ended(self, wanted: FollowUp) -> _Found | None:
        ended = [
            m
            for m in self._record.medicines
            if _is_of(m, wanted.ended) and self._held <= m.ended <= self._today
        ]
        if not ended:
            return None
        first = min(ended, key=_end)
        return _Found(f"{first.name} ended {self._near(first.ended)}", first.ended, True)

    def _happened(self, wanted: FollowUp) -> _Found | None:
        day = self._first_event(wanted.events)
        return _Found(f"{wanted.seen} {self._near(day)}", day, True) if day else None

    def _declined(self, wanted: FollowUp) -> _Found | None:
        day = self._first_event(wanted.declined)
        return _Found(f"declined {self._near(day)}", day) if day else None

    def _first_event(self, kinds: Sequence[str]) -> int:
        days = [
            event.day
            for event in self._record.events
            if event.kind in kinds and self._held < event.day <= self._today
        ]
        return min(days, default=0)

    def _measured(self, wanted: FollowUp) -> _Found | None:
        for code in wanted.results:
            now = self._latest(code, self._held + 1, self._today)
            if now is not None:
                change, same = self._change(code, now)
                agreed = self._agreed
                is_seen = agreed.is_decision or follow_ups().asks_to_measure(agreed.words)
                return _Found(f"{change} on {self._near(now.day)}{same}", now.day, is_seen)
        return None

    def _outcome(self, found: _Found) -> str:
        """`; HbA1c 84 → 66`: from before the meeting to the latest since it was done."""
        code = self._agreed.looked_for.outcome
        is_told = code in self._agreed.looked_for.results
        if not code or not found.is_seen or is_told:
            return ""
        now = self._latest(code, max(found.day, self._held) + 1, self._today)
        name = kind_words(KIND_BY_CODE[code])
        return f"; {''.join(self._change(code, now))}" if now is not None else f"; no {name} since"

    def _change(self, code: str, now: Reading) -> tuple[str, str]:
        """`HbA1c 84 → 80`, and `, within variation` where that is no real change."""
        kind = int(KIND_BY_CODE[code])
        before = self._latest(code, self._held - _OUTCOME_WITHIN_DAYS, self._held)
        value = Shown(kind, now).value
        if before is None:
            return f"{kind_words(kind)} {value}", ""
        same = ", within variation" if moved(kind, before, now) == WITHIN else ""
        return f"{kind_words(kind)} {Shown(kind, before).value} → {value}", same

    def _latest(self, code: str, first: int, last: int) -> Reading | None:
        kind = int(KIND_BY_CODE[code])
        rows = [r for r in self._record.results.get(kind, ()) if first <= r[DAY] <= last]
        newest = [row for row in rows if row[DAY] == rows[-1][DAY]]
        return reading_of(kind, tuple(newest)) if newest else None

    def _near(self, day: int) -> str:
        return near(date.fromordinal(day), self._on)


def _is_of(medicine: Medicine, classes: Sequence[str]) -> bool:
    return not set(classes).isdisjoint(medicine.classes.split("+"))


def _began(medicine: Medicine) -> int:
    """When it was first given, as far as the record says; 0 where it says nothing."""
    return medicine.started or medicine.last_issued


def _end(medicine: Medicine) -> int:
    return medicine.ended
