"""What earlier meetings left undone comes first; an ended meeting is opened again from here."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mdt_app.meeting.actions import agree_action, open_actions
from mdt_app.meeting.agenda import build_agenda
from mdt_app.meeting.meetings import current_meeting, end_meeting, plan_meeting, start_meeting
from mdt_app.meeting.nominations import nominate
from mdt_app.meeting.values import Action, Meeting, Nomination
from tests.invented import PRACTICES, TODAY
from tests.ui.meeting_room import begin, plan, shell_with_meet
from tests.ui.network import ADA, BRAM, CLEO, nameless
from tests.ui.pointing import at_the_keyboard

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def expected_warnings():
    return ["shown to user"]


def press(key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(at_the_keyboard(), key, modifier)


def agree(ws, meeting, words, days, owner="Dr S. Rahman", number=BRAM):
    due = TODAY + timedelta(days=days) if days is not None else None
    return agree_action(
        ws, Action(meeting=meeting.id, nhs_number=number, words=words, owner=owner, due_on=due)
    )


@pytest.fixture
def earlier(ws, tmp_path):
    """A meeting that has ended and left three actions open, and one about to come."""
    meeting = begin(ws, tmp_path / "files")
    agree(ws, meeting, "Book podiatry", 14, "Amy Able")
    agree(ws, meeting, "Ring about bloods", -20)
    agree(ws, meeting, "Start statin", None, number=ADA)
    end_meeting(ws, meeting.id)
    return meeting


@pytest.fixture
def next_one(ws, earlier):
    day = TODAY + timedelta(days=28)
    meeting = plan_meeting(ws, Meeting("", "Network 3 MDT", day, "14:00", "", tuple(PRACTICES)))
    build_agenda(ws, meeting.id, [CLEO, BRAM])
    return meeting


@pytest.fixture
def window(ws, earlier, two_threads, qtbot):
    """The window after that meeting; others may be planned before it is opened."""

    def opened():
        shell = shell_with_meet(ws, two_threads)
        qtbot.addWidget(shell)
        shells.append(shell)
        return shell

    shells = []
    yield opened
    for shell in shells:
        shell.keep_what_is_typed()
    two_threads.settle()


def lines(actions):
    return [
        (line.shown.owner, line.words.text().split("  ")[0].strip(), line.shown.whom)
        for line in actions.lines
    ]


def still_open(ws):
    with ws.vault.reading() as reading:
        return [action.words for action in open_actions(reading)]


def test_open_actions_come_first_by_owner_with_the_overdue_said(window, next_one):
    page = window().screen_shown.start_page
    assert page.open_actions.heading.text() == "3 actions open from earlier meetings, 1 overdue"
    assert [line.shown.owner for line in page.open_actions.lines] == [
        "Dr S. Rahman",
        "Dr S. Rahman",
        "Amy Able",
    ]
    said = [line.words.text() for line in page.open_actions.lines]
    assert said[0].startswith("! overdue since 6 Nov Ring about bloods")
    assert said[1].startswith("no date Start statin")
    assert said[2].startswith("due 10 Dec Book podiatry")
    assert nameless(page) == []
    top = page.open_actions.mapTo(page, page.open_actions.rect().topLeft()).y()
    assert top < page.attendance.mapTo(page, page.attendance.rect().topLeft()).y()


def test_one_key_says_done_and_undo_takes_it_back(ws, window, next_one, two_threads):
    shell = window()
    page = shell.screen_shown.start_page
    page.open_actions.lines[0].setFocus()
    press(Qt.Key.Key_Return)
    two_threads.settle()
    assert still_open(ws) == ["Book podiatry", "Start statin"]
    assert "✓ done" in page.open_actions.lines[0].words.text()
    press(Qt.Key.Key_Down)
    assert QApplication.focusWidget() is page.open_actions.lines[1]
    press(Qt.Key.Key_Z, CTRL)
    two_threads.settle()
    assert len(still_open(ws)) == 3
    assert shell.message_bar.message.text().startswith("Undone: action done")
    assert page.open_actions.heading.text().startswith("3 actions")


def test_in_the_meeting_f_shows_them_and_leaves_the_case_as_it_is(
    ws, window, next_one, two_threads
):
    start_meeting(ws, next_one.id)
    shell = window()
    meet = shell.screen_shown
    meet.controller.show_person(CLEO)
    shown = meet.controller.shown
    press(Qt.Key.Key_F)
    page = meet.asides.undone_yet
    assert page.isVisible()
    assert len(page.list.lines) == 3
    press(Qt.Key.Key_Space)
    two_threads.settle()
    assert "Ring about bloods" not in still_open(ws)
    press(Qt.Key.Key_Z, CTRL)
    two_threads.settle()
    assert page.isVisible()
    assert "Ring about bloods" in still_open(ws)
    press(Qt.Key.Key_Escape)
    assert meet.controller.shown.nhs_number == shown.nhs_number
    assert shown.nhs_number != BRAM, "whom the action was about"
    assert meet.room.isVisible()


def test_many_open_actions_are_counted_and_shown_when_asked(ws, window, earlier):
    for place in range(12):
        agree(ws, earlier, f"More {place}", place)
    page = window().screen_shown.start_page
    assert len(page.open_actions.lines) == 8
    assert page.open_actions.more_button.text() == "Show all 15"
    page.open_actions.more_button.click()
    assert len(page.open_actions.lines) == 15
    assert not page.open_actions.more_button.isVisible()


def test_an_ended_meeting_is_opened_again_and_its_cases_wait(ws, window, earlier, two_threads):
    shell = window()
    page = shell.screen_shown.start_page
    assert page.reopen_button.text() == "Open the meeting of Thu 26 Nov 2026 again"
    page.reopen_button.click()
    two_threads.settle()
    with ws.vault.reading() as reading:
        assert current_meeting(reading).id == earlier.id
    assert shell.screen_shown.room.isVisible()
    assert shell.screen_shown.controller.items[0].state == "waiting"
    assert shell.message_bar.message.text() == "The meeting is open again."


def test_a_list_worked_on_since_keeps_the_meeting_ended_and_says_why(
    ws, window, earlier, two_threads
):
    nominate(ws, Nomination(ADA, True, "A new question?"))
    shell = window()
    shell.screen_shown.start_page.reopen_button.click()
    two_threads.settle()
    assert "worked on since" in shell.message_bar.message.text()
    assert shell.screen_shown.start_page.isVisible()


def test_without_an_ended_meeting_nothing_offers_to_open_one(ws, tmp_path, two_threads, qtbot):
    plan(ws, tmp_path / "files")
    shell = shell_with_meet(ws, two_threads)
    qtbot.addWidget(shell)
    page = shell.screen_shown.start_page
    assert not page.reopen_button.isVisible()
    assert not page.open_actions.isVisible()
    shell.keep_what_is_typed()
    two_threads.settle()
