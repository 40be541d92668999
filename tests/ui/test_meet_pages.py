"""Before the meeting, its end, and what happens when something cannot be saved."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mdt_app.meeting.agenda import add_to_agenda, take_off_agenda
from mdt_app.meeting.attendance import attendees
from mdt_app.meeting.decisions import decisions_about
from mdt_app.meeting.meetings import current_meeting, meeting_by_id
from mdt_app.meeting.values import Action
from mdt_app.ui.meet import actions_entry, agreeing
from mdt_app.ui.meet.action_editor import CASE, EDUCATION, PRACTICE_EDUCATION
from mdt_app.vault.explaining import StoreError
from tests.invented import TODAY
from tests.ui.meeting_room import plan, shell_with_meet
from tests.ui.network import ADA, BRAM, EVERYONE, nameless


@pytest.fixture
def expected_warnings():
    return ["shown to user"]


@pytest.fixture
def planned(ws, tmp_path, two_threads, qtbot):
    """The window before the meeting."""
    plan(ws, tmp_path / "files")
    shell = shell_with_meet(ws, two_threads)
    qtbot.addWidget(shell)
    yield shell.screen_shown
    shell.keep_what_is_typed()
    two_threads.settle()


def test_before_the_meeting_its_plan_is_shown_and_nobody(planned):
    page = planned.start_page
    assert page.isVisible()
    assert page.title.text() == "Network 3 MDT"
    assert page.facts.text() == "Thu 26 Nov 2026 · 14:00 · Alder Road"
    assert page.cases.text() == "6 cases on the agenda, about 30 minutes"
    assert planned.room.banner.nhs_number == ""
    assert nameless(page) == []


def test_letters_do_nothing_before_the_meeting(planned, two_threads):
    QTest.keyClick(planned, Qt.Key.Key_A)
    QTest.keyClick(planned, Qt.Key.Key_1)
    assert not planned.room.side.editor.isVisible()


def test_the_meeting_starts_on_its_first_case(ws, planned, two_threads):
    planned.start_page.start_button.click()
    two_threads.settle()
    with ws.vault.reading() as reading:
        assert current_meeting(reading).state == "open"
    assert planned.room.isVisible()
    assert planned.controller.shown.nhs_number == ADA


def test_who_is_here_is_kept_line_by_line(ws, planned, two_threads):
    page = planned.start_page
    page.attendance.add_line()
    line = page.attendance.rows[-1]
    line.name_edit.setText("Dr B. Okafor")
    line.role_box.setCurrentText("Consultant diabetologist")
    line.name_edit.editingFinished.emit()
    line.came.segment("apologies").click()
    two_threads.settle()
    with ws.vault.reading() as reading:
        found = attendees(reading, current_meeting(reading).id)
    assert [(one.name, one.role, one.is_present) for one in found] == [
        ("Dr S. Rahman", "GP", True),
        ("Dr B. Okafor", "Consultant diabetologist", False),
    ]


def test_somebody_put_there_by_mistake_is_taken_off(ws, planned, two_threads):
    planned.start_page.attendance.rows[0].strike_button.click()
    two_threads.settle()
    with ws.vault.reading() as reading:
        assert attendees(reading, current_meeting(reading).id) == []


def test_without_a_meeting_the_way_to_one_is_shown(ws, two_threads, qtbot):
    shell = shell_with_meet(ws, two_threads)
    qtbot.addWidget(shell)
    page = shell.screen_shown.start_page
    assert page.title.text() == "No meeting is planned"
    assert not page.start_button.isVisible()
    asked = []
    shell.screen_shown.place_asked.disconnect(shell.show_screen)
    shell.screen_shown.place_asked.connect(asked.append)
    page.prepare_button.click()
    assert asked == ["prepare"]


def test_the_end_lists_what_is_open_and_leads_back_to_it(meet, two_threads):
    meet.room.end_button.click()
    assert meet.is_ending
    two_threads.settle()
    assert len(meet.ending_page.lines) == len(EVERYONE)
    assert "6 not reached" in meet.ending_page.summary.text()
    meet.ending_page.lines[1].fix()
    assert meet.controller.shown.nhs_number == BRAM
    assert meet.room.isVisible()


def test_the_end_writes_the_minutes_and_closes_the_meeting(
    ws, meeting, meet_shell, meet, two_threads, tmp_path
):
    meet.controller.agreeing.choose("continue")
    meet.controller.agreed_next()
    meet.show_ending()
    meet.ending_page.end(tmp_path / "minutes.pdf")
    two_threads.settle()
    assert (tmp_path / "minutes.pdf").read_bytes().startswith(b"%PDF")
    with ws.vault.reading() as reading:
        assert meeting_by_id(reading, meeting.id).state == "ended"
    assert meet.start_page.isVisible()
    assert meet.room.banner.nhs_number == ""
    assert "its minutes are written" in meet_shell.message_bar.message.text()


def test_minutes_that_cannot_be_written_are_told_and_tried_again(
    ws, meeting, meet_shell, meet, two_threads, tmp_path
):
    meet.show_ending()
    meet.ending_page.end(tmp_path / "no such folder" / "minutes.pdf")
    two_threads.settle()
    assert meet_shell.message_bar.mark.text() == "!"
    assert meet.ending_page.end_button.isEnabled()
    assert not (tmp_path / "no such folder").exists()


def test_a_decision_that_cannot_be_saved_stays_and_is_tried_again(
    ws, meeting, meet_shell, meet, two_threads, monkeypatch
):
    record = agreeing.record_decision

    def full_disk(*_args, **_beside):
        raise StoreError("The disk is full.", "Make room.")

    monkeypatch.setattr(agreeing, "record_decision", full_disk)
    meet.controller.agreeing.choose("intensify")
    two_threads.settle()
    assert "The disk is full" in meet_shell.message_bar.message.text()
    assert meet.unsaved() == "Typing…"
    meet.controller.next_case()
    two_threads.settle()
    meet.controller.previous_case()
    assert meet.controller.agreeing.agreement.choices == ("intensify",)
    monkeypatch.setattr(agreeing, "record_decision", record)
    meet.controller.next_case()
    two_threads.settle()
    meet.controller.previous_case()
    assert meet.controller.shown.decision.choices == ("intensify",)


def test_an_action_that_cannot_be_saved_is_half_typed_again(
    ws, meeting, meet_shell, meet, two_threads, monkeypatch
):
    agree = actions_entry.agree_action

    def full_disk(*_args, **_beside):
        raise StoreError("The disk is full.", "Make room.")

    monkeypatch.setattr(actions_entry, "agree_action", full_disk)
    editor = meet.room.side.editor
    meet.room.side.add_button.click()
    QTest.keyClicks(editor.words_edit, "Repeat ACR")
    QTest.keyClick(editor.words_edit, Qt.Key.Key_Return)
    two_threads.settle()
    assert "The disk is full" in meet_shell.message_bar.message.text()
    assert (editor.isVisible(), editor.words_edit.text()) == (True, "Repeat ACR")
    meet.controller.next_case()
    assert editor.words_edit.text() == ""
    meet.controller.previous_case()
    assert editor.words_edit.text() == "Repeat ACR"
    monkeypatch.setattr(actions_entry, "agree_action", agree)
    QTest.keyClick(editor.words_edit, Qt.Key.Key_Return)
    two_threads.settle()
    assert [action.words for action in meet.controller.shown.page.actions] == ["Repeat ACR"]
    assert not editor.isVisible()


def test_undoing_the_agenda_in_the_meeting_shows_who_is_still_on_it(
    ws, meeting, meet_shell, meet, two_threads
):
    item = meet.controller.items[-1]
    take_off_agenda(ws, item)
    add_to_agenda(ws, meeting.id, item.nhs_number)
    meet.controller.look()
    meet.controller.show_person(item.nhs_number)
    meet.controller.undo()
    two_threads.settle()
    assert item.nhs_number not in [left.nhs_number for left in meet.controller.items]
    assert meet.room.banner.nhs_number == meet.controller.shown.nhs_number == ADA


def test_words_typed_for_one_person_never_become_anothers(meet):
    meet.controller.agreeing.type_words(BRAM, "about somebody else", 0)
    assert meet.controller.agreeing.agreement.words == ""


def test_a_long_save_holds_no_key_up(ws, meet, two_threads):
    """While another change holds the file, typing and stepping go on."""
    with ws.vault.writing("N. Patel", "a long change"):
        meet.room.side.words_edit.setFocus()
        QTest.keyClicks(meet.room.side.words_edit, "Repeat bloods")
        QTest.qWait(700)
        assert meet.room.side.words_edit.toPlainText() == "Repeat bloods"
        assert meet.unsaved() == "Typing…"
    QTest.qWait(600)
    two_threads.settle()
    assert meet.unsaved() == "Draft kept, not recorded yet"


def test_a_half_written_action_is_kept_as_soon_as_a_long_save_is_over(ws, meet, two_threads):
    meet.controller.show_person(ADA)
    with ws.vault.writing("N. Patel", "a long import"):
        meet._actions_entry.add()
        QTest.keyClicks(meet.room.side.editor.words_edit, "Podiatry")
        meet.room.side.editor.keep_draft()
        assert not meet._actions_entry.are_kept()
        QTest.qWait(300)
    two_threads.settle()
    assert meet._actions_entry.are_kept()


def test_in_a_window_too_small_for_the_case_the_line_above_says_who_it_is(meet_shell, meet):
    assert meet.context().title == "Network 3 MDT"
    meet_shell.resize(700, 400)
    QTest.qWait(50)
    assert meet.context().title == "BEGUM, Ada (Mrs) · 999 000 0018"
    assert meet.room.side.list_button.isVisibleTo(meet.room)
    assert not meet.room.agenda.isVisible()
    meet.room.side.list_button.click()
    assert meet.room.agenda.isVisible()


def test_nothing_waits_for_a_save_that_waits_for_an_import(ws, meet, two_threads):
    """An import holds the file: stepping, agreeing and coming back go on from memory."""
    with ws.vault.writing("N. Patel", "a long import"):
        meet.controller.agreeing.choose("intensify")
        meet.controller.agreed_next()
        assert meet.controller.shown.nhs_number == BRAM
        meet.controller.show_person(ADA)
        assert meet.controller.agreeing.agreement.choices == ("intensify",)
        assert meet.controller.shown.page.item.state == "discussed"
        assert "✓" in meet.room.agenda.rows.shown[1].mark
    QTest.qWait(500)
    two_threads.settle()
    with ws.vault.reading() as reading:
        (decision,) = decisions_about(reading, ADA)
    assert decision.choices == ("intensify",)
    assert not meet.controller.has_unsaved


def test_a_meeting_planned_for_another_day_says_so_before_it_starts(planned):
    page = planned.start_page
    assert not page.other_day.isVisible()
    page.show_meeting(replace(planned.controller.meeting, held_on=TODAY + timedelta(days=7)))
    assert "not today" in page.other_day.text()
    assert page.other_day.isVisible()


def test_an_action_kept_for_somebody_cannot_become_the_practices(meet, two_threads):
    editor = meet.room.side.editor
    kept = Action(id="kept", words="Podiatry", nhs_number=ADA, audience="person")
    editor.open_for(kept, CASE, TODAY, ())
    assert not editor.kinds.segment(PRACTICE_EDUCATION).isEnabled()
    assert editor.kinds.segment(EDUCATION).isEnabled()


def test_minutes_that_cannot_be_written_leave_the_meeting_open(meet, two_threads, tmp_path):
    meet.show_ending()
    meet.ending_page.end(tmp_path / "no such folder" / "minutes.pdf")
    two_threads.settle()
    assert meet.controller.meeting.state == "open"
    with meet.controller.ws.vault.reading() as reading:
        assert current_meeting(reading).state == "open"
