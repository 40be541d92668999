"""Rows that wait, mended at the keyboard, on a real store."""

import csv

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from mdt_app.intake.importing import take_in
from mdt_app.intake.rows import Problem
from mdt_app.intake.set_aside import SetAside
from mdt_app.intake.wishes import Wishes
from mdt_app.register.queries import people, record_of
from mdt_app.ui.data.aside_controller import AsideController
from mdt_app.ui.data.aside_page import COLUMNS
from mdt_app.ui.data.aside_rows import Check, cell_at_fault, other_readings
from mdt_app.ui.data.screen import DataScreen
from tests.invented import TODAY
from tests.ui.network import ADA, RESULTS, nameless, threads, write_files
from tests.ui.test_data_controller import TestNumbersController

BAD = RESULTS + (
    "9990000018,hba1c,2026-10-01,600,mmol/mol\n9990000026,hba1c,2026-13-45,60,mmol/mol\n"
)
OTHER_BIRTH = (
    "nhs_number,surname,forename,title,born_on,sex,practice\n"
    "9990000018,Begum,Ada,Mrs,1986-02-14,female,Y00001\n"
)
TESTING = Wishes(allow_test_numbers=True)


class Aside:
    """The page of rows that wait, and hands at its keyboard."""

    def __init__(self, screen, working):
        self.screen, self.working = screen, working
        self.page, self.panel = screen.aside_page, screen.aside_page.panel

    def settle(self):
        QTest.qWait(300)
        self.working.settle()

    def open(self):
        self.screen.activated()
        self.working.settle()
        self.screen.show_aside()
        self.working.settle()

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        QTest.keyClick(self.screen.focusWidget(), key, modifier)

    def mend(self, text):
        """Enter on the row, what the cell should be, and no more."""
        self.press(Qt.Key.Key_Return)
        QTest.keyClicks(self.screen.focusWidget(), text)
        self.settle()

    def words(self):
        shown = [each for each in self.panel.findChildren(QLabel) if each.isVisible()]
        return [each.text() for each in shown]

    def rows(self):
        return [[column.text(line) for column in COLUMNS] for line in self.page.table.rows.shown]


@pytest.fixture
def aside(ws, themed, qtbot, tmp_path):
    assert take_in(ws, write_files(tmp_path / "f", results=BAD), TESTING).committed
    with threads() as working:
        rows = AsideController(ws, working.runner)
        rows.wishes = TESTING
        controller = TestNumbersController(ws, working.runner)
        screen = DataScreen(ws, working.runner, controller=controller, aside=rows)
        qtbot.addWidget(screen)
        screen.resize(1300, 690)
        screen.show()
        screen.activateWindow()
        made = Aside(screen, working)
        made.open()
        yield made
        made.settle()


def values_of(ws, number):
    with ws.vault.reading() as reading:
        record = record_of(reading, number)
    return [result.value for several in record.results.values() for result in several]


def test_the_first_page_counts_the_rows_that_wait_and_leads_to_them(aside):
    files = aside.screen.files_page
    assert files.aside_button.text() == "Set aside 2…"
    aside.screen.pages.setCurrentWidget(files)
    files.aside_button.click()
    assert aside.page.isVisible()
    assert aside.page.heading.text() == "2 rows wait for you"
    assert [row[1] for row in aside.rows()] == ["10", "11"]


def test_the_reason_stands_beside_the_cell_it_is_about(aside):
    assert "Not plausible: value outside 20 to 195 mmol/mol" in aside.words()
    aside.press(Qt.Key.Key_Return)
    assert aside.screen.focusWidget().accessibleName() == "Value"
    assert aside.screen.focusWidget().text() == "600"


def test_a_cell_is_tried_as_it_is_typed_and_nothing_is_kept_yet(ws, aside):
    before = values_of(ws, ADA)
    aside.mend("60")
    assert aside.panel.state.text() == "✓ It can be taken in now."
    assert aside.rows()[0][-1] == "✓ mended"
    assert values_of(ws, ADA) == before


def test_what_still_fails_says_why_beside_the_cell(aside):
    aside.mend("6000")
    assert aside.panel.state.text().startswith("Not yet")
    assert "Not plausible: value outside 20 to 195 mmol/mol" in aside.words()
    assert not aside.page.all_button.isEnabled()


def test_enter_in_a_cell_takes_the_row_in_and_goes_on_to_the_next(ws, aside):
    aside.mend("61")
    aside.press(Qt.Key.Key_Return)
    aside.settle()
    assert 61.0 in values_of(ws, ADA)
    assert [row[1] for row in aside.rows()] == ["11"]
    assert aside.page.table.hasFocus()
    assert aside.page.table.current_row().row.row == 11


def test_ctrl_enter_takes_in_everything_that_is_mended(ws, aside):
    aside.mend("61")
    aside.press(Qt.Key.Key_Escape)
    aside.press(Qt.Key.Key_Down)
    aside.mend("2026-11-13")
    assert aside.page.all_button.text() == "Take in all mended (2)"
    aside.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    aside.settle()
    assert 61.0 in values_of(ws, ADA)
    assert aside.rows() == []
    assert aside.page.nothing.isVisible()
    assert aside.screen.files_page.aside_button.isHidden()


def test_ctrl_z_takes_the_mended_rows_back_and_they_wait_again(ws, aside):
    before = values_of(ws, ADA)
    aside.mend("61")
    aside.press(Qt.Key.Key_Return)
    aside.settle()
    aside.screen.undo()
    aside.settle()
    assert values_of(ws, ADA) == before
    aside.open()
    assert [row[1] for row in aside.rows()] == ["10", "11"]


def test_what_is_typed_stays_while_one_looks_at_other_rows(aside):
    aside.mend("61")
    aside.press(Qt.Key.Key_Escape)
    aside.press(Qt.Key.Key_Down)
    aside.press(Qt.Key.Key_Up)
    aside.press(Qt.Key.Key_Return)
    assert aside.screen.focusWidget().text() == "61"
    aside.panel.back_button.click()
    assert aside.screen.focusWidget().text() == "600"
    assert not aside.panel.take_in_button.isEnabled()


def test_esc_goes_from_the_cell_to_the_rows_and_then_to_the_files(aside):
    aside.press(Qt.Key.Key_Return)
    aside.press(Qt.Key.Key_Escape)
    assert aside.page.table.hasFocus()
    aside.press(Qt.Key.Key_Escape)
    assert aside.screen.files_page.isVisible()


def test_rows_narrow_by_words_and_say_how_many_are_hidden(aside):
    QTest.keyClicks(aside.page.filter, "600")
    assert [row[1] for row in aside.rows()] == ["10"]
    assert aside.page.hidden_words.text() == "1 row hidden"


def test_rows_are_written_out_with_their_reasons(aside, tmp_path):
    aside.screen.write_aside(str(tmp_path / "aside.csv"))
    aside.settle()
    with (tmp_path / "aside.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["file_row"] for row in rows] == ["10", "11"]
    assert all(row["reason"] for row in rows)


def test_two_dates_of_birth_stand_side_by_side_and_the_right_one_is_taken(ws, aside, tmp_path):
    path = tmp_path / "other.csv"
    path.write_text(OTHER_BIRTH, encoding="utf-8")
    take_in(ws, [path], TESTING)
    aside.open()
    place = next(at for at, row in enumerate(aside.rows()) if row[1] == "2")
    aside.page.table.selectRow(place)
    aside.settle()
    words = aside.words()
    assert "In the store" in words
    assert "14 Feb 1968" in words
    aside.page.table.setFocus()
    aside.mend("14/02/1968")
    aside.press(Qt.Key.Key_Return)
    aside.settle()
    assert len(aside.rows()) == 2
    with ws.vault.reading() as reading:
        ada = next(person for person in people(reading) if person.nhs_number == ADA)
    assert ada.born_on.year == 1968


def test_the_row_can_be_said_to_be_right_and_then_the_store_follows(ws, aside, tmp_path):
    path = tmp_path / "other.csv"
    path.write_text(OTHER_BIRTH, encoding="utf-8")
    take_in(ws, [path], TESTING)
    aside.open()
    aside.page.table.go_to(next(at for at, row in enumerate(aside.rows()) if row[1] == "2"))
    aside.settle()
    assert not aside.panel.take_in_button.isEnabled()
    aside.panel.right_button.click()
    aside.settle()
    assert len(aside.rows()) == 2
    assert aside.panel.right_button.isHidden()
    with ws.vault.reading() as reading:
        ada = next(person for person in people(reading) if person.nhs_number == ADA)
    assert ada.born_on.year == 1986


def test_of_two_rows_for_somebody_new_the_right_one_is_taken(ws, aside, tmp_path):
    path = tmp_path / "twice.csv"
    twice = OTHER_BIRTH.replace("9990000018", "9990000077")
    path.write_text(twice + twice.splitlines()[1].replace("1986", "1968") + "\n", "utf-8")
    take_in(ws, [path], TESTING)
    aside.open()
    aside.page.table.go_to(next(at for at, row in enumerate(aside.rows()) if row[1] == "3"))
    aside.settle()
    assert "Row 2" in aside.words()
    aside.panel.right_button.click()
    aside.settle()
    with ws.vault.reading() as reading:
        born = {person.nhs_number: person.born_on.year for person in people(reading)}
    assert born["9990000077"] == 1968


def test_everything_has_a_name(aside):
    aside.press(Qt.Key.Key_Return)
    assert nameless(aside.screen) == []


@pytest.mark.parametrize("size", [(1300, 690), (618, 312)])
def test_it_fits_the_window_whatever_its_size(aside, size):
    aside.screen.resize(*size)
    aside.settle()
    assert (aside.screen.width(), aside.screen.height()) == size
    aside.press(Qt.Key.Key_Return)
    aside.settle()
    assert aside.screen.focusWidget().accessibleName() == "Value"
    assert aside.page.rect().contains(
        aside.screen.focusWidget().mapTo(aside.page, aside.screen.focusWidget().rect().center())
    )


# --- which cell it is ---------------------------------------------------------------------------


def row(section, cells, column, value="", *, is_held=False, key=1):
    return SetAside(
        1, "list.csv", TODAY, section, 7, column, value, "Not plausible", "Look.", is_held, key,
        tuple(cells),
    )  # fmt: skip


RESULT_CELLS = ("9990000018", "hba1c", "2026-10-01", "600", "mmol/mol", "", "")


@pytest.mark.parametrize(
    ("column", "value", "place"),
    [
        ("value", "600", 3),
        ("HbA1c", "600", 3),
        ("Date of last HbA1c", "2026-10-01", 2),
        ("NHS Number", "9990000018", 0),
        ("Some heading of theirs", "600", 3),
        ("Some heading of theirs", "", -1),
        ("", "", -1),
    ],
)
def test_the_cell_at_fault_is_found_whatever_the_file_calls_it(column, value, place):
    assert cell_at_fault(row("results", RESULT_CELLS, column, value)) == place


def test_only_rows_about_the_same_person_are_set_beside_a_held_one():
    cells = ["9990000018", "Begum", "Ada", *[""] * 17]
    mine = row("patients", cells, "born_on", is_held=True)
    twin = row("patients", ["999 000 0018", *cells[1:]], "born_on", is_held=True, key=2)
    stranger = row("patients", ["9990000026", *cells[1:]], "born_on", is_held=True, key=3)
    assert [title for title, _ in other_readings(mine, [mine, twin, stranger], None)] == ["Row 7"]
    not_held = row("patients", cells, "born_on")
    assert other_readings(not_held, [not_held, twin], None) == []


def test_a_check_without_a_problem_lets_the_row_in():
    assert Check().problem is None
    assert Check(Problem(7, "value", "6", "No", "Look.")).problem is not None
