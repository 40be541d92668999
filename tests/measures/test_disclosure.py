"""What leaves a practice gives no small count away."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdt_app.measures.disclosure import disclosed, disclosed_count, disclosed_together
from mdt_app.measures.values import Figure, Mean

COUNTS = st.integers(0, 5000)


@pytest.mark.parametrize(
    ("count", "shown"),
    [(0, 0), (1, 5), (5, 5), (7, 5), (8, 10), (12, 10), (13, 15), (17, 15), (18, 20), (1147, 1145)],
)
def test_counts_are_rounded_as_stated(count, shown):
    assert disclosed_count(count) == shown


@given(COUNTS)
def test_no_count_from_one_to_seven_leaves_but_five(count):
    shown = disclosed_count(count)
    assert shown % 5 == 0
    assert (shown == 0) == (count == 0)
    assert shown == 5 or abs(shown - count) <= 2


@given(COUNTS, COUNTS, st.dictionaries(st.sampled_from(["declined", "invited"]), COUNTS))
def test_a_figure_stays_a_figure(one, other, excluded):
    numerator, denominator = sorted((one, other))
    shown = disclosed(Figure("m", "", "A", numerator, denominator, None, excluded))
    assert shown.numerator <= shown.denominator
    assert set(shown.excluded) == set(excluded)
    assert not {shown.numerator, shown.denominator, *shown.excluded.values()} & {1, 2, 3, 4, 6, 7}


def test_percentages_follow_from_the_rounded_counts():
    assert disclosed(Figure("m", "", "A", 3, 13)).percent == pytest.approx(100 / 3)


@pytest.mark.parametrize(("people", "is_shown"), [(7, False), (8, True)])
def test_a_mean_of_fewer_than_eight_is_withheld(people, is_shown):
    shown = disclosed(Figure("m", "", "A", people, people, Mean(61.2, 7.75)))
    assert (shown.mean is not None) == is_shown


def _means(**people):
    every = {"": sum(people.values()), **people}
    return [Figure("m", "", ods, n, n, Mean(60.0, 7.64)) for ods, n in every.items()]


def _shown(**people):
    return {f.practice for f in disclosed_together(_means(**people)) if f.mean is not None}


def test_a_withheld_mean_cannot_be_had_by_subtraction():
    assert _shown(A=20, B=9, C=3) == {"", "A"}
    assert _shown(A=20, B=9, C=3, D=4) == {"", "A"}
    assert _shown(A=20, B=9, C=3, D=5) == {"", "A", "B"}
    assert _shown(A=20, B=9) == {"", "A", "B"}
    assert _shown(A=20, B=9, C=0) == {"", "A", "B"}
