"""What is asked before files can be taken in, and how the answers come to be wishes."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from mdt_app.errors import UserError
from mdt_app.intake.import_report import ImportReport
from mdt_app.intake.rows import ColumnRead, Counts, FileReport, Guess, Question
from mdt_app.register.values import Practice
from mdt_app.ui.data.chooser import Chooser
from mdt_app.ui.data.chosen import ALL, Chosen, Said, paths_of
from mdt_app.ui.data.preview_page import PreviewPage
from mdt_app.ui.data.questions import GO_ON, RIGHT_FILE
from mdt_app.ui.data.readings import ReadingButton
from tests.ui.network import collected, nameless
from tests.ui.pointing import choose_by_typing

LIST, BOOK = Path("/x/list.csv"), Path("/x/book.xlsx")
CHOICES = ("hba1c", "blood_pressure", "cholesterol", "weight", "ignored")
COLUMNS = [
    ColumnRead(1, "NHS Number", "person.nhs_number", ("999 000 0018",)),
    ColumnRead(2, "Date", "group.date@1", ("14/02/2026",)),
    ColumnRead(3, "Value", "group.value@1", ("58", "61", "7.4 %")),
    ColumnRead(4, "Date", "group.date@2", ("15/02/2026",)),
    ColumnRead(5, "Value", "group.value@2", ("82",)),
    ColumnRead(6, "HbA1c", "result.hba1c.value@1", ("60",)),
]
PAIR = Question("columns", "2", "Date and Value", ("58", "61", "7.4 %"), CHOICES)
OTHER_PAIR = Question("columns", "4", "Date and Value", ("82",), CHOICES)
SHEETS = Question("sheet", "sheet", "book.xlsx", choices=("People", "Results", ALL))
PRACTICE = Question("practice", "practice", "", choices=("Y00001",))
CUT_SHORT = Question(
    "accept", "", "This file may be cut short.", ("Row 812 says 'Complete results are available'.",)
)
GUESSES = [
    Guess("encoding", "cp1252", "Windows-1252", (("cp1252", "Windows-1252"), ("utf-8", "UTF-8"))),
    Guess("delimiter", ";", "semicolons", ((",", "commas"), (";", "semicolons"))),
    Guess("heading_row", "7", "row 7", (("1", "row 1"), ("7", "row 7"))),
    Guess("sheet", "Results", "Results", ()),
    Guess("filled_down", "yes", "same person as above", (("yes", "same"), ("no", "nothing"))),
]
REFUSAL = UserError("A question is open.", "Answer it.")


def report(*questions, name="list.csv", **more):
    return FileReport(name, "emis-list-report", columns=COLUMNS, questions=list(questions), **more)


@pytest.fixture
def page(themed, qtbot):
    made = PreviewPage()
    qtbot.addWidget(made)
    made.resize(1200, 680)
    made.show()
    made.activateWindow()
    return made


def show(page, *reports, refusal=REFUSAL):
    practices = [Practice("Y00001", "Alder Road"), Practice("Y00002", "Birch Lane")]
    page.show_report(ImportReport(list(reports), refusal=refusal), practices)
    QApplication.processEvents()


def choosers(page):
    return [
        box.findChild(Chooser)
        for card in page.cards
        for box in card.questions
        if box.findChild(Chooser)
    ]


def words_of(page):
    return [label.text() for label in page.findChildren(QLabel)]


# --- asking -------------------------------------------------------------------------------------


def test_a_pair_of_columns_is_asked_about_in_a_sentence_with_samples_beside(page):
    show(page, report(PAIR))
    words = words_of(page)
    assert "This Date and Value are:" in words
    assert "columns B and C, for example 58 · 61 · 7.4 %" in words
    chooser = choosers(page)[0]
    offered = [chooser.itemText(place) for place in range(chooser.count())]
    assert offered == ["HbA1c", "Blood pressure", "Total cholesterol", "Weight", "Not needed"]


def test_a_choice_is_found_by_any_part_of_its_words(page):
    answers = collected(page.answers_given)
    show(page, report(PAIR))
    choose_by_typing(choosers(page)[0], "chol")
    assert [choice for _report, _question, choice in answers[0]] == ["cholesterol"]


def test_words_that_are_no_choice_answer_nothing_and_go_when_left(page):
    answers = collected(page.answers_given)
    show(page, report(PAIR))
    choose_by_typing(choosers(page)[0], "bananas")
    page.leave_button.setFocus()
    assert answers == []
    assert choosers(page)[0].field.text() == ""


def test_the_wheel_over_a_question_answers_nothing(page):
    answers = collected(page.answers_given)
    show(page, report(PAIR))
    none = Qt.KeyboardModifier.NoModifier
    wheel = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton, none,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(choosers(page)[0], wheel)
    assert choosers(page)[0].choice() == ""
    assert answers == []


def test_the_keyboard_begins_at_the_first_question(page):
    show(page, report(PAIR, OTHER_PAIR))
    assert choosers(page)[0].hasFocus()


def test_files_are_looked_at_again_only_after_the_last_answer(page):
    answers = collected(page.answers_given)
    show(page, report(PAIR, OTHER_PAIR))
    choose_by_typing(choosers(page)[0], "hba1c")
    assert answers == []
    assert page.reason.text() == "1 question to go"
    choose_by_typing(choosers(page)[1], "weight")
    assert [choice for _report, _question, choice in answers[0]] == ["hba1c", "weight"]


def test_an_answer_can_be_changed_before_the_last_one(page):
    answers = collected(page.answers_given)
    show(page, report(PAIR, OTHER_PAIR))
    choose_by_typing(choosers(page)[0], "hba1c")
    choosers(page)[0].field.selectAll()
    choose_by_typing(choosers(page)[0], "weight")
    choose_by_typing(choosers(page)[1], "blood")
    assert [choice for _report, _question, choice in answers[0]] == ["weight", "blood_pressure"]


def test_a_practice_is_said_once_for_all_files(page):
    answers = collected(page.answers_given)
    show(page, report(PRACTICE), report(PRACTICE, name="other.csv"))
    choose_by_typing(choosers(page)[0], "birch")
    assert [choice for _report, _question, choice in answers[0]] == ["Y00002"]


def test_sheets_are_buttons_and_one_click_answers(page):
    answers = collected(page.answers_given)
    show(page, report(SHEETS, name="book.xlsx"))
    buttons = {each.text(): each for each in page.cards[0].questions[0].findChildren(QPushButton)}
    assert list(buttons) == ["People", "Results", "All of them"]
    buttons["All of them"].click()
    assert [choice for _report, _question, choice in answers[0]] == [ALL]


# --- warnings that stop -------------------------------------------------------------------------


def cut_short():
    counts = {"patients": Counts(new=212)}
    return report(CUT_SHORT, counts=counts, rows=212)


def test_a_warning_that_stops_says_what_was_seen_and_enter_does_not_take_it(page):
    answers = collected(page.answers_given)
    show(page, cut_short())
    words = words_of(page)
    assert "! This file may be cut short." in words
    assert "Row 812 says 'Complete results are available'." in words
    assert not page.take_in_button.isEnabled()
    assert page.reason.text() == "1 question is open."
    assert page.leave_button.hasFocus()
    assert answers == []


def test_each_file_that_may_be_cut_short_is_accepted_by_itself(page):
    answers = collected(page.answers_given)
    show(page, cut_short(), report(CUT_SHORT, name="other.csv"))
    for card in page.cards:
        assert answers == []
        next(each for each in card.findChildren(QPushButton) if each.text() == GO_ON).click()
    assert len(answers[0]) == 2


def test_a_file_that_may_be_the_wrong_one_is_said_to_be_right_not_complete(page):
    other = Question("accept", "file", "This file no longer has 'HbA1c'. Is it the right one?")
    show(page, report(other))
    assert RIGHT_FILE in [each.text() for each in page.cards[0].findChildren(QPushButton)]


# --- what the answers become --------------------------------------------------------------------


def said(question, choice, about=None, path=LIST):
    return Chosen((path,)).answered(Said(path, question, choice), about or report(question))


def test_a_pair_becomes_two_columns_that_belong_together():
    columns = said(PAIR, "blood_pressure").wishes.of(LIST).columns
    assert columns == {2: "result.blood_pressure.date@1", 3: "result.blood_pressure.value@1"}


def test_a_kind_that_another_column_has_becomes_a_set_of_its_own():
    columns = said(PAIR, "hba1c").wishes.of(LIST).columns
    assert columns == {2: "result.hba1c.date@2", 3: "result.hba1c.value@2"}


def test_two_pairs_of_one_kind_are_two_sets():
    both = said(PAIR, "weight").answered(Said(LIST, OTHER_PAIR, "weight"), report())
    assert both.wishes.of(LIST).columns == {
        2: "result.weight.date@1",
        3: "result.weight.value@1",
        4: "result.weight.date@2",
        5: "result.weight.value@2",
    }


def test_a_value_and_a_date_asked_one_by_one_come_together():
    columns = [ColumnRead(1, "Reading", ""), ColumnRead(2, "Date taken", "")]
    about = FileReport("list.csv", "", columns=columns)
    chosen = Chosen((LIST,))
    for place in ("1", "2"):
        chosen = chosen.answered(Said(LIST, Question("columns", place, ""), "egfr"), about)
    assert chosen.wishes.of(LIST).columns == {1: "result.egfr.value@1", 2: "result.egfr.date@1"}


def test_what_is_not_needed_is_ignored_with_all_that_belongs_to_it():
    assert said(PAIR, "ignored").wishes.of(LIST).columns == {2: "ignored", 3: "ignored"}


def test_answers_about_several_columns_add_up():
    chosen = said(PAIR, "weight")
    chosen = chosen.answered(Said(LIST, OTHER_PAIR, "bmi"), report())
    assert sorted(chosen.wishes.of(LIST).columns) == [2, 3, 4, 5]


def test_practice_sheet_and_acceptance_become_wishes():
    assert said(PRACTICE, "Y00002").wishes.practice == "Y00002"
    assert said(SHEETS, "Results", path=BOOK).wishes.of(BOOK).sheets == ("Results",)
    assert said(SHEETS, ALL, path=BOOK).wishes.of(BOOK).sheets == ("People", "Results")
    assert said(CUT_SHORT, "accept").wishes.is_accepted
    assert not said(PRACTICE, "Y00002").wishes.is_accepted


@pytest.mark.parametrize(
    ("what", "value", "field", "answer"),
    [
        ("encoding", "utf-8", "encoding", "utf-8"),
        ("delimiter", ",", "delimiter", ","),
        ("heading_row", "3", "heading_row", 3),
        ("sheet", "People", "sheets", ("People",)),
        ("filled_down", "no", "filled_down", "no"),
        ("layout", "npda", "layout", "npda"),
    ],
)
def test_every_guess_can_be_answered_otherwise(what, value, field, answer):
    chosen = Chosen((LIST,)).read_as(LIST, what, value)
    assert getattr(chosen.wishes.of(LIST), field) == answer


def test_what_was_said_of_columns_goes_when_the_columns_move():
    chosen = said(PAIR, "weight")
    assert chosen.read_as(LIST, "heading_row", "3").wishes.of(LIST).columns == {}
    assert chosen.read_as(LIST, "encoding", "utf-8").wishes.of(LIST).columns != {}


def test_a_report_is_about_its_file_even_where_two_have_one_name():
    paths = [Path("/a/list.csv"), Path("/b/list.csv"), BOOK, LIST]
    names = ["list.csv", "list.csv", "book.xlsx · People", "book.xlsx · Results", "list.csv"]
    found = paths_of([FileReport(name, "") for name in names], paths)
    assert found == [paths[0], paths[1], BOOK, BOOK, LIST]


# --- how a file was read ------------------------------------------------------------------------


def test_every_guess_is_said_in_words(page):
    show(page, report(guesses=GUESSES), refusal=None)
    shown = words_of(page) + [each.text() for each in page.findChildren(ReadingButton)]
    for words in (
        "Encoding: Windows-1252",
        "Separated by semicolons",
        "Headings in row 7",
        "Sheet: Results",
        "Blank cells: same person as above",
    ):
        assert words in shown
    assert "EMIS Web list report with events" in shown


def test_choosing_another_reading_says_so_and_the_same_one_does_not(page):
    said = []
    page.read_as.connect(lambda report, what, value: said.append((report.name, what, value)))
    show(page, report(guesses=GUESSES), refusal=None)
    separator = page.cards[0].readings.buttons[1]
    separator.choices.actions()[1].trigger()
    assert said == []
    separator.choices.actions()[0].trigger()
    assert said == [("list.csv", "delimiter", ",")]


def test_a_reading_opens_its_choices_by_keyboard(page):
    show(page, report(guesses=GUESSES), refusal=None)
    encoding = page.cards[0].readings.buttons[0]
    QTest.keyClick(encoding, Qt.Key.Key_Space)
    assert encoding.choices.isVisible()
    encoding.choices.close()
    assert "Choose another" in encoding.accessibleName()


def test_what_changed_since_last_time_and_who_is_gone_is_on_the_card(page):
    changes = ["The column 'IFCC HbA1c' is gone."]
    show(page, report(changes=changes), refusal=None)
    words = "! Since last time the headings changed. The column 'IFCC HbA1c' is gone."
    assert words in words_of(page)


def test_everything_on_a_card_has_a_name(page):
    show(page, report(PAIR, PRACTICE, guesses=GUESSES), report(SHEETS), cut_short())
    assert nameless(page) == []


@pytest.mark.parametrize("size", [(1290, 690), (610, 300)])
def test_nothing_on_a_card_is_cut_off_whatever_the_windows_size(page, size):
    page.resize(*size)
    show(page, report(PAIR, PRACTICE, guesses=GUESSES), cut_short())
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    for card in page.cards:
        assert card.width() <= page.area.viewport().width()
        for label in card.findChildren(QLabel):
            if label.isVisible():
                assert label.width() >= min(label.sizeHint().width(), 200), label.text()
                right = label.mapTo(card, label.rect().topRight()).x()
                assert right <= card.width(), label.text()
