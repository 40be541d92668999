"""What every answer carries: order, evidence, source, version, and honest gaps."""

from datetime import date

import pytest

from mdt_app.clinical.kinds import Kind
from mdt_app.flags.answers import SEVERITIES, Clear, Evidence, Raised, Unknown
from mdt_app.flags.conditions.changes import signed
from mdt_app.flags.engine import answers, raised_rules
from mdt_app.flags.pack import load_pack
from mdt_app.flags.targets import hba1c_target
from mdt_app.register.values import Record
from tests.spec.tables import record_from

SICK = (
    "aged 81; hba1c 92 2026-01-20; hba1c 70 2025-06-20; egfr 25 2026-01-20; egfr 60 2025-06-20;"
    " medicine metformin issued 2026-01-10; dka 2025-10-03; dementia 2020-01-01;"
    " blood_pressure 190/100 home 2026-01-20; foot_risk_left active 2020-01-01"
)


def answers_to(items: str) -> tuple:
    record, on, entered = record_from(items)
    return answers(load_pack(), record, on, entered)


def raised_in(items: str) -> list[Raised]:
    return [answer for answer in answers_to(items) if isinstance(answer, Raised)]


def test_every_rule_answers_exactly_once():
    rules = [answer.rule for answer in answers_to(SICK)]
    assert sorted(rules) == sorted(rule.id for rule in load_pack().rules)


def test_red_comes_before_amber_before_note_and_then_the_packs_order():
    order = {rule.id: place for place, rule in enumerate(load_pack().rules)}
    keys = [(SEVERITIES.index(a.severity), order[a.rule]) for a in raised_in(SICK)]
    assert keys == sorted(keys)
    assert {severity for severity, _ in keys} == {0, 1, 2}


def test_raised_comes_before_unknown_before_clear():
    places = {Raised: 0, Unknown: 1, Clear: 2}
    order = [places[type(answer)] for answer in answers_to(SICK)]
    assert order == sorted(order)


def test_every_raised_flag_says_source_version_and_what_would_clear_it():
    for flag in raised_in(SICK):
        assert flag.headline
        assert flag.source
        assert flag.version >= 1
        assert flag.would_clear.endswith(".")
        assert "{" not in flag.message + flag.would_clear


def test_evidence_names_value_unit_day_file_and_row():
    flag = next(flag for flag in raised_in(SICK) if flag.rule == "hba1c-very-high")
    assert flag.evidence == (Evidence("hba1c", "92", "mmol/mol", date(2026, 1, 20), 1, 3),)


def test_a_home_reading_is_named_as_one():
    flag = next(flag for flag in raised_in(SICK) if flag.rule == "bp-severe")
    assert flag.evidence[0].value == "190/100 at home"


def test_the_change_of_an_egfr_names_both_results():
    flag = next(flag for flag in raised_in(SICK) if flag.rule == "egfr-falling")
    assert [item.value for item in flag.evidence] == ["25", "60"]
    assert flag.headline == "eGFR −58 %"


@pytest.mark.parametrize("items", [SICK, "", "type none", "died 2026-01-01", "frailty severe"])
def test_only_which_rules_are_raised_is_the_same_answer(items):
    record, on, entered = record_from(items)
    assert raised_rules(load_pack(), record, on, entered) == {f.rule for f in raised_in(items)}


def test_an_empty_record_is_unknown_in_every_measured_thing_and_clear_in_none_of_them():
    unknown = {answer.rule for answer in answers_to("") if isinstance(answer, Unknown)}
    assert {"hba1c-very-high", "egfr-very-low", "acr-high", "bp-severe", "foot-active"} <= unknown


def test_an_unknown_says_what_would_answer():
    unknown = next(a for a in answers_to("") if a.rule == "acr-high")
    assert unknown.message == "Urine ACR high: not known, no urine ACR within 15 months"
    assert unknown.would_clear == "A urine ACR would answer."


def test_nobody_elses_unknown_words_are_borrowed():
    first = next(a for a in answers_to("acr >30 2026-01-20") if a.rule == "acr-high")
    second = next(a for a in answers_to("acr >40 2026-02-20") if a.rule == "acr-high")
    assert ">30 on 20 Jan 2026" in first.message
    assert ">40 on 20 Feb 2026" in second.message


def test_asking_about_another_day_is_another_answer():
    record, _, _ = record_from("hba1c 92 2026-01-20")
    pack = load_pack()
    assert "hba1c-very-high" in raised_rules(pack, record, date(2026, 1, 20))
    assert "hba1c-very-high" not in raised_rules(pack, record, date(2026, 1, 19))
    assert "hba1c-very-high" not in raised_rules(pack, record, date(2027, 4, 20))


@pytest.mark.parametrize(
    ("frailty", "target"),
    [("none", 58), ("mild", 58), ("not recorded", 58), ("moderate", 64), ("severe", 69)],
)
def test_the_default_target_follows_frailty(frailty, target):
    record, _, _ = record_from(f"frailty {frailty}")
    assert hba1c_target(load_pack(), record) == target
    assert hba1c_target(load_pack(), record, {Kind.HBA1C: 53}) == 53


def test_rows_straight_from_the_file_answer_like_results():
    record, on, entered = record_from(SICK)
    bare = {kind: tuple(tuple(row) for row in rows) for kind, rows in record.results.items()}
    as_rows = Record(record.person, bare, record.medicines, record.events)
    assert answers(load_pack(), as_rows, on, entered) == answers(load_pack(), record, on, entered)
    assert Kind.HBA1C in bare


@pytest.mark.parametrize(
    ("number", "words"), [(14, "+14"), (-27, "−27"), (0.5, "+0.5"), (-0.5, "−0.5"), (0, "+0")]
)
def test_a_change_is_said_with_its_sign(number, words):
    assert signed(number) == words


def raised(headline: str = "HbA1c 92", detail: str = "above 86", **other) -> Raised:
    facts = {"rule": "r", "severity": "red", "would_clear": "Less.", "source": "Here", **other}
    return Raised(headline=headline, detail=detail, **facts)


def test_a_message_is_the_headline_and_what_follows_it():
    assert raised().message == "HbA1c 92 — above 86"
    assert raised(detail="").message == "HbA1c 92"


def test_the_same_words_of_the_same_rule_are_the_same_flag():
    later = Raised.told_when_read("r", "red", "Here", 1, lambda: raised().told)
    assert raised() == raised() == later
    assert len({raised(), raised(), later}) == 1
    assert (
        raised().without_evidence()
        == raised(evidence=(Evidence("a", "", "", None, 0, 0),)).without_evidence()
    )


@pytest.mark.parametrize(
    "other",
    [
        {"rule": "s"},
        {"severity": "amber"},
        {"source": "There"},
        {"version": 2},
        {"headline": "HbA1c 93"},
        {"detail": ""},
        {"would_clear": "More."},
        {"evidence": (Evidence("a", "", "", None, 0, 0),)},
    ],
)
def test_a_flag_that_differs_in_anything_is_another(other):
    assert raised() != raised(**other)
    assert raised() != "HbA1c 92 — above 86"
