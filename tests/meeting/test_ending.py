"""The sweep at the end: everything left open has a line, and one key carries it over."""

from dataclasses import replace
from datetime import date

import pytest

from mdt_app.meeting.actions import actions_of, agree_action
from mdt_app.meeting.agenda import agenda, build_agenda, discussed
from mdt_app.meeting.decisions import decisions_about, record_decision
from mdt_app.meeting.ending import (
    CARRIED,
    carried_words,
    carry_over,
    left_behind,
    left_lines,
    left_words,
)
from mdt_app.meeting.meetings import end_meeting, plan_meeting, start_meeting
from mdt_app.meeting.nominations import nominations
from mdt_app.meeting.undo import undo_last
from mdt_app.meeting.values import Action, Meeting
from mdt_app.meeting.versions import revise
from mdt_app.vault.workspace import Workspace
from tests.invented import TODAY
from tests.meeting.conftest import ADA, BRAM, CLEO, put_person


@pytest.fixture
def open_meeting(ws: Workspace) -> Meeting:
    """A meeting that has begun, with three cases."""
    for number in (ADA, BRAM, CLEO):
        put_person(ws, number)
    meeting = plan_meeting(ws, Meeting("", "Network 3 MDT", TODAY))
    build_agenda(ws, meeting.id, [ADA, BRAM, CLEO])
    return start_meeting(ws, meeting.id)


@pytest.fixture
def lines(ws: Workspace, open_meeting: Meeting):
    """Reads the sweep's lines as they are now."""

    def read():
        with ws.vault.reading() as reading:
            return left_lines(left_behind(reading, open_meeting.id))

    return read


@pytest.fixture
def items(ws: Workspace, open_meeting: Meeting):
    def read():
        with ws.vault.reading() as reading:
            return {item.nhs_number: item for item in agenda(reading, open_meeting.id)}

    return read


def agree(ws: Workspace, meeting: Meeting, **fields) -> Action:
    asked = Action(meeting=meeting.id, **{"words": "Book it", **fields})
    return agree_action(ws, asked)


def test_a_case_in_every_state_has_its_line_and_says_why(ws, open_meeting, items, lines):
    found = items()
    revise(ws, "case parked", found[BRAM].id, {"state": "parked"})
    discussed(ws, found[CLEO])
    record_decision(ws, open_meeting.id, ADA, (), "first")
    with ws.vault.reading() as reading:
        (first,) = decisions_about(reading, ADA)
    for words in ("second", "third"):
        record_decision(ws, open_meeting.id, ADA, (), words, replaces=[first.id])
    assert [(line.nhs_number, line.words) for line in lines()] == [
        (ADA, "two versions of its decision stand"),
        (CLEO, "discussed, but nothing was decided"),
        (BRAM, "parked, and not come back to"),
    ]


def test_an_action_has_one_line_with_everything_it_lacks(ws, open_meeting, lines):
    agree(ws, open_meeting, nhs_number=ADA)
    (line,) = [line for line in lines() if line.action is not None]
    assert line.words == "no owner and no day"


def test_education_must_say_who_is_taught(ws, open_meeting, lines):
    whole = {"owner": "J. Cole", "due_on": date(2026, 12, 10), "category": "education"}
    agree(ws, open_meeting, audience="practice", practice="Y00001", **whole)
    agree(ws, open_meeting, nhs_number=ADA, **whole)
    assert [line for line in lines() if line.action] == []
    agree(ws, open_meeting, audience="practice", **whole)
    agree(ws, open_meeting, audience="person", **whole)
    taught = [line.words for line in lines() if line.action]
    assert taught == ["nobody named to be taught"] * 2


def test_carried_over_nothing_is_open_and_everybody_comes_back_with_the_reason(
    ws, open_meeting, items, lines
):
    discussed(ws, items()[ADA])
    kept = agree(ws, open_meeting, nhs_number=BRAM)
    assert carry_over(ws, lines()) == 4
    assert lines() == ()
    assert items()[ADA].reason == "discussed, but nothing was decided"
    with ws.vault.reading() as reading:
        (action,) = actions_of(reading, open_meeting.id)
        left = left_behind(reading, open_meeting.id)
    assert action == replace(kept, note=CARRIED + "no owner and no day")
    assert carried_words(left) == "4 things carried over already"
    end_meeting(ws, open_meeting.id)
    with ws.vault.reading() as reading:
        assert {n for n, asked in nominations(reading).items() if asked.is_chosen} == {
            ADA,
            BRAM,
            CLEO,
        }


def test_carrying_over_is_one_step_that_undo_takes_back(ws, open_meeting, lines):
    before = lines()
    carry_over(ws, before)
    assert str(undo_last(ws, open_meeting.id)) == "left over, carried"
    assert lines() == before


def test_a_parked_case_is_carried_over_when_the_meeting_ends(ws, open_meeting, items):
    revise(ws, "case parked", items()[BRAM].id, {"state": "parked"})
    end_meeting(ws, open_meeting.id)
    assert (items()[BRAM].state, items()[BRAM].reason) == (
        "deferred",
        "parked, and not come back to",
    )


def test_what_is_open_is_counted_in_words(ws, open_meeting, lines):
    agree(ws, open_meeting, nhs_number=ADA, owner="N. Patel")
    with ws.vault.reading() as reading:
        left = left_behind(reading, open_meeting.id)
    assert left_words(left) == "3 not reached, 1 without a day"
