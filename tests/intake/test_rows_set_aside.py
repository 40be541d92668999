"""A row that is set aside keeps its cells, under the names its file has for them."""

import json

import pytest

from mdt_app.intake.blocks import Block
from mdt_app.intake.cells import Days
from mdt_app.intake.events import EventChecks
from mdt_app.intake.known import KnownPeople, Who
from mdt_app.intake.medicines import MedicineChecks
from mdt_app.intake.results import ResultChecks
from mdt_app.intake.sections import BY_NAME
from mdt_app.intake.tally import Tally, new_report
from tests.intake.conftest import ADA, BEN, EVENTS, MEDICINES, RESULTS, lines
from tests.invented import TODAY


def stored(ws):
    with ws.vault.reading() as reading:
        return [
            (section, row, tuple(json.loads(cells)))
            for section, row, cells in reading.rows(
                'SELECT section, "row", cells FROM set_aside ORDER BY id'
            )
        ]


def test_a_row_of_each_section_is_kept_with_its_reason(ws, two_people):
    two_people(
        results=lines(RESULTS, f"{ADA},acr,2026-01-05,many,mg/mmol,home"),
        medicines=lines(MEDICINES, f"{ADA},,metformin,500 mg,,,,yes"),
        events=lines(EVENTS, f"{BEN},dka,yesterday,at night"),
    )
    assert stored(ws) == [
        ("results", 2, (ADA, "acr", "2026-01-05", "many", "mg/mmol", "home", "")),
        ("medicines", 2, (ADA, "", "metformin", "500 mg", "", "", "", "yes")),
        ("events", 2, (BEN, "dka", "yesterday", "at night")),
    ]


def test_a_row_about_nobody_known_is_kept_too(ws, two_people):
    two_people(events=lines(EVENTS, "9990000050,dka,2026-01-05,"))
    assert stored(ws) == [("events", 2, ("9990000050", "dka", "2026-01-05", ""))]


def test_a_cell_reported_of_a_row_that_was_taken_in_keeps_no_row(ws, two_people):
    report = two_people(results=lines(RESULTS, f"{ADA},acr,2026-01-05,3,mg/mmol,elsewhere"))
    (problem,) = report.files[0].problems
    assert problem.is_cell
    assert problem.cells == ()
    assert stored(ws) == []


def test_a_cell_as_long_as_a_page_is_kept_as_a_line(ws, two_people):
    two_people(events=lines(EVENTS, f"{ADA},dka,yesterday,{'x' * 2_000}"))
    ((_section, _row, cells),) = stored(ws)
    assert len(cells[3]) == 300
    assert cells[3].endswith("x…")


def test_thousands_of_rows_are_all_kept_in_the_store_though_not_in_the_report(ws, two_people):
    rows = [f"{ADA},dka,yesterday,number {number}" for number in range(5_000)]
    report = two_people(events=lines(EVENTS, *rows))
    kept = stored(ws)
    assert [cells[3] for _section, _row, cells in kept] == [f"number {n}" for n in range(5_000)]
    problems = report.files[0].problems
    assert len(problems) == report.files[0].counts["events"].rejected == 5_000
    assert 0 < sum(bool(problem.cells) for problem in problems) < 5_000


_OWN = {"nhs_number": "NHS Number", "taken_on": "Date", "on": "Date", "started_on": "Started"}


@pytest.mark.parametrize(
    ("section", "cells", "column"),
    [
        ("results", (ADA, "acr", "never", "3", "", "", ""), "Date"),
        ("results", (ADA, "acr", "2026-01-05", "many", "", "", ""), "value"),
        ("results", (BEN, "acr", "2026-01-05", "3", "", "", ""), "NHS Number"),
        ("results", (ADA, "acr", "2026-01-05", "3", "", "elsewhere", ""), "setting"),
        ("medicines", (ADA, "Metformin", "", "", "3026-01-05", "", "", ""), "Started"),
        ("medicines", (ADA, "Metformin", "", "", "never", "", "", ""), "Started"),
        ("events", (ADA, "dka", "never", ""), "Date"),
    ],
)
def test_a_problem_names_the_column_as_the_file_does(section, cells, column):
    people = KnownPeople({ADA: Who(1, 1, False)}, (), allow_test_numbers=True)
    days, tally = Days(TODAY), Tally(new_report("list.csv"), 1)
    assert len(cells) == len(BY_NAME[section].readable)
    block = Block([7], [[cell] for cell in cells], raws=["raw"], inferred=[2], headings=_OWN)
    if section == "medicines":
        MedicineChecks(days, people).gather(block, tally)
    elif section == "events":
        list(EventChecks(days, people).checked(block, tally))
    else:
        ResultChecks(days, people).checked(block, tally)
    (problem,) = tally.report.problems
    assert (problem.row, problem.column) == (7, column)
    whole_row = ((), "", 0) if problem.is_cell else (cells, "raw", 2)
    assert (problem.cells, problem.raw, problem.inferred) == whole_row
