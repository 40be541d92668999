"""Actions have words, an owner and a day, and what becomes of them is followed."""

from dataclasses import replace
from datetime import date

import pytest

from mdt_app.errors import UserError
from mdt_app.meeting.actions import (
    actions_about,
    actions_of,
    agree_action,
    amend_action,
    complete_action,
    is_overdue,
    open_actions,
    reopen_action,
    withdraw_action,
)
from mdt_app.meeting.agenda import build_agenda, discussed
from mdt_app.meeting.attendance import attendees, record_attendee, strike_attendee, usual_attendees
from mdt_app.meeting.decisions import record_decision
from mdt_app.meeting.ending import left_behind
from mdt_app.meeting.values import Action, Attendee, Meeting
from mdt_app.meeting.versions import history_of
from mdt_app.vault.workspace import Workspace
from tests.invented import TODAY
from tests.meeting.conftest import ADA, BRAM, CLEO

START = Action(
    nhs_number=ADA, words="Start dapagliflozin", owner="Dr S. Rahman", due_on=date(2027, 1, 11)
)


@pytest.fixture
def start(ws: Workspace, meeting: Meeting, six_people: list[str]) -> Action:
    return agree_action(ws, replace(START, meeting=meeting.id))


def test_an_action_belongs_to_the_persons_practice_unless_another_is_named(
    ws: Workspace, start: Action
) -> None:
    assert start.practice == "Y00001"
    assert agree_action(ws, replace(START, practice="Y00003")).practice == "Y00003"


def test_an_action_can_be_for_a_practice_and_nobody_in_person(
    ws: Workspace, meeting: Meeting
) -> None:
    teaching = agree_action(
        ws,
        Action(
            meeting=meeting.id,
            words="Foot examination, one hour",
            category="education",
            audience="practice",
            practice="Y00002",
        ),
    )
    with ws.vault.reading() as reading:
        assert actions_of(reading, meeting.id) == [teaching]
    assert teaching.nhs_number == ""


def test_what_becomes_of_an_action_is_kept_version_by_version(ws: Workspace, start: Action) -> None:
    amend_action(ws, replace(start, owner="N. Patel"))
    complete_action(ws, start.id, note="issued")
    reopen_action(ws, start.id, note="not collected")
    done = complete_action(ws, start.id, date(2026, 11, 20))
    assert (done.id, done.owner, done.state) == (start.id, "N. Patel", "done")
    assert done.done_on == date(2026, 11, 20)
    with ws.vault.reading() as reading:
        assert actions_about(reading, ADA) == [done]
        assert [entry.act for entry in history_of(reading, start.id)] == [
            "action agreed",
            "action changed",
            "action done",
            "action reopened",
            "action done",
        ]


def test_changing_the_words_does_not_reopen_what_is_done(ws: Workspace, start: Action) -> None:
    complete_action(ws, start.id)
    changed = amend_action(ws, replace(start, words="Start dapagliflozin 10 mg"))
    assert (changed.state, changed.done_on) == ("done", TODAY)


def test_open_actions_come_earliest_due_first_and_undated_last(
    ws: Workspace, start: Action
) -> None:
    undated = agree_action(ws, replace(START, due_on=None))
    early = agree_action(ws, replace(START, due_on=date(2026, 12, 1)))
    gone = agree_action(ws, START)
    withdraw_action(ws, gone.id, "no longer wanted")
    with ws.vault.reading() as reading:
        assert [a.id for a in open_actions(reading)] == [early.id, start.id, undated.id]


def test_an_action_is_overdue_from_the_day_after_its_day() -> None:
    assert not is_overdue(START, date(2027, 1, 11))
    assert is_overdue(START, date(2027, 1, 12))
    assert not is_overdue(replace(START, state="done"), date(2027, 1, 12))
    assert not is_overdue(replace(START, due_on=None), date(2027, 1, 12))


def test_an_action_needs_words_and_a_category_that_exists(ws: Workspace) -> None:
    with pytest.raises(UserError, match="words"):
        agree_action(ws, replace(START, words=" "))
    with pytest.raises(ValueError, match="category"):
        agree_action(ws, replace(START, category="chores"))


def test_ending_shows_what_is_undecided_ownerless_dateless_and_waiting(
    ws: Workspace, meeting: Meeting, start: Action
) -> None:
    items = {i.nhs_number: i for i in build_agenda(ws, meeting.id, [ADA, BRAM, CLEO])}
    discussed(ws, items[ADA])
    discussed(ws, items[BRAM])
    record_decision(ws, meeting.id, ADA, ["intensify"], "")
    nobodys = agree_action(ws, replace(start, id="", owner=""))
    undated = agree_action(ws, replace(start, id="", due_on=None))
    withdraw_action(ws, agree_action(ws, replace(start, id="", owner="")).id)
    with ws.vault.reading() as reading:
        left = left_behind(reading, meeting.id)
    assert [item.nhs_number for item in left.undecided] == [BRAM]
    assert left.waiting == (items[CLEO],)
    assert (left.ownerless, left.dateless) == ((nobodys,), (undated,))
    assert not left.is_nothing


def test_two_rival_decisions_are_shown_at_the_end(
    ws: Workspace, meeting: Meeting, six_people: list[str]
) -> None:
    (item,) = build_agenda(ws, meeting.id, [ADA])
    discussed(ws, item)
    first = record_decision(ws, meeting.id, ADA, ["intensify"], "")
    for words in ("one", "two"):
        record_decision(ws, meeting.id, ADA, ["intensify"], words, replaces=[first.id])
    with ws.vault.reading() as reading:
        assert [i.id for i in left_behind(reading, meeting.id).rivals] == [item.id]


def test_who_came_stands_before_who_sent_apologies_each_by_role(
    ws: Workspace, meeting: Meeting
) -> None:
    nurse = record_attendee(ws, meeting.id, Attendee("", "N. Patel", "Practice nurse", "Y00001"))
    chair = record_attendee(ws, meeting.id, Attendee("", "Dr A. Chair", "Chair"))
    away = record_attendee(ws, meeting.id, Attendee("", "Dr B. Away", "GP", "Y00002", False))
    mistaken = record_attendee(ws, meeting.id, Attendee("", "Nobody", "GP"))
    strike_attendee(ws, mistaken)
    with ws.vault.reading() as reading:
        assert attendees(reading, meeting.id) == [chair, nurse, away]
    came = record_attendee(ws, meeting.id, replace(away, is_present=True))
    assert came.id == away.id
    with ws.vault.reading() as reading:
        assert attendees(reading, meeting.id) == [chair, came, nurse]


def test_who_came_last_time_is_offered_for_the_next_meeting(
    ws: Workspace, meeting: Meeting
) -> None:
    record_attendee(ws, meeting.id, Attendee("", "Dr A. Chair", "Chair"))
    record_attendee(ws, meeting.id, Attendee("", "Dr B. Away", "GP", "Y00002", False))
    with ws.vault.reading() as reading:
        assert usual_attendees(reading, "another") == [Attendee("", "Dr A. Chair", "Chair")]
        assert usual_attendees(reading, meeting.id) == []
