"""What results did after a decision: at three, six and twelve months, and what is not claimed.

The meeting was on 12 March 2026, ordinal day 0 below; the day asked is given in days after it.
"""

import itertools
from datetime import UTC, date, datetime, timedelta

import pytest

from mdt_app.clinical.kinds import Kind
from mdt_app.meeting.outcomes import TIMES, outcomes_of, summaries
from mdt_app.meeting.values import Decision
from tests.spec.tables import record_from

HELD = date(2026, 3, 12)
AT = datetime(2026, 3, 12, 14, tzinfo=UTC)
A_YEAR_AND_A_HALF = 550


def day(after):
    return (HELD + timedelta(days=after)).isoformat()


def outcome(*results, asked=A_YEAR_AND_A_HALF, choices=("start_sglt2",)):
    """`results` are (value as typed, days after the meeting)."""
    items = "; ".join(f"hba1c {value} {day(after)}" for value, after in results)
    record, _on, _entered = record_from(items or "medicine other named Placebo started 2020-01-01")
    decision = Decision("d", "m", record.person.nhs_number, choices, "", AT, "Chair")
    (one,) = outcomes_of(record, decision, HELD, HELD + timedelta(days=asked))
    return one


def values(*results, **more):
    return tuple(each and each.value for each in outcome(*results, **more).later)


@pytest.mark.parametrize(
    ("after", "at"),
    [
        (60, (None, None, None)),
        (61, (70, None, None)),
        (136, (70, None, None)),
        (137, (None, 70, None)),
        (273, (None, 70, None)),
        (274, (None, None, 70)),
        (456, (None, None, 70)),
        (457, (None, None, None)),
    ],
)
def test_a_result_belongs_to_the_time_whose_days_hold_it(after, at):
    assert values((70, after)) == at


def test_of_several_results_the_nearest_counts_and_of_two_as_near_the_later():
    assert values((80, 70), (75, 95), (60, 130)) == (75, None, None)
    assert values((80, 90), (75, 92)) == (75, None, None)


@pytest.mark.parametrize(
    ("after", "before"), [(0, 84), (-1, 84), (-365, 84), (-366, None), (1, None)]
)
def test_before_is_the_last_result_of_the_year_up_to_the_day_itself(after, before):
    found = outcome((84, after)).before
    assert (found and found.value) == before


def test_what_lies_after_the_day_asked_is_not_known_yet():
    assert values((70, 95), asked=94) == (None, None, None)
    assert values((70, 95), asked=95) == (70, None, None)


@pytest.mark.parametrize(("asked", "due"), [(60, 0), (61, 1), (136, 1), (137, 2), (274, 3)])
def test_a_time_is_due_from_its_first_day(asked, due):
    assert sum(outcome(asked=asked).is_due) == due


def test_the_change_is_from_before_to_then_and_unknown_without_either():
    assert outcome((84, -20), (66, 95)).change(0) == -18
    assert outcome((66, 95)).change(0) is None
    assert outcome((84, -20)).change(0) is None


def test_a_limit_is_shown_and_makes_no_change():
    found = outcome((84, -20), ("<48", 95))
    assert found.later[0].words == "<48"
    assert found.later[0].value is None
    assert found.change(0) is None


def test_a_decision_without_a_result_of_its_own_is_followed_by_hba1c():
    assert outcome(choices=("refer:renal clinic",)).kind == Kind.HBA1C
    assert outcome(choices=()).kind == Kind.HBA1C


def test_a_summary_counts_due_measured_and_compared_apart_and_gives_the_median():
    found = [
        outcome((84, -20), (66, 95)),
        outcome((90, -20), (88, 95)),
        outcome((70, -20), ("<48", 95)),
        outcome((70, -20)),
    ]
    every, of_choice = summaries(found)
    assert (every.choice, of_choice.choice) == ("", "start_sglt2")
    at_three = of_choice.at[0]
    assert (at_three.due, at_three.measured, at_three.compared) == (4, 3, 2)
    assert at_three.middle == -10
    assert of_choice.at[1].measured == 0
    assert of_choice.at[1].middle is None


def test_nobody_decided_gives_no_summary():
    assert summaries([]) == ()


def test_the_times_follow_one_another_without_a_gap():
    for earlier, later in itertools.pairwise(TIMES):
        assert later.first == earlier.last + 1
        assert earlier.first <= earlier.nearest <= earlier.last
