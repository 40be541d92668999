"""Every state of the page of minutes, and of the meeting's end: named, reached by Tab, not cut."""

import pytest

from mdt_app.documents.issuing import approve_minutes, issue_addendum
from mdt_app.meeting.actions import agree_action
from mdt_app.meeting.attendance import record_attendee
from mdt_app.meeting.decisions import record_decision
from mdt_app.meeting.meetings import end_meeting
from mdt_app.meeting.values import Action, Attendee
from mdt_app.ui.minutes.opening import show_minutes
from tests.ui.every_state import State
from tests.ui.meeting_room import desk_open
from tests.ui.network import ADA
from tests.ui.sweeping import SMALL_AND_LARGE, cut_off, must_hold, wrong_by_keys


@pytest.fixture(params=["draft", "approved"])
def desk(ws, meeting, two_threads, qtbot, request):
    """The whole window on minutes that are a draft, or approved with an addendum."""
    record_decision(ws, meeting.id, ADA, ("continue",), "Repeat bloods")
    record_attendee(ws, meeting.id, Attendee("", "Dr A. Chair", "Chair"))
    end_meeting(ws, meeting.id)
    record_decision(ws, meeting.id, ADA, ("continue",), "Repeat bloods in six weeks")
    agree_action(ws, Action(meeting=meeting.id, nhs_number=ADA, words="Eyes"))
    if request.param == "approved":
        approve_minutes(ws, meeting.id, "Dr A. Chair")
        issue_addendum(ws, meeting.id, "The dose was 5 mg, not 10 mg.", about=ADA)
    with desk_open(ws, two_threads, qtbot) as made:
        yield made


def states(desk, hands):
    """The page, then each box that its letters open."""
    show_minutes(desk.shell)
    page = desk.shell.screen_shown
    hands.look(60)
    yield State("Minutes", desk.shell), page
    for letter, asked in (
        ("A", page.amend_button),
        ("P", page.approve_button),
        ("D", page.add_button),
        ("W", page.write_button),
    ):
        if asked.isVisibleTo(page):
            hands.press(letter)
            hands.look(30)
            assert any(box.isVisible() for box in page.boxes), letter
            yield State(f"Minutes, {letter}", desk.shell), page
            hands.press("Escape")


def test_every_control_has_a_name_and_tab_comes_to_it_in_reading_order(desk, hands):
    found = [
        each for state, page in states(desk, hands) for each in wrong_by_keys(state, page, hands)
    ]
    must_hold(found)


@pytest.mark.parametrize("drawn_at", SMALL_AND_LARGE, indirect=True)
def test_no_word_is_cut_off_in_any_state(desk, hands, drawn_at):
    must_hold([each for state, page in states(desk, hands) for each in cut_off(state, page)])
