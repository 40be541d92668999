"""Who is in the room, in the meeting: one key for somebody who comes or goes."""

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mdt_app.errors import UserError
from mdt_app.meeting.attendance import attendees, record_attendee
from mdt_app.meeting.values import Attendee
from mdt_app.ui.meet.stay_words import here_words, stays_text, typed_stays
from tests.ui.network import ADA, nameless
from tests.ui.pointing import at_the_keyboard

CTRL = Qt.KeyboardModifier.ControlModifier
DAY = date(2026, 11, 26)


@pytest.fixture
def expected_warnings():
    return ["shown to user"]


def press(key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(at_the_keyboard(), key, modifier)


def type_words(text):
    QTest.keyClicks(at_the_keyboard(), text)


def at(hour, minute=0):
    return datetime(2026, 11, 26, hour, minute).astimezone()


@pytest.fixture
def team(ws, meeting):
    """Three beside the GP who is on the list already."""
    for name, role in (("A. Mason", "Chair"), ("B. Osei", "Podiatrist")):
        record_attendee(ws, meeting.id, Attendee("", name, role))
    record_attendee(ws, meeting.id, Attendee("", "C. Ray", "Pharmacist", is_present=False))


def kept(ws, meeting):
    with ws.vault.reading() as reading:
        return {one.name: one for one in attendees(reading, meeting.id)}


def test_h_opens_the_list_and_says_which_roles_are_here(meet, two_threads, team):
    press(Qt.Key.Key_H)
    page = meet.asides.here
    assert page.isVisible()
    assert page.quorum.text() == "Here now: Chair, GP, Podiatrist. Not here now: Pharmacist."
    assert [line.state.text() for line in page.rows] == ["● here"] * 3 + ["– apologies"]
    assert nameless(page) == []
    press(Qt.Key.Key_H)
    assert meet.room.isVisible()
    assert QApplication.focusWidget() is meet.room.agenda


def test_one_key_says_that_somebody_left_and_came_back(ws, meeting, meet, two_threads, team):
    press(Qt.Key.Key_H)
    page = meet.asides.here
    press(Qt.Key.Key_Down)
    assert QApplication.focusWidget() is page.rows[1].now_button
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    two_threads.settle()
    (stay,) = kept(ws, meeting)["B. Osei"].stays
    assert stay[0] == meet.controller.opened_at.replace(microsecond=0)
    assert stay[1] is not None
    assert page.rows[2].state.text().startswith("○ left ")
    assert "Not here now: Pharmacist, Podiatrist" in page.quorum.text()
    press(Qt.Key.Key_Space)
    two_threads.settle()
    assert kept(ws, meeting)["B. Osei"].stays[1][1] is None
    assert "Podiatrist. Not" in page.quorum.text()


def test_coming_and_going_is_undone_in_the_list_by_name(
    ws, meeting, meet_shell, meet, two_threads, team
):
    press(Qt.Key.Key_H)
    press(Qt.Key.Key_Return)
    two_threads.settle()
    press(Qt.Key.Key_Z, CTRL)
    two_threads.settle()
    assert kept(ws, meeting)["A. Mason"].stays == ()
    assert meet_shell.message_bar.message.text() == "Undone: attendance changed, A. Mason"
    assert meet.asides.here.isVisible()
    assert meet.asides.here.rows[0].state.text() == "● here"


def test_times_are_corrected_and_nonsense_is_refused_in_words(
    ws, meeting, meet_shell, meet, two_threads, team
):
    press(Qt.Key.Key_H)
    line = meet.asides.here.rows[0]
    day = meet.controller.opened_at.astimezone().date()
    line.times_edit.setFocus()
    line.times_edit.setText("13:30-14:10, 14.25")
    press(Qt.Key.Key_Return)
    two_threads.settle()
    assert kept(ws, meeting)["A. Mason"].stays == typed_stays("13:30–14:10, 14:25–", day)
    line.times_edit.setText("half past")
    press(Qt.Key.Key_Return)
    two_threads.settle()
    assert "“half past” is not a time." in meet_shell.message_bar.message.text()
    assert stays_text(kept(ws, meeting)["A. Mason"].stays) == "13:30–14:10, 14:25–"


def test_somebody_else_arrives_in_the_meeting(ws, meeting, meet, two_threads, team):
    press(Qt.Key.Key_H)
    page = meet.asides.here
    page.name_edit.setFocus()
    type_words("D. Khan")
    page.role_box.setCurrentText("Dietitian")
    press(Qt.Key.Key_Return)
    two_threads.settle()
    came = kept(ws, meeting)["D. Khan"]
    assert (came.role, came.is_present, len(came.stays)) == ("Dietitian", True, 1)
    assert "Dietitian" in page.quorum.text()


def test_the_case_waits_as_it_was_and_no_key_of_it_works(meet, two_threads, team):
    shown = meet.controller.shown
    press(Qt.Key.Key_H)
    for key in (Qt.Key.Key_1, Qt.Key.Key_A, Qt.Key.Key_P, Qt.Key.Key_PageDown):
        press(key)
    two_threads.settle()
    press(Qt.Key.Key_Escape)
    assert meet.controller.shown is shown
    assert shown.nhs_number == ADA
    assert meet.controller.agreeing.agreement.is_empty


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("", ""),
        ("14:00", "14:00–"),
        ("1400-1510", "14:00–15:10"),
        ("14.00 to 15.10; 15.20 –", "14:00–15:10, 15:20–"),
    ],
)
def test_times_are_read_as_people_write_them(typed, text):
    assert stays_text(typed_stays(typed, DAY)) == text


@pytest.mark.parametrize("typed", ["15:00–14:00", "14:00–, 15:00–", "25:00", "–15:00", "a–b–c"])
def test_times_that_cannot_be_are_refused(typed):
    with pytest.raises(UserError):
        typed_stays(typed, DAY)


def test_here_is_a_shape_and_a_word():
    assert here_words(Attendee("", "A", "GP")) == "● here"
    assert here_words(Attendee("", "A", "GP", stays=((at(14), None),))) == "● here since 14:00"
    assert here_words(Attendee("", "A", "GP", stays=((at(14), at(15)),))) == "○ left 15:00"
    assert at(14).astimezone(UTC) == at(14)
