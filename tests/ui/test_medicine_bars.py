"""Medicines under the charts: bars on the charts' own axis, of the person shown and nobody else."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from mdt_app.register.provenance import OfMedicine
from mdt_app.ui.charts.grid import ChartGrid
from mdt_app.ui.meet.medicine_bars import MedicineBars
from tests.meeting.test_medicines_shown import medicine
from tests.meeting.test_trends import ON, day, record

NUMBER = record().person.nhs_number


def of(*medicines):
    return replace(record(), medicines=medicines)


def many(count):
    return of(*(medicine(f"Medicine {n}", "", "2024-01-01", "2026-11-01") for n in range(count)))


@pytest.fixture
def bars(themed, qtbot):
    made = MedicineBars()
    qtbot.addWidget(made)
    made.resize(680, made.sizeHint().height())
    made.show()
    return made


def test_a_bar_begins_where_its_start_lies_in_the_chart_above(bars, qtbot):
    grid = ChartGrid()
    qtbot.addWidget(grid)
    grid.resize(680, 360)
    grid.show()
    grid.show_record(record(), ON, [])
    bars.show_record(of(medicine("Metformin", "metformin", "2024-05-01", "2026-11-01")), ON)
    (line,) = bars._laid()
    assert line.axes.x(day("2024-05-01")) == grid.charts[0].plot.axes.x(day("2024-05-01"))


def test_the_second_column_stands_under_the_second_column_of_charts(bars, qtbot):
    grid = ChartGrid()
    qtbot.addWidget(grid)
    grid.resize(680, 360)
    grid.show()
    grid.show_record(record(), ON, [])
    bars.show_record(many(6), ON)
    right = grid.charts[1]
    place = right.mapTo(grid, QPoint(0, 0)).x() + right.plot.axes.x(day("2024-05-01"))
    assert bars._laid()[-1].axes.x(day("2024-05-01")) == place


def test_what_there_is_no_room_for_is_counted_and_opened_by_a_key(bars):
    bars.show_record(many(10), ON)
    assert bars.counted == "+5 more"
    assert len(bars.values()) == 6
    assert len(bars.values()[-1].asked) == 5, "behind the count stand those that are not in sight"
    bars.setFocus()
    QTest.keyClick(bars, Qt.Key.Key_Return)
    assert bars.counted == "− fewer"
    assert len(bars.values()) == 10
    QTest.keyClick(bars, Qt.Key.Key_Return)
    assert bars.counted == "+5 more"


def test_as_many_as_there_is_room_for_need_no_count(bars):
    bars.show_record(many(6), ON)
    assert bars.counted == ""
    assert len(bars.values()) == 6


def test_it_is_opened_by_a_click_on_the_count_and_closed_for_the_next_person(bars):
    bars.show_record(many(10), ON)
    count = bars._laid()[-1].box.center().toPoint()
    QTest.mouseClick(bars, Qt.MouseButton.LeftButton, pos=count)
    assert bars.is_open
    other = replace(many(8), person=replace(record().person, nhs_number="9990000026"))
    bars.show_record(other, ON)
    assert not bars.is_open
    assert {value.nhs_number for value in bars.values()} == {"9990000026"}


def test_every_medicine_is_said_in_a_sentence_and_asks_for_its_own_row(bars):
    bars.show_record(
        of(
            medicine("Metformin", "metformin", "2020-01-02", "2026-11-01", dose="1 g"),
            medicine("Gliclazide", "sulfonylurea", "2020-01-02", "2024-03-01", "2024-04-01"),
        ),
        ON,
    )
    assert bars.accessibleName() == "Medicines: 1 current, 1 no longer"
    assert bars.accessibleDescription() == (
        "Metformin 1 g: since 2 Jan 2020, last issued 1 Nov 2026, current; "
        "Gliclazide: since 2 Jan 2020, last issued 1 Mar 2024, ended 1 Apr 2024"
    )
    asked = [value.asked for value in bars.values()]
    assert asked[0] == (OfMedicine(NUMBER, "Metformin", day("2020-01-02")),)


def test_a_person_without_medicines_is_said_to_have_none_recorded(bars, themed):
    bars.show_record(record(), ON)
    assert bars.accessibleName() == "Medicines: no medicines recorded"
    empty = bars.grab().toImage()
    bars.clear()
    assert bars.grab().toImage() != empty


def test_nothing_of_the_person_before_stays(bars):
    bars.show_record(record(), ON)
    before = bars.grab().toImage()
    bars.show_record(many(10), ON)
    assert bars.grab().toImage() != before
    bars.show_record(record(), ON)
    assert bars.grab().toImage() == before
    assert bars.accessibleDescription() == ""


def test_an_open_bar_ends_at_its_last_issue_and_one_without_any_is_only_an_outline(bars):
    bars.show_record(of(medicine("Metformin", "metformin", "2024-05-01", "2026-11-01")), ON)
    issued = bars.grab().toImage()
    bars.show_record(of(medicine("Metformin", "metformin", "2024-05-01", "2025-06-01")), ON)
    lapsed = bars.grab().toImage()
    (line,) = bars._laid()
    middle = round(line.box.bottom()) - 3
    after = round(line.axes.x(date(2026, 6, 1).toordinal()))
    assert issued.pixelColor(after, middle) != lapsed.pixelColor(after, middle)
