"""The change of a result against an earlier one: risen, fallen, times as high."""

from functools import partial
from typing import Literal

from pydantic import Field, model_validator

from mdt_app.clinical.kidney import g_category
from mdt_app.clinical.words import article, joined, kind_words
from mdt_app.flags.conditions.base import Condition, within
from mdt_app.flags.conditions.results import (
    missing_gap,
    range_gap,
    reading_facts,
    reading_names,
)
from mdt_app.flags.history import Day, History
from mdt_app.flags.names import KindName
from mdt_app.flags.questions import (
    Gap,
    Proof,
    Question,
    kind_of,
    reading_evidence,
    reading_phrase,
)
from mdt_app.flags.readings import Reading, exact, number_words, reading_of


class Change(Condition):
    """The latest result against the lowest, highest or latest so many days before it.

    Everything asked for must hold: a rise or fall of at least so much, of at least so many
    per cent of the earlier, so many times the earlier, another G category.
    """

    change: KindName
    within_months: int
    against: Literal["lowest", "highest", "latest"]
    from_days: int
    to_days: int
    rise_of: float | None = None
    rise_percent: float | None = None
    fall_of: float | None = None
    fall_percent: float | None = None
    times: float | None = None
    changes_g_category: bool = False
    more_than_counts: bool = Field(default=False)

    @model_validator(mode="after")
    def _one_direction(self) -> "Change":
        up = any(limit is not None for limit in (self.rise_of, self.rise_percent, self.times))
        down = any(limit is not None for limit in (self.fall_of, self.fall_percent))
        if up == down:
            raise ValueError("needs a rise (rise_of, rise_percent, times) or a fall, not both")
        return self

    @property
    def is_rise(self) -> bool:
        return self.fall_of is None and self.fall_percent is None

    def in_words(self) -> str:
        kind = kind_words(kind_of(self.change))
        asked = [
            f"a rise of {number_words(self.rise_of)} or more" if self.rise_of else "",
            f"a rise of {number_words(self.rise_percent)} % or more" if self.rise_percent else "",
            f"a fall of {number_words(self.fall_of)} or more" if self.fall_of else "",
            f"a fall of {number_words(self.fall_percent)} % or more" if self.fall_percent else "",
            f"at least {number_words(self.times)} times it" if self.times else "",
            "another G category" if self.changes_g_category else "",
        ]
        counts = " (here '>90' counts as 90)" if self.more_than_counts else ""
        return (
            f"latest {kind}{within(self.within_months)} against the {self.against} {kind}"
            f" dated {self.from_days} to {self.to_days} days before it:"
            f" {joined([words for words in asked if words])}{counts}"
        )

    def supplies(self) -> set[str]:
        name = self.change
        both = reading_names(name) | reading_names(name, "_earlier")
        return both | {f"{name}_change", f"{name}_percent"}

    def reads(self, day: Day) -> dict[int, int]:
        return {int(kind_of(self.change)): day.before(self.within_months) - self.to_days}

    def ask(self, day: Day) -> Question:
        since = day.before(self.within_months)
        return Question(
            partial(self._answer, since), partial(self._proof, since), partial(self._gaps, since)
        )

    def _latest(self, since: int, history: History) -> Reading | None:
        reading = history.latest[kind_of(self.change)]
        return None if reading is None or reading.day <= since else self._counted(reading)

    def _earlier(self, latest: Reading, history: History) -> list[Reading]:
        oldest, newest = latest.day - self.to_days, latest.day - self.from_days
        found = history.readings(kind_of(self.change), oldest, newest)
        if self.against == "latest":
            return [self._counted(reading) for reading in found][:1]
        return [self._counted(reading) for reading in found]

    def _counted(self, reading: Reading) -> Reading:
        if self.more_than_counts and reading.low != reading.high:
            return reading_of(kind_of(self.change), reading.rows, more_than_counts=True)
        return reading

    def _span(self, earlier: list[Reading]) -> tuple[float, float]:
        """The least and the most the earlier value can have been."""
        choose = max if self.against == "highest" else min
        return choose(r.low for r in earlier), choose(r.high for r in earlier)

    def _answer(self, since: int, history: History) -> bool | None:
        latest = self._latest(since, history)
        earlier = self._earlier(latest, history) if latest else []
        if latest is None or not earlier:
            return None
        least, most = self._span(earlier)
        if latest.low == latest.high and least == most:
            return self._holds(latest.low, least)
        if self.is_rise:
            surely, maybe = (latest.low, most), (latest.high, least)
        else:
            surely, maybe = (latest.high, least), (latest.low, most)
        return True if self._holds(*surely) else (None if self._holds(*maybe) else False)

    def _holds(self, now: float, then: float) -> bool:
        rise = exact(now - then) if self.is_rise else exact(then - now)
        of, percent = self.rise_of or self.fall_of, self.rise_percent or self.fall_percent
        return (
            (of is None or rise >= of)
            and (percent is None or exact(rise * 100) >= exact(percent * then))
            and (self.times is None or exact(now) >= exact(self.times * then))
            and (not self.changes_g_category or g_category(now) != g_category(then))
        )

    def _proof(self, since: int, history: History) -> Proof:
        kind, latest = kind_of(self.change), self._latest(since, history)
        earlier = self._earlier(latest, history) if latest else []
        if latest is None or not earlier:
            return Proof()
        choose = max if self.against == "highest" else min
        chosen = choose(earlier, key=lambda reading: reading.high)
        words = reading_facts(kind, latest) | reading_facts(kind, chosen, "_earlier")
        words |= self._difference(kind.code, latest, chosen)
        says = (reading_phrase(kind, latest), reading_phrase(kind, chosen))
        return Proof(words, says, reading_evidence(kind, latest, chosen))

    def _difference(self, name: str, latest: Reading, chosen: Reading) -> dict[str, str]:
        """The least the change can have been."""
        now, then = (latest.low, chosen.high) if self.is_rise else (latest.high, chosen.low)
        percent = round(100 * (now - then) / then) if then else 0
        return {f"{name}_change": signed(now - then), f"{name}_percent": signed(percent)}

    def _gaps(self, since: int, history: History) -> tuple[Gap, ...]:
        kind, latest = kind_of(self.change), self._latest(since, history)
        if latest is None:
            return (missing_gap(kind, self.within_months),)
        earlier = self._earlier(latest, history)
        if not earlier:
            words = kind_words(kind)
            dated = f"{self.from_days} to {self.to_days} days before {reading_phrase(kind, latest)}"
            return (Gap(f"no {words} dated {dated}", f"{article(words)} dated in those days"),)
        return (range_gap(kind, latest if latest.low != latest.high else earlier[0]),)


def signed(number: float) -> str:
    """`+14`, `−27`: with a true minus sign."""
    return ("−" if number < 0 else "+") + number_words(abs(number))
