"""Who is behind a meeting's counts: named for one's own practice, counted for the others."""

from datetime import date

import pytest

from mdt_app.meeting.agenda import agenda, build_agenda, defer, discussed, park
from mdt_app.meeting.decisions import record_decision
from mdt_app.meeting.meetings import end_meeting, plan_meeting, start_meeting
from mdt_app.meeting.process_cases import cases_of_meeting
from mdt_app.meeting.process_figures import meeting_figures
from mdt_app.meeting.values import Meeting
from tests.ui.network import ADA, BRAM, CLEO, take_everyone_in


@pytest.fixture
def meeting(ws, tmp_path):
    """Ada decided, Bram deferred, Cleo of another practice not reached."""
    take_everyone_in(ws, tmp_path / "files")
    made = plan_meeting(ws, Meeting("", "Network 3 MDT", date(2026, 9, 17)))
    build_agenda(ws, made.id, [ADA, BRAM, CLEO])
    start_meeting(ws, made.id)
    with ws.vault.reading() as reading:
        items = {item.nhs_number: item for item in agenda(reading, made.id)}
    record_decision(ws, made.id, ADA, ["start_sglt2"], "with sick-day rules")
    discussed(ws, items[ADA])
    defer(ws, items[BRAM], "bloods awaited")
    end_meeting(ws, made.id)
    return made.id


def test_ones_own_people_are_named_with_what_became_of_them_and_others_counted(ws, meeting):
    with ws.vault.reading() as reading:
        found = cases_of_meeting(reading, meeting, "Y00001")
    assert [(case.name, case.became, case.words) for case in found.own] == [
        ("Begum, Ada", "decided", "Start SGLT2 inhibitor — with sick-day rules"),
        ("Chowdhury, Bram", "deferred", "bloods awaited"),
    ]
    assert found.others == 1


def test_without_a_practice_of_ones_own_nobody_is_named(ws, meeting):
    with ws.vault.reading() as reading:
        found = cases_of_meeting(reading, meeting, "")
    assert (found.own, found.others) == ((), 3)


def test_who_was_not_reached_is_said_so(ws, meeting):
    with ws.vault.reading() as reading:
        found = cases_of_meeting(reading, meeting, "Y00002")
    assert [(case.name, case.became) for case in found.own] == [("Ali, Cleo", "not reached")]


def test_who_was_parked_and_not_come_back_to_was_not_reached_either(ws, tmp_path):
    take_everyone_in(ws, tmp_path / "files")
    made = plan_meeting(ws, Meeting("", "Network 3 MDT", date(2026, 9, 17)))
    build_agenda(ws, made.id, [ADA])
    start_meeting(ws, made.id)
    with ws.vault.reading() as reading:
        (item,) = agenda(reading, made.id)
    park(ws, item)
    end_meeting(ws, made.id)
    with ws.vault.reading() as reading:
        found = cases_of_meeting(reading, made.id, "Y00001")
        (figures,) = meeting_figures(reading, date(2026, 9, 18))
    assert [case.became for case in found.own] == ["not reached"]
    assert (figures.not_reached, figures.deferred, figures.minutes_per_case) == (1, 0, None)
