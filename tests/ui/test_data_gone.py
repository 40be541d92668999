"""People whom a practice's extract no longer names: said, listed, never deleted."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mdt_app.ui.data.gone_page import COLUMNS
from mdt_app.ui.data.screen import DataScreen
from tests.intake.files.make import FOLDER
from tests.ui.network import nameless, threads
from tests.ui.test_data_controller import TestNumbersController, everyone

OCTOBER, NOVEMBER = FOLDER / "21-october.csv", FOLDER / "21-november.csv"


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
    take_in(made, working, OCTOBER)
    return made


def look(screen, working, path):
    screen.look_at([str(path)])
    working.settle()


def take_in(screen, working, path):
    look(screen, working, path)
    screen.preview_page.take_in_button.click()
    working.settle()


def gone(screen):
    return [[column.text(line) for column in COLUMNS] for line in screen.gone_page.table.rows.shown]


def test_a_preview_counts_who_is_gone_and_lists_them_on_a_key(screen, working):
    look(screen, working, NOVEMBER)
    card = screen.preview_page.cards[0]
    number = len(card.report.gone)
    assert number
    assert card.gone_button.text().startswith(f"{number} p")
    QTest.keyClick(screen, Qt.Key.Key_G)
    assert screen.gone_page.isVisible()
    assert len(gone(screen)) == number
    QTest.keyClick(screen.gone_page.table, Qt.Key.Key_Escape)
    assert screen.preview_page.isVisible()


def test_who_is_gone_stays_in_the_store_and_is_listed_from_the_first_page(ws, screen, working):
    before = everyone(ws)
    assert screen.files_page.gone_button.isHidden()
    take_in(screen, working, NOVEMBER)
    assert set(before) <= set(everyone(ws))
    assert "nobody was deleted" in screen.files_page.news.hint.text()
    assert screen.files_page.gone_button.text() == "1 person no longer in the extract…"
    QTest.keyClick(screen, Qt.Key.Key_G)
    assert gone(screen)[0][3].startswith("21-november.csv, ")
    assert nameless(screen) == []
    QTest.keyClick(screen.gone_page.table, Qt.Key.Key_Escape)
    assert screen.files_page.isVisible()


def test_nobody_is_gone_any_more_once_that_is_taken_back(screen, working):
    take_in(screen, working, NOVEMBER)
    screen.undo()
    working.settle()
    assert screen.files_page.gone_button.isHidden()
