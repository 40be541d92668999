"""What is said after files were taken in or back, and the ways on from there."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mdt_app.intake.rows import Counts, FileReport
from mdt_app.meeting.nominations import nominate
from mdt_app.meeting.values import Nomination
from mdt_app.ui.data.screen import DataScreen
from mdt_app.ui.data.sentences import came_of_it, would_be
from tests.ui.network import EVERYONE, collected, threads, write_files
from tests.ui.test_data_controller import TestNumbersController, everyone

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def expected_warnings():
    return ["shown to user"]


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
    working.settle()
    return made


def take_in(screen, working, paths):
    screen.look_at([str(path) for path in paths])
    working.settle()
    QTest.keyClick(screen, Qt.Key.Key_Return, CTRL)
    working.settle()


def test_one_sentence_says_what_came_of_it_and_leads_to_the_list(screen, working, tmp_path):
    places = collected(screen.place_asked)
    take_in(screen, working, write_files(tmp_path / "f"))
    news = screen.files_page.news
    assert news.words.text() == "✓  6 people and 8 results are new."
    assert news.list_button.hasFocus()
    QTest.keyClick(news.list_button, Qt.Key.Key_Space)
    assert places == ["prepare"]
    assert news.isHidden()


def test_only_one_button_is_green_at_a_time(screen, working, tmp_path):
    assert screen.files_page.choose_button.property("role") == "primary"
    take_in(screen, working, write_files(tmp_path / "f"))
    assert screen.files_page.choose_button.property("role") != "primary"
    screen.undo()
    working.settle()
    assert screen.files_page.choose_button.property("role") == "primary"


def test_ctrl_z_takes_back_at_once_what_was_just_taken_in_and_it_can_be_repeated(
    ws, screen, working, tmp_path
):
    take_in(screen, working, write_files(tmp_path / "f"))
    screen.undo()
    working.settle()
    assert everyone(ws) == []
    news = screen.files_page.news
    assert news.words.text() == "✓  2 files taken back."
    news.again_button.click()
    working.settle()
    assert everyone(ws) == list(EVERYONE)


def test_ctrl_z_asks_before_it_takes_back_an_earlier_import(ws, screen, working, tmp_path):
    files = write_files(tmp_path / "f")
    take_in(screen, working, files)
    screen.look_at([str(files[0])])
    working.settle()
    screen.preview_page.leave_button.click()
    screen.undo()
    working.settle()
    assert everyone(ws) == list(EVERYONE)
    assert screen.files_page.question_words.text().startswith("Take back 2 files of ")


def test_what_was_built_on_an_import_is_said_and_it_is_kept(ws, screen, working, tmp_path):
    take_in(screen, working, write_files(tmp_path / "f"))
    nominate(ws, Nomination(EVERYONE[0], True, "What next?", "", asked="agreed"))
    page = screen.files_page
    page.undo_button.click()
    working.settle()
    assert "something has been entered about 1 of the people" in page.question_words.text()
    assert page.agree_button.isHidden()
    assert page.keep_button.text() == "Close"
    assert everyone(ws) == list(EVERYONE)


def test_an_undo_that_cannot_be_done_says_why(ws, screen, working, tmp_path):
    failed = collected(screen._controller.failed)
    take_in(screen, working, write_files(tmp_path / "f"))
    nominate(ws, Nomination(EVERYONE[0], True, "What next?", "", asked="agreed"))
    screen.undo()
    working.settle()
    assert "something has been entered" in failed[0].message
    assert everyone(ws) == list(EVERYONE)


def counted(**counts):
    return [FileReport("list.csv", "plain", counts=counts)]


@pytest.mark.parametrize(
    ("counts", "would", "did"),
    [
        (
            {"patients": Counts(new=612), "results": Counts(new=9180, rejected=12)},
            "612 people and 9\xa0180 results would be new; 12 rows wait for you",
            "612 people and 9\xa0180 results are new; 12 rows wait for you",
        ),
        ({"patients": Counts(new=1)}, "1 person would be new", "1 person is new"),
        (
            {"patients": Counts(changed=2), "results": Counts(superseded=1, held=1)},
            "2 people would change; 1 result would be corrected; 1 row waits for you",
            "2 people changed; 1 result corrected; 1 row waits for you",
        ),
        ({"results": Counts(same=8)}, "Nothing here would be new", "Nothing was new"),
    ],
)
def test_the_sentence_before_and_after(counts, would, did):
    assert would_be(counted(**counts)) == would
    assert came_of_it(counted(**counts)) == did
