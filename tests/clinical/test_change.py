"""Change per year under its conditions, and which changes of an HbA1c are real."""

import statistics
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdt_app.clinical.change import Hba1cChange, Slope, change_per_year, hba1c_change

ROSE, FELL, WITHIN = Hba1cChange.ROSE, Hba1cChange.FELL, Hba1cChange.WITHIN_VARIATION
days = st.lists(st.integers(730_000, 740_000), min_size=3, max_size=20, unique=True).filter(
    lambda found: max(found) - min(found) >= 180
)


@given(days, st.floats(20, 150), st.floats(-20, 20))
def test_a_straight_line_gives_back_its_own_slope(found, start, per_year):
    values = [start + per_year * day / 365.25 for day in found]
    slope = change_per_year(found, values)
    assert slope.per_year == pytest.approx(per_year, abs=1e-4)
    assert slope.count == len(found)


@given(days, st.data())
def test_it_is_the_line_of_least_squares(found, data):
    values = data.draw(st.lists(st.floats(0, 200), min_size=len(found), max_size=len(found)))
    expected = statistics.linear_regression(found, values).slope * 365.25
    assert change_per_year(found, values).per_year == pytest.approx(expected, abs=1e-6)


def test_two_results_make_no_slope_however_far_apart():
    assert change_per_year([0, 3000], [60.0, 40.0]) is None


def test_three_results_need_six_months():
    assert change_per_year([0, 100, 179], [60.0, 55.0, 50.0]) is None
    assert change_per_year([0, 100, 180], [60.0, 55.0, 50.0]) is not None


def test_the_days_may_come_in_any_order():
    ordered = change_per_year([0, 365, 731], [60.0, 57.0, 54.0])
    shuffled = change_per_year([731, 0, 365], [54.0, 60.0, 57.0])
    assert shuffled.per_year == pytest.approx(ordered.per_year)


def test_five_years_of_falling_by_three_a_year():
    found = [date(2021 + n, 11, 26).toordinal() for n in range(6)]
    slope = change_per_year(found, [75.0 - 3 * n for n in range(6)])
    assert isinstance(slope, Slope)
    assert (round(slope.per_year, 1), slope.count) == (-3.0, 6)


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        (48, 52, WITHIN),
        (48, 53, ROSE),  # five, and more than a tenth
        (48, 43, FELL),
        (50, 55, ROSE),
        (53, 58, WITHIN),  # five, but under a tenth
        (60, 65, WITHIN),
        (60, 66, ROSE),
        (60, 54, FELL),
        (70, 77, ROSE),
        (70, 76.9, WITHIN),
        (86, 78, WITHIN),
        (86, 77, FELL),
        (58.3, 64.3, ROSE),
        (30, 34.9, WITHIN),
        (30, 35, ROSE),
        (64, 64, WITHIN),
    ],
)
def test_a_change_is_real_from_five_and_from_a_tenth(earlier, later, expected):
    assert hba1c_change(earlier, later, 90) is expected


def test_nothing_is_inferred_under_eight_weeks():
    assert hba1c_change(60, 90, 55) is None
    assert hba1c_change(60, 90, 56) is ROSE
