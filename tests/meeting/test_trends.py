"""A person's results over time: what a chart and a line of the minutes may say about them."""

from datetime import date

import pytest

from mdt_app.clinical.kinds import Kind, Setting
from mdt_app.meeting.series import Point, series_of
from mdt_app.meeting.trend_changes import slope_of
from mdt_app.meeting.trend_words import remark, sentence, value_words
from mdt_app.meeting.trends import target_of, trend_of, trends_of
from mdt_app.meeting.written_points import albumin_category, kidney_category
from mdt_app.register.values import Inferred, Person, Record, Result

ON = date(2026, 11, 26)


def day(text):
    return date.fromisoformat(text).toordinal()


def result(kind, on, value, second=0.0, comparator="", setting=Setting.CLINIC):
    return Result(kind, day(on), value, second, "", comparator, setting, "", "", 0, 1, 2)


def record(*results, born="1968-02-14", frailty=""):
    person = Person(1, "9990000018", "Begum", "Ada", "", date.fromisoformat(born), "female", "Y1")
    if frailty:
        person = Person(
            1, "9990000018", "Begum", "Ada", "", date.fromisoformat(born), "female", "Y1",
            frailty=frailty,
        )  # fmt: skip
    kinds = {one.kind for one in results}
    return Record(person, {k: tuple(r for r in results if r.kind == k) for k in kinds})


def hba1c(on, value, **more):
    return result(Kind.HBA1C, on, value, **more)


def pressure(on, systolic, diastolic, **more):
    return result(Kind.BLOOD_PRESSURE, on, systolic, diastolic, **more)


def test_results_of_one_day_are_one_point_with_their_mean_and_count():
    (point,) = series_of(record(hba1c("2026-11-03", 80), hba1c("2026-11-03", 85)), Kind.HBA1C, ON)
    assert (point.value, point.count) == (82.5, 2)


def test_clinic_and_home_readings_of_one_day_stay_apart_and_clinic_is_the_latest():
    points = series_of(
        record(
            pressure("2026-11-03", 150, 90),
            pressure("2026-11-03", 130, 80, setting=Setting.HOME),
        ),
        Kind.BLOOD_PRESSURE,
        ON,
    )
    assert [point.is_home for point in points] == [True, False]


def test_a_limit_gives_way_to_plain_numbers_of_its_day():
    (point,) = series_of(
        record(
            result(Kind.ACR, "2026-11-03", 3, comparator="<"), result(Kind.ACR, "2026-11-03", 5)
        ),
        Kind.ACR,
        ON,
    )
    assert (point.value, point.comparator) == (5, "")


def test_a_result_dated_after_the_day_does_not_exist():
    assert series_of(record(hba1c("2026-11-27", 80)), Kind.HBA1C, ON) == ()


def test_frail_people_are_held_against_their_own_target():
    assert target_of(record(), Kind.HBA1C, ON).value == 58
    assert target_of(record(frailty="moderate"), Kind.HBA1C, ON).value == 64
    assert target_of(record(frailty="severe"), Kind.HBA1C, ON).value == 69


@pytest.mark.parametrize(
    ("born", "ratio", "is_home", "expected"),
    [
        ("1968-02-14", 5, False, (140, 90)),
        ("1968-02-14", 5, True, (135, 85)),
        ("1946-11-26", 5, False, (150, 90)),
        ("1946-11-27", 5, False, (140, 90)),
        ("1968-02-14", 70, False, (130, 80)),
        ("1946-11-26", 70, False, (150, 90)),
    ],
)
def test_the_blood_pressure_target_follows_age_albuminuria_and_setting(
    born, ratio, is_home, expected
):
    person = record(result(Kind.ACR, "2026-06-01", ratio), born=born)
    target = target_of(person, Kind.BLOOD_PRESSURE, ON, is_home=is_home)
    assert (target.value, target.second) == expected


def test_an_old_albuminuria_does_not_tighten_the_target():
    target = target_of(record(result(Kind.ACR, "2025-08-26", 90)), Kind.BLOOD_PRESSURE, ON)
    assert target.value == 140


@pytest.mark.parametrize(
    ("results", "meets"),
    [
        ([hba1c("2026-11-03", 58)], True),
        ([hba1c("2026-11-03", 58.5)], False),
        ([hba1c("2026-11-03", 130, comparator=">")], False),
        ([hba1c("2026-11-03", 40, comparator=">")], None),
        ([pressure("2026-11-03", 139, 89)], True),
        ([pressure("2026-11-03", 139, 90)], False),
        ([result(Kind.EGFR, "2026-11-03", 60)], True),
        ([result(Kind.EGFR, "2026-11-03", 59)], False),
        ([result(Kind.EGFR, "2026-11-03", 60, comparator=">")], True),
        ([result(Kind.EGFR, "2026-11-03", 45, comparator=">")], None),
        ([result(Kind.EGFR, "2026-11-03", 15, comparator="<")], False),
        ([result(Kind.EGFR, "2026-11-03", 90, comparator="<")], None),
        ([result(Kind.ACR, "2026-11-03", 3)], False),
        ([result(Kind.ACR, "2026-11-03", 3, comparator="<")], True),
        ([result(Kind.ACR, "2026-11-03", 5, comparator="<")], None),
        ([result(Kind.ACR, "2026-11-03", 30, comparator=">")], False),
        ([result(Kind.CHOLESTEROL, "2026-11-03", 4.0)], True),
    ],
)
def test_a_limit_counts_only_where_it_decides(results, meets):
    trend = trend_of(record(*results), Kind(results[0].kind), ON)
    assert trend.meets_target is meets
    assert trend.is_outside is (meets is False)


def test_a_limit_that_decides_nothing_is_not_called_within():
    trend = trend_of(record(result(Kind.ACR, "2026-11-03", 5, comparator="<")), Kind.ACR, ON)
    assert "not known to meet the target of below 3" in sentence(trend)


def test_missing_is_said_and_never_normal():
    for trend in trends_of(record(), ON):
        assert value_words(trend) == "No result recorded"
        assert sentence(trend).endswith(": no result recorded.")
        assert not trend.is_outside


def test_one_sentence_says_value_day_target_and_where_it_came_from():
    trend = trend_of(record(hba1c("2025-05-03", 70), hba1c("2026-11-03", 92)), Kind.HBA1C, ON)
    assert sentence(trend) == (
        "HbA1c 92 mmol/mol on 3 Nov 2026, outside the target of at most 58,"
        " from 70 on 3 May 2025, 2 days with a result, a real rise of 22 since 3 May 2025."
    )


def test_a_home_reading_is_called_one():
    home = pressure("2026-11-03", 136, 80, setting=Setting.HOME)
    words = sentence(trend_of(record(home), Kind.BLOOD_PRESSURE, ON))
    assert words.startswith("Blood pressure 136/80 home mmHg")
    assert "outside the target of below 135/85" in words


def test_a_fall_in_kidney_function_is_measured_against_the_best_of_the_year():
    results = [
        result(Kind.EGFR, "2025-12-01", 60),
        result(Kind.EGFR, "2026-02-01", 63),
        result(Kind.EGFR, "2026-11-03", 46),
    ]
    words = remark(trend_of(record(*results), Kind.EGFR, ON))
    assert words.startswith("−27 % in 9 months")


@pytest.mark.parametrize(
    ("value", "comparator", "category"),
    [(90, "", "G1"), (89.9, "", "G2"), (59, "", "G3a"), (44, "", "G3b"), (29, "", "G4"),
     (14, "", "G5"), (90, ">", "G1"), (60, ">", ""), (15, "<", "G5"), (30, "<", "")],
)  # fmt: skip
def test_a_limit_names_a_kidney_category_only_where_it_decides_one(value, comparator, category):
    assert kidney_category(Point(1, value, 0, 1, comparator, False)) == category


@pytest.mark.parametrize(
    ("value", "comparator", "category"),
    [(2.9, "", "A1"), (3, "", "A2"), (30, "", "A2"), (30.1, "", "A3"), (3, "<", "A1"),
     (30, "<", ""), (30, ">", "A3"), (3, ">", "")],
)  # fmt: skip
def test_a_limit_names_an_albumin_category_only_where_it_decides_one(value, comparator, category):
    assert albumin_category(Point(1, value, 0, 1, comparator, False)) == category


def test_two_results_make_no_slope():
    points = [Point(day("2026-01-01"), 90, 0, 1, "", False)] * 2
    assert slope_of(points) is None


def test_weight_comes_with_the_latest_bmi_and_its_change():
    weights = [result(Kind.WEIGHT, f"2026-{m:02d}-01", 90 + m) for m in (1, 4, 7, 10)]
    person = record(*weights, result(Kind.BMI, "2026-10-01", 33.1))
    trend = trend_of(person, Kind.WEIGHT, ON)
    assert value_words(trend) == "100 kg · 33.1"
    assert remark(trend) == "+12.0 kg / yr (n=4)"
    assert not trend.is_outside


def test_a_value_just_over_its_target_is_not_written_as_the_target():
    high = trend_of(record(result(Kind.CHOLESTEROL, "2026-11-01", 4.04)), Kind.CHOLESTEROL, ON)
    low = trend_of(record(result(Kind.ACR, "2026-11-01", 2.97)), Kind.ACR, ON)
    assert sentence(high).startswith("Cholesterol 4.04 mmol/L on 1 Nov 2026, outside the target")
    assert value_words(low) == "2.97 A1"


def inferred(on, value, what=Inferred.UNIT):
    return hba1c(on, value)._replace(inferred=int(what))


def test_a_point_knows_when_any_of_its_values_was_not_all_in_the_file():
    stated, worked_out = hba1c("2026-11-03", 80), inferred("2026-11-03", 85)
    (point,) = series_of(record(stated, worked_out), Kind.HBA1C, ON)
    assert point.inferred == Inferred.UNIT
    (other,) = series_of(record(stated), Kind.HBA1C, ON)
    assert other.inferred == 0


def test_a_value_known_by_the_whole_words_of_its_term_bears_no_mark():
    (point,) = series_of(record(inferred("2026-11-03", 92, Inferred.MEANING)), Kind.HBA1C, ON)
    assert point.inferred == 0


def test_the_sentence_says_how_many_values_were_inferred_and_what_of_them():
    person = record(
        inferred("2019-01-03", 60),  # not among those the sentence tells of
        hba1c("2025-05-03", 70),
        inferred("2026-05-03", 80),
        inferred("2026-11-03", 92, Inferred.COLUMN),
    )
    words = sentence(trend_of(person, Kind.HBA1C, ON))
    assert "3 days with a result, 2 with the unit or column inferred" in words
    assert "inferred" not in sentence(trend_of(record(hba1c("2026-11-03", 92)), Kind.HBA1C, ON))


def test_the_target_agreed_with_the_person_stands_before_that_of_their_frailty():
    person = record(hba1c("2026-11-03", 66), frailty="moderate")
    trend = trend_of(person, Kind.HBA1C, ON, own_targets={Kind.HBA1C: 70.0})
    assert (trend.target.value, trend.target.is_own, trend.is_outside) == (70, True, False)
    assert remark(trend) == "own target 70"
    assert "within their own target of at most 70" in sentence(trend)


def test_an_own_target_for_hba1c_touches_no_other_trend():
    person = record(pressure("2026-11-03", 139, 89), hba1c("2026-11-03", 66))
    own = trends_of(person, ON, own_targets={Kind.HBA1C: 70.0})
    assert [trend.target and trend.target.is_own for trend in own] == [
        True, False, False, False, False, None
    ]  # fmt: skip
    assert remark(trend_of(person, Kind.HBA1C, ON)) == "target 58"
