"""Days as cells hold them: every accepted form, nothing guessed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdt_app.clinical.written_days import (
    first_and_last_day,
    has_two_digit_year,
    hundred_years_before,
    written_day,
    written_part,
)

TODAY = date(2026, 11, 26)
FORMS = ("%d/%m/%Y", "%Y-%m-%d", "%d-%b-%Y", "%d %b %Y", "%Y%m%d")


@given(day=st.dates(date(1000, 1, 1)), form=st.sampled_from(FORMS))
def test_a_day_written_in_any_accepted_form_is_that_day(day, form):
    assert written_day(day.strftime(form), TODAY) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026",
        "03/2026",
        "2026-03",
        "12/31/2025",
        "31/02/2025",
        "2025-02-29",
        "20250230",
        "45000",
        "01/02/25",
        "yesterday",
        "２０２５-01-01",
        "2025-01-01x",
    ],
)
def test_what_names_no_day_is_no_day(text):
    assert written_day(text, TODAY) is None


def test_a_slash_date_has_the_day_first():
    assert written_day("03/04/2025", TODAY) == date(2025, 4, 3)


@pytest.mark.parametrize(
    "text",
    [
        "2025-04-03T09:30:00Z",
        "2025-04-03 09:30",
        "03/04/2025 00:00:00",
        "2025-04-03T23:59:59.123+01:00",
        "03-Apr-2025 9:30",
    ],
)
def test_a_time_of_day_is_passed_over(text):
    assert written_day(text, TODAY) == date(2025, 4, 3)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("04-Mar-24", date(2024, 3, 4)),
        ("04-Mar-26", date(2026, 3, 4)),
        ("04-Dec-26", date(2026, 12, 4)),
        ("04-Mar-27", date(1927, 3, 4)),
        ("4-mar-00", date(2000, 3, 4)),
    ],
)
def test_two_digits_are_the_latest_year_not_after_today(text, day):
    assert written_day(text, TODAY) == day
    assert has_two_digit_year(text)


def test_four_digits_leave_no_century_open():
    assert not has_two_digit_year("04-Mar-1924")
    assert not has_two_digit_year("20240304")


def test_a_century_before_a_leap_day_may_not_exist():
    assert hundred_years_before(date(2000, 2, 29)) is None
    assert hundred_years_before(date(2024, 2, 29)) == date(1924, 2, 29)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("2019", "2019"),
        (" 2019-3 ", "2019-03"),
        ("03/2019", "2019-03"),
        ("mar 2019", "2019-03"),
        ("Mar-2019", "2019-03"),
        ("Nov-26", "2026-11"),
        ("Mar-27", "1927-03"),
    ],
)
def test_a_year_or_a_month_is_named_in_any_accepted_form(text, part):
    assert written_part(text, TODAY) == part


@pytest.mark.parametrize(
    "text", ["", "0000", "2019-13", "13/2019", "Mrz 2019", "Mar 24", "201903", "2019-03-01", "२०१९"]
)
def test_what_names_neither_a_year_nor_a_month_is_nothing(text):
    assert written_part(text, TODAY) == ""


@given(day=st.dates(date(1000, 1, 1)), form=st.sampled_from(FORMS))
def test_a_day_is_never_read_as_part_of_one(day, form):
    assert written_part(day.strftime(form), TODAY) == ""


@given(day=st.dates(date(1000, 1, 1)), form=st.sampled_from(("%Y", "%Y-%m")))
def test_a_part_holds_the_days_it_was_written_for(day, form):
    first, last = first_and_last_day(written_part(day.strftime(form), TODAY))
    assert first <= day <= last
