"""Own targets and flags set aside while the list is prepared."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mdt_app.clinical.kinds import Kind
from mdt_app.meeting.advice import advice_about
from mdt_app.meeting.own_targets import agree_target, target_on, targets_about
from mdt_app.meeting.set_aside import set_aside, set_aside_about
from tests.invented import TODAY
from tests.ui import test_prepare_screen
from tests.ui.network import ADA, BRAM, nameless
from tests.ui.pointing import at_the_keyboard

working, shell, screen = (
    test_prepare_screen.working,
    test_prepare_screen.shell,
    test_prepare_screen.screen,
)
RULE = "hba1c-very-high"
AGAIN = date(2027, 5, 26)


def press(key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(at_the_keyboard(), key, modifier)


def type_words(text):
    QTest.keyClicks(at_the_keyboard(), text)


def target(ws, number=ADA):
    with ws.vault.reading() as reading:
        found = target_on(targets_about(reading, number), Kind.HBA1C, TODAY)
    return found.value if found is not None else None


def aside(ws, number=ADA):
    with ws.vault.reading() as reading:
        return set_aside_about(reading, number, TODAY)


def rows(screen):
    return [line for line in screen.panel.flags._rows if line.isVisible()]


def test_a_target_is_entered_and_the_list_uses_it_at_once(ws, shell, screen, working):
    press(Qt.Key.Key_T)
    assert "BEGUM" in screen.entering.target_box.person.text()
    type_words("53")
    press(Qt.Key.Key_Return)
    working.settle()
    assert target(ws) == 53
    assert screen._controller.line(ADA).target == 53
    assert screen.panel.flags.own_target.text() == "Own target 53, set 26 Nov with her"
    assert "Begum, Ada: Own target 53 mmol/mol" in shell.status_line.words.text()
    assert screen.selected == ADA


def test_an_ended_target_is_said_and_the_default_is_back(ws, shell, screen, working):
    end = date(2026, 11, 25)
    agree_target(ws, ADA, Kind.HBA1C, "64", "the person", date(2026, 3, 12), until=end)
    screen.activated()
    working.settle()
    assert screen._controller.line(ADA).target == 58
    screen._controller._show_selected()
    assert screen.panel.flags.own_target.text() == "Own target 64 ended 25 Nov"


def test_s_sorts_at_the_list_and_sets_aside_at_a_flag(ws, screen, working):
    assert screen._controller.line(ADA).case.severity == "red"
    rank = screen._controller.line(ADA).rank
    screen.table.setFocus()
    press(Qt.Key.Key_S)
    assert screen.sorting.menu.isVisible()
    screen.sorting.menu.close()
    press(Qt.Key.Key_G)
    assert rows(screen)[0].hasFocus()
    press(Qt.Key.Key_S)
    assert not screen.sorting.menu.isVisible()
    type_words("seen by renal clinic")
    press(Qt.Key.Key_Return)
    working.settle()
    assert aside(ws)[RULE].reason == "seen by renal clinic"
    line = screen._controller.line(ADA)
    assert line.case.severity == "amber"
    assert line.rank > rank
    assert ("hba1c-very-high", "Hba1c very high · 1 · 1 set aside") in (
        screen._controller.people.rules()
    )


def test_a_flag_set_aside_stays_in_sight_dimmed_with_its_words(ws, screen, working):
    set_aside(ws, ADA, RULE, "seen by renal clinic", AGAIN)
    screen.activated()
    working.settle()
    assert screen.panel.flags.more_button.text().endswith(", 1 of them set aside")
    press(Qt.Key.Key_G)
    while rows(screen)[-1].rule_shown != RULE:
        press(Qt.Key.Key_Down)
    line = rows(screen)[-1]
    said = "set aside by N. Patel 26 Nov: seen by renal clinic · ask again 26 May 2027"
    assert line.detail.text() == said
    assert line.when.text() == "set aside"
    assert said in line.accessibleName()
    assert line.headline.property("role") == "quiet"


def test_whoever_has_it_set_aside_is_found_by_that_flag(ws, screen, working):
    set_aside(ws, ADA, RULE, "seen by renal clinic", AGAIN)
    screen.activated()
    working.settle()
    screen._controller.narrow(rule=RULE)
    assert ADA in [line.nhs_number for line in screen._controller.shown]


def test_undo_takes_back_a_flag_set_aside_and_then_a_target(ws, shell, screen, working):
    press(Qt.Key.Key_T)
    type_words("53")
    press(Qt.Key.Key_Return)
    working.settle()
    press(Qt.Key.Key_G)
    press(Qt.Key.Key_S)
    type_words("seen")
    press(Qt.Key.Key_Return)
    working.settle()
    screen.undo()
    working.settle()
    assert "Undone: flag set aside" in shell.message_bar.message.text()
    assert (aside(ws), target(ws)) == ({}, 53)
    assert screen._controller.line(ADA).case.severity == "red"
    screen.undo()
    working.settle()
    assert target(ws) is None
    assert screen._controller.line(ADA).target == 58
    assert screen.panel.flags.own_target.isHidden()


def test_another_person_closes_the_box_and_keeps_its_words(ws, screen, working):
    press(Qt.Key.Key_T)
    type_words("53")
    screen.open_person(BRAM)
    assert screen.entering.open_box is None
    press(Qt.Key.Key_T)
    assert "CHOWDHURY" in screen.entering.target_box.person.text()
    assert screen.entering.target_box.value_edit.text() == ""
    screen.entering.close()
    screen.open_person(ADA)
    press(Qt.Key.Key_T)
    assert screen.entering.target_box.value_edit.text() == "53"
    assert target(ws) is None
    screen.left()
    working.settle()


def test_what_is_kept_is_about_the_person_of_the_box(ws, screen, working):
    press(Qt.Key.Key_T)
    type_words("53")
    press(Qt.Key.Key_Return)
    screen.open_person(BRAM)  # before it is in the file
    working.settle()
    assert (target(ws, ADA), target(ws, BRAM)) == (53, None)
    assert screen.selected == BRAM
    assert screen.panel.flags.own_target.isHidden()


def test_single_keys_of_the_list_wait_while_a_box_is_open(ws, screen, working):
    press(Qt.Key.Key_T)
    screen.entering.target_box.close_button.setFocus()
    for key in (Qt.Key.Key_1, Qt.Key.Key_Y, Qt.Key.Key_F, Qt.Key.Key_B):
        press(key)
    assert screen.entering.target_box.isAncestorOf(QApplication.focusWidget())
    assert not screen._controller.line(ADA).is_chosen


@pytest.mark.parametrize("size", [(1366, 768), (683, 384)])
def test_the_boxes_stay_within_the_screen_and_have_names(shell, screen, working, size):
    shell.resize(*size)
    working.settle()
    screen.entering.ask()
    boxes = [screen.entering.open_box]
    screen.entering.close()
    press(Qt.Key.Key_G)
    press(Qt.Key.Key_S)
    boxes.append(screen.entering.open_box)
    for box in boxes:
        assert screen.rect().contains(box.geometry())
        assert nameless(box) == []


def test_a_question_between_meetings_is_kept_shown_and_answered(ws, shell, screen, working):
    press(Qt.Key.Key_D)
    box = screen.entering.advice_box
    assert "BEGUM" in box.person.text()
    type_words("Fasting in Ramadan?")
    press(Qt.Key.Key_Return)
    working.settle()
    assert "Begum, Ada: The question is kept." in shell.status_line.words.text()
    assert screen.panel.flags.advice.text().endswith("Fasting in Ramadan? — No answer yet")
    press(Qt.Key.Key_D)
    assert QApplication.focusWidget() is box.answer_edit
    type_words("Halve the dose")
    box.answerer_edit.setFocus()
    type_words("Dr S. Rahman")
    press(Qt.Key.Key_Return)
    working.settle()
    with ws.vault.reading() as reading:
        (advice,) = advice_about(reading, ADA)
        assert advice_about(reading, BRAM) == []
    assert (advice.answer, advice.answered_by) == ("Halve the dose", "Dr S. Rahman")
    assert advice.answered_on == TODAY
    assert "by Dr S. Rahman: Halve the dose" in screen.panel.flags.advice.text()
    assert nameless(screen) == []
