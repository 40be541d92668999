"""Prepare: the rule of a flag at one key, and the ranked order at another."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mdt_app.flags.pack import load_pack
from mdt_app.ui.prepare.controller import PrepareController
from mdt_app.ui.prepare.list_filter import RANK_COLUMN
from mdt_app.ui.prepare.screen import PrepareScreen
from mdt_app.ui.rules.rule_book import RuleBook
from mdt_app.ui.shell import Shell
from tests.ui.network import ADA, EMRE, take_everyone_in


@pytest.fixture
def screen(ws, two_threads, qtbot, tmp_path):
    """Six people on Prepare, Ada beside the list."""

    def prepare():
        return PrepareScreen(PrepareController(ws, two_threads.runner, two_threads.saver))

    take_everyone_in(ws, tmp_path / "files")
    shell = Shell(ws)
    qtbot.addWidget(shell)
    shell.add_screen("prepare", "Prepare", prepare)
    shell.show()
    shell.show_screen("prepare")
    two_threads.settle()
    made = shell.screen_shown
    made.open_person(ADA)
    return made


def book_of(screen) -> RuleBook | None:
    return screen.window().findChild(RuleBook)


def test_r_opens_the_first_rule_of_the_person_beside_the_list(screen):
    QTest.keyClick(screen.table, Qt.Key.Key_R)
    assert book_of(screen).shelf.rule == "hba1c-very-high"
    assert "results.csv, row 5" in book_of(screen).page.toPlainText()
    book_of(screen).close_book()
    screen.open_person(EMRE)
    QTest.keyClick(screen.table, Qt.Key.Key_R)
    assert book_of(screen).shelf.rule == "egfr-very-low"
    assert "HbA1c 92" not in book_of(screen).page.toPlainText()


def test_r_opens_the_rule_of_the_flag_at_the_keyboard_what_is_unknown_too(screen):
    flags = screen.panel.flags
    flags.unknown_button.click()
    asked = [line for line in flags._rows if line.isVisible()]
    last = asked[-1]
    last.setFocus()
    QTest.keyClick(last, Qt.Key.Key_R)
    assert book_of(screen).shelf.rule == last.rule_shown != "hba1c-very-high"
    assert "Not known on 26 Nov 2026" in book_of(screen).page.toPlainText()


def test_a_click_on_a_flag_opens_its_rule(screen):
    QTest.mouseClick(screen.panel.flags._rows[0], Qt.MouseButton.LeftButton)
    assert book_of(screen).isVisible()


def test_r_while_typing_is_a_letter(screen):
    screen.panel.question_edit.setFocus()
    QTest.keyClicks(screen.panel.question_edit, "r")
    assert book_of(screen) is None


def test_b_goes_back_to_the_ranked_order(screen):
    screen.sorting.by(RANK_COLUMN + 2)
    assert screen._controller.people.sorted_by != RANK_COLUMN
    QTest.keyClick(screen.table, Qt.Key.Key_B)
    assert screen._controller.people.sorted_by == RANK_COLUMN


def test_the_status_line_says_which_rules_speak(screen):
    assert screen.status().endswith(f"flags: {load_pack().called.words}")
