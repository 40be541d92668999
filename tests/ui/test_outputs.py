"""Letters and lists from the window: of the case in the room, and of a whole meeting."""

from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from mdt_app.documents.outputs import ACTIONS, CALENDAR, NUMBERS, SUMMARY, written_before
from mdt_app.measures.own_practice import choose_own_practice
from mdt_app.meeting.actions import agree_action
from mdt_app.meeting.joint_plan import plan_about
from mdt_app.meeting.nominations import nominate
from mdt_app.meeting.templates import (
    GP_LETTER,
    PASTE_EMIS,
    PASTE_SYSTMONE,
    PERSON_LETTER,
    template_now,
)
from mdt_app.meeting.values import Action, Nomination
from mdt_app.ui.names_shown import names
from mdt_app.ui.outputs.kinds import FOLDER, PLAN, TEXTS
from mdt_app.ui.outputs.outputs import open_outputs, outputs_of
from tests.invented import TODAY
from tests.ui.network import ADA, BRAM, EVERYONE, nameless


@pytest.fixture
def agreed(meet, two_threads):
    """The first case has a decision and an action."""
    meet.controller.agreeing.choose("start_sglt2")
    shown = meet.controller.shown
    agree_action(
        meet.controller.ws,
        Action(
            meeting=shown.page.item.meeting,
            nhs_number=shown.nhs_number,
            words="Book eye screening",
            owner="N. Patel",
            due_on=date(2026, 12, 11),
        ),
    )
    meet.controller.agreeing.record()
    two_threads.settle()
    return meet


@pytest.fixture
def outputs(agreed, two_threads):
    """The book, open for the case in the room."""
    QTest.keyClick(agreed, Qt.Key.Key_O)
    made = outputs_of(agreed.window())
    assert made is not None
    yield made
    made.close()


@pytest.fixture
def whole(meet_shell, meet, two_threads, ws):
    """The book, open for a whole meeting."""
    meet.controller.agreeing.choose("start_sglt2")
    meet.controller.agreeing.record()
    two_threads.settle()
    made = open_outputs(meet_shell, ws, two_threads.runner, two_threads.saver)
    made.open_meeting()
    yield made
    made.close()


@pytest.fixture
def hidden_again():
    """Names are shown again after the test, whatever it did."""
    yield
    if names.are_hidden:
        names.show_or_hide()


def mark(outputs, code):
    """Go to a line of the list by the keyboard."""
    outputs.book.list.setFocus()
    QTest.keyClick(outputs.book.list, Qt.Key.Key_Home)
    while (marked := outputs.book.marked()) is None or marked.code != code:
        before = marked
        QTest.keyClick(outputs.book.list, Qt.Key.Key_Down)
        assert outputs.book.marked() != before, code


def paper(outputs):
    return outputs.book.preview.paper.toPlainText()


def texts_in(widget):
    """Every word a label or the paper shows."""
    found = [each.text() for each in widget.findChildren(QLabel)]
    return "\n".join([*found, widget.preview.paper.toPlainText()])


# -- the case in the room -----------------------------------------------------------------------


def test_o_shows_the_letter_of_the_case_in_the_room(outputs):
    assert outputs.book.isVisible()
    assert "BEGUM, Ada (Mrs)" in outputs.book.heading.text()
    assert "999 000 0018" in " ".join(outputs.book.heading.text().split())
    assert "Start SGLT2 inhibitor" in paper(outputs)
    assert "Book eye screening" in paper(outputs)
    assert nameless(outputs.book) == []


def test_what_was_chosen_a_moment_ago_is_in_the_letter(meet, two_threads):
    meet.controller.agreeing.choose("start_insulin")
    QTest.keyClick(meet, Qt.Key.Key_O)
    made = outputs_of(meet.window())
    assert "Start insulin" in paper(made)
    made.close()


def test_the_letter_to_the_person_says_how_easy_it_is_to_read(outputs):
    mark(outputs, PERSON_LETTER)
    preview = outputs.book.preview
    assert preview.ease.text().startswith("Reading ease ")
    assert preview.ease.isVisibleTo(outputs.book)
    assert "SGLT2 tablet" in paper(outputs)
    assert "Language not recorded" in paper(outputs)
    assert preview.large_box.isVisibleTo(outputs.book)


def test_the_summary_and_each_paste_block_are_there_to_read(outputs):
    mark(outputs, SUMMARY)
    assert "Trends, as six charts" in paper(outputs)
    for code in (PASTE_EMIS, PASTE_SYSTMONE):
        mark(outputs, code)
        assert "Start SGLT2 inhibitor [no code]" in paper(outputs)
        assert not outputs.book.preview.write_button.isVisibleTo(outputs.book)


def test_one_key_copies_the_paste_block_and_the_clipboard_empties_itself(outputs, qtbot):
    outputs.clipboard._timer.setInterval(50)
    mark(outputs, PASTE_EMIS)
    QTest.keyClick(outputs.book.list, Qt.Key.Key_C)
    assert "Start SGLT2 inhibitor" in QGuiApplication.clipboard().text()
    assert "30 seconds" in outputs.book.preview.said.text()
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == "", timeout=3000)
    assert "empty again" in outputs.book.preview.said.text()


def test_a_letter_is_not_copied_by_that_key(outputs):
    QGuiApplication.clipboard().setText("before")
    QTest.keyClick(outputs.book.list, Qt.Key.Key_C)
    assert QGuiApplication.clipboard().text() == "before"
    QGuiApplication.clipboard().clear()


def test_a_lock_empties_the_clipboard_and_the_book(outputs, meet_shell):
    mark(outputs, PASTE_EMIS)
    QTest.keyClick(outputs.book.list, Qt.Key.Key_C)
    meet_shell.lock()
    assert QGuiApplication.clipboard().text() == ""
    assert not outputs.book.isVisible()
    assert paper(outputs) == ""


def test_closing_the_window_empties_the_clipboard(outputs, meet_shell):
    mark(outputs, PASTE_EMIS)
    outputs.copy()
    meet_shell.close()
    assert QGuiApplication.clipboard().text() == ""


def test_another_person_in_the_room_closes_it_and_nothing_of_the_first_stays(outputs, agreed):
    mark(outputs, PASTE_EMIS)
    QTest.keyClick(outputs.book.list, Qt.Key.Key_PageDown)
    assert agreed.controller.shown.nhs_number != ADA
    assert not outputs.book.isVisible()
    for words in ("BEGUM", "Begum", "999 000 0018", "SGLT2"):
        assert words not in texts_in(outputs.book), words


def test_while_names_are_hidden_nothing_of_the_case_is_shown(outputs, hidden_again):
    assert "BEGUM" in outputs.book.heading.text()
    names.show_or_hide()
    assert outputs.book.cover.isVisible()
    for words in ("BEGUM", "Begum", "999 000 0018", "SGLT2"):
        assert words not in texts_in(outputs.book), words
    assert "Case 1" in outputs.book.heading.text()
    names.show_or_hide()
    assert "BEGUM" in outputs.book.heading.text()
    assert "Start SGLT2 inhibitor" in paper(outputs)


def test_while_names_are_hidden_cases_are_chosen_by_number(whole, hidden_again):
    names.show_or_hide()
    box = whole.book.scope_box
    said = " ".join(box.itemText(place) for place in range(box.count()))
    assert "Case 1" in said
    assert "BEGUM" not in said
    assert whole.book.folder.isVisible()


def test_esc_gives_the_keyboard_back_to_the_room(outputs, agreed):
    QTest.keyClick(outputs.book.list, Qt.Key.Key_Escape)
    assert not outputs.book.isVisible()
    assert agreed.isAncestorOf(agreed.window().focusWidget())


def test_no_key_in_it_acts_on_the_case_below(outputs, agreed):
    for key in (Qt.Key.Key_1, Qt.Key.Key_A, Qt.Key.Key_P, Qt.Key.Key_W):
        QTest.keyClick(outputs.book.list, key)
        if outputs.dialog is not None:
            outputs.dialog.close()
            outputs.dialog = None
    assert agreed.controller.agreeing.agreement.choices == ("start_sglt2",)
    assert not agreed.room.side.editor.isVisible()


def test_tab_goes_round_in_it_and_never_leaves(outputs):
    for _ in range(40):
        QTest.keyClick(outputs.book.window().focusWidget(), Qt.Key.Key_Tab)
        assert outputs.book.isAncestorOf(outputs.book.window().focusWidget())


def test_in_a_window_with_little_room_the_list_makes_way_and_comes_back(outputs, meet_shell):
    book = outputs.book
    meet_shell.resize(683, 384)
    assert book.width() <= meet_shell.width()
    assert not book.pages.isVisible()
    QTest.keyClick(book.list, Qt.Key.Key_Return)
    assert book.pages.isVisible()
    assert not book.list.isVisible()
    assert book.pages.isAncestorOf(book.window().focusWidget())
    book.back_button.click()
    assert book.list.hasFocus()


def test_enter_goes_from_the_list_into_what_it_shows(outputs):
    QTest.keyClick(outputs.book.list, Qt.Key.Key_Return)
    assert outputs.book.preview.paper.hasFocus()
    QTest.keyClick(outputs.book.preview.paper, Qt.Key.Key_Escape)
    assert not outputs.book.isVisible()


def test_a_letter_is_written_and_that_is_said_and_kept(outputs, ws, two_threads, tmp_path):
    meeting = outputs._meeting
    outputs.write(meeting, ADA, GP_LETTER, False, str(tmp_path / "letter.pdf"))
    two_threads.settle()
    assert "BEGUM" in PdfReader(tmp_path / "letter.pdf").pages[0].extract_text()
    assert outputs.book.preview.said.text() == "Written: letter.pdf"
    with ws.vault.reading() as reading:
        assert [each.kind for each in written_before(reading, meeting, ADA)] == [GP_LETTER]
    mark(outputs, PERSON_LETTER)
    mark(outputs, GP_LETTER)
    assert outputs.book.preview.said.text().startswith("Written before: ")


def test_the_box_that_asks_where_offers_a_name_that_names_nobody(outputs):
    outputs.ask_where()
    (name,) = outputs.dialog.selectedFiles()
    assert name.endswith("letter-to-practice-case-01.pdf")
    outputs.dialog.close()


def test_a_case_without_a_decision_has_no_paste_block_and_no_letter_to_the_person(
    meet, two_threads
):
    QTest.keyClick(meet, Qt.Key.Key_O)
    made = outputs_of(meet.window())
    mark(made, PASTE_EMIS)
    assert "No decision is recorded" in made.book.preview.notes.text()
    assert not made.book.preview.copy_button.isEnabled()
    mark(made, PERSON_LETTER)
    assert not made.book.preview.write_button.isEnabled()
    made.close()


# -- the joint plan -----------------------------------------------------------------------------


def test_the_plan_is_offered_from_the_meeting_and_kept_when_asked(outputs, ws, two_threads):
    mark(outputs, PLAN)
    plan = outputs.book.plan
    plan.offer_button.click()
    assert plan.fields["gp_does"].text() == "Book eye screening"
    plan.fields["person_does"].setText("walk every day")
    plan.review_edit.setText("6w")
    plan.words_edit.setPlainText("We will ring you.")
    assert "Reading ease" in plan.ease.text()
    plan.keep()
    two_threads.settle()
    with ws.vault.reading() as reading:
        kept = plan_about(reading, ADA, outputs._meeting)
    assert (kept.person_does, kept.words_for_person) == ("walk every day", "We will ring you.")
    assert kept.review_on == date(2027, 1, 7)
    assert plan.said.text().startswith("Kept.")
    mark(outputs, PERSON_LETTER)
    assert "We will ring you." in paper(outputs)


def test_ctrl_enter_keeps_the_plan_from_every_field(outputs, ws, two_threads):
    mark(outputs, PLAN)
    plan = outputs.book.plan
    for field in (plan.fields["gp"], plan.words_edit):
        field.setFocus()
        QTest.keyClicks(field, "x")
        QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        two_threads.settle()
        assert plan.said.text().startswith("Kept."), field.accessibleName()
        plan.say("")
    with ws.vault.reading() as reading:
        kept = plan_about(reading, ADA, outputs._meeting)
    assert (kept.gp, kept.words_for_person) == ("x", "x")


def test_a_half_typed_plan_comes_back_and_is_nobody_elses(outputs, agreed, two_threads):
    mark(outputs, PLAN)
    field = outputs.book.plan.fields["specialist"]
    field.setFocus()
    QTest.keyClicks(field, "Dr Half")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    two_threads.settle()
    agreed.controller.show_person(BRAM)
    QTest.keyClick(agreed, Qt.Key.Key_O)
    mark(outputs, PLAN)
    assert outputs.book.plan.fields["specialist"].text() == ""
    agreed.controller.show_person(ADA)
    QTest.keyClick(agreed, Qt.Key.Key_O)
    mark(outputs, PLAN)
    assert outputs.book.plan.fields["specialist"].text() == "Dr Half"
    assert "half typed" in outputs.book.plan.said.text()


def test_a_review_day_that_is_none_is_said_and_not_kept(outputs, ws, two_threads):
    mark(outputs, PLAN)
    plan = outputs.book.plan
    plan.review_edit.setText("soonish")
    plan.keep()
    two_threads.settle()
    assert "not a day" in plan.problem.text()
    with ws.vault.reading() as reading:
        assert plan_about(reading, ADA, outputs._meeting) is None


# -- a whole meeting ----------------------------------------------------------------------------


def test_everything_ticked_is_written_into_a_folder_and_who_is_left_out_is_said(
    whole, two_threads, tmp_path
):
    folder = whole.book.folder
    for code in (GP_LETTER, PERSON_LETTER, SUMMARY, ACTIONS, CALENDAR):
        folder.boxes[code].setChecked(True)
    whole.write_all(folder.order(whole._meeting), str(tmp_path))
    two_threads.settle()
    assert folder.said.text().replace("\u200b", "") == f"5 files written to {tmp_path}"
    assert "case 2: not discussed at this meeting" in folder.left_out.text()
    assert (tmp_path / "Y00001" / "letter-to-practice-case-01.pdf").exists()


def test_letters_to_people_are_looked_over_before_they_are_written(whole):
    folder = whole.book.folder
    assert not folder.looked_over.isVisible()
    folder.boxes[PERSON_LETTER].click()
    said = folder.looked_over.text()
    assert said.startswith("1 letter to people, reading ease ")
    assert "Nobody is named who tells the person: case 1." in said
    folder.practice_box.setCurrentIndex(folder.practice_box.findData("Y00004"))
    folder.practice_box.activated.emit(folder.practice_box.currentIndex())
    assert folder.looked_over.text() == "No letter to a person would be written."
    folder.boxes[PERSON_LETTER].click()
    assert folder.looked_over.text() == ""


def test_who_objects_is_written_about_to_nobody_and_it_is_said(whole, ws, two_threads, tmp_path):
    nominate(ws, Nomination(ADA, True, "Why?", asked="objects"))
    folder = whole.book.folder
    folder.boxes[ACTIONS].setChecked(False)
    whole.write_all(folder.order(whole._meeting), str(tmp_path))
    two_threads.settle()
    assert "objects to being discussed" in folder.left_out.text()
    assert list(tmp_path.rglob("*.pdf")) == []


def test_nhs_numbers_are_refused_for_any_practice_but_ones_own(whole, ws, two_threads, tmp_path):
    choose_own_practice(ws, "Y00001")
    (out := tmp_path / "out").mkdir()
    folder = whole.book.folder
    folder.boxes[NUMBERS].setChecked(True)
    whole.write_all(folder.order(whole._meeting), str(out))
    two_threads.settle()
    assert "own practice only" in folder.problem.text()
    assert list(out.rglob("*.*")) == []
    folder.practice_box.setCurrentIndex(folder.practice_box.findData("Y00001"))
    whole.write_all(folder.order(whole._meeting), str(out))
    two_threads.settle()
    assert (out / "Y00001" / "nhs-numbers-start-sglt2.txt").read_bytes() == b"9990000018\r\n"


def test_nothing_ticked_writes_nothing_and_says_so(whole):
    folder = whole.book.folder
    for box in folder.boxes.values():
        box.setChecked(False)
    whole.ask_folder()
    assert whole.dialog is None
    assert "Nothing is chosen" in folder.problem.text()


def test_a_case_can_be_chosen_and_left_again(whole):
    whole.book.scope_box.setCurrentIndex(2)
    whole.book.scope_box.activated.emit(2)
    assert EVERYONE[1] in whole._case.person.nhs_number
    assert whole.book.marked().code == GP_LETTER
    whole.book.scope_box.setCurrentIndex(0)
    whole.book.scope_box.activated.emit(0)
    assert whole.book.marked().code == FOLDER
    assert whole._case is None


def test_without_any_meeting_the_texts_can_still_be_changed(ws, two_threads, qtbot, tmp_path):
    from tests.ui.meeting_room import shell_with_meet

    shell = shell_with_meet(ws, two_threads)
    qtbot.addWidget(shell)
    made = open_outputs(shell, ws, two_threads.runner, two_threads.saver)
    made.open_meeting()
    assert made.book.marked().code == TEXTS
    made.close()


# -- the texts ----------------------------------------------------------------------------------


def test_a_text_is_tried_on_an_invented_person_while_one_types(whole, qtbot):
    mark(whole, TEXTS)
    texts = whole.book.texts
    assert "Mrs Example" in texts.paper.toPlainText()
    texts.edit.setPlainText("Hello {name} of {practice}.")
    qtbot.waitUntil(lambda: "Hello Mrs Example of Example Surgery." in texts.paper.toPlainText())


def test_a_placeholder_that_is_not_there_is_said_at_once_with_the_nearest(whole, ws):
    mark(whole, TEXTS)
    texts = whole.book.texts
    texts.edit.setPlainText("Hello {nam}.")
    assert "Did you mean {name}" in texts.problem.text()
    texts.keep()
    with ws.vault.reading() as reading:
        assert template_now(reading, GP_LETTER).is_shipped


def test_own_words_hold_from_then_on_and_the_shipped_ones_can_come_back(whole, ws, two_threads):
    mark(whole, TEXTS)
    texts = whole.book.texts
    texts.edit.setPlainText("Hello {name}.")
    QTest.keyClick(texts.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    two_threads.settle()
    with ws.vault.reading() as reading:
        assert template_now(reading, GP_LETTER).body == "Hello {name}.\n"
    assert texts.versions_box.count() == 2
    texts.shipped_button.click()
    two_threads.settle()
    assert texts.edit.toPlainText().startswith("Dear colleague")
    assert texts.versions_box.count() == 3


def test_a_half_typed_text_comes_back_after_the_book_was_closed(whole, two_threads):
    mark(whole, TEXTS)
    whole.book.texts.edit.setPlainText("Half {name}")
    whole.book.close_book()
    two_threads.settle()
    whole.open_meeting()
    mark(whole, TEXTS)
    assert whole.book.texts.edit.toPlainText() == "Half {name}"
    assert "half typed" in whole.book.texts.said.text()


def test_a_placeholder_is_put_in_where_the_caret_stands(whole):
    mark(whole, TEXTS)
    texts = whole.book.texts
    texts.edit.setPlainText("Ring ")
    texts.edit.moveCursor(texts.edit.textCursor().MoveOperation.End)
    texts.placeholder_box.setCurrentIndex(texts.placeholder_box.findData("practice"))
    texts.put_in_button.click()
    assert texts.edit.toPlainText() == "Ring {practice}"


def test_everything_in_the_book_has_a_name_for_screen_readers(whole):
    for code in (FOLDER, TEXTS):
        mark(whole, code)
        assert nameless(whole.book) == [], code


def test_the_day_of_the_meeting_is_the_letters_day(outputs):
    assert replace(outputs._case.meeting).held_on == TODAY
