"""Every page with a list and boxes keeps the keyboard: while it writes, and after a box closes."""

from dataclasses import dataclass
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mdt_app.meeting.erasing import MISTAKE
from mdt_app.meeting.meetings import end_meeting, plan_meeting, start_meeting
from mdt_app.meeting.values import Meeting
from mdt_app.ui.list_page import ListPage
from mdt_app.vault.backups import back_up
from mdt_app.vault.keys import LEAST_COST
from mdt_app.vault.workspace import Workspace
from tests.invented import PASSPHRASE
from tests.ui.meeting_room import desk_open
from tests.ui.pointing import at_the_keyboard

SMALL = (683, 384)
HERS = "eleven brown hats in a row"


@dataclass(frozen=True, slots=True)
class Written:
    """A page, the letter of a box on it, what is typed there, and what is pressed at last."""

    page: str
    letter: Qt.Key
    box: str
    typed: tuple[tuple[str, str], ...]
    asked: str

    def fill(self, page: ListPage) -> None:
        """Type all but the last press."""
        box = getattr(page, self.box)
        for field, words in self.typed:
            getattr(box, field).setText(words)
        if self.page == "retention":
            box.because.segment(MISTAKE).click()
        self.last(page).setFocus()

    def last(self, page: ListPage):
        return getattr(getattr(page, self.box), self.asked)


WRITTEN = (
    Written(
        "minutes", Qt.Key.Key_P, "approve_box", (("by_edit", "Dr A. Chair"),), "approve_button"
    ),
    Written(
        "people",
        Qt.Key.Key_P,
        "own_box",
        (("old_edit", PASSPHRASE), ("new_edit", HERS), ("again_edit", HERS)),
        "change_button",
    ),
    Written("retention", Qt.Key.Key_E, "erase_box", (("word_edit", "erase"),), "erase_button"),
)
NOT_TAKEN = (
    Written("minutes", Qt.Key.Key_P, "approve_box", (("by_edit", ""),), "approve_button"),
    Written(
        "people",
        Qt.Key.Key_P,
        "own_box",
        (("old_edit", "not it"), ("new_edit", HERS), ("again_edit", HERS)),
        "change_button",
    ),
)


def _of(each: Written) -> str:
    return each.page


@pytest.fixture
def desk(ws, two_threads, qtbot, monkeypatch):
    """A meeting that has ended and one that is due to be erased; the keys are quick to make."""
    from mdt_app.vault import people

    monkeypatch.setattr(people.change_passphrase, "__defaults__", (LEAST_COST,))
    for on in (date(2018, 3, 8), date(2025, 6, 5)):
        then = Workspace(ws.vault, ws.user, lambda on=on: on)
        meeting = plan_meeting(then, Meeting("", "Network 3 MDT", on))
        start_meeting(then, meeting.id)
        end_meeting(then, meeting.id)
    back_up(ws.vault, "before")
    with desk_open(ws, two_threads, qtbot) as made:
        yield made


@pytest.fixture
def opened(desk, two_threads, qtbot):
    """Open a box by its letter, with everything in it typed."""

    def open_box(each: Written) -> ListPage:
        desk.shell.show_screen(each.page)
        two_threads.settle()
        page = desk.shell.screen_shown
        press(each.letter)
        two_threads.settle()
        assert getattr(page, each.box).isVisible()
        each.fill(page)
        return page

    return open_box


@pytest.fixture
def settle(desk, two_threads, qtbot):
    def wait(page) -> None:
        qtbot.waitUntil(lambda: not page.controller.doing, timeout=30_000)
        two_threads.settle()

    return wait


def press(key) -> None:
    QTest.keyClick(at_the_keyboard(), key)


def keyboard(page):
    """What has the keyboard, which must be on the page."""
    at = QApplication.focusWidget()
    assert at is not None, "the keyboard is nowhere"
    assert at is page or page.isAncestorOf(at)
    return at


@pytest.mark.parametrize("each", WRITTEN, ids=_of)
def test_the_keyboard_is_in_the_list_after_a_box_that_had_it_closes(opened, each):
    page = opened(each)
    assert keyboard(page) is each.last(page)
    press(Qt.Key.Key_Escape)
    assert not getattr(page, each.box).isVisible()
    assert keyboard(page) is page.list


@pytest.mark.parametrize("size", [(1366, 768), SMALL], ids=["wide", "narrow"])
@pytest.mark.parametrize("each", WRITTEN, ids=_of)
def test_the_keyboard_is_on_the_page_while_a_box_writes_and_after(desk, opened, settle, each, size):
    desk.shell.resize(*size)
    page = opened(each)
    press(Qt.Key.Key_Return)
    assert page.controller.doing
    assert not each.last(page).isEnabled()
    assert keyboard(page) is page, "it waits where nothing is disabled"
    settle(page)
    assert not page.controller.doing
    at = keyboard(page)
    assert at.isEnabled()
    assert at is page.list if page.list.isVisible() else at in page.buttons
    assert not any(box.isVisible() for box in page.boxes)


@pytest.mark.parametrize("each", NOT_TAKEN, ids=_of)
def test_what_is_not_taken_leaves_the_keyboard_in_the_box(opened, settle, expected_warnings, each):
    expected_warnings.append("shown to user")
    page = opened(each)
    press(Qt.Key.Key_Return)
    settle(page)
    assert getattr(page, each.box).isAncestorOf(keyboard(page))


@pytest.mark.parametrize("each", WRITTEN, ids=_of)
def test_a_keyboard_that_was_lost_is_found_again_as_the_boxes_close(opened, each):
    page = opened(each)
    keyboard(page).clearFocus()
    page._close_boxes()
    assert keyboard(page) is page.list


def test_a_box_that_closes_behind_another_screen_takes_the_keyboard_from_nobody(desk, opened):
    page = opened(WRITTEN[0])
    desk.shell.show_screen("retention")
    keyboard(desk.shell.screen_shown).clearFocus()
    page._close_boxes()
    assert not page.isAncestorOf(desk.shell.focusWidget())


def test_copies_have_no_box_and_keep_the_keyboard_while_they_are_made(desk, settle):
    desk.shell.show_screen("backups")
    page = desk.shell.screen_shown
    press(Qt.Key.Key_C)
    assert page.controller.doing
    assert keyboard(page) is page.list
    settle(page)
    assert keyboard(page) is page.list


@pytest.fixture
def empty_page(ws, two_threads, qtbot):
    """Keeping and erasing, before any meeting."""
    with desk_open(ws, two_threads, qtbot) as made:
        made.shell.show_screen("retention")
        two_threads.settle()
        yield made.shell.screen_shown


def test_a_letter_does_nothing_where_its_button_is_not_offered(empty_page):
    press(Qt.Key.Key_E)
    assert not empty_page.erase_box.isVisible(), "nothing is kept that could be erased"
    press(Qt.Key.Key_N)
    assert empty_page.person_box.isVisible()
