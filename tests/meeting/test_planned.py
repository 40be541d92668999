"""The agenda before the meeting: who fits, who comes first, and where a break would go."""

from datetime import date

import pytest

from mdt_app.meeting.planned import (
    Candidate,
    Slot,
    in_order,
    is_late,
    moved,
    planned,
    slot_of,
)
from mdt_app.meeting.values import Meeting, Nomination
from tests.invented import TODAY
from tests.meeting.conftest import ADA, BRAM, CLEO, DITA, EMRE, FAYE

USUAL = Slot(90, 14, "13:30")


def cases(*minutes: int) -> list[Candidate]:
    return [Candidate(str(place), "Alder Road", each) for place, each in enumerate(minutes)]


def numbers(found: list[Candidate]) -> list[str]:
    return [each.nhs_number for each in found]


def test_of_ninety_minutes_seventy_five_are_for_cases() -> None:
    assert slot_of(Meeting("", "MDT", TODAY)).for_cases == 75
    assert Slot(60, 14).for_cases == 50
    assert Slot(120, 20).for_cases == 105


def test_the_cut_line_is_before_the_first_case_that_no_longer_fits() -> None:
    plan = planned(cases(*[8] * 10), USUAL)
    assert plan.cut == 9  # nine of eight minutes are 72
    assert plan.minutes == 80
    assert [case.fits for case in plan.cases] == [True] * 9 + [False]
    assert planned(cases(*[8] * 9), USUAL).cut is None


def test_after_the_first_that_does_not_fit_nobody_does_however_short() -> None:
    plan = planned(cases(70, 8, 1), USUAL)
    assert [case.fits for case in plan.cases] == [True, False, False]


def test_places_run_out_as_minutes_do() -> None:
    assert planned(cases(*[3] * 15), USUAL).cut == 14


def test_a_meeting_of_an_hour_has_no_break_and_a_longer_one_has_it_at_half_time() -> None:
    assert planned(cases(*[5] * 10), Slot(60, 14)).break_after is None
    plan = planned(cases(*[5] * 15), USUAL)
    assert plan.break_after == 8  # forty of seventy-five minutes
    assert plan.begins_at(plan.break_at or 0) == "14:15"
    assert plan.begins_at(plan.cases[7].begins) == "14:10"
    assert plan.begins_at(plan.cases[8].begins) == "14:20"


def test_in_a_long_meeting_the_break_comes_after_an_hour() -> None:
    plan = planned(cases(*[5] * 31), Slot(180, 40, "9.00"))
    assert plan.break_at is not None
    assert plan.break_at == 60
    assert plan.begins_at(plan.break_at) == "10:00"


def test_a_few_short_cases_need_no_break_and_nobody_is_no_plan() -> None:
    assert planned(cases(5, 5, 5), USUAL).break_after is None
    assert planned([], USUAL).cut is None


def test_without_a_time_to_begin_no_clock_is_made_up() -> None:
    assert planned(cases(5), Slot(90, 14, "after lunch")).begins_at(5) == ""
    assert planned(cases(5), Slot(90, 14, "25:00")).begins_at(5) == ""


def test_who_was_carried_over_or_is_complex_comes_first_and_late_ones_last() -> None:
    found = in_order(
        [
            Candidate(ADA, "Alder Road"),
            Candidate(BRAM, "Birch Lane", is_late=True),
            Candidate(CLEO, "Birch Lane", complexities=("3 red flags", "interpreter")),
            Candidate(DITA, "Alder Road", carried=1),
            Candidate(EMRE, "Alder Road", lane="noted"),
            Candidate(FAYE, "Cedar Way"),
        ],
        "complex",
    )
    assert numbers(found) == [DITA, CLEO, ADA, EMRE, FAYE, BRAM]
    assert found[1].reasons == ("complex: 3 red flags; interpreter",)
    assert found[0].reasons == ("carried 1×",)
    assert found[5].reasons == ("late",)


def test_somebody_only_noted_is_never_put_first_for_being_complex() -> None:
    noted = Candidate(ADA, "Birch Lane", lane="noted", complexities=("3 red flags", "interpreter"))
    assert numbers(in_order([noted, Candidate(BRAM, "Alder Road")], "complex")) == [BRAM, ADA]
    assert noted.reasons == ("noted",)


def test_practice_by_practice_is_another_order_and_ones_own_is_left_alone() -> None:
    found = [
        Candidate(ADA, "Birch Lane", complexities=("a", "b")),
        Candidate(BRAM, "Alder Road"),
    ]
    assert numbers(in_order(found, "practice")) == [BRAM, ADA]
    assert numbers(in_order(found, "own")) == [ADA, BRAM]


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (1, [ADA, CLEO, BRAM, DITA]),
        (-1, [BRAM, ADA, CLEO, DITA]),
        (-9, [BRAM, ADA, CLEO, DITA]),
        (9, [ADA, CLEO, DITA, BRAM]),
    ],
)
def test_a_case_moves_up_and_down_and_stops_at_the_ends(by: int, expected: list[str]) -> None:
    assert moved([ADA, BRAM, CLEO, DITA], BRAM, by) == expected
    assert moved([ADA], FAYE, by) == [ADA]


def test_late_is_who_was_chosen_after_the_last_day() -> None:
    closes = date(2026, 11, 24)
    chosen = Nomination(ADA, is_chosen=True, chosen_on=date(2026, 11, 25))
    assert is_late(chosen, closes)
    assert not is_late(chosen, date(2026, 11, 25))
    assert not is_late(chosen, None)
    assert not is_late(Nomination(ADA, is_chosen=True), closes)
    assert not is_late(Nomination(ADA, chosen_on=date(2026, 11, 25)), closes)
