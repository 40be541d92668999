"""How a trend moves: change per year with its n, and which changes of an HbA1c are real."""

import pytest

from mdt_app.clinical.kinds import Kind
from mdt_app.meeting.trend_changes import slope_in_short, slope_in_words, slope_of
from mdt_app.meeting.trend_words import footnote, remark, sentence
from mdt_app.meeting.trends import trend_of
from tests.meeting.test_trends import ON, hba1c, record, result


def trend(kind, *values, **more):
    results = [result(kind, on, value, **more) for on, value in values]
    return trend_of(record(*results), kind, ON)


FALLING = (("2025-11-03", 60), ("2026-05-03", 55), ("2026-11-03", 50))


@pytest.mark.parametrize(
    ("kind", "short", "words"),
    [
        (Kind.EGFR, "−10.0 / yr (n=3)", "−10.0 mL/min/1.73 m² a year"),
        (Kind.HBA1C, "−10.0 / yr (n=3)", "−10.0 mmol/mol a year"),
        (Kind.WEIGHT, "−10.0 kg / yr (n=3)", "−10.0 kg a year"),
    ],
)
def test_change_per_year_is_printed_with_its_n(kind, short, words):
    found = trend(kind, *FALLING)
    assert slope_in_short(found) == short
    assert slope_in_words(found) == f"{words} over the last two years (n=3)"
    assert slope_in_words(found) in sentence(found)
    assert short in (remark(found), footnote(found))


@pytest.mark.parametrize("kind", [Kind.ACR, Kind.CHOLESTEROL])
def test_other_kinds_have_none(kind):
    assert slope_in_short(trend(kind, *FALLING)) == ""


def test_two_days_or_under_six_months_make_none():
    assert slope_in_words(trend(Kind.EGFR, ("2025-01-03", 60), ("2026-11-03", 50))) == ""
    near = (("2026-05-10", 60), ("2026-08-03", 55), ("2026-11-03", 50))
    assert slope_in_words(trend(Kind.EGFR, *near)) == ""


def test_several_results_of_one_day_are_one_of_its_n():
    values = (*FALLING, ("2026-11-03", 50), ("2026-11-03", 50))
    assert slope_of(trend(Kind.EGFR, *values).points).count == 3


def test_what_is_over_two_years_before_the_latest_does_not_count():
    assert slope_in_short(trend(Kind.EGFR, ("2024-10-01", 100), *FALLING)) == "−10.0 / yr (n=3)"


def test_a_limit_among_them_leaves_the_slope_open():
    results = [result(Kind.EGFR, on, value) for on, value in FALLING]
    limit = result(Kind.EGFR, "2025-06-01", 90, comparator=">")
    assert slope_in_short(trend_of(record(limit, *results), Kind.EGFR, ON)) == ""


@pytest.mark.parametrize(
    ("earlier", "later", "words"),
    [
        (("2026-05-03", 60), 66, "a real rise of 6 since 3 May 2026"),
        (("2026-05-03", 60), 65, "within variation since 3 May 2026 (+5)"),
        (("2026-05-03", 75), 62, "a real fall of 13 since 3 May 2026"),
        (("2026-05-03", 60), 60, "within variation since 3 May 2026 (+0)"),
    ],
)
def test_the_sentence_says_whether_an_hba1c_really_changed(earlier, later, words):
    found = trend(Kind.HBA1C, earlier, ("2026-11-03", later))
    assert sentence(found).endswith(f", {words}.")


def test_results_under_eight_weeks_apart_say_nothing_of_a_change():
    found = trend(Kind.HBA1C, ("2026-09-09", 60), ("2026-11-03", 90))
    assert "rise" not in sentence(found)
    assert "variation" not in sentence(found)


def test_the_latest_is_held_against_the_last_one_eight_weeks_before():
    found = trend(Kind.HBA1C, ("2026-03-01", 60), ("2026-10-20", 88), ("2026-11-03", 90))
    assert "a real rise of 30 since 1 Mar 2026" in sentence(found)


def test_a_limit_is_no_change():
    above = hba1c("2026-11-03", 130, comparator=">")
    found = trend_of(record(hba1c("2026-01-03", 90), above), Kind.HBA1C, ON)
    assert "rise" not in sentence(found)
