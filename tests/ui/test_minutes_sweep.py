"""Every state of the page of minutes, and of the meeting's end: named, reached by Tab, not cut."""

import pytest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView

from mdt_app.documents.issuing import approve_minutes, issue_addendum
from mdt_app.meeting.actions import agree_action
from mdt_app.meeting.attendance import record_attendee
from mdt_app.meeting.decisions import record_decision
from mdt_app.meeting.meetings import end_meeting
from mdt_app.meeting.values import Action, Attendee
from mdt_app.ui.minutes.opening import show_minutes
from mdt_app.ui.theme import change_looks
from tests.ui.every_state import (
    State,
    clipped,
    is_part_of_another,
    named,
    on_show,
    out_of_order,
    outside,
    said,
    stops,
    stops_wanted,
)
from tests.ui.meeting_room import desk_open
from tests.ui.network import ADA


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
    found = set()
    for state, page in states(desk, hands):
        for widget in on_show(state.window):
            is_control = isinstance(widget, (QAbstractButton, QAbstractItemView))
            is_control = is_control or widget in stops_wanted(state.window)
            if is_control and not is_part_of_another(widget) and not said(widget).strip():
                found.add(f"{state.name}: {named(widget)} has no name")
        reached = stops(state, hands)
        segments = page.amend_box.attendance
        for widget in stops_wanted(state.window):
            is_one_of_two = segments.isAncestorOf(widget) and isinstance(widget, QAbstractButton)
            if page.isAncestorOf(widget) and widget not in reached and not is_one_of_two:
                found.add(f"{state.name}: Tab never comes to {named(widget)}")
        for before, after in out_of_order(reached):
            found.add(f"{state.name}: from {named(before)} back to {named(after)}")
    assert not found, "\n".join(sorted(found))


@pytest.mark.parametrize(
    ("size", "percent"), [((1366, 768), 100), ((683, 384), 100), ((1366, 768), 200)]
)
@pytest.mark.usefixtures("looks_as_before")
def test_no_word_is_cut_off_in_any_state(desk, hands, themed, size, percent):
    change_looks(themed, "light", percent)
    desk.shell.resize(*size)
    hands.look(60)
    found = set()
    for state, page in states(desk, hands):
        for widget in on_show(state.window):
            if not page.isAncestorOf(widget):
                continue
            if words := clipped(widget):
                found.add(f"{state.name}: {named(widget)}: {words}")
            elif isinstance(widget, QAbstractButton) and outside(widget):
                found.add(f"{state.name}: {named(widget)} lies outside")
    assert not found, "\n".join(sorted(found))
