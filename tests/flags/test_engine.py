"""What a pack says of one person: of whom, in which words, and the same when asked in short."""

import pytest

from mdt_app.flags.answers import Evidence, Raised, Unknown
from mdt_app.flags.engine import PreparedPack, answers, prepared, raised_rules
from mdt_app.flags.entered import AgreedAction, Entered, OwnTarget
from mdt_app.flags.pack import Pack, pack_from
from tests.flags.test_conditions_of_measures import PACK
from tests.spec.tables import record_from

HIGH = '{ result = "hba1c", within_months = 15, above = 60 }'
LOW = '{ result = "egfr", within_months = 15, below = 60 }'
FRAIL = '{ frailty = ["severe"] }'
NOT_RECORDED = Evidence("frailty", "not recorded, counted as none", "", None, 0, 0)


def pack(when: str, more: str = "", **texts: str) -> Pack:
    text = PACK.replace("WHEN", f"{when}\n{more}")
    for name, said in texts.items():
        lines = [f'{name} = "{said}"' if line.startswith(f"{name} =") else line
                 for line in text.splitlines()]  # fmt: skip
        text = "\n".join(lines)
    return pack_from(text, "trial.toml")


def only_answer(asked: Pack, items: str):
    record, on, entered = record_from(items)
    (found,) = answers(asked, record, on, entered)
    return found


def test_a_message_says_why_in_each_of_its_texts():
    said = dict.fromkeys(("headline", "detail", "would_clear"), "{because}")
    found = only_answer(pack(HIGH, **said), "hba1c 61 2026-01-20")
    why = "HbA1c 61 on 20 Jan 2026"
    assert (found.headline, found.detail, found.would_clear) == (why, why, why)


@pytest.mark.parametrize("name", ["headline", "detail", "would_clear"])
def test_a_message_says_why_in_one_of_its_texts(name):
    said = {**dict.fromkeys(("headline", "detail", "would_clear"), "none"), name: "{because}"}
    found = only_answer(pack(HIGH, **said), "hba1c 61 2026-01-20")
    assert getattr(found, name) == "HbA1c 61 on 20 Jan 2026"


def test_a_reason_is_said_once_and_reasons_are_set_apart():
    found = only_answer(
        pack(f"{{ all = [{HIGH}, {HIGH}, {LOW}] }}"), "hba1c 61 2026-01-20; egfr 50 2026-01-20"
    )
    assert found.detail == "HbA1c 61 on 20 Jan 2026; eGFR 50 on 20 Jan 2026"
    assert [item.value for item in found.evidence] == ["61", "50"]


@pytest.mark.parametrize(
    ("when", "more", "frailty", "is_noted"),
    [
        (f"{{ any = [{FRAIL}, {HIGH}] }}", "", "not recorded", True),
        (f"{{ any = [{FRAIL}, {HIGH}] }}", "", "none", False),
        (f"{{ any = [{FRAIL}, {HIGH}] }}", "", "severe", False),
        (HIGH, f"unless = [{FRAIL}]", "not recorded", True),
        (HIGH, f"unless = [{{ not = {{ not = {FRAIL} }} }}]", "not recorded", True),
        (f"{{ all = [{{ not = {FRAIL} }}, {HIGH}] }}", "", "not recorded", True),
        (HIGH, "", "not recorded", False),
        (HIGH, 'unless = [{ event = ["dka"] }]', "not recorded", False),
    ],
)
def test_frailty_that_nobody_recorded_is_noted_where_it_may_decide(when, more, frailty, is_noted):
    found = only_answer(pack(when, more), f"hba1c 61 2026-01-20; frailty {frailty}")
    assert isinstance(found, Raised)
    assert (NOT_RECORDED in found.evidence) is is_noted


def test_what_is_not_known_is_said_with_every_reason_and_cure():
    found = only_answer(pack(f"{{ all = [{HIGH}, {LOW}] }}"), "")
    assert isinstance(found, Unknown)
    assert (
        found.message == "On trial: not known, no HbA1c within 15 months; no eGFR within 15 months"
    )
    assert found.would_clear == "An HbA1c or an eGFR would answer."
    two = '{ result = "hba1c", within_months = 24, above = 60 }'
    found = only_answer(pack(f"{{ all = [{HIGH}, {two}] }}"), "")
    assert found.would_clear == "An HbA1c would answer."
    assert found.message.endswith("no HbA1c within 15 months; no HbA1c within 24 months")


def test_it_says_so_of_everybody_with_the_same_gaps_and_of_nobody_else():
    asked = pack(f"{{ all = [{HIGH}, {LOW}] }}")
    for items, lacking in [
        ("", "no HbA1c within 15 months; no eGFR within 15 months"),
        ("hba1c 61 2026-01-20", "no eGFR within 15 months"),
        ("", "no HbA1c within 15 months; no eGFR within 15 months"),
        ("egfr 50 2026-01-20", "no HbA1c within 15 months"),
    ]:
        assert only_answer(asked, items).message == f"On trial: not known, {lacking}"


OUTCOMES = [
    ("hba1c 61 2026-01-20", "raised"),
    ("hba1c 60 2026-01-20", "clear"),
    ("", "not known"),
    ("hba1c 61 2026-01-20; dka 2020-01-01", "clear"),
    ("hba1c 60 2026-01-20; dka 2020-01-01", "clear"),
    ("dka 2020-01-01", "clear"),
    ("hba1c 61 2026-01-20; type none", "clear"),
    ("hba1c 61 2026-01-20; died 2026-03-04", "clear"),
    ("hba1c 61 2026-01-20; left 2026-03-04", "clear"),
    ("died 2026-03-04", "clear"),
]


@pytest.mark.parametrize(("items", "expected"), OUTCOMES)
def test_asked_in_short_a_rule_answers_the_same(items, expected):
    asked = pack(HIGH, 'unless = [{ event = ["dka"] }]')
    record, on, _ = record_from(items)
    ready = prepared(asked, on)
    assert ready.is_clear("trial", ready.history(record)) is (expected == "clear")
    assert raised_rules(asked, record, on) == ({"trial"} if expected == "raised" else set())


OWN = '{ result = "hba1c", within_months = 15, above = "own target" }'
TARGET = """
[[target]]
kind = "hba1c"
default = 58
moderate_frailty = 64
severe_frailty = 69
source = "Here"
"""


@pytest.mark.parametrize(
    ("items", "is_raised"),
    [
        ("", True),
        ("frailty severe", False),
        ("target 65", True),
        ("target 66", False),
        ("frailty severe; target 65", True),
        ("target 70 agreed 2026-03-04", False),
        ("target 70 agreed 2026-03-05", True),
        ("target 70 agreed 2026-01-01 until 2026-03-04", False),
        ("target 70 agreed 2026-01-01 until 2026-03-03", True),
        ("target 70 agreed 2026-01-01; target 0 agreed 2026-02-01", True),
        ("target 0 agreed 2026-01-01; target 70 agreed 2026-02-01", False),
        ("target 70 agreed 2026-02-01; target 0 agreed 2026-01-01", False),
        ("target 70 agreed 2026-03-05; target 68 agreed 2026-01-01", False),
        ("target 50 agreed 2026-03-05; target 68 agreed 2026-01-01", False),
    ],
)
def test_the_own_target_of_the_day_goes_before_the_one_by_frailty(items, is_raised):
    asked = pack_from(PACK.replace("WHEN", OWN) + TARGET, "trial.toml")
    assert isinstance(only_answer(asked, f"hba1c 66 2026-01-20; {items}"), Raised) is is_raised


def test_of_several_own_targets_the_latest_agreed_by_the_day_holds():
    kept = Entered(
        [OwnTarget(1, 70, 300), OwnTarget(1, 60, 100), OwnTarget(5, 3, 400), OwnTarget(1, 50, 200)]
    )
    for on, found in [
        (99, {}),
        (100, {1: 60}),
        (200, {1: 50}),
        (299, {1: 50}),
        (400, {1: 70, 5: 3}),
    ]:
        assert kept.targets_on(on) == found


@pytest.mark.parametrize(
    ("agreed", "due", "closed", "is_overdue"),
    [
        (100, 199, 0, True),
        (100, 200, 0, False),
        (100, 0, 0, False),
        (199, 199, 0, True),
        (200, 199, 0, False),
        (100, 199, 200, False),
        (100, 199, 201, True),
    ],
)
def test_an_action_is_overdue_from_the_day_after(agreed, due, closed, is_overdue):
    assert AgreedAction("Book bloods", agreed, due, closed).is_overdue(200) is is_overdue


def test_an_action_that_nobody_closed_is_open():
    assert AgreedAction("Book bloods", 100, 199).is_overdue(200) is True


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("", ["raised"]),
        ("grace = true", ["clear", "diagnosed 4 Mar 2026, within 3 months"]),
    ],
)
def test_somebody_new_is_left_in_peace_by_the_rules_that_say_so_and_no_other(more, expected):
    asked = pack_from(
        PACK.replace("WHEN", f"{HIGH}\n{more}").replace("diagnoses", "grace_months = 3\ndiagnoses"),
        "trial.toml",
    )
    found = only_answer(asked, "hba1c 61 2026-01-20; diagnosed 2026-03-04")
    said = ["raised"] if isinstance(found, Raised) else ["clear", found.reason]
    assert said == expected


def test_one_pack_is_ready_for_every_frailty():
    asked = pack_from(PACK.replace("WHEN", OWN) + TARGET, "trial.toml")
    on = record_from("")[1]
    ready = PreparedPack(asked, on)
    for items, limit in [
        ("", 58),
        ("frailty moderate", 64),
        ("", 58),
        ("frailty severe", 69),
        ("target 50", 50),
        ("", 58),
    ]:
        record, _, entered = record_from(items)
        assert ready.history(record, entered).targets == {1: limit}
