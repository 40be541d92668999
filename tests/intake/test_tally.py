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


def test_only_the_first_two_thousand_problems_keep_their_rows_in_the_report():
    tally = Tally(new_report("list.csv"), 1)
    each = problem(7, cells=("x",))
    for _ in range(2_001):
        tally.read("results", each)
    assert [bool(told.cells) for told in tally.report.problems[1_999:]] == [True, False]
    assert all(told.cells for told in tally.set_aside)


def test_the_newest_day_is_of_all_that_was_seen():
    tally = Tally(new_report("list.csv"), 1)
    for days, newest in (((), 0), ((0,), 0), ((3, 9, 5), 9), ((4,), 9), ((), 9)):
        tally.saw(days)
        assert tally.newest == newest


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
    tally.close([])
    assert tally.report.warnings == ["First.", "Second.", *tally.report.warnings[2:5]]


def test_a_file_without_rows_says_so_unless_it_only_explains_others():
    said = ["There are no rows below the headings."]
    for kinds, warnings in (({}, said), ({"is_only_looked_up": True}, [])):
        tally = Tally(new_report("list.csv"), 1)
        tally.close([], **kinds)
        assert tally.report.warnings == warnings
