"""One record as it stood on one day: to the day, day by day, what is of one day together."""

from dataclasses import replace
from datetime import date

import pytest

from mdt_app.clinical.kinds import Kind
from mdt_app.flags.engine import prepared
from mdt_app.flags.history import Day
from mdt_app.flags.pack import load_pack
from mdt_app.flags.readings import plain_values
from tests.flags.conditions.asked import answer, history, shown
from tests.spec.tables import record_from

ON = date(2026, 3, 4).toordinal()
JANUARY, JUNE = date(2026, 1, 20).toordinal(), date(2025, 6, 1).toordinal()


@pytest.mark.parametrize(
    ("on", "months", "before"),
    [
        (date(2026, 3, 4), 15, date(2024, 12, 4)),
        (date(2026, 5, 31), 3, date(2026, 2, 28)),
        (date(2024, 5, 31), 3, date(2024, 2, 29)),
    ],
)
def test_months_go_back_to_the_same_day_or_the_months_last(on, months, before):
    day = Day(on)
    assert [day.before(months), day.before(months)] == [before.toordinal()] * 2
    assert day.before(None) == 0


@pytest.mark.parametrize(
    ("record", "low", "rows"),
    [
        ("hba1c 50 2026-01-20", 50, 1),
        ("hba1c 50 2026-01-20; hba1c 60 2026-01-20", 55, 2),
        ("hba1c 90 2025-06-01; hba1c 50 2026-01-20; hba1c 60 2026-01-20", 55, 2),
        ("hba1c 90 2025-06-01; hba1c 50 2026-01-20", 50, 1),
        ("hba1c 50 2026-01-20; hba1c 90 2026-03-05", 50, 1),
        ("hba1c 50 2026-01-20; hba1c 60 2026-03-04", 60, 1),
    ],
)
def test_the_latest_is_all_of_its_day_and_nothing_later(record, low, rows):
    seen = history(record)
    latest, last = seen.latest[Kind.HBA1C], seen.last_of(Kind.HBA1C, 1, ON + 9)
    for reading in (
        latest,
        last,
        seen.newest(Kind.HBA1C, 0, 1)[0],
        seen.newest(Kind.HBA1C, 0, 2)[0],
    ):
        assert reading is not None
        assert (reading.low, len(reading.rows)) == (low, rows)


TWO_DAYS = "hba1c 50 2025-06-01; hba1c 60 2026-01-20; hba1c 64 2026-01-20"


@pytest.mark.parametrize(
    ("after", "lows"), [(JUNE - 1, [62, 50]), (JUNE, [62]), (JANUARY - 1, [62]), (JANUARY, [])]
)
def test_the_newest_days_are_later_than_a_day(after, lows):
    assert [reading.low for reading in history(TWO_DAYS).newest(Kind.HBA1C, after, 5)] == lows
    assert [reading.low for reading in history(TWO_DAYS).newest(Kind.HBA1C, after, 1)] == lows[:1]


@pytest.mark.parametrize(
    ("oldest", "newest", "lows"),
    [
        (JUNE, JANUARY, [62, 50]),
        (JUNE + 1, JANUARY, [62]),
        (JUNE, JANUARY - 1, [50]),
        (JUNE + 1, JANUARY - 1, []),
        (JUNE, ON + 99, [62, 50]),
    ],
)
def test_readings_are_from_one_day_to_another_both_included(oldest, newest, lows):
    seen = history(f"{TWO_DAYS}; hba1c 99 2026-03-05")
    for _ in range(2):
        assert [r.low for r in seen.readings(Kind.HBA1C, oldest, newest)] == lows
    last = seen.last_of(Kind.HBA1C, oldest, newest)
    assert (last.low if last else None) == (lows[0] if lows else None)


def test_the_same_number_on_two_days_is_two_readings():
    two = '{ two_results = "hba1c", within_months = 15, days_apart = 42, above = 60 }'
    told = shown(two, "hba1c 70 2025-06-01; hba1c 70 2026-01-20")
    assert told.because == "HbA1c 70 on 20 Jan 2026; HbA1c 70 on 1 Jun 2025"


@pytest.mark.parametrize(
    ("record", "days"),
    [
        ("dka 2026-03-03; dka 2026-03-04; dka 2026-03-05", [ON - 1, ON]),
        ("contact 2026-03-04", []),
    ],
)
def test_an_event_is_there_from_its_day(record, days):
    assert [event.day for event in history(record).events.get("dka", [])] == days


def test_only_what_falls_due_is_known_before_its_day():
    events = history("retinal_recall_due 2027-01-01; dka 2027-01-01").events
    assert list(events) == ["retinal_recall_due"]


@pytest.mark.parametrize(
    ("started", "classes", "is_there"),
    [
        ("started 2026-03-04", "insulin", True),
        ("started 2026-03-05", "insulin", False),
        ("", "insulin", False),
        ("started 2026-01-01", "statin", False),
        ("started 2026-01-01", "metformin+insulin", True),
        ("started 2026-01-01 ended 2026-01-09", "insulin", True),
    ],
)
def test_what_was_started_has_a_day_and_a_class(started, classes, is_there):
    found = history(f"medicine {classes} {started}").started(frozenset({"insulin", "sglt2"}))
    assert bool(found) is is_there


def test_a_medicine_stands_under_each_of_its_classes_and_without_one_under_other():
    record, on, _ = record_from("medicine metformin+sglt2 issued 2026-01-01")
    ready = prepared(load_pack(), on)
    assert list(ready.history(record).medicines) == ["metformin", "sglt2"]
    nameless = replace(record, medicines=[record.medicines[0]._replace(classes="")])
    assert list(ready.history(nameless).medicines) == ["other"]


@pytest.mark.parametrize(
    ("record", "values"),
    [
        ("hba1c 50 2025-06-01; hba1c 60 2026-01-20", [60, 50]),
        ("hba1c 40 2025-05-31; hba1c 50 2025-06-01; hba1c 70 2026-01-21", [50]),
        ("hba1c 40 2025-05-31", []),
        ("hba1c <50 2025-06-01; hba1c 60 2026-01-20", None),
        ("hba1c 50 2025-06-01; hba1c 54 2025-06-01", None),
        ("hba1c 50 2025-06-01; hba1c <54 2025-06-01", None),
        ("hba1c <50 2025-05-31; hba1c 60 2026-01-20; hba1c <60 2026-01-21", [60]),
    ],
)
def test_plain_numbers_of_some_days_are_newest_first(record, values):
    rows = history(record).results[Kind.HBA1C]
    assert plain_values(rows, JUNE, JANUARY) == values


def test_the_worse_word_of_a_day_counts():
    worse = '{ status = ["foot_risk_left"], words = ["high"] }'
    for day in ("low {0}; foot_risk_left high {0}", "high {0}; foot_risk_left low {0}"):
        assert answer(worse, f"foot_risk_left {day.format('2026-01-20')}") == "yes"
