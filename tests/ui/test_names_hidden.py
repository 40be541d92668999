"""F6 hides names on the chair's own screen, so that a mirrored screen is safe."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from mdt_app.meeting.nominations import nominate
from mdt_app.meeting.values import Nomination
from mdt_app.ui.names_shown import names
from mdt_app.ui.screen import Context, Screen
from tests.ui.network import ADA, BRAM, CLEO
from tests.ui.pointing import at_the_keyboard

SECRETS = ("begum", "chowdhury", "bram", "davies", "green", "999 000", "9990", "14-feb-1968")


@pytest.fixture(autouse=True)
def names_shown_again():
    yield
    names.are_hidden = False
    names.forget()


def press(shell, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(at_the_keyboard() or shell, key, modifier)


def seen_in(window):
    """Every word in sight, the list's lines among them."""
    found = [window.windowTitle()]
    for widget in window.findChildren(QWidget):
        if not widget.isVisible():
            continue
        found += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
        text = getattr(widget, "text", None)
        found += [text()] if callable(text) else []
        model = getattr(widget, "model", None)
        if callable(model) and model() is not None:
            rows = model()
            for row in range(rows.rowCount()):
                index = rows.index(row, 0)
                found += [
                    str(index.data(role) or "") for role in (0, Qt.ItemDataRole.AccessibleTextRole)
                ]
    return "\n".join(found)


def named_in(window):
    said = seen_in(window).casefold()
    return [secret for secret in SECRETS if secret in said]


def test_names_are_shown_until_f6_hides_them(meet_shell, meet):
    assert {"begum", "chowdhury", "999 000"} <= set(named_in(meet_shell))
    assert meet_shell.context_line.names_chip.text() == "Names shown · F6 to hide"
    press(meet_shell, Qt.Key.Key_F6)
    assert meet_shell.context_line.names_chip.text() == "Names hidden · F6 to show"
    assert named_in(meet_shell) == []
    assert "Case 1 · AB" in meet.room.banner.identity.text()
    assert "Case 2 · BC" in seen_in(meet_shell)


def test_they_stay_hidden_from_case_to_case_and_come_back(meet_shell, meet, two_threads):
    press(meet_shell, Qt.Key.Key_F6)
    press(meet_shell, Qt.Key.Key_PageDown)
    two_threads.settle()
    assert meet.room.banner.identity.text().startswith("Case 2 · BC")
    assert named_in(meet_shell) == []
    press(meet_shell, Qt.Key.Key_F6)
    assert "CHOWDHURY, Bram" in meet.room.banner.identity.text()


def test_free_text_and_messages_lose_the_names_too(ws, meet_shell, meet, two_threads):
    nominate(ws, Nomination(ADA, True, "Should Begum see Mr Chowdhury, 999 000 0026?"))
    meet.controller.reload()
    assert "Begum" in meet.room.side.question.words.text()
    press(meet_shell, Qt.Key.Key_F6)
    assert "Should the person see the person, …?" in meet.room.side.question.words.text()
    meet_shell.tell("Undone: action agreed", "Begum, Ada")
    assert "Begum" not in meet_shell.message_bar.hint.text()


def test_a_screen_that_lists_people_is_covered_while_they_are_hidden(meet_shell, meet):
    class Everybody(Screen):
        def context(self):
            return Context("Everybody")

    meet_shell.add_screen("prepare", "Prepare", Everybody)
    press(meet_shell, Qt.Key.Key_F6)
    meet_shell.show_screen("prepare")
    other = meet_shell.screen_of("prepare")
    assert not other.isVisible()
    assert "Names are hidden." in seen_in(meet_shell)
    press(meet_shell, Qt.Key.Key_F6)
    assert other.isVisible()


def test_nobody_is_found_by_name_while_they_are_hidden(meet_shell, meet):
    press(meet_shell, Qt.Key.Key_F6)
    meet_shell.find_person()
    meet_shell.find_box.field.setText("Beg")
    assert named_in(meet_shell) == []
    assert "nobody is found" in meet_shell.find_box.words.text()
    meet_shell.find_box.hide()
    press(meet_shell, Qt.Key.Key_N)
    assert named_in(meet_shell) == []
    assert "Names are hidden." in seen_in(meet_shell)


def test_a_look_at_somebody_else_hides_that_name_too(meet_shell, meet):
    press(meet_shell, Qt.Key.Key_F6)
    meet.peeking.look_at(CLEO)
    assert "Case 3 · CA" in seen_in(meet_shell)
    assert named_in(meet_shell) == []


def test_the_end_of_the_meeting_is_covered(meet_shell, meet):
    press(meet_shell, Qt.Key.Key_F6)
    meet.show_ending()
    assert not meet.isVisible()
    assert named_in(meet_shell) == []
    press(meet_shell, Qt.Key.Key_F6)
    assert meet.ending_page.isVisible()


def test_a_small_window_that_says_who_it_is_above_hides_that_too(meet_shell, meet, qtbot):
    meet_shell.resize(683, 384)
    qtbot.waitUntil(lambda: "999 000 0018" in meet_shell.context_line.title.text())
    press(meet_shell, Qt.Key.Key_F6)
    assert meet_shell.context_line.title.text() == "Case 1 · AB · …"
    assert meet_shell.context_line.names_chip.text() == "Names hidden"
    assert named_in(meet_shell) == []


def test_what_is_hidden_changes_nothing_that_is_kept(ws, meet_shell, meet, two_threads):
    press(meet_shell, Qt.Key.Key_F6)
    assert meet.controller.shown.page.record.person.surname == "Begum"
    assert meet.controller.listed.people[BRAM].surname == "Chowdhury"
