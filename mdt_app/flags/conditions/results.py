"""Conditions on the latest result of one kind, or on whether there is one."""

from functools import partial
from typing import Literal

from mdt_app.clinical.kinds import Kind
from mdt_app.clinical.words import article, joined, kind_words, status_words, unit_words
from mdt_app.flags.conditions.base import Condition, within
from mdt_app.flags.conditions.limits import OWN_TARGET, Limits
from mdt_app.flags.history import Day, History
from mdt_app.flags.names import KindName
from mdt_app.flags.questions import (
    Gap,
    Proof,
    Question,
    kind_of,
    no_gaps,
    nothing,
    reading_evidence,
    reading_phrase,
    spoken_day,
)
from mdt_app.flags.readings import DAY, Reading, reading_unit, reading_words


def missing_gap(kind: int, months: int | None) -> Gap:
    return Gap(f"no {kind_words(kind)}{within(months)}", article(kind_words(kind)))


def range_gap(kind: int, reading: Reading) -> Gap:
    """A comparator that straddles the limit."""
    return Gap(f"{reading_phrase(kind, reading)} cannot answer", article(kind_words(kind)))


def reading_facts(kind: Kind, reading: Reading, suffix: str = "") -> dict[str, str]:
    """The placeholders of one reading: `{hba1c}` and `{hba1c_on}`."""
    name = kind.code + suffix
    return {name: reading_words(kind, reading), f"{name}_on": spoken_day(reading.day)}


def reading_names(code: str, suffix: str = "") -> set[str]:
    return {code + suffix, f"{code}{suffix}_on"}


class LatestResult(Limits, Condition):
    """The latest result of a kind, within so many months, against limits.

    `missing` says what no such result means: not known, or that the condition fails.
    """

    result: KindName
    within_months: int
    missing: Literal["unknown", "fails"] = "unknown"

    def in_words(self) -> str:
        kind = kind_of(self.result)
        unit = unit_words(reading_unit(kind))
        limits = f"{self.limits_in_words()} {unit}".strip()
        return f"latest {kind_words(kind)}{within(self.within_months)} {limits}"

    def supplies(self) -> set[str]:
        if self.missing == "fails":
            return reading_names(self.result)
        return reading_names(self.result) | {f"{self.result}_limit"}

    def uses_frailty(self) -> bool:
        return self.above == OWN_TARGET

    def reads(self, day: Day) -> dict[int, int]:
        return {kind_of(self.result): day.before(self.within_months)}

    def ask(self, day: Day) -> Question:
        kind, since = int(kind_of(self.result)), day.before(self.within_months)
        missing = None if self.missing == "unknown" else False
        fixed = None if self.above == OWN_TARGET else self.test()

        def answer(history: History) -> bool | None:
            reading = history.latest[kind]
            if reading is None or reading[0] <= since:
                return missing
            test = fixed or self.test(history.targets[kind])
            return test(reading[1], reading[2])

        return Question(answer, partial(self._proof, since), partial(self._gaps, since))

    def _reading(self, since: int, history: History) -> Reading | None:
        reading = history.latest[kind_of(self.result)]
        return None if reading is None or reading.day <= since else reading

    def _proof(self, since: int, history: History) -> Proof:
        kind, reading = kind_of(self.result), self._reading(since, history)
        if reading is None:
            return Proof()
        words = reading_facts(kind, reading)
        words[f"{self.result}_limit"] = self.first_limit(history.targets.get(kind))
        return Proof(words, (reading_phrase(kind, reading),), reading_evidence(kind, reading))

    def _gaps(self, since: int, history: History) -> tuple[Gap, ...]:
        kind, reading = kind_of(self.result), self._reading(since, history)
        if reading is None:
            return (missing_gap(kind, self.within_months),)
        return (range_gap(kind, reading),)


class LatestTwo(Limits, Condition):
    """The latest result and the most recent one so many days before it, both against limits."""

    two_results: KindName
    within_months: int
    days_apart: int

    def in_words(self) -> str:
        return (
            f"the latest {kind_words(kind_of(self.two_results))} and the most recent one at least"
            f" {self.days_apart} days before it, both{within(self.within_months)},"
            f" both {self.limits_in_words()}"
        )

    def supplies(self) -> set[str]:
        name = self.two_results
        return reading_names(name) | reading_names(name, "_earlier") | {f"{name}_limit"}

    def uses_frailty(self) -> bool:
        return self.above == OWN_TARGET

    def reads(self, day: Day) -> dict[int, int]:
        return {kind_of(self.two_results): day.before(self.within_months)}

    def ask(self, day: Day) -> Question:
        since = day.before(self.within_months)
        return Question(
            partial(self._answer, since), partial(self._proof, since), partial(self._gaps, since)
        )

    def _pair(self, since: int, history: History) -> tuple[Reading | None, Reading | None]:
        kind = kind_of(self.two_results)
        latest = history.latest[kind]
        if latest is None or latest.day <= since:
            return None, None
        return latest, next(history.readings(kind, since + 1, latest.day - self.days_apart), None)

    def _answer(self, since: int, history: History) -> bool | None:
        """A reading that fails is an answer, whatever the other one is or would be."""
        test = self.test(history.targets.get(kind_of(self.two_results)))
        latest, earlier = self._pair(since, history)
        if latest is None:
            return None
        first = test(latest.low, latest.high)
        if first is False or earlier is None:
            return False if first is False else None
        second = test(earlier.low, earlier.high)
        return second if second is False else (True if first and second else None)

    def _proof(self, since: int, history: History) -> Proof:
        kind = kind_of(self.two_results)
        latest, earlier = self._pair(since, history)
        if latest is None or earlier is None:
            return Proof()
        words = reading_facts(kind, latest) | reading_facts(kind, earlier, "_earlier")
        words[f"{kind.code}_limit"] = self.first_limit(history.targets.get(kind))
        says = (reading_phrase(kind, latest), reading_phrase(kind, earlier))
        return Proof(words, says, reading_evidence(kind, latest, earlier))

    def _gaps(self, since: int, history: History) -> tuple[Gap, ...]:
        kind = kind_of(self.two_results)
        latest, earlier = self._pair(since, history)
        if latest is None:
            return (missing_gap(kind, self.within_months),)
        if earlier is None:
            words = f"no second {kind_words(kind)} at least {self.days_apart} days earlier"
            return (Gap(words + within(self.within_months), article(kind_words(kind))),)
        return (range_gap(kind, latest if latest.low != latest.high else earlier),)


class Recorded(Condition):
    """Any result of these kinds (none named: of any kind) within so many months."""

    recorded: tuple[KindName, ...]
    within_months: int

    def in_words(self) -> str:
        kinds = list(dict.fromkeys(status_words(kind_of(code)) for code in self.recorded))
        return f"{article(joined(kinds, 'or') or 'result of any kind')}{within(self.within_months)}"

    def reads(self, day: Day) -> dict[int, int]:
        since = day.before(self.within_months)
        return {int(kind_of(code)): since for code in self.recorded or [k.code for k in Kind]}

    def ask(self, day: Day) -> Question:
        since = day.before(self.within_months)
        kinds = [int(kind_of(code)) for code in self.recorded]

        def answer(history: History) -> bool:
            for kind in kinds:
                reading = history.latest[kind]
                if reading is not None and reading[0] > since:
                    return True
            return False

        def any_kind(history: History) -> bool:
            on = day.ordinal
            results = history.results.values()
            return any(since < row[DAY] <= on for rows in results for row in reversed(rows))

        return Question(answer if kinds else any_kind, nothing, no_gaps)
