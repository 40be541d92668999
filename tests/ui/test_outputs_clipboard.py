"""What is copied empties itself, and nothing of somebody else's is taken out."""

import pytest
from PySide6.QtGui import QGuiApplication

from mdt_app.ui.outputs.clipboard import EMPTIED_AFTER_S, PassingClipboard

SOON_S = 0.05


@pytest.fixture
def clipboard(themed):
    made = PassingClipboard(after_s=SOON_S)
    yield made
    made.empty()
    QGuiApplication.clipboard().clear()


def now() -> str:
    return QGuiApplication.clipboard().text()


def test_it_is_half_a_minute_unless_said_otherwise():
    assert EMPTIED_AFTER_S == 30


def test_what_is_copied_is_there_and_is_gone_after_its_time(clipboard, qtbot):
    clipboard.copy("Start SGLT2 inhibitor\r\n")
    assert now().startswith("Start SGLT2 inhibitor")
    with qtbot.waitSignal(clipboard.emptied):
        pass
    assert now() == ""


def test_what_somebody_copied_since_stays(clipboard, qtbot):
    clipboard.copy("ours")
    QGuiApplication.clipboard().setText("a shopping list")
    with qtbot.waitSignal(clipboard.emptied):
        pass
    assert now() == "a shopping list"


def test_the_time_begins_anew_with_each_copy(themed, qtbot):
    slow = PassingClipboard(after_s=0.4)
    slow.copy("first")
    qtbot.wait(250)
    slow.copy("second")
    qtbot.wait(250)
    assert now() == "second"
    qtbot.waitUntil(lambda: now() == "", timeout=2000)


def test_it_is_emptied_at_once_when_asked(clipboard):
    clipboard.copy("ours")
    clipboard.empty()
    assert now() == ""
    clipboard.empty()


def test_lines_that_the_system_ended_its_own_way_are_still_ours(clipboard):
    clipboard.copy("one\r\ntwo\r\n")
    QGuiApplication.clipboard().setText("one\ntwo\n")
    assert clipboard.holds_ours
    clipboard.empty()
    assert now() == ""


def test_histories_of_the_clipboard_are_asked_to_leave_it_out(clipboard):
    clipboard.copy("ours")
    formats = " ".join(QGuiApplication.clipboard().mimeData().formats())
    assert "ExcludeClipboardContentFromMonitorProcessing" in formats
    assert "x-kde-passwordManagerHint" in formats
