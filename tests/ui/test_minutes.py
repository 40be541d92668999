"""The page of minutes, by keyboard: state, amendment, approval, addendum, files."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from mdt_app.documents.issuing import document_of
from mdt_app.meeting.actions import agree_action
from mdt_app.meeting.approval import addenda_of, amendments_of, approval_of
from mdt_app.meeting.attendance import record_attendee
from mdt_app.meeting.decisions import decisions_of, record_decision
from mdt_app.meeting.meetings import end_meeting, meeting_by_id, plan_meeting
from mdt_app.meeting.values import Action, Attendee, Meeting
from mdt_app.ui.minutes.opening import add_minutes, show_minutes
from mdt_app.ui.minutes.screen import MinutesScreen
from mdt_app.ui.minutes.writing import BOTH, EACH_PRACTICE, EVERYBODY, Wanted
from tests.documents.conftest import text_of
from tests.invented import TODAY, patient_in
from tests.meeting.test_approval import approved_on_another_laptop
from tests.ui.meeting_room import begin, desk_open, shell_with_meet
from tests.ui.network import ADA, nameless
from tests.ui.pointing import at_the_keyboard

CHAIR = "Dr A. Chair"


@pytest.fixture
def ended(ws, tmp_path):
    """A meeting that has ended: a decision, an action, a chair."""
    meeting = begin(ws, tmp_path / "files")
    record_decision(ws, meeting.id, ADA, ("continue",), "Repeat bloods")
    agree_action(ws, Action(meeting=meeting.id, nhs_number=ADA, words="Eyes", owner="N. Patel"))
    record_attendee(ws, meeting.id, Attendee("", CHAIR, "Chair"))
    return end_meeting(ws, meeting.id)


@pytest.fixture
def shell(ws, ended, two_threads, qtbot):
    made = shell_with_meet(ws, two_threads)
    qtbot.addWidget(made)
    add_minutes(made, ws, two_threads.runner, two_threads.saver)
    made.screen_shown.minutes_asked.connect(partial(show_minutes, made))
    yield made
    made.keep_what_is_typed()
    two_threads.settle()


@pytest.fixture
def page(shell, two_threads):
    """The page, opened by its key."""
    press(Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    two_threads.settle()
    assert isinstance(shell.screen_shown, MinutesScreen)
    return shell.screen_shown


def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(at_the_keyboard(), key, modifiers)


def type_words(words):
    QTest.keyClicks(at_the_keyboard(), words)


def changes(page):
    return [label.text() for label in page.findChildren(QLabel) if "mend" in label.text()]


def approval(ws, meeting):
    with ws.vault.reading() as reading:
        return approval_of(reading, meeting.id)


def approve_by_keyboard(page, two_threads):
    press(Qt.Key.Key_P)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    two_threads.settle()


def test_the_start_page_lists_the_last_minutes_and_leads_to_them(shell, ended, two_threads):
    (line,) = shell.screen_shown.start_page.minutes.buttons
    assert line.text() == "Network 3 MDT, 26 Nov 2026: Draft, not approved"
    line.setFocus()
    press(Qt.Key.Key_Return)
    two_threads.settle()
    assert shell.screen_shown.controller.chosen == ended.id


def test_a_draft_says_what_it_is_and_what_comes_next(page):
    assert page.state.text() == "Draft, not approved"
    assert "let the chair approve" in page.sentence.text()
    assert (page.approve_button.isVisible(), page.add_button.isVisible()) == (True, False)
    assert nameless(page) == []


def test_the_draft_that_waits_the_longest_is_shown_first(ws, shell, ended, two_threads):
    for days in (7, 14):
        later = plan_meeting(ws, Meeting("", "Network 3 MDT", TODAY.replace(day=26 - days)))
        end_meeting(ws, later.id)
    show_minutes(shell)
    assert shell.screen_shown.controller.chosen == later.id
    assert shell.screen_shown.model.rowCount() == 3


def test_the_chair_approves_by_three_keys_in_place(ws, ended, page, two_threads):
    approve_by_keyboard(page, two_threads)
    found = approval(ws, ended)
    assert (found.number, found.by) == ("2026/01", CHAIR)
    assert page.state.text() == "Approved as 2026/01"
    assert not page.approve_box.isVisible()
    assert (page.approve_button.isVisible(), page.add_button.isVisible()) == (False, True)


def test_esc_closes_the_box_and_nothing_is_approved(ws, ended, page):
    press(Qt.Key.Key_P)
    assert page.approve_box.isVisible()
    press(Qt.Key.Key_Escape)
    assert not page.approve_box.isVisible()
    assert approval(ws, ended) is None
    assert page.list.hasFocus()


def test_approval_without_a_name_is_told_and_nothing_is_locked(
    ws, ended, shell, page, two_threads, expected_warnings
):
    expected_warnings.append("shown to user")
    press(Qt.Key.Key_P)
    press(Qt.Key.Key_Delete)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    two_threads.settle()
    assert "needs a name" in shell.message_bar.message.text()
    assert approval(ws, ended) is None
    assert page.approve_button.isEnabled()


def test_a_decision_is_amended_and_listed_with_its_case(ws, ended, page, two_threads):
    press(Qt.Key.Key_A)
    assert page.amend_box.which.hasFocus()
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    type_words(" in 6 weeks")
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    two_threads.settle()
    with ws.vault.reading() as reading:
        (decision,) = decisions_of(reading, ended.id)
    assert (decision.words, decision.choices) == ("Repeat bloods in 6 weeks", ("continue",))
    assert any("by N. Patel: decision changed, case" in line for line in changes(page))


def test_an_action_is_amended_with_owner_and_day(ws, ended, page, two_threads):
    press(Qt.Key.Key_A)
    press(Qt.Key.Key_Down)
    page.amend_box.owner_edit.setText("J. Cole")
    page.amend_box.day_edit.setText("11 Jan")
    page.amend_box.keep_button.click()
    two_threads.settle()
    action = next(a.action for a in page.controller.details.agreed if a.action)
    assert (action.words, action.owner) == ("Eyes", "J. Cole")
    assert action.due_on.isoformat() == "2027-01-11"


def test_a_day_that_is_none_is_told_beside_it(shell, page, two_threads, expected_warnings):
    expected_warnings.append("shown to user")
    press(Qt.Key.Key_A)
    press(Qt.Key.Key_Down)
    page.amend_box.day_edit.setText("31 Feb")
    page.amend_box.keep_button.click()
    assert "not a day" in shell.message_bar.message.text()
    assert page.amend_box.isVisible()


def test_who_was_there_is_amended_too(ws, ended, page, two_threads):
    press(Qt.Key.Key_A)
    page.amend_box.attendance.rows[0].strike_button.click()
    two_threads.settle()
    with ws.vault.reading() as reading:
        assert [each.what for each in amendments_of(reading, ended.id)] == ["attendance struck out"]


def test_undo_takes_back_the_last_amendment(ws, ended, shell, page, two_threads):
    press(Qt.Key.Key_A)
    page.amend_box.words_edit.setPlainText("Something else")
    page.amend_box.keep_button.click()
    two_threads.settle()
    shell.undo()
    two_threads.settle()
    with ws.vault.reading() as reading:
        assert [d.words for d in decisions_of(reading, ended.id)] == ["Repeat bloods"]


def test_the_meeting_can_be_opened_again_from_its_draft(ws, ended, page, two_threads):
    press(Qt.Key.Key_A)
    page.amend_box.reopen_button.click()
    two_threads.settle()
    with ws.vault.reading() as reading:
        assert meeting_by_id(reading, ended.id).state == "open"
    assert page.state.text() == "The meeting is open"
    assert not page.approve_button.isVisible()


def test_an_addendum_is_added_about_a_case(ws, ended, page, two_threads):
    approve_by_keyboard(page, two_threads)
    press(Qt.Key.Key_D)
    type_words("The dose was 5 mg.")
    page.add_box.about.setCurrentIndex(page.add_box.about.findData(ADA))
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    two_threads.settle()
    with ws.vault.reading() as reading:
        (added,) = addenda_of(reading, ended.id)
    assert (added.words, added.about) == ("The dose was 5 mg.", ADA)
    assert page.state.text() == "Approved as 2026/01, 1 addendum"
    press(Qt.Key.Key_D)
    assert page.add_box.words_edit.toPlainText() == ""


def test_half_an_addendum_is_kept_to_the_caret(ws, ended, shell, page, two_threads):
    approve_by_keyboard(page, two_threads)
    press(Qt.Key.Key_D)
    type_words("The dose was")
    shell.show_screen("meet")
    two_threads.settle()
    later = MinutesScreen(ws, two_threads.runner, two_threads.saver)
    later.activated()
    assert later.add_box.words_edit.toPlainText() == "The dose was"
    assert later.add_box.words_edit.textCursor().position() == len("The dose was")
    later.deleteLater()


@pytest.mark.parametrize("is_approved", [False, True])
def test_files_are_written_for_everybody_and_name_nobody_in_their_names(
    ws, ended, page, two_threads, tmp_path, is_approved
):
    if is_approved:
        approve_by_keyboard(page, two_threads)
        page.controller.add("More was said.", "")
        two_threads.settle()
    (tmp_path / "out").mkdir()
    page.controller.write(Wanted(EVERYBODY, BOTH), tmp_path / "out")
    two_threads.settle()
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert {"minutes 2026-11-26.pdf", "minutes 2026-11-26 network.html"} <= names
    assert ("minutes 2026-11-26 Y00001 addendum 1.pdf" in names) == is_approved
    assert not any(map(patient_in, names))
    with ws.vault.reading() as reading:
        issued = document_of(reading, ended.id)
    assert (tmp_path / "out" / "minutes 2026-11-26.pdf").read_bytes() == issued


def test_each_practice_gets_its_own_people_only(ws, ended, page, two_threads, tmp_path):
    (tmp_path / "out").mkdir()
    page.controller.write(Wanted(EACH_PRACTICE), tmp_path / "out")
    two_threads.settle()
    files = sorted((tmp_path / "out").iterdir())
    assert files
    assert all("only" in text_of(path) for path in files)
    assert not (tmp_path / "out" / "minutes 2026-11-26.pdf").exists()


def test_a_folder_that_cannot_be_written_is_told(
    shell, page, two_threads, tmp_path, expected_warnings
):
    expected_warnings.append("shown to user")
    page.controller.write(Wanted("whole"), tmp_path / "nowhere")
    two_threads.settle()
    assert "could not be written" in shell.message_bar.message.text()
    assert page.write_button.isEnabled()


def test_the_folder_is_asked_for_in_the_program(page):
    press(Qt.Key.Key_W)
    page.write_box.write_button.click()
    assert page.dialog.isVisible()
    page.dialog.reject()


def test_before_any_meeting_the_page_says_so(ws, two_threads, qtbot):
    screen = MinutesScreen(ws, two_threads.runner, two_threads.saver)
    qtbot.addWidget(screen)
    screen.show()
    screen.activated()
    assert "No meeting has begun yet" in screen.sentence.text()
    assert not screen.write_button.isVisible()
    assert screen.keys() == ()


def test_the_page_fits_a_small_window_at_twice_the_size(shell, page, two_threads):
    shell.resize(683, 384)
    QApplication.processEvents()
    assert page.halves.is_narrow
    press(Qt.Key.Key_P)
    assert page.approve_box.by_edit.hasFocus()
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Escape)
    assert page.list.isVisible()


def test_it_is_found_by_its_words_and_esc_leads_back(shell, ended, two_threads):
    press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    type_words("minutes")
    press(Qt.Key.Key_Return)
    two_threads.settle()
    assert isinstance(shell.screen_shown, MinutesScreen)
    press(Qt.Key.Key_Escape)
    assert shell.screen_shown.start_page.isVisible()


def test_after_the_end_of_a_meeting_its_own_minutes_are_opened(ws, two_threads, qtbot, tmp_path):
    earlier = plan_meeting(ws, Meeting("", "Network 3 MDT", TODAY.replace(day=5)))
    end_meeting(ws, earlier.id)
    meeting = begin(ws, tmp_path / "files")
    with desk_open(ws, two_threads, qtbot) as desk:
        show_minutes(desk.shell)
        assert desk.shell.screen_shown.controller.chosen == earlier.id
        desk.shell.show_screen("meet")
        two_threads.settle()
        desk.shell.screen_of("meet").ending_page.end(tmp_path / "minutes.pdf")
        qtbot.waitUntil(lambda: "Ctrl+M" in desk.shell.message_bar.hint.text())
        show_minutes(desk.shell)
        assert desk.shell.screen_shown.controller.chosen == meeting.id


def test_two_approvals_are_both_shown_until_one_is_chosen(ws, ended, page, two_threads):
    approve_by_keyboard(page, two_threads)
    approved_on_another_laptop(ws, ended)
    page.controller.load()
    assert page.state.text() == "Approved 2 times, apart: 2026/01 and 2026/01"
    assert CHAIR in page.sentence.text()
    assert "Dr B. Other" in page.sentence.text()
    assert not page.write_button.isVisible()
    assert page.keys() == (("H", "which approval holds"),)
    press(Qt.Key.Key_H)
    assert page.choose_box.isVisible()
    assert page.choose_box.which.currentIndex() == -1
    press(Qt.Key.Key_Down)
    page.choose_box.choose_button.setFocus()
    press(Qt.Key.Key_Return)
    two_threads.settle()
    assert page.state.text() == "Approved as 2026/01"
    assert page.write_button.isVisible()
    assert any("Approved apart too" in label.text() for label in page.findChildren(QLabel))
    assert nameless(page) == []


def test_a_key_of_a_button_that_is_not_offered_does_nothing(page):
    press(Qt.Key.Key_H)
    press(Qt.Key.Key_D)
    assert not any(box.isVisible() for box in page.boxes)
