"""Rows of medicines before any store is asked: what each says, and what one import gathers."""

import pytest

from mdt_app.clinical.events import MEDICINE_CLASSES
from mdt_app.intake.blocks import Block
from mdt_app.intake.cells import Days
from mdt_app.intake.known import KnownPeople, Who
from mdt_app.intake.medicines import MedicineChecks
from mdt_app.intake.rows import Problem
from mdt_app.intake.sections import MEDICINES
from mdt_app.intake.tally import Tally, new_report
from tests.intake.conftest import ADA
from tests.invented import TODAY

_KEY = (1, "Zzyzx", 0)


@pytest.fixture
def checks():
    known = KnownPeople({ADA: Who(1, 1, False)}, (), allow_test_numbers=True)
    return MedicineChecks(Days(TODAY), known)


def tally(batch=1):
    return Tally(new_report("list.csv"), batch)


def gathered(checks, *rows, into=None, problems=()):
    """What a file with these rows about Ada's medicines is told, and counted as."""
    of_file = into or tally()
    said = [{"nhs_number": ADA, "name": "Zzyzx", **row} for row in rows]
    columns = [[row.get(name, "") for row in said] for name in MEDICINES.readable]
    checks.gather(Block(range(2, 2 + len(rows)), columns, problems), of_file)
    return of_file


def test_a_row_that_could_not_be_laid_out_is_told(checks):
    odd = Problem(7, "", "x", "More cells than headings", "", "medicines")
    report = gathered(checks, {}, problems=[odd]).report
    assert report.problems == [odd]
    assert report.counts["medicines"].rejected == 1


def test_a_file_of_medicines_is_about_its_people_and_their_days(checks):
    of_file = gathered(checks, {"started_on": "2020-01-01", "last_issued_on": "2026-01-05"})
    assert of_file.touched == {1}
    assert of_file.newest == Days(TODAY).ordinal("2026-01-05")


@pytest.mark.parametrize(
    ("row", "is_noted"),
    [
        ({}, True),
        ({"class": "other"}, False),
        ({"name": "Metformin 500mg tablets"}, False),
        ({"name": "Metformin 500mg tablets", "class": "metformin"}, False),
    ],
)
def test_only_a_name_on_no_list_without_a_class_is_noted(checks, row, is_noted):
    notes = gathered(checks, row).notes
    assert dict(notes) == (
        {"with a name that is not on the list of medicines: counted as 'other'.": 1}
        if is_noted
        else {}
    )


@pytest.mark.parametrize("rows", [({"class": "insulin"}, {}), ({}, {"class": "insulin"})])
def test_a_class_said_by_one_row_is_the_medicines(checks, rows):
    first, second = rows
    gathered(checks, first | {"last_issued_on": "2026-01-05"}, second)
    assert checks.drafts[_KEY].joined().classes == "insulin"


@pytest.mark.parametrize(
    ("cells", "problem", "hint"),
    [
        (
            {"class": "magic"},
            "Not a class of medicine",
            "See the plain layout for the classes.",
        ),
        ({"current": "perhaps"}, "Not one of the words of this column", "Use yes, no."),
        ({"started_on": "one day"}, "Not a date", "Write dates as 2026-03-31."),
    ],
)
def test_a_cell_that_cannot_be_read_is_not_known_and_told(checks, cells, problem, hint):
    report = gathered(checks, {"dose": "1 a day", **cells}).report
    ((column, value),) = cells.items()
    assert [(p.row, p.column, p.value, p.problem, p.hint, p.is_cell) for p in report.problems] == [
        (2, column, value, problem, hint, True)
    ]
    facts = checks.drafts[_KEY].joined()
    assert (facts.dose, facts.classes, facts.current) == ("1 a day", "", "")


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        *((cell, "yes") for cell in ("yes", "Y", "TRUE")),
        *((cell, "no") for cell in ["No", "N", "false"]),
        ("", ""),
    ],
)
def test_whether_a_medicine_is_current_may_be_said_in_many_ways(checks, cell, kept):
    assert not gathered(checks, {"current": cell}).report.problems
    assert checks.drafts[_KEY].joined().current == kept


def test_a_medicine_may_be_of_every_class_there_is(checks):
    every = "+".join(sorted(MEDICINE_CLASSES))
    assert not gathered(checks, {"class": every}).report.problems
    assert checks.drafts[_KEY].joined().classes == every


def test_each_file_counts_its_own_rows_of_a_medicine(checks):
    gathered(checks, {}, {"dose": "1"})
    gathered(checks, {"dose": "2"}, {"dose": "2"}, {}, into=tally(2))
    assert checks.drafts[_KEY].rows_of == {1: 2, 2: 3}
