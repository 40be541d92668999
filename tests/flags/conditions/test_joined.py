"""Conditions joined by all, any and not: three answers, their words, their gaps."""

import pytest
from pydantic import ValidationError

from mdt_app.flags.conditions.logic import CONDITIONS, no_such_condition
from tests.flags.conditions.asked import NOTHING_SHOWN, answer, condition, gaps, shown

HIGH = '{ result = "hba1c", within_months = 15, above = 60 }'
LOW = '{ result = "egfr", within_months = 15, below = 60 }'
DKA = '{ event = ["dka"] }'
ALL, ANY = f"{{ all = [{HIGH}, {LOW}] }}", f"{{ any = [{HIGH}, {LOW}] }}"
NOT = f"{{ not = {HIGH} }}"
YES, NO = "hba1c 61 2026-01-20", "hba1c 60 2026-01-20"
LINES = [
    (ALL, f"{YES}; egfr 50 2026-01-20", "yes"),
    (ALL, f"{NO}; egfr 50 2026-01-20", "no"),
    (ALL, NO, "no"),
    (ALL, "egfr 70 2026-01-20", "no"),
    (ALL, YES, "not known"),
    (ALL, "", "not known"),
    (ANY, YES, "yes"),
    (ANY, "egfr 50 2026-01-20", "yes"),
    (ANY, NO, "not known"),
    (ANY, "egfr 70 2026-01-20", "not known"),
    (ANY, f"{NO}; egfr 70 2026-01-20", "no"),
    (NOT, YES, "no"),
    (NOT, NO, "yes"),
    (NOT, "", "not known"),
]


@pytest.mark.parametrize(("table", "record", "expected"), LINES)
def test_parts_are_joined_by_three_answers(table, record, expected):
    assert answer(table, record) == expected


def test_they_are_printed_in_words():
    high, low = "latest HbA1c within 15 months above 60 mmol/mol", condition(LOW).in_words()
    assert condition(ALL).in_words() == f"{high}; and {low}"
    assert condition(ANY).in_words() == f"any of: [{high}]; [{low}]"
    assert condition(NOT).in_words() == f"not: {high}"
    assert condition(f"{{ not = {ANY} }}").parts() == ("not any of:", condition(ANY).any)
    assert condition(NOT).parts()[1] == ()


def test_only_what_holds_is_said_of_any():
    assert shown(ANY, f"{YES}; egfr 70 2026-01-20").because == "HbA1c 61 on 20 Jan 2026"
    both = shown(ANY, f"{NO}; egfr 70 2026-01-20")
    assert both.because == "HbA1c 60 on 20 Jan 2026; eGFR 70 on 20 Jan 2026"


def test_of_all_everything_is_said_once_and_the_first_leads():
    twice = f'{{ all = [{HIGH}, {{ result = "hba1c", within_months = 24, above = 50 }}, {DKA}] }}'
    told = shown(twice, f"{YES}; dka 2020-01-01 seen")
    assert told.because == "HbA1c 61 on 20 Jan 2026; DKA 1 Jan 2020"
    assert told.values == ["61", "seen"]
    assert told.words["hba1c"] == "61"
    led = shown(f'{{ all = [{{ event = ["hhs"] }}, {DKA}] }}', "hhs 2019-01-01; dka 2020-01-01")
    assert led.words["event"] == "HHS"


def test_what_two_parts_ask_for_is_evidence_once():
    type_2 = '{ type = ["type 2"] }'
    later = '{ two_results = "hba1c", within_months = 24, days_apart = 42, above = 50 }'
    told = shown(
        f"{{ all = [{type_2}, {HIGH}, {type_2}, {later}] }}",
        f"{YES}; hba1c 55 2025-06-01; diagnosis_type_2 2015-01-01 seen",
    )
    assert told.values == ["type 2", "seen", "61", "55"]


def test_where_nothing_is_on_record_nothing_is_said():
    assert shown(ALL, "") == NOTHING_SHOWN
    assert shown(f"{{ all = [{HIGH}, {DKA}] }}", YES).because == "HbA1c 61 on 20 Jan 2026"


@pytest.mark.parametrize("table", [ALL, ANY])
def test_only_the_parts_that_are_not_known_are_lacking(table):
    no_hba1c = ("no HbA1c within 15 months", "an HbA1c")
    no_egfr = ("no eGFR within 15 months", "an eGFR")
    assert gaps(table, "") == [no_hba1c, no_egfr]
    assert gaps(table, "egfr 50 2026-01-20") == [no_hba1c]
    assert gaps(NOT, "") == [no_hba1c]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"resullt": "hba1c"}, "the word 'resullt'; did you mean 'result'?"),
        ({}, "the word ''"),
        ("hba1c", "the word 'hba1c'"),
        ("results", "the word 'results'; did you mean 'result'?"),
        (5, "the word '5'"),
    ],
)
def test_what_names_no_kind_of_condition_is_named_whole(given, said):
    assert no_such_condition(given) == f"no kind of condition has {said}"


def test_every_kind_is_read_by_its_own_word():
    with pytest.raises(ValidationError, match="no such condition"):
        condition('{ nothing = "hba1c" }')
    for word, kind in CONDITIONS.items():
        fields = {field.alias or name for name, field in kind.model_fields.items()}
        assert word in fields
