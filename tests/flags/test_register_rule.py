"""Whom a pack speaks about on a day: by the person's own row, by events, and from what day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from mdt_app.flags.register_rule import RegisterRule
from mdt_app.register.values import Event, Person, Record

DAY = date(2026, 3, 4)
A_DAY = timedelta(days=1)
LONG_AGO = date(2015, 1, 1)
RULE = RegisterRule(
    name="diabetes",
    type_column="diabetes_type",
    diagnosed_column="diagnosed_on",
    diagnoses={"diagnosis_type_1": "type 1", "diagnosis_type_2": "type 2"},
    resolved="diabetes_resolved",
    grace_months=3,
)
BY_EVENTS = RegisterRule(name="diabetes", diagnoses=RULE.diagnoses, resolved="diabetes_resolved")
NOBODY = Person(0, "", "", "", "", date(1966, 1, 1), "", "")
TYPE_2 = replace(NOBODY, diabetes_type="type 2", diagnosed_on=LONG_AGO, registered_on=LONG_AGO)


def event(kind: str, on: date) -> Event:
    return Event(kind, on.toordinal(), "a code", 1, 2)


def standing(person: Person, *events: Event, rule: RegisterRule = RULE):
    return rule.standing(Record(person, events=events), DAY)


def test_somebody_with_a_type_is_counted_with_it():
    found = standing(TYPE_2)
    assert (found.why_not_counted, found.type, found.types) == ("", "type 2", {"type 2"})
    assert (found.diagnosed, found.grace) == (LONG_AGO.toordinal(), "")
    assert found.own_row == ("diabetes_type", "type 2")


@pytest.mark.parametrize(
    ("person", "why"),
    [
        (NOBODY, "no diabetes code"),
        (replace(TYPE_2, died_on=DAY), "died"),
        (replace(TYPE_2, died_on=DAY + A_DAY), ""),
        (replace(TYPE_2, left_on=DAY), "left the practice"),
        (replace(TYPE_2, left_on=DAY + A_DAY), ""),
        (replace(TYPE_2, diagnosed_on=DAY), ""),
        (replace(TYPE_2, diagnosed_on=DAY + A_DAY), "diabetes diagnosed later"),
    ],
)
def test_who_is_not_counted_is_told_why(person: Person, why: str):
    assert standing(person).why_not_counted == why


@pytest.mark.parametrize(
    ("resolved", "diagnosed", "why"),
    [
        (DAY, LONG_AGO, "diabetes resolved"),
        (DAY + A_DAY, LONG_AGO, ""),
        (LONG_AGO, LONG_AGO, ""),
        (LONG_AGO + A_DAY, LONG_AGO, "diabetes resolved"),
        (LONG_AGO + A_DAY, LONG_AGO + A_DAY, ""),
    ],
)
def test_what_was_resolved_later_than_every_diagnosis_is_not_counted(
    resolved: date, diagnosed: date, why: str
):
    events = event("diabetes_resolved", resolved), event("diagnosis_type_2", diagnosed)
    assert standing(TYPE_2, *events).why_not_counted == why


def test_a_diagnosis_of_the_day_itself_is_known_and_a_later_one_is_not():
    for on, known in ((DAY, {"type 1"}), (DAY + A_DAY, set())):
        found = standing(NOBODY, event("diagnosis_type_1", on))
        assert found.types == known
        assert found.type == (next(iter(known)) if known else "unknown")
        assert [code[0] for code in found.codes] == sorted(known)


def test_the_row_says_the_type_and_where_it_does_not_the_latest_diagnosis_does():
    events = event("diagnosis_type_2", LONG_AGO), event("diagnosis_type_1", LONG_AGO + A_DAY)
    assert standing(TYPE_2, *events).type == "type 2"
    for row in ("", "unknown"):
        assert standing(replace(TYPE_2, diabetes_type=row), *events).type == "type 1"
    same_day = event("diagnosis_type_2", LONG_AGO), event("diagnosis_type_1", LONG_AGO)
    assert standing(replace(TYPE_2, diabetes_type=""), *same_day).type == "type 1"
    assert standing(replace(TYPE_2, diabetes_type="unknown")).type == "unknown"


def test_without_a_column_the_first_diagnosis_says_since_when():
    events = event("diagnosis_type_2", LONG_AGO + A_DAY), event("diagnosis_type_1", LONG_AGO)
    found = standing(NOBODY, *events, rule=BY_EVENTS)
    assert found.diagnosed == LONG_AGO.toordinal()
    assert found.own_row == ("", "")
    assert standing(NOBODY, rule=BY_EVENTS).diagnosed == 0


@pytest.mark.parametrize(
    ("diagnosed", "registered", "grace"),
    [
        (LONG_AGO, LONG_AGO, ""),
        (DAY, LONG_AGO, "diagnosed 4 Mar 2026, within 3 months"),
        (date(2025, 12, 4), LONG_AGO, "diagnosed 4 Dec 2025, within 3 months"),
        (date(2025, 12, 3), LONG_AGO, ""),
        (LONG_AGO, date(2026, 1, 1), "registered 1 Jan 2026, within 3 months"),
        (LONG_AGO, DAY + A_DAY, ""),
        (LONG_AGO, None, ""),
        (None, None, ""),
    ],
)
def test_somebody_new_is_told_since_when(
    diagnosed: date | None, registered: date | None, grace: str
):
    person = replace(TYPE_2, diagnosed_on=diagnosed, registered_on=registered)
    assert standing(person).grace == grace


def test_who_is_not_counted_is_not_called_new():
    assert standing(replace(TYPE_2, diagnosed_on=DAY, died_on=DAY)).grace == ""


@pytest.mark.parametrize("days", [0, 1])
def test_where_no_months_are_given_nobody_is_new(days: int):
    without = RegisterRule(
        name="diabetes",
        type_column="diabetes_type",
        diagnosed_column="diagnosed_on",
        diagnoses=RULE.diagnoses,
    )
    person = replace(TYPE_2, diagnosed_on=DAY - days * A_DAY)
    assert standing(person, rule=without).grace == ""
    assert without.grace_months == 0


def test_one_month_of_31_days_is_a_month_to_its_last_day():
    person = replace(TYPE_2, diagnosed_on=date(2026, 1, 1))
    one_month = RULE.model_copy(update={"grace_months": 1})
    for on, grace in ((date(2026, 2, 1), True), (date(2026, 2, 2), False)):
        assert bool(one_month.standing(Record(person), on).grace) is grace


def test_the_longest_months_are_months_too():
    """From 1 July to 1 October there are 92 days."""
    person = replace(TYPE_2, diagnosed_on=date(2025, 7, 1))
    for on, grace in ((date(2025, 10, 1), True), (date(2025, 10, 2), False)):
        assert bool(RULE.standing(Record(person), on).grace) is grace


def test_somebody_of_whom_nothing_is_recorded_is_counted_by_row_or_by_event():
    born, since = date(1960, 1, 1), LONG_AGO
    person = Person(0, "", "", "", "", born, "", "")
    by_row = replace(person, diabetes_type="type 1", diagnosed_on=since)
    assert RULE.with_nothing_recorded(born, since) == Record(by_row)
    by_event = Record(person, events=(Event("diagnosis_type_1", since.toordinal(), "", 0, 0),))
    assert BY_EVENTS.with_nothing_recorded(born, since) == by_event
