"""Conditions on medicines: current by class, started, counted by name."""

from functools import partial
from typing import Literal

from mdt_app.clinical.words import class_words, counted, joined
from mdt_app.flags.conditions.base import Condition, Count, Table, within
from mdt_app.flags.conditions.limits import Limits
from mdt_app.flags.history import Day, History
from mdt_app.flags.medicines import names
from mdt_app.flags.names import ClassName
from mdt_app.flags.questions import NO_PROOF, Proof, Question, no_gaps
from mdt_app.flags.shown import medicine_evidence, spoken_day
from mdt_app.register.values import Medicine

NOT_KNOWN = "not known to be current"


def _class_list(classes: tuple[str, ...], last: str = "or") -> str:
    return joined([class_words(name) for name in classes], last)


class OnMedicine(Condition):
    """A current medicine of any of these classes.

    `not_known` says what a medicine counts for that nobody can say is current: in a safety
    rule it counts; elsewhere it does not, and the evidence names it as perhaps already held.
    """

    medicine: tuple[ClassName, ...]
    not_known: Literal["counts", "does not count"] = "does not count"

    def in_words(self) -> str:
        also = f" (or one {NOT_KNOWN})" if self.not_known == "counts" else ""
        return f"current {_class_list(self.medicine)}{also}"

    def supplies(self) -> set[str]:
        return {"medicine", "medicine_class"}

    def ask(self, day: Day) -> Question:  # noqa: ARG002 - the history knows what is current
        classes, counts = self.medicine, self.not_known == "counts"

        def answer(history: History) -> bool:
            held = history.medicines
            for name in classes:
                for _, known in held.get(name, ()):
                    if known or counts:
                        return True
            return False

        return Question(answer, self._proof, no_gaps)

    def _held(self, history: History) -> list[tuple[Medicine, bool | None]]:
        held = [pair for name in self.medicine for pair in history.medicines.get(name, ())]
        return list(dict.fromkeys(held))

    def _proof(self, history: History) -> Proof:
        held = self._held(history)
        counted_ones = [(m, known) for m, known in held if self._counts(known)]
        if counted_ones:
            return self._on(history, counted_ones)
        phrases = [f"may already be on {m.name} ({NOT_KNOWN})" for m, _ in held]
        evidence = tuple(medicine_evidence(m, f"{NOT_KNOWN}; may already be held") for m, _ in held)
        return Proof({}, tuple(phrases), evidence)

    def _counts(self, known: bool | None) -> bool:
        return known is True or self.not_known == "counts"

    def _on(self, history: History, counted_ones: list[tuple[Medicine, bool | None]]) -> Proof:
        called = [m.name if known else f"{m.name} ({NOT_KNOWN})" for m, known in counted_ones]
        held = history.medicines
        classes = [
            name
            for name in self.medicine
            if any(self._counts(known) for _, known in held.get(name, ()))
        ]
        words = {
            "medicine": joined(list(dict.fromkeys(called))),
            "medicine_class": joined([class_words(name) for name in classes]),
        }
        evidence = tuple(medicine_evidence(m, "" if k else NOT_KNOWN) for m, k in counted_ones)
        return Proof(words, (f"on {words['medicine']}",), evidence)


class Started(Condition):
    """A medicine of these classes started within so many months, ended or not.

    With `months_from_diagnosis`: started from the day of diagnosis to the same day so many
    months later, that day included.
    """

    started: tuple[ClassName, ...]
    within_months: Count | None = None
    months_from_diagnosis: Count | None = None

    def in_words(self) -> str:
        span = within(self.within_months)
        if self.months_from_diagnosis:
            span = f" within {counted(self.months_from_diagnosis, 'month')} from diagnosis"
        return f"{_class_list(self.started)} started{span}"

    def supplies(self) -> set[str]:
        return {"started", "started_on"}

    def ask(self, day: Day) -> Question:
        return Question(partial(self._answer, day), partial(self._proof, day), no_gaps)

    def _found(self, day: Day, history: History) -> list[Medicine]:
        started = history.started(frozenset(self.started))
        if self.months_from_diagnosis is None:
            since = day.before(self.within_months)
            return [medicine for medicine in started if medicine.started > since]
        first = history.standing.diagnosed
        if not first:
            return []
        last = day.after(first, self.months_from_diagnosis)
        return [medicine for medicine in started if first <= medicine.started <= last]

    def _answer(self, day: Day, history: History) -> bool:
        return bool(self._found(day, history))

    def _proof(self, day: Day, history: History) -> Proof:
        """The first leads; each is named with its own day."""
        found = sorted(self._found(day, history), key=lambda medicine: medicine.started)
        if not found:
            return NO_PROOF
        days = [spoken_day(medicine.started) for medicine in found]
        words = {"started": joined(names(found)), "started_on": joined(list(dict.fromkeys(days)))}
        says = tuple(f"{m.name.strip()} started {on}" for m, on in zip(found, days))
        return Proof(words, says, tuple(medicine_evidence(m) for m in found))


class MedicineCount(Limits, Table):
    """How many current medicines there must be."""


class MedicinesCounted(Condition):
    """The number of current medicines, counted by distinct name."""

    medicines_counted: MedicineCount

    def in_words(self) -> str:
        return f"{self.medicines_counted.limits_in_words()} current medicines, by distinct name"

    def supplies(self) -> set[str]:
        return {"medicines"}

    def ask(self, day: Day) -> Question:  # noqa: ARG002 - the history knows what is current
        test = self.medicines_counted.test()

        def answer(history: History) -> bool | None:
            count = len(names(self._current(history)))
            return test(count, count)

        return Question(answer, self._proof, no_gaps)

    def _current(self, history: History) -> list[Medicine]:
        held = history.medicines.values()
        return list(dict.fromkeys(m for pairs in held for m, known in pairs if known))

    def _proof(self, history: History) -> Proof:
        current = self._current(history)
        words = {"medicines": str(len(names(current)))}
        says = (f"{words['medicines']} current medicines",)
        return Proof(words, says, tuple(medicine_evidence(m) for m in current))
