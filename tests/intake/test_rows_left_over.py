"""What is said of rows that cannot be laid out, and of cells that only a workbook has."""

import pytest

from mdt_app.intake.rows import Problem
from mdt_app.intake.tables.told import PassedOver, Told, shown
from mdt_app.intake.tables.unlaid import broken_off, too_many, with_nul, with_odd_quotes
from mdt_app.intake.tables.workbook_days import days_of_a_workbook


def test_a_row_that_cannot_be_laid_out_is_told_with_what_to_do():
    assert too_many(7, ["a", " b "], "results") == Problem(
        7,
        "",
        "a,  b",
        "More cells than headings",
        "Put a text that holds a comma in quotation marks.",
        "results",
    )
    assert with_odd_quotes(7, 'a  "b\n', "results") == Problem(
        7,
        "",
        'a "b',
        "Quotation marks that do not match",
        "Close the quotation mark in this row, or write it twice where it is meant.",
        "results",
    )
    assert with_nul(7, "results") == Problem(
        7, "", "", "The row holds a NUL character", "Export the search again.", "results"
    )
    assert broken_off(7, ["a", "b "]) == Problem(
        7, "", "a, b", "The line is broken off", "Export the search again."
    )


def test_of_a_long_row_only_its_beginning_is_shown():
    assert too_many(7, ["a" * 300]).value == broken_off(7, ["a" * 300]).value == "a" * 200
    assert with_odd_quotes(7, "a" * (1 << 20)).value == "a" * 200
    assert with_odd_quotes(7, "a" * ((1 << 20) + 1), "results") == Problem(
        7,
        "",
        "",
        "Longer than any row can be",
        "Check the quotation marks of this row and of those above it.",
        "results",
    )
    assert shown(["a" * 60, "", "b" * 38]) == "a" * 60 + ", " + "b" * 38
    assert shown(["a" * 60, " ", "b" * 39]) == "a" * 60 + ", " + "b" * 38 + "…"


def test_ten_rows_are_passed_over_by_name_and_those_beyond_by_their_number():
    told = Told()
    passed_over = PassedOver(told)
    for number in range(10):
        passed_over.note("closing", number, ["End of report"])
    passed_over.end()
    assert len(told.notices) == 10
    for number in (10, 11):
        passed_over.note("closing", number, ["End of report"])
        passed_over.end()
    assert told.notices[10:] == [
        "1 more row is not about a person and was passed over.",
        "2 more rows are not about a person and were passed over.",
    ]


@pytest.mark.parametrize(
    ("why", "one", "several"),
    [
        ("totals", "holds totals", "hold totals"),
        ("instructions", "says how to fill in the columns", "say how to fill in the columns"),
        ("preamble", "stands above repeated headings", "stand above repeated headings"),
        ("closing", "is not about a person", "are not about a person"),
    ],
)
def test_each_reason_is_said_of_one_row_and_of_several(why, one, several):
    told = Told()
    passed_over = PassedOver(told)
    for number in range(1, 13):
        passed_over.note(why, number, ["words"])
    passed_over.end()
    assert told.notices[0] == f"Row 1 {one} and was passed over: “words”."
    assert told.notices[10] == f"2 more rows {several} and were passed over."


def test_only_bare_numbers_that_are_no_year_are_days():
    cells = ["", "a", "-5", "None"]
    assert days_of_a_workbook(cells) is cells
    assert days_of_a_workbook(["45000", "a", "1999", "2045", "1850", "60"]) == [
        "2023-03-15", "a", "1999", "2045", "1905-01-23", "60"
    ]  # fmt: skip
