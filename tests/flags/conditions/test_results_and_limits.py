"""The latest result and the latest two: at the limits, against the own target, in words."""

import pytest
from pydantic import ValidationError

from tests.flags.conditions.asked import NOTHING_SHOWN, answer, condition, gaps, shown

ABOVE = '{ result = "hba1c", within_months = 15, above = 86 }'
BAND = '{ result = "hba1c", within_months = 15, at_least = 70, at_most = 86 }'
OWN = '{ result = "hba1c", within_months = 15, above = "own target" }'
FAILS = '{ result = "hba1c", within_months = 15, above = 86, missing = "fails" }'
TWO = '{ two_results = "hba1c", within_months = 15, days_apart = 42, above = 60 }'
TWO_OWN = '{ two_results = "hba1c", within_months = 15, days_apart = 42, above = "own target" }'
EGFR = '{ recorded = ["egfr", "creatinine"], within_months = 15 }'
ANY = "{ recorded = [], within_months = 15 }"
FIRST_DAY, DAY_BEFORE = "2024-12-05", "2024-12-04"
LINES = [
    (ABOVE, "hba1c 86 2026-01-20", "no"),
    (ABOVE, "hba1c 86.1 2026-01-20", "yes"),
    (ABOVE, f"hba1c 90 {FIRST_DAY}", "yes"),
    (ABOVE, f"hba1c 90 {DAY_BEFORE}", "not known"),
    (ABOVE, "hba1c 90 2026-03-04", "yes"),
    (ABOVE, "hba1c 90 2026-03-05", "not known"),
    (ABOVE, "hba1c >86 2026-01-20", "yes"),
    (ABOVE, "hba1c >85 2026-01-20", "not known"),
    (ABOVE, "hba1c <=86 2026-01-20", "no"),
    (ABOVE, "", "not known"),
    (FAILS, "", "no"),
    (FAILS, f"hba1c 90 {DAY_BEFORE}", "no"),
    (FAILS, "hba1c >85 2026-01-20", "not known"),
    (BAND, "hba1c 69.9 2026-01-20", "no"),
    (BAND, "hba1c 70 2026-01-20", "yes"),
    (BAND, "hba1c 86 2026-01-20", "yes"),
    (BAND, "hba1c 86.1 2026-01-20", "no"),
    (BAND, "hba1c >70 2026-01-20", "not known"),
    (BAND, "hba1c <70 2026-01-20", "no"),
    (OWN, "hba1c 58 2026-01-20", "no"),
    (OWN, "hba1c 59 2026-01-20", "yes"),
    (OWN, "hba1c 64 2026-01-20; frailty moderate", "no"),
    (OWN, "hba1c 65 2026-01-20; frailty moderate", "yes"),
    (OWN, "hba1c 53 2026-01-20; target 52", "yes"),
    (OWN, "hba1c 52 2026-01-20; target 52", "no"),
    (TWO, "hba1c 61 2025-12-09; hba1c 61 2026-01-20", "yes"),
    (TWO, "hba1c 61 2025-12-10; hba1c 61 2026-01-20", "not known"),
    (TWO, "hba1c 60 2025-12-09; hba1c 61 2026-01-20", "no"),
    (TWO, "hba1c 61 2025-12-09; hba1c 60 2026-01-20", "no"),
    (TWO, f"hba1c 61 {FIRST_DAY}; hba1c 61 2026-01-20", "yes"),
    (TWO, f"hba1c 61 {DAY_BEFORE}; hba1c 61 2026-01-20", "not known"),
    (TWO, f"hba1c 50 {DAY_BEFORE}", "not known"),
    (TWO, "hba1c >50 2025-09-01; hba1c 61 2026-01-20", "not known"),
    (TWO, "hba1c 61 2025-09-01; hba1c >50 2026-01-20", "not known"),
    (TWO, "hba1c 50 2025-09-01; hba1c >50 2026-01-20", "no"),
    (TWO, "hba1c >50 2025-09-01; hba1c >50 2026-01-20", "not known"),
    (TWO_OWN, "hba1c 59 2025-09-01; hba1c 59 2026-01-20", "yes"),
    (TWO_OWN, "hba1c 58 2025-09-01; hba1c 59 2026-01-20", "no"),
    (TWO_OWN, "hba1c 59 2025-09-01; hba1c 59 2026-01-20; target 59", "no"),
    (EGFR, f"creatinine 80 {FIRST_DAY}", "yes"),
    (EGFR, f"creatinine 80 {DAY_BEFORE}; hba1c 50 2026-01-20", "no"),
    (ANY, "weight 80 2026-01-20", "yes"),
    (ANY, f"weight 80 {FIRST_DAY}", "yes"),
    (ANY, f"weight 80 {DAY_BEFORE}", "no"),
    (ANY, "weight 80 2026-03-04", "yes"),
    (ANY, "weight 80 2026-03-05", "no"),
]


@pytest.mark.parametrize(("table", "record", "expected"), LINES)
def test_a_result_is_held_against_its_limits(table, record, expected):
    assert answer(table, record) == expected


def test_the_latest_is_named_with_its_day():
    told = shown(ABOVE, "hba1c 50 2025-09-01; hba1c 90 2026-01-20")
    assert told.words == {"hba1c": "90", "hba1c_on": "20 Jan 2026"}
    assert told.because == "HbA1c 90 on 20 Jan 2026"
    assert told.values == ["90"]
    assert condition(ABOVE).supplies() == told.words.keys()


@pytest.mark.parametrize(
    ("facts", "limit"), [("", "58"), ("frailty severe", "69"), ("target 52.5", "52.5")]
)
@pytest.mark.parametrize("table", [OWN, TWO_OWN])
def test_the_own_target_is_named_where_it_decides(table, facts, limit):
    told = shown(table, f"hba1c 80 2025-09-01; hba1c 90 2026-01-20; {facts}")
    assert told.words["hba1c_limit"] == limit
    assert condition(table).supplies() == told.words.keys()


def test_two_results_are_named_with_their_limit():
    told = shown(TWO, "hba1c 61 2025-09-01; hba1c 62 2026-01-20")
    assert told.words == {
        "hba1c": "62",
        "hba1c_on": "20 Jan 2026",
        "hba1c_earlier": "61",
        "hba1c_earlier_on": "1 Sep 2025",
        "hba1c_limit": "60",
    }
    assert told.because == "HbA1c 62 on 20 Jan 2026; HbA1c 61 on 1 Sep 2025"
    assert told.values == ["62", "61"]
    assert condition(TWO).supplies() == told.words.keys()


@pytest.mark.parametrize(
    ("table", "record"),
    [
        (ABOVE, ""),
        (ABOVE, f"hba1c 90 {DAY_BEFORE}"),
        (TWO, ""),
        (TWO, "hba1c 61 2026-01-20"),
        (TWO, f"hba1c 61 {DAY_BEFORE}; hba1c 61 2026-01-20"),
    ],
)
def test_nothing_is_shown_where_there_is_none(table, record):
    assert shown(table, record) == NOTHING_SHOWN


NONE = "no HbA1c within 15 months"
NO_SECOND = "no second HbA1c at least 42 days earlier within 15 months"


@pytest.mark.parametrize(
    ("table", "record", "reason"),
    [
        (ABOVE, "", NONE),
        (ABOVE, f"hba1c 90 {DAY_BEFORE}", NONE),
        (ABOVE, "hba1c >85 2026-01-20", "HbA1c >85 on 20 Jan 2026 cannot answer"),
        (TWO, "", NONE),
        (TWO, f"hba1c 50 {DAY_BEFORE}", NONE),
        (TWO, "hba1c 61 2026-01-20", NO_SECOND),
        (
            TWO,
            "hba1c >50 2025-09-01; hba1c 61 2026-01-20",
            "HbA1c >50 on 1 Sep 2025 cannot answer",
        ),
        (
            TWO,
            "hba1c 61 2025-09-01; hba1c >50 2026-01-20",
            "HbA1c >50 on 20 Jan 2026 cannot answer",
        ),
    ],
)
def test_what_is_lacking_is_named_exactly(table, record, reason):
    assert answer(table, record) == "not known"
    assert gaps(table, record) == [(reason, "an HbA1c")]


@pytest.mark.parametrize(
    ("table", "turns"), [(ABOVE, False), (BAND, False), (OWN, True), (TWO, False), (TWO_OWN, True)]
)
def test_only_an_own_target_turns_on_frailty_and_needs_a_default(table, turns):
    assert condition(table).uses_frailty() is turns
    for joined in (
        table,
        f"{{ not = {table} }}",
        f"{{ all = [{table}] }}",
        f"{{ any = [{table}] }}",
    ):
        assert condition(joined).own_targets() == ({"hba1c"} if turns else set())


def test_a_condition_that_says_nothing_of_it_turns_on_no_frailty():
    assert condition('{ event = ["dka"] }').uses_frailty() is False
    assert condition('{ event = ["dka"] }').own_targets() == set()


ONLY_RESULTS = "Value error, only a latest result or two results have an own target \\["
NO_LIMIT = "Value error, needs one of above, at_least, below, at_most \\["


@pytest.mark.parametrize(
    ("table", "wrong"),
    [
        ('{ age = { above = "own target" } }', ONLY_RESULTS),
        ('{ medicines_counted = { above = "own target" } }', ONLY_RESULTS),
        ('{ days_with = "hba1c", times = 2, above = "own target" }', ONLY_RESULTS),
        ('{ result = "hba1c", within_months = 15 }', NO_LIMIT),
        ("{ age = {} }", NO_LIMIT),
    ],
)
def test_a_limit_that_means_nothing_is_refused(table, wrong):
    with pytest.raises(ValidationError, match=wrong):
        condition(table)


def test_one_day_with_several_results_is_one_of_the_two():
    record = "hba1c 60 2025-09-01; hba1c 64 2025-09-01; hba1c 61 2026-01-20; hba1c 67 2026-01-20"
    told = shown(TWO, record)
    assert (told.words["hba1c_earlier"], told.words["hba1c"]) == ("62", "64")
    assert told.values == ["61", "67", "60", "64"]
