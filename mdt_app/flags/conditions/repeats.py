"""Conditions on the same thing twice: events some days apart, results on different days."""

from functools import partial

from mdt_app.clinical.kinds import unit_of
from mdt_app.clinical.words import counted, event_words, joined, kind_words, unit_words
from mdt_app.flags.conditions.base import Condition, Count, within
from mdt_app.flags.conditions.events import event_proof
from mdt_app.flags.conditions.limits import Limits
from mdt_app.flags.conditions.results import range_gap
from mdt_app.flags.history import Day, History
from mdt_app.flags.names import EventName, KindName, kind_of
from mdt_app.flags.questions import NO_PROOF, Gap, Proof, Question, no_gaps
from mdt_app.flags.readings import Reading
from mdt_app.register.values import Event


class Repeated(Condition):
    """Two events of these kinds within so many months, at least so many days apart."""

    repeated: tuple[EventName, ...]
    within_months: Count
    days_apart: Count

    def in_words(self) -> str:
        what = joined([event_words(kind) for kind in self.repeated], "or")
        apart = counted(self.days_apart, "day")
        return f"{what} twice{within(self.within_months)}, at least {apart} apart"

    def ask(self, day: Day) -> Question:
        since, apart = day.before(self.within_months), self.days_apart

        def answer(history: History) -> bool:
            days = [event[1] for event in self._found(since, history)]
            return bool(days) and max(days) - min(days) >= apart

        def proof(history: History) -> Proof:
            return event_proof(self._found(since, history)) if answer(history) else NO_PROOF

        return Question(answer, proof, no_gaps)

    def _found(self, since: int, history: History) -> list[Event]:
        events = history.events
        return [e for kind in self.repeated for e in events.get(kind, ()) if e[1] > since]


class DaysWith(Limits, Condition):
    """So many different days on which a kind of result was within limits; too few is no."""

    days_with: KindName
    times: Count
    within_months: Count | None = None

    def in_words(self) -> str:
        kind = kind_of(self.days_with)
        limits = f"{self.limits_in_words()} {unit_words(unit_of(kind))}".strip()
        span = within(self.within_months) or " ever"
        return f"{kind_words(kind)} {limits} on {self.times} or more different days{span}"

    def ask(self, day: Day) -> Question:
        kind, first, wanted = int(kind_of(self.days_with)), self._first(day), self.times
        test, last = self.test(), day.ordinal

        def answer(history: History) -> bool | None:
            if len(history.results.get(kind, ())) < wanted:
                return False
            told = [test(r[1], r[2]) for r in history.readings(kind, first, last)]
            surely, perhaps = told.count(True), told.count(None)
            return True if surely >= wanted else (None if surely + perhaps >= wanted else False)

        return Question(answer, partial(self._proof, kind, first), partial(self._gaps, kind, first))

    def _first(self, day: Day) -> int:
        return day.before(self.within_months) + 1

    def _told(self, kind: int, first: int, history: History) -> list[tuple[Reading, bool | None]]:
        test = self.test()
        found = history.readings(kind, first, history.day.ordinal)
        return [(reading, test(reading.low, reading.high)) for reading in found]

    def _proof(self, kind: int, first: int, history: History) -> Proof:
        told = self._told(kind, first, history)
        shown = [history.shown(kind, reading) for reading, said in told if said]
        return Proof({}, tuple(shown), tuple(item for one in shown for item in one.evidence))

    def _gaps(self, kind: int, first: int, history: History) -> tuple[Gap, ...]:
        told = self._told(kind, first, history)
        return tuple(range_gap(kind, reading, history) for reading, said in told if said is None)
