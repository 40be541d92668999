"""Rows laid out by whole blocks or one at a time: no row lost, shifted, doubled or out of order."""

from pathlib import Path
from typing import NamedTuple

import pytest

from mdt_app.intake.tables import laying_out
from mdt_app.intake.tables.files import FileRefused, InspectedFile
from mdt_app.intake.tables.heading_row import HeadingRow
from mdt_app.intake.tables.laying_out import LayingOut
from mdt_app.intake.tables.records import BrokenLine
from mdt_app.intake.tables.told import Told
from tests.intake.reading_tables import ADA, BEN, CAT, HEADINGS, known

ADA_ROW = f"{ADA},Exemplar,2026-03-01,58"
BEN_ROW = f"{BEN},Specimen,2026-03-02,59"
CAT_ROW = f"{CAT},Sample,2026-03-03,60"
ELM = "Practice: Elm,,,"
ABOVE = ("Practice: Oak",)


class LaidOut(NamedTuple):
    """What came of the rows below `ADA_ROW`, which is row 2."""

    rows: list[tuple[int, tuple[str, ...]]]
    above: dict[int, tuple[str, ...]]
    """By number of the row, what stands above its headings."""
    problems: list[tuple[int, str]]
    notices: list[str]
    cut_short: list[str]
    as_a_whole: list[list[int]]
    """The rows that were not looked at one by one."""


def laid_out(*blocks, headings=HEADINGS, is_careful=False, is_ended=True):
    """Rows as text or as cells, block by block; with a NUL in the file each is looked at."""
    told = Told()
    cells = tuple(headings.split(","))
    place = HeadingRow(1, cells, preamble=ABOVE)
    file = InspectedFile(
        Path("list.csv"), "list.csv", "", "utf-8", 1, is_careful, b"", is_ended=is_ended
    )
    found = LaidOut([], {}, [], told.notices, told.cut_short, [])
    for rows in LayingOut(file, place, known, told).rows(_chunks(headings, blocks)):
        assert [len(column) for column in rows.columns] == [len(rows.numbers)] * len(cells)
        assert rows.numbers or rows.problems
        found.rows.extend(zip(rows.numbers, zip(*rows.columns)))
        found.above.update(dict.fromkeys(rows.numbers, rows.preamble))
        found.problems.extend((problem.row, problem.problem) for problem in rows.problems)
        if isinstance(rows.numbers, range):
            found.as_a_whole.append(list(rows.numbers))
    assert found.rows[0] == (2, (*ADA_ROW.split(","), "", "")[: len(cells)])
    del found.rows[0]
    return found


def _chunks(headings, blocks):
    first = 1
    for block in ([headings, ADA_ROW], *blocks):
        records = [row.split(",") if isinstance(row, str) else row for row in block]
        yield first, records
        first += len(records)


def padded(row: str, width: int = 4) -> tuple[str, ...]:
    return (*row.split(","), *[""] * width)[:width]


# --- the same, by blocks and one by one ----------------------------------------------------


@pytest.mark.parametrize(
    ("block", "passed_over"),
    [
        ([BEN_ROW, CAT_ROW], set()),
        ([f"{BEN},short", f"{CAT},short"], set()),
        ([f"{BEN},short", CAT_ROW], set()),
        ([BEN_ROW + ",,", CAT_ROW + ",,"], set()),
        ([BEN_ROW, "Total,,,2", CAT_ROW], {4}),
        ([BEN_ROW, ",Total,,2", CAT_ROW], {4}),
        ([",Specimen,,1", ",Total,,2", CAT_ROW], {4}),
        ([BEN_ROW, "End of report,,,", CAT_ROW], {4}),
        ([BEN_ROW, " ,,,", CAT_ROW], {4}),
        ([BEN_ROW, HEADINGS, CAT_ROW], {4}),
        ([BEN_ROW, "\ufeff" + HEADINGS, CAT_ROW], {4}),
        ([BEN_ROW, ELM, HEADINGS], {4, 5}),
        ([BEN_ROW, ELM], set()),
        ([ELM, ELM, ELM], set()),
        ([BEN_ROW, ",End of report,,", CAT_ROW], set()),
        ([BEN_ROW, "Required,Optional,Required,Optional", CAT_ROW], set()),
        ([f"Total,{BEN},,", f"Total,{CAT},,"], set()),
        ([f"End of report,{BEN},,", f"End of report,{CAT},,"], set()),
        (["Complete results are available," + BEN + ",,"] * 2, set()),
    ],
)
@pytest.mark.parametrize("after", [[], [[CAT_ROW, BEN_ROW]]])
def test_every_row_is_data_or_passed_over_however_it_is_read(block, passed_over, after):
    by_blocks = laid_out(block, *after)
    one_by_one = laid_out(block, *after, is_careful=True)
    assert by_blocks._replace(as_a_whole=[]) == one_by_one
    assert not by_blocks.problems
    read = [row for rows in (block, *after) for row in rows]
    assert by_blocks.rows == [
        (number, padded(row)) for number, row in enumerate(read, 3) if number not in passed_over
    ]


@pytest.mark.parametrize(
    ("block", "count"),
    [
        ([BEN_ROW, CAT_ROW], 2),
        ([BEN_ROW], 1),
        ([BEN_ROW + ",", CAT_ROW + ","], 2),
        ([f"{BEN},short", f"{CAT},short"], 2),
        ([BEN_ROW, CAT_ROW, ELM], 2),
        ([BEN, CAT], 0),
        ([f"{BEN},short"], 0),
        ([BEN_ROW, "Total,,,2"], 0),
    ],
)
def test_plain_rows_are_laid_out_as_a_whole(block, count):
    found = laid_out(block).as_a_whole
    assert found == ([list(range(3, 3 + count))] if count else [])


@pytest.mark.parametrize(("cells", "is_whole"), [(2, False), (3, True)])
def test_rows_of_less_than_half_the_cells_are_looked_at(cells, is_whole):
    rows = [",".join([number, "a", "b"][:cells]) for number in (BEN, CAT)]
    found = laid_out(rows, headings=HEADINGS + ",Code Term,Organisation")
    assert bool(found.as_a_whole) is is_whole
    assert found.rows == [(3, padded(rows[0], 6)), (4, padded(rows[1], 6))]


def test_many_rows_come_in_pieces_of_bounded_size(monkeypatch):
    monkeypatch.setattr(laying_out, "_MOST_CELLS", 8)
    assert laid_out([BEN_ROW] * 4).as_a_whole == [[3, 4, 5, 6]]
    assert laid_out([BEN_ROW] * 5).as_a_whole == []
    file = InspectedFile(Path("list.csv"), "list.csv", "", "utf-8", 1, has_nul=True, head=b"")
    laying = LayingOut(file, HeadingRow(1, tuple(HEADINGS.split(","))), known, Told())
    pieces = laying.rows(_chunks(HEADINGS, [[BEN_ROW] * 5]))
    assert [list(rows.numbers) for rows in pieces] == [[2], [3, 4], [5, 6], [7]]


def test_a_number_under_a_count_is_a_total_where_every_row_has_one():
    headings = "Family Name,Patient Count,NHS Number,Date"
    found = laid_out(["Specimen,1,x,y", ",2,,", "Sample,3,x,y"], headings=headings)
    assert [number for number, _cells in found.rows] == [3, 5]
    assert found.notices == ["Row 4 holds totals and was passed over: “2”."]


def test_a_number_that_stands_further_right_than_a_row_reaches_names_nobody():
    found = laid_out([f",,{BEN},", "Exemplar,b", f",,{CAT},"])
    assert [number for number, _cells in found.rows] == [3, 4, 5]


# --- parts with headings of their own ------------------------------------------------------


@pytest.mark.parametrize("is_careful", [False, True])
def test_words_above_headings_belong_to_the_rows_below_them(is_careful):
    found = laid_out(
        [BEN_ROW, CAT_ROW, "12,34", ELM], [HEADINGS, BEN_ROW], [CAT_ROW], is_careful=is_careful
    )
    assert found.above == {
        2: ABOVE, 3: ABOVE, 4: ABOVE, 5: ABOVE, 8: ("Practice: Elm",), 9: ("Practice: Elm",)
    }  # fmt: skip
    assert found.notices == [
        "Row 6 stands above repeated headings and was passed over: “Practice: Elm”."
    ]


@pytest.mark.parametrize("is_careful", [False, True])
@pytest.mark.parametrize("count", [29, 30, 31, 40])
def test_up_to_thirty_lines_may_stand_above_headings(count, is_careful):
    words = [f"Line {number},,," for number in range(count)]
    found = laid_out(words, [HEADINGS, BEN_ROW], is_careful=is_careful)
    (*data, (last, _cells)) = found.rows
    assert [number for number, _cells in data] == list(range(3, 3 + count - 30))
    assert found.above[last] == tuple(f"Line {number}" for number in range(count))[-30:]


def test_several_lines_at_the_end_of_a_block_stand_above_the_headings_of_the_next():
    found = laid_out([BEN_ROW, CAT_ROW, ELM, "Search: all,,,"], [HEADINGS, BEN_ROW])
    assert found.above == {2: ABOVE, 3: ABOVE, 4: ABOVE, 8: ("Practice: Elm", "Search: all")}


def test_words_above_a_row_that_is_set_aside_stand_above_no_headings():
    found = laid_out([ELM, BrokenLine(['"x\n']), HEADINGS, BEN_ROW])
    assert found.above == {2: ABOVE, 3: ABOVE, 6: ABOVE}
    assert found.problems == [(4, "Quotation marks that do not match")]


def test_instructions_are_looked_for_under_repeated_headings_too():
    says = "Required. 10 digits,Required,Optional. Format YYYY-MM-DD,Must be a number"
    found = laid_out([BEN_ROW, HEADINGS, says, CAT_ROW])
    assert [number for number, _cells in found.rows] == [3, 6]
    assert found.notices == [
        "Row 5 says how to fill in the columns and was passed over: "
        "“Required. 10 digits, Required, Optional. Format YYYY-MM-DD, Must be a number”."
    ]


def test_headings_that_change_are_named_with_what_to_do():
    with pytest.raises(FileRefused) as refused:
        laid_out([BEN_ROW, "NHS Number,Date,Code Term,Organisation"])
    assert refused.value.message == "The headings of list.csv change in row 4."
    assert refused.value.hint == "Save each part as a file of its own."


@pytest.mark.parametrize("at", [1, 40])
def test_headings_of_something_else_are_seen_wherever_they_stand_and_however_they_are_spelt(at):
    """What is below them would be laid out under headings that it does not have."""
    other = "Patient Number,Surname,Code Term,Organisation"
    with pytest.raises(FileRefused) as refused:
        laid_out([*[BEN_ROW] * at, other, *[CAT_ROW] * 40])
    assert refused.value.row == 3 + at


def test_rows_without_numbers_or_days_are_looked_at_one_by_one():
    found = laid_out(["Exemplar,Ada,yes,no", "Specimen,Ben,no,yes"], headings="A,B,C,D")
    assert [number for number, _cells in found.rows] == [3, 4]
    assert found.as_a_whole == []


def test_a_space_before_a_number_is_no_reason_to_look_at_each_row():
    assert laid_out([f" {BEN_ROW}", f" {CAT_ROW}"]).as_a_whole == [[3, 4]]


# --- rows set aside, and what may be missing -----------------------------------------------


def test_rows_that_cannot_be_laid_out_are_told_and_hide_no_other():
    odd = [[CAT, "a\0b", "", ""], BrokenLine([f'{CAT},"x\n']), f"{CAT},a,b,c,d"]
    found = laid_out([f"{BEN},short", *odd, BEN_ROW], is_careful=True)
    assert [number for number, _cells in found.rows] == [3, 7]
    assert found.problems == [
        (4, "The row holds a NUL character"),
        (5, "Quotation marks that do not match"),
        (6, "More cells than headings"),
    ]


def test_a_notice_that_rows_are_missing_is_told_with_its_words():
    found = laid_out([BEN_ROW, "Complete results are available,,,", CAT_ROW])
    assert found.cut_short == ["Row 4 says “Complete results are available”."]


def test_rows_passed_over_are_told_with_their_words_and_many_are_counted():
    found = laid_out([BEN_ROW, "End of report,,,", CAT_ROW])
    assert found.notices == ["Row 4 is not about a person and was passed over: “End of report”."]
    found = laid_out([BEN_ROW, *["Total,,,2"] * 12])
    assert found.notices[0] == "Row 4 holds totals and was passed over: “Total, 2”."
    assert found.notices[9:] == [
        "Row 13 holds totals and was passed over: “Total, 2”.",
        "2 more rows hold totals and were passed over.",
    ]


@pytest.mark.parametrize("at_the_end", [True, False])
def test_a_short_row_that_begins_like_closing_words_but_names_somebody_is_data(at_the_end):
    short, rest = f"Confidential,{CAT}", [] if at_the_end else [BEN_ROW]
    found = laid_out([BEN_ROW, f"Sam,{BEN}", short, *rest])
    assert (5, ("Confidential", CAT, "", "")) in found.rows
    assert found.notices == []


@pytest.mark.parametrize(
    ("blocks", "is_told"),
    [
        ([[BEN_ROW, CAT_ROW], [f"{CAT},Sam"]], True),
        ([[BEN_ROW, CAT_ROW], [ELM, f"{CAT},Sam"]], True),
        ([[ELM, BEN_ROW + ","], [f"{CAT},Sam"]], True),
        ([[BrokenLine(['"a\n']), BrokenLine([f'{CAT},"Sam'])]], True),
        ([[BrokenLine(['"a\n']), CAT_ROW]], False),
        ([[BrokenLine(['"a\r']), CAT_ROW]], False),
        ([[BEN_ROW, CAT_ROW], [ELM]], False),
        ([[f"{BEN},a", f"{BEN},b"], [f"{BEN},a", f"{BEN},a,b", f"{CAT},a,b"]], False),
        ([[f"{BEN},a", BEN_ROW, f"{CAT},Sam"]], False),
        ([[BEN_ROW, f"{BEN},a", f"{CAT},Sam"]], False),
        ([[f"{BEN},a", f"{CAT},b"], [f"{CAT},Sam"]], False),
        ([[f"{BEN},a", f"{CAT},Sam"]], False),
        ([[BEN_ROW, "End of report"]], False),
    ],
)
def test_only_a_last_line_shorter_than_all_others_is_broken_off(blocks, is_told):
    last = 2 + sum(map(len, blocks))
    told = [f"The last line, row {last}, is broken off."] if is_told else []
    assert laid_out(*blocks, is_ended=False).cut_short == told
    assert laid_out(*blocks, is_ended=True).cut_short == []


def test_a_line_that_is_broken_off_is_set_aside():
    found = laid_out([BEN_ROW], [f"{CAT},Sam"], is_ended=False)
    assert [number for number, _cells in found.rows] == [3]
    assert found.problems == [(4, "The line is broken off")]
