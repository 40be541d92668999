"""How meetings went: cases, time, decisions, actions and who came; what is not known is said."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from mdt_app.meeting.actions import agree_action, complete_action, withdraw_action
from mdt_app.meeting.agenda import build_agenda, defer, discussed, take_off_agenda, wait
from mdt_app.meeting.attendance import record_attendee
from mdt_app.meeting.decisions import record_decision
from mdt_app.meeting.meetings import end_meeting, plan_meeting, start_meeting
from mdt_app.meeting.process_figures import (
    ActionFigures,
    MeetingFigures,
    held_share,
    meeting_figures,
    minutes_per_case,
)
from mdt_app.meeting.values import Action, Attendee, Meeting
from mdt_app.vault.entries import Entry
from mdt_app.vault.workspace import Workspace
from tests.invented import TODAY
from tests.meeting.conftest import ADA, BRAM, CLEO, DITA, EMRE


def _figures(ws: Workspace, on: date = TODAY) -> tuple[MeetingFigures, ...]:
    with ws.vault.reading() as reading:
        return meeting_figures(reading, on)


def test_a_meeting_that_has_not_ended_has_no_figures(ws: Workspace, meeting: Meeting) -> None:
    start_meeting(ws, meeting.id)
    assert _figures(ws) == ()
    end_meeting(ws, meeting.id)
    assert len(_figures(ws)) == 1
    assert _figures(ws, TODAY - timedelta(1)) == (), "nor is there one before its day"


def test_every_case_is_counted_once_by_what_became_of_it(
    ws: Workspace, six_people: list[str], meeting: Meeting
) -> None:
    items = {i.nhs_number: i for i in build_agenda(ws, meeting.id, six_people[:5])}
    start_meeting(ws, meeting.id)
    discussed(ws, items[ADA])
    discussed(ws, items[BRAM])
    defer(ws, items[CLEO], "bloods awaited")
    record_decision(ws, meeting.id, ADA, ["intensify"], "")
    record_decision(ws, meeting.id, DITA, ["intensify"], "")
    take_off_agenda(ws, items[DITA])
    end_meeting(ws, meeting.id)
    (told,) = _figures(ws)
    assert (told.cases, told.discussed, told.deferred, told.not_reached) == (5, 3, 1, 1)
    assert (told.decided, told.carried) == (2, 2)


def test_actions_are_on_time_on_their_day_and_late_the_day_after(
    ws: Workspace, six_people: list[str], meeting: Meeting
) -> None:
    due = TODAY - timedelta(10)
    asked = Action(meeting=meeting.id, nhs_number=ADA, words="Book the eyes", due_on=due)
    days = (due, due + timedelta(1), None)
    for day in days:
        agreed = agree_action(ws, asked)
        if day is not None:
            complete_action(ws, agreed.id, day)
    withdraw_action(ws, agree_action(ws, asked).id)
    agree_action(ws, replace(asked, due_on=None))
    complete_action(ws, agree_action(ws, replace(asked, due_on=None)).id, due)
    end_meeting(ws, meeting.id)
    (told,) = _figures(ws)
    assert told.actions == ActionFigures(
        agreed=5,
        done_on_time=1,
        done_late=1,
        done_undated=1,
        open_in_time=1,
        open_overdue=1,
        withdrawn=1,
    )
    assert told.actions.on_time_percent == pytest.approx(100 / 3)


def test_an_open_action_is_not_overdue_on_its_own_day(
    ws: Workspace, six_people: list[str], meeting: Meeting
) -> None:
    agree_action(ws, Action(meeting=meeting.id, nhs_number=ADA, words="Ring", due_on=TODAY))
    end_meeting(ws, meeting.id)
    (told,) = _figures(ws)
    assert (told.actions.open_in_time, told.actions.open_overdue) == (1, 0)
    assert told.actions.on_time_percent is None, "nothing has fallen due"
    (later,) = _figures(ws, TODAY + timedelta(1))
    assert later.actions.open_overdue == 1


def test_attendance_is_counted_by_role_and_apologies_apart(ws: Workspace, meeting: Meeting) -> None:
    for name, role, came in (
        ("A. Chair", "Chair", True),
        ("B. Doctor", "GP", True),
        ("C. Doctor", "GP", True),
        ("D. Doctor", "GP", False),
        ("E. Guest", "Interpreter", True),
    ):
        record_attendee(ws, meeting.id, Attendee("", name, role, "", came))
    end_meeting(ws, meeting.id)
    (told,) = _figures(ws)
    assert told.attendance == (("Chair", 1), ("GP", 2), ("Interpreter", 1))
    assert (told.apologies, told.present) == ((("GP", 1),), 4)
    assert told.attendance_words == "Chair 1 · GP 2 · Interpreter 1"


def test_what_nobody_recorded_is_said_and_is_no_zero(ws: Workspace, meeting: Meeting) -> None:
    end_meeting(ws, meeting.id)
    (told,) = _figures(ws)
    assert told.minutes_per_case is None
    assert (told.minutes_words, told.attendance_words) == ("not recorded", "not recorded")


def test_a_meeting_typed_up_on_another_day_says_nothing_of_its_time(
    ws: Workspace, six_people: list[str]
) -> None:
    """Moments are the computer's; this meeting was held long before they were entered."""
    held = plan_meeting(ws, Meeting("", "Network 3 MDT", date(2020, 1, 8)))
    (item,) = build_agenda(ws, held.id, [ADA])
    start_meeting(ws, held.id)
    discussed(ws, item)
    end_meeting(ws, held.id)
    assert _figures(ws)[0].minutes_per_case is None


def test_a_meeting_entered_as_it_was_held_has_its_time(
    ws: Workspace, six_people: list[str]
) -> None:
    began = datetime.now().astimezone().date()
    held = plan_meeting(ws, Meeting("", "Network 3 MDT", began))
    first, second = build_agenda(ws, held.id, [ADA, BRAM])
    start_meeting(ws, held.id)
    discussed(ws, first)
    wait(ws, discussed(ws, second))
    end_meeting(ws, held.id)
    (told,) = _figures(ws, max(began, TODAY))
    if datetime.now().astimezone().date() == began:  # not over midnight
        assert told.minutes_per_case is not None
        assert 0 < told.minutes_per_case < 5


DAY = date(2026, 9, 17)


def _entry(kind: str, minute: int, about: str = "", **payload: Any) -> Entry:
    """Something entered so many minutes after one o'clock, here."""
    at = datetime(2026, 9, 17, 13, 0).astimezone() + timedelta(minutes=minute)
    held = {"reason": "", **payload}
    return Entry("", "", 0, at.astimezone(UTC), "", "", kind, about, "m", held, (), "", "")


def _held(start: int, end: int) -> list[Entry]:
    return [
        _entry("meeting", -60, state="planned"),
        _entry("meeting", start, state="open"),
        _entry("meeting", end, state="ended"),
    ]


def test_minutes_per_case_run_from_the_opening_to_the_last_case_closed() -> None:
    items = [
        _entry("agenda_item", 0, ADA, state="waiting"),
        _entry("agenda_item", 6, ADA, state="discussed"),
        _entry("agenda_item", 10, BRAM, state="deferred", reason="bloods awaited"),
        _entry("agenda_item", 15, CLEO, state="discussed"),
        _entry("agenda_item", 40, ADA, state="discussed", reason="words changed afterwards"),
        _entry("agenda_item", 45, DITA, state="deferred", reason="not reached in the meeting"),
        _entry("agenda_item", 60, EMRE, state="discussed", reason="entered afterwards"),
    ]
    assert minutes_per_case(DAY, _held(0, 45), items) == 5.0


def test_a_case_put_back_and_never_closed_again_still_took_its_time_once() -> None:
    items = [
        _entry("agenda_item", 8, ADA, state="discussed"),
        _entry("agenda_item", 9, ADA, state="waiting"),
        _entry("agenda_item", 12, ADA, state="discussed", undone=True),
    ]
    assert minutes_per_case(DAY, _held(0, 20), items) == 8.0


def test_without_an_opening_or_an_end_there_is_no_time() -> None:
    items = [_entry("agenda_item", 6, ADA, state="discussed")]
    opened, ended = _held(0, 30)[:2], [*_held(0, 30)[:1], *_held(0, 30)[2:]]
    assert minutes_per_case(DAY, opened, items) is None
    assert minutes_per_case(DAY, ended, items) is None
    assert minutes_per_case(DAY, _held(0, 30), []) is None


def test_a_planned_meeting_whose_day_went_by_was_not_held(ws: Workspace) -> None:
    for day in (date(2026, 9, 10), date(2026, 10, 8)):
        held = plan_meeting(ws, Meeting("", "Network 3 MDT", day))
        end_meeting(ws, held.id)
    plan_meeting(ws, Meeting("", "Network 3 MDT", TODAY - timedelta(days=1)))
    plan_meeting(ws, Meeting("", "Network 3 MDT", TODAY))
    with ws.vault.reading() as reading:
        share = held_share(reading, TODAY)
        earlier = held_share(reading, date(2026, 9, 30))
        before = held_share(reading, date(2026, 1, 1))
    assert (share.held, share.planned) == (2, 3)
    assert share.words == "2 of 3 planned meetings held (67 %); not held: 25 Nov 2026."
    assert earlier.words == "1 of 1 planned meeting held (100 %)."
    assert before.words == ""
