"""Which rows are no data, by their words alone."""

import pytest

from mdt_app.intake.tables.odd_rows import (
    is_aside,
    is_closing,
    is_count_heading,
    is_instruction,
    is_totals,
    may_tell,
    says_cut_short,
)
from tests.intake.reading_tables import ADA


def cells_of(row):
    return row.split(",") if row else []


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("", False),
        (",,", False),
        ("Total", True),
        ("Total:", True),
        ("Grand Total", True),
        ("Sub-total", True),
        ("Total of patients", True),
        ("Patient Count: 812", True),
        ("Total number of records", True),
        ("Count", True),
        ("Averages", True),
        ("Total = ", True),
        ("~Total~", False),
        ("Total,x", False),
        ("Total,5,x", False),
        ("Total,5,58.5 %", True),
        ("Total,20260301", False),
        (",2", True),
        (",2,", True),
        (",12345678", False),
        (",x", False),
        (",2,3", False),
        (",,2", False),
        ("2", False),
    ],
)
def test_totals_are_a_label_and_numbers_or_a_number_under_a_count(row, expected):
    assert is_totals(cells_of(row), ["Count", "Patient Count"]) is expected


@pytest.mark.parametrize(
    ("heading", "expected"),
    [("", True), ("Patient Count", True), ("Totals", True), ("Country", False)],
)
def test_a_column_counts_by_its_heading(heading, expected):
    assert is_count_heading(heading) is expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("Complete results,are,available", True),
        ("Complete results,are,available,", True),
        ("Complete results are available,a,b", True),
        ("Complete results are available,a,b,c", False),
        ("Complete results are available,a,b,c,", True),
        ("Results have been limited", True),
        ("The list was cut", True),
        ("Export limit exceeded", True),
        ("Limited results", False),
    ],
)
def test_a_notice_that_rows_are_missing_is_few_words_or_of_another_width(row, expected):
    assert says_cut_short(cells_of(row), 4) is expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("", False),
        ("End of report", True),
        (",,Page 3,of,9", True),
        ("Page 3,of,9,x", False),
        ("The end of report", False),
        ("Confidential,999 000 0018", False),
        ("Confidential,{0E000000-0000-4000-8000-0000000000AB}", False),
        ("Confidential,0e000000-0000-4000-8000-0000000000ab", False),
        ("Confidential,Page 3", True),
    ],
)
def test_closing_words_are_few_come_first_and_name_nobody(row, expected):
    assert is_closing(cells_of(row)) is expected


@pytest.mark.parametrize(
    ("row", "width", "expected"),
    [
        ("", 4, False),
        (",a", 4, False),
        ("12,a", 4, False),
        ("a", 1, True),
        ("a", 2, True),
        ("a,b", 2, False),
        ("a,b", 3, False),
        ("a,b", 4, True),
        ("a,b,c", 4, False),
        ("a,b,c,d,e,f", 20, True),
        ("a,b,c,d,e,f,g", 20, False),
        ("1 Mar 2026", 4, False),
        (f"Exemplar,{ADA}", 4, False),
        ("Last run,2026-03-01", 4, True),
        ("Last,run,2026-03-01", 8, False),
        ("Last,run,today", 8, True),
    ],
)
def test_words_above_headings_are_few_beside_the_columns_there_are(row, width, expected):
    assert is_aside(cells_of(row), width) is expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("", False),
        ("Required", False),
        ("Required,Optional", True),
        ("Required,a,b", True),
        ("dd/mm,a,b", True),
        ("10 digits,a,b", True),
        ("yyyy,a,b", True),
        ("Characters,a,b", True),
        ("Required,a,b,c", False),
        ("Required,Optional,a,b,c,d", True),
        ("Required,Optional,12", False),
        ("Required,Optional,2026-03-01", False),
        ("a,b", False),
    ],
)
def test_every_third_cell_of_instructions_says_what_to_write(row, expected):
    assert is_instruction(cells_of(row)) is expected


@pytest.mark.parametrize(
    "word",
    [
        "Total", "Patient Count", "Number of patients", "Average", "Complete results are available",
        "The report has been truncated", "Row limit reached", "The list was cut", "End of report",
        "Printed by A", "Generated on Friday", "Produced at noon", "Created from it",
        "Exported by A", "Run on Friday", "Page 3", "Confidential", "Patient identifiable",
        "Copyright", "© A",
    ],
)  # fmt: skip
def test_a_column_tells_that_a_row_in_it_may_be_no_data(word):
    column = ["a", word, "b"]
    assert may_tell(column, "\n".join(column).casefold()) is True


@pytest.mark.parametrize("word", ["a", "Total cholesterol", "Limited", "Running"])
def test_a_column_of_other_words_tells_nothing(word):
    assert may_tell([word], word.casefold()) is False
