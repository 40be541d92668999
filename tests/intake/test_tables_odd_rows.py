"""Rows that are no data: totals, instructions, parts of several practices, words that warn."""

import pytest

from mdt_app.intake.tables.files import FileRefused
from mdt_app.intake.tables.records import _BLOCK
from tests.intake.reading_tables import (
    ADA,
    BEN,
    CAT,
    HEADINGS,
    lines,
    problems_of,
    rows_of,
    table_of,
)

ADA_ROW = f"{ADA},Exemplar,2026-03-01,58"
BEN_ROW = f"{BEN},Specimen,2026-03-02,59"
CAT_ROW = f"{CAT},Sample,2026-03-03,60"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "list.csv"


def parts_of(table):
    return [(list(rows.numbers), rows.preamble) for rows in table.blocks() if rows.numbers]


# --- totals and other words ----------------------------------------------------------------


@pytest.mark.parametrize(
    "total",
    [
        "Total,2",
        "Total,,,2",
        "Grand Total,,,",
        "Population Count,2",
        "Patient Count: 2",
        "Total patients = 1,204",
        "Number of records,2,,",
        ",,Total,2",
        "Average,,,58.5",
    ],
)
def test_totals_are_passed_over_and_told_with_their_row(path, total):
    table = table_of(path, lines(HEADINGS, ADA_ROW, BEN_ROW, total))
    assert list(rows_of(table)) == [2, 3]
    [notice] = table.notices
    assert notice.startswith("Row 4 ")
    assert table.cut_short == []


@pytest.mark.parametrize(
    "row",
    [
        f"Total,Exemplar,{ADA},58",
        "Total cholesterol,,,4.5",
        "Totally,b,,",
        ",Total body weight,,80",
    ],
)
def test_what_only_looks_like_totals_headings_or_notices_is_data(path, row):
    assert list(rows_of(table_of(path, lines(HEADINGS, ADA_ROW, row, BEN_ROW)))) == [2, 3, 4]


def test_a_number_alone_under_a_count_is_a_total(path):
    headings = HEADINGS + ",Patient Count"
    table = table_of(path, lines(headings, ADA_ROW + ",", BEN_ROW + ",", ",,,,2"))
    assert list(rows_of(table)) == [2, 3]
    assert "Row 4" in table.notices[0]


def test_a_total_is_seen_where_only_its_own_column_is_always_filled(path):
    rows = [row for _ in range(9_000) for row in (f"{ADA},,1", ",Exemplar,1")]
    table = table_of(path, lines("NHS Number,Family Name,Count", *rows, ",,18000", *rows))
    assert len(rows_of(table)) == 36_000
    assert table.notices == ["Row 18002 holds totals and was passed over: “18000”."]


def test_many_totals_are_counted(path):
    rows = [row for number in range(40) for row in (ADA_ROW, f"Total,{number}")]
    table = table_of(path, lines(HEADINGS, *rows))
    assert len(rows_of(table)) == 40
    assert len(table.notices) == 11
    assert table.notices[-1].startswith("30 more rows")


@pytest.mark.parametrize("words", ["End of report", "*** End of list ***", "Printed by A B,,,"])
def test_closing_words_are_no_data(path, words):
    table = table_of(path, lines(HEADINGS, ADA_ROW, "", words))
    assert list(rows_of(table)) == [2]
    assert table.notices[0].startswith("Row 4 ")


def test_other_words_below_the_rows_are_left_to_the_checks_of_rows(path):
    assert list(rows_of(table_of(path, lines(HEADINGS, ADA_ROW, "See also the recall list")))) == [
        2,
        3,
    ]


@pytest.mark.parametrize(
    "says",
    [
        "Required. 10 digits,Required,Optional. Format YYYY-MM-DD,Must be a number",
        "10 digits,Free text,dd/mm/yyyy,Numeric",
        "e.g. 999 000 0018,Please enter the name,,",
    ],
)
def test_instructions_under_the_headings_are_passed_over(path, says):
    table = table_of(path, lines(HEADINGS, says, ADA_ROW))
    assert list(rows_of(table)) == [3]
    assert table.notices[0].startswith("Row 2 ")


def test_instructions_are_only_looked_for_under_the_headings(path):
    says = "Required. 10 digits,Required,Optional. Format YYYY-MM-DD,Must be a number"
    assert list(rows_of(table_of(path, lines(HEADINGS, ADA_ROW, says)))) == [2, 3]


# --- several practices, one after another --------------------------------------------------


def test_repeated_headings_are_no_data_wherever_they_are(path):
    rows = [f"{ADA},Exemplar,2026-03-01,{number}" for number in range(20_000)]
    rows[15_000:15_000] = [HEADINGS, "", HEADINGS.upper(), HEADINGS + ",", ",,,"]
    table = table_of(path, lines(HEADINGS, *rows))
    numbers = list(rows_of(table))
    assert len(numbers) == 20_000
    assert set(range(15_002, 15_007)).isdisjoint(numbers)


def test_files_put_together_with_their_marks_are_read_as_one(path):
    rows = [f"{ADA},Exemplar,2026-03-01,{number}" for number in range(15_000)]
    part = lines(HEADINGS, *rows).encode("utf-8-sig")
    table = table_of(path, part * 3)
    assert len(rows_of(table)) == 45_000


def test_the_end_mark_of_an_old_program_is_no_row(path):
    table = table_of(path, lines(HEADINGS, ADA_ROW) + "\x1a")
    assert list(rows_of(table)) == [2]
    assert table.cut_short == []
    assert not problems_of(table)


def test_each_practice_keeps_its_own_preamble(path):
    table = table_of(
        path,
        lines(
            "Practice: Oak,,,",
            HEADINGS,
            ADA_ROW,
            "",
            "Practice: Elm,,,",
            "Run on 2026-11-20",
            HEADINGS,
            BEN_ROW,
            HEADINGS,
            CAT_ROW,
        ),
    )
    assert parts_of(table) == [
        ([3], ("Practice: Oak",)),
        ([8], ("Practice: Elm", "Run on 2026-11-20")),
        ([10], ("Practice: Elm", "Run on 2026-11-20")),
    ]
    assert [notice.split(" stands")[0] for notice in table.notices] == ["Row 5", "Row 6"]


def test_a_preamble_is_seen_wherever_the_blocks_of_a_long_file_end(path):
    row = f"{ADA},Exemplar,2026-03-01,00058"
    in_two_blocks = 2 * _BLOCK // (len(row) + 1)
    for count in range(in_two_blocks - 8, in_two_blocks + 3):
        above = [line.ljust(len(row)) for line in ("Practice: Elm,,,", "Search: HbA1c,,,")]
        parts = [*above, HEADINGS, BEN_ROW]
        table = table_of(path, lines("Practice: Oak", HEADINGS, *[row] * count, *parts))
        *before, after = parts_of(table)
        assert sum(len(numbers) for numbers, _above in before) == count
        assert {above for _numbers, above in before} == {("Practice: Oak",)}
        assert after == ([count + 6], ("Practice: Elm", "Search: HbA1c"))


def test_headings_repeated_in_another_spelling_are_the_same(path):
    headings = "NHS Number,Family Name,House Name / Flat Number,Date"
    again = "NHS_number,family name,House Name/Flat Number,Date "
    table = table_of(path, lines(headings, f"{ADA},a,b,c", again, f"{BEN},a,b,c"))
    assert list(rows_of(table)) == [2, 4]


def test_labels_are_repeated_with_the_headings(path):
    block = [",,HbA1c,", HEADINGS]
    table = table_of(
        path, lines("Practice: Oak", *block, ADA_ROW, "Practice: Elm", *block, BEN_ROW)
    )
    assert list(rows_of(table)) == [4, 8]


def test_a_sparse_row_of_a_person_is_never_words_above_headings(path):
    table = table_of(path, lines(HEADINGS, f"{ADA},,,", HEADINGS, f"Exemplar,{BEN},,", HEADINGS))
    assert list(rows_of(table)) == [2, 4]


@pytest.mark.parametrize(
    "other",
    [
        "Family Name,NHS Number,Date,Value",
        "NHS Number,Family Name,Date,Value,Code Term",
        "NHS Number,Date,Code Term,Organisation",
        "Patient Number,Surname,Code Term,Organisation",
    ],
)
def test_headings_that_change_refuse_the_file_and_name_the_row(path, other):
    table = table_of(path, lines(HEADINGS, ADA_ROW, BEN_ROW, other, CAT_ROW))
    with pytest.raises(FileRefused) as refused:
        rows_of(table)
    assert refused.value.row == 4
    assert refused.value.hint


# --- deep in a long file, where rows are laid out by the thousand ---------------------------


@pytest.mark.parametrize(
    "odd",
    [
        ["Total,,,2"],
        [",Grand Total,,"],
        [" ,,,"],
        ["\t, ,,\u00a0"],
        ["Complete results are available,,,"],
        ["End of report,,,"],
        ["Practice: Elm,,,", HEADINGS],
        [f"{CAT},a\0b,,"],
        [f'{CAT},"never closed,,'],
        [f"{CAT},a,b,c,d"],
        [f"{CAT},short"],
    ],
)
@pytest.mark.parametrize("end", ["", ",", ",,"])
def test_odd_rows_deep_in_a_long_file_are_treated_as_in_a_short_one(path, odd, end):
    def outcome(count):
        content = lines(HEADINGS, *[ADA_ROW + end] * count, *[row + end for row in odd], BEN_ROW)
        table = table_of(path, content)
        rows, problems = rows_of(table), problems_of(table)
        return (
            [(number - count, cells) for number, cells in rows.items() if number > count + 1],
            [(problem.row - count, problem.problem) for problem in problems],
            [text.replace(str(count + 2), "N") for text in (*table.notices, *table.cut_short)],
            len(rows) - count,
        )

    assert outcome(20_000) == outcome(2)


# --- what may be missing -------------------------------------------------------------------


@pytest.mark.parametrize(
    "line", ["Complete results are available on request", "*** Complete results are available,,,"]
)
@pytest.mark.parametrize("place", [0, 1, 2, 4])
def test_a_notice_that_results_are_missing_is_no_row_but_a_warning(path, line, place):
    rows = [HEADINGS, ADA_ROW, BEN_ROW, CAT_ROW]
    rows.insert(place, line)
    table = table_of(path, lines(*rows))
    assert len(rows_of(table)) == 3
    words = line.rstrip(",")
    assert table.cut_short == [f"Row {place + 1} says “{words}”."]


def test_the_same_words_in_a_text_about_a_person_warn_of_nothing(path):
    row = f"{ADA},Complete results are available,2026-03-01,58"
    table = table_of(path, lines(HEADINGS, row, BEN_ROW))
    assert list(rows_of(table)) == [2, 3]
    assert table.cut_short == []


def test_a_last_line_broken_off_is_set_aside_and_told(path):
    table = table_of(path, lines(HEADINGS, ADA_ROW, BEN_ROW) + f"{CAT},Sam")
    assert list(rows_of(table)) == [2, 3]
    assert [problem.row for problem in problems_of(table)] == [4]
    assert table.cut_short == ["The last line, row 4, is broken off."]


def test_a_last_line_broken_off_inside_quotation_marks_is_told_too(path):
    table = table_of(path, lines(HEADINGS, ADA_ROW) + f'{CAT},"Sam')
    assert [problem.row for problem in problems_of(table)] == [3]
    assert table.cut_short == ["The last line, row 3, is broken off."]


@pytest.mark.parametrize(
    "content",
    [
        lines(HEADINGS, ADA_ROW) + BEN_ROW,
        lines(HEADINGS, ADA_ROW) + "Total,1",
        lines(HEADINGS, ADA_ROW) + "End of report",
        lines(HEADINGS, ADA_ROW, f"{BEN},Specimen") + f"{CAT},Sample",
        lines(HEADINGS, f"{BEN},Specimen", ADA_ROW) + f"{CAT},Sample",
        lines(HEADINGS, *[f"{BEN},Specimen,2026-03-01"] * 20_000) + f"{CAT},Sample",
        lines(HEADINGS, ADA_ROW, f"{BEN},Specimen"),
    ],
)
def test_a_file_that_merely_ends_without_a_line_end_is_whole(path, content):
    table = table_of(path, content)
    rows_of(table)
    assert table.cut_short == []
    assert not problems_of(table)
