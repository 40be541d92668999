"""Every command has a name, words and a key that people may change; hints show the one in force."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from mdt_app.settings import change_settings, read_settings
from mdt_app.ui.commands import COMMANDS, EVERYWHERE, command_named, command_of
from mdt_app.ui.key_choice import why_not
from mdt_app.ui.key_words import in_force, key_for, keys_now
from mdt_app.ui.keys_list import KeysList
from mdt_app.ui.meet.screen import MeetScreen
from mdt_app.ui.settings.choices import choose_letters, give_key, give_usual_keys, take_up_keys
from mdt_app.ui.shortcuts import KeyShortcut, keys

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def as_it_was(themed):
    yield
    change_settings(shortcuts={}, single_letters=True)
    take_up_keys()


def at_rest(shell):
    """Somewhere letters are keys."""
    shell.screen_shown.room.side.decisions.buttons[0].setFocus()
    return QApplication.focusWidget()


def test_no_two_commands_have_one_key_where_both_work():
    met = {}
    for command in COMMANDS:
        for key in command.keys:
            assert met.setdefault((command.screen, key), command) is command
            if command.screen != EVERYWHERE:
                assert (EVERYWHERE, key) not in met
            assert command_of(command.screen, key) is command
    assert len({command.name for command in COMMANDS}) == len(COMMANDS)


def test_a_command_answers_to_its_new_key_at_once_and_no_longer_to_the_old(meet_shell):
    words = meet_shell.screen_shown.room.side.words_edit
    give_key(command_named("meet.words"), "F8")
    QTest.keyClick(at_rest(meet_shell), Qt.Key.Key_D)
    assert not words.hasFocus()
    QTest.keyClick(at_rest(meet_shell), Qt.Key.Key_F8)
    assert words.hasFocus()


def test_a_new_key_is_kept_for_the_next_time(meet_shell):
    give_key(command_named("meet.words"), "F8")
    assert read_settings().shortcuts == {"meet.words": "F8"}
    keys.take_up({}, has_letters=True)
    take_up_keys()
    assert keys.of(command_named("meet.words")) == "F8"


def test_the_status_line_and_the_list_of_keys_show_the_key_in_force(meet_shell):
    give_key(command_named("meet.words"), "F8")
    shown = [cap.text() for cap in meet_shell.status_line.findChildren(QLabel) if cap.isVisible()]
    assert "F8" in shown
    assert "D" not in shown
    meet_shell.list_keys()
    listed = [each.text() for each in meet_shell.findChild(KeysList).findChildren(QLabel)]
    assert "F8" in listed


def test_a_usual_key_may_be_given_to_something_else_once_it_is_free():
    assert "taken on Meet: Decision in words" in why_not(command_named("meet.action"), "D")
    give_key(command_named("meet.words"), "F8")
    assert why_not(command_named("meet.action"), "D") == ""


@pytest.mark.parametrize("key", ["Tab", "Esc", "Return", "Space", "Up", "Ctrl+C"])
def test_a_key_that_controls_need_is_refused_in_words(key):
    assert "belongs to fields, lists and buttons" in why_not(command_named("meet.words"), key)


def test_a_key_that_works_everywhere_is_refused_on_every_screen():
    assert "taken everywhere" in why_not(command_named("meet.words"), "Ctrl+K")
    assert "taken on" in why_not(command_named("everywhere.lock"), "Ctrl+P")


def test_single_letters_can_be_switched_off_and_the_rest_goes_on_working(meet_shell):
    words = meet_shell.screen_shown.room.side.words_edit
    choose_letters(has_letters=False)
    QTest.keyClick(at_rest(meet_shell), Qt.Key.Key_D)
    assert not words.hasFocus()
    first = meet_shell.screen_shown.controller.shown.nhs_number
    QTest.keyClick(at_rest(meet_shell), Qt.Key.Key_PageDown)
    assert meet_shell.screen_shown.controller.shown.nhs_number != first
    hints = [pressed for pressed, _words in meet_shell.status_line._keys]
    assert "D" not in hints
    assert "PgUp PgDn" in hints
    assert "switched off" in why_not(command_named("meet.words"), "J")


def test_a_letter_given_to_a_command_of_another_kind_of_key_never_fires_in_text(meet_shell):
    give_key(command_named("meet.next"), "J")
    words = meet_shell.screen_shown.room.side.words_edit
    first = meet_shell.screen_shown.controller.shown.nhs_number
    words.setFocus()
    QTest.keyClicks(words, "J")
    assert words.toPlainText() == "J"
    assert meet_shell.screen_shown.controller.shown.nhs_number == first
    QTest.keyClick(at_rest(meet_shell), Qt.Key.Key_J)
    assert meet_shell.screen_shown.controller.shown.nhs_number != first


def test_all_keys_can_be_as_they_were():
    give_key(command_named("meet.words"), "F8")
    give_key(command_named("data.choose"), "F9")
    give_usual_keys()
    assert read_settings().shortcuts == {}
    assert keys.of(command_named("meet.words")) == "D"


def test_a_change_nobody_knows_any_more_is_passed_over():
    keys.take_up({"meet.gone": "F8"}, has_letters=True)
    assert keys.of_people == {}


def test_hints_keep_their_writing_until_a_key_is_changed():
    hints = [("PgUp PgDn", "case"), ("1 … 0", "choose"), ("Ctrl Enter", "agreed"), ("↑ ↓", "line")]
    assert in_force("meet", hints) == hints
    give_key(command_named("meet.next"), "F8")
    give_key(command_named("meet.agreed"), "F9")
    assert in_force("meet", hints) == [
        ("PgUp F8", "case"), ("1 … 0", "choose"), ("F9", "agreed"), ("↑ ↓", "line"),
    ]  # fmt: skip
    assert keys_now("meet", "Ctrl+K") == "Ctrl+K"
    assert key_for("meet", "D") == "D"


def test_ctrl_k_finds_a_command_by_its_words_shows_its_key_and_does_it(meet_shell):
    QTest.keyClick(at_rest(meet_shell), Qt.Key.Key_K, CTRL)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "decision words")
    box = meet_shell.find_box
    assert [row.words for row in box.model.shown] == ["Meet: Decision in words"]
    assert box.model.shown[0].key == "D"
    said = box.model.data(box.model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Meet: Decision in words, key D"
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert meet_shell.screen_shown.room.side.words_edit.hasFocus()


def test_every_key_of_the_real_screens_is_in_the_catalogue(meet_shell):
    """A shortcut without a command has no words: nobody could find it or change it."""
    assert isinstance(meet_shell.screen_shown, MeetScreen)
    nameless = [
        each._usual for each in meet_shell.findChildren(KeyShortcut) if each.command is None
    ]
    assert nameless == []


def test_no_key_of_a_screen_does_two_things(meet_shell):
    """Qt does neither of the two."""
    met = {}
    for each in meet_shell.findChildren(KeyShortcut):
        met.setdefault(each._usual, []).append(each.command.name if each.command else "")
    assert {key: names for key, names in met.items() if len(names) > 1} == {}
