"""Charts of what nobody reported: dashed, in diamonds, in words; and the other equation by key."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from mdt_app.clinical.filtration import Equation
from mdt_app.clinical.kinds import Kind
from mdt_app.intake.importing import take_in
from mdt_app.intake.wishes import Wishes
from mdt_app.meeting.worked_out import chosen_equation
from mdt_app.ui.charts.grid import ChartGrid
from mdt_app.ui.charts.shapes import is_solid, symbol_of
from mdt_app.ui.keys_list import section_of
from tests.meeting.test_trends import ON, day, hba1c, record, result
from tests.ui.meeting_room import begin, shell_with_meet
from tests.ui.network import ADA
from tests.ui.pointing import press

CREATININE = result(Kind.CREATININE, "2026-11-03", 120)
REPORTED = result(Kind.EGFR, "2026-11-03", 46)
WEIGHT, HEIGHT = result(Kind.WEIGHT, "2026-11-03", 92), result(Kind.HEIGHT, "2019-03-01", 168)


@pytest.fixture
def own_settings(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))


@pytest.fixture
def grid(themed, qtbot, own_settings):
    made = ChartGrid()
    qtbot.addWidget(made)
    made.resize(680, 360)
    made.show()
    return made


def chart_of(grid, kind):
    return next(chart for chart in grid.charts if chart.kind is kind)


def said_in_heading(chart):
    return f"{chart.heading._value} {chart.heading._rest}"


def is_dashed(chart):
    return chart.plot.is_dashed


def test_what_was_worked_out_has_a_shape_of_its_own_and_is_never_filled(grid):
    grid.show_record(record(CREATININE), ON, [])
    ((_box, point),) = chart_of(grid, Kind.EGFR).plot.places()
    assert symbol_of(point) == "d"
    assert not is_solid(point, is_last=True)


def test_its_line_is_dashed_and_that_of_the_next_person_is_not(grid):
    egfr = chart_of(grid, Kind.EGFR)
    grid.show_record(record(CREATININE), ON, [])
    assert is_dashed(egfr)
    grid.show_record(record(REPORTED), ON, [])
    assert not is_dashed(egfr)


def test_nothing_of_it_stays_when_another_person_is_shown(grid, themed):
    grid.show_record(record(REPORTED, hba1c("2026-11-03", 60)), ON, [])
    themed.processEvents()
    before = grid.grab().toImage()
    grid.show_record(record(CREATININE, WEIGHT, HEIGHT), ON, [], {Kind.HBA1C: 70.0})
    themed.processEvents()
    assert grid.grab().toImage() != before
    grid.show_record(record(REPORTED, hba1c("2026-11-03", 60)), ON, [])
    themed.processEvents()
    assert grid.grab().toImage() == before


def test_a_worked_out_value_is_never_red(grid):
    worse = result(Kind.CREATININE, "2026-11-03", 500)
    grid.show_record(record(worse), ON, [])
    assert not chart_of(grid, Kind.EGFR).heading._is_bad


def test_pointing_at_it_says_how_it_came_about_and_asks_for_its_inputs(grid):
    grid.show_record(record(CREATININE), ON, [])
    point, heading, _ground = chart_of(grid, Kind.EGFR).values()
    for value in (point, heading):
        assert value.words == (
            "eGFR 43 worked out (CKD-EPI 2009) from creatinine 120 µmol/L, age 58 and female",
        )
        assert [(one.kind, one.day) for one in value.asked] == [
            (Kind.CREATININE, day("2026-11-03"))
        ]


def test_a_worked_out_bmi_asks_for_weight_and_height(grid):
    grid.show_record(record(WEIGHT, HEIGHT), ON, [])
    _point, heading, _ground = chart_of(grid, Kind.WEIGHT).values()
    assert [one.kind for one in heading.asked] == [Kind.WEIGHT, Kind.HEIGHT]
    assert heading.words[0].startswith("BMI 32.6 worked out (weight and height) from weight 92 kg")


def test_a_bmi_alone_still_stands_in_the_heading(grid):
    grid.show_record(record(result(Kind.BMI, "2026-11-03", 32)), ON, [])
    chart = chart_of(grid, Kind.WEIGHT)
    assert (chart.heading._value, chart.heading._rest) == ("BMI 32", "3 Nov")
    assert [value.asked[0].kind for value in chart.values() if value.asked] == [Kind.BMI]


def test_an_own_target_is_the_band_and_says_so(grid):
    person = record(hba1c("2026-11-03", 62))
    grid.show_record(person, ON, [date(2026, 6, 15)], {Kind.HBA1C: 64.0})
    chart = chart_of(grid, Kind.HBA1C)
    assert chart.heading._rest == "3 Nov · own target 64"
    assert "within their own target of at most 64" in chart.words
    assert not chart.heading._is_bad
    grid.show_record(person, ON, [])
    assert chart.heading._rest == "3 Nov · target 58"
    assert chart.heading._is_bad


RESULTS = f"nhs_number,kind,taken_on,value,unit\n{ADA},creatinine,2026-11-03,120,umol/L\n"


@pytest.fixture
def shell(ws, tmp_path, two_threads, qtbot, own_settings):
    begin(ws, tmp_path / "files")
    path = tmp_path / "bloods.csv"
    path.write_text(RESULTS, encoding="utf-8")
    assert take_in(ws, [path], Wishes(allow_test_numbers=True)).committed
    made = shell_with_meet(ws, two_threads)
    qtbot.addWidget(made)
    yield made
    made.keep_what_is_typed()
    two_threads.settle()


def test_q_works_the_egfr_out_by_the_other_equation_and_remembers_it(shell):
    room = shell.screen_shown.room
    chart = chart_of(room.charts, Kind.EGFR)
    assert said_in_heading(chart) == "43 G3b worked out (CKD-EPI 2009) · 3 Nov"
    press(Qt.Key.Key_Q)
    assert said_in_heading(chart) == "45 G3a worked out (CKD-EPI 2021) · 3 Nov"
    assert chosen_equation() is Equation.CKD_EPI_2021
    press(Qt.Key.Key_Q)
    assert said_in_heading(chart) == "43 G3b worked out (CKD-EPI 2009) · 3 Nov"


def test_the_key_is_in_the_list_of_keys(shell):
    _title, keys = section_of(shell.screen_shown)
    assert ("Q", "the other equation where an eGFR is worked out") in keys


def test_the_card_names_the_file_of_the_creatinine(shell):
    room = shell.screen_shown.room
    chart_of(room.charts, Kind.EGFR).setFocus()
    press(Qt.Key.Key_I)
    said = room.where_from.card.accessibleDescription()
    assert "worked out (CKD-EPI 2009) from creatinine 120 µmol/L" in said
    assert "bloods.csv" in said
