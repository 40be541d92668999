"""Working days in England, beside the lists printed by gov.uk."""

from datetime import date

import pytest

from mdt_app.clinical.working_days import bank_holidays, is_working_day, next_working_day

PRINTED = {
    2020: "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",
    2021: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
    2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
    2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
    2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
}


@pytest.mark.parametrize(("year", "days"), PRINTED.items())
def test_bank_holidays_are_those_printed(year, days):
    assert bank_holidays(year) == {date.fromisoformat(f"{year}-{day}") for day in days.split()}


def test_the_next_working_day_is_after_the_day_itself():
    assert next_working_day(date(2026, 3, 3)) == date(2026, 3, 4)
    assert next_working_day(date(2026, 3, 6)) == date(2026, 3, 9)
    assert next_working_day(date(2026, 12, 24)) == date(2026, 12, 29)


def test_a_saturday_is_no_working_day():
    assert not is_working_day(date(2026, 3, 7))
