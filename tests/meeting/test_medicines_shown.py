"""Medicines over time: one each, current ones first, and said in words where something is open."""

from dataclasses import replace
from datetime import date

from mdt_app.meeting.medicines_shown import counted_words, medicines_shown
from mdt_app.register.values import Medicine
from tests.meeting.test_trends import ON, day, record


def medicine(name, classes="other", started="", issued="", ended="", dose="", current=""):
    return Medicine(
        name, classes, dose, *(day(one) if one else 0 for one in (started, issued, ended)),
        current, day("2026-11-20") if current else 0, 1, 2,
    )  # fmt: skip


def shown(*medicines, on=ON):
    return medicines_shown(replace(record(), medicines=medicines), on)


def test_current_ones_come_first_by_class_then_the_uncertain_then_the_ended():
    told = shown(
        medicine("Ended late", ended="2026-05-01", started="2020-01-01"),
        medicine("Atorvastatin", "statin", "2020-01-01", "2026-11-01"),
        medicine("Never issued", "metformin", "2024-01-01"),
        medicine("Ended early", ended="2023-05-01", started="2020-01-01"),
        medicine("Metformin", "metformin", "2021-01-01", "2026-11-01"),
    )
    assert [one.name for one in told] == [
        "Metformin",
        "Atorvastatin",
        "Never issued",
        "Ended late",
        "Ended early",
    ]
    assert counted_words(told) == "2 current, 1 may be current, 2 no longer"


def test_a_medicine_prescribed_twice_is_one_with_two_stretches_and_the_later_dose():
    (told,) = shown(
        medicine("Gliclazide", "sulfonylurea", "2025-02-01", "2026-11-01", dose="160 mg"),
        medicine("gliclazide", "sulfonylurea", "2022-02-01", "", "2024-03-01", dose="80 mg"),
    )
    assert told.called == "Gliclazide 160 mg"
    assert [(s.started, s.until, s.is_open) for s in told.stretches] == [
        (day("2022-02-01"), day("2024-03-01"), False),
        (day("2025-02-01"), day("2026-11-01"), True),
    ]
    assert told.is_current
    assert told.sentence.endswith("since 1 Feb 2022, last issued 1 Nov 2026, current")


def test_what_nobody_can_say_is_said():
    (never,) = shown(medicine("Insulin", "insulin", "2024-01-01"))
    assert never.note == "current? no issue recorded"
    (unknown_start,) = shown(medicine("Ramipril", "ace_inhibitor", "", "2026-11-01"))
    assert "start not recorded" in unknown_start.sentence
    (lapsed,) = shown(medicine("Statin", "statin", "2020-01-01", "2025-12-03"))
    assert lapsed.note == "not issued since 3 Dec 2025"
    (ended,) = shown(medicine("Statin", "statin", "2020-01-01", "2025-12-03", "2025-12-09"))
    assert ended.note == "ended 9 Dec 2025"
    assert ended.sentence.endswith("last issued 3 Dec 2025, ended 9 Dec 2025")


def test_what_starts_after_the_day_or_ends_after_it_has_not_happened_yet():
    assert shown(medicine("Later", started="2027-01-01")) == ()
    (going_on,) = shown(
        medicine("Metformin", "metformin", "2020-01-01", "2026-11-01", "2026-12-01"),
        on=date(2026, 11, 20),
    )
    assert going_on.is_current
    assert not going_on.ended
