"""The run chart's rules, on both sides of every number in them."""

from datetime import date
from fractions import Fraction

import pytest

from mdt_app.clinical.days import months_after
from mdt_app.measures.run_chart import exactly, run_chart
from mdt_app.measures.values import Figure, Mean

LEVEL = [40, 41, 39, 40, 41, 39, 40, 41, 39, 40, 41, 39]
"""Twelve months about their median, 40, with no shift and no trend."""


def points(*values):
    return [
        (months_after(date(2025, 5, 31), place), None if v is None else Fraction(str(v)))
        for place, v in enumerate(values)
    ]


def said(*values, unit="%"):
    return run_chart(points(*values), unit)


def test_the_sentence_of_a_shift_is_as_people_say_it():
    climbing = [35.3, 36.4, 35.8, 37.1, 36.6, 38, 37.5, 36.9, 37.2, 36]
    chart = said(*climbing, *[41, 40.5, 42, 41.5, 43, 42.5, 44, 46.1])
    assert chart.median == 37
    assert chart.run == "shift up"
    assert chart.sentence == (
        "Up from 35.3 % to 46.1 % in 18 months;"
        " eight of the last eight months above the median: a real shift."
    )


@pytest.mark.parametrize(("above", "run"), [(5, ""), (6, "shift up"), (7, "shift up")])
def test_six_points_on_one_side_are_a_shift_and_five_are_not(above, run):
    ups = [44, 42, 44, 42, 44, 42, 44][:above]
    assert said(*LEVEL, *ups).run == run


def test_a_shift_may_lie_below():
    chart = said(*LEVEL, 38, 37, 38, 37, 38, 37)
    assert chart.run == "shift down"
    assert chart.sentence == (
        "Down from 40.0 % to 37.0 % in 18 months;"
        " seven of the last seven months below the median: a real shift."
    )


def test_points_on_the_median_neither_count_nor_break():
    five_and_one_on_it = said(*LEVEL, 40, 44, 42, 40, 44, 42, 44)
    assert five_and_one_on_it.run == ""
    six_and_one_on_it = said(*LEVEL, 40, 44, 42, 40, 44, 42, 44, 42)
    assert six_and_one_on_it.run == "shift up"
    assert "six of the last seven months above the median" in six_and_one_on_it.sentence
    assert said(*LEVEL, 40, 44, 42, 44, 42, 44, 42, 40).run == "shift up"


def test_a_month_without_a_figure_breaks_a_shift_and_a_trend():
    assert said(*LEVEL, 44, 42, 44, None, 42, 44, 42).run == ""
    assert said(30, 31, None, 32, 33, 34).run == ""


def test_the_median_is_of_the_first_twelve_whatever_comes_later():
    assert said(*LEVEL, *[60] * 12).median == 40
    assert said(*[10] * 11).median is None
    assert said(*[10] * 12).median == 10


@pytest.mark.parametrize(
    ("values", "run"),
    [
        ((30, 31, 32, 33), ""),
        ((30, 31, 32, 33, 34), "trend up"),
        ((34, 33, 32, 31, 30), "trend down"),
        ((30, 31, 32, 32, 33, 34), ""),
        ((30, 30, 31, 32, 33, 34), "trend up"),
        ((30, 31, 32, 33, 34, 33), ""),
    ],
    ids=["four", "five", "falling", "a tie breaks", "a tie before it", "over"],
)
def test_five_points_all_rising_are_a_trend(values, run):
    assert said(*values).run == run


def test_two_figures_that_print_alike_still_lie_apart():
    middle = Fraction(4000, 100)
    hair = Fraction(1, 10_000)
    values = [(m, middle) for m, _ in points(*LEVEL)] + [
        (months_after(date(2026, 5, 31), n), middle + hair) for n in range(6)
    ]
    assert run_chart(values).run == "shift up"
    assert run_chart(values).sentence.startswith("Unchanged at 40.0 % in 18 months; six of")


def test_fewer_than_twelve_months_are_said_honestly():
    assert said().sentence == "No figure yet."
    assert said(None, None).sentence == "No figure yet."
    assert said(41).sentence == "41.0 %; one month so far."
    assert said(40, 42).sentence == (
        "Up from 40.0 % to 42.0 % in two months;"
        " a shift can be told from 12 months on, and there are two."
    )
    eleven = said(*LEVEL[:6], 44, 45, 46, 47, 48).sentence
    assert eleven.endswith(
        "; six months in a row rising: a trend;"
        " a shift can be told from 12 months on, and there are eleven."
    )


def test_nothing_found_is_said_too():
    assert said(*LEVEL).sentence == (
        "Down from 40.0 % to 39.0 % in twelve months; no shift and no trend."
    )


def test_a_shift_that_is_over_is_not_forgotten():
    chart = said(*LEVEL, 44, 42, 44, 42, 44, 42, 38)
    assert chart.run == ""
    assert chart.sentence.endswith(
        "; six months above the median until Oct 2026, and no shift since."
    )


def test_a_mean_is_told_in_its_unit():
    chart = said(62.1, 61, 62, 60.5, unit="mmol/mol")
    assert chart.sentence.startswith("Down from 62.1 to 60.5 mmol/mol in four months; ")


def test_a_figure_is_taken_exactly():
    assert exactly(Figure("m", "", "", 1, 3)) == Fraction(100, 3)
    assert exactly(Figure("m", "", "", 0, 0)) is None
    assert exactly(Figure("m", "", "", 4, 4, Mean(60.3, 7.67))) == Fraction("60.3")
