"""F1: every key, screen by screen."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from mdt_app.ui.keys_list import EVERYWHERE, KeysList, section_of, show_keys
from mdt_app.ui.screen import Context, Screen
from mdt_app.ui.shell import Shell
from mdt_app.ui.shortcuts import add_letter


class LetterScreen(Screen):
    """A screen with one letter, that counts how often it was pressed."""

    def __init__(self, name):
        super().__init__()
        self.name = name
        self.pressed = 0
        add_letter(self, "G", self._count)

    def _count(self):
        self.pressed += 1

    def context(self):
        return Context(self.name)

    def keys(self):
        return [("G", f"go in {self.name}")]

    def more_keys(self):
        return [("G", f"go in {self.name}"), ("H", f"hold in {self.name}")]


@pytest.fixture
def shell(ws, qtbot):
    made = Shell(ws)
    qtbot.addWidget(made)
    for code, name in (("meet", "First"), ("data", "Second")):
        made.add_screen(code, name, partial(LetterScreen, name))
    made.show()
    made.show_screen("data")
    made.show_screen("meet")
    return made


def words_of(shell):
    return [label.text() for label in shell.findChild(KeysList).findChildren(QLabel)]


def test_it_names_every_key_of_every_screen_the_current_one_first(shell):
    show_keys(shell, shell.screen_shown)
    words = words_of(shell)
    for _key, meaning in EVERYWHERE:
        assert meaning in words
    assert words.index("go in First") < words.index("go in Second")
    assert "hold in Second" in words


def test_a_key_named_twice_is_listed_once(shell):
    assert section_of(shell.screen_shown) == (
        "First",
        [("G", "go in First"), ("H", "hold in First")],
    )


def test_f1_opens_it_and_esc_gives_the_keyboard_back(shell):
    button = shell.rail.buttons[0]
    button.setFocus()
    QTest.keyClick(shell, Qt.Key.Key_F1)
    sheet = shell.findChild(KeysList)
    assert sheet.isVisible()
    assert sheet.close_button.hasFocus()
    QTest.keyClick(sheet.close_button, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert button.hasFocus()


def test_no_letter_acts_on_the_screen_underneath(shell):
    shell.screen_shown.setFocus()
    QTest.keyClick(shell, Qt.Key.Key_G)
    assert shell.screen_shown.pressed == 1
    show_keys(shell, shell.screen_shown)
    QTest.keyClick(shell.findChild(KeysList).close_button, Qt.Key.Key_G)
    assert shell.screen_shown.pressed == 1


@pytest.mark.parametrize("size", [(1366, 768), (683, 384)])
def test_it_stays_inside_the_window_whatever_its_size(shell, size):
    shell.resize(*size)
    show_keys(shell, shell.screen_shown)
    assert shell.rect().contains(shell.findChild(KeysList).geometry())
    shell.resize(700, 400)
    assert shell.rect().contains(shell.findChild(KeysList).geometry())


def test_it_begins_at_this_screens_keys_wherever_it_was_left(shell):
    shell.resize(683, 384)
    show_keys(shell, shell.screen_shown)
    sheet = shell.findChild(KeysList)
    QTest.keyClick(sheet.close_button, Qt.Key.Key_PageDown)
    assert sheet.area.verticalScrollBar().value() > 0
    sheet.hide_again()
    show_keys(shell, shell.screen_shown)
    assert sheet.area.verticalScrollBar().value() == 0
