"""Buttons answer to the keys a hand reaches for."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mdt_app.ui.parts import button

KEY = Qt.Key


@pytest.mark.parametrize("key", [KEY.Key_Return, KEY.Key_Enter, KEY.Key_Space])
def test_enter_presses_a_focused_button_as_space_does(qtbot, key):
    made = button("Keep")
    qtbot.addWidget(made)
    made.show()
    with qtbot.waitSignal(made.clicked, timeout=1000):
        QTest.keyClick(made, key)


def test_ctrl_enter_is_the_screens_and_presses_nothing(qtbot):
    made = button("Keep")
    qtbot.addWidget(made)
    made.show()
    pressed = []
    made.clicked.connect(pressed.append)
    QTest.keyClick(made, KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert pressed == []


def test_a_key_held_down_presses_once(qtbot):
    made = button("Keep")
    qtbot.addWidget(made)
    made.show()
    pressed = []
    made.clicked.connect(lambda: pressed.append(True))
    QTest.keyPress(made, KEY.Key_Return)
    QTest.keyRelease(made, KEY.Key_Return)
    assert pressed == [True]
