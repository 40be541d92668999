"""The change of a result against an earlier one: risen, fallen, times as high."""

from collections.abc import Callable, Mapping
from functools import partial
from operator import itemgetter
from typing import ClassVar, Literal

from pydantic import model_validator

from mdt_app.clinical.kidney import g_category
from mdt_app.clinical.words import article, joined, kind_words
from mdt_app.flags.conditions.base import Condition, Count, within
from mdt_app.flags.conditions.results import missing_gap, range_gap, reading_names
from mdt_app.flags.history import Day, History
from mdt_app.flags.names import KindName, kind_of
from mdt_app.flags.questions import NO_PROOF, Gap, Proof, Question
from mdt_app.flags.readings import Reading, exact, plain_values, reading_of
from mdt_app.flags.shown import number_words


class Change(Condition):
    """The latest result against the lowest, highest or latest so many days before it.

    Everything asked for must hold: a rise or fall of at least so much, of at least so many
    per cent of the earlier, so many times the earlier, another G category.
    """

    change: KindName
    within_months: Count
    against: Literal["lowest", "highest", "latest"]
    from_days: Count
    to_days: Count
    rise_of: float | None = None
    rise_percent: float | None = None
    fall_of: float | None = None
    fall_percent: float | None = None
    times: float | None = None
    changes_g_category: bool = False
    more_than_counts: bool = False

    _CHOOSE: ClassVar[Mapping[str, Callable[[list[Reading]], Reading]]] = {
        "lowest": partial(min, key=itemgetter(2)),
        "highest": partial(max, key=itemgetter(2)),
        "latest": itemgetter(0),
    }
    _CHOOSE_VALUE: ClassVar[Mapping[str, Callable[[list[float]], float]]] = {
        "lowest": min,
        "highest": max,
        "latest": itemgetter(0),
    }

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

    def lacking(self) -> tuple[str, ...]:
        words = kind_words(kind_of(self.change))
        return (
            missing_gap(kind_of(self.change), self.within_months).reason,
            f"no {words} dated {self.from_days} to {self.to_days} days before it",
        )

    def supplies(self) -> set[str]:
        name = self.change
        both = reading_names(name) | reading_names(f"{name}_earlier")
        return both | {f"{name}_change", f"{name}_percent"}

    def ask(self, day: Day) -> Question:
        kind, since = int(kind_of(self.change)), day.before(self.within_months)
        return Question(
            partial(self._answer, kind, since),
            partial(self._proof, kind, since),
            partial(self._gaps, kind, since),
        )

    def _pair(self, kind: int, since: int, history: History) -> tuple[Reading, Reading] | None:
        """The latest reading, and the earlier one it is held against, as they were recorded."""
        latest = history.latest[kind]
        if latest is None or latest[0] <= since:
            return None
        earlier = history.readings(kind, latest[0] - self.to_days, latest[0] - self.from_days)
        if not earlier:
            return None
        return latest, self._CHOOSE[self.against](earlier)

    def _answer(self, kind: int, since: int, history: History) -> bool | None:
        latest = history.latest[kind]
        if latest is None or latest[0] <= since:
            return None
        if latest[1] == latest[2]:
            oldest, newest = latest[0] - self.to_days, latest[0] - self.from_days
            values = plain_values(history.results[kind], oldest, newest)
            if values is not None:
                choose = self._CHOOSE_VALUE[self.against]
                return self._holds(latest[1], choose(values)) if values else None
        return self._careful_answer(kind, since, history)

    def _careful_answer(self, kind: int, since: int, history: History) -> bool | None:
        pair = self._pair(kind, since, history)
        return self._range_answer(kind, history, pair[0]) if pair is not None else None

    def _earlier(self, kind: int, history: History, latest: Reading) -> list[Reading]:
        found = history.readings(kind, latest.day - self.to_days, latest.day - self.from_days)
        return found[:1] if self.against == "latest" else found

    def _range_answer(self, kind: int, history: History, latest: Reading) -> bool | None:
        """Sure at the least favourable ends of every comparator, or not even at the best."""
        latest, earlier = (
            self._counted(latest),
            [self._counted(reading) for reading in self._earlier(kind, history, latest)],
        )
        choose = max if self.against == "highest" else min
        least, most = choose(r.low for r in earlier), choose(r.high for r in earlier)
        if self.is_rise:
            surely, maybe = (latest.low, most), (latest.high, least)
        else:
            surely, maybe = (latest.high, least), (latest.low, most)
        return True if self._holds(*surely) else (None if self._holds(*maybe) else False)

    def _counted(self, reading: Reading) -> Reading:
        if self.more_than_counts and reading.low != reading.high:
            return reading_of(kind_of(self.change), reading.rows, more_than_counts=True)
        return reading

    def _holds(self, now: float, then: float) -> bool:
        rise = exact(now - then) if self.is_rise else exact(then - now)
        of, percent = self.rise_of or self.fall_of, self.rise_percent or self.fall_percent
        return (
            rise > 0
            and (of is None or rise >= of)
            and (percent is None or exact(rise * 100) >= exact(percent * then))
            and (self.times is None or exact(now) >= exact(self.times * then))
            and (not self.changes_g_category or g_category(now) != g_category(then))
        )

    def _proof(self, kind: int, since: int, history: History) -> Proof:
        pair = self._pair(kind, since, history)
        if pair is None:
            return NO_PROOF
        now, then = (history.shown(kind, reading) for reading in pair)
        name, difference = self.change, self._difference(*pair)
        words = {
            name: now.value,
            f"{name}_on": now.on,
            f"{name}_earlier": then.value,
            f"{name}_earlier_on": then.on,
            f"{name}_change": signed(difference),
            f"{name}_percent": self._percent(difference, pair[1]),
        }
        return Proof(words, (now, then), now.evidence + then.evidence)

    def _difference(self, latest: Reading, chosen: Reading) -> float:
        """The least the change can have been."""
        latest, chosen = self._counted(latest), self._counted(chosen)
        return latest.low - chosen.high if self.is_rise else latest.high - chosen.low

    def _percent(self, difference: float, chosen: Reading) -> str:
        then = self._counted(chosen)
        base = then.high if self.is_rise else then.low
        if not base:
            return "+∞" if difference else signed(0)
        return signed(round(100 * difference / base))

    def _gaps(self, kind: int, since: int, history: History) -> tuple[Gap, ...]:
        latest, words = history.latest[kind], kind_words(kind)
        if latest is None or latest.day <= since:
            return (missing_gap(kind, self.within_months),)
        earlier = self._earlier(kind, history, latest)
        if not earlier:
            before = history.shown(kind, latest)
            dated = f"dated {self.from_days} to {self.to_days} days before {before}"
            return (Gap(f"no {words} {dated}", f"{article(words)} dated in those days"),)
        ranged = [r for r in (latest, *earlier) if r.low != r.high]
        return (range_gap(kind, ranged[0], history),)


def signed(number: float) -> str:
    """`+14`, `−27`: with a true minus sign."""
    return ("−" if number < 0 else "+") + number_words(abs(number))
