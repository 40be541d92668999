"""Meetings are planned, started and ended, and carry over what they do not reach."""

from dataclasses import replace
from datetime import date

import pytest

from mdt_app.errors import UserError
from mdt_app.flags.own_packs import take_own_pack
from mdt_app.flags.pack import DEFAULT_PACK, load_pack
from mdt_app.meeting.agenda import agenda, build_agenda, defer, discussed
from mdt_app.meeting.carrying import carried_counts, pasts
from mdt_app.meeting.case_list import case_list
from mdt_app.meeting.meetings import (
    change_meeting,
    current_meeting,
    end_meeting,
    meeting_by_id,
    meetings,
    plan_meeting,
    start_meeting,
)
from mdt_app.meeting.nominations import nominate, nominations, nominations_of
from mdt_app.meeting.undo import reopen_meeting
from mdt_app.meeting.values import Meeting, Nomination
from mdt_app.meeting.versions import versions_now
from mdt_app.vault.entries import all_entries
from mdt_app.vault.workspace import Workspace
from tests.invented import TODAY
from tests.kept_list import cached_case_list
from tests.meeting.conftest import ADA, BRAM, CLEO

NEXT = Meeting("", "Network 3 MDT", date(2027, 1, 28), "13:30", "Birch Lane")


def test_a_meeting_keeps_its_identity_through_start_change_and_end(
    ws: Workspace, meeting: Meeting
) -> None:
    start_meeting(ws, meeting.id)
    change_meeting(ws, replace(meeting, place="Library"))
    ended = end_meeting(ws, meeting.id)
    assert (ended.id, ended.place, ended.state) == (meeting.id, "Library", "ended")
    with ws.vault.reading() as reading:
        assert meetings(reading) == [ended]
        assert meeting_by_id(reading, meeting.id) == ended


def test_only_one_meeting_is_open_at_a_time(ws: Workspace, meeting: Meeting) -> None:
    later = plan_meeting(ws, NEXT)
    start_meeting(ws, meeting.id)
    with pytest.raises(UserError, match="still open"):
        start_meeting(ws, later.id)


def test_the_current_meeting_is_the_open_one_and_else_the_next_planned(
    ws: Workspace, meeting: Meeting
) -> None:
    later = plan_meeting(ws, NEXT)
    with ws.vault.reading() as reading:
        assert current_meeting(reading) == meeting
        start_meeting(ws, later.id)
        assert current_meeting(reading) == replace(later, state="open")
        end_meeting(ws, later.id)
        end_meeting(ws, meeting.id)
        assert current_meeting(reading) is None


def test_a_meeting_without_a_title_is_refused_in_words(ws: Workspace) -> None:
    with pytest.raises(UserError, match="title"):
        plan_meeting(ws, replace(NEXT, title=" "))


def test_cases_not_reached_are_carried_over_with_the_reason(
    ws: Workspace, meeting: Meeting, six_people: list[str]
) -> None:
    items = build_agenda(ws, meeting.id, [ADA, BRAM, CLEO])
    by_number = {item.nhs_number: item for item in items}
    discussed(ws, by_number[ADA])
    defer(ws, by_number[BRAM], "bloods awaited")
    end_meeting(ws, meeting.id)
    with ws.vault.reading() as reading:
        states = {i.nhs_number: (i.state, i.reason) for i in agenda(reading, meeting.id)}
        assert carried_counts(reading) == {BRAM: 1, CLEO: 1}
        assert pasts(reading)[ADA].discussed_on == meeting.held_on
    assert states == {
        ADA: ("discussed", ""),
        BRAM: ("deferred", "bloods awaited"),
        CLEO: ("deferred", "not reached in the meeting"),
    }


def test_being_discussed_at_last_ends_the_count_of_carried_meetings(
    ws: Workspace, meeting: Meeting, six_people: list[str]
) -> None:
    build_agenda(ws, meeting.id, [ADA])
    end_meeting(ws, meeting.id)
    second = plan_meeting(ws, NEXT)
    build_agenda(ws, second.id)
    end_meeting(ws, second.id)
    third = plan_meeting(ws, replace(NEXT, held_on=date(2027, 3, 25)))
    (item,) = build_agenda(ws, third.id)
    with ws.vault.reading() as reading:
        assert carried_counts(reading) == {ADA: 2}
    discussed(ws, item)
    end_meeting(ws, third.id)
    with ws.vault.reading() as reading:
        assert carried_counts(reading) == {}
        assert carried_counts(reading, date(2026, 12, 31)) == {ADA: 1}


def test_a_meeting_keeps_its_questions_as_they_were_asked(
    ws: Workspace, meeting: Meeting, six_people: list[str]
) -> None:
    for number in (ADA, BRAM):
        nominate(ws, Nomination(number, True, "What next?", asked="agreed"))
    items = build_agenda(ws, meeting.id)
    discussed(ws, next(item for item in items if item.nhs_number == ADA))
    end_meeting(ws, meeting.id)
    with ws.vault.reading() as reading:
        assert list(nominations(reading)) == [BRAM], "who was discussed is not asked about again"
    nominate(ws, Nomination(BRAM, True, "A new question?", asked="agreed"))
    with ws.vault.reading() as reading:
        held = nominations_of(reading, meeting.id)
        assert {number: n.question for number, n in held.items()} == {
            ADA: "What next?",
            BRAM: "What next?",
        }
        assert nominations(reading)[BRAM].question == "A new question?"


def test_an_ended_meeting_is_never_given_a_question_asked_later(
    ws: Workspace, meeting: Meeting, six_people: list[str]
) -> None:
    (item,) = build_agenda(ws, meeting.id, [ADA])
    discussed(ws, item)
    end_meeting(ws, meeting.id)
    nominate(ws, Nomination(ADA, True, "A new question?"))
    with ws.vault.reading() as reading:
        assert nominations_of(reading, meeting.id) == {}


def test_who_was_carried_over_is_offered_first_at_the_next_meeting(
    ws: Workspace, meeting: Meeting, six_people: list[str]
) -> None:
    build_agenda(ws, meeting.id, [CLEO])
    end_meeting(ws, meeting.id)
    later = plan_meeting(ws, NEXT)
    items = build_agenda(ws, later.id, [ADA, CLEO])
    assert [item.nhs_number for item in items] == [CLEO, ADA]


def test_ending_a_meeting_twice_carries_nobody_over_twice(
    ws: Workspace, meeting: Meeting, six_people: list[str]
) -> None:
    build_agenda(ws, meeting.id, [ADA])
    ended = end_meeting(ws, meeting.id)
    with ws.vault.reading() as reading:
        before = len(all_entries(reading))
    assert end_meeting(ws, meeting.id) == ended
    with ws.vault.reading() as reading:
        assert len(all_entries(reading)) == before
    with pytest.raises(UserError, match="has ended"):
        start_meeting(ws, meeting.id)


def test_a_meeting_ended_by_mistake_is_reopened_as_it_was(
    ws: Workspace, meeting: Meeting, six_people: list[str]
) -> None:
    nominate(ws, Nomination(ADA, True, "What next?", asked="agreed"))
    nominate(ws, Nomination(BRAM, True, "And here?", asked="agreed"))
    items = build_agenda(ws, meeting.id)
    start_meeting(ws, meeting.id)
    discussed(ws, items[0])
    with ws.vault.reading() as reading:
        held, asked = agenda(reading, meeting.id), nominations(reading)
    end_meeting(ws, meeting.id)
    reopen_meeting(ws, meeting.id)
    with ws.vault.reading() as reading:
        assert agenda(reading, meeting.id) == held
        assert {n: a.question for n, a in nominations(reading).items()} == {
            n: a.question for n, a in asked.items()
        }
        assert carried_counts(reading) == {}
        now = current_meeting(reading)
    assert now is not None
    assert (now.id, now.state) == (meeting.id, "open")


def test_a_meeting_is_not_reopened_over_what_was_prepared_since(
    ws: Workspace, meeting: Meeting, six_people: list[str]
) -> None:
    build_agenda(ws, meeting.id, [ADA])
    with pytest.raises(UserError, match="has not ended"):
        reopen_meeting(ws, meeting.id)
    end_meeting(ws, meeting.id)
    nominate(ws, Nomination(ADA, True, "A new question?"))
    with pytest.raises(UserError, match="worked on since"):
        reopen_meeting(ws, meeting.id)


def test_the_rules_that_spoke_stay_with_the_meeting_when_its_title_changes(ws, meeting):
    start_meeting(ws, meeting.id)
    end_meeting(ws, meeting.id)
    change_meeting(ws, replace(meeting, title="Network 3 MDT, corrected"))
    with ws.vault.reading() as reading:
        assert entry_of(reading, meeting.id).payload["pack"] == load_pack().texts.digest


def test_a_meeting_that_begins_leaves_the_kept_list_as_it_is(ws, meeting, six_people):
    case_list(ws, TODAY)
    start_meeting(ws, meeting.id)
    with ws.vault.reading() as reading:
        assert cached_case_list(reading, TODAY) is not None


def test_another_pack_makes_another_list(ws, six_people, tmp_path):
    case_list(ws, TODAY)
    take_own_pack(ws, own_pack_file(tmp_path))
    with ws.vault.reading() as reading:
        assert cached_case_list(reading, TODAY) is None
    assert case_list(ws, TODAY)
    with ws.vault.reading() as reading:
        assert cached_case_list(reading, TODAY) is not None


def entry_of(rows, meeting_id):
    return versions_now(rows, meeting_id)[-1]


def own_pack_file(folder):
    path = folder / "network-3.toml"
    path.write_text(
        'name = "network-3"\ntitle = "Network 3"\nversion = "1"\nreviewed = 2026-11-20\n'
        f'based_on = "{DEFAULT_PACK}"\n'
        '[[off]]\nrule = "not-reached"\nreason = "Asked elsewhere."\n'
    )
    return path
