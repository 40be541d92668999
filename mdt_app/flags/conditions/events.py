"""Conditions on events: whether, how often, answered in time."""

from datetime import date
from functools import partial

from mdt_app.clinical.words import counted, event_words, joined
from mdt_app.clinical.working_days import next_working_day
from mdt_app.flags.conditions.base import Condition, Count, within
from mdt_app.flags.history import Day, History
from mdt_app.flags.names import EventName
from mdt_app.flags.questions import NO_PROOF, Proof, Question, no_gaps
from mdt_app.flags.shown import event_evidence, short_day, spoken_day
from mdt_app.register.values import Event


def event_proof(events: list[Event]) -> Proof:
    """The newest leads; every one is named."""
    if not events:
        return NO_PROOF
    newest_first = sorted(events, key=lambda event: -event[1])
    newest = newest_first[0]
    words = {
        "event": event_words(newest[0]),
        "event_on": spoken_day(newest[1]),
        "event_day": short_day(newest[1]),
        "event_count": str(len(events)),
        "event_kinds": joined(list(dict.fromkeys(event_words(e[0]) for e in newest_first))),
        "event_list": _listed(newest_first),
    }
    says = tuple(f"{event_words(e[0])} {spoken_day(e[1])}" for e in newest_first)
    return Proof(words, says, tuple(event_evidence(event) for event in newest_first))


def _listed(newest_first: list[Event]) -> str:
    """`on 3 Oct 2025`; each with its name where there are several kinds."""
    days = [spoken_day(event[1]) for event in newest_first]
    if len({event[0] for event in newest_first}) == 1:
        return f"on {joined(days)}"
    return joined([f"{event_words(e[0])} {day}" for e, day in zip(newest_first, days)])


_NAMES = {"event", "event_on", "event_day", "event_count", "event_kinds", "event_list"}


class Happened(Condition):
    """So many events of these kinds within so many months; no record is no event.

    With `unless_followed_by`, an event with one of those on or after its day does not count.
    """

    event: tuple[EventName, ...]
    within_months: Count | None = None
    times: Count = 1
    unless_followed_by: EventName | None = None

    def in_words(self) -> str:
        what = joined([event_words(kind) for kind in self.event], "or")
        times = f"{self.times} or more of: " if self.times > 1 else ""
        ended = self.unless_followed_by
        unless = f", with no {event_words(ended)} on or after it" if ended else ""
        return f"{times}{what}{within(self.within_months) or ' ever'}{unless}"

    def supplies(self) -> set[str]:
        return set(_NAMES)

    def ask(self, day: Day) -> Question:
        since = day.before(self.within_months)
        kinds, wanted, ended_by = self.event, self.times, self.unless_followed_by

        def answer(history: History) -> bool:
            events = history.events
            for kind in kinds:
                if kind in events:
                    break
            else:
                return False
            if wanted > 1 or ended_by in events:
                return len(self._found(since, history)) >= wanted
            return any(event[1] > since for kind in kinds for event in events.get(kind, ()))

        return Question(answer, partial(self._proof, since), no_gaps)

    def _found(self, since: int, history: History) -> list[Event]:
        events = history.events
        ends = events.get(self.unless_followed_by or "", ())
        after = max([since, *(event[1] for event in ends)])
        return [event for kind in self.event for event in events.get(kind, ()) if event[1] > after]

    def _proof(self, since: int, history: History) -> Proof:
        return event_proof(self._found(since, history))


class Unanswered(Condition):
    """An event with no answer by the end of the next working day, nor late but soon enough.

    An answer counts from the event's own day; it is due by the end of the next working day
    (England), and raises from the day after that.
    """

    unanswered: EventName
    answered_by: EventName
    within_months: Count
    late_within_days: Count

    def in_words(self) -> str:
        return (
            f"{event_words(self.unanswered)}{within(self.within_months)} with no"
            f" {event_words(self.answered_by)} by the end of the next working day, nor within"
            f" {counted(self.late_within_days, 'day')}"
        )

    def supplies(self) -> set[str]:
        return set(_NAMES)

    def ask(self, day: Day) -> Question:
        since = day.before(self.within_months)
        return Question(
            lambda history: bool(self._found(since, day, history)),
            lambda history: event_proof(self._found(since, day, history)),
            no_gaps,
        )

    def _found(self, since: int, day: Day, history: History) -> list[Event]:
        answers = [event[1] for event in history.events.get(self.answered_by, ())]
        calls = history.events.get(self.unanswered, ())
        return [e for e in calls if e[1] > since and self._is_open(e[1], answers, day)]

    def _is_open(self, called: int, answers: list[int], day: Day) -> bool:
        due = next_working_day(date.fromordinal(called)).toordinal()
        last = max(due, called + self.late_within_days)
        return day.ordinal > due and not any(called <= answer <= last for answer in answers)
