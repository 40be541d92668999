"""The window around every screen."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMessageBox

from mdt_app.errors import UserError
from mdt_app.register.queries import people
from mdt_app.ui.find_person import matching
from mdt_app.ui.messages import explain_fault, show_error, tell
from mdt_app.ui.parts import column, marked
from mdt_app.ui.screen import Context, Screen
from mdt_app.ui.shell import Shell
from mdt_app.ui.shortcuts import add_letter
from tests.ui.network import ADA, EVERYONE, nameless, take_everyone_in
from tests.ui.pointing import at_the_keyboard

CTRL = Qt.KeyboardModifier.ControlModifier


class Page(Screen):
    """A screen that writes down what it was told."""

    def __init__(self, title):
        super().__init__()
        self.title = title
        self.told = []
        self.edit = QLineEdit()
        column(self).addWidget(self.edit)
        add_letter(self, "D", self.hear_letter)

    def context(self):
        return Context(self.title, "Thu 26 Nov 2026", "Case 3 of 14", ("this case **03:12** <5",))

    def keys(self):
        return (("PgUp PgDn", "case"),)

    def activated(self):
        self.told.append("activated")

    def left(self):
        self.told.append("left")

    def undo(self):
        self.told.append("undo")

    def open_person(self, nhs_number):
        self.told.append(nhs_number)
        return self.title == "Prepare"

    def hear_letter(self):
        self.told.append("D")


@pytest.fixture
def shell(ws, themed, qtbot):
    made = Shell(ws)
    made.add_screen("prepare", "Prepare", lambda: Page("Prepare"))
    made.add_screen("meet", "Meet", lambda: Page("Meet"))
    made.show_screen("prepare")
    made.show()
    made.activateWindow()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def expected_warnings():
    return ["shown to user", "fault"]


def test_a_screen_is_made_when_it_is_first_shown(shell):
    assert shell.stack.count() == 1
    QTest.keyClick(shell, Qt.Key.Key_2, CTRL)
    assert shell.stack.count() == 2
    assert shell.screen_shown.told == ["activated"]


def test_the_screen_we_leave_keeps_what_is_half_done(shell):
    before = shell.screen_shown
    shell.show_screen("meet")
    assert before.told == ["activated", "left"]


def test_every_screen_is_asked_before_the_lock_and_the_end(shell):
    asked = []
    shell.lock_asked.connect(lambda: asked.append("lock"))
    first = shell.screen_shown
    shell.show_screen("meet")
    QTest.keyClick(shell, Qt.Key.Key_L, CTRL)
    assert asked == ["lock"]
    assert first.told[-1] == shell.screen_shown.told[-1] == "left"


def test_the_context_line_says_what_the_screen_says(shell):
    line = shell.context_line
    assert (line.title.text(), line.chip.text()) == ("Prepare", "Case 3 of 14")
    assert line.notes.text() == "this case <b>03:12</b> &lt;5"
    assert line.user.text() == "N. Patel"
    assert shell.status_line.saved.text() == "All changes saved"


def test_a_letter_is_a_key_outside_text_and_a_letter_inside(shell):
    page = shell.screen_shown
    page.edit.setFocus()
    QTest.keyClicks(page.edit, "Dad")
    assert page.edit.text() == "Dad"
    assert "D" not in page.told
    shell.context_line.find_button.setFocus()
    QTest.keyClick(shell.context_line.find_button, Qt.Key.Key_D)
    assert page.told[-1] == "D"


def test_a_letter_never_reaches_a_screen_that_is_not_shown(shell):
    hidden = shell.screen_shown
    shell.show_screen("meet")
    shell.context_line.find_button.setFocus()
    QTest.keyClick(shell.context_line.find_button, Qt.Key.Key_D)
    assert "D" not in hidden.told
    assert shell.screen_shown.told[-1] == "D"


def test_undo_in_text_undoes_the_text_and_outside_the_last_step(shell):
    page = shell.screen_shown
    page.edit.setFocus()
    QTest.keyClicks(page.edit, "abc")
    QTest.keyClick(page.edit, Qt.Key.Key_Z, CTRL)
    assert page.edit.text() == ""
    assert "undo" not in page.told
    shell.context_line.find_button.setFocus()
    QTest.keyClick(shell.context_line.find_button, Qt.Key.Key_Z, CTRL)
    assert page.told[-1] == "undo"


def test_a_person_is_found_by_name_and_shown_where_they_belong(ws, shell, tmp_path):
    take_everyone_in(ws, tmp_path / "files")
    shell.show_screen("meet")
    QTest.keyClick(shell, Qt.Key.Key_K, CTRL)
    QTest.keyClicks(at_the_keyboard(), "ada beg")
    QTest.keyClick(at_the_keyboard(), Qt.Key.Key_Return)
    assert shell.screen_shown.title == "Prepare"
    assert shell.screen_shown.told[-2:] == [ADA, "activated"]


def test_escape_closes_the_box_and_gives_the_keyboard_back(shell):
    shell.screen_shown.edit.setFocus()
    QTest.keyClick(shell, Qt.Key.Key_K, CTRL)
    assert shell.find_box.isVisible()
    QTest.keyClick(at_the_keyboard(), Qt.Key.Key_Escape)
    assert not shell.find_box.isVisible()
    assert shell.screen_shown.edit.hasFocus()


@pytest.mark.parametrize("typed", ["999 000 0018", "9990000018", "BEGUM, ad", "  ada   begum "])
def test_names_and_numbers_are_found_as_people_type_them(ws, tmp_path, typed):
    take_everyone_in(ws, tmp_path / "files")
    with ws.vault.reading() as reading:
        everyone = people(reading)
    assert [person.nhs_number for person in matching(everyone, typed)] == [ADA]


@pytest.mark.parametrize("typed", ["", "   ", "%", "_", "' OR 1=1", "zzz"])
def test_nobody_is_found_by_accident(ws, tmp_path, typed):
    take_everyone_in(ws, tmp_path / "files")
    with ws.vault.reading() as reading:
        assert matching(people(reading), typed) == []


def test_news_and_problems_are_told_without_stopping_anybody(shell):
    tell(shell.screen_shown, "Saved.", "14 cases")
    assert shell.message_bar.message.text() == "Saved."
    show_error(shell.screen_shown, UserError("The disk is full.", "Make room."))
    assert shell.message_bar.mark.text() == "!"
    assert shell.message_bar.accessibleName() == "The disk is full. Make room."
    QTest.keyClick(shell.message_bar, Qt.Key.Key_Escape)
    assert not shell.message_bar.isVisible()


def test_what_is_not_for_the_user_is_not_shown_as_if_it_were(shell):
    with pytest.raises(KeyError):
        show_error(shell, KeyError("inner"))
    assert not shell.message_bar.isVisible()


def test_a_fault_is_told_kindly_and_logged_without_what_it_says(shell, caplog):
    error = ValueError("Canaryson 9990000018")
    explain_fault(shell, ValueError, error, None)
    bar = shell.message_bar
    assert bar.isVisible()
    assert "Something went wrong in the program" in bar.message.text()
    assert "Canaryson" not in bar.message.text() + bar.hint.text()
    assert all("Canaryson" not in record.getMessage() for record in caplog.records)
    assert not shell.findChildren(QMessageBox)  # nothing stops a meeting by itself


def test_the_ring_lies_around_whatever_has_the_keyboard(shell):
    edit = shell.screen_shown.edit
    edit.setFocus()
    ring = shell.focus_ring
    assert ring.isVisible()
    assert ring.geometry().contains(QPoint(edit.mapTo(shell, QPoint(0, 0))))
    shell.show_screen("meet")
    shell.screen_shown.edit.setFocus()
    assert ring.geometry().contains(shell.screen_shown.edit.mapTo(shell, QPoint(0, 0)))


def test_every_control_of_the_window_has_a_name(shell):
    shell.screen_shown.edit.setAccessibleName("Words")
    assert nameless(shell) == []
    for place in shell.rail.buttons:
        said = QAccessible.queryAccessibleInterface(place).text(QAccessible.Text.Name)
        assert said == place.text()


def test_markup_is_made_only_by_stars():
    assert marked("a **b** <c> & d") == "a <b>b</b> &lt;c&gt; &amp; d"


def test_everyone_can_be_found(ws, tmp_path):
    take_everyone_in(ws, tmp_path / "files")
    with ws.vault.reading() as reading:
        everyone = people(reading)
    for number in EVERYONE:
        assert [person.nhs_number for person in matching(everyone, number)] == [number]
