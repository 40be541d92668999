"""Codes that are shown once stay until their own button says that they are written down."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest

from mdt_app.ui.messages import MessageBar
from mdt_app.vault.keys import LEAST_COST
from mdt_app.vault.people import add_person
from mdt_app.vault.slots import KeyHolder
from tests.invented import PASSPHRASE
from tests.ui.meeting_room import desk_open
from tests.ui.pointing import at_the_keyboard

CODES = [("S. Cole", "7KQ2 M9XA 4T0P HB6D")]


@pytest.fixture
def page(ws, two_threads, qtbot):
    """People and keys of a store of two, as its chair opens it."""
    add_person(ws.vault, PASSPHRASE, KeyHolder("S. Cole", "minute_taker"), LEAST_COST)
    with desk_open(ws, two_threads, qtbot) as made:
        made.shell.show_screen("people")
        two_threads.settle()
        yield made.shell.screen_shown


def press(key):
    QTest.keyClick(at_the_keyboard(), key)


@pytest.mark.parametrize("letter", "NGXPC")
def test_the_letter_of_another_box_does_not_lose_them(page, letter):
    page.list.setCurrentIndex(page.model.index(1, 0))
    page.controller.given.emit("S. Cole can come in", CODES)
    page.list.setFocus()
    QTest.keyClick(at_the_keyboard(), letter)
    assert [box for box in page.boxes if box.isVisible()] == [page.once_box]
    assert page.once_box.shown == CODES
    assert page.once_box.close_button.hasFocus()


def test_looking_at_somebody_else_does_not_lose_them(page):
    page.controller.given.emit("S. Cole can come in", CODES)
    page.list.setFocus()
    press(Qt.Key.Key_Down)
    assert page.title.text() == "S. Cole"
    assert page.once_box.isVisible()
    assert page.once_box.shown == CODES


def test_esc_does_not_lose_them_whatever_it_is_the_key_of(page):
    page.controller.given.emit("S. Cole can come in", CODES)
    press(Qt.Key.Key_Escape)
    assert page.once_box.shown == CODES
    no_command = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    page.once_box.keyPressEvent(no_command)  # as where Back has been given another key
    assert page.once_box.shown == CODES
    press(Qt.Key.Key_Space)
    assert not page.once_box.isVisible()
    assert page.once_box.shown == []


def test_whoever_must_choose_their_own_first_is_told_why(page):
    page.ask_for_own_passphrase()
    bar = page.window().findChild(MessageBar)
    assert page.own_box.isVisible()
    assert bar.isVisible()
    assert "First choose a passphrase of your own" in bar.message.text()
