"""Events: whether, how often, ended, answered in time, twice, and how they are listed."""

import pytest

from tests.flags.conditions.asked import NOTHING_SHOWN, answer, condition, gaps, shown

HAPPENED = '{ event = ["dka", "hhs"], within_months = 12 }'
EVER = '{ event = ["dka"] }'
TWICE = '{ event = ["missed_appointment", "dka"], within_months = 12, times = 2 }'
PREGNANT = '{ event = ["pregnant"], within_months = 10, unless_followed_by = "pregnancy_ended" }'
CALL = (
    '{ unanswered = "hypo_call", answered_by = "hypo_call_contacted", within_months = 12,'
    " late_within_days = 7 }"
)
INVITED = '{ repeated = ["invited"], within_months = 12, days_apart = 7 }'
TWO_ACR = '{ days_with = "acr", at_least = 3, times = 2, within_months = 12 }'
OVERDUE = '{ action = "overdue" }'
LINES = [
    (HAPPENED, "dka 2025-03-05", "yes"),
    (HAPPENED, "dka 2025-03-04", "no"),
    (HAPPENED, "hhs 2026-03-04", "yes"),
    (HAPPENED, "hhs 2026-03-05", "no"),
    (HAPPENED, "contact 2026-01-05", "no"),
    (EVER, "dka 1990-01-01", "yes"),
    (TWICE, "missed_appointment 2025-06-01", "no"),
    (TWICE, "missed_appointment 2025-06-01; missed_appointment 2025-03-05", "yes"),
    (TWICE, "missed_appointment 2025-06-01; missed_appointment 2025-03-04", "no"),
    (TWICE, "missed_appointment 2025-06-01; dka 2025-07-01", "yes"),
    (PREGNANT, "pregnant 2025-09-01", "yes"),
    (PREGNANT, "pregnant 2025-05-05", "yes"),
    (PREGNANT, "pregnant 2025-05-04", "no"),
    (PREGNANT, "pregnant 2025-09-01; pregnancy_ended 2025-09-01", "no"),
    (PREGNANT, "pregnant 2025-09-01; pregnancy_ended 2025-08-31", "yes"),
    (PREGNANT, "pregnant 2025-05-04; pregnancy_ended 2025-05-01", "no"),
    # Friday 27 February 2026 is answered by the end of Monday 2 March
    (CALL, "hypo_call 2026-02-27", "yes"),
    (CALL, "hypo_call 2026-03-03", "no"),
    (CALL, "hypo_call 2026-03-02", "yes"),
    (CALL, "hypo_call 2026-02-27; hypo_call_contacted 2026-02-27", "no"),
    (CALL, "hypo_call 2026-02-27; hypo_call_contacted 2026-02-26", "yes"),
    (CALL, "hypo_call 2026-02-02; hypo_call_contacted 2026-02-09", "no"),
    (CALL, "hypo_call 2026-02-02; hypo_call_contacted 2026-02-10", "yes"),
    (CALL, "hypo_call 2025-03-04", "no"),
    (CALL, "hypo_call 2025-03-05", "yes"),
    (INVITED, "invited 2025-03-05; invited 2025-03-12", "yes"),
    (INVITED, "invited 2025-03-05; invited 2025-03-11", "no"),
    (INVITED, "invited 2025-03-04; invited 2025-06-11", "no"),
    (INVITED, "contact 2025-05-04; contact 2025-06-11", "no"),
    (INVITED, "", "no"),
    (TWO_ACR, "acr 3 2025-03-05; acr 3 2026-01-20", "yes"),
    (TWO_ACR, "acr 3 2025-03-04; acr 3 2026-01-20", "no"),
    (TWO_ACR, "acr 3 2026-01-20; acr 3 2026-01-20", "no"),
    (OVERDUE, "action agreed 2026-01-01 due 2026-03-03", "yes"),
    (OVERDUE, "action agreed 2026-01-01 due 2026-03-04", "no"),
    (OVERDUE, "action agreed 2026-01-01", "no"),
    (OVERDUE, "action agreed 2026-03-04 due 2026-03-03", "no"),
    (OVERDUE, "action agreed 2026-01-01 due 2026-02-03 closed 2026-03-04", "no"),
    (OVERDUE, "action agreed 2026-01-01 due 2026-02-03 closed 2026-03-05", "yes"),
    (OVERDUE, "", "no"),
]


@pytest.mark.parametrize(("table", "record", "expected"), LINES)
def test_an_event_is_asked_about(table, record, expected):
    assert answer(table, record) == expected


def test_the_newest_event_leads_and_every_one_is_named():
    told = shown(HAPPENED, "dka 2025-06-01 a; hhs 2025-07-02 b; dka 2025-05-03 c")
    assert told.words == {
        "event": "HHS",
        "event_on": "2 Jul 2025",
        "event_day": "2 Jul",
        "event_count": "3",
        "event_kinds": "HHS and DKA",
        "event_list": "HHS 2 Jul 2025, DKA 1 Jun 2025 and DKA 3 May 2025",
    }
    assert told.because == "HHS 2 Jul 2025; DKA 1 Jun 2025; DKA 3 May 2025"
    assert told.values == ["b", "a", "c"]
    assert condition(HAPPENED).supplies() == told.words.keys()


@pytest.mark.parametrize(
    ("record", "listed"),
    [
        ("dka 2025-06-01", "on 1 Jun 2025"),
        ("dka 2025-06-01; dka 2025-05-03", "on 1 Jun 2025 and 3 May 2025"),
        ("dka 2025-06-01; hhs 2025-06-01", "DKA 1 Jun 2025 and HHS 1 Jun 2025"),
    ],
)
def test_events_of_one_kind_are_listed_by_their_days(record, listed):
    assert shown(HAPPENED, record).words["event_list"] == listed


def test_what_ended_before_is_not_named():
    record = "pregnant 2025-08-01 first; pregnancy_ended 2025-08-05; pregnant 2025-10-01 second"
    assert shown(PREGNANT, record).values == ["second"]


@pytest.mark.parametrize(
    ("table", "record"),
    [
        (HAPPENED, "dka 2025-03-04"),
        (PREGNANT, "pregnant 2025-09-01; pregnancy_ended 2025-09-01"),
        (CALL, "hypo_call 2026-03-03"),
        (INVITED, "invited 2025-03-05; invited 2025-03-11"),
        (INVITED, "invited 2025-05-05"),
        (TWO_ACR, "acr 2 2026-01-20"),
        (OVERDUE, ""),
        (OVERDUE, "action agreed 2026-01-01 due 2026-03-04"),
    ],
)
def test_nothing_is_shown_where_nothing_counts(table, record):
    assert shown(table, record) == NOTHING_SHOWN


def test_only_the_result_that_cannot_answer_is_lacking():
    record = "acr <30 2025-09-05; acr 3 2026-01-20; acr 2 2026-01-25"
    reason = "urine ACR <30 on 5 Sep 2025 cannot answer"
    assert gaps(TWO_ACR, record) == [(reason, "a urine ACR")]


def test_the_action_that_waits_longest_leads_and_every_one_is_named():
    told = shown(
        OVERDUE,
        "action agreed 2026-01-01 due 2026-02-03; action agreed 2026-01-01 due 2026-02-02;"
        " action agreed 2026-01-01 due 2026-03-09",
    )
    assert told.words == {
        "action": "Book bloods",
        "action_due": "2 Feb 2026",
        "action_count": "2 actions",
    }
    assert told.because == "Book bloods (due 2 Feb 2026); Book bloods (due 3 Feb 2026)"
    assert [(e.kind, e.value, str(e.on), e.batch, e.row) for e in told.evidence] == [
        ("action", "Book bloods", "2026-02-02", 0, 0),
        ("action", "Book bloods", "2026-02-03", 0, 0),
    ]
    assert condition(OVERDUE).supplies() == told.words.keys()
