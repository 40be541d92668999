"""What a measure set says about one person on one day, and the figures of everybody.

A condition that cannot be answered is not achieved; exclusions are looked at after success.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from mdt_app.clinical.days import age_on
from mdt_app.clinical.kinds import KIND_BY_CODE
from mdt_app.flags.history import Day, History
from mdt_app.flags.pack import load_pack
from mdt_app.flags.targets import targets_for
from mdt_app.measures.means import mean_hba1c
from mdt_app.measures.sets import Measure, MeasureSet
from mdt_app.measures.values import NETWORK, Figure
from mdt_app.register.values import Record

ACHIEVED = "achieved"
MISSED = "missed"
Ask = Callable[[History], bool | None]


class Said(NamedTuple):
    """What one measure says of one person: `achieved`, `missed`, or the exclusion's name.

    `value` is the HbA1c that goes into a mean, else None.
    """

    group: str
    outcome: str
    value: float | None = None


class PreparedMeasure:
    """One measure ready for one day."""

    __slots__ = ("_achieved", "_exclusions", "_of_whom", "id")

    def __init__(self, measure: Measure, day: Day) -> None:
        self.id = measure.id
        self._of_whom = measure.denominator.ask(day).answer if measure.denominator else None
        self._achieved = measure.numerator.ask(day).answer if measure.numerator else None
        self._exclusions = [(each.name, each.when.ask(day).answer) for each in measure.exclusions]

    def outcome(self, history: History) -> str:
        """The outcome, or '' for somebody who is not in the denominator."""
        if self._of_whom is not None and not self._of_whom(history):
            return ""
        if self._achieved is None or self._achieved(history):
            return ACHIEVED
        for name, holds in self._exclusions:
            if holds(history):
                return name
        return MISSED


class PreparedMean:
    """A mean ready for one day: of the latest result of a kind, comparators left out."""

    __slots__ = ("_kind", "_of_whom", "_since", "id")

    def __init__(self, measure: Measure, day: Day) -> None:
        self.id = measure.id
        self._kind = int(KIND_BY_CODE[measure.mean_of])
        self._since = day.before(measure.window_months)
        self._of_whom = measure.denominator.ask(day).answer if measure.denominator else None

    def value(self, history: History) -> float | None:
        """The latest result; None where there is none, or only a comparator on its day."""
        if self._of_whom is not None and not self._of_whom(history):
            return None
        reading = history.latest[self._kind]
        if reading is None or reading[0] <= self._since or reading[1] != reading[2]:
            return None
        return reading[1]


class PreparedSet:
    """A set made ready for one day, to be asked of any number of people."""

    def __init__(self, measure_set: MeasureSet, on: date) -> None:
        day = self._day = Day(on)
        self._pack = load_pack(measure_set.pack)
        self._aged_at_least = measure_set.aged_at_least
        self._counted = measure_set.counted.ask(day).answer if measure_set.counted else None
        self._groups = [(each.name, each.when.ask(day).answer) for each in measure_set.groups]
        self._measures = [PreparedMeasure(m, day) for m in measure_set.measures if not m.mean_of]
        self._means = [PreparedMean(m, day) for m in measure_set.measures if m.mean_of]
        self._targets: dict[str, dict[int, float]] = {}
        self._said: dict[tuple[str, str], Said] = {}

    def said_of(self, record: Record) -> dict[str, Said] | None:
        """By measure; a measure is absent where the person is not in its denominator."""
        history = self.history(record)
        group = None if history is None else self._group(history)
        if history is None or group is None:
            return None
        known, found = self._said, {}
        for measure in self._measures:
            if outcome := measure.outcome(history):
                said = known.get((group, outcome))
                if said is None:
                    said = known[group, outcome] = Said(group, outcome)
                found[measure.id] = said
        for mean in self._means:
            if (value := mean.value(history)) is not None:
                found[mean.id] = Said(group, ACHIEVED, value)
        return found

    def history(self, record: Record) -> History | None:
        """The record as a history, or None for somebody the set does not count."""
        person, on = record.person, self._day.on
        if age_on(person.born_on, on) < self._aged_at_least:
            return None
        if person.registered_on is not None and person.registered_on > on:
            return None
        standing = self._pack.register.standing(record, on)
        if standing.why_not_counted:
            return None
        targets = self._targets.get(person.frailty)
        if targets is None:
            targets = self._targets[person.frailty] = targets_for(self._pack, person.frailty)
        return History(record, self._day, standing, targets)

    def _group(self, history: History) -> str | None:
        """The group, '' where the set has none, or None for somebody in none of them."""
        if self._counted is not None and not self._counted(history):
            return None
        if not self._groups:
            return ""
        return next((name for name, belongs in self._groups if belongs(history)), None)


@lru_cache(maxsize=64)
def prepared(measure_set: MeasureSet, on: date) -> PreparedSet:
    """The set ready for that day; kept, since a board asks about the same months again."""
    return PreparedSet(measure_set, on)


def said_of(ready: PreparedSet, record: Record) -> Mapping[str, Said] | None:
    """What every measure says of one person; None for somebody the set does not count."""
    return ready.said_of(record)


class _Cell:
    """One measure of one group in one practice, while people are counted."""

    __slots__ = ("outcomes", "values")

    def __init__(self) -> None:
        self.outcomes: Counter[str] = Counter()
        self.values: list[float] = []


class Tally:
    """Counts what was said of people, by measure, group and practice, and pooled."""

    def __init__(self, measure_set: MeasureSet) -> None:
        self._set = measure_set
        self._cells: dict[tuple[str, str, str], _Cell] = {}
        self.practices: set[str] = set()

    def add(self, practice: str, said: Mapping[str, Said] | None) -> None:
        """One person of a practice."""
        self.practices.add(practice)
        for measure, (group, outcome, value) in (said or {}).items():
            cell = self._cells.get((measure, group, practice))
            if cell is None:
                cell = self._cells[measure, group, practice] = _Cell()
            cell.outcomes[outcome] += 1
            if value is not None:
                cell.values.append(value)

    def figures(self, practices: Iterable[str] = ()) -> list[Figure]:
        """Every measure, group and practice (those named first), then the network."""
        ordered = list(dict.fromkeys((*practices, *sorted(self.practices))))
        found = []
        for measure in self._set.measures:
            for group in self._set.group_names:
                cells = [self._cells.get((measure.id, group, ods), _Cell()) for ods in ordered]
                found += [_figure(measure, group, ods, cell) for ods, cell in zip(ordered, cells)]
                found.append(_figure(measure, group, NETWORK, _pooled(cells)))
        return found


def _pooled(cells: list[_Cell]) -> _Cell:
    whole = _Cell()
    for cell in cells:
        whole.outcomes.update(cell.outcomes)
        whole.values += cell.values
    return whole


def _figure(measure: Measure, group: str, practice: str, cell: _Cell) -> Figure:
    outcomes = cell.outcomes
    excluded = {e.name: outcomes[e.name] for e in measure.exclusions if outcomes[e.name]}
    return Figure(
        measure.id,
        group,
        practice,
        outcomes[ACHIEVED],
        outcomes[ACHIEVED] + outcomes[MISSED],
        mean_hba1c(cell.values),
        excluded,
    )


def figures(
    measure_set: MeasureSet, records: Iterable[Record], on: date, practices: Iterable[str] = ()
) -> list[Figure]:
    """The figures of everybody on one day, streamed. `practices` are shown even where empty."""
    ready, tally = prepared(measure_set, on), Tally(measure_set)
    for record in records:
        tally.add(record.person.practice, ready.said_of(record))
    return tally.figures(practices)
