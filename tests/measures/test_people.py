"""Behind every number its people, each with why they count as they do."""

import pytest

from mdt_app.clinical.kinds import Kind
from mdt_app.measures.board import board, people_of
from mdt_app.measures.own_practice import choose_own_practice
from tests.invented import TODAY
from tests.measures.conftest import EAST, NDA, QOF

ONE = "9990000018"
ALL = "type 2 and other"


@pytest.fixture
def words_of(ws, add):
    """What is said of one person with these results and events, as outcome and words."""

    def told(set_name, measure, group="", *, results=None, events=None, **fields):
        choose_own_practice(ws, "Y00001")
        add(ONE, results=results, events=events, **fields)
        (line,) = people_of(ws, set_name, measure, group, "Y00001", TODAY)
        return line.outcome, line.words

    return told


def test_a_blood_pressure_above_says_by_what(words_of):
    results = {Kind.BLOOD_PRESSURE: {"2026-11-03": 152.0}}
    assert words_of(EAST, "bp", results=results) == (
        "missed",
        "BP 152/80 on 3 Nov 2026, above 140/80",
    )


def test_a_blood_pressure_at_the_limit_achieves(words_of):
    results = {Kind.BLOOD_PRESSURE: {"2026-11-03": 140.0}}
    assert words_of(EAST, "bp", results=results) == ("achieved", "BP 140/80 on 3 Nov 2026")


def test_an_old_result_names_its_day(words_of):
    results = {Kind.HBA1C: {"2025-03-03": 52.0}}
    assert words_of(EAST, "hba1c-58", results=results) == ("missed", "no HbA1c since 3 Mar 2025")


def test_no_result_at_all_says_so(words_of):
    assert words_of(EAST, "hba1c-58") == ("missed", "no HbA1c on record")


def test_only_what_is_missed_is_said(words_of):
    results = {
        Kind.BLOOD_PRESSURE: {"2026-11-03": 132.0},
        Kind.CHOLESTEROL: {"2026-11-03": 4.6},
    }
    assert words_of(EAST, "bp-and-cholesterol", results=results) == (
        "missed",
        "total cholesterol 4.6 on 3 Nov 2026, above 4 mmol/L",
    )


def test_an_event_that_is_long_past_names_its_day(words_of):
    events = {"2025-08-02": "retinal_screen_attended"}
    outcome, words = words_of(EAST, "retinal-attended", events=events)
    assert (outcome, words) == ("missed", "no eye screening attended since 2 Aug 2025")


def test_processes_not_done_are_listed_with_their_last_day(words_of):
    results = {Kind.HBA1C: {"2026-11-03": 50.0}, Kind.BMI: {"2024-02-03": 28.0}}
    outcome, words = words_of(NDA, "all-eight", ALL, results=results)
    assert outcome == "missed"
    assert "no blood pressure on record" in words
    assert "no BMI since 3 Feb 2024" in words
    assert "HbA1c" not in words


def test_a_medicine_that_is_not_there(words_of):
    assert words_of(QOF, "DM034") == ("missed", "no current statin")


def test_somebody_left_out_says_why(words_of):
    results = {Kind.HBA1C: {"2026-11-03": 71.0}}
    events = {"2026-08-03": "declined_monitoring"}
    assert words_of(QOF, "DM020", results=results, events=events) == (
        "declined",
        "left out, declined: declined monitoring 3 Aug 2026",
    )


def test_a_mean_says_what_goes_into_it(words_of):
    results = {Kind.HBA1C: {"2026-11-03": 71.0}}
    outcome, words = words_of(EAST, "hba1c-mean", results=results)
    assert (outcome, words) == ("achieved", "HbA1c 71 on 3 Nov 2026")


def test_the_people_are_as_many_as_the_number_and_those_who_miss_it_come_first(ws, six_people):
    choose_own_practice(ws, "Y00001")
    figures = next(line for line in board(ws, EAST).lines if line.measure.id == "hba1c-58")
    found = people_of(ws, EAST, "hba1c-58", "", "Y00001", TODAY)
    own = figures.practices[0]
    assert len(found) == own.denominator
    assert sum(line.outcome == "achieved" for line in found) == own.numerator
    assert [(line.name, line.outcome) for line in found] == [
        ("SPECIMEN, Ada", "missed"),
        ("EXEMPLAR, Ada", "achieved"),
    ]
    assert (found[0].nhs_number, found[0].age, found[0].practice) == ("9990000026", 58, "Y00001")


def test_another_group_has_other_people(ws, add):
    choose_own_practice(ws, "Y00001")
    add(ONE, diabetes_type="type 1")
    assert people_of(ws, NDA, "process-hba1c", ALL, "Y00001", TODAY) == ()
    assert len(people_of(ws, NDA, "process-hba1c", "type 1", "Y00001", TODAY)) == 1
