"""A case is parked and come back to; every step is undone and redone by name, at its person."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mdt_app.meeting.agenda import add_to_agenda, agenda, take_off_agenda
from mdt_app.meeting.decisions import decisions_about
from mdt_app.ui.meet.words import MARKS
from tests.ui.network import ADA, BRAM, EVERYONE
from tests.ui.pointing import at_the_keyboard

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LAST = EVERYONE[-1]


@pytest.fixture
def expected_warnings():
    return ["shown to user"]


def press(key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(at_the_keyboard(), key, modifier)


def type_words(text):
    QTest.keyClicks(at_the_keyboard(), text)


def states(ws, meeting):
    with ws.vault.reading() as reading:
        return {item.nhs_number: item.state for item in agenda(reading, meeting.id)}


def line_of(meet, number):
    lines = meet.room.agenda.rows.shown
    return next(line for line in lines if line.item and line.item.nhs_number == number)


def agree_and_go_on():
    press(Qt.Key.Key_9)
    press(Qt.Key.Key_Return, CTRL)


def test_a_parked_case_keeps_what_was_entered_and_is_said_in_the_list(
    ws, meeting, meet_shell, meet, two_threads
):
    press(Qt.Key.Key_1)
    press(Qt.Key.Key_D)
    type_words("Ask the pharmacist")
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_A)
    type_words("Ring the")
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_P)
    two_threads.settle()
    assert states(ws, meeting)[ADA] == "parked"
    assert meet.controller.shown.nhs_number == BRAM
    line = line_of(meet, ADA)
    assert line.mark == MARKS["parked"]
    assert "Parked: " in line.said
    assert line.detail.startswith("parked")
    assert "to go 6, 1 of them parked" in meet.status()
    meet.controller.show_person(ADA)
    two_threads.settle()
    side = meet.room.side
    assert side.decisions.buttons[0].isChecked()
    assert side.words_edit.toPlainText() == "Ask the pharmacist"
    assert side.editor.words_edit.text() == "Ring the"
    assert states(ws, meeting)[ADA] == "waiting", "it is its turn again"


def test_parked_cases_come_after_the_last_that_waits(ws, meeting, meet, two_threads):
    press(Qt.Key.Key_P)
    for _ in EVERYONE[1:]:
        agree_and_go_on()
    two_threads.settle()
    assert meet.controller.shown.nhs_number == ADA
    assert states(ws, meeting)[ADA] == "waiting"
    agree_and_go_on()
    two_threads.settle()
    assert meet.is_ending


def test_stepping_past_a_parked_case_leaves_it_parked_until_p_takes_it_back(
    ws, meeting, meet, two_threads
):
    press(Qt.Key.Key_P)
    press(Qt.Key.Key_PageUp)
    two_threads.settle()
    assert meet.controller.shown.nhs_number == ADA
    assert states(ws, meeting)[ADA] == "parked"
    assert meet.context().notes[1] == "**parked**, P takes it back"
    press(Qt.Key.Key_P)
    two_threads.settle()
    assert states(ws, meeting)[ADA] == "waiting"
    assert meet.controller.shown.nhs_number == ADA


def test_the_last_case_to_go_is_not_parked(ws, meeting, meet_shell, meet, two_threads):
    for _ in EVERYONE[1:]:
        agree_and_go_on()
    press(Qt.Key.Key_P)
    two_threads.settle()
    assert "last case to go" in meet_shell.message_bar.message.text()
    assert states(ws, meeting)[LAST] == "waiting"


def test_undo_goes_to_the_person_and_says_what_and_for_whom(
    ws, meeting, meet_shell, meet, two_threads
):
    agree_and_go_on()
    press(Qt.Key.Key_PageDown)
    press(Qt.Key.Key_Z, CTRL)
    two_threads.settle()
    assert meet.controller.shown.nhs_number == ADA
    assert meet_shell.message_bar.message.text() == "Undone: case discussed, BEGUM"
    assert states(ws, meeting)[ADA] == "waiting"
    press(Qt.Key.Key_PageDown)
    press(Qt.Key.Key_Y, CTRL)
    two_threads.settle()
    assert meet.controller.shown.nhs_number == ADA
    assert meet_shell.message_bar.message.text() == "Redone: case discussed, BEGUM"
    assert states(ws, meeting)[ADA] == "discussed"
    press(Qt.Key.Key_Z, CTRL)
    two_threads.settle()
    press(Qt.Key.Key_Z, CTRL | SHIFT)
    two_threads.settle()
    assert states(ws, meeting)[ADA] == "discussed"
    press(Qt.Key.Key_Y, CTRL)
    two_threads.settle()
    assert meet_shell.message_bar.message.text() == "There is nothing to redo in this meeting."


def test_undoing_a_parking_shows_the_case_and_does_not_park_it_again(
    ws, meeting, meet, two_threads
):
    press(Qt.Key.Key_P)
    press(Qt.Key.Key_Z, CTRL)
    two_threads.settle()
    assert (meet.controller.shown.nhs_number, states(ws, meeting)[ADA]) == (ADA, "waiting")
    press(Qt.Key.Key_PageDown)
    press(Qt.Key.Key_Y, CTRL)
    two_threads.settle()
    assert (meet.controller.shown.nhs_number, states(ws, meeting)[ADA]) == (ADA, "parked")


def test_whoever_types_on_is_not_carried_off_to_another_person(
    ws, meeting, meet_shell, meet, two_threads
):
    agree_and_go_on()
    two_threads.settle()
    with ws.vault.writing("N. Patel", "a long import"):
        press(Qt.Key.Key_Z, CTRL)
        press(Qt.Key.Key_D)
        type_words("about Bram")
    two_threads.settle()
    assert meet.controller.shown.nhs_number == BRAM
    assert meet_shell.message_bar.message.text() == "Undone: case discussed, BEGUM"
    assert meet.room.side.words_edit.toPlainText() == "about Bram"


def test_undo_and_redo_in_the_words_are_the_words_own(ws, meeting, meet, two_threads):
    press(Qt.Key.Key_1)
    press(Qt.Key.Key_D)
    type_words("more")
    press(Qt.Key.Key_Z, CTRL)
    assert meet.room.side.words_edit.toPlainText() == ""
    press(Qt.Key.Key_Y, CTRL)
    two_threads.settle()
    assert meet.room.side.words_edit.toPlainText() == "more"
    with ws.vault.reading() as reading:
        (kept,) = decisions_about(reading, ADA)
    assert kept.choices == ("intensify",)


def test_adding_and_taking_off_are_undone_in_the_meeting(
    ws, meeting, meet_shell, meet, two_threads
):
    item = meet.controller.items[-1]
    take_off_agenda(ws, item)
    press(Qt.Key.Key_Z, CTRL)
    two_threads.settle()
    assert meet.controller.shown.nhs_number == LAST
    assert meet_shell.message_bar.message.text().startswith("Undone: case taken off, ")
    take_off_agenda(ws, item)
    add_to_agenda(ws, meeting.id, LAST, is_late=True)
    press(Qt.Key.Key_Z, CTRL)
    two_threads.settle()
    assert LAST not in states(ws, meeting)


def test_no_key_is_said_twice(meet):
    said = [key for keys, _ in (*meet.keys(), *meet.more_keys()) for key in [keys]]
    assert len(said) == len(set(said))


def test_whoever_is_typed_about_stays_on_the_screen_until_the_words_end(
    ws, meeting, meet, two_threads
):
    item = meet.controller.items[-1]
    take_off_agenda(ws, item)
    add_to_agenda(ws, meeting.id, LAST, is_late=True)
    meet.controller.look()
    meet.controller.show_person(LAST)
    with ws.vault.writing("N. Patel", "a long import"):
        press(Qt.Key.Key_Z, CTRL)
        press(Qt.Key.Key_D)
        type_words("about the last")
    two_threads.settle()
    type_words(" of them")
    assert meet.controller.shown.nhs_number == LAST
    assert meet.room.side.words_edit.toPlainText() == "about the last of them"
    press(Qt.Key.Key_Escape)
    two_threads.settle()
    assert meet.controller.shown.nhs_number == ADA
    with ws.vault.reading() as reading:
        (kept,) = decisions_about(reading, LAST)
    assert kept.words == "about the last of them"
