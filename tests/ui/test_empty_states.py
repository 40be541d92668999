"""Before there is anything to show, every screen says so, says what to do, and offers the way."""

import re

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLabel

from mdt_app.demo.hands import Hands
from mdt_app.ui.runs import RunsText
from mdt_app.ui.window import Desk
from tests.ui.every_state import on_show
from tests.ui.network import take_everyone_in

_NOTHING = re.compile(r"\b(No|Nothing|Nobody|None|nothing|yet)\b")
_SCREENS = ("prepare", "meet", "follow_up", "measures", "data", "minutes")


@pytest.fixture
def opened(ws, two_threads, qtbot, tmp_path):
    """Opens the whole window on the store as it is."""
    made = []

    def open_window():
        desk = Desk(ws, two_threads.runner)
        qtbot.addWidget(desk.shell)
        desk.shell.resize(1366, 768)
        desk.shell.show()
        desk.shell.activateWindow()
        qtbot.waitUntil(desk.shell.isActiveWindow)
        made.append(desk)
        return desk, Hands(desk.shell, tmp_path)

    yield open_window
    for desk in made:
        desk.shell.keep_what_is_typed()
        desk.saver.shut_down()
    two_threads.settle()


def words_on(screen) -> list[str]:
    """Everything that is written on a screen outside its lists."""
    shown = on_show(screen.window())
    inside = [each for each in shown if screen.isAncestorOf(each)]
    return [each.text() for each in inside if isinstance(each, (QLabel, RunsText))]


def empty_lists(screen) -> list[QAbstractItemView]:
    """The lists on a screen that have no row."""
    return [
        each
        for each in on_show(screen.window())
        if isinstance(each, QAbstractItemView)
        and screen.isAncestorOf(each)
        and each.accessibleName()
        and each.model() is not None
        and each.model().rowCount() == 0
    ]


def go_to(desk, hands, code):
    desk.shell.show_screen(code)
    for _ in range(200):
        hands.look(10)
        if not getattr(desk.shell.screen_shown, "is_working", False):
            break
    hands.look(40)
    return desk.shell.screen_shown


def test_an_empty_store_says_on_every_screen_that_there_is_nothing_yet(opened):
    desk, hands = opened()
    for code in _SCREENS:
        screen = go_to(desk, hands, code)
        assert any(map(_NOTHING.search, words_on(screen))), code


def test_from_an_empty_screen_a_button_leads_to_where_people_come_from(opened):
    desk, hands = opened()
    for code, words, leads_to in (
        ("prepare", "Go to Data", "data"),
        ("measures", "Go to Data", "data"),
        ("meet", "Choose people in Prepare", "prepare"),
    ):
        screen = go_to(desk, hands, code)
        buttons = [each for each in on_show(desk.shell) if isinstance(each, QAbstractButton)]
        [way] = [each for each in buttons if each.text().startswith(words)]
        assert screen.isAncestorOf(way)
        way.click()
        hands.look(40)
        assert desk.shell._current == leads_to


def test_people_without_a_meeting_leave_no_list_empty_without_a_word(opened, ws, tmp_path):
    take_everyone_in(ws, tmp_path / "files")
    desk, hands = opened()
    for code in _SCREENS:
        screen = go_to(desk, hands, code)
        if empty_lists(screen) or code in ("meet", "follow_up", "minutes"):
            assert any(map(_NOTHING.search, words_on(screen))), code


def test_a_search_that_finds_nobody_says_so(opened):
    desk, hands = opened()
    go_to(desk, hands, "prepare")
    hands.press("Ctrl+K")
    QTest.keyClicks(desk.shell.find_box.field, "zzzz")
    assert "Nobody" in desk.shell.find_box.words.text()
