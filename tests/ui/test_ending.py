"""The end of the meeting by keyboard alone: each line leads to its place or is carried over."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mdt_app.meeting.actions import agree_action
from mdt_app.meeting.agenda import agenda
from mdt_app.meeting.meetings import meeting_by_id
from mdt_app.meeting.values import Action
from tests.ui.network import ADA, BRAM, CLEO, EVERYONE, nameless
from tests.ui.pointing import at_the_keyboard


@pytest.fixture
def ending(ws, meeting, meet, two_threads):
    """The end of a meeting: an action without owner and day, and nobody discussed."""
    agree_action(ws, Action(meeting=meeting.id, nhs_number=CLEO, words="Book eye screening"))
    meet.show_ending()
    two_threads.settle()
    return meet.ending_page


def press(key):
    QTest.keyClick(at_the_keyboard(), key)


def states(ws, meeting):
    with ws.vault.reading() as reading:
        return {item.nhs_number: item.state for item in agenda(reading, meeting.id)}


def test_the_keyboard_begins_at_the_first_line_and_arrows_go_on(ending):
    assert ending.lines[0].hasFocus()
    press(Qt.Key.Key_Down)
    assert ending.lines[1].hasFocus()
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Up)
    assert ending.lines[0].hasFocus()
    assert nameless(ending) == []


def test_enter_leads_to_the_case(meet, ending):
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert meet.room.isVisible()
    assert meet.controller.shown.nhs_number == BRAM


def test_enter_on_an_action_opens_it_to_be_put_right(meet, ending, two_threads):
    ending.lines[-1].setFocus()
    press(Qt.Key.Key_Return)
    two_threads.settle()
    assert meet.controller.shown.nhs_number == CLEO
    assert meet.room.side.editor.isVisible()
    assert meet.room.side.editor.words_edit.text() == "Book eye screening"


def test_one_key_carries_a_line_over_and_the_keyboard_stays_in_the_list(
    ws, meeting, ending, two_threads
):
    press(Qt.Key.Key_C)
    two_threads.settle()
    assert states(ws, meeting)[ADA] == "deferred"
    assert len(ending.lines) == len(EVERYONE)
    assert ending.lines[0].hasFocus()
    assert ending.carried.text() == "1 thing carried over already"


def test_everything_is_carried_over_by_one_button_and_then_the_meeting_can_end(
    ws, meeting, ending, two_threads
):
    ending.carry_button.click()
    two_threads.settle()
    assert ending.lines == []
    assert "deferred" in states(ws, meeting).values()
    assert not ending.carry_button.isVisible()


def test_undo_brings_the_lines_back(meet, ending, two_threads):
    before = len(ending.lines)
    press(Qt.Key.Key_C)
    two_threads.settle()
    meet.undo()
    two_threads.settle()
    assert len(ending.lines) == before


def test_what_nobody_put_right_is_carried_over_when_the_meeting_ends(
    ws, meeting, ending, two_threads, tmp_path
):
    ending.end(tmp_path / "minutes.pdf")
    two_threads.settle()
    assert set(states(ws, meeting).values()) == {"deferred"}
    with ws.vault.reading() as reading:
        assert meeting_by_id(reading, meeting.id).state == "ended"


def test_the_keys_of_a_line_are_shown(meet, ending):
    assert meet.keys() == (("↑ ↓", "line"), ("Enter", "go to it"), ("C", "carry it over"))
