"""Overdue by a recall date, or without one by the time since the last attendance."""

import pytest

from tests.flags.conditions.asked import answer, shown

EYES = (
    '{ recall = "retinal_recall_due", met_by = "retinal_screen_attended", met_within_months = 3,'
    ' within_months = 15, longer_months = 27, longer_where = ["retinal_left", "retinal_right"],'
    ' longer_word = "R0 M0" }'
)
SEEN = "retinal_screen_attended 2024-06-01"


def grades(*days: str, word: str = "R0 M0") -> str:
    return "; ".join(f"retinal_{side} {word} {day}" for day in days for side in ("left", "right"))


TWO_GOOD = grades("2022-06-01", "2024-06-01")
LINES = [
    ("", "yes"),
    ("retinal_screen_attended 2024-12-05", "no"),
    ("retinal_screen_attended 2024-12-04", "yes"),
    ("retinal_recall_due 2026-03-03", "yes"),
    ("retinal_recall_due 2026-03-04", "no"),
    ("retinal_recall_due 2026-03-05", "no"),
    ("retinal_recall_due 2026-03-03; retinal_screen_attended 2025-12-04", "no"),
    ("retinal_recall_due 2026-03-03; retinal_screen_attended 2025-12-03", "yes"),
    ("retinal_recall_due 2027-01-01 a; retinal_recall_due 2025-01-01 b", "no"),
    ("retinal_recall_due 2025-01-01 b; retinal_recall_due 2027-01-01 a", "no"),
    ("retinal_screen_attended 2025-06-01 a; retinal_screen_attended 2020-01-01 b", "no"),
    (f"{SEEN}; {TWO_GOOD}", "no"),
    (f"retinal_screen_attended 2023-12-05; {TWO_GOOD}", "no"),
    (f"retinal_screen_attended 2023-12-04; {TWO_GOOD}", "yes"),
    (f"{SEEN}; {grades('2024-06-01')}", "yes"),
    (f"{SEEN}; {grades('2024-06-01', '2023-06-01', '2022-06-01')}", "no"),
    (f"{SEEN}; {grades('2021-06-01', word='R1 M0')}; {TWO_GOOD}", "no"),
    (f"{SEEN}; {grades('2024-07-01', word='R1 M0')}; {TWO_GOOD}", "yes"),
    (f"{SEEN}; {TWO_GOOD}; retinal_left R0 M0 2024-07-01", "yes"),
]


@pytest.mark.parametrize(("record", "expected"), LINES)
def test_a_recall_is_overdue_or_not(record, expected):
    assert answer(EYES, record) == expected


@pytest.mark.parametrize(
    ("record", "last", "due", "because", "values"),
    [
        ("", "none recorded", "", "none recorded", []),
        (f"{SEEN} clear", "last 1 Jun 2024", "", "last 1 Jun 2024", ["clear"]),
        (
            f"{SEEN} clear; retinal_recall_due 2026-03-03 booked",
            "last 1 Jun 2024",
            ", due 3 Mar 2026",
            "last 1 Jun 2024; due 3 Mar 2026",
            ["clear", "booked"],
        ),
        (
            "retinal_recall_due 2026-03-03 booked",
            "none recorded",
            ", due 3 Mar 2026",
            "none recorded; due 3 Mar 2026",
            ["booked"],
        ),
        ("retinal_recall_due 2026-03-04 booked", "none recorded", "", "none recorded", []),
        (
            "retinal_recall_due 2026-03-03 booked; retinal_screen_attended 2025-12-04 clear",
            "last 4 Dec 2025",
            "",
            "last 4 Dec 2025",
            ["clear"],
        ),
    ],
)
def test_the_last_attendance_and_an_unmet_recall_are_named(record, last, due, because, values):
    told = shown(EYES, record)
    assert told.words == {"last_attended": last, "recall_due": due}
    assert (told.because, told.values) == (because, values)
