"""Looking at somebody else changes nothing; somebody is added in the meeting in kind words."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
)

from mdt_app.intake.importing import take_in
from mdt_app.intake.wishes import Wishes
from mdt_app.meeting.agenda import agenda
from mdt_app.meeting.nominations import nominate
from mdt_app.meeting.values import Nomination
from mdt_app.vault.drafts import drafts_of
from mdt_app.vault.entries import all_entries
from tests.ui.meeting_room import mark_of, question_about
from tests.ui.network import ADA, BRAM, EVERYONE, nameless
from tests.ui.pointing import at_the_keyboard

CTRL = Qt.KeyboardModifier.ControlModifier
NEWCOMER = "9990000077"


@pytest.fixture
def expected_warnings():
    return ["shown to user"]


@pytest.fixture
def newcomer(ws, tmp_path):
    """Somebody in the store who is not on the agenda."""
    path = tmp_path / "more.csv"
    path.write_text(
        "nhs_number,surname,forename,born_on,sex,practice,diabetes_type\n"
        f"{NEWCOMER},Newcomer,Gwen,1970-01-02,female,Y00001,type 2\n"
    )
    assert take_in(ws, [path], Wishes(allow_test_numbers=True)).committed
    return NEWCOMER


def press(key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(at_the_keyboard(), key, modifier)


def type_words(text):
    QTest.keyClicks(at_the_keyboard(), text)


def peek_at(surname):
    press(Qt.Key.Key_K)
    type_words(surname)
    press(Qt.Key.Key_Return)


def entries(ws):
    with ws.vault.reading() as reading:
        return all_entries(reading)


def items(ws, meeting):
    with ws.vault.reading() as reading:
        return agenda(reading, meeting.id)


def test_a_peek_says_so_and_shows_somebody_else_read_only(meet, newcomer):
    peek_at("newcomer")
    page = meet.peeking.page
    assert meet.peeking.is_open
    assert page.accessibleName() == "Looking only: nothing can be recorded here"
    assert page.banner.nhs_number == NEWCOMER
    assert "BEGUM" in page.whose_case.text()
    assert meet.controller.shown.nhs_number == ADA
    assert page.findChildren(QLineEdit) == []
    assert page.findChildren(QPlainTextEdit) == []
    said = {button.text() for button in page.findChildren(QAbstractButton) if button.isVisible()}
    assert said == {"Back to the case", "Somebody else…"}
    assert nameless(page) == []


def test_a_peek_loses_neither_place_nor_draft_nor_anything_typed(ws, meet, two_threads, newcomer):
    press(Qt.Key.Key_PageDown)
    press(Qt.Key.Key_A)
    type_words("Ring the")
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_D)
    type_words("Half a sent")
    press(Qt.Key.Key_Escape)
    meet.room.side.scroll_area.verticalScrollBar().setValue(7)
    two_threads.settle()
    place = meet.room.side.scroll_area.verticalScrollBar().value()
    shown, drafts = meet.controller.shown, drafts_of(ws.vault, "meet/")
    agreement, resting = meet.controller.agreeing.agreement, QApplication.focusWidget()
    before = entries(ws)
    peek_at("newcomer")
    for key in "123DAEWPNTGSIRQ":
        type_words(key)
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Down):
        press(key)
    press(Qt.Key.Key_Return, CTRL)
    press(Qt.Key.Key_Z, CTRL)
    press(Qt.Key.Key_Y, CTRL)
    assert meet.peeking.is_open
    press(Qt.Key.Key_Escape)
    two_threads.settle()
    assert not meet.peeking.is_open
    assert entries(ws) == before
    assert meet.controller.shown is shown
    assert meet.controller.agreeing.agreement == agreement
    assert drafts_of(ws.vault, "meet/") == drafts
    assert meet.room.side.editor.words_edit.text() == "Ring the"
    assert meet.room.side.words_edit.toPlainText() == "Half a sent"
    assert meet.room.side.scroll_area.verticalScrollBar().value() == place
    assert QApplication.focusWidget() is resting


def test_nothing_of_the_person_looked_at_stays(meet, newcomer):
    peek_at("newcomer")
    press(Qt.Key.Key_Escape)
    page = meet.peeking.page
    assert page.banner.nhs_number == ""
    assert page.reasons.text() == page.agreed.text() == page.question.text() == ""
    assert meet.room.banner.nhs_number == ADA


def test_the_one_marked_in_the_list_is_looked_at_at_once(meet):
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_K)
    assert meet.peeking.is_open
    assert meet.peeking.page.nhs_number == BRAM
    assert question_about(BRAM) in meet.peeking.page.question.text()
    assert mark_of(ADA) not in meet.peeking.page.question.text()
    assert meet.controller.shown.nhs_number == ADA


def test_a_box_open_over_the_case_is_out_of_sight_while_looking_and_comes_back(meet, newcomer):
    meet.ask_reason()
    type_words("Bloods")
    meet.defer_box.defer_button.setFocus()
    meet.peeking.look_at(newcomer)
    assert not meet.defer_box.isVisible()
    press(Qt.Key.Key_Escape)
    assert meet.defer_box.isVisible()
    assert meet.defer_box.reason_edit.text() == "Bloods"


def test_leaving_the_screen_or_going_to_somebody_ends_the_looking(meet_shell, meet, newcomer):
    peek_at("newcomer")
    meet_shell.open_person(BRAM)
    assert not meet.peeking.is_open
    assert meet.controller.shown.nhs_number == BRAM
    assert meet.peeking.page.nhs_number == ""


def test_somebody_is_added_at_the_end_late_with_a_reason(
    ws, meeting, meet_shell, meet, two_threads, newcomer
):
    press(Qt.Key.Key_N)
    type_words("newcomer")
    press(Qt.Key.Key_Return)
    type_words("admitted today")
    press(Qt.Key.Key_Return)
    two_threads.settle()
    added = items(ws, meeting)[-1]
    assert (added.nhs_number, added.is_late, added.late_reason) == (
        NEWCOMER,
        True,
        "admitted today",
    )
    assert meet_shell.message_bar.message.text() == "Added: NEWCOMER, as case 7."
    assert meet.context().chip == "Case 1 of 7"
    assert meet.controller.shown.nhs_number == ADA
    line = meet.room.agenda.rows.shown[-1]
    assert line.detail.startswith("late: admitted today")
    press(Qt.Key.Key_Z, CTRL)
    two_threads.settle()
    assert len(items(ws, meeting)) == len(EVERYONE)


def test_somebody_is_added_as_the_next_case(ws, meeting, meet, two_threads, newcomer):
    press(Qt.Key.Key_N)
    type_words("newcomer")
    press(Qt.Key.Key_Return)
    meet.adding.box.next_button.click()
    two_threads.settle()
    press(Qt.Key.Key_PageDown)
    assert meet.controller.shown.nhs_number == NEWCOMER
    press(Qt.Key.Key_PageDown)
    assert meet.controller.shown.nhs_number == BRAM


def test_who_asked_not_to_be_discussed_is_refused_kindly_and_who_is_there_is_named(
    ws, meeting, meet_shell, meet, two_threads, newcomer
):
    nominate(ws, Nomination(newcomer, asked="objects"))
    press(Qt.Key.Key_N)
    type_words("newcomer")
    press(Qt.Key.Key_Return)
    assert "asked not to be discussed" in meet_shell.message_bar.message.text()
    assert meet.adding.box is None
    meet.adding.ask_how(BRAM)
    assert "on the list already: case 2 of 6" in meet_shell.message_bar.message.text()
    assert len(items(ws, meeting)) == len(EVERYONE)


def test_a_box_about_somebody_to_add_goes_when_another_case_comes(meet, newcomer):
    press(Qt.Key.Key_N)
    type_words("newcomer")
    press(Qt.Key.Key_Return)
    type_words("why now")
    assert nameless(meet.adding.box) == []
    press(Qt.Key.Key_PageDown)
    assert not meet.adding.box.isVisible()
    meet.adding.ask_how(newcomer)
    assert meet.adding.box.reason_edit.text() == "why now"


def test_the_line_above_and_the_keys_are_those_of_the_page_looked_at(meet_shell, meet, newcomer):
    meet_shell.resize(700, 400)
    peek_at("newcomer")
    assert "BEGUM" not in meet_shell.context_line.title.text()
    assert meet.keys()[0] == ("Esc", "back to the case")
    press(Qt.Key.Key_Escape)
    assert meet.keys()[0] == ("PgUp PgDn", "case")


def test_a_small_window_needs_no_bar_across_the_pages_beside_the_case(meet_shell, meet, newcomer):
    meet_shell.resize(683, 384)
    for show in (
        lambda: meet.peeking.look_at(newcomer),
        meet.asides.show_who_is_here,
        meet.asides.show_open_actions,
    ):
        show()
        page = meet._pages.currentWidget()
        assert page.minimumSizeHint().width() <= meet.width() <= 683
        assert not [
            area
            for area in page.findChildren(QScrollArea)
            if area.horizontalScrollBar().maximum() > 0
        ]


def test_a_peek_at_somebody_who_objects_is_refused_kindly(ws, meet_shell, meet, newcomer):
    nominate(ws, Nomination(newcomer, asked="objects"))
    peek_at("newcomer")
    assert not meet.peeking.is_open
    assert "asked not to be discussed" in meet_shell.message_bar.message.text()
    assert "Newcomer" not in meet_shell.message_bar.message.text()
    assert meet.controller.shown.nhs_number == ADA
