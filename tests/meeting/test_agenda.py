"""The agenda: who is on it, in which order, and how far the meeting has come."""

from dataclasses import replace
from datetime import timedelta

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
from mdt_app.meeting.meetings import (
    change_meeting,
    end_meeting,
    plan_meeting,
    start_meeting,
)
from mdt_app.meeting.nominations import nominate
from mdt_app.meeting.undo import redo_last, undo_last
from mdt_app.meeting.values import Meeting, Nomination
from mdt_app.meeting.versions import versions_now
from mdt_app.vault.workspace import Workspace
from tests.invented import TODAY
from tests.meeting.conftest import ADA, BRAM, CLEO, DITA, EMRE, FAYE, AddPerson, well


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


LATE = replace(Nomination("", True, "What now?", asked="agreed"), chosen_on=TODAY)


def test_who_was_chosen_after_the_cut_off_is_late_on_the_agenda_with_the_reason(
    ws: Workspace, meeting: Meeting, six_people: list[str]
) -> None:
    closed = change_meeting(ws, replace(meeting, cut_off=TODAY - timedelta(2)))
    in_time = replace(LATE, nhs_number=BRAM, chosen_on=TODAY - timedelta(2))
    nominate(ws, in_time)
    nominate(ws, replace(LATE, nhs_number=ADA, late_reason="seen on Wednesday"))
    items = {item.nhs_number: item for item in build_agenda(ws, meeting.id)}
    assert (items[ADA].is_late, items[ADA].late_reason) == (True, "seen on Wednesday")
    assert not items[BRAM].is_late
    assert _numbers(ws, meeting) == [BRAM, ADA]  # late ones after all who were in time
    change_meeting(ws, replace(closed, cut_off=TODAY))
    again = {item.nhs_number: item for item in build_agenda(ws, meeting.id)}
    assert not again[ADA].is_late
    assert again[ADA].id == items[ADA].id


def test_who_is_put_on_the_agenda_of_an_open_meeting_is_late(
    ws: Workspace, meeting: Meeting, six_people: list[str]
) -> None:
    build_agenda(ws, meeting.id, [BRAM])
    start_meeting(ws, meeting.id)
    items = {item.nhs_number: item for item in build_agenda(ws, meeting.id, [BRAM, ADA])}
    assert (items[BRAM].is_late, items[ADA].is_late) == (False, True)
    again = {item.nhs_number: item for item in build_agenda(ws, meeting.id, [BRAM, ADA])}
    assert (again[BRAM].is_late, again[ADA].is_late) == (False, True)


def test_complex_cases_come_first_as_the_records_say(
    ws: Workspace, meeting: Meeting, add_person: AddPerson
) -> None:
    add_person(ADA, "Exemplar", "Y00001", results=well())
    add_person(
        BRAM,
        "Specimen",
        "Y00002",
        results=well(),
        events={"2024-01-01": "heart_failure"},
        interpreter="yes",
    )
    build_agenda(ws, meeting.id, [ADA, BRAM])
    assert _numbers(ws, meeting) == [BRAM, ADA]
    change_meeting(ws, replace(meeting, order="practice"))
    build_agenda(ws, meeting.id, [ADA, BRAM])
    assert _numbers(ws, meeting) == [ADA, BRAM]


def test_an_order_of_ones_own_is_kept_as_an_entry_and_undone_as_one_step(
    ws: Workspace, meeting: Meeting, six_people: list[str]
) -> None:
    build_agenda(ws, meeting.id, [ADA, BRAM, CLEO])
    before = _numbers(ws, meeting)
    build_agenda(ws, meeting.id, [BRAM, CLEO, ADA], is_in_order=True)
    assert _numbers(ws, meeting) == [BRAM, CLEO, ADA]
    undo_last(ws, meeting.id)
    assert _numbers(ws, meeting) == before == [ADA, CLEO, BRAM]


def test_somebody_who_objects_is_off_the_agenda_at_once_and_back_when_that_is_undone(
    ws: Workspace, meeting: Meeting, six_people: list[str]
) -> None:
    nominate(ws, replace(LATE, nhs_number=ADA))
    build_agenda(ws, meeting.id, [ADA, BRAM])
    nominate(ws, replace(LATE, nhs_number=ADA, asked="objects"))
    assert _numbers(ws, meeting) == [BRAM]
    undo_last(ws, "")
    assert _numbers(ws, meeting) == [ADA, BRAM]


def test_who_objected_is_named_by_no_meeting_even_after_it_has_ended(
    ws: Workspace, meeting: Meeting, six_people: list[str]
) -> None:
    _first, second = build_agenda(ws, meeting.id, [ADA, BRAM])
    start_meeting(ws, meeting.id)
    discussed(ws, second)
    for number in (ADA, BRAM):
        nominate(ws, Nomination(number, True, asked="objects"))
    end_meeting(ws, meeting.id)
    assert _numbers(ws, meeting) == [second.nhs_number]  # what took place took place
    later = plan_meeting(ws, replace(meeting, id="", held_on=TODAY + timedelta(60)))
    assert build_agenda(ws, later.id) == []
    nominate(ws, Nomination(ADA, True, asked="agreed"))
    assert _numbers(ws, meeting) == [second.nhs_number]


def test_an_objection_from_another_laptop_is_heard_beside_an_agreement_from_this_one(
    ws: Workspace, meeting: Meeting, six_people: list[str]
) -> None:
    kept = nominate(ws, replace(LATE, nhs_number=ADA))
    build_agenda(ws, meeting.id, [ADA, BRAM])
    with ws.vault.reading() as reading:
        content = dict(versions_now(reading, kept.id)[-1].payload)
    with ws.vault.writing("Dr Elsewhere", "nomination changed") as writing:
        for asked in ("objects", "agreed"):
            rival = content | {"asked": asked, "id": kept.id}
            writing.record("nomination", rival, about=ADA, replaces=[kept.id])
    assert _numbers(ws, meeting) == [BRAM]
