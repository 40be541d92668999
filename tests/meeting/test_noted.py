"""Noted is proposed by stated rules, and a sample of it is looked at in full all the same."""

from dataclasses import replace
from datetime import date
from random import Random

import pytest

from mdt_app.flags.answers import Raised
from mdt_app.flags.pack import load_pack
from mdt_app.meeting.noted import (
    audit_sample,
    noted_rules,
    parse_noted_rules,
    proposed_noted,
)
from mdt_app.meeting.values import Case
from mdt_app.register.values import Person

ON, SUMMER = date(2026, 11, 26), date(2026, 6, 15)
EYES = Raised("eye-overdue", "amber", "eyes overdue", "", "", "DESP")
NOTE = Raised("extra-support", "note", "dementia", "", "", "ABCD")
HIGH = Raised("hba1c-high", "amber", "HbA1c 72", "", "", "ABCD")
RED = Raised("hba1c-very-high", "red", "HbA1c 92", "", "", "ABCD")


def _case(number: int = 1, *raised: Raised) -> Case:
    person = Person(number, f"9{number:09}", "Exemplar", "Ada", "", date(1968, 2, 14), "", "")
    return Case(person, raised or (EYES,), (), (), 0, SUMMER, (), "flagged")


def _is_proposed(case: Case, on: date = ON) -> bool:
    return bool(proposed_noted([case], on, ""))


def test_only_checks_due_and_nothing_new_is_proposed_with_the_rules_sentence() -> None:
    (proposed,) = proposed_noted([_case(1, EYES, NOTE)], ON, "").values()
    assert proposed.rule == "checks-due"
    assert proposed.words == (
        "only checks are due (eyes overdue, dementia); nothing red or new; discussed 15 Jun 2026"
    )
    assert not proposed.is_audit, "nobody is drawn before there is a meeting"


@pytest.mark.parametrize(
    ("why", "case"),
    [
        ("red", _case(1, RED)),
        ("red beside a check", _case(1, RED, EYES)),
        ("an amber flag of another kind", _case(1, EYES, HIGH)),
        ("something new", replace(_case(), new=("eye-overdue",))),
        ("carried over", replace(_case(), carried=1)),
        ("never discussed", replace(_case(), last_discussed_on=None)),
        ("nothing raised", replace(_case(), raised=())),
        ("most rules cannot answer", replace(_case(), lane="not_reached")),
    ],
)
def test_nobody_else_is_proposed(why: str, case: Case) -> None:
    assert not _is_proposed(case), why


def test_discussed_within_twelve_months_ends_with_the_same_day_a_year_later() -> None:
    assert _is_proposed(_case(), date(2027, 6, 14))
    assert not _is_proposed(_case(), date(2027, 6, 15))
    assert _is_proposed(_case(), SUMMER)
    assert not _is_proposed(_case(), date(2026, 6, 14)), "a discussion still to come is none"


@pytest.mark.parametrize(
    ("people", "drawn"), [(0, 0), (1, 1), (20, 1), (21, 2), (100, 5), (101, 6)]
)
def test_five_in_a_hundred_rounded_up_are_drawn(people: int, drawn: int) -> None:
    assert len(audit_sample([str(n) for n in range(people)], "a meeting")) == drawn


def test_the_same_meeting_draws_the_same_people_in_whatever_order_they_come() -> None:
    cases = [_case(number) for number in range(1, 102)]
    drawn = {n for n, p in proposed_noted(cases, ON, "meeting one").items() if p.is_audit}
    shuffled = Random(3).sample(cases, len(cases))
    again = {n for n, p in proposed_noted(shuffled, ON, "meeting one").items() if p.is_audit}
    other = {n for n, p in proposed_noted(cases, ON, "meeting two").items() if p.is_audit}
    assert again == drawn
    assert other != drawn
    (first, *_rest) = proposed_noted(cases, ON, "meeting one").values()
    assert (first.drawn, first.of) == (6, 101)


def test_one_person_more_changes_the_sample_by_one_at_most() -> None:
    numbers = [str(number) for number in range(100)]
    before = audit_sample(numbers, "a meeting")
    after = audit_sample([*numbers, "another"], "a meeting")
    assert len(before - after) <= 1
    assert len(after - before) <= 1


def test_every_meeting_draws_everyone_about_as_often() -> None:
    """Nobody is drawn for their number: over 400 meetings each of twenty about twenty times."""
    numbers = [f"9{number:09}" for number in range(20)]
    counts = dict.fromkeys(numbers, 0)
    for meeting in range(400):
        for number in audit_sample(numbers, f"meeting {meeting}"):
            counts[number] += 1
    assert sum(counts.values()) == 400
    assert min(counts.values()) > 5
    assert max(counts.values()) < 45


def test_the_rules_name_only_flags_that_the_shipped_pack_has() -> None:
    known = {rule.id for rule in load_pack().rules}
    assert {name for rule in noted_rules().rules for name in rule.only} <= known


def test_rules_with_mistakes_are_refused_with_all_of_them() -> None:
    wrong = """
    audit_percent = 0
    [[rule]]
    id = "x"
    severities = ["rde"]
    onyl = []
    """
    with pytest.raises(ValueError, match="noted: ") as refused:
        parse_noted_rules(wrong)
    for part in ("x: no words", "severity rde", "onyl is not known", "audit_percent"):
        assert part in str(refused.value)
