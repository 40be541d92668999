"""How many more people reach the target: the least that does, in whole numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdt_app.measures.needed import exact, is_reached, needed, practices_words
from mdt_app.measures.values import Figure, Line, Mean, MeasureWords


def figure(numerator, denominator):
    return Figure("m", "", "", numerator, denominator)


@pytest.mark.parametrize(
    ("numerator", "denominator", "target", "more"),
    [
        (1146, 2487, 50, 98),
        (50, 100, 50, 0),
        (49, 100, 50, 1),
        (50, 101, 50, 1),
        (573, 1000, 57.3, 0),
        (572, 1000, 57.3, 1),
        (0, 10, 0, 0),
        (0, 3, 100, 3),
        (29, 50, 58, 0),
        (28, 50, 58, 1),
    ],
)
def test_people_needed_are_whole_and_exact(numerator, denominator, target, more):
    assert needed(figure(numerator, denominator), target) == more


@given(st.data())
def test_so_many_more_reach_it_and_one_fewer_does_not(data):
    denominator = data.draw(st.integers(1, 100_000))
    numerator = data.draw(st.integers(0, denominator))
    target = data.draw(st.integers(0, 1000)) / 10
    more = needed(figure(numerator, denominator), target)
    assert more is not None
    assert 100 * (numerator + more) >= exact(target) * denominator
    if more:
        assert 100 * (numerator + more - 1) < exact(target) * denominator
        assert numerator + more <= denominator


@given(st.data())
def test_where_lower_is_better_it_is_how_many_fewer(data):
    denominator = data.draw(st.integers(1, 10_000))
    numerator = data.draw(st.integers(0, denominator))
    target = data.draw(st.integers(0, 1000)) / 10
    fewer = needed(figure(numerator, denominator), target, higher_is_better=False)
    assert fewer is not None
    assert 100 * (numerator - fewer) <= exact(target) * denominator
    if fewer:
        assert 100 * (numerator - fewer + 1) > exact(target) * denominator


def test_no_answer_is_not_nought():
    assert needed(figure(3, 10), None) is None
    assert needed(figure(0, 0), 50) is None
    assert needed(Figure("m", "", "", 10, 10, Mean(61.2, 7.75)), 58) is None
    assert is_reached(figure(0, 0), 50) is None


def test_a_mean_is_reached_at_its_target():
    mean = Figure("m", "", "", 10, 10, Mean(58.0, 7.46))
    assert is_reached(mean, 58, higher_is_better=False)
    assert not is_reached(mean, 57.9, higher_is_better=False)


def test_the_practices_furthest_from_it_are_named():
    names = {"A": "Birch Lane", "B": "Cedar Street", "C": "Dock View", "D": "Alder Road"}

    def said(**counts):
        words = MeasureWords("m", "", "", "", "", 50)
        whole = figure(1, 2)
        return practices_words(Line(words, "", whole, (), (), {}, 97, counts), names)

    assert said(A=0) == ""
    assert said(A=41) == "Birch Lane needs 41 more to reach it itself."
    assert said(B=30, A=41) == "Birch Lane needs 41 more to reach it itself and Cedar Street 30."
    assert said(A=41, B=30, C=2, D=0) == (
        "Birch Lane needs 41 more to reach it itself, Cedar Street 30, and 1 more practice."
    )
