"""Care processes: what was last done on which day, and how many were not."""

import pytest

from tests.flags.conditions.asked import answer, condition, shown

CHECKS = (
    '[{ name = "kidney test", results = ["creatinine", "egfr"] },'
    ' { name = "foot check", results = ["foot_risk_left"], events = ["foot_check"] }]'
)
MISSING = f"{{ processes_missing = 1, within_months = 15, processes = {CHECKS} }}"
DONE = f"{{ done = {CHECKS}, within_months = 15 }}"
FOOT = "foot_check 2026-01-20"
LINES = [
    (MISSING, f"egfr 50 2026-01-20; {FOOT}", "no"),
    (MISSING, f"egfr 50 2024-12-05; {FOOT}", "no"),
    (MISSING, f"egfr 50 2024-12-04; {FOOT}", "yes"),
    (MISSING, f"creatinine 80 2026-01-20; {FOOT}", "no"),
    (MISSING, "egfr 50 2026-01-20; foot_check 2024-12-04", "yes"),
    (MISSING, "egfr 50 2026-01-20; foot_check 2024-12-05", "no"),
    (DONE, f"egfr 50 2026-01-20; {FOOT}", "yes"),
    (DONE, "egfr 50 2026-01-20", "no"),
    (DONE, "", "no"),
]


@pytest.mark.parametrize(("table", "record", "expected"), LINES)
def test_a_process_is_done_to_the_day(table, record, expected):
    assert answer(table, record) == expected


@pytest.mark.parametrize(
    ("record", "because", "values"),
    [
        ("", "kidney test (never recorded); foot check (never recorded)", []),
        (
            "egfr 50 2024-12-04; foot_check 2024-11-04 seen",
            "kidney test (last 4 Dec 2024); foot check (last 4 Nov 2024)",
            ["50", "seen"],
        ),
        (
            f"egfr 50 2024-12-04; creatinine 80 2024-12-03; {FOOT}",
            "kidney test (last 4 Dec 2024)",
            ["50"],
        ),
        (
            f"egfr 50 2024-12-04; creatinine 80 2024-12-04; {FOOT}",
            "kidney test (last 4 Dec 2024)",
            ["80"],
        ),
        (
            "egfr 50 2026-01-20; foot_check 2024-11-04 new; foot_check 2023-11-04 old",
            "foot check (last 4 Nov 2024)",
            ["new"],
        ),
        (
            "egfr 50 2026-01-20; foot_check 2024-11-04 first; foot_check 2024-11-04 again",
            "foot check (last 4 Nov 2024)",
            ["first"],
        ),
        (
            "egfr 50 2026-01-20; foot_risk_left low 2024-11-04; foot_check 2024-11-04 seen",
            "foot check (last 4 Nov 2024)",
            ["low"],
        ),
    ],
)
def test_what_is_missing_is_named_with_the_day_it_was_last_done(record, because, values):
    told = shown(MISSING, record)
    assert (told.because, told.values) == (because, values)
    count = len(because.split("; "))
    assert told.words == {
        "missing_count": str(count),
        "process_count": "2",
        "missing": because.replace("; ", " and "),
    }
    assert condition(MISSING).supplies() == told.words.keys()


def test_what_was_done_is_named_with_its_day():
    told = shown(DONE, "egfr 50 2026-01-20; foot_check 2025-11-04 seen")
    assert told.words == {}
    assert told.because == "kidney test (last 20 Jan 2026); foot check (last 4 Nov 2025)"
    assert told.values == ["50", "seen"]
    assert shown(DONE, "").because == "kidney test (never recorded); foot check (never recorded)"
