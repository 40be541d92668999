"""Medicines: current or not to the day, by class and by name, started, and what is said of them."""

import pytest

from mdt_app.flags.medicines import is_current
from mdt_app.register.values import Medicine
from tests.flags.conditions.asked import NOTHING_SHOWN, answer, condition, shown

ON, ISSUED_AFTER = 1000, 800
HELD = '{ medicine = ["metformin", "insulin"] }'
COUNTS = '{ medicine = ["metformin", "insulin"], not_known = "counts" }'
STARTED = '{ started = ["insulin"], within_months = 6 }'
FROM_DIAGNOSIS = '{ started = ["insulin"], months_from_diagnosis = 12 }'
THREE = "{ medicines_counted = { at_least = 3 } }"
NONE_HELD = "{ medicines_counted = { below = 1 } }"
NOW = "issued 2026-01-10"


def medicine(**facts: int | str) -> Medicine:
    return Medicine("", "", "", 0, 0, 0, "", 0, 1, 1)._replace(**facts)


@pytest.mark.parametrize(
    ("facts", "current"),
    [
        ({"last_issued": 801}, True),
        ({"last_issued": 800}, False),
        ({"last_issued": 1001}, True),
        ({}, None),
        ({"started": 1000}, None),
        ({"started": 1001}, False),
        ({"started": 1000, "last_issued": 900}, True),
        ({"started": 1001, "last_issued": 900}, False),
        ({"ended": 1000, "last_issued": 900}, False),
        ({"ended": 1001, "last_issued": 900}, True),
        ({"current": "yes", "current_from": 1000}, True),
        ({"current": "yes", "current_from": 1001}, None),
        ({"current": "no", "current_from": 1000, "last_issued": 900}, False),
        ({"current": "no", "current_from": 1001, "last_issued": 900}, True),
        ({"current": "yes", "current_from": 900, "last_issued": 700}, True),
        ({"current": "yes", "current_from": 900, "ended": 1000}, False),
    ],
)
def test_a_medicine_is_current_to_the_day(facts, current):
    assert is_current(medicine(**facts), ON, ISSUED_AFTER) is current


LINES = [
    (HELD, f"medicine metformin {NOW}", "yes"),
    (HELD, "medicine metformin issued 2025-09-04", "no"),
    (HELD, "medicine metformin issued 2025-09-05", "yes"),
    (HELD, "medicine metformin", "no"),
    (HELD, f"medicine statin {NOW}", "no"),
    (HELD, f"medicine sglt2+insulin {NOW}", "yes"),
    (HELD, f"medicine insulin {NOW}", "yes"),
    (COUNTS, "medicine metformin", "yes"),
    (COUNTS, f"medicine metformin {NOW}", "yes"),
    (COUNTS, "medicine metformin issued 2025-01-01", "no"),
    (COUNTS, "", "no"),
    (STARTED, "medicine insulin started 2025-09-05", "yes"),
    (STARTED, "medicine insulin started 2025-09-04", "no"),
    (STARTED, "medicine insulin started 2025-10-04 ended 2025-11-01", "yes"),
    (STARTED, "medicine insulin started 2026-03-04", "yes"),
    (STARTED, "medicine insulin started 2026-03-05", "no"),
    (STARTED, f"medicine insulin {NOW}", "no"),
    (STARTED, "medicine statin started 2026-01-05", "no"),
    (STARTED, "medicine metformin+insulin started 2026-01-05", "yes"),
    ('{ started = ["insulin"] }', f"medicine insulin {NOW}", "no"),
    ('{ started = ["insulin"] }', "medicine insulin started 1990-01-01", "yes"),
    (FROM_DIAGNOSIS, "diagnosed 2020-05-01; medicine insulin started 2020-05-01", "yes"),
    (FROM_DIAGNOSIS, "diagnosed 2020-05-01; medicine insulin started 2020-04-30", "no"),
    (FROM_DIAGNOSIS, "diagnosed 2020-05-01; medicine insulin started 2021-05-01", "yes"),
    (FROM_DIAGNOSIS, "diagnosed 2020-05-01; medicine insulin started 2021-05-02", "no"),
    (FROM_DIAGNOSIS, "diagnosed never; medicine insulin started 2021-05-02", "no"),
    (THREE, f"medicine statin {NOW}; medicine arb {NOW}; medicine other {NOW}", "yes"),
    (THREE, f"medicine statin {NOW}; medicine arb {NOW}; medicine other", "no"),
    (THREE, f"medicine statin {NOW}; medicine arb {NOW}; medicine statin {NOW}", "no"),
    (THREE, f"medicine sglt2+metformin {NOW}; medicine arb {NOW}", "no"),
    (NONE_HELD, "", "yes"),
    (NONE_HELD, f"medicine statin {NOW}", "no"),
]


@pytest.mark.parametrize(("table", "record", "expected"), LINES)
def test_medicines_are_asked_about(table, record, expected):
    assert answer(table, record) == expected


def test_a_current_medicine_is_named_once_with_its_classes():
    told = shown(
        HELD,
        f"medicine metformin+insulin named Mix {NOW}; medicine insulin named Basal {NOW};"
        " medicine metformin named Old issued 2025-01-01; medicine metformin named Maybe",
    )
    assert told.words == {
        "medicine": "Mix and Basal",
        "medicine_class": "metformin and insulin",
    }
    assert (told.because, told.values) == ("on Mix and Basal", ["Mix", "Basal"])
    assert condition(HELD).supplies() == told.words.keys()


def test_one_that_nobody_knows_to_be_current_is_named_as_that_where_it_counts():
    told = shown(COUNTS, f"medicine metformin named Maybe; medicine insulin named Basal {NOW}")
    assert told.words == {
        "medicine": "Maybe (not known to be current) and Basal",
        "medicine_class": "metformin and insulin",
    }
    assert told.because == "on Maybe (not known to be current) and Basal"
    assert told.values == ["Maybe (not known to be current)", "Basal"]


def test_elsewhere_it_is_named_as_perhaps_already_held():
    told = shown(HELD, "medicine metformin named Maybe")
    assert told.words == {}
    assert told.because == "may already be on Maybe (not known to be current)"
    assert told.values == ["Maybe (not known to be current; may already be held)"]


def test_a_class_is_only_named_where_one_of_it_counts():
    record = f"medicine metformin named Maybe; medicine insulin named Basal {NOW}"
    assert shown(HELD, record).words == {"medicine": "Basal", "medicine_class": "insulin"}


@pytest.mark.parametrize("table", [HELD, COUNTS])
def test_of_somebody_on_none_of_them_nothing_is_said(table):
    assert shown(table, f"medicine statin {NOW}") == NOTHING_SHOWN


def test_each_that_was_started_is_named_with_its_own_day():
    told = shown(
        STARTED,
        "medicine insulin named Mix started 2026-02-01; medicine insulin named Basal started"
        " 2026-01-05; medicine insulin named Basal started 2026-01-05",
    )
    assert told.words == {"started": "Basal and Mix", "started_on": "5 Jan 2026 and 1 Feb 2026"}
    assert told.because == "Basal started 5 Jan 2026; Mix started 1 Feb 2026"
    assert told.values == ["Basal", "Basal", "Mix"]


def test_what_was_started_is_named():
    told = shown(STARTED, "medicine insulin named Basal started 2026-01-05")
    assert told.words == {"started": "Basal", "started_on": "5 Jan 2026"}
    assert (told.because, told.values) == ("Basal started 5 Jan 2026", ["Basal"])
    assert condition(STARTED).supplies() == told.words.keys()


@pytest.mark.parametrize(
    ("table", "record"),
    [
        (STARTED, "medicine insulin started 2025-09-04"),
        (FROM_DIAGNOSIS, "diagnosed never; medicine insulin started 2021-05-02"),
        (FROM_DIAGNOSIS, "diagnosed 2020-05-01; medicine insulin started 2021-05-02"),
    ],
)
def test_nothing_is_shown_where_nothing_was_started(table, record):
    assert shown(table, record) == NOTHING_SHOWN


def test_current_medicines_are_counted_and_all_are_evidence():
    told = shown(THREE, f"medicine statin {NOW}; medicine arb {NOW}; medicine metformin")
    assert told.words == {"medicines": "2"}
    assert (told.because, told.values) == ("2 current medicines", ["statin", "arb"])
    assert condition(THREE).supplies() == told.words.keys()


def test_a_medicine_without_a_class_is_one_of_the_others():
    other = '{ medicine = ["other"] }'
    assert answer(other, f"medicine other {NOW}") == "yes"
    assert (
        answer(THREE, f"medicine other {NOW}; medicine arb {NOW}; medicine statin {NOW}") == "yes"
    )
