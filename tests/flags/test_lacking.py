"""What must be missing for an answer to be not known is said, by every condition it can be."""

from collections.abc import Iterator

import pytest

from mdt_app.flags.conditions.base import Condition
from mdt_app.flags.engine import prepared
from mdt_app.flags.pack import load_pack, shipped_packs
from mdt_app.measures.sets import load_set, set_names
from tests.spec.boundaries import leaves
from tests.spec.tables import record_from


def every_condition() -> Iterator[Condition]:
    """The smallest conditions of everything that is shipped, each in every form it is used."""
    for name in shipped_packs():
        for rule in load_pack(name).rules:
            for condition in (rule.when, *rule.unless):
                yield from leaves(condition)
    for name in set_names():
        for measure in load_set(name).measures:
            parts = (measure.denominator, measure.numerator, *(e.when for e in measure.exclusions))
            for condition in filter(None, parts):
                yield from leaves(condition)


CONDITIONS = {condition.in_words(): condition for condition in every_condition()}


@pytest.mark.parametrize("condition", CONDITIONS.values(), ids=CONDITIONS)
def test_a_condition_says_what_it_lacks_exactly_where_an_empty_record_leaves_it_open(condition):
    record, on, _ = record_from("type none; diagnosed never; registered never")
    history = prepared(load_pack(), on).history(record)
    is_open = condition.ask(history.day).answer(history) is None
    assert bool(condition.lacking()) == is_open
