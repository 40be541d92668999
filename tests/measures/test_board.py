"""The board: read from what is kept, honest about what is stale, complete for screen and report."""

from datetime import date

import pytest

from mdt_app.clinical.kinds import Kind
from mdt_app.errors import UserError
from mdt_app.measures.board import board, brought_up_to_date, if_more, people_of
from mdt_app.measures.months import freeze_months
from mdt_app.measures.own_practice import choose_own_practice
from mdt_app.measures.queries import kept_rows
from mdt_app.measures.sets import set_names
from mdt_app.vault.workspace import Workspace
from tests.invented import NETWORK, PRACTICES, TODAY
from tests.measures.conftest import EAST, NDA, NOVEMBER, OCTOBER, QOF, SEPTEMBER


def line(shown, measure="hba1c-58", group=""):
    return next(e for e in shown.lines if (e.measure.id, e.group) == (measure, group))


def tomorrow(ws):
    return Workspace(ws.vault, ws.user, lambda: date(2026, 11, 27))


def test_the_board_of_today_says_what_it_is_of(ws, six_people):
    shown = board(ws, EAST)
    assert (shown.set_name, shown.network, shown.on) == (EAST, NETWORK, TODAY)
    assert not shown.is_frozen
    assert shown.people_words == "6 people with type 2 diabetes"
    assert shown.practices == PRACTICES
    assert shown.caveat
    assert [e.measure.id for e in shown.lines][:3] == [
        "care-plan",
        "retinal-attended",
        "bp-and-cholesterol",
    ]


def test_a_line_pools_the_network_and_tells_each_practice(ws, six_people):
    found = line(board(ws, EAST))
    assert (found.network.numerator, found.network.denominator) == (3, 6)
    assert [(f.practice, f.numerator, f.denominator) for f in found.practices] == [
        ("Y00001", 1, 2),
        ("Y00002", 1, 2),
        ("Y00003", 1, 2),
        ("Y00004", 0, 0),
    ]
    assert found.measure.target == 60
    assert found.needed == 1
    assert found.needed_by_practice == {"Y00001": 1, "Y00002": 1, "Y00003": 1}


def test_one_person_is_one_person(ws, add):
    add("9990000018")
    assert board(ws, EAST).people_words == "1 person with type 2 diabetes"


def test_the_first_board_has_todays_figures_and_says_that_months_are_to_come(ws, six_people):
    first = board(ws, EAST)
    assert first.is_stale
    assert first.notices == ("Earlier months are being worked out again.",)
    assert [point.month for point in line(first).months] == [NOVEMBER]
    assert first.to_freeze[-1] == OCTOBER
    then = brought_up_to_date(ws, EAST)
    assert not then.is_stale
    assert then.notices == ()
    months = line(then).months
    assert len(months) == 18
    assert (months[0].month, months[-1].month) == (date(2025, 6, 30), NOVEMBER)
    assert months[-1].figure == line(then).network
    assert all(point.frozen_on is None for point in months)
    assert board(ws, EAST) == then


def test_months_before_the_first_result_are_not_shown(ws, add):
    add("9990000018", results={Kind.HBA1C: {"2026-08-31": 50.0}})
    months = line(brought_up_to_date(ws, EAST)).months
    assert [point.month.month for point in months] == [8, 9, 10, 11]


def test_a_stale_board_comes_first_with_what_is_kept(ws, six_people, add):
    brought_up_to_date(ws, EAST)
    add("9990000077", results={Kind.HBA1C: {"2026-11-20": 40.0}})
    kept = board(ws, EAST)
    assert kept.is_stale
    assert (line(kept).network.numerator, line(kept).network.denominator) == (3, 6)
    assert kept.notices == (
        "Something came in since these figures were worked out. They are worked out again.",
    )
    fresh = brought_up_to_date(ws, EAST)
    assert (line(fresh).network.numerator, line(fresh).network.denominator) == (4, 7)
    assert not fresh.is_stale


def test_another_day_begins_with_the_figures_of_the_last(ws, six_people):
    brought_up_to_date(ws, EAST)
    shown = board(tomorrow(ws), EAST)
    assert shown.on == TODAY
    assert shown.is_stale
    assert shown.notices == ("These are the figures of 26 Nov 2026. Today’s are being worked out.",)
    again = brought_up_to_date(tomorrow(ws), EAST)
    assert again.on == date(2026, 11, 27)
    with ws.vault.reading() as reading:
        days = list(kept_rows(reading, EAST, 0, 10**6))
    assert TODAY.toordinal() not in days
    assert date(2026, 11, 27).toordinal() in days


def test_what_changes_nothing_leaves_the_board_fresh(ws, six_people):
    brought_up_to_date(ws, EAST)
    with ws.vault.writing(ws.user, "noted") as writing:
        writing.record("note", {"words": "nothing to do with figures"})
    assert not board(ws, EAST).is_stale


def test_a_frozen_month_needs_nothing_kept(ws, six_people):
    freeze_months(ws, EAST, [SEPTEMBER, OCTOBER])
    shown = board(ws, EAST, date(2026, 10, 5))
    assert shown.is_frozen
    assert shown.on == OCTOBER
    assert line(shown).months[-1].frozen_on == shown.frozen_on
    assert [point.month for point in line(shown).months] == [SEPTEMBER, OCTOBER]


def test_a_month_that_is_not_frozen_is_worked_out(ws, six_people):
    shown = board(ws, EAST, OCTOBER)
    assert not shown.is_frozen
    assert shown.on == OCTOBER
    assert line(shown).network.denominator == 6


def test_a_month_that_has_not_ended_is_refused(ws, six_people):
    with pytest.raises(UserError, match="November 2026 has not ended yet"):
        board(ws, EAST, NOVEMBER)


def test_groups_stand_apart(ws, six_people, add):
    add("9990000077", diabetes_type="type 1", results={Kind.HBA1C: {"2026-10-01": 50.0}})
    shown = board(ws, NDA)
    assert line(shown, "process-hba1c", "type 1").network.denominator == 1
    assert line(shown, "process-hba1c", "type 2 and other").network.denominator == 6
    assert shown.people == 7
    assert shown.incentive == ()


@pytest.mark.parametrize("set_name", set_names())
def test_every_set_has_a_board_a_frozen_month_and_people(ws, six_people, set_name):
    choose_own_practice(ws, "Y00001")
    (month,) = freeze_months(ws, set_name, [OCTOBER])
    shown = board(ws, set_name, OCTOBER)
    assert month.people == shown.people
    for line in shown.lines:
        assert sum(figure.denominator for figure in line.practices) == line.network.denominator
        behind = people_of(ws, set_name, line.measure.id, line.group, "Y00001", OCTOBER)
        counted = [each for each in behind if each.outcome in ("achieved", "missed")]
        assert len(counted) == line.practices[0].denominator
        assert all(each.words for each in behind)
        assert len(behind) - len(counted) == sum(line.practices[0].excluded.values())


def test_an_empty_store_has_a_board_too(ws):
    shown = board(ws, EAST)
    assert shown.people == 0
    assert line(shown).network.percent is None
    assert line(shown).needed is None
    assert line(shown).sentence == "No figure yet."
    assert shown.to_freeze == ()


def test_the_incentive_is_paid_on_the_pooled_figure(ws, six_people):
    shown = board(ws, EAST)
    assert [(e.measure, e.weight, e.earned, e.threshold) for e in shown.incentive] == [
        ("care-plan", 30, 0, "≥ 85 %"),
        ("retinal-attended", 20, 20, "≥ 80 %"),
        ("bp-and-cholesterol", 30, 0, "≥ 50 %"),
        ("hba1c-58", 20, 0, "≥ 60 %"),
    ]
    then = if_more(shown, "hba1c-58", 1)
    assert then.total == 40
    assert then.words == "If 1 more person reaches HbA1c ≤ 58 mmol/mol: 40 %"


def test_points_are_earned_between_thresholds(ws, six_people):
    shown = board(ws, QOF)
    by_measure = {each.measure: each for each in shown.incentive}
    assert by_measure["DM020"].threshold == "35–75 %"
    assert by_measure["DM020"].unit == "points"
    assert by_measure["DM020"].earned == 17 * (50 - 35) / 40
    assert sum(each.weight for each in shown.incentive) == 94


def test_each_practice_has_its_own_months(ws, six_people):
    found = line(brought_up_to_date(ws, EAST))
    assert set(found.practice_months) == set(PRACTICES)
    theirs = found.practice_months["Y00001"]
    assert [point.month for point in theirs] == [point.month for point in found.months]
    assert theirs[-1].figure == found.practices[0]


def test_a_practice_that_has_gone_keeps_its_code_in_a_frozen_month(ws, six_people):
    freeze_months(ws, EAST, [OCTOBER])
    with ws.vault.writing(ws.user, "practice closed") as writing:
        writing.execute("DELETE FROM practice WHERE ods = 'Y00004'")
    shown = board(ws, EAST, OCTOBER)
    assert shown.practices["Y00004"] == "Y00004"
    assert len(line(shown).practices) == 4


def test_a_month_that_is_too_far_back_to_be_worked_out_is_not_left_out_without_a_word(ws, add):
    add("9990000018", results={Kind.HBA1C: {"2023-06-10": 50.0, "2026-06-10": 50.0}})
    early = brought_up_to_date(ws, EAST, date(2026, 1, 31))
    assert len(line(early).months) < 18
    assert early.notices == (
        "Months before November 2024 are shown only where they were frozen in time.",
    )
    assert brought_up_to_date(ws, EAST, OCTOBER).notices == ()
