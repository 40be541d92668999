"""The page of a rule: at one key from a flag, read and left by keyboard, about the person shown."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mdt_app.flags.own_packs import take_own_pack
from mdt_app.flags.pack import DEFAULT_PACK, load_pack
from mdt_app.flags.printed import rule_lines
from mdt_app.flags.rule_page import plain
from mdt_app.ui.keys_list import KeysList
from mdt_app.ui.rules.page_html import html_of, inline
from mdt_app.ui.rules.page_view import PageView
from mdt_app.ui.rules.rule_book import RuleBook, show_rules
from tests.spec.write_rules import tables_of
from tests.ui.pointing import at_the_keyboard


@pytest.fixture
def book(meet, meet_shell) -> RuleBook:
    """The page of the first reason, asked for by R."""
    QTest.keyClick(meet, Qt.Key.Key_R)
    return meet_shell.findChild(RuleBook)


def test_r_opens_the_rule_of_the_first_reason_with_what_it_says_of_this_person(book):
    text = book.page.toPlainText()
    assert book.isVisible()
    assert book.shelf.rule == "hba1c-very-high"
    assert "Flagged on 26 Nov 2026: HbA1c 92 mmol/mol — on 3 Nov 2026; above 86" in text
    assert "HbA1c 92 mmol/mol, 3 Nov 2026 — results.csv, row 5" in text
    assert "Cleared by: An HbA1c of 86 mmol/mol or below." in text
    assert f"Pack: {load_pack().called.words}" in text


def test_r_opens_the_rule_at_the_keyboard(meet, meet_shell):
    lines = [line for line in meet.room.reasons.rows if line.isVisible() and line.rule_shown]
    last = lines[-1]
    last.setFocus()
    QTest.keyClick(last, Qt.Key.Key_R)
    assert meet_shell.findChild(RuleBook).shelf.rule == last.rule_shown != lines[0].rule_shown


def test_it_says_the_same_as_the_printed_specification(book, qtbot):
    pack = load_pack()
    for rule in pack.rules:
        printed = PageView("printed")
        qtbot.addWidget(printed)
        printed.show_page("\n".join(rule_lines(rule, tables_of(pack.name))))
        words = printed.toPlainText().split("\n")
        book.open_at(rule.id)
        shown = book.page.toPlainText()
        assert not [line for line in words if line.strip() and line not in shown], rule.id


def test_esc_closes_it_and_the_keyboard_goes_back_where_it_was(meet, book):
    QTest.keyClick(book.page, Qt.Key.Key_Escape)
    assert not book.isVisible()
    assert QApplication.focusWidget() is meet.room.agenda
    assert book.page.toPlainText() == "", "nothing about anybody stays in it"


def test_the_next_rule_and_the_one_before_are_at_the_arrows(book):
    QTest.keyClick(book.page, Qt.Key.Key_Right)
    assert book.shelf.rule == "hba1c-high"
    assert "Not flagged on 26 Nov 2026" in book.page.toPlainText()
    QTest.keyClick(book.page, Qt.Key.Key_Left)
    QTest.keyClick(book.page, Qt.Key.Key_Left)
    assert book.shelf.rule == "hba1c-very-high"
    assert not book.head.previous_button.isEnabled()


def test_the_page_scrolls_by_keyboard(book, meet_shell):
    bar = book.page.verticalScrollBar()
    QTest.keyClick(book.page, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    QTest.keyClick(book.page, Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    QTest.keyClick(book.page, Qt.Key.Key_Home)
    assert bar.value() == 0


def test_typed_words_find_rules_by_title_source_or_threshold(book):
    QTest.keyClick(book.page, Qt.Key.Key_Slash)
    QTest.keyClicks(book.field, "egfr 45")
    titles = [entry.title for entry in book.shelf.entries()]
    assert titles == ["eGFR low", "Metformin with eGFR 30 to 44"]
    QTest.keyClick(book.field, Qt.Key.Key_Down)
    QTest.keyClick(book.field, Qt.Key.Key_Return)
    assert book.shelf.rule == "metformin-egfr-30-44"
    assert QApplication.focusWidget() is book.page


def test_words_that_no_rule_holds_are_answered_in_words(book):
    book.field.setText("nosuchthing")
    assert book.nothing.isVisible()
    assert book.page.toPlainText() == ""
    book.field.setText("")
    assert not book.nothing.isVisible()
    assert book.page.toPlainText()


def test_no_key_acts_on_the_screen_underneath(meet, book):
    before = meet.controller.position
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_A, Qt.Key.Key_1):
        QTest.keyClick(book.page, key)
    assert meet.controller.position == before
    assert not meet.controller.agreeing.agreement.choices


def test_a_networks_own_rule_says_that_it_is_theirs_and_what_it_stands_on(
    ws, meet, meet_shell, tmp_path
):
    path = tmp_path / "network-3.toml"
    path.write_text(
        'name = "network-3"\ntitle = "Network *3*"\nversion = "1"\nreviewed = 2026-11-20\n'
        f'based_on = "{DEFAULT_PACK}"\n'
        '[[change]]\nrule = "hba1c-very-high"\nversion = 2\nwhen.above = 90\n'
        'detail = "above 90"\nwould_clear = "90 or below."\nsource = "Here"\n'
        '[[off]]\nrule = "polypharmacy"\nreason = "The pharmacists have a list."\n'
    )
    take_own_pack(ws, path)
    book = show_rules(meet_shell, ws, "hba1c-very-high")
    text = book.page.toPlainText()
    assert "Pack: Network *3*, version 1 (network-3). Based on Diabetes, England" in text
    assert "The network changed this rule (version 1 below)" in text
    own, shipped = text.split("As it is in Diabetes, England, 2026, version 2026.1")
    assert "above 90 mmol/mol" in own
    assert "86 is not above 86" not in own, "the shipped rule's people are not this one's"
    assert "above 86 mmol/mol" in shipped
    assert "86 is not above 86" in shipped
    book.open_at("hba1c-high")
    assert "70 is high" in book.page.toPlainText()
    book.field.setText("switched off")
    assert [entry.id for entry in book.shelf.entries()] == ["polypharmacy"]
    text = book.page.toPlainText()
    assert "The network switched this rule off: The pharmacists have a list." in text
    assert "10 or more and 14 or less current medicines" in text


def test_another_pack_can_be_looked_into(book):
    names = [book.head.pack_box.itemData(place) for place in range(book.head.pack_box.count())]
    assert names[0] == DEFAULT_PACK
    for place, name in enumerate(names):
        book.head.pack_box.setCurrentIndex(place)
        book.head.pack_box.activated.emit(place)
        assert f"({name})" in book.page.toPlainText()


@pytest.mark.parametrize("size", [(1366, 768), (683, 384)])
def test_nothing_is_cut_off(book, meet_shell, size, qtbot):
    meet_shell.resize(*size)
    qtbot.waitUntil(lambda: meet_shell.width() == size[0])
    assert meet_shell.rect().contains(book.geometry())
    parts = (book.field, book.page, book.head.close_button, book.head.next_button)

    def cut_off() -> list[str]:
        places = {p.accessibleName(): QRect(p.mapTo(book, QPoint(0, 0)), p.size()) for p in parts}
        return [name for name, place in places.items() if not book.rect().contains(place)]

    qtbot.waitUntil(lambda: cut_off() == [])
    assert book.page.horizontalScrollBar().maximum() == 0


def test_somebodys_words_are_never_read_as_marks():
    assert inline(plain("a*b|c`d\\e **f** <b>")) == "a*b|c`d\\e **f** &lt;b&gt;"
    assert "<script>" not in html_of("- <script>alert(1)</script>")
    assert html_of("| a |\n|---|\n| &lt;30 |").count("&lt;30") == 1


def test_all_rules_are_found_by_their_name_from_every_screen(meet_shell):
    QTest.keyClick(meet_shell, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(meet_shell.find_box.field, "rules")
    QTest.keyClick(meet_shell.find_box.field, Qt.Key.Key_Return)
    book = meet_shell.findChild(RuleBook)
    assert book.isVisible()
    assert len(book.shelf.entries()) == len(load_pack().rules) + 1, "and the targets"
    assert QApplication.focusWidget() is book.field
    assert "The person shown" not in book.page.toPlainText()


def test_all_rules_are_opened_by_their_own_key_and_from_the_list_of_keys(meet_shell):
    QTest.keyClick(meet_shell, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    book = meet_shell.findChild(RuleBook)
    assert book.isVisible()
    book.close_book()
    meet_shell.list_keys()
    QTest.mouseClick(meet_shell.findChild(KeysList).rules_button, Qt.MouseButton.LeftButton)
    assert book.isVisible()
    assert not meet_shell.findChild(KeysList).isVisible()


def test_the_screen_says_which_rules_speak(meet):
    assert meet.status().endswith(f"flags: {load_pack().called.words}")


def test_tab_goes_round_in_the_book(book):
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        seen = []
        for _ in range(7):
            QTest.keyClick(at_the_keyboard(), key)
            assert book.isAncestorOf(QApplication.focusWidget())
            seen.append(QApplication.focusWidget())
        assert {book.field, book.page, book.head.close_button, book.head.next_button} <= set(seen)


def test_the_store_can_be_locked_from_the_book(book, meet_shell, qtbot):
    with qtbot.waitSignal(meet_shell.lock_asked):
        QTest.keyClick(book.page, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)


def test_a_click_on_a_source_opens_its_rule(meet, meet_shell):
    line = next(line for line in meet.room.reasons.rows if line.isVisible() and line.rule_shown)
    QTest.mouseClick(line, Qt.MouseButton.LeftButton, pos=line.source_box().center())
    assert meet_shell.findChild(RuleBook).shelf.rule == line.rule_shown
    assert not line.evidence.isVisible(), "nothing else was asked"


def test_the_targets_stand_after_the_rules(book):
    book.open_at("targets")
    text = book.page.toPlainText()
    assert "58" in text
    assert "below 140/90 mmHg (5 lower at home)" in text
    assert load_pack().called.words in text
    assert not book.head.next_button.isEnabled()


def test_ctrl_f_goes_to_the_words_too(book):
    QTest.keyClick(book.page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert book.field.hasFocus()
