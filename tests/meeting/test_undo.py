"""Undo and redo take back and restore by new entries, and never the wrong thing."""

from dataclasses import replace

import pytest

from mdt_app.errors import UserError
from mdt_app.meeting.actions import actions_of, agree_action, complete_action
from mdt_app.meeting.agenda import agenda, build_agenda, defer, discussed
from mdt_app.meeting.decisions import decisions_about, record_decision
from mdt_app.meeting.meetings import end_meeting, start_meeting
from mdt_app.meeting.nominations import nominate, nominations
from mdt_app.meeting.undo import redo_last, undo_and_redo_words, undo_last
from mdt_app.meeting.values import Action, Meeting, Nomination
from mdt_app.vault.entries import all_entries
from mdt_app.vault.workspace import Workspace
from tests.meeting.conftest import ADA, BRAM


def _choices(ws: Workspace, number: str = ADA) -> list[tuple[str, ...]]:
    with ws.vault.reading() as reading:
        return [decision.choices for decision in decisions_about(reading, number)]


def test_undo_goes_back_step_by_step_and_redo_forward_again(
    ws: Workspace, meeting: Meeting
) -> None:
    record_decision(ws, meeting.id, ADA, ["intensify"], "")
    record_decision(ws, meeting.id, ADA, ["start_insulin"], "")
    assert str(undo_last(ws, meeting.id)) == "decision changed"
    assert _choices(ws) == [("intensify",)]
    assert str(undo_last(ws, meeting.id)) == "decision recorded"
    assert _choices(ws) == []
    assert undo_last(ws, meeting.id) is None
    redo_last(ws, meeting.id)
    assert _choices(ws) == [("intensify",)]
    redo_last(ws, meeting.id)
    assert _choices(ws) == [("start_insulin",)]
    assert redo_last(ws, meeting.id) is None


def test_undo_erases_nothing_and_is_on_the_trail(ws: Workspace, meeting: Meeting) -> None:
    record_decision(ws, meeting.id, ADA, ["intensify"], "")
    with ws.vault.reading() as reading:
        before = all_entries(reading)
    undo_last(ws, meeting.id)
    redo_last(ws, meeting.id)
    with ws.vault.reading() as reading:
        after = all_entries(reading)
    assert after[: len(before)] == before
    assert [entry.act for entry in after[len(before) :]] == [
        "undone: decision recorded",
        "redone: decision recorded",
    ]


def test_something_new_after_an_undo_leaves_nothing_to_redo(
    ws: Workspace, meeting: Meeting
) -> None:
    record_decision(ws, meeting.id, ADA, ["intensify"], "")
    undo_last(ws, meeting.id)
    record_decision(ws, meeting.id, ADA, ["continue"], "")
    assert redo_last(ws, meeting.id) is None
    assert _choices(ws) == [("continue",)]


def test_undo_says_whom_it_was_about(ws: Workspace, meeting: Meeting) -> None:
    record_decision(ws, meeting.id, ADA, ["intensify"], "")
    record_decision(ws, meeting.id, BRAM, ["intensify"], "")
    assert undo_and_redo_words(ws, meeting.id) == ("decision recorded", "")
    taken = undo_last(ws, meeting.id)
    assert taken is not None
    assert taken.about == (BRAM,)
    assert _choices(ws, ADA) == [("intensify",)]
    assert undo_and_redo_words(ws, meeting.id) == ("decision recorded", "decision recorded")


def test_undo_covers_actions_items_and_nominations(
    ws: Workspace, meeting: Meeting, six_people: list[str]
) -> None:
    nominate(ws, Nomination(ADA, True, "One?"))
    nominate(ws, Nomination(ADA, True, "Two?"))
    (item,) = build_agenda(ws, meeting.id, [ADA])
    defer(ws, item, "bloods awaited")
    action = agree_action(ws, Action(meeting=meeting.id, nhs_number=ADA, words="Book eyes"))
    complete_action(ws, action.id)
    for expected in ("action done", "action agreed", "case deferred"):
        assert str(undo_last(ws, meeting.id)) == expected
    undo_last(ws, "")
    with ws.vault.reading() as reading:
        assert actions_of(reading, meeting.id) == []
        assert agenda(reading, meeting.id) == [item]
        assert nominations(reading)[ADA].question == "One?"


def test_an_agenda_built_in_one_step_is_undone_in_one(
    ws: Workspace, meeting: Meeting, six_people: list[str]
) -> None:
    built = build_agenda(ws, meeting.id, six_people)
    undo_last(ws, meeting.id)
    with ws.vault.reading() as reading:
        assert agenda(reading, meeting.id) == []
    redo_last(ws, meeting.id)
    with ws.vault.reading() as reading:
        assert agenda(reading, meeting.id) == built


def test_the_start_and_the_end_of_a_meeting_stop_undo(
    ws: Workspace, meeting: Meeting, six_people: list[str]
) -> None:
    nominate(ws, Nomination(ADA, True, "One?"))
    (item,) = build_agenda(ws, meeting.id, [ADA])
    start_meeting(ws, meeting.id)
    assert undo_last(ws, meeting.id) is None
    record_decision(ws, meeting.id, ADA, ["intensify"], "")
    discussed(ws, item)
    end_meeting(ws, meeting.id)
    assert undo_last(ws, meeting.id) is None
    assert undo_last(ws, "") is None, "what the ended meeting has closed is not opened by undo"
    assert _choices(ws) == [("intensify",)]


def test_undo_takes_back_only_what_the_same_person_entered(ws: Workspace, meeting: Meeting) -> None:
    record_decision(ws, meeting.id, ADA, ["intensify"], "")
    record_decision(replace(ws, user="Dr A. Chair"), meeting.id, BRAM, ["continue"], "")
    undo_last(ws, meeting.id)
    assert (_choices(ws, ADA), _choices(ws, BRAM)) == ([], [("continue",)])


def test_what_somebody_else_changed_since_cannot_be_undone(ws: Workspace, meeting: Meeting) -> None:
    record_decision(ws, meeting.id, ADA, ["intensify"], "")
    record_decision(replace(ws, user="Dr A. Chair"), meeting.id, ADA, ["continue"], "")
    with pytest.raises(UserError, match="changed since"):
        undo_last(ws, meeting.id)
    assert _choices(ws) == [("continue",)]


def test_undoing_what_settled_two_rivals_brings_both_back(ws: Workspace, meeting: Meeting) -> None:
    first = record_decision(ws, meeting.id, ADA, ["intensify"], "")
    for code in ("start_insulin", "start_glp1"):
        record_decision(ws, meeting.id, ADA, [code], "", replaces=[first.id])
    record_decision(ws, meeting.id, ADA, ["continue"], "settled")
    undo_last(ws, meeting.id)
    assert _choices(ws) == [("start_insulin",), ("start_glp1",)]
    redo_last(ws, meeting.id)
    assert _choices(ws) == [("continue",)]


def test_undoing_what_settled_two_first_decisions_parts_them_again(
    ws: Workspace, meeting: Meeting
) -> None:
    record_decision(ws, meeting.id, ADA, ["start_insulin"], "", replaces=[])
    record_decision(ws, meeting.id, ADA, ["start_glp1"], "", replaces=[])
    record_decision(ws, meeting.id, ADA, ["continue"], "settled")
    undo_last(ws, meeting.id)
    assert sorted(_choices(ws)) == [("start_glp1",), ("start_insulin",)]
    undo_last(ws, meeting.id)
    assert _choices(ws) == [("start_insulin",)]
    redo_last(ws, meeting.id)
    redo_last(ws, meeting.id)
    assert _choices(ws) == [("continue",)]
