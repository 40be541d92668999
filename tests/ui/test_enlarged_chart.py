"""One chart over the middle by one key, with every value behind it, and of nobody else."""

from random import Random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mdt_app.clinical.kinds import Kind
from mdt_app.intake.importing import take_in
from mdt_app.intake.wishes import Wishes
from mdt_app.ui.messages import tell
from tests.ui.meeting_room import begin, shell_with_meet
from tests.ui.network import ADA, BRAM, EVERYONE
from tests.ui.pointing import point_at, press, said_by

HEAD = "nhs_number,kind,taken_on,value,unit,setting\n"
LATER = (
    f"{ADA},hba1c,2019-02-03,<20,mmol/mol,\n"
    f"{ADA},hba1c,2026-11-10,10.7,,\n"
    f"{ADA},blood_pressure,2026-11-10,152/88,mmHg,home\n"
    f"{ADA},blood_pressure,2026-11-10,148/84,mmHg,\n"
    f"{ADA},creatinine,2026-11-03,120,umol/L,\n"
    f"{ADA},weight,2026-11-10,92,kg,\n{ADA},bmi,2026-11-10,33,kg/m2,\n"
)


@pytest.fixture
def shell(ws, tmp_path, two_threads, qtbot):
    begin(ws, tmp_path / "files")
    path = tmp_path / "later.csv"
    path.write_text(HEAD + LATER, encoding="utf-8")
    assert take_in(ws, [path], Wishes(allow_test_numbers=True)).committed
    made = shell_with_meet(ws, two_threads)
    qtbot.addWidget(made)
    yield made
    made.keep_what_is_typed()
    two_threads.settle()


@pytest.fixture
def room(shell):
    shell.screen_shown.open_person(ADA)
    return shell.screen_shown.room


@pytest.fixture
def page(room):
    return room.middle.enlarged


def rows(page):
    return page.table.rows.shown


def test_one_key_enlarges_the_first_chart_and_the_same_key_goes_back(room, page):
    press(Qt.Key.Key_Z)
    assert room.middle.is_enlarged
    assert page.kind is Kind.HBA1C
    assert page.table.hasFocus()
    press(Qt.Key.Key_Z)
    assert not room.middle.is_enlarged
    assert room.charts.charts[0].hasFocus()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Z])
def test_the_chart_at_the_keyboard_is_the_one_that_is_enlarged(room, page, key):
    room.charts.chart_of(Kind.BLOOD_PRESSURE).setFocus()
    press(key)
    assert page.kind is Kind.BLOOD_PRESSURE
    press(Qt.Key.Key_Escape)
    assert room.charts.chart_of(Kind.BLOOD_PRESSURE).hasFocus()


def test_a_double_click_enlarges_a_chart_and_the_button_leads_back(room, page):
    QTest.mouseDClick(room.charts.chart_of(Kind.WEIGHT), Qt.MouseButton.LeftButton)
    assert page.kind is Kind.WEIGHT
    QTest.mouseClick(page.back_button, Qt.MouseButton.LeftButton)
    assert not room.middle.is_enlarged


def test_the_arrows_go_from_chart_to_chart_and_round(room, page):
    press(Qt.Key.Key_Z, Qt.Key.Key_Left)
    assert page.kind is Kind.WEIGHT
    press(Qt.Key.Key_Right, Qt.Key.Key_Right)
    assert page.kind is Kind.BLOOD_PRESSURE
    assert page.place.text() == "Chart 2 of 6"


def test_the_banner_stays_above_it(room):
    press(Qt.Key.Key_Z)
    assert room.banner.isVisible()
    assert "BEGUM, Ada" in room.banner.identity.text()


def test_every_value_is_in_the_table_as_it_was_reported_the_latest_first(room, page):
    press(Qt.Key.Key_Z)
    told = [(r.day_words, r.value, r.unit, r.where, r.file_name, r.row) for r in rows(page)]
    assert told == [
        ("10 Nov 2026", "93 ≈", "mmol/mol", "clinic", "later.csv", "3"),
        ("3 Nov 2026", "92", "mmol/mol", "clinic", "results.csv", "5"),
        ("2 May 2026", "84", "mmol/mol", "clinic", "results.csv", "4"),
        ("3 Nov 2025", "79", "mmol/mol", "clinic", "results.csv", "3"),
        ("3 May 2025", "70", "mmol/mol", "clinic", "results.csv", "2"),
        ("3 Feb 2019", "<20", "mmol/mol", "clinic", "later.csv", "2"),
    ]
    assert rows(page)[0].in_the_file == "10.7"
    assert page.count.text() == (
        "6 values, the latest first · 1 of them older than the chart shows"
        " · ≈ something was inferred"
    )
    assert page.sentence.text() == room.charts.charts[0].words == page.chart.words


def test_home_and_clinic_are_told_apart_and_a_limit_keeps_its_sign(room, page):
    room.middle.enlarge(Kind.BLOOD_PRESSURE)
    assert [(r.value, r.where) for r in rows(page)] == [("148/84", "clinic"), ("152/88", "home")]
    room.middle.enlarge(Kind.WEIGHT)
    assert {(r.what, r.value, r.unit) for r in rows(page)} == {
        ("weight", "92", "kg"),
        ("BMI", "33", "kg/m²"),
    }


def test_what_was_worked_out_says_from_what_and_names_no_file(room, page):
    room.middle.enlarge(Kind.EGFR)
    (row,) = rows(page)
    assert (row.where, row.file_name) == ("worked out", "")
    assert "creatinine 120" in row.in_the_file
    assert row.asked[0].kind == Kind.CREATININE


def test_a_row_says_where_it_is_from_by_key_and_pointer(room, page):
    press(Qt.Key.Key_Z, Qt.Key.Key_Down, Qt.Key.Key_I)
    assert said_by(room.where_from)[:2] == [
        "HbA1c 92 mmol/mol on 3 Nov 2026",
        "results.csv, row 5, taken in 26 Nov 2026 by N. Patel",
    ]
    press(Qt.Key.Key_Escape)
    assert room.middle.is_enlarged, "the first Esc only closes the card"
    (value,) = page.table._of_row(2)
    point_at(page.table, value.box.center())
    assert said_by(room.where_from)[0] == "HbA1c 84 mmol/mol on 2 May 2026"


def test_the_large_charts_points_say_where_they_are_from(room, page):
    press(Qt.Key.Key_Z)
    page.chart.setFocus()
    press(Qt.Key.Key_I)
    assert said_by(room.where_from)[0] == "HbA1c 93 mmol/mol on 10 Nov 2026"


def test_no_letter_is_lost_and_a_decision_can_be_chosen_beside_it(shell, room):
    press(Qt.Key.Key_Z, Qt.Key.Key_1)
    assert shell.screen_shown.controller.agreeing.agreement.choices
    assert room.middle.is_enlarged


def test_the_next_person_finds_all_charts_and_nothing_of_the_last(room, page, shell):
    press(Qt.Key.Key_Z)
    press(Qt.Key.Key_PageDown)
    assert not room.middle.is_enlarged
    assert page.nhs_number == ""
    assert not rows(page)
    assert page.accessibleDescription() == page.sentence.text() == ""
    assert page.chart.words.endswith("no result recorded.")


def test_a_chart_that_is_empty_says_so_large_too(room, page):
    room.middle.enlarge(Kind.CHOLESTEROL)
    assert page.count.text() == "No value is recorded."
    assert not rows(page)


def test_a_message_is_no_way_to_lose_the_keyboard(shell, room):
    press(Qt.Key.Key_Z)
    tell(shell.screen_shown, "Something was kept.")
    press(Qt.Key.Key_Escape)
    assert not room.middle.is_enlarged


@pytest.mark.parametrize("size", [(1366, 768), (683, 384)])
def test_the_page_fits_and_its_buttons_are_whole(shell, room, page, size):
    shell.resize(*size)
    QTest.qWait(1)
    press(Qt.Key.Key_Z)
    QTest.qWait(1)
    assert page.minimumSizeHint().height() <= page.height()
    for button in (page.before_button, page.after_button, page.back_button):
        assert button.width() >= button.minimumSizeHint().width()
        assert button.accessibleName()


def test_200_steps_never_show_an_enlarged_chart_of_somebody_else(shell, room, page):
    chance = Random(20261122)
    opened = set()
    keys = (Qt.Key.Key_Z, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_PageDown)
    for _ in range(200):
        if chance.random() < 0.2:
            shell.open_person(chance.choice(EVERYONE))
        else:
            press(chance.choice((*keys, Qt.Key.Key_PageUp, Qt.Key.Key_Z)))
        if shell.screen_shown.is_ending:
            shell.open_person(BRAM)
        if room.middle.is_enlarged:
            opened.add(page.nhs_number)
            assert page.nhs_number == room.banner.nhs_number == page.table.nhs_number
            asked = {one.nhs_number for line in rows(page) for one in line.asked}
            assert asked <= {page.nhs_number}
            assert {value.nhs_number for value in page.chart.values()} == {page.nhs_number}
        elif QApplication.focusWidget() is None:
            room.agenda.setFocus()
    assert len(opened) > 3
