"""Conditions on the person: what they say of somebody, whether they hold, and where from."""

import pytest

from mdt_app.flags.answers import Evidence
from tests.flags.conditions.asked import NOTHING_SHOWN, answer, condition, gaps, shown

FRAIL = '{ frailty = ["moderate", "severe"] }'
TYPE_2 = '{ type = ["type 2"] }'
BOTH = '{ codes_for = ["type 1", "type 2"] }'
RECENT = "{ diagnosed = { within_months = 24, no_later_than_months = 1 } }"
YOUNG = "{ diagnosed_before_age = 35 }"
LIVES = '{ lives = ["housebound", "care_home"] }'
REGISTERED = "{ registered = { within_months = 9 } }"
FROM_DIAGNOSIS = '{ event_from_diagnosis = ["education_offered"], months = 9 }'
LINES = [
    ("{ age = { at_least = 75 } }", "born 1951-03-04", "yes"),
    ("{ age = { at_least = 75 } }", "born 1951-03-05", "no"),
    ("{ age = { below = 40 } }", "born 1986-03-04", "no"),
    ("{ age = { below = 40 } }", "born 1986-03-05", "yes"),
    (FRAIL, "frailty mild", "no"),
    (FRAIL, "frailty moderate", "yes"),
    (FRAIL, "frailty not recorded", "no"),
    (TYPE_2, "type 2", "yes"),
    (TYPE_2, "type 1", "no"),
    (TYPE_2, "type unknown", "no"),
    (BOTH, "type 2; diagnosis_type_1 2020-01-01", "yes"),
    (BOTH, "type 2; diagnosis_type_2 2020-01-01", "no"),
    (RECENT, "diagnosed 2024-03-05", "yes"),
    (RECENT, "diagnosed 2024-03-04", "no"),
    (RECENT, "diagnosed 2026-02-04", "yes"),
    (RECENT, "diagnosed 2026-02-05", "no"),
    (RECENT, "diagnosed never", "not known"),
    (YOUNG, "born 1966-03-04; diagnosed 2001-03-03", "yes"),
    (YOUNG, "born 1966-03-04; diagnosed 2001-03-04", "no"),
    (YOUNG, "diagnosed never", "no"),
    (LIVES, "", "no"),
    (LIVES, "care-home yes", "yes"),
    (LIVES, "care-home no", "no"),
    (LIVES, "housebound-column yes", "yes"),
    (LIVES, "housebound-column yes; not_housebound 2020-01-01", "no"),
    (LIVES, "housebound-column no; housebound 2020-01-01", "yes"),
    (LIVES, "housebound 2019-01-01; not_housebound 2020-01-01", "no"),
    (LIVES, "not_housebound 2019-01-01; housebound 2020-01-01", "yes"),
    (LIVES, "housebound 2020-01-01 a; not_housebound 2019-01-01 b", "yes"),
    (LIVES, "not_housebound 2020-01-01 a; housebound 2019-01-01 b", "no"),
    (LIVES, "not_housebound 2020-01-01; housebound 2020-01-01", "yes"),
    (LIVES, "housebound 2020-01-01; not_housebound 2020-01-01", "yes"),
    (FROM_DIAGNOSIS, "diagnosed 2025-03-10; education_offered 2025-03-10", "yes"),
    (FROM_DIAGNOSIS, "diagnosed 2025-03-10; education_offered 2025-03-09", "no"),
    (FROM_DIAGNOSIS, "diagnosed 2025-03-10", "no"),
]


@pytest.mark.parametrize(("table", "record", "expected"), LINES)
def test_a_person_is_asked_about(table, record, expected):
    assert answer(table, record) == expected


def noted(column: str, value: str, row: int = 0) -> Evidence:
    """What the person's own row says."""
    return Evidence(column, value, "", None, 0, row)


@pytest.mark.parametrize(
    ("table", "record", "words", "because"),
    [
        ("{ age = { at_least = 75 } }", "aged 81", {"age": "81"}, "aged 81"),
        (FRAIL, "frailty severe", {"frailty": "severe"}, "severe frailty"),
        (TYPE_2, "type 2", {}, "type 2"),
        (BOTH, "diagnosis_type_1 2020-01-01", {}, "codes for both type 1 and type 2"),
        (RECENT, "diagnosed 2025-03-05", {"diagnosed_on": "5 Mar 2025"}, "diagnosed 5 Mar 2025"),
        (YOUNG, "diagnosed 1999-03-05", {"diagnosed_on": "5 Mar 1999"}, "diagnosed 5 Mar 1999"),
        (LIVES, "care-home yes", {"lives": "in a care home"}, "in a care home"),
        (
            LIVES,
            "care-home yes; housebound 2020-01-01",
            {"lives": "housebound and in a care home"},
            "housebound and in a care home",
        ),
        (
            REGISTERED,
            "registered 2025-09-05",
            {"registered_on": "5 Sep 2025"},
            "registered 5 Sep 2025",
        ),
    ],
)
def test_what_holds_is_said(table, record, words, because):
    told = shown(table, record)
    assert (told.words, told.because) == (words, because)
    assert condition(table).supplies() == told.words.keys()


@pytest.mark.parametrize(
    ("table", "record"),
    [
        (FRAIL, "frailty mild"),
        (FRAIL, "frailty not recorded"),
        (BOTH, "type 2; diagnosis_type_2 2020-01-01"),
        (RECENT, "diagnosed never"),
        (YOUNG, "diagnosed never"),
        (LIVES, ""),
        (LIVES, "housebound-column yes; not_housebound 2020-01-01"),
        (REGISTERED, "registered never"),
        (FROM_DIAGNOSIS, "diagnosed never; education_offered 2025-03-09"),
        (FROM_DIAGNOSIS, "diagnosed 2025-03-10; education_offered 2025-03-09"),
    ],
)
def test_nothing_is_said_where_nothing_is_on_record(table, record):
    assert shown(table, record) == NOTHING_SHOWN


HOUSEBOUND = "housebound 2020-01-01 bed-bound"


@pytest.mark.parametrize(
    ("table", "record", "evidence"),
    [
        (FRAIL, "frailty severe", [("frailty", "severe", 0)]),
        (RECENT, "diagnosed 2025-03-05", [("diagnosed_on", "5 Mar 2025", 0)]),
        (REGISTERED, "registered 2025-09-05", [("registered_on", "5 Sep 2025", 0)]),
        (LIVES, "housebound-column yes", [("housebound", "yes", 0)]),
        (LIVES, "care-home yes", [("care_home", "yes", 0)]),
        (LIVES, HOUSEBOUND, [("housebound", "bed-bound", 2)]),
        (
            LIVES,
            f"{HOUSEBOUND}; care-home yes",
            [("housebound", "bed-bound", 2), ("care_home", "yes", 0)],
        ),
        (
            LIVES,
            "housebound-column no; not_housebound 2020-01-01; care-home yes",
            [("care_home", "yes", 0)],
        ),
        (TYPE_2, "type 2", [("diabetes_type", "type 2", 0)]),
        (TYPE_2, "type 1; diagnosis_type_1 2020-01-01", []),
        (
            BOTH,
            "type 2; diagnosis_type_1 2020-01-01 seen",
            [("diagnosis_type_1", "seen", 3), ("diabetes_type", "type 2", 0)],
        ),
        (
            TYPE_2,
            "type 2; diagnosis_type_1 2020-01-01; diagnosis_type_2 2021-01-01 seen",
            [("diabetes_type", "type 2", 0), ("diagnosis_type_2", "seen", 4)],
        ),
        (
            YOUNG,
            "diagnosed never; diagnosis_type_2 1999-03-05 first; diagnosis_type_2 2001-01-01 again",
            [("diagnosis_type_2", "first", 3)],
        ),
    ],
)
def test_the_evidence_names_the_row_it_comes_from(table, record, evidence):
    told = shown(table, record).evidence
    assert [(item.kind, item.value, item.row) for item in told] == evidence


def test_a_missing_date_is_what_is_lacking():
    assert gaps(RECENT, "diagnosed never") == [("no date of diagnosis", "a date of diagnosis")]
    assert gaps(REGISTERED, "registered never") == [
        ("no date of registration", "a date of registration")
    ]


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ('{ type = ["type 1", "type 2"] }', "type 1 or type 2"),
        (FRAIL, "moderate or severe frailty"),
        (LIVES, "housebound or in a care home"),
        (BOTH, "codes for both type 1 and type 2"),
        (
            '{ repeated = ["invited", "contact"], within_months = 12, days_apart = 7 }',
            "invited or contact twice within 12 months, at least 7 days apart",
        ),
    ],
)
def test_the_condition_is_printed_in_words(table, words):
    assert condition(table).in_words() == words


def test_only_frailty_turns_on_frailty():
    assert condition(FRAIL).uses_frailty() is True
    for joined in (f"{{ not = {FRAIL} }}", f"{{ all = [{TYPE_2}, {FRAIL}] }}"):
        assert condition(joined).uses_frailty() is True
    assert condition(f"{{ any = [{TYPE_2}, {FRAIL}] }}").uses_frailty() is True
    assert condition(f"{{ any = [{TYPE_2}, {LIVES}] }}").uses_frailty() is False
