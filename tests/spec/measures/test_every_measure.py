"""The specification as a whole: every measure has its table, and every boundary is tried."""

from dataclasses import replace
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from mdt_app.flags.conditions.logic import AllOf, AnyOf, NotThis
from mdt_app.measures.sets import Measure, load_set, set_names
from tests.spec.boundaries import untried
from tests.spec.measures.tables import moved_mean, outcomes_of, subject_of
from tests.spec.write_measures import PAGE, module_name, page

FOLDER = Path(__file__).parent
_NOT_MEASURES = {"test_every_measure", "test_who_is_counted"}
MODULES = sorted({path.stem for path in FOLDER.glob("test_*.py")} - _NOT_MEASURES)
MEANS = [
    (name, measure.id)
    for name in set_names()
    for measure in load_set(name).measures
    if measure.mean_of
]


def module(name: str) -> Any:
    return import_module(f"tests.spec.measures.{name}")


def test_every_measure_has_its_spec_file_and_every_spec_file_its_measure():
    wanted = {
        module_name(name, measure.id): (name, measure.id)
        for name in set_names()
        for measure in load_set(name).measures
    }
    assert {name: (module(name).SET, module(name).MEASURE) for name in MODULES} == wanted


@pytest.mark.parametrize("name", MODULES)
def test_every_boundary_of_a_measure_is_tried_on_both_sides_and_at_missing(name):
    spec = module(name)
    assert untried(subject_of(spec.SET, spec.MEASURE, spec.EXAMPLES)) == []


@pytest.mark.parametrize(("set_name", "measure"), MEANS)
@pytest.mark.parametrize("by", [-1, 1])
def test_the_window_of_a_mean_is_tried_on_both_sides(set_name, measure, by):
    table = module(module_name(set_name, measure)).EXAMPLES
    as_it_is, moved = (moved_mean(set_name, measure, table, days) for days in (0, by))
    assert moved != as_it_is


@pytest.mark.parametrize("name", MODULES)
def test_every_exclusion_and_every_outcome_of_a_measure_is_seen(name):
    spec = module(name)
    measure = load_set(spec.SET).measure(spec.MEASURE)
    seen = {line.split("|")[2].strip().partition(" ")[0] for line in lines(spec.EXAMPLES)}
    wanted = {"counts"} if measure.mean_of else {"achieved", "missed"}
    assert wanted <= seen
    told = {line.split("|")[2].strip() for line in lines(spec.EXAMPLES)}
    assert {f"excluded: {each.name}" for each in measure.exclusions} <= told


def test_the_printed_measures_are_up_to_date():
    again = "make it again: python -m tests.spec.write_measures"
    assert PAGE.read_text(encoding="utf-8") == page(), again


@pytest.mark.parametrize("name", MODULES)
def test_the_order_of_the_exclusions_and_success_before_them_are_tried(name):
    spec = module(name)
    measure = load_set(spec.SET).measure(spec.MEASURE)
    told = outcomes_of(measure, spec.SET, spec.EXAMPLES)
    for first, second in pairwise(range(len(measure.exclusions))):
        order = list(measure.exclusions)
        order[first], order[second] = order[second], order[first]
        swapped = replace(measure, exclusions=tuple(order))
        assert outcomes_of(swapped, spec.SET, spec.EXAMPLES) != told, order[second].name
    if measure.exclusions:
        looked_at_first = replace(measure, numerator=_failing_where_excluded(measure))
        assert outcomes_of(looked_at_first, spec.SET, spec.EXAMPLES) != told


def _failing_where_excluded(measure: Measure) -> AllOf:
    excluded = [each.when for each in measure.exclusions]
    nobody = NotThis.model_construct(condition=AnyOf.model_construct(any=tuple(excluded)))
    return AllOf.model_construct(all=(measure.numerator, nobody))


@pytest.mark.parametrize("line", ["hba1c 58 ", "hba1c 59 ", "2024-12-05", "2024-12-04", "<60"])
def test_a_table_without_one_of_its_boundaries_is_found_out(line):
    spec = module("test_east_london_2009_hba1c_58")
    fewer = [each for each in lines(spec.EXAMPLES) if line not in each and "mean" not in each]
    left = untried(subject_of(spec.SET, spec.MEASURE, "\n".join(fewer)))
    assert left != []


def lines(table: str) -> list[str]:
    return [line for line in table.strip().splitlines() if line.strip()]
