"""Data as somebody at the keyboard meets it."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from mdt_app.intake.import_report import ImportReport
from mdt_app.intake.rows import Counts, FileReport, Problem
from mdt_app.ui.data.chooser import Chooser
from mdt_app.ui.data.file_card import FileCard
from mdt_app.ui.data.preview_page import PreviewPage
from mdt_app.ui.data.problems import COLUMNS, ProblemsTable, lines_of, matching
from mdt_app.ui.data.screen import DataScreen
from mdt_app.ui.data.wording import brought, counted, file_line, summary
from mdt_app.ui.plain_table import PlainTable
from mdt_app.ui.prepare.surroundings import read_surroundings
from mdt_app.ui.theme import apply_theme
from tests.invented import TODAY
from tests.ui.network import EVERYONE, RESULTS, nameless, threads, write_files
from tests.ui.pointing import choose_by_typing
from tests.ui.test_data_controller import TestNumbersController, everyone, without_practice

BAD = RESULTS + (
    "9990000018,hba1c,2026-13-45,60,mmol/mol\n"
    "9990000018,hba1c,2026-10-01,600,mmol/mol\n"
    "9990000017,hba1c,2026-10-01,60,mmol/mol\n"
)


@pytest.fixture
def working(qapp):
    apply_theme(qapp)
    with threads() as made:
        yield made


@pytest.fixture
def screen(ws, working, qtbot):
    made = DataScreen(ws, working.runner, controller=TestNumbersController(ws, working.runner))
    qtbot.addWidget(made)
    made.resize(1300, 690)
    made.show()
    made.activated()
    return made


def words_in(widget):
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]


def look(screen, working, paths):
    screen.look_at([str(path) for path in paths])
    working.settle()


def test_the_first_time_it_says_what_goes_here(screen):
    assert screen.files_page.nothing.isVisible()
    assert screen.files_page.choose_button.hasFocus()
    assert not screen.files_page.undo_button.isEnabled()
    assert screen.status() == "Nothing taken in yet"


def test_a_preview_has_a_card_for_each_file_with_its_counts(screen, working, tmp_path):
    look(screen, working, write_files(tmp_path / "f"))
    assert [card.report.name for card in screen.preview_page.cards] == [
        "patients.csv",
        "results.csv",
    ]
    words = words_in(screen.preview_page.cards[0])
    assert "plain layout · UTF-8 · 6 rows" in words
    assert words[words.index("People") + 1] == "6"
    assert screen.preview_page.take_in_button.hasFocus()


def test_every_problem_names_file_row_column_value_reason_and_hint(screen, working, tmp_path):
    look(screen, working, write_files(tmp_path / "f", results=BAD))
    shown = screen.preview_page.problems.table.rows.shown
    texts = [[column.text(line) for column in COLUMNS] for line in shown]
    assert [(text[0], text[1]) for text in texts] == [
        ("results.csv", "10"), ("results.csv", "11"), ("results.csv", "12"),
    ]  # fmt: skip
    assert all(all(text) for text in texts)


def test_ctrl_enter_takes_in_and_the_list_says_who_and_what(ws, screen, working, tmp_path):
    look(screen, working, write_files(tmp_path / "f"))
    QTest.keyClick(screen, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    working.settle()
    assert everyone(ws) == list(EVERYONE)
    texts = [
        screen.files_page.history.rows.index(0, column).data()
        for column in range(screen.files_page.history.rows.columnCount())
    ]
    assert texts[0] == "results.csv"
    assert texts[2] == ws.user
    assert texts[4] == "8 results"


def test_files_dropped_are_looked_at(ws, screen, working, tmp_path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in write_files(tmp_path / "f")])
    event = QDropEvent(
        QPointF(20, 20),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    screen.dropEvent(event)
    working.settle()
    assert len(screen.preview_page.cards) == 2
    assert everyone(ws) == []


def test_a_refused_file_says_why_and_what_to_do_and_cannot_be_taken_in(screen, working, tmp_path):
    letter = tmp_path / "letter.pdf"
    letter.write_bytes(b"%PDF-1.7 not for us")
    look(screen, working, [*write_files(tmp_path / "f"), letter])
    refused = next(card for card in screen.preview_page.cards if card.is_refused)
    words = words_in(refused)
    assert any(word.startswith("✕ letter.pdf") for word in words)
    assert any("Export" in word for word in words)
    assert not screen.preview_page.take_in_button.isEnabled()


def test_the_practice_can_be_said_where_it_is_missing(ws, screen, working, tmp_path):
    look(screen, working, write_files(tmp_path / "f", patients=without_practice())[:1])
    chooser = screen.preview_page.cards[0].findChild(Chooser)
    assert not screen.preview_page.take_in_button.isEnabled()
    assert chooser.hasFocus()
    choose_by_typing(chooser, "y00003")
    working.settle()
    assert screen.preview_page.take_in_button.isEnabled()
    screen.preview_page.take_in_button.click()
    working.settle()
    assert everyone(ws) == list(EVERYONE)


def test_leaving_the_files_goes_back_and_keeps_nothing(ws, screen, working, tmp_path):
    look(screen, working, write_files(tmp_path / "f"))
    screen.preview_page.leave_button.click()
    assert screen.files_page.isVisible()
    assert everyone(ws) == []


def test_undo_asks_first_and_says_what_goes(ws, screen, working, tmp_path):
    look(screen, working, write_files(tmp_path / "f"))
    screen.preview_page.take_in_button.click()
    working.settle()
    screen.files_page.undo_button.click()
    working.settle()
    assert screen.files_page.question_words.text().startswith("Take back 2 files of ")
    screen.files_page.keep_button.click()
    assert everyone(ws) == list(EVERYONE)
    screen.files_page.undo_button.click()
    working.settle()
    screen.files_page.agree_button.click()
    working.settle()
    assert everyone(ws) == []
    assert screen.files_page.history.rows.index(0, 6).data() == "taken back"
    assert screen.status() == "Nothing taken in yet"
    with ws.vault.reading() as reading:
        assert read_surroundings(reading, TODAY).newest is None


def test_the_page_for_whoever_makes_the_searches_is_written(screen, working, tmp_path):
    screen.files_page.searches_button.click()
    assert screen.dialog.windowTitle() == "Save the page as"
    screen.dialog.close()
    screen.write_searches(str(tmp_path / "searches.pdf"))
    working.settle()
    assert (tmp_path / "searches.pdf").read_bytes().startswith(b"%PDF")


def test_every_control_says_its_name(screen, working, tmp_path):
    assert nameless(screen) == []
    look(screen, working, write_files(tmp_path / "f", patients=without_practice(), results=BAD))
    assert nameless(screen) == []


def problem(row, **more):
    return Problem(row, "value", "600", "Not plausible", "Check the unit.", **more)


REPORT = FileReport(
    "results.csv",
    "plain",
    "utf-8",
    9000,
    {"results": Counts(new=8000, same=5, rejected=2, held=1, no_value=4)},
    [problem(7), problem(9, is_held=True), problem(12, is_cell=True)],
    [f"warning {number}" for number in range(6)],
)


def test_problems_narrow_by_sort_and_words_and_say_how_many_are_hidden(qtbot):
    table = ProblemsTable()
    qtbot.addWidget(table)
    table.show_problems([REPORT])
    assert table.heading.text() == "3 problems"
    table.segments._group.button(2).click()
    assert [line.problem.row for line in table.table.rows.shown] == [9]
    assert table.shown_words.text() == "2 problems hidden"
    table.segments._group.button(0).click()
    QTest.keyClicks(table.words, "12")
    assert [line.problem.row for line in table.table.rows.shown] == [12]


def test_rows_sort_as_numbers():
    report = FileReport("r.csv", "plain", problems=[problem(12), problem(9), problem(100)])
    table = ProblemsTable()
    table.show_problems([report])
    table.table.rows.sort(1)
    assert [line.problem.row for line in table.table.rows.shown] == [9, 12, 100]


def test_the_sorts_of_problems_add_up_to_all():
    lines = lines_of([REPORT])
    parts = [matching(lines, code, "") for code in ("rejected", "held", "cell")]
    assert sum(map(len, parts)) == len(matching(lines, "all", "")) == len(REPORT.problems)


def test_a_card_shows_every_count_that_is_not_nothing(qtbot):
    card = FileCard(REPORT, [])
    qtbot.addWidget(card)
    words = words_in(card)
    for heading, number in (("New", "8\xa0000"), ("Held back", "1"), ("Set aside", "2")):
        assert heading in words
        assert number in words
    assert "No value" in words
    assert "Corrected" not in words


def test_warnings_that_do_not_fit_are_counted_and_can_be_read(qtbot):
    card = FileCard(REPORT, [])
    qtbot.addWidget(card)
    assert "! warning 5" not in words_in(card)
    assert card.more_button.text() == "2 more warnings…"
    card.more_button.click()
    assert "! warning 5" in words_in(card)


def test_numbers_and_nouns_agree():
    assert (counted(91804, "file"), counted(1, "file"), counted(0, "file")) == (
        "91\xa0804 files", "1 file", "0 files",
    )  # fmt: skip
    assert file_line(REPORT) == "plain layout · UTF-8 · 9\xa0000 rows"
    assert brought({"patients": Counts(new=1)}) == "1 person"
    assert brought({}) == "nothing"
    assert summary([REPORT]) == "8\xa0000 new, 0 changed, 5 same, 3 set aside or held back"


def test_the_model_holds_to_qts_rules(qapp, qtmodeltester):
    table = PlainTable(COLUMNS, (10,) * len(COLUMNS), name="Problems", wide=0)
    table.show_rows(lines_of([REPORT]), lambda one, other: one is other)
    qtmodeltester.check(table.rows)


def test_files_without_one_usable_row_say_so_in_a_sentence(qtbot):
    page = PreviewPage()
    qtbot.addWidget(page)
    problems = [
        Problem(row, "nhs_number", "9990000018", "A number kept for testing", "Numbers are 999.")
        for row in (2, 3)
    ]
    report = FileReport(
        "p.csv", "plain", "utf-8", 2, {"patients": Counts(rejected=2)}, problems=problems
    )
    page.show_report(ImportReport([report]), [])
    assert page.summary.text() == (
        "Nothing here can be taken in: 2 rows are set aside. "
        "A number kept for testing: numbers are 999."
    )
    assert not page.take_in_button.isEnabled()


def test_files_with_one_usable_row_can_be_taken_in(qtbot):
    page = PreviewPage()
    qtbot.addWidget(page)
    page.show_report(ImportReport([REPORT]), [])
    assert page.take_in_button.isEnabled()
