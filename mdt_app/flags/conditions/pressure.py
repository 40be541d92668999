"""Blood pressure: at or above a threshold in either number, or at or below it in both."""

from functools import partial
from typing import Annotated

from pydantic import AfterValidator

from mdt_app.clinical.kinds import Kind, Setting
from mdt_app.clinical.words import counted
from mdt_app.flags.conditions.base import Condition, Count, within
from mdt_app.flags.conditions.results import missing_gap, range_gap, reading_names
from mdt_app.flags.history import Day, History
from mdt_app.flags.questions import NO_PROOF, Gap, Proof, Question
from mdt_app.flags.readings import Reading


def two_numbers(words: str) -> str:
    systolic, _, diastolic = words.partition("/")
    if not (systolic.isdecimal() and diastolic.isdecimal()):
        raise ValueError("write it as systolic/diastolic, for example '140/90'")
    return words


def _limits(words: str) -> tuple[int, int]:
    systolic, _, diastolic = words.partition("/")
    return int(systolic), int(diastolic)


_KIND = int(Kind.BLOOD_PRESSURE)


class BloodPressure(Condition):
    """The newest so many days with a blood pressure, each at or above in either number.

    One day below answers no, even where there are too few days.
    """

    blood_pressure: Annotated[str, AfterValidator(two_numbers)]
    within_months: Count
    days: Count = 1
    home_lower_by: int = 0

    def in_words(self) -> str:
        home = f" ({self.home_lower_by} lower at home)" if self.home_lower_by else ""
        days = "the latest blood pressure"
        if self.days > 1:
            days = f"the latest {self.days} blood pressure days"
        systolic, diastolic = _limits(self.blood_pressure)
        verb = "is" if self.days == 1 else "are all"
        return (
            f"{days}{within(self.within_months)} {verb} {systolic} or more systolic"
            f" or {diastolic} or more diastolic{home}"
        )

    def lacking(self) -> tuple[str, ...]:
        none = f"no blood pressure{within(self.within_months)}"
        if self.days == 1:
            return (none,)
        return (none, f"fewer than {self.days} days with one, every one at or above")

    def supplies(self) -> set[str]:
        earlier = {"blood_pressure_earlier", "blood_pressure_earlier_on"}
        always = {"blood_pressure", "blood_pressure_on", "blood_pressure_limit"}
        return always | earlier if self.days > 1 else always

    def ask(self, day: Day) -> Question:
        since = day.before(self.within_months)
        systolic, diastolic = _limits(self.blood_pressure)
        wanted, lower = self.days, self.home_lower_by

        def answer(history: History) -> bool | None:
            found = history.newest(_KIND, since, wanted)
            uncertain = len(found) < wanted
            for reading in found:
                less = lower if reading[4] == Setting.HOME else 0
                if reading[1] >= systolic - less or reading[3] >= diastolic - less:
                    continue
                if reading[2] < systolic - less:
                    return False
                uncertain = True
            return None if uncertain else True

        return Question(answer, partial(self._proof, since), partial(self._gaps, since))

    def _found(self, since: int, history: History) -> list[Reading]:
        return history.newest(_KIND, since, self.days)

    def _proof(self, since: int, history: History) -> Proof:
        found = self._found(since, history)
        if not found:
            return NO_PROOF
        shown = [history.shown(_KIND, reading) for reading in found]
        words = {
            "blood_pressure": shown[0].value,
            "blood_pressure_on": shown[0].on,
            "blood_pressure_limit": self._limit_in_words(found),
        }
        if len(shown) > 1:
            words["blood_pressure_earlier"] = shown[1].value
            words["blood_pressure_earlier_on"] = shown[1].on
        evidence = tuple(item for one in shown for item in one.evidence)
        return Proof(words, tuple(shown), evidence)

    def _limit_in_words(self, found: list[Reading]) -> str:
        if self.home_lower_by and any(reading.setting == Setting.HOME for reading in found):
            systolic, diastolic = _limits(self.blood_pressure)
            home = f"{systolic - self.home_lower_by}/{diastolic - self.home_lower_by}"
            return f"{self.blood_pressure}, at home {home}"
        return self.blood_pressure

    def _gaps(self, since: int, history: History) -> tuple[Gap, ...]:
        found = self._found(since, history)
        have = f"only {counted(len(found), 'day')} with a" if found else "no"
        return (Gap(f"{have} blood pressure{within(self.within_months)}", "a blood pressure"),)


class PressureAtMost(Condition):
    """The latest blood pressure is at or below both numbers; without one it is not known."""

    blood_pressure_at_most: Annotated[str, AfterValidator(two_numbers)]
    within_months: Count
    home_lower_by: int = 0

    def in_words(self) -> str:
        home = f" ({self.home_lower_by} lower at home)" if self.home_lower_by else ""
        systolic, diastolic = _limits(self.blood_pressure_at_most)
        return (
            f"latest blood pressure{within(self.within_months)} {systolic} or less systolic"
            f" and {diastolic} or less diastolic{home}"
        )

    def lacking(self) -> tuple[str, ...]:
        return (f"no blood pressure{within(self.within_months)}",)

    def supplies(self) -> set[str]:
        return reading_names("blood_pressure")

    def ask(self, day: Day) -> Question:
        since, lower = day.before(self.within_months), self.home_lower_by
        systolic, diastolic = _limits(self.blood_pressure_at_most)

        def answer(history: History) -> bool | None:
            reading = history.latest[_KIND]
            if reading is None or reading[0] <= since:
                return None
            less = lower if reading[4] == Setting.HOME else 0
            if reading[1] > systolic - less or reading[3] > diastolic - less:
                return False
            return True if reading[2] <= systolic - less else None

        return Question(answer, partial(self._proof, since), partial(self._gaps, since))

    def _proof(self, since: int, history: History) -> Proof:
        reading = history.latest[_KIND]
        if reading is None or reading.day <= since:
            return NO_PROOF
        shown = history.shown(_KIND, reading)
        words = {"blood_pressure": shown.value, "blood_pressure_on": shown.on}
        return Proof(words, (shown,), shown.evidence)

    def _gaps(self, since: int, history: History) -> tuple[Gap, ...]:
        reading = history.latest[_KIND]
        if reading is None or reading.day <= since:
            return (missing_gap(_KIND, self.within_months),)
        return (range_gap(_KIND, reading, history),)
