"""A rule file with mistakes is refused with all of them, and the nearest known names."""

from pathlib import Path

import pytest

import mdt_app.flags
from mdt_app.errors import UserError
from mdt_app.flags.pack import DEFAULT_PACK, load_pack, pack_from

HEAD = """
name = "trial"
title = "A trial pack"
version = "1"
reviewed = 2026-01-01

[register]
name = "diabetes"
type_column = "diabetes_type"
diagnoses = { diagnosis_type_2 = "type 2" }
"""
RULE = """
[[rule]]
id = "high"
title = "High"
severity = "red"
when = { result = "hba1c", within_months = 15, above = 86 }
headline = "HbA1c {hba1c}"
detail = "on {hba1c_on}"
would_clear = "A lower one."
source = "Here"
reviewed = 2026-01-01
"""


def hint_of(text: str) -> str:
    with pytest.raises(UserError) as refused:
        pack_from(text, "trial.toml")
    return refused.value.hint


def test_a_right_file_is_read():
    assert [rule.id for rule in pack_from(HEAD + RULE, "trial.toml").rules] == ["high"]


def test_the_shipped_pack_names_its_version_and_every_source():
    pack = load_pack()
    assert pack.label == "diabetes-england-2026 2026.1"
    assert all(rule.source and rule.would_clear for rule in pack.rules)


@pytest.mark.parametrize(
    ("wrong", "right", "told"),
    [
        ('"hba1c"', '"hba1k"', "no kind of result is called 'hba1k'; did you mean 'hba1c'?"),
        ("above = 86", "abov = 86", "'abov' is not known here; did you mean 'above'?"),
        ("above = 86", 'above = "86"', "rule high > when > result > above"),
        ("result =", "resullt =", "the word 'resullt'; did you mean 'result'?"),
        ("{hba1c}", "{hba1}", "nothing supplies '{hba1}'; did you mean 'hba1c'?"),
        ("{hba1c}", "{hba1c.day}", "nothing supplies '{hba1c.day}'"),
        ('severity = "red"', 'severity = "scarlet"', "severity"),
        ('source = "Here"', "", "rule high: 'source' is missing"),
        ('headline = "HbA1c {hba1c}"', 'headline = "HbA1c {hba1c"', "headline"),
        ("above = 86", "above = 86, below = nan", "finite"),
        ("within_months = 15", "within_months = 0", "within_months"),
        (", above = 86", "", "needs one of above, at_least, below, at_most"),
    ],
)
def test_a_mistake_is_named_with_its_place(wrong, right, told):
    assert wrong in RULE
    assert told in hint_of(HEAD + RULE.replace(wrong, right))


def test_all_mistakes_are_told_at_once():
    text = HEAD + RULE.replace("hba1c", "hba1k").replace('source = "Here"', 'sauce = "Here"')
    hint = hint_of(text)
    assert "hba1k" in hint
    assert "'sauce' is not known here; did you mean 'source'?" in hint
    assert "'source' is missing" in hint


def test_mistakes_deep_inside_a_condition_are_found():
    nested = "when.all = [{ any = [{ event = ['dkaa'] }] }, { medicine = ['metformine'] }]"
    text = HEAD + RULE.replace(
        'when = { result = "hba1c", within_months = 15, above = 86 }', nested
    )
    hint = hint_of(text)
    inside = "rule high > when > all > all"
    assert hint.splitlines() == [
        f"{inside} > 1 > any > any > 1 > event > event > 1: no event is called 'dkaa';"
        " did you mean 'dka'?",
        f"{inside} > 2 > medicine > medicine > 1: no medicine class is called 'metformine';"
        " did you mean 'metformin'?",
    ]


def test_a_list_with_nothing_in_it_is_told_beside_other_mistakes():
    text = HEAD + RULE.replace(WHEN, "when.all = []").replace('source = "Here"', "")
    assert hint_of(text).splitlines() == [
        "rule high > when > all > all: it is empty; write at least one",
        "rule high: 'source' is missing",
    ]


def test_two_rules_of_one_name_are_refused():
    assert "two rules are called 'high'" in hint_of(HEAD + RULE + RULE)


def test_a_word_that_no_status_has_is_refused():
    status = "when = { status = ['foot_risk_left'], words = ['ulcerous'] }"
    text = HEAD + RULE.replace(
        'when = { result = "hba1c", within_months = 15, above = 86 }', status
    )
    assert "'ulcerous' is no word of foot_risk_left" in hint_of(text)


def test_what_is_no_toml_is_refused_in_words():
    with pytest.raises(UserError) as refused:
        pack_from("name = ", "trial.toml")
    assert refused.value.message == "trial.toml is not a readable rule file."
    assert refused.value.hint.startswith("Invalid value (at ")


def test_a_placeholder_only_one_branch_supplies_is_refused():
    either = (
        "when.any = [{ event = ['dka'] }, { result = 'hba1c', within_months = 15, above = 86 }]"
    )
    text = HEAD + RULE.replace(
        'when = { result = "hba1c", within_months = 15, above = 86 }', either
    )
    assert "nothing supplies '{hba1c}'" in hint_of(text)


WHEN = 'when = { result = "hba1c", within_months = 15, above = 86 }'
OWN = '{ result = "ldl", within_months = 15, above = "own target" }'
TARGET = """
[[target]]
kind = "ldl"
default = 2
moderate_frailty = 2
severe_frailty = 2
source = "Here"
"""
WANTED = """
[[wanted]]
kind = "bmi"
below = 30
source = "Here"
"""


@pytest.mark.parametrize(
    "rule",
    [
        RULE.replace("above = 86", 'above = "own target"').replace("hba1c", "ldl"),
        RULE.replace(WHEN, f"{WHEN}\nunless = [{OWN}]"),
        RULE.replace("86 }", f"86 }}\nunless = [{{ not = {{ any = [{OWN}] }} }}]"),
    ],
)
def test_an_own_target_needs_a_default(rule):
    needs = "pack: rule high: the own target of ldl needs a [[target]] of it"
    assert needs in hint_of(HEAD + rule).splitlines()
    assert pack_from(HEAD + TARGET + rule, "trial.toml").rules


def test_so_it_does_where_charts_ask_for_it():
    wanted = WANTED + f"when = {OWN}\n"
    needs = "pack: wanted bmi: the own target of ldl needs a [[target]] of it"
    assert needs in hint_of(HEAD + wanted + RULE).splitlines()
    assert pack_from(HEAD + TARGET + wanted + RULE, "trial.toml").wanted
    assert pack_from(HEAD + WANTED + RULE, "trial.toml").wanted


@pytest.mark.parametrize(
    ("wrong", "right", "told"),
    [
        (
            WHEN,
            f'{WHEN}\nfollows = "hba1c"',
            "rule high: 'follows' and 'worse_when' are given together, or neither is",
        ),
        (
            WHEN,
            f'{WHEN}\nworse_when = "higher"',
            "rule high: 'follows' and 'worse_when' are given together, or neither is",
        ),
        (
            "{hba1c}",
            "{hba1}",
            "rule high: headline: nothing supplies '{hba1}'; did you mean 'hba1c'?"
            " (known here: because, hba1c and hba1c_on)",
        ),
        ("{hba1c}", "{hba1c", "rule high: headline: expected '}' before end of string"),
        (", above = 86", "", "rule high > when > result: needs one of above, at_least, below,"
         " at_most"),
    ],
)  # fmt: skip
def test_a_mistake_of_a_rule_is_told_word_for_word(wrong, right, told):
    assert wrong in RULE
    assert told in hint_of(HEAD + RULE.replace(wrong, right)).splitlines()


def test_a_rule_may_follow_a_result_in_a_direction():
    text = RULE.replace(WHEN, f'{WHEN}\nfollows = "hba1c"\nworse_when = "higher"')
    assert pack_from(HEAD + text, "trial.toml").rules[0].worse_when == "higher"


def test_a_name_that_is_taken_is_told_word_for_word():
    assert hint_of(HEAD + RULE + RULE) == "pack > rule: two rules are called 'high'"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (HEAD.replace("type_column", "type_colum") + RULE, "did you mean 'type_column'?"),
        (HEAD + TARGET.replace("severe_", "severe") + RULE, "did you mean 'severe_frailty'?"),
        (HEAD + WANTED.replace("below", "at_mos") + RULE, "did you mean 'at_most'?"),
        (HEAD + RULE.replace("severity", "severit"), "did you mean 'severity'?"),
    ],
)
def test_a_slip_in_any_table_names_what_stands_near_in_that_table(text, told):
    assert told in hint_of(text)


def test_no_line_of_the_engine_names_a_condition():
    folder = Path(mdt_app.flags.__file__).parent
    for path in folder.rglob("*.py"):
        text = path.read_text(encoding="utf-8").replace(DEFAULT_PACK, "")
        assert "diabet" not in text.lower(), path.name
