"""Tables of measures: one person a line, and what the measure must say.

A line is `sentence | record | answer`, the record as in `tests.spec.tables`. The answer is
`achieved`, `missed`, `not counted` (not in the denominator), `excluded: <name>`, or, of a mean,
`counts <value>`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

import pytest

from mdt_app.flags.conditions.base import Condition
from mdt_app.flags.conditions.logic import AllOf
from mdt_app.flags.conditions.results import Recorded
from mdt_app.flags.history import Day, History
from mdt_app.measures.engine import PreparedMean, PreparedMeasure, Said, prepared, said_of
from mdt_app.measures.sets import Measure, load_set
from tests.spec.boundaries import ShiftedDay, Subject
from tests.spec.tables import Example, examples_of, record_from
from tests.spec.write_rules import assumed_in

COUNTED = ("achieved", "missed")


def measure_spec(set_name: str, measure: str, table: str) -> Callable[[Example], None]:
    """A test of one measure, one case for each line."""
    lines = examples_of(table)

    @pytest.mark.parametrize("example", lines, ids=[line.sentence for line in lines])
    def test(example: Example) -> None:
        assert outcome_of(set_name, measure, example.record) == example.expected

    return test


def outcome_of(set_name: str, measure: str, items: str) -> str:
    """What the set says of one person, in the words of these tables."""
    record, on, _ = record_from(items, assumed_in(load_set(set_name).pack))
    said = said_of(prepared(load_set(set_name), on), record)
    return "nobody of this set" if said is None else in_words(said.get(measure))


def in_words(said: Said | None) -> str:
    if said is None:
        return "not counted"
    if said.value is not None:
        return f"counts {said.value:g}"
    return said.outcome if said.outcome in COUNTED else f"excluded: {said.outcome}"


def subject_of(set_name: str, measure: str, table: str) -> Subject:
    """A measure and its examples, so that its boundaries can be moved."""
    found = load_set(set_name).measure(measure)
    histories = [_history(set_name, line.record) for line in examples_of(table)]
    outcomes = partial(_outcomes, found, histories)
    return Subject(_roots(found), histories, outcomes, _needed(found.denominator))


def _needed(denominator: Condition | None) -> set[tuple[str, int]]:
    """The results that the denominator asks for, with their months."""
    parts = (denominator,) if isinstance(denominator, Recorded) else ()
    if isinstance(denominator, AllOf):
        parts = tuple(part for part in denominator.all if isinstance(part, Recorded))
    return {(part.recorded[0], part.within_months) for part in parts if len(part.recorded) == 1}


def moved_mean(set_name: str, measure: str, table: str, by: int) -> list[float | None]:
    """The values that go into a mean whose window begins so many days later."""
    found = load_set(set_name).measure(measure)
    histories = [_history(set_name, line.record) for line in examples_of(table)]
    months = found.window_months
    return [PreparedMean(found, ShiftedDay(h.day, months, by)).value(h) for h in histories]


def _history(set_name: str, items: str) -> History:
    record, on, _ = record_from(items, assumed_in(load_set(set_name).pack))
    history = prepared(load_set(set_name), on).history(record)
    assert history is not None, f"nobody of this set: {items}"
    return history


def _roots(measure: Measure) -> dict[str, Condition]:
    named = {"denominator": measure.denominator, "numerator": measure.numerator}
    named |= {f"exclusion {each.name}": each.when for each in measure.exclusions}
    return {name: condition for name, condition in named.items() if condition is not None}


def _outcomes(
    measure: Measure, histories: Sequence[History], roots: Mapping[str, Condition]
) -> list[str]:
    """What a measure says of each with other conditions in place of its own."""
    exclusions = [replace(e, when=roots[f"exclusion {e.name}"]) for e in measure.exclusions]
    other = replace(
        measure,
        denominator=roots.get("denominator"),
        numerator=roots.get("numerator"),
        exclusions=tuple(exclusions),
    )
    ready: dict[Day, PreparedMeasure] = {}
    for day in {history.day for history in histories}:
        ready[day] = PreparedMeasure(other, day)
    return [ready[history.day].outcome(history) for history in histories]


def outcomes_of(measure: Measure, set_name: str, table: str) -> list[str]:
    """What a measure, perhaps changed, says of everybody in a table."""
    histories = [_history(set_name, line.record) for line in examples_of(table)]
    return _outcomes(measure, histories, _roots(measure))
