"""Figures come out of their packing as they went in."""

import json

from hypothesis import given
from hypothesis import strategies as st

from mdt_app.measures.packing import PackedFigures, packed
from mdt_app.measures.values import Figure, Mean

COUNTS = st.integers(0, 3000)
CELLS = st.tuples(
    st.sampled_from(["a", "b"]), st.sampled_from(["", "type 1"]), st.sampled_from(["", "P1", "P2"])
)
MEANS = st.none() | st.builds(Mean, st.integers(300, 990).map(lambda n: n / 10), st.just(7.66))
LEFT_OUT = st.dictionaries(st.sampled_from(["declined", "frail"]), st.integers(1, 9))


@st.composite
def tables(draw):
    """Any figures, each place at most once, not every place filled."""
    places = draw(st.lists(CELLS, unique=True, max_size=12))
    return [Figure(*p, draw(COUNTS), draw(COUNTS), draw(MEANS), draw(LEFT_OUT)) for p in places]


@given(tables())
def test_what_is_packed_comes_out_as_it_was(figures):
    found = PackedFigures(json.loads(json.dumps(packed(figures))))
    assert sorted(found.all(), key=repr) == sorted(figures, key=repr)
    for figure in figures:
        assert found.one(figure.measure, figure.group, figure.practice) == figure
        assert found.of(figure.measure, figure.group)[figure.practice] == figure
    assert found.one("c", "", "") is None
    assert found.one("a", "", "P3") is None
    assert not found.differs_from(PackedFigures(packed(figures)))


@given(tables(), st.integers(0, 11))
def test_any_other_figure_is_a_difference(figures, place):
    if not figures:
        return
    one = figures[place % len(figures)]
    other = Figure(one.measure, one.group, one.practice, one.numerator, one.denominator + 1)
    changed = [other if each is one else each for each in figures]
    assert PackedFigures(packed(figures)).differs_from(PackedFigures(packed(changed)))


def test_a_practice_with_nobody_in_it_is_no_difference():
    here = PackedFigures(packed([Figure("a", "", "", 1, 2)]))
    there = PackedFigures(packed([Figure("a", "", "P9", 0, 0), Figure("a", "", "", 1, 2)]))
    assert not here.differs_from(there)
    assert not there.differs_from(here)
