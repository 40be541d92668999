"""A flag is set aside for one person, with a reason, until the day on which it is asked again."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

import pytest

from mdt_app.errors import UserError
from mdt_app.meeting.meetings import plan_meeting
from mdt_app.meeting.set_aside import (
    set_aside,
    set_aside_about,
    set_aside_by_person,
    set_aside_counts,
    set_aside_history,
    set_aside_words,
    take_up_again,
)
from mdt_app.meeting.undo import redo_last, undo_last
from mdt_app.meeting.values import Meeting, SetAside
from mdt_app.meeting.versions import SET_ASIDE
from mdt_app.vault.entries import all_entries, current_entries
from mdt_app.vault.workspace import Workspace
from tests.invented import TODAY
from tests.meeting.conftest import ADA, BRAM

RULE, OTHER = "egfr-very-low", "hba1c-high"
AGAIN = date(2027, 5, 26)


def _held(ws: Workspace, on: date = TODAY, number: str = ADA) -> dict[str, SetAside]:
    with ws.vault.reading() as reading:
        return dict(set_aside_about(reading, number, on))


@contextmanager
def _another_day(ws: Workspace, day: date, user: str = "") -> Iterator[Workspace]:
    yield replace(ws, today=lambda: day, user=user or ws.user)


def test_it_holds_from_its_day_until_the_day_before_it_is_asked_again(ws: Workspace) -> None:
    set_aside(ws, ADA, RULE, "seen by renal clinic", AGAIN)
    assert RULE not in _held(ws, date(2026, 11, 25))
    assert RULE in _held(ws, TODAY)
    assert RULE in _held(ws, date(2027, 5, 25))
    assert RULE not in _held(ws, AGAIN)


def test_it_says_who_when_why_and_until(ws: Workspace) -> None:
    one = set_aside(ws, ADA, RULE, " seen by\nrenal clinic ", AGAIN)
    assert set_aside_words(one, TODAY) == (
        "set aside by N. Patel 26 Nov: seen by renal clinic · ask again 26 May 2027"
    )
    assert "26 Nov 2026:" in set_aside_words(one, date(2027, 1, 2))


def test_it_is_about_one_person_and_one_rule(ws: Workspace) -> None:
    set_aside(ws, ADA, RULE, "seen by renal clinic", AGAIN)
    assert set(_held(ws)) == {RULE}
    assert _held(ws, number=BRAM) == {}


@pytest.mark.parametrize("reason", ["", "  \n "])
def test_a_reason_is_required(ws: Workspace, reason: str) -> None:
    with pytest.raises(UserError, match="needs a reason"):
        set_aside(ws, ADA, RULE, reason, AGAIN)
    assert _held(ws) == {}


@pytest.mark.parametrize(
    ("day", "is_refused"),
    [
        (date(2026, 11, 25), True),
        (TODAY, True),
        (date(2026, 11, 27), False),
        (date(2028, 11, 26), False),
        (date(2028, 11, 27), True),
    ],
)
def test_the_day_to_ask_again_is_after_today_and_within_two_years(
    ws: Workspace, day: date, is_refused: bool
) -> None:
    if is_refused:
        with pytest.raises(UserError) as told:
            set_aside(ws, ADA, RULE, "seen by renal clinic", day)
        assert told.value.hint
    else:
        set_aside(ws, ADA, RULE, "seen by renal clinic", day)
    assert (RULE in _held(ws)) is not is_refused


def test_the_same_again_enters_nothing(ws: Workspace) -> None:
    set_aside(ws, ADA, RULE, "seen by renal clinic", AGAIN)
    set_aside(ws, ADA, RULE, "seen by renal clinic", AGAIN)
    take_up_again(ws, ADA, OTHER)
    with ws.vault.reading() as reading:
        assert len(all_entries(reading, SET_ASIDE)) == 1


def test_it_can_be_taken_up_again_and_undone_and_redone(ws: Workspace) -> None:
    set_aside(ws, ADA, RULE, "seen by renal clinic", AGAIN)
    take_up_again(ws, ADA, RULE)
    assert _held(ws) == {}
    assert str(undo_last(ws, "")) == "flag taken up again"
    assert _held(ws)[RULE].reason == "seen by renal clinic"
    assert str(undo_last(ws, "")) == "flag set aside"
    assert _held(ws) == {}
    assert undo_last(ws, "") is None
    redo_last(ws, "")
    assert RULE in _held(ws)


def test_what_was_set_aside_before_it_changed_is_still_told_of_its_days(ws: Workspace) -> None:
    set_aside(ws, ADA, RULE, "seen by renal clinic", AGAIN)
    with _another_day(ws, date(2027, 1, 12), "B. Chair") as later:
        take_up_again(later, ADA, RULE)
    with _another_day(ws, date(2027, 2, 1), "B. Chair") as later:
        set_aside(later, ADA, RULE, "dialysis agreed", date(2027, 8, 1))
    assert _held(ws, date(2027, 1, 11))[RULE].by == "N. Patel"
    assert _held(ws, date(2027, 1, 12)) == {}
    assert _held(ws, date(2027, 2, 1))[RULE].reason == "dialysis agreed"
    with ws.vault.reading() as reading:
        told = [one.reason for one in set_aside_history(reading, ADA, RULE)]
    assert told == ["seen by renal clinic", "", "dialysis agreed"]


def test_an_undone_change_keeps_who_set_it_aside(ws: Workspace) -> None:
    set_aside(ws, ADA, RULE, "seen by renal clinic", AGAIN)
    other = replace(ws, user="B. Chair")
    take_up_again(other, ADA, RULE)
    undo_last(other, "")
    assert _held(ws)[RULE].by == "N. Patel"


def test_two_of_one_day_are_settled_by_the_next(ws: Workspace) -> None:
    """Two laptops set one flag aside on one day; merged, both stand until one replaces both."""
    set_aside(ws, ADA, RULE, "seen by renal clinic", AGAIN)
    with ws.vault.reading() as reading:
        (first,) = current_entries(reading, SET_ASIDE)
    with ws.vault.writing("B. Chair", "flag set aside") as writing:
        held = {**first.payload, "reason": "palliative", "by": "B. Chair", "step": "x"}
        writing.record(SET_ASIDE, held, about=ADA)
    assert _held(ws)[RULE].reason == "palliative"
    set_aside(ws, ADA, RULE, "both agree", AGAIN)
    with ws.vault.reading() as reading:
        (now,) = current_entries(reading, SET_ASIDE)
    assert now.payload["reason"] == "both agree"
    assert len(now.replaces) == 2


def test_in_a_meeting_it_holds_on_the_meetings_day_and_is_undone_there(ws: Workspace) -> None:
    held = plan_meeting(ws, Meeting("", "Network 3 MDT", date(2026, 11, 24)))
    set_aside(ws, ADA, RULE, "seen by renal clinic", AGAIN, held.id)
    assert RULE in _held(ws, date(2026, 11, 24))
    assert undo_last(ws, "") is None
    assert str(undo_last(ws, held.id)) == "flag set aside"
    assert _held(ws) == {}


def test_in_a_meeting_still_to_come_it_is_asked_again_after_the_meeting(ws: Workspace) -> None:
    coming = plan_meeting(ws, Meeting("", "Network 3 MDT", date(2026, 12, 10)))
    with pytest.raises(UserError, match="passed"):
        set_aside(ws, ADA, RULE, "seen by renal clinic", date(2026, 12, 10), coming.id)
    set_aside(ws, ADA, RULE, "seen by renal clinic", date(2026, 12, 11), coming.id)
    assert RULE in _held(ws, date(2026, 12, 10))


def test_they_are_counted_by_rule_and_by_person(ws: Workspace) -> None:
    set_aside(ws, ADA, RULE, "seen by renal clinic", AGAIN)
    set_aside(ws, BRAM, RULE, "seen by renal clinic", date(2026, 12, 1))
    set_aside(ws, BRAM, OTHER, "frail", AGAIN)
    with ws.vault.reading() as reading:
        assert set_aside_counts(reading, TODAY) == {RULE: 2, OTHER: 1}
        assert set_aside_counts(reading, date(2026, 12, 1)) == {RULE: 1, OTHER: 1}
        found = set_aside_by_person(reading, TODAY)
    assert {number: set(rules) for number, rules in found.items()} == {
        ADA: {RULE},
        BRAM: {RULE, OTHER},
    }
