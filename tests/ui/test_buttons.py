"""Buttons answer to the keys a hand reaches for."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from mdt_app.meeting.choices import decision_choices
from mdt_app.ui.meet.decision_button import DecisionButton
from mdt_app.ui.parts import SegmentedButtons, button

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


def test_a_decision_that_a_screen_reader_turns_over_is_chosen(qtbot):
    """A reader toggles where a hand clicks; nobody would hear of it."""
    made = DecisionButton(decision_choices()[0])
    qtbot.addWidget(made)
    heard = []
    made.chosen.connect(heard.append)
    QAbstractButton.toggle(made)
    assert heard == [made.choice.code]
    assert made.isChecked()
    made.setChecked(False)
    assert heard == [made.choice.code]


def test_a_segment_that_a_screen_reader_chooses_is_chosen_once(qtbot):
    made = SegmentedButtons("Theme", (("light", "Light"), ("dark", "Dark")))
    qtbot.addWidget(made)
    heard = []
    made.chosen.connect(heard.append)
    made.choose("light")
    QAbstractButton.toggle(made.segment("dark"))
    assert heard == ["dark"]
    assert made.choice() == "dark"
