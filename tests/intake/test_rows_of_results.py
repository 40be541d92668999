"""Rows of results before any store is asked: each by itself, and some thousand at a time."""

from datetime import date

import pytest

from mdt_app.clinical.kinds import Kind, Setting
from mdt_app.intake.blocks import Block
from mdt_app.intake.cells import Days
from mdt_app.intake.known import KnownPeople, Who
from mdt_app.intake.results import ResultChecks
from mdt_app.intake.rows import Problem
from mdt_app.intake.sections import RESULTS
from mdt_app.intake.tally import Tally, new_report
from tests.intake.conftest import ADA, BEN
from tests.invented import TODAY

_BORN = date(1950, 2, 14).toordinal()
_NO_VALUE = "with a day but no value: counted, and not taken in."
_AS_PERCENT = "HbA1c without a unit, 4 to 18: read as % and marked inferred."
GOOD = {"nhs_number": ADA, "kind": "acr", "taken_on": "2026-01-05", "value": "3"}


@pytest.fixture
def checks():
    known = KnownPeople({ADA: Who(1, _BORN, False)}, (), allow_test_numbers=True)
    return ResultChecks(Days(TODAY), known)


def checked(checks, *rows, **of_block):
    """What can be stored of these rows, and the tally of the rest."""
    tally = Tally(new_report("list.csv"), 5)
    columns = [[(GOOD | row).get(name, "") for row in rows] for name in RESULTS.readable]
    return checks.checked(Block(range(2, 2 + len(rows)), columns, **of_block), tally), tally


@pytest.mark.parametrize(
    ("cells", "problem", "hint"),
    [
        (
            {"nhs_number": BEN},
            "Nobody in the store or in these files has this number",
            "Import the practice's patients together with this file.",
        ),
        ({"kind": ""}, "Empty, and this column is required", None),
        ({"kind": "glucose"}, "Not a kind of result", None),
        ({"taken_on": ""}, "Empty, and this column is required", "Write dates as 2026-03-31."),
        ({"taken_on": "soon"}, "Not a date", "Write dates as 2026-03-31."),
        ({"taken_on": "2026-11-27"}, "A date in the future", "Correct the date."),
        (
            {"taken_on": "1950-02-13"},
            "A date before the person was born",
            "Correct one of the two dates.",
        ),
        ({"value": "many"}, "Not a number", None),
        ({"unit": "stone"}, None, None),
        (
            {"code": "x" * 40_000},
            "Longer than any cell can be",
            "Check the quotation marks.",
        ),
    ],
)
@pytest.mark.parametrize("others", [0, 1])
def test_a_cell_that_cannot_be_used_rejects_its_row_alone(checks, cells, problem, hint, others):
    good, tally = checked(checks, cells, *[{}] * others)
    ((column, value),) = cells.items()
    (told,) = tally.report.problems
    assert (told.row, told.column, told.is_cell) == (2, column, False)
    assert told.value.rstrip("…") == value[:199]
    assert told.problem == (problem or told.problem)
    assert told.hint == (hint or told.hint)
    assert told.hint
    assert good.rows == [3][:others]


def test_a_setting_nobody_knows_is_told_each_time_and_the_result_kept(checks):
    for _ in range(2):
        good, tally = checked(checks, {"setting": "pharmacy"})
        assert [kept.setting for kept in good.kept] == [Setting.NOT_STATED]
        (told,) = tally.report.problems
        assert (told.column, told.value, told.is_cell) == ("setting", "pharmacy", True)
        assert (told.problem, told.hint) == ("Not a setting", "Use clinic or home.")


def test_the_day_of_birth_and_today_are_days_like_any_other(checks):
    days = ("1950-02-14", "2026-11-26")
    for _ in range(2):
        good, tally = checked(checks, *({"taken_on": day} for day in days))
        assert (good.days, good.rows) == ([_BORN, TODAY.toordinal()], [2, 3])
        assert (tally.report.problems, good.with_earlier_results()) == ([], [False] * 2)


@pytest.mark.parametrize("day", ["1950-02-13", "2026-11-27", "", "soon"])
def test_what_is_remembered_of_a_value_lets_no_other_day_through(checks, day):
    for rows in ([{}], [{}, {}], [{}, {"value": "4"}, {}]):
        assert len(checked(checks, *rows)[0]) == len(rows)
        good, tally = checked(checks, {"taken_on": day}, *rows)
        assert [problem.row for problem in tally.report.problems] == [2]
        assert sorted(good.rows) == list(range(3, 3 + len(rows)))
        good, tally = checked(checks, {"taken_on": day})
        assert (len(good), len(tally.report.problems)) == (0, 1)


def test_a_row_without_a_value_is_counted_however_its_other_cells_are(checks):
    good, tally = checked(checks, {"value": " ", "code": "x" * 40_000}, {"value": ""})
    assert len(good) == 0
    assert (tally.report.rows, tally.of("results").no_value) == (2, 2)
    assert dict(tally.notes) == {_NO_VALUE: 2}
    assert tally.report.problems == []


def test_each_percent_is_noted_once(checks):
    rows = [{"kind": "hba1c", "value": value} for value in ("7.5", "58", "7.5")]
    for _ in range(2):
        good, tally = checked(checks, *rows)
        assert dict(tally.notes) == {_AS_PERCENT: 2}
        assert [round(kept.value) for kept in good.kept] == [58, 58, 58]
    assert dict(checked(checks, {"kind": "hba1c", "value": "58"})[1].notes) == {}
    assert dict(checked(checks, rows[0], {"value": "many"}, rows[2])[1].notes) == {_AS_PERCENT: 2}


def test_a_year_is_kept_with_where_it_stands_and_is_no_result(checks):
    good, tally = checked(checks, {"taken_on": "2025", "setting": "home", "code": "c"})
    (fact,) = tally.undated
    assert len(good) == 0
    assert tally.touched == {1}
    assert (fact.key.said, fact.key.value, fact.key.setting) == ("2025", "3", "home")
    assert (fact.code, fact.batch, fact.row) == ("c", 5, 2)


def test_rows_that_say_nearly_the_same_are_not_taken_for_each_other(checks):
    rows = [
        {"setting": "home"},
        {"setting": "clinic"},
        {},
        {"code": "c"},
        {"value": "3.0"},
        {"unit": "mg/mmol"},
        {"kind": "weight", "value": "80"},
    ]
    said = [(Setting.HOME, ""), (Setting.CLINIC, ""), (0, ""), (0, "c"), *[(0, "")] * 3]
    for _ in range(2):
        for some in (rows, rows[:2], rows[2:4], rows[4:]):
            good, _tally = checked(checks, *some)
            first = rows.index(some[0])
            found = {row: (kept.setting, kept.code) for row, kept in zip(good.rows, good.kept)}
            assert found == dict(enumerate(said[first : first + len(some)], 2))
    assert [kept.kind for kept in checked(checks, *rows)[0].kept].count(Kind.WEIGHT) == 1


@pytest.mark.parametrize(
    ("of_block", "kept"),
    [
        ({"raws": ["one", "two"]}, [("one", 0), ("two", 0)]),
        ({"inferred": [0, 2]}, [("", 0), ("", 2)]),
    ],
)
def test_what_stood_in_a_file_stays_with_its_row(checks, of_block, kept):
    for _ in range(2):
        good, _tally = checked(checks, {}, {}, **of_block)
        assert [(each.raw, each.inferred) for each in good.kept] == kept


def test_a_turned_value_is_not_taken_for_one_that_was_inferred(checks):
    for inferred in ([], [1], [2], [0]):
        good, _tally = checked(checks, {}, raws=["three"], inferred=inferred)
        assert [(each.raw, each.inferred) for each in good.kept] == [("three", sum(inferred))]


def test_rows_that_were_withdrawn_are_none_and_say_what_goes(checks):
    rows = ({}, {"value": ""}, {"taken_on": "2025"}, {"value": "many"})
    reasons = ["deleted"] * len(rows)
    good, tally = checked(checks, *rows, raws=reasons, is_withdrawn=True)
    assert len(good) == 0
    assert [problem.row for problem in tally.report.problems] == [2, 3, 4, 5]
    day = date(2026, 1, 5).toordinal()
    assert tally.withdrawn["results"] == {(1, int(Kind.ACR), day, 3.0, 0.0, "", "", 0)}
    assert [key.said for key in tally.withdrawn["undated"]] == ["2025"]
    assert tally.undated == []


def test_rows_that_could_not_be_laid_out_are_told_even_where_there_is_no_other(checks):
    odd = Problem(7, "", "x", "More cells than headings", "", "results")
    good, tally = checked(checks, problems=[odd])
    assert len(good) == 0
    assert tally.report.problems == [odd]
