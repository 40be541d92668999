"""The six charts: made once, honest about gaps and limits, and the same in words."""

from datetime import date

import pytest
from PySide6.QtCore import QPointF

from mdt_app.clinical.kinds import Kind
from mdt_app.meeting.series import Point
from mdt_app.meeting.trends import trends_of
from mdt_app.register.values import Medicine
from mdt_app.ui.charts.grid import ChartGrid, marks_of
from mdt_app.ui.charts.ranges import days_shown, short_day, span_of, years_shown
from mdt_app.ui.charts.shapes import is_solid, stretches, symbol_of
from tests.meeting.test_trends import ON, day, hba1c, pressure, record, result


def point(on="2026-11-03", value=60.0, second=0.0, count=1, comparator="", is_home=False):
    return Point(day(on), value, second, count, comparator, is_home)


@pytest.fixture
def grid(themed, qtbot):
    made = ChartGrid()
    qtbot.addWidget(made)
    made.resize(680, 360)
    made.show()
    return made


def test_a_usual_value_never_changes_the_range():
    usual = span_of(Kind.HBA1C, [point(value=30), point(value=110)])
    assert usual == span_of(Kind.HBA1C, []) == (30, 110)


@pytest.mark.parametrize(
    "kind", [Kind.HBA1C, Kind.BLOOD_PRESSURE, Kind.EGFR, Kind.ACR, Kind.WEIGHT]
)
@pytest.mark.parametrize("value", [0.5, 25, 95, 128, 199, 270, 990, 5000])
def test_every_value_lies_inside_its_range(kind, value):
    low, high = span_of(kind, [point(value=value)])
    assert low <= value <= high


def test_the_lower_pressure_lies_inside_the_range_too():
    low, _high = span_of(Kind.BLOOD_PRESSURE, [point(value=120, second=35)])
    assert low <= 35


def test_results_over_fifteen_months_apart_are_not_joined():
    near = [point("2025-01-01"), point("2026-04-01")]
    far = [point("2025-01-01"), point("2026-04-03")]
    places = [QPointF(0, 0), QPointF(10, 0)]
    assert len(stretches(near, places)) == 1
    assert not stretches(far, places)


def test_a_limit_points_to_where_the_value_lies_and_a_home_reading_is_a_square():
    kinds = [point(), point(is_home=True), point(comparator="<"), point(comparator=">")]
    assert len({symbol_of(one) for one in kinds}) == 4


def test_only_the_latest_mark_is_filled_and_never_a_home_reading():
    assert not is_solid(point("2026-01-01"), is_last=False)
    assert is_solid(point(), is_last=True)
    assert not is_solid(point(is_home=True), is_last=True)


def test_all_charts_share_five_years_up_to_the_meeting():
    first, last = days_shown(ON)
    assert date.fromordinal(int(first)) == date(2021, 11, 26)
    assert last > ON.toordinal()
    assert [words for _, words in years_shown(ON)] == ["2022", "2023", "2024", "2025", "2026"]


def test_a_day_of_another_year_says_its_year():
    assert short_day(day("2026-11-03"), ON) == "3 Nov"
    assert short_day(day("2025-11-03"), ON) == "3 Nov 2025"


def test_a_medicine_is_marked_where_it_may_have_moved_something():
    gliclazide = Medicine(
        "Gliclazide 80 mg", "sulfonylurea", "", day("2025-01-01"), 0, 0, "", 0, 1, 2
    )
    person = record()
    with_medicine = type(person)(person.person, {}, (gliclazide,), ())
    words = {
        kind: [mark.words for mark in marks_of(with_medicine, kind, ON, [date(2026, 6, 15), ON])]
        for kind in (Kind.HBA1C, Kind.CHOLESTEROL)
    }
    assert words == {Kind.HBA1C: ["gliclazide", "MDT"], Kind.CHOLESTEROL: ["MDT"]}


def test_the_charts_are_kept_and_only_given_other_results(grid):
    parts = [(chart, chart.plot, chart.heading) for chart in grid.charts]
    grid.show_record(record(hba1c("2026-11-03", 92), pressure("2026-11-03", 152, 88)), ON, [])
    grid.show_record(record(hba1c("2026-10-01", 50)), ON, [])
    assert [(chart, chart.plot, chart.heading) for chart in grid.charts] == parts


def test_a_chart_says_in_one_sentence_what_it_draws(grid):
    person = record(hba1c("2025-05-03", 70), hba1c("2026-11-03", 92))
    grid.show_record(person, ON, [])
    (first, *_rest) = grid.charts
    assert first.accessibleName() == "Chart: HbA1c"
    assert first.accessibleDescription().startswith("HbA1c 92 mmol/mol on 3 Nov 2026, outside")
    assert [chart.words for chart in grid.charts][1:] == [
        "Blood pressure: no result recorded.",
        "eGFR: no result recorded.",
        "Urine ACR: no result recorded.",
        "Cholesterol: no result recorded.",
        "Weight · BMI: no result recorded.",
    ]


def test_nothing_of_the_person_before_stays_in_a_chart(grid, themed):
    grid.show_record(record(), ON, [])
    themed.processEvents()
    empty = grid.grab().toImage()
    full = record(
        hba1c("2026-11-03", 92),
        result(Kind.EGFR, "2026-11-03", 46),
        pressure("2024-11-03", 152, 88),
    )
    grid.show_record(full, ON, [date(2025, 6, 15)])
    themed.processEvents()
    assert grid.grab().toImage() != empty
    grid.show_record(record(), ON, [])
    themed.processEvents()
    assert grid.grab().toImage() == empty


def test_the_same_person_is_drawn_the_same_pixel_for_pixel(grid, themed):
    person = record(hba1c("2025-05-03", 70), hba1c("2026-11-03", 92))
    pictures = []
    for _ in range(2):
        grid.show_record(person, ON, [])
        themed.processEvents()
        pictures.append(grid.grab().toImage())
        grid.show_record(record(hba1c("2026-11-03", 150)), ON, [])
        themed.processEvents()
    assert pictures[0] == pictures[1]


def test_trends_come_in_the_order_of_the_charts(grid):
    assert [chart.kind for chart in grid.charts] == [t.kind for t in trends_of(record(), ON)]


def test_the_words_of_a_mark_lie_over_no_point(grid):
    """`MDT` beside the meeting's line, wherever there is room; the line stays either way."""
    rising = record(*(hba1c(f"2026-{month:02d}-12", 100) for month in range(1, 12)))
    grid.show_record(rising, ON, [date(2026, 11, 1)])
    plot = grid.charts[0].plot
    points = [box.center() for box, _point in plot.places()]
    (written,) = [(place, words) for place, words in plot._written if words == "MDT"]
    box = plot._box_of(*written)
    assert not any(box.contains(place) for place in points)


def test_a_ground_is_painted_again_only_when_it_looks_different(grid, themed):
    chart = grid.charts[0]
    grid.show_record(record(hba1c("2026-11-03", 92)), ON, [])
    themed.processEvents()
    grid.grab()
    ground = chart._ground
    grid.show_record(record(hba1c("2026-10-01", 50)), ON, [])
    grid.grab()
    assert chart._ground is ground
    grid.show_record(record(hba1c("2026-10-01", 50)), ON, [], {int(Kind.HBA1C): 64.0})
    grid.grab()
    assert chart._ground is not ground
