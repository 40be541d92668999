"""The page of a file's columns, and the words its columns are taken for."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mdt_app.intake.columns.meanings import is_meaning
from mdt_app.intake.rows import ColumnRead, FileReport
from mdt_app.ui.data.column_answers import column_letters, numbered
from mdt_app.ui.data.columns_page import COLUMNS, ColumnsPage
from mdt_app.ui.data.meanings import column_choices, meaning_words
from tests.ui.network import collected, nameless
from tests.ui.pointing import choose_by_typing

REPORT = FileReport(
    "list.csv",
    "emis-list-report",
    columns=[
        ColumnRead(1, "NHS Number", "person.nhs_number", ("999 000 0018",)),
        ColumnRead(2, "Date", "result.weight.date", ("14/02/2026",)),
        ColumnRead(3, "Value", "result.weight.value", ("58", "61", "70")),
        ColumnRead(4, "Date", "", ("15/02/2026",)),
        ColumnRead(5, "Reading", "", ("82", "84")),
        ColumnRead(6, "", "ignored", ()),
    ],
)


@pytest.fixture
def page(themed, qtbot):
    made = ColumnsPage()
    qtbot.addWidget(made)
    made.resize(1200, 680)
    made.show()
    made.activateWindow()
    made.show_columns(REPORT)
    return made


def texts(page):
    return [[column.text(line) for column in COLUMNS] for line in page.table.rows.shown]


def go_to(page, place):
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    for _ in range(place - 1):
        QTest.keyClick(page.table, Qt.Key.Key_Down)


def say(page, place, words):
    go_to(page, place)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    choose_by_typing(page.chooser, words)


def test_every_column_is_listed_with_its_place_heading_samples_and_meaning(page):
    assert texts(page)[2] == ["3 C", "Value", "58 · 61 · 70", "Weight: value"]
    assert texts(page)[4] == ["5 E", "Reading", "82 · 84", "Not known"]
    assert texts(page)[5] == ["6 F", "(no heading)", "(empty)", "Not needed"]


def test_a_column_is_changed_by_keyboard_alone(page):
    said = []
    page.columns_chosen.connect(lambda report, columns: said.append((report.name, columns)))
    assert not page.look_button.isEnabled()
    say(page, 4, "bmi: d")
    assert page.table.hasFocus()
    say(page, 5, "bmi: v")
    assert texts(page)[4][3] == "BMI: value · changed"
    assert page.reason.text().startswith("2 columns changed")
    page.look_button.click()
    assert said == [("list.csv", {4: "result.bmi.date", 5: "result.bmi.value"})]


def test_typing_on_a_column_begins_the_search(page):
    go_to(page, 5)
    QTest.keyClicks(page.table, "h")
    assert page.chooser.hasFocus()
    assert page.chooser.field.text() == "h"


def test_a_column_put_back_as_it_was_is_not_changed(page):
    say(page, 3, "height: v")
    say(page, 3, "weight: v")
    assert page.changed() == {}
    assert not page.look_button.isEnabled()


def test_a_second_set_of_one_kind_gets_its_own_number(page):
    say(page, 4, "weight: date")
    say(page, 5, "weight: value")
    assert page.changed() == {4: "result.weight.date@2", 5: "result.weight.value@2"}


def test_esc_goes_from_the_choice_to_the_table_and_from_there_back(page):
    left = collected(page.left)
    go_to(page, 4)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    QTest.keyClick(page.chooser, Qt.Key.Key_Escape)
    assert page.table.hasFocus()
    assert left == []
    QTest.keyClick(page.table, Qt.Key.Key_Escape)
    assert len(left) == 1


def test_used_and_not_used_add_up_to_all(page):
    page.segments.segment("used").click()
    used = len(texts(page))
    page.segments.segment("unused").click()
    assert used + len(texts(page)) == len(REPORT.columns)


def test_only_what_was_looked_at_can_be_remembered_and_only_under_a_name(page):
    asked = []
    page.remember_asked.connect(lambda report, name: asked.append((report.name, name)))
    assert not page.remember_button.isEnabled()
    QTest.keyClicks(page.name, "Our diabetes search")
    assert page.remember_button.isEnabled()
    say(page, 4, "bmi: d")
    assert not page.remember_button.isEnabled()
    QTest.keyClick(page.name, Qt.Key.Key_Return)
    assert asked == []
    page.show_columns(REPORT)
    QTest.keyClicks(page.name, "Our diabetes search")
    QTest.keyClick(page.name, Qt.Key.Key_Return)
    assert asked == [("list.csv", "Our diabetes search")]


def test_every_control_has_a_name(page):
    assert nameless(page) == []


def test_everything_offered_is_a_meaning_that_is_said_in_words():
    words = [words for _code, words in column_choices()]
    assert len(words) == len(set(words))
    for code, said in column_choices():
        assert is_meaning(code)
        assert "_" not in said
        assert "." not in said


@pytest.mark.parametrize(
    ("meaning", "words"),
    [
        ("result.hba1c.value@2", "HbA1c: value, set 2"),
        ("result.blood_pressure.systolic", "Blood pressure: systolic"),
        ("person.born_on", "Date of birth"),
        ("event.foot_check.date@1", "Foot check: date"),
        ("group.term@3", "Coded entry: code term, set 3"),
        (
            "result.height.date@2+result.weight.date@2",
            "Height: date, set 2 and Weight: date, set 2",
        ),
        ("ignored", "Not needed"),
        ("", "Not known"),
    ],
)
def test_a_meaning_is_said_in_a_nurses_words(meaning, words):
    assert meaning_words(meaning) == words


def test_a_person_has_no_second_set():
    columns = [ColumnRead(1, "DOB", "person.born_on")]
    assert numbered("person.born_on", 2, columns) == "person.born_on"


def test_columns_are_called_as_a_spreadsheet_calls_them():
    assert [column_letters(place) for place in (1, 26, 27, 52, 703)] == [
        "A", "Z", "AA", "AZ", "AAA",
    ]  # fmt: skip
