"""Nobody touches anything: a calm line a minute before, then the lock; longer in a meeting."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from mdt_app.settings import Settings, change_settings, keep_settings
from mdt_app.ui.idle_lock import IdleLock
from mdt_app.ui.lock_warning import LockWarning
from mdt_app.ui.locking import Locking
from mdt_app.ui.settings.screen import SettingsScreen
from mdt_app.ui.shell import Shell

MINUTE = 60.0


class Waiting:
    """An idle lock whose clock the test turns, and what it said."""

    def __init__(self, window, allowed_s=5 * MINUTE):
        self.now, self.allowed_s, self.said = 1000.0, allowed_s, []
        self.lock = IdleLock(lambda: self.allowed_s, window, lambda: self.now)
        self.lock.warned.connect(lambda left_s: self.said.append(("warned", left_s)))
        self.lock.touched.connect(lambda: self.said.append("touched"))
        self.lock.idle.connect(lambda: self.said.append("idle"))

    def pass_by(self, seconds):
        self.now += seconds
        self.lock.look()


@pytest.fixture
def window(themed, qtbot):
    made = QWidget()
    edit = QLineEdit(made)
    made.resize(600, 300)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    edit.setFocus()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def waiting(window):
    return Waiting(window)


def test_it_warns_a_minute_before_once_and_then_locks_once(waiting):
    waiting.pass_by(3.9 * MINUTE)
    assert waiting.said == []
    waiting.pass_by(0.2 * MINUTE)
    waiting.pass_by(0.2 * MINUTE)
    assert waiting.said == [("warned", pytest.approx(54))]
    waiting.pass_by(0.7 * MINUTE)
    waiting.pass_by(5 * MINUTE)
    assert waiting.said[1:] == ["idle"]


@pytest.mark.parametrize("touch", ["key", "mouse", "click", "wheel"])
def test_any_touch_takes_the_warning_away_and_the_time_begins_anew(waiting, window, qtbot, touch):
    waiting.pass_by(4.5 * MINUTE)
    handle = window.windowHandle()
    if touch == "key":
        QTest.keyClick(handle, Qt.Key.Key_Shift)
    elif touch == "mouse":
        QTest.mouseMove(handle, handle.position() + handle.geometry().center())
    elif touch == "click":
        QTest.mouseClick(handle, Qt.MouseButton.LeftButton)
    else:
        QTest.wheelEvent(handle, handle.geometry().center(), window.rect().center())
    assert waiting.said[1:] == ["touched"]
    waiting.pass_by(3.9 * MINUTE)
    assert waiting.said[2:] == []


def test_a_touch_in_a_window_of_its_own_counts_too(waiting, window, qtbot):
    box = QWidget(window, Qt.WindowType.Dialog)
    box.show()
    box.activateWindow()
    qtbot.waitUntil(box.isActiveWindow)
    waiting.pass_by(4.5 * MINUTE)
    QTest.keyClick(box.windowHandle(), Qt.Key.Key_A)
    assert waiting.said[1:] == ["touched"]
    box.close()


def test_where_the_lock_could_only_cover_it_waits_anew_for_who_came_back(waiting, window):
    waiting.pass_by(6 * MINUTE)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)
    waiting.pass_by(4.5 * MINUTE)
    assert waiting.said[0] == "idle"
    assert waiting.said[1] == ("warned", pytest.approx(30))


def test_who_wakes_a_computer_that_slept_too_long_finds_it_locked(waiting, window):
    waiting.now += 8 * 60 * MINUTE
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)
    assert waiting.said == ["idle"]


def test_a_shorter_time_chosen_meanwhile_is_in_force_at_once(waiting):
    waiting.allowed_s = 20 * MINUTE
    waiting.pass_by(6 * MINUTE)
    assert waiting.said == []
    waiting.allowed_s = 5 * MINUTE
    waiting.pass_by(5)
    assert waiting.said == ["idle"]


def test_every_window_event_that_is_a_touch_puts_it_off_and_no_other_does(waiting, window):
    waiting.now += 10
    waiting.lock.eventFilter(window, QEvent(QEvent.Type.UpdateRequest))
    waiting.pass_by(4.9 * MINUTE)
    assert waiting.said[-1] == "idle"


@pytest.fixture
def shell(ws, themed, qtbot):
    keep_settings(Settings())
    made = Shell(ws)
    made.add_settings(lambda: SettingsScreen(made.go_back))
    made.show_screen("settings")
    made.resize(1366, 768)
    qtbot.addWidget(made)
    made.show()
    yield made
    keep_settings(Settings())


def test_a_meeting_has_its_own_time_and_both_are_those_of_the_settings(shell):
    is_open = [False]
    locking = Locking(shell, lambda: is_open[0])
    assert locking.allowed_s() == 5 * MINUTE
    is_open[0] = True
    assert locking.allowed_s() == 20 * MINUTE
    change_settings(lock_in_meeting_after_minutes=60, lock_after_minutes=0)
    assert locking.allowed_s() == 60 * MINUTE
    is_open[0] = False
    assert locking.allowed_s() == float("inf")


def test_the_line_says_when_and_moves_nothing(shell, qtbot):
    before = shell.stack.geometry()
    warning = LockWarning(shell)
    warning.warn(58)
    assert warning.isVisible()
    assert warning.words.text().startswith("Locks at ")
    assert "What is half typed is kept." in warning.accessibleName()
    assert shell.stack.geometry() == before
    assert warning.geometry().bottom() == shell.rect().bottom()
    shell.resize(683, 384)
    qtbot.waitUntil(lambda: warning.width() == shell.width())
    assert warning.words.height() >= warning.words.heightForWidth(warning.words.width())
