"""What is different since the last meeting: new, worse, better, still there, cleared, by what.

The day asked is 4 March 2026; the network's last meeting was on 10 December 2025. Records are
written as in the tables of the rules (`tests/spec/tables.py`).
"""

from datetime import date

import pytest

from mdt_app.flags.engine import answers
from mdt_app.flags.entered import Entered
from mdt_app.flags.pack import load_pack
from mdt_app.meeting.since import Asked, Difference, Meetings, difference
from mdt_app.meeting.values import Cleared, Since
from mdt_app.register.values import Record
from tests.spec.tables import record_from

LAST = date(2025, 12, 10)
SUMMER, SPRING = date(2025, 9, 10), date(2025, 6, 11)


def _changed(items: str, last: date | None = LAST, own: tuple[date, ...] = ()) -> Difference:
    record, on, entered = record_from(items)
    return _between(record, on, entered, Meetings(last, own))


def _between(record: Record, on: date, entered: Entered, meetings: Meetings) -> Difference:
    pack = load_pack()
    given = answers(pack, record, on, entered)
    return difference(Asked(pack, record, on, entered), given, meetings)


def _since(rule: str, items: str, *, own: tuple[date, ...] = ()) -> Since:
    return _changed(items, own=own).since[rule]


def _cleared(rule: str, items: str) -> Cleared:
    return next(each for each in _changed(items).cleared if each.rule == rule)


def test_before_any_meeting_everything_is_new_and_nothing_was_cleared() -> None:
    found = _changed("hba1c 92 2025-11-03", last=None)
    assert {each.words for each in found.since.values()} == {"new"}
    assert found.cleared == ()


@pytest.mark.parametrize(
    ("items", "rule", "state", "words"),
    [
        ("hba1c 60 2025-11-03; hba1c 92 2026-02-03", "hba1c-very-high", "new", "new"),
        # Above 86 then and now: ten per cent of 90 is 9.
        ("hba1c 90 2025-11-03; hba1c 99 2026-02-03", "hba1c-very-high", "worse", "worse: 90 → 99"),
        (
            "hba1c 90 2025-11-03; hba1c 98 2026-02-03",
            "hba1c-very-high",
            "still",
            "within variation: 90 → 98",
        ),
        # Five where a tenth would be less than five is not possible from 70; the tenth decides.
        ("hba1c 70 2025-11-03; hba1c 77 2026-02-03", "hba1c-high", "worse", "worse: 70 → 77"),
        (
            "hba1c 70 2025-11-03; hba1c 76 2026-02-03",
            "hba1c-high",
            "still",
            "within variation: 70 → 76",
        ),
        ("hba1c 84 2025-11-03; hba1c 75 2026-02-03", "hba1c-high", "better", "better: 84 → 75"),
        (
            "hba1c 84 2025-11-03; hba1c 76 2026-02-03",
            "hba1c-high",
            "still",
            "within variation: 84 → 76",
        ),
        # The next band is worse, however small the step; the band below only if it is real.
        ("hba1c 84 2025-11-03; hba1c 92 2026-02-03", "hba1c-very-high", "worse", "worse: 84 → 92"),
        ("hba1c 86 2025-11-03; hba1c 87 2026-02-03", "hba1c-very-high", "worse", "worse: 86 → 87"),
        ("hba1c 92 2025-11-03; hba1c 80 2026-02-03", "hba1c-high", "better", "better: 92 → 80"),
        (
            "hba1c 87 2025-11-03; hba1c 86 2026-02-03",
            "hba1c-high",
            "still",
            "within variation: 87 → 86",
        ),
        # No newer result: nothing moved.
        ("hba1c 92 2025-11-03", "hba1c-very-high", "still", "as on 10 Dec 2025"),
        # Fifty-five days tell nothing of an HbA1c; fifty-six do.
        (
            "hba1c 90 2025-12-10; hba1c 110 2026-02-03",
            "hba1c-very-high",
            "still",
            "as on 10 Dec 2025",
        ),
        (
            "hba1c 90 2025-12-09; hba1c 110 2026-02-03",
            "hba1c-very-high",
            "worse",
            "worse: 90 → 110",
        ),
        # A limit is no number.
        (
            "hba1c >90 2025-11-03; hba1c 110 2026-02-03",
            "hba1c-very-high",
            "still",
            "as on 10 Dec 2025",
        ),
        # eGFR: a quarter. ACR: doubled or halved.
        ("egfr 40 2025-11-03; egfr 30 2026-02-03", "egfr-low", "worse", "worse: 40 → 30"),
        (
            "egfr 40 2025-11-03; egfr 31 2026-02-03",
            "egfr-low",
            "still",
            "within variation: 40 → 31",
        ),
        ("egfr 28 2025-11-03; egfr 35 2026-02-03", "egfr-low", "better", "better: 28 → 35"),
        ("egfr 44 2025-11-03; egfr 29 2026-02-03", "egfr-very-low", "worse", "worse: 44 → 29"),
        ("acr 31 2025-11-03; acr 62 2026-02-03", "acr-high", "worse", "worse: 31 → 62"),
        ("acr 31 2025-11-03; acr 61 2026-02-03", "acr-high", "still", "within variation: 31 → 61"),
        ("acr 140 2025-11-03; acr 70 2026-02-03", "acr-very-high", "better", "better: 140 → 70"),
        # A lower HbA1c is worse where it may come of too much treatment.
        (
            "aged 80; medicine insulin started 2020-01-01 issued 2026-02-01;"
            " hba1c 52 2025-11-03; hba1c 47 2026-02-03",
            "overtreatment-likely",
            "worse",
            "worse: 52 → 47",
        ),
        # Of blood pressure no source says what is more than chance: only the next rule is worse.
        (
            "blood_pressure 150/90 2025-10-01; blood_pressure 152/90 2025-11-01;"
            " blood_pressure 184/90 2026-02-01",
            "bp-severe",
            "worse",
            "worse: was amber",
        ),
        (
            "blood_pressure 150/90 2025-10-01; blood_pressure 152/90 2025-11-01;"
            " blood_pressure 178/90 2026-02-01",
            "bp-high-twice",
            "still",
            "as on 10 Dec 2025",
        ),
    ],
)
def test_a_flag_is_held_against_the_last_meeting(
    items: str, rule: str, state: str, words: str
) -> None:
    since = _since(rule, items)
    assert (since.state, since.words) == (state, words)


def test_a_milder_rule_that_joins_a_more_pressing_one_is_new() -> None:
    items = "blood_pressure 184/90 2025-11-20; blood_pressure 186/90 2026-02-01"
    assert _since("bp-severe", items).state == "still"
    assert _since("bp-high-twice", items).state == "new"


def test_the_day_of_the_meeting_itself_still_belongs_to_then() -> None:
    on_the_day = "hba1c 60 2025-11-03; hba1c 92 2025-12-10"
    day_after = "hba1c 60 2025-11-03; hba1c 92 2025-12-11"
    assert _since("hba1c-very-high", on_the_day).state == "still"
    assert _since("hba1c-very-high", day_after).state == "new"


@pytest.mark.parametrize(
    ("own", "nth", "words"),
    [
        ((), 1, "as on 10 Dec 2025"),
        ((LAST,), 2, "2nd meeting"),
        ((SPRING, LAST), 3, "3rd meeting"),
        ((date(2025, 1, 8), SPRING, LAST), 3, "3rd meeting"),
    ],
)
def test_meetings_with_the_person_are_counted_where_the_flag_was_raised(
    own: tuple[date, ...], nth: int, words: str
) -> None:
    """In January the HbA1c was 60; since March it has been 92."""
    items = "hba1c 60 2024-12-01; hba1c 92 2025-03-03"
    since = _since("hba1c-very-high", items, own=own)
    assert (since.nth, since.words) == (nth, words)


def test_a_flag_that_comes_back_is_new_again() -> None:
    items = "hba1c 92 2025-05-01; hba1c 60 2025-11-03; hba1c 92 2026-02-03"
    since = _since("hba1c-very-high", items, own=(SPRING, LAST))
    assert (since.state, since.words, since.nth) == ("new", "new again", 2)


def test_the_full_sentence_says_what_the_words_leave_out() -> None:
    items = "hba1c 90 2025-11-03; hba1c 93 2026-02-03"
    assert _since("hba1c-very-high", items, own=(SUMMER, LAST)).full == (
        "2nd meeting; HbA1c 90 → 93, within variation."
    )
    unmoved = _since("hba1c-very-high", "hba1c 92 2025-08-03", own=(SUMMER, LAST))
    assert unmoved.full == "3rd meeting; no new HbA1c since 10 Dec 2025."
    assert _since("severe-hypo", "severe_hypo 2025-08-03").full == "Raised on 10 Dec 2025 too."
    near = _since("hba1c-very-high", "hba1c 90 2025-12-10; hba1c 110 2026-02-03")
    assert near.full == "HbA1c 90 → 110, which does not tell a change."
    band = _since("hba1c-very-high", "hba1c 84 2025-11-03; hba1c 92 2026-02-03")
    assert band.full == (
        "Worse since 10 Dec 2025; HbA1c 84 → 92, no more than it varies but past a threshold."
    )
    worse = _since("hba1c-very-high", "hba1c 90 2025-11-03; hba1c 110 2026-02-03")
    assert worse.full == "Worse since 10 Dec 2025; HbA1c 90 → 110."


@pytest.mark.parametrize(
    ("items", "rule", "words"),
    [
        ("hba1c 84 2025-11-03; hba1c 66 2026-01-02", "hba1c-high", "HbA1c 84 → 66 on 2 Jan"),
        # Only what did it is named, and of two that would, what the rule is about.
        (
            "hba1c 84 2025-11-03; hba1c 66 2026-01-02; contact 2026-01-05; acr 1 2026-01-02",
            "hba1c-high",
            "HbA1c 84 → 66 on 2 Jan",
        ),
        (
            "hba1c 70 2025-07-01; hba1c 68 2025-11-03; hba1c 57 2026-01-02;"
            " medicine sglt2 named Forxiga started 2026-01-09 issued 2026-02-01",
            "hba1c-stalled",
            "HbA1c 68 → 57 on 2 Jan",
        ),
        (
            "hba1c 70 2025-07-01; hba1c 68 2025-11-03;"
            " medicine sglt2 named Forxiga started 2026-01-09 issued 2026-02-01",
            "hba1c-stalled",
            "Forxiga started 9 Jan",
        ),
        (
            "hba1c 64 2025-07-01; hba1c 63 2025-11-03; target 65 agreed 2026-01-14",
            "hba1c-stalled",
            "own HbA1c target 65 agreed 14 Jan",
        ),
        (
            "medicine glp1 named Ozempic started 2024-01-01 issued 2026-02-01;"
            " medicine dpp4 named Januvia started 2024-01-01 issued 2025-12-20 ended 2026-01-03",
            "glp1-with-dpp4",
            "Januvia ended 3 Jan",
        ),
        (
            "foot_risk_left high 2024-01-01; foot_check 2026-01-07",
            "foot-review-overdue",
            "foot check 7 Jan",
        ),
        (
            "retinal_screen_attended 2024-01-01; retinal_screen_attended 2026-01-07",
            "eye-overdue",
            "eye screening attended 7 Jan",
        ),
        (
            "foot_risk_left moderate 2024-01-01; foot_risk_left moderate 2026-01-07",
            "foot-review-overdue",
            "left foot moderate on 7 Jan",
        ),
        # Five of eight are missing then; three results together leave too few.
        (
            "hba1c 50 2025-11-03; egfr 80 2025-11-03; smoking never 2025-11-03;"
            " acr 1 2026-01-02; bmi 27 2026-01-02; cholesterol 4 2026-01-02",
            "processes-missing",
            "urine ACR 1 on 2 Jan, BMI 27 on 2 Jan and total cholesterol 4 on 2 Jan",
        ),
        (
            "action agreed 2025-09-01 due 2025-10-01 closed 2026-01-03",
            "action-overdue",
            "its action was closed 3 Jan",
        ),
        # Nothing new: only the calendar.
        (
            "medicine glp1 named Ozempic started 2024-01-01 issued 2026-02-01;"
            " medicine dpp4 named Januvia started 2024-01-01 issued 2025-09-04",
            "glp1-with-dpp4",
            "Januvia not issued since 4 Sep 2025",
        ),
        ("severe_hypo 2025-03-03", "severe-hypo", "none since 3 Mar 2025"),
        (
            "born 1986-03-01; hba1c 50 2025-11-03",
            "young-type-2",
            "time has passed, and nothing new",
        ),
    ],
)
def test_a_flag_that_was_cleared_says_by_what(items: str, rule: str, words: str) -> None:
    cleared = _cleared(rule, items)
    assert (cleared.words, cleared.is_known) == (words, True)


def test_what_nobody_can_tell_any_more_is_not_called_cleared() -> None:
    cleared = _cleared("hba1c-high", "hba1c 84 2024-12-01")
    assert not cleared.is_known
    assert cleared.words == "not known any more: no HbA1c within 15 months"


def test_a_clear_that_has_its_own_reason_gives_it() -> None:
    cleared = _cleared("eye-overdue", "retinal_screen_declined 2026-01-07")
    assert cleared.words == "eye screening declined 7 Jan 2026"


def test_a_band_that_gave_way_to_another_is_not_cleared_as_well() -> None:
    found = _changed("hba1c 92 2025-11-03; hba1c 80 2026-02-03")
    assert "hba1c-very-high" not in [each.rule for each in found.cleared]
    gone = _changed("hba1c 92 2025-11-03; hba1c 66 2026-02-03")
    assert "hba1c-very-high" in [each.rule for each in gone.cleared]


def test_everyone_no_longer_counted_has_all_cleared_for_that_reason() -> None:
    found = _changed("hba1c 92 2025-11-03; left 2026-01-15")
    assert found.since == {}
    assert {each.words for each in found.cleared} == {"left the practice"}
