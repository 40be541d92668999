"""Other conditions and the tier of care, as the banner says them."""

from dataclasses import replace
from datetime import UTC, date, datetime

from mdt_app.meeting.conditions import conditions_of, latest_coordinator, latest_tier
from mdt_app.meeting.values import Decision, PastDecision
from mdt_app.register.values import Event
from tests.meeting.test_trends import ON, day, record

_AT = datetime(2026, 11, 26, 14, tzinfo=UTC)


def event(kind, on):
    return Event(kind, day(on), "", 1, 2)


def decision(tier):
    return Decision("", "m", "9990000018", (), "", _AT, "", tier=tier)


def test_only_conditions_that_stay_are_named_once_each_by_their_latest_day():
    events = (
        event("ckd_3_to_5", "2020-01-02"),
        event("foot_check", "2026-01-02"),
        event("heart_failure", "2024-01-02"),
        event("ckd_3_to_5", "2025-03-04"),
        event("dementia", "2027-01-01"),
    )
    told = conditions_of(replace(record(), events=events), ON)
    assert [(one.words, one.day) for one in told] == [
        ("heart failure", day("2024-01-02")),
        ("CKD stage 3 to 5", day("2025-03-04")),
    ]


def test_the_tier_agreed_last_holds_and_a_decision_without_one_leaves_it():
    before = [
        PastDecision(date(2026, 3, 1), decision("old"), ()),
        PastDecision(date(2026, 9, 1), decision("newer"), ()),
    ]
    assert latest_tier([], before) == "newer"
    assert latest_tier([decision("")], before) == "newer"
    assert latest_tier([decision("now")], before) == "now"
    assert latest_tier([], []) == ""


def test_the_co_ordinator_named_last_holds_until_another_is_named():
    def named(who):
        return replace(decision(""), coordinator=who)

    before = (
        PastDecision(date(2026, 5, 7), named("N. Patel"), ()),
        PastDecision(date(2026, 9, 10), named(""), ()),
    )
    assert latest_coordinator((), before) == "N. Patel"
    assert latest_coordinator((named("B. Osei"),), before) == "B. Osei"
    assert latest_coordinator((), ()) == ""
