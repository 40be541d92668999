"""A board that leaves has no small count in it, wherever one looks."""

import dataclasses
import re
from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mdt_app.clinical.kinds import Kind
from mdt_app.measures.board import board, brought_up_to_date
from mdt_app.measures.differing import Side, why_differing
from mdt_app.measures.leaving import disclosed_board, disclosed_differing, disclosed_line
from mdt_app.measures.months import freeze_months, restate_month
from mdt_app.measures.own_practice import choose_own_practice
from mdt_app.measures.values import Figure, Line, Mean, MeasureWords, MonthPoint
from tests.invented import TODAY
from tests.measures.conftest import EAST, NDA, OCTOBER, QOF, SEPTEMBER

SMALL = {1, 2, 3, 4, 6, 7}
JANUARY = date(2026, 1, 31)


def every_figure(value):
    """Every figure anywhere inside a value."""
    if isinstance(value, Figure):
        yield value
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from every_figure(getattr(value, field.name))
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from every_figure(item)
    elif isinstance(value, tuple | list):
        for item in value:
            yield from every_figure(item)


def counts_of(shown):
    for figure in every_figure(shown):
        yield figure.numerator
        yield figure.denominator
        yield from figure.excluded.values()
    yield shown.people
    for line in shown.lines:
        yield from line.needed_by_practice.values()
        yield line.needed or 0


@pytest.mark.parametrize("set_name", [EAST, NDA, QOF])
def test_a_small_network_gives_no_small_count_away(ws, six_people, add, set_name):
    freeze_months(ws, set_name, [SEPTEMBER, OCTOBER])
    add("9990000077", results={Kind.HBA1C: {"2026-09-03": 40.0}})
    restate_month(ws, set_name, SEPTEMBER, "late")
    shown = brought_up_to_date(ws, set_name, OCTOBER)
    assert any(point.also for line in shown.lines for point in line.months)
    assert SMALL & set(counts_of(shown))
    leaving = disclosed_board(shown)
    assert not SMALL & set(counts_of(leaving))
    assert all(figure.mean is None for figure in every_figure(leaving))
    assert leaving.people_words.startswith("5 people with ")
    for line in leaving.lines:
        for point in line.months:
            assert point.also == ()
            assert not re.search(r"\d", " ".join(point.why))


def test_what_follows_from_a_count_follows_from_the_rounded_one(ws, six_people):
    leaving = disclosed_board(board(ws, QOF))
    line = next(each for each in leaving.lines if each.measure.id == "DM020")
    assert (line.network.numerator, line.network.denominator) == (5, 5)
    assert line.sentence.startswith("100.0 %")
    points = {each.measure: each.earned for each in leaving.incentive}
    assert points["DM020"] == 17


def test_whether_a_target_is_reached_and_paid_stays_as_it_is(ws, six_people):
    exact, leaving = board(ws, EAST), disclosed_board(board(ws, EAST))
    needed = {line.measure.id: line.needed for line in exact.lines}
    shown = {line.measure.id: line.needed for line in leaving.lines}
    assert (needed["hba1c-58"], shown["hba1c-58"]) == (1, 5)
    assert (needed["retinal-attended"], shown["retinal-attended"]) == (0, 0)
    assert shown["bp"] is None
    assert leaving.incentive == exact.incentive


def test_no_own_practice_leaves(ws, six_people):
    assert disclosed_board(board(ws, EAST)).own_practice == ""


def test_why_two_sets_differ_leaves_without_a_name_or_a_small_count(ws, six_people, add):
    choose_own_practice(ws, "Y00001")
    add("9990000077", results={Kind.HBA1C: {"2025-10-03": 50.0}})
    found = why_differing(ws, Side(EAST, "hba1c-58"), Side(QOF, "DM020"), TODAY)
    assert found.differences[0].people
    leaving = disclosed_differing(found)
    assert leaving.sentences == (
        "The two disagree on 5 people and agree on 5 people.",
        "5 people achieved here and missed there: no HbA1c within 12 months.",
    )
    assert leaving.differences[0].people == ()


def _line(dens, mean=None):
    figures = [Figure("m", "", f"P{n}", d // 2, d, mean) for n, d in enumerate(dens)]
    total = sum(dens)
    network = Figure("m", "", "", sum(f.numerator for f in figures), total, mean)
    points = {f.practice: (MonthPoint(JANUARY, f, None),) for f in figures}
    words = MeasureWords("m", "M", "", "higher is better", "", 50)
    months = (MonthPoint(JANUARY, network, None),)
    return Line(words, "", network, tuple(figures), months, points, 3, {"P0": 3})


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(0, 40), min_size=1, max_size=8))
def test_every_practice_and_month_is_rounded_alike(dens):
    shown = disclosed_line(_line(dens))
    for figure in shown.practices:
        assert figure == shown.practice_months[figure.practice][0].figure
        assert figure.numerator <= figure.denominator
    assert not SMALL & {
        count for f in every_figure(shown) for count in (f.numerator, f.denominator)
    }


def test_a_mean_withheld_in_the_table_is_withheld_in_its_months():
    shown = disclosed_line(_line([30, 12, 4], Mean(60.0, 7.64)))
    assert [f.mean is not None for f in shown.practices] == [True, False, False]
    months = {ods: points[0].figure.mean for ods, points in shown.practice_months.items()}
    assert [months[f"P{n}"] is not None for n in range(3)] == [True, False, False]
    assert shown.network.mean is not None
