"""Why a person counts as they do in a measure, in words: the reading, its day, what it misses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mdt_app.clinical.days import spoken
from mdt_app.clinical.kinds import Kind, unit_of
from mdt_app.clinical.words import class_words, event_words, joined, kind_words, unit_words
from mdt_app.flags.conditions.base import Condition
from mdt_app.flags.conditions.events import Happened
from mdt_app.flags.conditions.logic import AllOf, AnyOf, NotThis
from mdt_app.flags.conditions.medicines import OnMedicine
from mdt_app.flags.conditions.pressure import PressureAtMost
from mdt_app.flags.conditions.processes import ProcessesDone
from mdt_app.flags.conditions.results import LatestResult
from mdt_app.flags.history import Day, History
from mdt_app.flags.names import kind_of
from mdt_app.flags.pack import load_pack
from mdt_app.flags.questions import because
from mdt_app.flags.targets import targets_for
from mdt_app.measures.engine import ACHIEVED, MISSED, Said
from mdt_app.measures.sets import Measure, MeasureSet
from mdt_app.register.values import Record

_PRESSURE = int(Kind.BLOOD_PRESSURE)


class Explained:
    """One measure on one day, ready to say why anybody counts as they do."""

    def __init__(self, measure_set: MeasureSet, measure: Measure, on: date) -> None:
        self._measure = measure
        self._pack = load_pack(measure_set.pack)
        self.day = Day(on)

    def history(self, record: Record) -> History:
        """The record as it stood on the day."""
        standing = self._pack.register.standing(record, self.day.on)
        targets = targets_for(self._pack, record.person.frailty)
        return History(record, self.day, standing, targets)

    def outcome(self, record: Record, said: Said) -> str:
        """Why somebody achieves, misses or is left out."""
        history, numerator = self.history(record), self._measure.numerator
        if numerator is None:
            kind = kind_of(self._measure.mean_of)
            reading = history.latest[kind]
            return _short(str(history.shown(kind, reading))) if reading else ""
        if said.outcome == ACHIEVED:
            return self._holds(numerator, history)
        missing = "; ".join(dict.fromkeys(failing_words(numerator, history, self.day)))
        if said.outcome == MISSED:
            return missing
        exclusion = next(each for each in self._measure.exclusions if each.name == said.outcome)
        why = self._holds(exclusion.when, history)
        return (
            f"left out, {named(said.outcome)}: {why}" if why else f"left out, {named(said.outcome)}"
        )

    def _holds(self, condition: Condition, history: History) -> str:
        return _short(because(condition.ask(self.day).proof(history)) or condition.in_words())


def named(exclusion: str) -> str:
    """An exclusion as people say it: `maximal therapy`."""
    return exclusion.replace("_", " ")


def failing(condition: Condition, history: History, day: Day) -> Iterator[Condition]:
    """The parts that keep a condition from holding, each by itself."""
    if condition.ask(day).answer(history) is True:
        return
    match condition:
        case AllOf():
            for part in condition.all:
                yield from failing(part, history, day)
        case AnyOf():
            for part in condition.any:
                yield from failing(part, history, day)
        case _:
            yield condition


def failing_words(condition: Condition, history: History, day: Day) -> Iterator[str]:
    """What keeps it from holding, for one person: `BP 152/88 on 3 Nov 2026, above 140/80`.

    Of alternatives the first, which is the usual one, is enough to say.
    """
    match condition:
        case AllOf():
            for part in condition.all:
                yield from failing_words(part, history, day)
        case AnyOf():
            yield from failing_words(condition.any[0], history, day)
        case _ if condition.ask(day).answer(history) is not True:
            yield _part_words(condition, history, day)


def _part_words(part: Condition, history: History, day: Day) -> str:
    match part:
        case PressureAtMost():
            return _pressure_words(part, history, day)
        case LatestResult():
            return _result_words(part, history, day)
        case Happened():
            return _event_words(part, history)
        case OnMedicine():
            return _medicine_words(part, history, day)
        case ProcessesDone():
            return _process_words(part, history, day)
        case NotThis():
            return because(part.condition.ask(day).proof(history)) or part.condition.in_words()
        case _:
            gaps = part.ask(day).gaps(history)
            return "; ".join(gap.reason for gap in gaps) or f"not: {part.in_words()}"


def _pressure_words(part: PressureAtMost, history: History, day: Day) -> str:
    reading = history.latest[_PRESSURE]
    if reading is None or reading.day <= day.before(part.within_months):
        return _none_since(_PRESSURE, history)
    shown = str(history.shown(_PRESSURE, reading))
    home = f" ({part.home_lower_by} lower at home)" if part.home_lower_by else ""
    return _short(f"{shown}, above {part.blood_pressure_at_most}{home}")


def _result_words(part: LatestResult, history: History, day: Day) -> str:
    kind = int(kind_of(part.result))
    reading = history.latest[kind]
    if reading is None or reading.day <= day.before(part.within_months):
        return _none_since(kind, history)
    shown = history.shown(kind, reading)
    if part.ask(day).answer(history) is None:
        return f"{shown}, which does not say whether it is {part.limits_in_words()}"
    unit = unit_words(unit_of(kind_of(part.result)))
    if part.at_most is not None and part.at_least is None:
        return f"{shown}, above {part.first_limit()} {unit}".strip()
    return f"{shown}, not {part.limits_in_words()} {unit}".strip()


def _event_words(part: Happened, history: History) -> str:
    what = joined([event_words(kind) for kind in part.event], "or")
    days = [event[1] for kind in part.event for event in history.events.get(kind, ())]
    past = [day for day in days if day]
    return f"no {what} since {_spoken(max(past))}" if past else f"no {what} on record"


def _medicine_words(part: OnMedicine, history: History, day: Day) -> str:
    perhaps = because(part.ask(day).proof(history))
    none = f"no current {joined([class_words(name) for name in part.medicine], 'or')}"
    return f"{none}; {perhaps}" if perhaps else none


def _process_words(part: ProcessesDone, history: History, day: Day) -> str:
    since = day.before(part.within_months)
    told = [(process.name, process.last_done(history)[0]) for process in part.done]
    missing = [(name, last) for name, last in told if last <= since]
    return "; ".join(
        f"no {name} since {_spoken(last)}" if last else f"no {name} on record"
        for name, last in missing
    )


def _none_since(kind: int, history: History) -> str:
    """`no HbA1c since 3 Mar 2025`: the day of the last there was, before the window."""
    reading = history.latest[kind]
    words = _short(kind_words(kind))
    return f"no {words} since {_spoken(reading.day)}" if reading else f"no {words} on record"


def _spoken(day: int) -> str:
    return spoken(date.fromordinal(day))


def _short(words: str) -> str:
    return words.replace("blood pressure", "BP")
