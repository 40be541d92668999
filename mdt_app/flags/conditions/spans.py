"""Conditions on spans of months: registered lately, or something soon after diagnosis."""

from functools import partial

from mdt_app.clinical.words import counted, event_words, joined
from mdt_app.flags.conditions.base import Condition, Count, Table
from mdt_app.flags.conditions.events import event_proof
from mdt_app.flags.conditions.person import NO_DIAGNOSIS_DATE
from mdt_app.flags.history import Day, History
from mdt_app.flags.names import EventName
from mdt_app.flags.questions import NO_PROOF, Gap, Proof, Question
from mdt_app.flags.shown import noted, spoken_day
from mdt_app.register.values import Event


class RegisteredSpan(Table):
    """Later than so many months ago."""

    within_months: Count


class Registered(Condition):
    """Registered with the practice in the months before the day. No date is unknown."""

    registered: RegisteredSpan

    def in_words(self) -> str:
        return f"registered within {counted(self.registered.within_months, 'month')}"

    def lacking(self) -> tuple[str, ...]:
        return (_NO_REGISTRATION_DATE.reason,)

    def supplies(self) -> set[str]:
        return {"registered_on"}

    def ask(self, day: Day) -> Question:
        after, last = day.before(self.registered.within_months), day.ordinal

        def answer(history: History) -> bool | None:
            registered_on = history.person.registered_on
            return after < registered_on.toordinal() <= last if registered_on else None

        return Question(answer, self._proof, lambda _: (_NO_REGISTRATION_DATE,))

    def _proof(self, history: History) -> Proof:
        day = history.person.registered_on
        if day is None:
            return NO_PROOF
        on = spoken_day(day.toordinal())
        says = (f"registered {on}",)
        return Proof({"registered_on": on}, says, (noted("registered_on", on, day),))


_NO_REGISTRATION_DATE = Gap("no date of registration", "a date of registration")


class FromDiagnosis(Condition):
    """An event from the day of diagnosis to the same day so many months later, included.

    Without a date of diagnosis it is not known.
    """

    event_from_diagnosis: tuple[EventName, ...]
    months: Count

    def in_words(self) -> str:
        what = joined([event_words(kind) for kind in self.event_from_diagnosis], "or")
        return f"{what} from diagnosis to {counted(self.months, 'month')} later"

    def lacking(self) -> tuple[str, ...]:
        return (NO_DIAGNOSIS_DATE.reason,)

    def ask(self, day: Day) -> Question:
        def answer(history: History) -> bool | None:
            return bool(self._found(day, history)) if history.standing.diagnosed else None

        return Question(answer, partial(self._proof, day), lambda _: (NO_DIAGNOSIS_DATE,))

    def _found(self, day: Day, history: History) -> list[Event]:
        first, events = history.standing.diagnosed, history.events
        if not first:
            return []
        last = day.after(first, self.months)
        return [
            event
            for kind in self.event_from_diagnosis
            for event in events.get(kind, ())
            if first <= event[1] <= last
        ]

    def _proof(self, day: Day, history: History) -> Proof:
        return event_proof(self._found(day, history))
