"""Blood pressure: the newest days, all at or above a threshold in either number."""

from functools import partial
from typing import Annotated

from pydantic import AfterValidator

from mdt_app.clinical.kinds import Kind, Setting
from mdt_app.clinical.words import counted
from mdt_app.flags.conditions.base import Condition, Count, within
from mdt_app.flags.history import Day, History
from mdt_app.flags.questions import NO_PROOF, Gap, Proof, Question
from mdt_app.flags.readings import Reading


def _two_numbers(words: str) -> str:
    systolic, _, diastolic = words.partition("/")
    if not (systolic.isdecimal() and diastolic.isdecimal()):
        raise ValueError("write it as systolic/diastolic, for example '140/90'")
    return words


_KIND = int(Kind.BLOOD_PRESSURE)


class BloodPressure(Condition):
    """The newest so many days with a blood pressure, each at or above in either number.

    One day below answers no, even where there are too few days.
    """

    blood_pressure: Annotated[str, AfterValidator(_two_numbers)]
    within_months: Count
    days: Count = 1
    home_lower_by: int = 0

    def in_words(self) -> str:
        home = f" ({self.home_lower_by} lower at home)" if self.home_lower_by else ""
        days = "the latest blood pressure"
        if self.days > 1:
            days = f"the latest {self.days} blood pressure days"
        systolic, diastolic = self._limits()
        verb = "is" if self.days == 1 else "are all"
        return (
            f"{days}{within(self.within_months)} {verb} {systolic} or more systolic"
            f" or {diastolic} or more diastolic{home}"
        )

    def supplies(self) -> set[str]:
        earlier = {"blood_pressure_earlier", "blood_pressure_earlier_on"}
        always = {"blood_pressure", "blood_pressure_on", "blood_pressure_limit"}
        return always | earlier if self.days > 1 else always

    def _limits(self) -> tuple[int, int]:
        systolic, _, diastolic = self.blood_pressure.partition("/")
        return int(systolic), int(diastolic)

    def ask(self, day: Day) -> Question:
        since = day.before(self.within_months)
        systolic, diastolic = self._limits()
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
            systolic, diastolic = self._limits()
            home = f"{systolic - self.home_lower_by}/{diastolic - self.home_lower_by}"
            return f"{self.blood_pressure}, at home {home}"
        return self.blood_pressure

    def _gaps(self, since: int, history: History) -> tuple[Gap, ...]:
        found = self._found(since, history)
        have = f"only {counted(len(found), 'day')} with a" if found else "no"
        return (Gap(f"{have} blood pressure{within(self.within_months)}", "a blood pressure"),)
