"""One day as a reading: means, ranges, settings; and limits on a range."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdt_app.clinical.kinds import Kind, Setting
from mdt_app.flags.conditions.limits import Limits
from mdt_app.flags.readings import number_of, reading_of
from mdt_app.register.values import Result

numbers = st.integers(0, 2000).map(lambda tenths: tenths / 10)
limits = st.sampled_from(["above", "at_least", "below", "at_most"])


def result(value: float, comparator: str = "", setting: Setting = Setting.NOT_STATED) -> Result:
    return Result(Kind.EGFR, 100, value, 0, "", comparator, setting, "", "", 0, 1, 1)


@given(st.lists(numbers, min_size=1, max_size=5))
def test_plain_numbers_of_a_day_are_their_mean(values):
    reading = reading_of(Kind.EGFR, [result(value) for value in values])
    assert reading.low == reading.high == pytest.approx(sum(values) / len(values))


@given(st.lists(numbers, min_size=1, max_size=3), numbers)
def test_beside_plain_numbers_a_comparator_changes_nothing(values, bound):
    plain = [result(value) for value in values]
    with_range = [*plain, result(bound, "<"), result(bound, ">")]
    assert reading_of(Kind.EGFR, with_range).low == reading_of(Kind.EGFR, plain).low


@given(numbers, st.sampled_from(["<", "<=", ">", ">="]), limits, numbers, numbers)
def test_a_range_never_answers_what_a_number_inside_it_would_contradict(
    bound, comparator, name, limit, inside
):
    holds = {"<": inside < bound, "<=": inside <= bound, ">": inside > bound, ">=": inside >= bound}
    if not holds[comparator]:
        return
    test = Limits(**{name: limit}).test()
    ranged, exact = reading_of(Kind.EGFR, [result(bound, comparator)]), test(inside, inside)
    assert test(ranged.low, ranged.high) in (exact, None)


def test_what_is_less_than_a_limit_is_below_it_and_below_no_smaller_number():
    low, high = reading_of(Kind.EGFR, [result(30, "<")])[1:3]
    assert Limits(below=30).test()(low, high) is True
    assert Limits(below=29.99).test()(low, high) is None


def test_more_than_may_count_as_the_number():
    assert reading_of(Kind.EGFR, [result(90, ">")]).high == math.inf
    assert reading_of(Kind.EGFR, [result(90, ">")], more_than_counts=True).high == 90


def test_clinic_goes_before_home_and_not_stated_is_clinic():
    home, clinic, unstated = result(1, "", Setting.HOME), result(5, "", Setting.CLINIC), result(7)
    assert reading_of(Kind.EGFR, [home, clinic, unstated]).low == 6
    assert reading_of(Kind.EGFR, [home]).low == 1


@pytest.mark.parametrize(
    ("rows", "number"),
    [
        ([result(58)], 58),
        ([result(58), result(64)], 61),
        ([result(85.9), result(86.1)], 86),
        ([result(58), result(130, ">")], 58),
        ([result(130, ">")], 130),
        ([result(130, ">"), result(140, ">")], 135),
        ([result(50, setting=Setting.HOME), result(58), result(60, setting=Setting.CLINIC)], 59),
        ([result(50, setting=Setting.HOME), result(54, setting=Setting.HOME)], 52),
    ],
)
def test_the_number_that_is_drawn_for_a_day_is_the_one_rules_see(rows, number):
    assert number_of(rows) == number
