"""Own targets and flags set aside in the meeting, as somebody at the keyboard enters them."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mdt_app.clinical.kinds import Kind
from mdt_app.meeting.decisions import decisions_about
from mdt_app.meeting.own_targets import agree_target, target_on, targets_about
from mdt_app.meeting.set_aside import set_aside, set_aside_about
from mdt_app.vault.drafts import drafts_of
from tests.invented import TODAY
from tests.ui.meeting_room import shell_with_meet
from tests.ui.network import ADA, BRAM, nameless
from tests.ui.pointing import at_the_keyboard

CTRL = Qt.KeyboardModifier.ControlModifier
RULE = "hba1c-very-high"
AGAIN = date(2027, 5, 26)


def press(key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(at_the_keyboard(), key, modifier)


def type_words(text):
    QTest.keyClicks(at_the_keyboard(), text)


def target(ws, number=ADA, on=TODAY):
    with ws.vault.reading() as reading:
        return target_on(targets_about(reading, number), Kind.HBA1C, on)


def aside(ws, number=ADA):
    with ws.vault.reading() as reading:
        return set_aside_about(reading, number, TODAY)


def row_of(meet, rule):
    return next(line for line in meet.room.reasons.rows if line.rule_shown == rule)


def test_a_target_is_entered_with_three_keys_and_a_number(ws, meet_shell, meet, two_threads):
    press(Qt.Key.Key_T)
    assert "BEGUM, Ada (Mrs)" in meet.entering.target_box.person.text()
    type_words("7.5 %")
    assert "58 mmol/mol (7.5 %)" in meet.entering.target_box.value_words.text()
    press(Qt.Key.Key_Return)
    two_threads.settle()
    kept = target(ws)
    assert (kept.value, kept.agreed_on, kept.agreed_by) == (58, TODAY, "the person and N. Patel")
    assert meet.entering.open_box is None
    assert "Own target 58, set 26 Nov with her" in meet.room.banner.conditions.text()
    assert "their own target of at most 58" in meet.room.charts.charts[0].accessibleDescription()
    said = "Begum, Ada: Own target 58 mmol/mol (7.5 %) is kept."
    assert meet_shell.status_line.words.text() == said
    assert not meet_shell.message_bar.isVisible()
    assert meet_shell.status_line.saved.text() == "All changes saved"


def test_every_field_is_kept_and_ctrl_enter_keeps_without_going_on(ws, meet, two_threads):
    press(Qt.Key.Key_T)
    type_words("64")
    for words in ("the person and Dr Rahman", "12 Mar", "falls in the night", "1 Mar 2027"):
        press(Qt.Key.Key_Tab)
        QApplication.focusWidget().selectAll()
        type_words(words)
    press(Qt.Key.Key_Return, CTRL)
    two_threads.settle()
    kept = target(ws)
    assert (kept.value, kept.agreed_by) == (64, "the person and Dr Rahman")
    assert (kept.agreed_on, kept.why) == (date(2026, 3, 12), "falls in the night")
    assert kept.until == date(2027, 3, 1)
    assert meet.controller.shown.nhs_number == ADA


@pytest.mark.parametrize(
    ("typed", "told"),
    [("", "not a target"), ("41", "anybody would agree"), ("58.5", "whole number")],
)
def test_what_is_no_target_is_said_in_the_box_and_stays_there(ws, meet, typed, told, two_threads):
    press(Qt.Key.Key_T)
    type_words(typed)
    press(Qt.Key.Key_Return)
    two_threads.settle()
    box = meet.entering.target_box
    assert box.isVisible()
    assert box.problem.isVisible()
    assert told in box.problem.text()
    assert box.value_edit.text() == typed
    assert target(ws) is None


def test_an_unusual_target_is_taken_with_a_word_of_care(ws, meet, two_threads):
    press(Qt.Key.Key_T)
    type_words("44")
    assert "lower than usual" in meet.entering.target_box.value_words.text()
    press(Qt.Key.Key_Return)
    two_threads.settle()
    assert target(ws).value == 44


def test_a_target_is_ended_and_the_screen_says_so(ws, meeting, meet, two_threads):
    agree_target(ws, ADA, Kind.HBA1C, "64", "the person", date(2026, 3, 12), meeting=meeting.id)
    meet.controller.reload()
    press(Qt.Key.Key_T)
    assert "own target 64, set 12 Mar with her" in meet.entering.target_box.now.text()
    assert "default of 58" in meet.entering.target_box.now.text()
    meet.entering.target_box.end_button.click()
    two_threads.settle()
    assert target(ws) is None
    assert "Own target 64 ended 26 Nov" in meet.room.banner.conditions.text()
    press(Qt.Key.Key_Z, CTRL)
    two_threads.settle()
    assert target(ws).value == 64
    assert "set 12 Mar" in meet.room.banner.conditions.text()


def test_an_expired_target_leaves_its_end_on_the_screen(ws, meet_shell, meet, two_threads):
    end = date(2026, 11, 25)
    agree_target(ws, ADA, Kind.HBA1C, "64", "the person", date(2026, 3, 12), until=end)
    meet.controller.reload()
    assert "Own target 64 ended 25 Nov" in meet.room.banner.conditions.text()
    assert "their own target" not in meet.room.charts.charts[0].accessibleDescription()


def test_a_mistake_is_taken_back(ws, meet, two_threads):
    agree_target(ws, ADA, Kind.HBA1C, "60", "the person", date(2026, 1, 5))
    agree_target(ws, ADA, Kind.HBA1C, "46", "the person", date(2026, 3, 12))
    press(Qt.Key.Key_T)
    meet.entering.target_box.mistake_button.click()
    two_threads.settle()
    assert target(ws).value == 60


def test_an_agreement_dated_before_the_one_that_holds_says_what_stays_in_force(ws, meet):
    agree_target(ws, ADA, Kind.HBA1C, "60", "the person", date(2026, 3, 12))
    press(Qt.Key.Key_T)
    meet.entering.target_box.on_edit.setText("1 Feb")
    assert "12 Mar 2026 stays in force" in meet.entering.target_box.on_words.text()


def test_escape_keeps_what_is_typed_and_gives_the_keyboard_back(ws, meet, two_threads):
    press(Qt.Key.Key_T)
    type_words("6")
    press(Qt.Key.Key_Tab)
    type_words("X")
    QTest.keyClick(at_the_keyboard(), Qt.Key.Key_Left)
    type_words("Y")
    press(Qt.Key.Key_Escape)
    two_threads.settle()
    assert meet.entering.open_box is None
    assert not meet.entering.target_box.isAncestorOf(QApplication.focusWidget())
    press(Qt.Key.Key_T)
    box = meet.entering.target_box
    assert (box.value_edit.text(), box.by_edit.text()[-2:]) == ("6", "YX")
    assert box.by_edit.hasFocus()
    assert box.by_edit.cursorPosition() == len(box.by_edit.text()) - 1
    assert target(ws) is None


def test_another_person_closes_the_box_and_each_keeps_their_own_words(ws, meet, two_threads):
    press(Qt.Key.Key_T)
    type_words("64")
    press(Qt.Key.Key_PageDown)
    assert meet.controller.shown.nhs_number == BRAM
    assert meet.entering.open_box is None
    press(Qt.Key.Key_T)
    box = meet.entering.target_box
    assert "CHOWDHURY" in box.person.text()
    assert box.value_edit.text() == ""
    type_words("70")
    press(Qt.Key.Key_PageUp)
    press(Qt.Key.Key_T)
    assert "BEGUM" in box.person.text()
    assert box.value_edit.text() == "64"
    press(Qt.Key.Key_Return)
    two_threads.settle()
    assert target(ws, ADA).value == 64
    assert target(ws, BRAM) is None


def test_what_is_kept_is_about_the_person_of_the_box_whoever_is_shown_by_then(
    ws, meet, two_threads
):
    press(Qt.Key.Key_T)
    type_words("64")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_PageDown)  # before it is in the file
    two_threads.settle()
    assert target(ws, ADA).value == 64
    assert target(ws, BRAM) is None
    assert "target 64" not in meet.room.banner.conditions.text()
    assert "CHOWDHURY" in meet.room.banner.identity.text()


def test_a_box_shown_by_another_way_than_the_keys_never_changes_its_person(ws, meet, two_threads):
    press(Qt.Key.Key_T)
    type_words("64")
    meet.controller.show_person(BRAM)
    meet.entering.target_box.keep()
    two_threads.settle()
    assert target(ws, ADA) is None
    assert target(ws, BRAM) is None


def test_what_was_kept_is_not_said_beside_the_next_person(meet_shell, meet, two_threads):
    press(Qt.Key.Key_T)
    type_words("64")
    press(Qt.Key.Key_Return)
    two_threads.settle()
    assert "Begum, Ada" in meet_shell.status_line.words.text()
    press(Qt.Key.Key_PageDown)
    two_threads.settle()
    assert "Begum" not in meet_shell.status_line.words.text()


def test_no_single_key_of_the_room_works_below_an_open_box(ws, meeting, meet, two_threads):
    press(Qt.Key.Key_T)
    meet.entering.target_box.close_button.setFocus()
    for key in (Qt.Key.Key_1, Qt.Key.Key_A, Qt.Key.Key_W, Qt.Key.Key_D):
        press(key)
    two_threads.settle()
    with ws.vault.reading() as reading:
        assert decisions_about(reading, ADA, meeting.id) == []
    assert not meet.room.side.editor.isVisible()
    assert not meet.defer_box.isVisible()
    assert meet.entering.target_box.isVisible()


def test_tab_goes_round_in_the_box(meet):
    press(Qt.Key.Key_S)
    press(Qt.Key.Key_S)
    box = meet.entering.aside_box
    assert box.isVisible()
    seen = set()
    for _ in range(20):
        assert box.isAncestorOf(QApplication.focusWidget())
        seen.add(QApplication.focusWidget())
        press(Qt.Key.Key_Tab)
    assert {box.reason_edit, box.day_edit, box.keep_button, box.close_button} <= seen
    press(Qt.Key.Key_Backtab)
    assert box.isAncestorOf(QApplication.focusWidget())


def test_s_goes_to_the_reasons_and_there_sets_one_aside(ws, meet_shell, meet, two_threads):
    press(Qt.Key.Key_S)
    first = meet.room.reasons.rows[0]
    assert first.hasFocus()
    assert first.rule_shown == RULE
    press(Qt.Key.Key_S)
    type_words("seen by renal clinic")
    meet.entering.aside_box.months.segment("6").click()
    press(Qt.Key.Key_Return, CTRL)
    two_threads.settle()
    one = aside(ws)[RULE]
    assert (one.reason, one.ask_again_on) == ("seen by renal clinic", AGAIN)
    line = row_of(meet, RULE)
    said = "set aside by N. Patel 26 Nov: seen by renal clinic · ask again 26 May 2027"
    assert said in line.words.text()
    assert said in line.accessibleName()
    assert line.when.text() == "set aside"
    assert "HbA1c 92 mmol/mol" not in meet.controller.listed.reasons[ADA]
    assert meet.room.reasons.rows.index(line) == len(meet.controller.shown.raised) - 1
    assert "is set aside; it is asked again 26 May 2027" in meet_shell.status_line.words.text()
    press(Qt.Key.Key_Z, CTRL)
    two_threads.settle()
    assert aside(ws) == {}
    assert meet.room.reasons.rows[0].rule_shown == RULE
    assert "HbA1c 92 mmol/mol" in meet.controller.listed.reasons[ADA]


def test_a_usual_reason_is_one_press_away(ws, meet, two_threads):
    meet.room.reasons.to_first()
    press(Qt.Key.Key_S)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Return)
    two_threads.settle()
    assert aside(ws)[RULE].reason == "Seen by a specialist clinic"
    assert aside(ws)[RULE].ask_again_on == date(2027, 2, 26)


@pytest.mark.parametrize(
    ("reason", "day", "told"),
    [
        ("", "6m", "needs a reason"),
        ("seen", "", "When to ask again"),
        ("seen", "26/11/2026", "has passed"),
        ("seen", "27/11/2028", "two years"),
        ("seen", "31 Feb", "not a day"),
    ],
)
def test_a_reason_and_a_day_are_required(ws, meet, reason, day, told, two_threads):
    meet.room.reasons.to_first()
    press(Qt.Key.Key_S)
    type_words(reason)
    meet.entering.aside_box.day_edit.setText(day)
    press(Qt.Key.Key_Return)
    two_threads.settle()
    assert told in meet.entering.aside_box.problem.text()
    assert meet.entering.aside_box.isVisible()
    assert aside(ws) == {}


def test_a_flag_set_aside_is_taken_up_again_at_its_row(ws, meeting, meet, two_threads):
    set_aside(ws, ADA, RULE, "seen by renal clinic", AGAIN, meeting.id)
    meet.controller.reload()
    meet.room.reasons.to_first()
    while not row_of(meet, RULE).hasFocus():
        press(Qt.Key.Key_Down)
    press(Qt.Key.Key_S)
    box = meet.entering.aside_box
    assert box.reason_edit.text() == "seen by renal clinic"
    box.take_up_button.click()
    two_threads.settle()
    assert aside(ws) == {}
    assert meet.room.reasons.rows[0].rule_shown == RULE


def test_each_flag_keeps_its_own_half_typed_reason(meet, two_threads):
    meet.room.reasons.to_first()
    press(Qt.Key.Key_S)
    type_words("about the first")
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_S)
    assert meet.entering.aside_box.reason_edit.text() == ""
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_S)
    assert meet.entering.aside_box.reason_edit.text() == "about the first"


def test_the_arrows_go_through_all_reasons_also_those_that_did_not_fit(meet, two_threads):
    meet.room.reasons.give_room(100)
    meet.room.reasons.to_first()
    count = len(meet.controller.shown.raised)
    for place in range(count):
        assert meet.room.reasons.rows[place].hasFocus()
        press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Up)
    assert meet.room.reasons.rows[count - 1].hasFocus()


def test_the_agenda_names_no_reason_that_is_set_aside(ws, meet, two_threads):
    set_aside(ws, ADA, RULE, "seen by renal clinic", AGAIN)
    meet.controller.look()
    two_threads.settle()
    assert "HbA1c 92 mmol/mol" not in meet.controller.listed.reasons[ADA]


def test_what_is_typed_is_a_draft_and_is_found_again_after_a_crash(
    ws, meet_shell, meet, two_threads, qtbot
):
    press(Qt.Key.Key_T)
    type_words("6")
    assert meet_shell.status_line.saved.text() == "Typing…"
    qtbot.waitUntil(lambda: bool(drafts_of(ws.vault, "meet-entering/")), timeout=3000)
    two_threads.settle()
    assert meet_shell.status_line.saved.text() == "Draft kept, not recorded yet"
    after = shell_with_meet(ws, two_threads)
    qtbot.addWidget(after)
    assert "T goes on with the own target" in after.message_bar.hint.text()
    after.screen_shown.entering.ask_target(ADA, TODAY)
    assert after.screen_shown.entering.target_box.value_edit.text() == "6"
    after.keep_what_is_typed()
    two_threads.settle()


def test_a_target_that_is_kept_leaves_no_draft(ws, meet, two_threads, qtbot):
    press(Qt.Key.Key_T)
    type_words("64")
    qtbot.waitUntil(lambda: bool(drafts_of(ws.vault, "meet-entering/")), timeout=3000)
    press(Qt.Key.Key_Return)
    two_threads.settle()
    assert drafts_of(ws.vault, "meet-entering/") == []
    press(Qt.Key.Key_T)
    assert meet.entering.target_box.value_edit.text() == ""


@pytest.fixture
def expected_warnings():
    return ["shown to user"]


def test_a_save_that_fails_is_told_and_gives_the_words_back(ws, meet_shell, meet, two_threads):
    press(Qt.Key.Key_T)
    type_words("64")
    ws.vault.is_read_only = True
    press(Qt.Key.Key_Return)
    two_threads.settle()
    ws.vault.is_read_only = False
    assert meet_shell.message_bar.isVisible()
    press(Qt.Key.Key_T)
    assert meet.entering.target_box.value_edit.text() == "64"
    press(Qt.Key.Key_Return)
    two_threads.settle()
    assert target(ws).value == 64


def test_leaving_the_screen_keeps_a_half_typed_box(ws, meet_shell, meet, two_threads):
    press(Qt.Key.Key_T)
    type_words("64")
    meet_shell.keep_what_is_typed()
    two_threads.settle()
    assert len(drafts_of(ws.vault, "meet-entering/")) == 1


@pytest.mark.parametrize("size", [(1366, 768), (683, 384)])
@pytest.mark.parametrize("key", [Qt.Key.Key_T, Qt.Key.Key_S])
def test_a_box_is_whole_within_the_screen_and_every_control_has_a_name(
    meet_shell, meet, two_threads, size, key
):
    meet_shell.resize(*size)
    two_threads.settle()
    meet.room.reasons.to_first()
    press(key)
    two_threads.settle()
    box = meet.entering.open_box
    assert meet.rect().contains(box.geometry())
    assert nameless(box) == []
    for _ in range(14):
        focus = QApplication.focusWidget()
        shown = focus.visibleRegion().boundingRect()
        assert size[0] == 683 or not box.area.verticalScrollBar().maximum()
        assert (shown.width(), shown.height()) == (focus.width(), focus.height())
        press(Qt.Key.Key_Tab)


def test_nothing_entered_before_the_meeting_is_undone_in_it(ws, meet, two_threads):
    agree_target(ws, ADA, Kind.HBA1C, "64", "the person", date(2026, 3, 12))
    press(Qt.Key.Key_Z, CTRL)
    two_threads.settle()
    assert target(ws).value == 64
