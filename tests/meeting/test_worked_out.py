"""What is worked out where nobody reported it: its inputs, its words, and that it is only shown."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import mdt_app
from mdt_app.clinical.filtration import Equation
from mdt_app.clinical.kinds import Kind
from mdt_app.flags.answers import Raised
from mdt_app.flags.engine import answers
from mdt_app.flags.pack import load_pack
from mdt_app.meeting.care_processes import care_processes
from mdt_app.meeting.trend_words import footnote, remark, sentence, value_words
from mdt_app.meeting.trends import trend_of, trends_of
from mdt_app.meeting.worked_out import body_mass, choose_equation, chosen_equation
from mdt_app.register.values import Inferred
from mdt_app.settings import Settings, keep_settings
from tests.meeting.test_trends import ON, day, record, result


def person(*results, **of_person):
    made = record(*results)
    return replace(made, person=replace(made.person, **of_person))


def creatinine(on, value, **more):
    return result(Kind.CREATININE, on, value, **more)


def egfr_trend(*results, equation=Equation.CKD_EPI_2009, **of_person):
    return trend_of(person(*results, **of_person), Kind.EGFR, ON, equation=equation)


def weight_trend(*results, **of_person):
    return trend_of(person(*results, **of_person), Kind.WEIGHT, ON)


def test_without_an_egfr_each_creatinine_makes_a_point_to_the_whole_number():
    trend = egfr_trend(creatinine("2025-11-03", 90), creatinine("2026-11-03", 120))
    assert [point.value for point in trend.points] == [61, 43]
    assert trend.is_worked_out


def test_the_heading_names_category_and_equation():
    trend = egfr_trend(creatinine("2026-11-03", 120))
    assert value_words(trend) == "43 G3b worked out (CKD-EPI 2009)"
    newer = egfr_trend(creatinine("2026-11-03", 120), equation=Equation.CKD_EPI_2021)
    assert value_words(newer) == "45 G3a worked out (CKD-EPI 2021)"


def test_the_sentence_names_the_inputs_and_that_no_flag_is_raised():
    trend = egfr_trend(creatinine("2026-11-03", 120))
    assert sentence(trend) == (
        "eGFR 43 G3b mL/min/1.73 m² on 3 Nov 2026, worked out (CKD-EPI 2009) from creatinine"
        " 120 µmol/L, age 58 and female, raising no flag, the only result."
    )


def test_age_is_that_of_the_day_of_the_sample():
    trend = egfr_trend(creatinine("2024-02-13", 120), born_on=date(1968, 2, 14))
    assert trend.points[0].worked_out.about == ("age 55", "female")


@pytest.mark.parametrize("on", ["2026-11-04", "2010-01-01"])
def test_one_reported_egfr_however_old_and_nothing_is_worked_out_beside_it(on):
    reported = result(Kind.EGFR, on, 52)
    trend = egfr_trend(reported, creatinine("2026-11-03", 120), creatinine("2026-05-03", 110))
    assert [point.value for point in trend.points] == [52]
    assert not trend.is_worked_out


def test_an_egfr_after_the_day_does_not_exist_yet():
    trend = egfr_trend(result(Kind.EGFR, "2026-11-27", 52), creatinine("2026-11-03", 120))
    assert trend.is_worked_out


@pytest.mark.parametrize(
    ("more", "of_person"),
    [
        ({"comparator": "<"}, {}),
        ({"comparator": ">"}, {}),
        ({}, {"sex": "unknown"}),
        ({}, {"sex": "other"}),
        ({}, {"sex": ""}),
        ({}, {"born_on": date(2008, 11, 4)}),
    ],
)
def test_without_an_honest_answer_there_is_none(more, of_person):
    trend = egfr_trend(creatinine("2026-11-03", 120, **more), **of_person)
    assert trend.points == ()
    assert sentence(trend) == "eGFR: no result recorded."


def test_on_the_eighteenth_birthday_there_is_one():
    assert egfr_trend(creatinine("2026-11-03", 120), born_on=date(2008, 11, 3)).points


def test_ethnicity_makes_no_difference_to_an_egfr():
    values = {
        egfr_trend(creatinine("2026-11-03", 120), ethnic_category=letter).points[0].value
        for letter in ("", "A", "K", "N", "M", "Z")
    }
    assert values == {43}


def test_what_was_inferred_of_an_input_is_inferred_of_what_comes_of_it():
    unsure = creatinine("2026-11-03", 120)._replace(inferred=int(Inferred.UNIT))
    assert egfr_trend(unsure).points[0].inferred == Inferred.UNIT


def test_what_is_worked_out_is_held_against_no_target():
    trend = egfr_trend(creatinine("2026-11-03", 400))
    assert trend.latest.value < trend.target.value
    assert trend.meets_target is None
    assert not trend.is_outside
    assert "target" not in sentence(trend)


def test_how_it_moved_is_at_the_foot_where_the_heading_is_full():
    trend = egfr_trend(
        creatinine("2025-11-10", 100), creatinine("2026-05-03", 110), creatinine("2026-11-03", 120)
    )
    assert remark(trend) == ""
    assert footnote(trend) == "−20 % in 12 months · −11.2 / yr (n=3)"


WEIGHT, HEIGHT = result(Kind.WEIGHT, "2026-11-03", 92), result(Kind.HEIGHT, "2019-03-01", 168)


def test_bmi_is_worked_out_from_the_latest_weight_and_the_height_before_it():
    trend = weight_trend(result(Kind.WEIGHT, "2024-11-03", 70), WEIGHT, HEIGHT)
    assert value_words(trend) == "92 kg · 32.6 worked out"
    assert sentence(trend).endswith(
        "BMI 32.6 on 3 Nov 2026 worked out from weight 92 kg and height 168 cm on 1 Mar 2019:"
        " obesity class 1 by the general thresholds, as the ethnic category does not say which."
    )


@pytest.mark.parametrize(
    ("letter", "words"),
    [
        ("A", "obesity class 1 by the general thresholds."),
        ("K", "obesity class 2 by the lower thresholds for their family background."),
        ("Z", "by the general thresholds, as the ethnic category does not say which."),
    ],
)
def test_the_band_goes_by_the_ethnic_category(letter, words):
    assert sentence(weight_trend(WEIGHT, HEIGHT, ethnic_category=letter)).endswith(words)
    reported = result(Kind.BMI, "2026-11-03", 32.6)
    assert sentence(weight_trend(WEIGHT, reported, ethnic_category=letter)).endswith(words)


def test_the_latest_of_several_heights_before_the_weight_is_used():
    older, later = result(Kind.HEIGHT, "2010-03-01", 175), result(Kind.HEIGHT, "2026-11-04", 150)
    mass = body_mass(person(WEIGHT, older, HEIGHT, later), ON)
    assert [one.value for one in mass.worked_out.inputs] == [92, 168]


@pytest.mark.parametrize(
    "height",
    [
        result(Kind.HEIGHT, "2026-11-04", 168),  # after the weight
        result(Kind.HEIGHT, "1986-02-13", 168),  # the day before the eighteenth birthday
        result(Kind.HEIGHT, "2019-03-01", 168, comparator=">"),
    ],
)
def test_a_height_that_is_later_a_childs_or_a_limit_is_not_used(height):
    assert body_mass(person(WEIGHT, height), ON) is None


def test_a_height_of_the_eighteenth_birthday_is_an_adults():
    height = result(Kind.HEIGHT, "1986-02-14", 168)
    assert body_mass(person(WEIGHT, height), ON) is not None


def test_a_childs_bmi_is_not_worked_out_and_gets_no_band():
    young = date(2010, 1, 1)
    assert body_mass(person(WEIGHT, HEIGHT, born_on=young), ON) is None
    reported = result(Kind.BMI, "2026-11-03", 32.6)
    assert "obesity" not in sentence(weight_trend(WEIGHT, reported, born_on=young))


def test_a_weight_that_is_a_limit_gives_no_bmi():
    assert body_mass(person(WEIGHT._replace(comparator=">"), HEIGHT), ON) is None


def test_a_reported_bmi_wins_however_old():
    mass = body_mass(person(WEIGHT, HEIGHT, result(Kind.BMI, "2012-01-01", 29)), ON)
    assert (mass.value, mass.worked_out) == (29, None)


def test_a_bmi_just_under_a_limit_is_not_written_as_the_limit():
    trend = weight_trend(result(Kind.WEIGHT, "2026-11-03", 84.63), HEIGHT, ethnic_category="A")
    assert "BMI 29.99 on 3 Nov 2026" in sentence(trend)
    assert "overweight by the general" in sentence(trend)


def test_a_bmi_without_its_weight_is_not_called_nothing():
    trend = weight_trend(result(Kind.BMI, "2026-11-03", 24), ethnic_category="A")
    assert value_words(trend) == "BMI 24"
    assert sentence(trend) == (
        "Weight · BMI: no result recorded, but BMI 24 on 3 Nov 2026:"
        " healthy weight by the general thresholds."
    )


TOTAL, HDL = result(Kind.CHOLESTEROL, "2026-05-03", 4.6), result(Kind.HDL, "2026-05-03", 1.2)


def cholesterol_trend(*results):
    return trend_of(person(*results), Kind.CHOLESTEROL, ON)


def test_non_hdl_is_total_less_hdl_of_the_last_day_with_both():
    trend = cholesterol_trend(TOTAL, HDL, result(Kind.CHOLESTEROL, "2026-11-03", 5.1))
    assert footnote(trend) == "non-HDL 3.4 worked out"
    assert sentence(trend).endswith(
        "non-HDL 3.4 mmol/L on 3 May 2026 worked out from"
        " total cholesterol 4.6 mmol/L and HDL cholesterol 1.2 mmol/L."
    )


def test_a_reported_non_hdl_wins():
    trend = cholesterol_trend(TOTAL, HDL, result(Kind.NON_HDL, "2025-05-03", 3.9))
    assert footnote(trend) == "non-HDL 3.9"


@pytest.mark.parametrize(
    "hdl",
    [
        HDL._replace(day=day("2026-05-04")),
        HDL._replace(comparator="<"),
        HDL._replace(value=4.6),
    ],
)
def test_another_day_a_limit_or_an_hdl_as_high_as_the_total_gives_none(hdl):
    assert cholesterol_trend(TOTAL, hdl).beside is None


def test_kdigo_names_both_categories_and_the_risk_where_both_are_recent():
    ratio = result(Kind.ACR, "2026-06-01", 12)
    assert sentence(egfr_trend(result(Kind.EGFR, "2026-11-03", 44), ratio)).endswith(
        "KDIGO G3b A2 with the ACR on 1 Jun 2026: very high risk."
    )
    old = result(Kind.ACR, "2025-08-26", 12)
    assert "KDIGO" not in sentence(egfr_trend(result(Kind.EGFR, "2026-11-03", 44), old))
    unsure = result(Kind.ACR, "2026-06-01", 5, comparator="<")
    assert "KDIGO" not in sentence(egfr_trend(result(Kind.EGFR, "2026-11-03", 44), unsure))


# It is only ever shown.

INPUTS = (
    creatinine("2026-11-03", 600),
    result(Kind.WEIGHT, "2026-11-03", 40),
    result(Kind.HEIGHT, "2026-11-03", 180),
    result(Kind.CHOLESTEROL, "2026-11-03", 9.0),
    result(Kind.HDL, "2026-11-03", 1.0),
)
WORKED_OUT = {"egfr", "bmi", "non_hdl"}


def test_the_inputs_would_raise_flags_if_what_comes_of_them_were_reported():
    trends = trends_of(person(*INPUTS), ON)
    assert [trend.is_worked_out for trend in trends] == [False, False, True, False, False, False]
    assert trends[2].latest.value < 15
    assert trends[5].beside.value < 18.5
    assert trends[4].beside.value == 8.0


def test_what_is_worked_out_raises_no_flag_and_changes_no_answer():
    pack = load_pack()
    given = {answer.rule: answer for answer in answers(pack, person(*INPUTS), ON)}
    for answer in given.values():
        if isinstance(answer, Raised):
            assert not WORKED_OUT & {evidence.kind for evidence in answer.evidence}
    no_creatinine = {answer.rule: answer for answer in answers(pack, person(*INPUTS[1:]), ON)}
    differ = {rule for rule in given if type(given[rule]) is not type(no_creatinine[rule])}
    assert differ <= {"processes-missing", "metformin-unmonitored"}  # creatinine itself counts
    without = {answer.rule: answer for answer in answers(pack, person(INPUTS[0]), ON)}
    assert type(given["glp1-low-bmi"]) is type(without["glp1-low-bmi"])
    assert type(given["lipid-above-target"]) is type(without["lipid-above-target"])


def test_what_is_worked_out_counts_as_no_check_done():
    done = {p.name: p.is_done for p in care_processes(load_pack(), person(*INPUTS), ON)}
    assert done["BMI"] is False


@pytest.mark.parametrize("room", ["flags", "measures"])
def test_no_rule_and_no_measure_knows_how_to_work_anything_out(room):
    folder = Path(mdt_app.__file__).parent / room
    sources = sorted(folder.rglob("*.py"))
    assert sources
    for source in sources:
        text = source.read_text(encoding="utf-8")
        for name in ("clinical.filtration", "clinical.body_mass", "clinical.lipids", "worked_out"):
            assert f"mdt_app.{name}" not in text, source.name
            assert f"import {name.split('.')[-1]}" not in text, source.name


# Which equation.


@pytest.fixture
def own_settings(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))


def test_until_somebody_chooses_it_is_the_one_of_the_english_guideline(own_settings):
    assert chosen_equation() is Equation.CKD_EPI_2009


def test_the_choice_is_remembered_on_this_computer(own_settings):
    assert choose_equation(Equation.CKD_EPI_2021)
    assert chosen_equation() is Equation.CKD_EPI_2021
    assert choose_equation(Equation.CKD_EPI_2009)
    assert chosen_equation() is Equation.CKD_EPI_2009


def test_a_choice_nobody_knows_is_as_if_there_were_none(own_settings):
    keep_settings(Settings(egfr_equation="MDRD"))
    assert chosen_equation() is Equation.CKD_EPI_2009


def test_a_narrow_chart_still_says_of_a_bmi_that_it_was_worked_out():
    weights = [result(Kind.WEIGHT, f"2026-{month:02}-03", 98 - month) for month in (1, 5, 11)]
    trend = weight_trend(*weights, HEIGHT)
    assert footnote(trend).startswith("BMI worked out · −")
    assert footnote(trend).endswith(" kg / yr (n=3)")
    assert remark(trend) == ""
