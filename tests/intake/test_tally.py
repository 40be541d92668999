"""What is counted of a file while it is read, and how its report says it."""

from mdt_app.intake.rows import Problem
from mdt_app.intake.tally import Tally, new_report


def problem(row, **more):
    return Problem(row, "value", "x", "Not a number", "Correct it.", **more)


def test_problems_are_told_in_the_order_of_the_rows_and_cells_are_no_rows():
    tally = Tally(new_report("list.csv"), 1)
    for each in (problem(7), problem(3, is_held=True), problem(5, is_cell=True)):
        tally.read("results", each)
    tally.close([])
    counts = tally.of("results")
    assert [each.row for each in tally.report.problems] == [3, 5, 7]
    assert [each.row for each in tally.set_aside] == [7, 3]
    assert (counts.rejected, counts.held, tally.report.rows) == (1, 1, 2)


def test_what_is_noted_is_said_once_with_its_count():
    tally = Tally(new_report("list.csv"), 1)
    tally.report.warnings.append("Second.")
    tally.notes.update({"rows were odd.": 1, "of the rows were even.": 1})
    tally.notes.update(["rows were long."] * 2)
    tally.close(["First."], rows=9)
    assert tally.report.warnings == [
        "First.",
        "Second.",
        "1 row were odd.",
        "1 of the rows were even.",
        "2 rows were long.",
    ]
    assert tally.report.rows == 9


def test_a_file_without_rows_says_so_unless_it_only_explains_others():
    for is_only_looked_up in (False, True):
        tally = Tally(new_report("list.csv"), 1)
        tally.close([], is_only_looked_up=is_only_looked_up)
        said = [] if is_only_looked_up else ["There are no rows below the headings."]
        assert tally.report.warnings == said
