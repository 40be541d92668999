"""The agenda: who is on it, in which order, and how far the meeting has come."""

from dataclasses import replace

import pytest

from mdt_app.errors import UserError
from mdt_app.meeting.agenda import (
    add_to_agenda,
    agenda,
    build_agenda,
    come_back_to,
    defer,
    discussed,
    next_to_speak_of,
    park,
    take_off_agenda,
    to_go,
    wait,
)
from mdt_app.meeting.decisions import record_decision
from mdt_app.meeting.nominations import nominate
from mdt_app.meeting.undo import redo_last, undo_last
from mdt_app.meeting.values import Meeting, Nomination
from mdt_app.vault.workspace import Workspace
from tests.meeting.conftest import ADA, BRAM, CLEO, DITA, EMRE, FAYE


def _numbers(ws: Workspace, meeting: Meeting) -> list[str]:
    with ws.vault.reading() as reading:
        return [item.nhs_number for item in agenda(reading, meeting.id)]


def test_the_agenda_goes_practice_by_practice_and_keeps_the_ranking_in_each(
    ws: Workspace, meeting: Meeting, six_people: list[str]
) -> None:
    build_agenda(ws, meeting.id, [FAYE, CLEO, BRAM, ADA, EMRE, DITA])
    assert _numbers(ws, meeting) == [CLEO, ADA, BRAM, EMRE, FAYE, DITA]


def test_noted_cases_come_after_the_full_ones_of_their_practice(
    ws: Workspace, meeting: Meeting, six_people: list[str]
) -> None:
    nominate(ws, Nomination(ADA, True, lane="noted", asked="agreed"))
    nominate(ws, Nomination(CLEO, True, "What now?", asked="agreed"))
    build_agenda(ws, meeting.id)
    assert _numbers(ws, meeting) == [CLEO, ADA]


def test_nobody_who_objects_or_is_left_out_gets_on_the_agenda(
    ws: Workspace, meeting: Meeting, six_people: list[str]
) -> None:
    nominate(ws, Nomination(ADA, True, "What now?", asked="objects"))
    nominate(ws, Nomination(BRAM, True, lane="not_this_time", reason="abroad"))
    nominate(ws, Nomination(CLEO, True, "What now?"))
    build_agenda(ws, meeting.id)
    assert _numbers(ws, meeting) == [CLEO]
    build_agenda(ws, meeting.id, [ADA, CLEO])
    assert _numbers(ws, meeting) == [CLEO]


def test_building_again_keeps_what_was_discussed_and_takes_off_only_who_waits(
    ws: Workspace, meeting: Meeting, six_people: list[str]
) -> None:
    first, *_ = build_agenda(ws, meeting.id, [ADA, BRAM, CLEO])
    discussed(ws, first)
    again = build_agenda(ws, meeting.id, [DITA, BRAM])
    assert [(i.nhs_number, i.state) for i in again] == [
        (ADA, "discussed"),
        (BRAM, "waiting"),
        (DITA, "waiting"),
    ]
    assert again[0].id == first.id


def test_a_case_can_be_deferred_with_a_reason_and_put_back(
    ws: Workspace, meeting: Meeting, six_people: list[str]
) -> None:
    (item,) = build_agenda(ws, meeting.id, [ADA])
    deferred = defer(ws, item, " bloods awaited ")
    assert (deferred.id, deferred.state, deferred.reason) == (item.id, "deferred", "bloods awaited")
    assert wait(ws, deferred) == item
    with pytest.raises(UserError, match="reason"):
        defer(ws, item, " ")


def test_what_two_marked_apart_is_one_again_once_somebody_marks_it(
    ws: Workspace, meeting: Meeting, six_people: list[str]
) -> None:
    (item,) = build_agenda(ws, meeting.id, [ADA])
    content = {"position": 1, "state": "discussed", "reason": "", "id": item.id}
    for who in ("Dr One", "Dr Two"):
        with ws.vault.writing(who, "case discussed") as writing:
            writing.record(
                "agenda_item", content, about=ADA, meeting=meeting.id, replaces=[item.id]
            )
    assert _numbers(ws, meeting) == [ADA, ADA]
    discussed(ws, item)
    assert _numbers(ws, meeting) == [ADA]


def test_somebody_brought_up_late_comes_last_and_only_once(
    ws: Workspace, meeting: Meeting, six_people: list[str]
) -> None:
    build_agenda(ws, meeting.id, [BRAM, FAYE])
    late = add_to_agenda(ws, meeting.id, ADA)
    assert add_to_agenda(ws, meeting.id, ADA) == late
    assert _numbers(ws, meeting) == [BRAM, FAYE, ADA]
    take_off_agenda(ws, late)
    assert _numbers(ws, meeting) == [BRAM, FAYE]


def test_a_parked_case_is_still_to_go_and_comes_after_the_last_that_waits(
    ws: Workspace, meeting: Meeting, six_people: list[str]
) -> None:
    first, *_ = build_agenda(ws, meeting.id, [ADA, BRAM, CLEO])
    park(ws, first)
    with ws.vault.reading() as reading:
        items = agenda(reading, meeting.id)
    assert [item.state for item in items] == ["parked", "waiting", "waiting"]
    assert to_go(items) == items
    assert next_to_speak_of(items, 1) == 2
    assert next_to_speak_of(items, 2) == 1
    all_but_parked = [items[0], *(replace(item, state="discussed") for item in items[1:])]
    assert next_to_speak_of(all_but_parked, 2) == 0
    assert next_to_speak_of(all_but_parked, 0) is None


def test_coming_back_to_a_parked_case_is_no_step_of_its_own(
    ws: Workspace, meeting: Meeting, six_people: list[str]
) -> None:
    first, _ = build_agenda(ws, meeting.id, [ADA, BRAM])
    record_decision(ws, meeting.id, ADA, ["intensify"], "")
    assert come_back_to(ws, first) == first, "it is not parked"
    park(ws, first)
    assert str(undo_last(ws, meeting.id)) == "case parked"
    assert str(redo_last(ws, meeting.id)) == "case parked"
    assert come_back_to(ws, first).state == "waiting"
    assert str(undo_last(ws, meeting.id)) == "decision recorded"
    assert str(redo_last(ws, meeting.id)) == "decision recorded"


def test_somebody_comes_right_after_a_case_and_late_with_a_reason(
    ws: Workspace, meeting: Meeting, six_people: list[str]
) -> None:
    first, _ = build_agenda(ws, meeting.id, [BRAM, FAYE])
    late = add_to_agenda(
        ws, meeting.id, ADA, after=first, is_late=True, late_reason=" admitted today "
    )
    assert (late.is_late, late.late_reason) == (True, "admitted today")
    assert _numbers(ws, meeting) == [BRAM, ADA, FAYE]
    add_to_agenda(ws, meeting.id, CLEO, after=first)
    assert _numbers(ws, meeting) == [BRAM, ADA, CLEO, FAYE]
    with ws.vault.reading() as reading:
        assert [item.is_late for item in agenda(reading, meeting.id)] == [False, True, False, False]
    assert str(undo_last(ws, meeting.id)) == "case added"
    assert _numbers(ws, meeting) == [BRAM, ADA, FAYE]
    discussed(ws, late)
    with ws.vault.reading() as reading:
        assert agenda(reading, meeting.id)[1].late_reason == "admitted today"


def test_who_asked_not_to_be_discussed_is_not_added_in_the_meeting(
    ws: Workspace, meeting: Meeting, six_people: list[str]
) -> None:
    nominate(ws, Nomination(ADA, True, "One?", asked="objects"))
    with pytest.raises(UserError, match="asked not to be discussed"):
        add_to_agenda(ws, meeting.id, ADA)
    assert _numbers(ws, meeting) == []
