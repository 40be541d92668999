"""Conditions on the person: age, frailty, type, codes, diagnosis, where they live."""

from datetime import date
from operator import itemgetter
from typing import Literal

from mdt_app.clinical.days import age_on
from mdt_app.clinical.words import counted, joined
from mdt_app.flags.conditions.base import Condition, Count, Table
from mdt_app.flags.conditions.limits import Limits
from mdt_app.flags.history import Day, History
from mdt_app.flags.questions import NO_PROOF, Gap, Proof, Question, no_gaps
from mdt_app.flags.shown import event_evidence, noted, spoken_day
from mdt_app.register.values import Event


class AgeLimits(Limits, Table):
    """Whole years."""


class Age(Condition):
    """The age in whole years."""

    age: AgeLimits

    def in_words(self) -> str:
        return f"aged {self.age.limits_in_words()}"

    def supplies(self) -> set[str]:
        return {"age"}

    def ask(self, day: Day) -> Question:  # noqa: ARG002 - the history knows the age
        test = self.age.test()
        return Question(lambda history: test(history.age, history.age), self._proof, no_gaps)

    def _proof(self, history: History) -> Proof:
        age = str(history.age)
        return Proof({"age": age}, (f"aged {age}",))


class Frailty(Condition):
    """The frailty on record. Not recorded counts as none, and the evidence says so."""

    frailty: tuple[Literal["mild", "moderate", "severe"], ...]

    def in_words(self) -> str:
        return f"{joined(list(self.frailty), 'or')} frailty"

    def supplies(self) -> set[str]:
        return {"frailty"}

    def uses_frailty(self) -> bool:
        return True

    def ask(self, day: Day) -> Question:  # noqa: ARG002 - frailty carries no day
        words = frozenset(self.frailty)
        return Question(lambda history: history.person.frailty in words, self._proof, no_gaps)

    def _proof(self, history: History) -> Proof:
        recorded = history.person.frailty
        if recorded not in self.frailty:
            return NO_PROOF
        evidence = (noted("frailty", recorded),)
        return Proof({"frailty": recorded}, (f"{recorded} frailty",), evidence)


class OfType(Condition):
    """The type the register gives; an unknown type is none of them."""

    type: tuple[str, ...]

    def in_words(self) -> str:
        return joined(list(self.type), "or")

    def ask(self, day: Day) -> Question:  # noqa: ARG002 - the standing is of the day
        types = frozenset(self.type)
        return Question(
            lambda history: history.standing.type in types,
            self._proof,
            no_gaps,
        )

    def _proof(self, history: History) -> Proof:
        of_type = history.standing.type
        evidence = history.coded(of_type) if of_type in self.type else ()
        return Proof({}, (of_type,), evidence)


class CodesFor(Condition):
    """Codes for every one of these types, in events or in the person's row."""

    codes_for: tuple[str, ...]

    def in_words(self) -> str:
        return f"codes for both {joined(list(self.codes_for))}"

    def ask(self, day: Day) -> Question:  # noqa: ARG002 - the standing is of the day
        types = frozenset(self.codes_for)
        return Question(
            lambda history: types <= history.standing.types,
            self._proof,
            no_gaps,
        )

    def _proof(self, history: History) -> Proof:
        if not history.standing.types.issuperset(self.codes_for):
            return NO_PROOF
        evidence = [item for name in self.codes_for for item in history.coded(name)]
        return Proof({}, (self.in_words(),), tuple(evidence))


class DiagnosedSpan(Table):
    """Later than so many months ago, and no later than so many months ago (or than the day)."""

    within_months: Count
    no_later_than_months: Count | None = None


class Diagnosed(Condition):
    """Diagnosed in a span of months before the day. No date is unknown."""

    diagnosed: DiagnosedSpan

    def in_words(self) -> str:
        last = self.diagnosed.no_later_than_months
        ago = f" and at least {counted(last, 'month')} ago" if last else ""
        return f"diagnosed within {counted(self.diagnosed.within_months, 'month')}{ago}"

    def lacking(self) -> tuple[str, ...]:
        return (NO_DIAGNOSIS_DATE.reason,)

    def supplies(self) -> set[str]:
        return {"diagnosed_on"}

    def ask(self, day: Day) -> Question:
        after = day.before(self.diagnosed.within_months)
        last = day.before(self.diagnosed.no_later_than_months) or day.ordinal

        def answer(history: History) -> bool | None:
            diagnosed = history.standing.diagnosed
            return after < diagnosed <= last if diagnosed else None

        return Question(answer, diagnosis_proof, lambda _: (NO_DIAGNOSIS_DATE,))


class DiagnosedBeforeAge(Condition):
    """Diagnosed before that birthday. No date does not count."""

    diagnosed_before_age: Count

    def in_words(self) -> str:
        return f"diagnosed before the age of {self.diagnosed_before_age}"

    def supplies(self) -> set[str]:
        return {"diagnosed_on"}

    def ask(self, day: Day) -> Question:  # noqa: ARG002 - the standing is of the day
        def answer(history: History) -> bool:
            diagnosed, born_on = history.standing.diagnosed, history.person.born_on
            before = self.diagnosed_before_age
            return bool(diagnosed) and age_on(born_on, date.fromordinal(diagnosed)) < before

        return Question(answer, diagnosis_proof, no_gaps)


NO_DIAGNOSIS_DATE = Gap("no date of diagnosis", "a date of diagnosis")


def diagnosis_proof(history: History) -> Proof:
    if not history.standing.diagnosed:
        return NO_PROOF
    standing, on = history.standing, spoken_day(history.standing.diagnosed)
    day = date.fromordinal(standing.diagnosed)
    coded = [item for name in sorted(standing.types) for item in history.coded(name)]
    that_day = [item for item in coded if item.on == day]
    evidence = that_day or [noted("diagnosed_on", on, day)]
    return Proof({"diagnosed_on": on}, (f"diagnosed {on}",), tuple(evidence))


class Lives(Condition):
    """Housebound (the latest such event, else the person's row) or in a care home."""

    lives: tuple[Literal["housebound", "care_home"], ...]

    def in_words(self) -> str:
        return joined([_PLACES[place] for place in self.lives], "or")

    def supplies(self) -> set[str]:
        return {"lives"}

    def ask(self, day: Day) -> Question:  # noqa: ARG002 - the history knows the events
        return Question(lambda history: bool(self._places(history)), self._proof, no_gaps)

    def _places(self, history: History) -> list[str]:
        living = {
            "housebound": is_housebound(history),
            "care_home": history.person.care_home is True,
        }
        return [place for place in self.lives if living[place]]

    def _proof(self, history: History) -> Proof:
        places, event = self._places(history), _housebound_event(history)
        if not places:
            return NO_PROOF
        words = joined([_PLACES[place] for place in places])
        evidence = [
            event_evidence(event) if place == "housebound" and event else noted(place, "yes")
            for place in places
        ]
        return Proof({"lives": words}, (words,), tuple(evidence))


_PLACES = {"housebound": "housebound", "care_home": "in a care home"}


def is_housebound(history: History) -> bool:
    event = _housebound_event(history)
    return event[0] == "housebound" if event else history.person.housebound is True


def _housebound_event(history: History) -> Event | None:
    """The latest that says housebound or not; on one day, housebound."""
    events = history.events
    found = [*events.get("housebound", ()), *events.get("not_housebound", ())]
    return max(found, key=itemgetter(1), default=None)  # of equals the first
