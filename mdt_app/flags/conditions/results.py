"""Conditions on the latest result of one kind, or on whether there is one."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar, Literal

from mdt_app.clinical.kinds import unit_of
from mdt_app.clinical.words import article, joined, kind_words, status_words, unit_words
from mdt_app.flags.conditions.base import Condition, Count, within
from mdt_app.flags.conditions.limits import OWN_TARGET, Limits, Test
from mdt_app.flags.history import Day, History
from mdt_app.flags.names import KindName, kind_of
from mdt_app.flags.questions import NO_PROOF, Gap, Proof, Question, no_gaps, nothing
from mdt_app.flags.readings import DAY, Reading


def missing_gap(kind: int, months: int | None) -> Gap:
    return Gap(f"no {kind_words(kind)}{within(months)}", article(kind_words(kind)))


def range_gap(kind: int, reading: Reading, history: History) -> Gap:
    """A comparator that straddles the limit."""
    phrase = history.shown(kind, reading)
    return Gap(f"{phrase} cannot answer", article(kind_words(kind)))


def reading_names(code: str) -> set[str]:
    """The placeholders of one reading: `{hba1c}` and `{hba1c_on}`."""
    return {code, f"{code}_on"}


class LatestResult(Limits, Condition):
    """The latest result of a kind, within so many months, against limits.

    `missing` says what no such result means: not known, or that the condition fails.
    """

    OF_RESULTS: ClassVar[bool] = True

    result: KindName
    within_months: Count
    missing: Literal["unknown", "fails"] = "unknown"

    def in_words(self) -> str:
        kind = kind_of(self.result)
        limits = f"{self.limits_in_words()} {unit_words(unit_of(kind))}".strip()
        return f"latest {kind_words(kind)}{within(self.within_months)} {limits}"

    def lacking(self) -> tuple[str, ...]:
        if self.missing == "fails":
            return ()
        return (missing_gap(kind_of(self.result), self.within_months).reason,)

    def supplies(self) -> set[str]:
        names = reading_names(self.result)
        return names | {f"{self.result}_limit"} if self.above == OWN_TARGET else names

    def uses_frailty(self) -> bool:
        return self.above == OWN_TARGET

    def own_targets(self) -> frozenset[str]:
        return frozenset({self.result}) if self.uses_frailty() else frozenset()

    def ask(self, day: Day) -> Question:
        kind, since = int(kind_of(self.result)), day.before(self.within_months)
        missing, test_for = (None if self.missing == "unknown" else False), self.tests()
        fixed = None if self.above == OWN_TARGET else test_for(None)

        def answer(history: History) -> bool | None:
            reading = history.latest[kind]
            if reading is None or reading[0] <= since:
                return missing
            test = fixed or test_for(history.targets[kind])
            return test(reading[1], reading[2])

        return Question(answer, partial(self._proof, kind, since), partial(self._gaps, kind, since))

    def _proof(self, kind: int, since: int, history: History) -> Proof:
        reading, name = history.latest[kind], self.result
        if reading is None or reading.day <= since:
            return NO_PROOF
        shown = history.shown(kind, reading)
        words = {name: shown.value, f"{name}_on": shown.on}
        if self.above == OWN_TARGET:
            words[f"{name}_limit"] = self.first_limit(history.targets[kind])
        return Proof(words, (shown,), shown.evidence)

    def _gaps(self, kind: int, since: int, history: History) -> tuple[Gap, ...]:
        reading = history.latest[kind]
        if reading is None or reading.day <= since:
            return (missing_gap(kind, self.within_months),)
        return (range_gap(kind, reading, history),)


class LatestTwo(Limits, Condition):
    """The latest result and the most recent one so many days before it, both against limits."""

    OF_RESULTS: ClassVar[bool] = True

    two_results: KindName
    within_months: Count
    days_apart: Count

    def in_words(self) -> str:
        return (
            f"the latest {kind_words(kind_of(self.two_results))} and the most recent one at least"
            f" {self.days_apart} days before it, both{within(self.within_months)},"
            f" both {self.limits_in_words()}"
        )

    def lacking(self) -> tuple[str, ...]:
        words = kind_words(kind_of(self.two_results))
        return (
            missing_gap(kind_of(self.two_results), self.within_months).reason,
            f"no second {words} at least {self.days_apart} days earlier"
            f"{within(self.within_months)}",
        )

    def supplies(self) -> set[str]:
        name = self.two_results
        return reading_names(name) | reading_names(f"{name}_earlier") | {f"{name}_limit"}

    def uses_frailty(self) -> bool:
        return self.above == OWN_TARGET

    def own_targets(self) -> frozenset[str]:
        return frozenset({self.two_results}) if self.uses_frailty() else frozenset()

    def ask(self, day: Day) -> Question:
        kind, since = int(kind_of(self.two_results)), day.before(self.within_months)
        return Question(
            partial(self._answer, kind, since, self.tests()),
            partial(self._proof, kind, since),
            partial(self._gaps, kind, since),
        )

    def _answer(
        self, kind: int, since: int, test_for: Callable[[float | None], Test], history: History
    ) -> bool | None:
        """A reading that fails is an answer, whatever the other one is or would be."""
        latest = history.latest[kind]
        if latest is None or latest.day <= since:
            return None
        test = test_for(history.targets.get(kind))
        first = test(latest.low, latest.high)
        if first is False:
            return False
        earlier = self._earlier(kind, since, latest, history)
        second = test(earlier.low, earlier.high) if earlier else None
        return second if second is False else (True if first and second else None)

    def _earlier(self, kind: int, since: int, latest: Reading, history: History) -> Reading | None:
        return history.last_of(kind, since + 1, latest.day - self.days_apart)

    def _proof(self, kind: int, since: int, history: History) -> Proof:
        latest, name = history.latest[kind], self.two_results
        earlier = self._earlier(kind, since, latest, history) if latest else None
        if latest is None or earlier is None:
            return NO_PROOF
        now, then = history.shown(kind, latest), history.shown(kind, earlier)
        words = {
            name: now.value,
            f"{name}_on": now.on,
            f"{name}_earlier": then.value,
            f"{name}_earlier_on": then.on,
            f"{name}_limit": self.first_limit(history.targets.get(kind)),
        }
        return Proof(words, (now, then), now.evidence + then.evidence)

    def _gaps(self, kind: int, since: int, history: History) -> tuple[Gap, ...]:
        latest, words = history.latest[kind], kind_words(kind)
        if latest is None or latest.day <= since:
            return (missing_gap(kind, self.within_months),)
        earlier = self._earlier(kind, since, latest, history)
        if earlier is None:
            reason = f"no second {words} at least {self.days_apart} days earlier"
            return (Gap(reason + within(self.within_months), article(words)),)
        return (range_gap(kind, latest if latest.low != latest.high else earlier, history),)


class Recorded(Condition):
    """Any result of these kinds (none named: of any kind) within so many months."""

    recorded: tuple[KindName, ...]
    within_months: Count

    def in_words(self) -> str:
        kinds = list(dict.fromkeys(status_words(kind_of(code)) for code in self.recorded))
        return f"{article(joined(kinds, 'or') or 'result of any kind')}{within(self.within_months)}"

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
