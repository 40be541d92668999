"""Figures in words, places on axes, and the run chart: nothing is drawn where nothing is known."""

from dataclasses import replace
from datetime import date
from itertools import pairwise
from math import isnan

import pytest
from PySide6.QtCore import QRectF

from mdt_app.clinical.days import months_after
from mdt_app.measures.incentive import what_if
from mdt_app.measures.months import month_end
from mdt_app.measures.values import Figure, Issued, Mean, MonthPoint
from mdt_app.ui.measures.board_rows import months_shown, rows_of
from mdt_app.ui.measures.definition_tab import parts_of
from mdt_app.ui.measures.differing_tab import ranked
from mdt_app.ui.measures.freeze_page import frozen_besides
from mdt_app.ui.measures.incentive_tab import IncentiveTab
from mdt_app.ui.measures.measures_table import MeasuresTable
from mdt_app.ui.measures.meetings_page import summary
from mdt_app.ui.measures.people_page import found_words, in_segment
from mdt_app.ui.measures.run_card import RunCard, brief
from mdt_app.ui.measures.run_plot import RunPlot, heights, spread
from mdt_app.ui.measures.strips import axis_of, chart_span, places, span_of, stretches
from mdt_app.ui.measures.wording import (
    figure_words,
    fraction_words,
    months_in_words,
    needed_words,
    point_words,
    standing_words,
    would_be,
)
from tests.measures_invented import OCTOBER, PEOPLE, TERMS, board, changed_since, two_groups

LINE = board().lines[2]
NOBODY = Figure("bp", "", "", 0, 0)
MEAN = replace(
    LINE,
    measure=replace(
        LINE.measure, unit="mmol/mol", target=58.0, way="lower is better", words="Mean HbA1c"
    ),
    network=Figure("m", "", "", 2100, 2100, Mean(60.24, 7.66)),
    practices=(Figure("m", "", "Y00001", 1000, 1000, Mean(59.0, 7.55)),),
    needed=None,
    months=(),
    practice_months={},
)


def test_a_figure_says_its_percentage_and_of_how_many():
    assert figure_words(LINE.measure, LINE.network) == "46.6 %"
    assert fraction_words(LINE.measure, LINE.network) == "1\xa0158 of 2\xa0487"


def test_a_mean_says_both_units_and_of_how_many_people():
    assert figure_words(MEAN.measure, MEAN.network) == "60.2 mmol/mol"
    assert fraction_words(MEAN.measure, MEAN.network) == "7.66 %, 2\xa0100 people"


def test_where_nobody_is_counted_no_percentage_is_made_up():
    assert figure_words(LINE.measure, NOBODY) == "nobody"
    assert fraction_words(LINE.measure, NOBODY) == ""
    assert figure_words(MEAN.measure, NOBODY) == "nobody"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (LINE, "86 more"),
        (replace(LINE, needed=0), "reached"),
        (board().lines[3], "no target"),
        (MEAN, "not reached"),
        (replace(MEAN, network=Figure("m", "", "", 9, 9, Mean(58.0, 7.46))), "reached"),
        (replace(MEAN, network=NOBODY), "nobody"),
        (
            replace(LINE, measure=replace(LINE.measure, way="lower is better"), needed=12),
            "12 fewer",
        ),
    ],
)
def test_what_is_still_needed_is_said_in_words(line, words):
    assert needed_words(line) == words


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({}, "October 2026, frozen 3 Nov"),
        ({"frozen_on": date(2027, 1, 4)}, "October 2026, frozen 4 Jan 2027"),
        ({"is_frozen": False, "frozen_on": None}, "October 2026, not frozen"),
        (
            {"is_frozen": False, "frozen_on": None, "on": date(2026, 11, 26)},
            "up to 26 Nov 2026, not frozen",
        ),
    ],
)
def test_how_the_board_stands_is_said(changed, words):
    assert standing_words(board(**changed)) == words


def test_months_in_a_row_are_named_and_a_long_row_by_its_ends():
    ends = [date(2026, 8, 31), date(2026, 9, 30), OCTOBER]
    assert months_in_words((OCTOBER,)) == "October 2026"
    assert months_in_words(tuple(ends)) == "August, September and October 2026"
    assert months_in_words((date(2025, 12, 31), date(2026, 1, 31))) == (
        "December 2025 and January 2026"
    )
    assert months_in_words((date(2025, 1, 31), *ends)) == "January 2025 to October 2026"


def test_a_change_too_small_for_one_decimal_says_its_people():
    point = changed_since().lines[2].months[-1]
    twice = replace(point.figure, numerator=2 * 1158, denominator=2 * 2487)
    assert would_be(LINE.measure, replace(point, now=twice, why=())) == (
        "October was 46.6 % (1\xa0158 of 2\xa0487), would be 46.6 % (2\xa0316 of 4\xa0974) now."
    )
    assert would_be(LINE.measure, replace(point, now=None)) == ""


def test_a_month_that_is_not_frozen_says_so():
    point = MonthPoint(OCTOBER, LINE.network, None)
    assert point_words(LINE.measure, point) == "Oct 2026: 46.6 %, 1\xa0158 of 2\xa0487, not frozen"


def test_percentages_share_one_axis_and_means_span_their_own():
    assert (axis_of(LINE).low, axis_of(LINE).high) == (0.0, 100.0)
    scale = axis_of(MEAN)
    assert scale.low < 58 < 60.24 < scale.high


def test_a_small_change_is_not_drawn_steep():
    flat = [replace(point, figure=LINE.network) for point in LINE.months]
    scale = span_of(LINE, flat)
    assert scale.high - scale.low >= 20


def test_every_value_stands_inside_the_run_chart():
    scale = chart_span(LINE, [3.0, 97.0])
    assert (scale.low, scale.high) == (0.0, 100.0)
    assert scale.share(3.0) > 0
    assert scale.share(500.0) == 1.0


def test_a_month_without_anybody_is_a_gap():
    months = list(LINE.months)
    months[9] = replace(months[9], figure=NOBODY)
    found = places(LINE, months, span_of(LINE, months), QRectF(0, 0, 170, 20))
    assert found[9] is None
    assert [len(row) for row in stretches(found)] == [9, 8]


def test_months_that_are_missing_keep_their_distance():
    months = (LINE.months[0], LINE.months[-1])
    found = places(LINE, months, span_of(LINE, months), QRectF(0, 0, 170, 20))
    assert (found[0].x(), found[1].x()) == (0, 170)
    drawn = heights(LINE, months, months[0].month, months[-1].month)
    assert len(drawn) == 18
    assert sum(map(isnan, drawn)) == 16


def test_names_at_the_ends_of_lines_never_run_into_each_other():
    found = spread([50.0, 51.0, 52.0, 95.0, 99.0], 0.0, 100.0, 12.0)
    ordered = sorted(found)
    assert all(after - before >= 12 for before, after in pairwise(ordered))
    assert max(found) <= 100


def test_eighteen_months_are_shown_of_however_many_there_are():
    many = replace(LINE, months=LINE.months * 3)
    assert len(months_shown(many)) == 18


def test_groups_are_headings_and_the_lines_keep_their_order():
    rows = rows_of(two_groups())
    assert [row.heading for row in rows if row.line is None] == ["Type 1", "Type 2 and other"]
    assert len(rows) == 14
    assert rows_of(board())[0].line is not None


def test_a_definition_is_cut_at_whole_sentences():
    words = "Type 2. Achieved: HbA1c ≤ 58. Missing is not achieved."
    assert brief(words, 400) == words
    assert brief(words, 30) == "Type 2. Achieved: HbA1c ≤ 58."
    assert brief("A very long sentence that has no room at all.", 5) == ""


def test_measures_of_like_words_are_offered_first():
    others = [("a", "NDA: Foot check"), ("b", "NDA: HbA1c ≤ 58 mmol/mol"), ("c", "QOF: HbA1c")]
    assert [code for code, _words in ranked(others, "HbA1c ≤ 58 mmol/mol")] == ["b", "c", "a"]


def test_the_definition_names_the_caveat_and_the_benchmark():
    line = replace(LINE, benchmark=52.0, benchmark_source="NDA England (31 Mar 2025)")
    parts = dict(parts_of(board(caveat="Secondary readings."), line))
    assert parts["Caveat"] == "Secondary readings."
    assert parts["Benchmark"] == "52.0 %, NDA England (31 Mar 2025)"


def test_people_are_parted_by_what_became_of_them():
    assert len(in_segment(PEOPLE, "missed")) == 2
    assert [each.outcome for each in in_segment(PEOPLE, "left out")] == ["declined"]
    assert in_segment(PEOPLE, "everyone") == list(PEOPLE)


def test_the_list_says_where_it_is_not_the_frozen_number():
    same = Figure("bp", "", "Y00002", 1, 3)
    assert "frozen was" not in found_words(PEOPLE, 1, same, is_frozen=True)
    assert found_words(PEOPLE, 1, Figure("bp", "", "Y00002", 2, 3), is_frozen=True).endswith(
        "These are the records as they are now; frozen was 2 of 3."
    )


def test_no_meeting_is_said_in_words():
    assert summary([]).startswith("No meeting has ended yet")


def test_another_figure_issued_for_a_month_is_shown_openly(themed, qtbot):
    last = replace(
        LINE.months[-1],
        also=(Issued(LINE.network, "46.0 %, frozen 3 Oct 2026, restated since"),),
        reason="late results",
    )
    card = RunCard()
    qtbot.addWidget(card)
    card.show_line(board(), replace(LINE, months=(*LINE.months[:-1], last)))
    assert card.changed.text() == (
        "October 2026: also issued was 46.0 %, frozen 3 Oct 2026, restated since."
        " Reason: late results."
    )
    assert card.restate_button.isHidden()


def test_the_chart_is_kept_and_reused_with_few_practices_and_with_many(themed, qtbot):
    plot = RunPlot()
    qtbot.addWidget(plot)
    plot.resize(640, 260)
    plot.show()
    many = replace(
        LINE, practice_months={f"Y{n:05d}": LINE.practice_months["Y00001"] for n in range(40)}
    )
    for line in (LINE, many, MEAN, LINE, replace(LINE, months=(), practice_months={})):
        plot.show_line(line, "Network 3", {}, "Y00001")
        assert not plot.grab().isNull()
    assert len(plot._curves) == 40
    assert not any(curve.isVisible() for curve in plot._curves)
    plot.show_line(many, "Network 3", {}, "Y00001")
    assert len(plot._named()) <= 4


def test_a_table_paints_means_benchmarks_and_nobody(themed, qtbot):
    table = MeasuresTable()
    qtbot.addWidget(table)
    table.resize(1200, 300)
    table.show()
    empty = replace(LINE, network=NOBODY, practices=(), months=(), needed=None)
    shown = board(lines=(MEAN, replace(LINE, benchmark=52.0), empty))
    table.show_rows(rows_of(shown))
    assert not table.grab().isNull()
    table.resize(560, 200)
    assert not table.grab().isNull()


def test_what_if_of_a_measure_that_is_not_paid_is_not_asked(themed, qtbot):
    shown = board()
    figures = {line.measure.id: line.network for line in shown.lines}
    tab = IncentiveTab(lambda more: what_if(TERMS, figures, "bp-and-cholesterol", more))
    qtbot.addWidget(tab)
    tab.show_line(shown, shown.lines[3])
    assert tab.asking.isHidden()
    assert "not part of the incentive" in tab.shares.text()
    tab.show_line(shown, shown.lines[2])
    assert not tab.asking.isHidden()
    assert tab.bar.isVisibleTo(tab)


def test_months_frozen_with_those_listed_are_named_by_their_stretches():
    months = tuple(months_after(date(2024, 11, 30), n) for n in range(24))
    ends = tuple(month_end(month) for month in months)
    listed = ends[4:22]
    rows = [(LINE, MonthPoint(month, LINE.network, None)) for month in listed]
    assert frozen_besides(ends, rows) == (
        "November 2024 to February 2025 and September and October 2026 are frozen too, and seen"
        " when another month is chosen."
    )
