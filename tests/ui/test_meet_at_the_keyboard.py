"""Meet as the chair at the keyboard meets it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mdt_app.errors import UserError
from mdt_app.meeting.actions import actions_of
from mdt_app.meeting.agenda import agenda
from mdt_app.meeting.decisions import decisions_about
from mdt_app.vault.drafts import drafts_of
from tests.invented import TODAY
from tests.ui.network import ADA, BRAM, EVERYONE, nameless
from tests.ui.pointing import at_the_keyboard

CTRL = Qt.KeyboardModifier.ControlModifier


def press(key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(at_the_keyboard(), key, modifier)


def type_words(text):
    QTest.keyClicks(at_the_keyboard(), text)


def decision(ws, meeting, number):
    with ws.vault.reading() as reading:
        found = decisions_about(reading, number, meeting.id)
    return found[-1] if found else None


def actions(ws, meeting):
    with ws.vault.reading() as reading:
        return actions_of(reading, meeting.id)


def states(ws, meeting):
    with ws.vault.reading() as reading:
        return {item.nhs_number: item.state for item in agenda(reading, meeting.id)}


def test_the_meeting_opens_on_its_first_case(meet):
    assert meet.controller.shown.nhs_number == ADA
    assert "BEGUM, Ada (Mrs)" in meet.room.banner.accessibleName()
    assert meet.context().chip == "Case 1 of 6"


def test_digits_choose_decisions_and_take_them_back(ws, meeting, meet, two_threads):
    press(Qt.Key.Key_1)
    press(Qt.Key.Key_3)
    press(Qt.Key.Key_1)
    two_threads.settle()
    assert decision(ws, meeting, ADA).choices == ("start_sglt2",)


def test_a_decision_that_asks_for_a_detail_gets_it(ws, meeting, meet, two_threads):
    press(Qt.Key.Key_6)
    type_words("renal clinic")
    press(Qt.Key.Key_Return)
    two_threads.settle()
    assert decision(ws, meeting, ADA).choices == ("refer:renal clinic",)
    assert "renal clinic" in meet.room.side.decisions.buttons[5].text()


def test_letters_and_digits_in_the_words_are_only_words(ws, meeting, meet, two_threads):
    press(Qt.Key.Key_D)
    type_words("Add 10 mg, A and E, W 1234567890")
    press(Qt.Key.Key_Escape)
    two_threads.settle()
    kept = decision(ws, meeting, ADA)
    assert (kept.choices, kept.words) == ((), "Add 10 mg, A and E, W 1234567890")
    assert not meet.room.side.editor.isVisible()
    assert not meet.defer_box.isVisible()


@pytest.mark.parametrize("key", [Qt.Key.Key_A, Qt.Key.Key_E])
def test_letters_and_digits_in_an_action_are_only_words(ws, meeting, meet, two_threads, key):
    press(key)
    type_words("Dad: 3 AWED e 1")
    press(Qt.Key.Key_Tab)
    type_words("Ward 1 DEA")
    press(Qt.Key.Key_Return)
    two_threads.settle()
    (kept,) = actions(ws, meeting)
    assert (kept.words, kept.owner) == ("Dad: 3 AWED e 1", "Ward 1 DEA")
    assert decision(ws, meeting, ADA) is None


def test_an_action_has_its_owner_day_and_kind(ws, meeting, meet, two_threads):
    press(Qt.Key.Key_E)
    type_words("Ramadan advice")
    press(Qt.Key.Key_Tab)
    type_words("Dr S. Rahman")
    press(Qt.Key.Key_Tab)
    type_words("6w")
    press(Qt.Key.Key_Return)
    two_threads.settle()
    (kept,) = actions(ws, meeting)
    assert (kept.nhs_number, kept.category, kept.owner) == (ADA, "education", "Dr S. Rahman")
    assert (kept.due_on - TODAY).days == 42
    assert "Ramadan advice" in meet.room.side.actions_list.rows[0].accessibleName()


def test_education_for_the_practice_names_nobody(ws, meeting, meet, two_threads):
    press(Qt.Key.Key_E)
    type_words("Teaching: foot checks")
    meet.room.side.editor.kinds.segment("practice").click()
    meet.room.side.editor.keep_button.click()
    two_threads.settle()
    (kept,) = actions(ws, meeting)
    assert (kept.nhs_number, kept.practice, kept.audience) == ("", "Y00001", "practice")
    assert "for the practice" in meet.room.side.actions_list.rows[0].accessibleName()


def test_a_day_that_is_none_is_told_and_nothing_typed_is_lost(meet_shell, meet, ws, meeting):
    press(Qt.Key.Key_A)
    type_words("Book eye screening")
    meet.room.side.editor.day_edit.setText("31 Feb")
    meet.room.side.editor.keep()
    assert "not a day" in meet_shell.message_bar.message.text()
    assert meet.room.side.editor.words_edit.text() == "Book eye screening"
    assert actions(ws, meeting) == []


def test_what_was_refused_is_never_said_beside_another_person(meet_shell, meet, two_threads):
    press(Qt.Key.Key_A)
    meet.room.side.editor.day_edit.setText("31 Feb")
    type_words("Book eye screening")
    press(Qt.Key.Key_Return)
    assert meet_shell.message_bar.isVisible()
    press(Qt.Key.Key_PageDown)
    two_threads.settle()
    assert meet.controller.shown.nhs_number == BRAM
    assert not meet_shell.message_bar.isVisible()


def test_a_day_mended_takes_the_refusal_away(meet_shell, meet, ws, meeting, two_threads):
    press(Qt.Key.Key_A)
    type_words("Book eye screening")
    meet.room.side.editor.day_edit.setText("31 Feb")
    press(Qt.Key.Key_Return)
    meet.room.side.editor.day_edit.setText("6w")
    press(Qt.Key.Key_Return)
    two_threads.settle()
    assert len(actions(ws, meeting)) == 1
    assert not meet_shell.message_bar.isVisible()


def test_a_save_that_failed_is_said_until_it_is_read(meet_shell, meet, two_threads):
    meet.controller.failed.emit(UserError("The disk is full.", "Make room."))
    press(Qt.Key.Key_PageDown)
    two_threads.settle()
    assert meet_shell.message_bar.isVisible()


@pytest.fixture
def expected_warnings():
    return ["shown to user"]


def test_agreed_goes_on_to_the_next_case_that_waits(ws, meeting, meet, two_threads):
    press(Qt.Key.Key_9)
    press(Qt.Key.Key_Return, CTRL)
    two_threads.settle()
    assert states(ws, meeting)[ADA] == "discussed"
    assert meet.controller.shown.nhs_number == BRAM


def test_agreed_with_nothing_agreed_is_not_taken_for_a_discussion(
    ws, meeting, meet_shell, meet, two_threads
):
    press(Qt.Key.Key_Return, CTRL)
    two_threads.settle()
    assert states(ws, meeting)[ADA] == "waiting"
    assert meet.controller.shown.nhs_number == ADA
    assert meet.room.side.nothing_agreed.isVisible()
    assert not meet_shell.message_bar.isVisible()


def test_a_case_is_deferred_with_its_reason_and_put_back(ws, meeting, meet, two_threads):
    press(Qt.Key.Key_W)
    type_words("Bloods awaited")
    press(Qt.Key.Key_Return)
    two_threads.settle()
    assert states(ws, meeting)[ADA] == "deferred"
    assert meet.controller.shown.nhs_number == BRAM
    press(Qt.Key.Key_PageUp)
    press(Qt.Key.Key_W)
    meet.defer_box.put_back_button.click()
    two_threads.settle()
    assert states(ws, meeting)[ADA] == "waiting"


def test_page_keys_step_also_out_of_the_words_and_keep_them(ws, meeting, meet, two_threads):
    press(Qt.Key.Key_D)
    type_words("Repeat bloods")
    press(Qt.Key.Key_PageDown)
    assert meet.controller.shown.nhs_number == BRAM
    assert meet.room.side.words_edit.toPlainText() == ""
    press(Qt.Key.Key_PageUp)
    two_threads.settle()
    assert meet.room.side.words_edit.toPlainText() == "Repeat bloods"
    assert decision(ws, meeting, ADA).words == "Repeat bloods"


def test_what_is_typed_is_a_draft_within_a_second_of_a_pause(ws, meeting, meet, two_threads):
    press(Qt.Key.Key_D)
    type_words("Half a sent")
    QTest.qWait(900)
    two_threads.settle()
    (draft,) = drafts_of(ws.vault, "meet/")
    assert (draft.text, draft.caret) == ("Half a sent", 11)
    assert "draft kept" in meet.room.side.saved.text()


def test_a_half_written_action_comes_back_with_its_person(meet, two_threads):
    press(Qt.Key.Key_A)
    type_words("Ring the")
    press(Qt.Key.Key_PageDown)
    assert not meet.room.side.editor.isVisible()
    press(Qt.Key.Key_PageUp)
    assert meet.room.side.editor.words_edit.text() == "Ring the"


def test_a_half_written_action_is_not_called_saved_before_it_is_kept(meet_shell, meet, two_threads):
    said = meet_shell.status_line.saved
    press(Qt.Key.Key_A)
    type_words("Ring the")
    assert said.text() == "Typing…"
    QTest.qWait(600)
    two_threads.settle()
    assert said.text() == "Draft kept, not recorded yet"
    press(Qt.Key.Key_Return)
    two_threads.settle()
    assert said.text() == "All changes saved"


def test_escape_discards_nothing(ws, meeting, meet, two_threads):
    press(Qt.Key.Key_A)
    type_words("Ring the daughter")
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_A)
    assert meet.room.side.editor.words_edit.text() == "Ring the daughter"


def test_undo_takes_the_last_step_back_and_says_whose(ws, meeting, meet_shell, meet, two_threads):
    press(Qt.Key.Key_1)
    two_threads.settle()
    press(Qt.Key.Key_Z, CTRL)
    two_threads.settle()
    assert decision(ws, meeting, ADA) is None
    assert not meet.room.side.decisions.buttons[0].isChecked()
    assert meet_shell.message_bar.message.text() == "Undone: decision recorded, BEGUM"


def test_leaving_the_screen_records_what_was_typed(ws, meeting, meet_shell, two_threads):
    press(Qt.Key.Key_D)
    type_words("Stop gliclazide")
    meet_shell.keep_what_is_typed()
    two_threads.settle()
    assert decision(ws, meeting, ADA).words == "Stop gliclazide"


def test_the_last_case_leads_to_the_end_of_the_meeting(meet, two_threads):
    for _ in EVERYONE:
        press(Qt.Key.Key_9)
        press(Qt.Key.Key_Return, CTRL)
        two_threads.settle()
    assert meet.is_ending
    assert "All 6 cases are settled" in meet.ending_page.summary.text()


def test_the_evidence_names_its_file_and_row(meet):
    line = next(row for row in meet.room.reasons.rows if row.reason is not None)
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert "results.csv, row 5" in line.evidence.text()


def test_a_case_is_reached_by_name(meet_shell, meet):
    press(Qt.Key.Key_K, CTRL)
    type_words("chowd")
    press(Qt.Key.Key_Return)
    assert meet.controller.shown.nhs_number == BRAM


def test_every_control_of_the_room_has_a_name(meet):
    meet.show_ending()
    assert nameless(meet) == []
