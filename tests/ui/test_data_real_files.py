"""Practices' real files looked at again: with another reading, and with other columns."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mdt_app.ui.data.chooser import Chooser
from mdt_app.ui.data.screen import DataScreen
from mdt_app.ui.data.stages import Stage
from tests.intake.files.make import FOLDER
from tests.ui.network import nameless, threads, write_files
from tests.ui.pointing import choose_by_typing
from tests.ui.test_data_controller import TestNumbersController

PREAMBLE = FOLDER / "03-preamble-of-eleven-lines.csv"
PAIRS = FOLDER / "04-dates-and-values-alone.csv"


@pytest.fixture
def working(themed):
    with threads() as made:
        yield made


@pytest.fixture
def screen(ws, working, qtbot):
    made = DataScreen(ws, working.runner, controller=TestNumbersController(ws, working.runner))
    qtbot.addWidget(made)
    made.resize(1300, 690)
    made.show()
    made.activateWindow()
    made.activated()
    return made


def look(screen, working, path):
    screen.look_at([str(path)])
    working.settle()


def reading(screen, what):
    buttons = screen.preview_page.cards[0].readings.buttons
    return next(button for button in buttons if button.guess.what == what)


def choose(screen, working, what, value):
    button = reading(screen, what)
    place = [code for code, _words in button.guess.choices].index(value)
    button.choices.actions()[place].trigger()
    working.settle()


def test_another_heading_row_is_looked_at_and_the_right_one_again(screen, working):
    look(screen, working, PREAMBLE)
    before = screen.preview_page.heading.text()
    right = reading(screen, "heading_row").guess.value
    other = next(code for code, _ in reading(screen, "heading_row").guess.choices if code != right)
    choose(screen, working, "heading_row", other)
    assert screen.stage is Stage.PREVIEWED
    assert screen.preview_page.heading.text() != before
    screen.look_at([str(PREAMBLE)])
    working.settle()
    choose(screen, working, "encoding", "cp1252")
    assert reading(screen, "encoding").text() == "Encoding: Windows-1252"
    assert screen.preview_page.heading.text() == before


def test_a_file_that_cannot_be_read_that_way_says_so_and_can_be_read_as_before(screen, working):
    look(screen, working, PREAMBLE)
    choose(screen, working, "delimiter", ";")
    assert not screen.preview_page.take_in_button.isEnabled()
    assert screen.preview_page.reason.text()
    screen.preview_page.before_button.click()
    working.settle()
    assert screen.preview_page.take_in_button.isEnabled()
    assert screen.preview_page.before_button.isHidden()


def test_ctrl_z_takes_the_last_reading_back_and_then_no_more(screen, working):
    look(screen, working, PREAMBLE)
    choose(screen, working, "encoding", "cp1252")
    screen.undo()
    working.settle()
    assert reading(screen, "encoding").guess.value == "utf-8"
    screen.undo()
    working.settle()
    assert screen.stage is Stage.PREVIEWED
    assert screen.preview_page.before_button.isHidden()


def test_questions_can_be_answered_column_by_column_too(screen, working):
    look(screen, working, PAIRS)
    screen.preview_page.leave_button.setFocus()  # a letter in a question is text
    QTest.keyClick(screen, Qt.Key.Key_C)
    page = screen.columns_page
    assert page.isVisible()
    for place, words in ((7, "hba1c: d"), (8, "hba1c: v"), (9, "weight: d"), (10, "weight: v")):
        page.table.go_to(place - 1)
        QTest.keyClick(page.table, Qt.Key.Key_Return)
        choose_by_typing(page.chooser, words)
    QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    working.settle()
    assert screen.preview_page.isVisible()
    assert screen.preview_page.take_in_button.hasFocus()
    assert screen.preview_page.cards[0].questions == []
    assert nameless(screen) == []


def answer_pairs(screen, working):
    for box, words in zip(screen.preview_page.cards[0].questions, ("hba1c", "total"), strict=True):
        choose_by_typing(box.findChild(Chooser), words)
    working.settle()


def test_what_was_asked_once_is_not_asked_of_the_next_file(screen, working, tmp_path):
    look(screen, working, PAIRS)
    answer_pairs(screen, working)
    QTest.keyClick(screen, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    working.settle()
    assert "remembered for files with these headings" in screen.files_page.news.hint.text()
    later = tmp_path / "december.csv"
    later.write_bytes(PAIRS.read_bytes().replace(b"58", b"59"))
    look(screen, working, later)
    assert screen.preview_page.cards[0].questions == []
    assert screen.preview_page.take_in_button.isEnabled()
    assert reading(screen, "layout").text() == PAIRS.stem


def test_columns_are_remembered_under_the_name_one_gives_them(screen, working):
    look(screen, working, PAIRS)
    answer_pairs(screen, working)
    QTest.keyClick(screen, Qt.Key.Key_C)
    QTest.keyClicks(screen.columns_page.name, "Our diabetes search")
    QTest.keyClick(screen.columns_page.name, Qt.Key.Key_Return)
    working.settle()
    screen.preview_page.leave_button.click()
    look(screen, working, PAIRS)
    assert screen.preview_page.cards[0].questions == []
    assert reading(screen, "layout").text() == "Our diabetes search"


def test_looking_again_that_is_cancelled_leaves_the_preview_as_it_was(
    ws, screen, working, tmp_path
):
    rows = "9990000018,hba1c,2026-11-03,92,mmol/mol\n" * 60_000
    results = "nhs_number,kind,taken_on,value,unit\n" + rows
    screen.look_at([str(path) for path in write_files(tmp_path / "many", results=results)])
    working.settle()
    controller = screen._controller
    before, report = controller.chosen, controller.report
    controller.progressed.connect(controller.cancel)
    controller.read_as(report.files[1], "encoding", "cp1252")
    working.settle()
    assert controller.chosen == before
    assert not controller.may_read_as_before
    assert controller.report is report
    assert screen.preview_page.isVisible()
    assert controller.may_take_in
