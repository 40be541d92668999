"""What a network earns, at the thresholds and one person to either side of them."""

import pytest

from mdt_app.measures.incentive import Terms, earned, total_earned, what_if
from mdt_app.measures.values import Figure

PLANS = Terms("care-plan", "care plans", 30, 85)
EYES = Terms("retinal-attended", "retinal screening", 20, 80)
BOTH = Terms("bp-and-cholesterol", "BP and cholesterol", 30, 50)
HBA1C = Terms("hba1c-58", "HbA1c ≤ 58", 20, 60)
DM020 = Terms("DM020", "HbA1c ≤ 58, not frail", 17, 75, 35, "points")


def of(measure, numerator, denominator):
    return Figure(measure, "", "", numerator, denominator)


def figures(*each):
    return {figure.measure: figure for figure in each}


@pytest.mark.parametrize(("numerator", "gets"), [(849, 0), (850, 30), (851, 30)])
def test_all_or_nothing_at_the_threshold(numerator, gets):
    (line,) = earned([PLANS], figures(of("care-plan", numerator, 1000)))
    assert (line.earned, line.weight, line.threshold) == (gets, 30, "≥ 85 %")


@pytest.mark.parametrize(
    ("numerator", "points"),
    [(0, 0), (350, 0), (351, 0.0425), (550, 8.5), (749, 16.9575), (750, 17), (1000, 17)],
)
def test_points_rise_evenly_between_two_thresholds(numerator, points):
    (line,) = earned([DM020], figures(of("DM020", numerator, 1000)))
    assert line.earned == points
    assert (line.threshold, line.unit) == ("35–75 %", "points")


def test_nobody_who_counts_earns_nothing():
    assert [line.earned for line in earned([PLANS, EYES], figures(of("care-plan", 0, 0)))] == [0, 0]


def test_what_if_ninety_seven_more_people_reach_it():
    now = figures(
        of("care-plan", 2189, 2487),
        of("retinal-attended", 2059, 2487),
        of("bp-and-cholesterol", 1147, 2487),
        of("hba1c-58", 1418, 2487),
    )
    terms = [PLANS, EYES, BOTH, HBA1C]
    assert total_earned(terms, now) == 50
    then = what_if(terms, now, "bp-and-cholesterol", 97)
    assert then.words == "If 97 more people reach BP and cholesterol: 80 %"
    assert then.total == 80
    assert [line.earned for line in then.lines] == [30, 20, 30, 0]
    assert what_if(terms, now, "bp-and-cholesterol", 96).total == 50


def test_no_more_people_can_reach_it_than_there_are():
    then = what_if([EYES], figures(of("retinal-attended", 9, 10)), "retinal-attended", 97)
    assert then.more == 1
    assert then.words == "If 1 more person reaches retinal screening: 20 %"
