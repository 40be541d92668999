"""The settings: every one is taken on at once, kept, and reached by the keyboard alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mdt_app.settings import Settings, change_settings, keep_settings, read_settings
from mdt_app.ui.looks import looks
from mdt_app.ui.settings.choices import take_up_keys
from mdt_app.ui.settings.screen import SettingsScreen
from mdt_app.ui.shell import Shell
from mdt_app.ui.shortcuts import keys
from mdt_app.ui.theme import change_looks
from tests.ui.network import nameless
from tests.ui.test_shell import Page

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def shell(ws, themed, qtbot):
    keep_settings(Settings())
    made = Shell(ws)
    made.add_screen("prepare", "Prepare", lambda: Page("Prepare"))
    made.add_settings(lambda: SettingsScreen(made.go_back))
    made.show_screen("prepare")
    made.show()
    made.activateWindow()
    qtbot.addWidget(made)
    qtbot.waitUntil(made.isActiveWindow)
    QTest.keyClick(made, Qt.Key.Key_Comma, CTRL)
    yield made
    keep_settings(Settings())
    take_up_keys()
    change_looks(themed, "light", 100)


@pytest.fixture
def page(shell):
    assert isinstance(shell.screen_shown, SettingsScreen)
    return shell.screen_shown


def test_ctrl_comma_opens_the_settings_and_esc_goes_back(shell, page):
    assert page.theme.segment("system").hasFocus()
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert shell.screen_shown.title == "Prepare"


def test_a_theme_is_worn_as_it_is_chosen_and_kept(page):
    page.theme.segment("dark").click()
    assert looks.theme == "dark"
    assert read_settings().theme == "dark"


def test_the_size_of_text_follows_its_keys_and_the_page_says_so(shell, page):
    QTest.keyClick(shell, Qt.Key.Key_Equal, CTRL)
    QTest.keyClick(shell, Qt.Key.Key_Plus, CTRL)
    assert looks.percent == read_settings().text_percent == 150
    assert page.text_size.choice() == "150"
    QTest.keyClick(shell, Qt.Key.Key_Minus, CTRL)
    assert looks.percent == 125
    QTest.keyClick(shell, Qt.Key.Key_0, CTRL)
    assert looks.percent == read_settings().text_percent == 100
    page.text_size.segment("200").click()
    assert looks.percent == 200
    assert shell.context_line.title.fontMetrics().height() > 30


def test_the_minutes_before_the_lock_are_kept_for_meetings_apart(shell, page):
    assert (page.lock_after.currentText(), page.lock_in_meeting.currentText()) == (
        "5 minutes",
        "20 minutes",
    )
    for choice, minutes in ((page.lock_after, "10"), (page.lock_in_meeting, "60")):
        choice.setCurrentIndex(choice.findData(minutes))
        choice.activated.emit(choice.currentIndex())
    kept = read_settings()
    assert (kept.lock_after_minutes, kept.lock_in_meeting_after_minutes) == (10, 60)


def test_what_the_room_sees_is_kept(page):
    page.room_shows.segment("initials").click()
    assert read_settings().room_shows == "initials"


def test_a_screen_that_is_not_joined_now_stays_the_rooms_screen(shell, page):
    change_settings(room_screen="HDMI-9")
    page.activated()
    assert page.room_screen.currentData() == "HDMI-9"
    assert "not joined now" in page.room_screen.currentText()


def test_a_key_is_changed_by_the_keyboard_alone_and_a_taken_one_is_refused_in_words(page):
    card = page.keys_card
    card.segments.segment("data").click()
    card.table.setFocus()
    QTest.keyClick(card.table, Qt.Key.Key_Return)
    field = QApplication.focusWidget()
    assert field is card.field
    QTest.keyClick(field, Qt.Key.Key_C)
    assert "C is taken on Data: Columns of the file looked at." in card.said.text()
    QTest.keyClick(field, Qt.Key.Key_K, CTRL)
    assert "taken everywhere" in card.said.text()
    QTest.keyClick(field, Qt.Key.Key_F9)
    assert card.said.text() == "Choose files to take in has the key F9 now."
    assert read_settings().shortcuts == {"data.choose": "F9"}
    assert card.table.hasFocus()
    assert card.table.rows.data(card.table.rows.index(0, 1)) == "F9"
    card.usual_button.click()
    assert read_settings().shortcuts == {}


def test_esc_leaves_a_key_as_it_is_and_the_page_open(shell, page):
    card = page.keys_card
    card.table.setFocus()
    QTest.keyClick(card.table, Qt.Key.Key_Return)
    QTest.keyClick(card.field, Qt.Key.Key_Escape)
    assert shell.screen_shown is page
    assert card.table.hasFocus()
    assert keys.of_people == {}


def test_single_letters_are_switched_off_by_their_box(page):
    page.keys_card.letters.click()
    assert not read_settings().single_letters
    assert not keys.has_letters


def test_every_control_of_the_settings_has_a_name(page):
    assert nameless(page) == []
