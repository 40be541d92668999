"""A network's own rules in the window: read first, then taken; refused with every problem."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from mdt_app.flags.in_force import pack_in_force
from mdt_app.flags.pack import DEFAULT_PACK, load_pack
from mdt_app.ui.rules.rule_book import RuleBook, show_rules

OWN = f"""
name = "network-3"
title = "Network 3"
version = "1"
reviewed = 2026-11-20
based_on = "{DEFAULT_PACK}"

[[off]]
rule = "polypharmacy"
reason = "The pharmacists have *their* own list."

[[change]]
rule = "hba1c-very-high"
version = 2
when.above = 95
detail = "on {{hba1c_on}}; above 95"
would_clear = "An HbA1c of 95 mmol/mol or below."
source = "Network 3"

[[target]]
kind = "hba1c"
default = 53.0
source = "Network 3"

[[wanted]]
kind = "cholesterol"
at_most = 5
source = "Network 3"
"""


@pytest.fixture
def own(tmp_path):
    path = tmp_path / "network-3.toml"
    path.write_text(OWN, encoding="utf-8")
    return path


@pytest.fixture
def book(meet_shell, ws) -> RuleBook:
    return show_rules(meet_shell, ws)


def speaking(ws) -> str:
    with ws.vault.reading() as reading:
        return pack_in_force(reading).name


def headlines(meet) -> list[str]:
    return [flag.headline for flag in meet.controller.shown.raised]


def test_a_file_is_read_before_it_is_taken(book, ws, own):
    book.taking.look_at(own)
    text = book.page.toPlainText()
    assert "Based on Diabetes, England, 2026, version 2026.1." in text
    assert "10 to 14 medicines: The pharmacists have *their* own list." in text
    assert "HbA1c very high (version 1 → 2): latest HbA1c within 15 months above 95" in text
    assert "was: latest HbA1c within 15 months above 86" in text
    assert "HbA1c: default 53, moderate frailty 64, severe frailty 69, was default 58" in text
    assert "total cholesterol: at most 5 mmol/L" in text
    assert "140/90" not in text, "what stays as it is goes without saying"
    assert speaking(ws) == DEFAULT_PACK, "nothing is changed yet"
    assert QApplication.focusWidget() is book.taking.take_button


def test_taken_it_speaks_in_the_book_and_on_the_screen(book, ws, own, meet):
    assert "HbA1c 92 mmol/mol" in headlines(meet)
    book.taking.look_at(own)
    QTest.keyClick(book.taking.take_button, Qt.Key.Key_Space)
    assert speaking(ws) == "network-3"
    assert book.shelf.pack.name == "network-3"
    assert not book.taking.isVisible()
    book.close_book()
    assert "HbA1c 92 mmol/mol" not in headlines(meet)
    assert meet.status().endswith("flags: Network 3, version 1")


def test_left_alone_nothing_changes(book, ws, own):
    book.taking.look_at(own)
    QTest.mouseClick(book.taking.leave_button, Qt.MouseButton.LeftButton)
    assert speaking(ws) == DEFAULT_PACK
    assert not book.taking.isVisible()
    assert "HbA1c very high" in book.page.toPlainText()


def test_esc_forgets_a_file_that_was_looked_at(book, own, meet_shell, ws):
    book.taking.look_at(own)
    QTest.keyClick(book.taking.take_button, Qt.Key.Key_Escape)
    assert not book.isVisible()
    show_rules(meet_shell, ws)
    assert not book.taking.isVisible()
    book.taking.take()
    assert speaking(ws) == DEFAULT_PACK


def test_a_wrong_file_is_refused_with_every_problem_and_cannot_be_taken(book, ws, own):
    own.write_text(OWN.replace("polypharmacy", "polypharmcy").replace("when.above", "when.abov"))
    book.taking.look_at(own)
    text = book.page.toPlainText()
    assert "network-3.toml cannot be used as it is." in text
    assert "did you mean 'polypharmacy'?" in text
    assert "'abov' is not known here; did you mean 'above'?" in text
    assert not book.taking.take_button.isVisible()
    assert QApplication.focusWidget() is book.taking.leave_button
    assert speaking(ws) == DEFAULT_PACK


def test_the_shipped_rules_are_one_choice_away_once_there_are_own_ones(book, ws, own):
    def back():
        menu = book.taking.menu()
        action = menu.actions()[1]
        enabled = action.isEnabled()
        action.trigger()
        menu.deleteLater()
        return enabled

    assert not back()
    book.taking.look_at(own)
    book.taking.take()
    assert back()
    assert speaking(ws) == DEFAULT_PACK
    assert book.shelf.pack is load_pack()


def test_the_menu_opens_at_its_button_and_is_worked_by_keyboard(book, qtbot):
    QTest.keyClick(book.head.own_button, Qt.Key.Key_Space)
    menu = book.taking.findChild(QMenu)
    assert menu.isVisible()
    QTest.keyClick(menu, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: book.taking.dialog is not None and book.taking.dialog.isVisible())
    book.taking.dialog.reject()
