"""Blood pressure at its thresholds: either number, both days, lower at home."""

import pytest
from pydantic import ValidationError

from tests.flags.conditions.asked import NOTHING_SHOWN, answer, condition, gaps, shown

ONCE = '{ blood_pressure = "140/90", within_months = 15 }'
HOME = '{ blood_pressure = "140/90", within_months = 15, home_lower_by = 5 }'
TWICE = '{ blood_pressure = "140/90", within_months = 15, days = 2, home_lower_by = 5 }'
AT_MOST = '{ blood_pressure_at_most = "140/90", within_months = 15, home_lower_by = 5 }'
ON = "2026-01-20"
LINES = [
    (ONCE, f"blood_pressure 140/70 {ON}", "yes"),
    (ONCE, f"blood_pressure 139/70 {ON}", "no"),
    (ONCE, f"blood_pressure 120/90 {ON}", "yes"),
    (ONCE, f"blood_pressure 120/89 {ON}", "no"),
    (ONCE, f"blood_pressure 139/89 home {ON}", "no"),
    (HOME, f"blood_pressure 135/70 home {ON}", "yes"),
    (HOME, f"blood_pressure 134/70 home {ON}", "no"),
    (HOME, f"blood_pressure 120/85 home {ON}", "yes"),
    (HOME, f"blood_pressure 120/84 home {ON}", "no"),
    (HOME, f"blood_pressure 139/89 clinic {ON}", "no"),
    (ONCE, "blood_pressure 140/90 2024-12-05", "yes"),
    (ONCE, "blood_pressure 140/90 2024-12-04", "not known"),
    (ONCE, "", "not known"),
    (TWICE, f"blood_pressure 150/80 2025-09-01; blood_pressure 150/80 {ON}", "yes"),
    (TWICE, f"blood_pressure 139/80 2025-09-01; blood_pressure 150/80 {ON}", "no"),
    (TWICE, f"blood_pressure 150/80 2025-09-01; blood_pressure 139/80 {ON}", "no"),
    (TWICE, f"blood_pressure 150/80 2024-12-04; blood_pressure 150/80 {ON}", "not known"),
    (TWICE, f"blood_pressure 150/80 2024-12-05; blood_pressure 150/80 {ON}", "yes"),
    (TWICE, f"blood_pressure 120/80 2024-12-04; blood_pressure 150/80 {ON}", "not known"),
    (TWICE, f"blood_pressure 139/80 {ON}", "no"),
    (ONCE, f"blood_pressure <160/70 {ON}", "not known"),
    (ONCE, f"blood_pressure <=140/70 {ON}", "not known"),
    (ONCE, f"blood_pressure <140/70 {ON}", "no"),
    (ONCE, f"blood_pressure <160/90 {ON}", "yes"),
    (ONCE, f"blood_pressure >=140/70 {ON}", "yes"),
    (HOME, f"blood_pressure <140/70 home {ON}", "not known"),
    (AT_MOST, f"blood_pressure 140/90 {ON}", "yes"),
    (AT_MOST, f"blood_pressure 141/90 {ON}", "no"),
    (AT_MOST, f"blood_pressure 140/91 {ON}", "no"),
    (AT_MOST, f"blood_pressure 135/85 home {ON}", "yes"),
    (AT_MOST, f"blood_pressure 136/85 home {ON}", "no"),
    (AT_MOST, f"blood_pressure 135/86 home {ON}", "no"),
    (AT_MOST, "blood_pressure 120/80 2024-12-05", "yes"),
    (AT_MOST, "blood_pressure 120/80 2024-12-04", "not known"),
    (AT_MOST, "", "not known"),
]


@pytest.mark.parametrize(("table", "record", "expected"), LINES)
def test_a_blood_pressure_is_held_against_both_numbers(table, record, expected):
    assert answer(table, record) == expected


BOTH = f"blood_pressure 150/95 2025-09-01; blood_pressure 160/80 home {ON}"


def test_the_days_are_named_newest_first_with_the_threshold_at_home():
    told = shown(TWICE, BOTH)
    assert told.words == {
        "blood_pressure": "160/80",
        "blood_pressure_on": "20 Jan 2026",
        "blood_pressure_limit": "140/90, at home 135/85",
        "blood_pressure_earlier": "150/95",
        "blood_pressure_earlier_on": "1 Sep 2025",
    }
    assert told.because == (
        "blood pressure 160/80 at home on 20 Jan 2026; blood pressure 150/95 on 1 Sep 2025"
    )
    assert told.values == ["160/80 at home", "150/95"]
    assert told.words.keys() == condition(TWICE).supplies()


@pytest.mark.parametrize(("table", "setting"), [(ONCE, "home"), (HOME, "clinic"), (HOME, "")])
def test_no_threshold_at_home_is_named_where_none_counted(table, setting):
    told = shown(table, f"blood_pressure 160/80 {setting} {ON}")
    assert told.words == {
        "blood_pressure": "160/80",
        "blood_pressure_on": "20 Jan 2026",
        "blood_pressure_limit": "140/90",
    }
    assert told.words.keys() == condition(table).supplies()


def test_a_blood_pressure_that_is_low_enough_is_named():
    told = shown(AT_MOST, f"blood_pressure 120/80 {ON}")
    assert told.words == {"blood_pressure": "120/80", "blood_pressure_on": "20 Jan 2026"}
    assert told.because == "blood pressure 120/80 on 20 Jan 2026"
    assert told.words.keys() == condition(AT_MOST).supplies()


@pytest.mark.parametrize("table", [ONCE, TWICE, AT_MOST])
@pytest.mark.parametrize("record", ["", "blood_pressure 160/80 2024-12-04"])
def test_what_is_too_old_is_not_shown(table, record):
    assert shown(table, record) == NOTHING_SHOWN


@pytest.mark.parametrize(
    ("table", "record", "reason"),
    [
        (ONCE, "", "no blood pressure within 15 months"),
        (TWICE, "", "no blood pressure within 15 months"),
        (
            TWICE,
            f"blood_pressure 160/80 {ON}",
            "only 1 day with a blood pressure within 15 months",
        ),
        (AT_MOST, "", "no blood pressure within 15 months"),
        (AT_MOST, "blood_pressure 120/80 2024-12-04", "no blood pressure within 15 months"),
    ],
)
def test_what_is_lacking_is_named_exactly(table, record, reason):
    assert gaps(table, record) == [(reason, "a blood pressure")]


def test_the_printed_page_says_what_must_be_lacking():
    assert condition(AT_MOST).lacking() == ("no blood pressure within 15 months",)
    assert condition(ONCE).lacking() == ("no blood pressure within 15 months",)
    assert condition(TWICE).lacking() == (
        "no blood pressure within 15 months",
        "fewer than 2 days with one, every one at or above",
    )


@pytest.mark.parametrize("words", ["140", "140/", "/90", "140-90", "140/90/60", "high/90", ""])
@pytest.mark.parametrize("name", ["blood_pressure", "blood_pressure_at_most"])
def test_a_threshold_is_written_with_both_numbers(name, words):
    wanted = "Value error, write it as systolic/diastolic, for example '140/90' \\["
    with pytest.raises(ValidationError, match=wanted):
        condition(f'{{ {name} = "{words}", within_months = 15 }}')
