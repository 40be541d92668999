"""In the window everybody goes everywhere; what a role does not reach to is said, not half done."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mdt_app.ui.messages import MessageBar
from mdt_app.vault.entries import all_entries
from mdt_app.vault.roles import KeyHolder
from tests.ui.meeting_room import begin, desk_open
from tests.ui.pointing import at_the_keyboard

PLACES = ("prepare", "meet", "follow_up", "measures", "data", "settings", "minutes", "people")
VIEWER = KeyHolder("N. Patel", "viewer")


@pytest.fixture
def desk(ws, tmp_path, two_threads, qtbot):
    """A meeting is open, and somebody looks on who may only read."""
    begin(ws, tmp_path / "files")
    ws.vault.holder = VIEWER
    with desk_open(ws, two_threads, qtbot) as made:
        two_threads.settle()
        yield made


def _entries(ws) -> int:
    with ws.vault.reading() as reading:
        return len(all_entries(reading))


def _press(*keys) -> None:
    for key in keys:
        QTest.keyClick(at_the_keyboard(), key)


def test_who_may_only_read_goes_through_every_screen_and_every_case_undisturbed(
    desk, ws, two_threads, qtbot
) -> None:
    before, bar = _entries(ws), desk.shell.findChild(MessageBar)
    for place in PLACES:
        desk.shell.show_screen(place)
        two_threads.settle()
        if place == "meet":
            for _ in range(3):
                _press(Qt.Key.Key_PageDown)
                two_threads.settle()
        qtbot.waitUntil(lambda: not desk.saver.is_saving)
        assert not bar.isVisible(), f"{place}: {bar.message.text()}"
    assert _entries(ws) == before


def test_a_decision_of_who_may_not_decide_is_refused_in_words_and_not_shown_as_made(
    desk, ws, two_threads, qtbot, expected_warnings
) -> None:
    expected_warnings.append("shown to user")
    before, bar = _entries(ws), desk.shell.findChild(MessageBar)
    desk.shell.show_screen("meet")
    two_threads.settle()
    _press(Qt.Key.Key_1)
    qtbot.waitUntil(lambda: bar.isVisible() or desk.saver.is_saving, timeout=3000)
    qtbot.waitUntil(lambda: not desk.saver.is_saving)
    two_threads.settle()
    _press(Qt.Key.Key_PageDown)
    two_threads.settle()
    qtbot.waitUntil(lambda: not desk.saver.is_saving)
    assert "As a viewer you may not" in bar.message.text()
    assert _entries(ws) == before
