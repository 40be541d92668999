"""Which row holds the headings, what labels them, and how they are known when met again."""

import pytest

from mdt_app.intake.tables.heading_row import HeadingRow, chosen_heading_row, find_heading_row
from mdt_app.intake.tables.repeated_headings import RepeatedHeadings
from tests.intake.reading_tables import ADA, known

SIX = "NHS Number,Family Name,Date,Value,Code Term,Organisation"
FOUR = "NHS Number,Family Name,Date,Value"


def found_in(*rows):
    return find_heading_row([row.split(",") for row in rows], known)


@pytest.mark.parametrize(
    ("rows", "row"),
    [
        (["NHS Number,Date"], 1),
        (["NHS Number"], None),
        (["x", "y"], None),
        (["NHS Number,Date,2026-03-01"], None),
        (["NHS Number,Date,2026-03-01", FOUR], 2),
        (["NHS Number,Date,x", FOUR, f"{ADA},a,2026-03-01,1"], 2),
        (["NHS Number,Date", f"{ADA},2026-03-01", FOUR], 1),
        (["NHS Number,Date", f"{ADA},2026-03-01", SIX], 3),
        (["NHS Number,Date,Value", f"{ADA},2026-03-01,1", SIX], 1),
        (["NHS Number,Date", "a,b", FOUR], 3),
        (["NHS Number,Date", f"{ADA},a,b", FOUR], 1),
        (["NHS Number,Date", f"{ADA},a,b,c", FOUR], 3),
        (["NHS Number,Date,x,y", f"{ADA},a,,", FOUR], 3),
        (["NHS Number,Date,x,y", f"{ADA},a,b,", FOUR], 1),
        (["NHS Number,Date", "Date,x", f"{ADA},2026-03-01", FOUR], 1),
        (["NHS Number,Date", "NHS Number,Value", f"{ADA},2026-03-01", FOUR], 2),
        (["NHS Number,Date", *["x"] * 199, FOUR], 1),
        (["x"] * 199 + [FOUR], 200),
        (["x"] * 200 + [FOUR], None),
    ],
)
def test_the_headings_are_the_first_row_that_has_its_data_below(rows, row):
    found = found_in(*rows)
    assert (found.row if found else None) == row


@pytest.mark.parametrize(
    ("row", "headings"),
    [(1, ("a", "b")), (2, None), (3, ("c",)), (4, None), (-1, None)],
)
def test_the_headings_may_be_in_any_row_that_is_not_blank(row, headings):
    found = chosen_heading_row([["a", "b"], ["", " "], ["c"]], row, known)
    assert (found.headings if found else None) == headings


def test_headings_are_without_spaces_and_the_mark_a_file_may_begin_with():
    found = chosen_heading_row([["\ufeff NHS~ ", " ~Date\t"]], 1, known)
    assert found.headings == ("NHS~", "~Date")


@pytest.mark.parametrize(
    ("rows", "headings"),
    [
        ([FOUR], 4),
        ([FOUR + ","], 4),
        ([FOUR + ",", "a,b,c,d,5"], 5),
        ([FOUR + ",,", "a,b,c,d,5,"], 5),
        ([FOUR + ",", "", ",", "a,b,c,d,5"], 5),
        ([FOUR + ",", "a,b,c,d,5,6"], 5),
        ([FOUR + ",", "a,b,c,d", "a,b,c,d", "a,b,c,d,5"], 4),
    ],
)
def test_an_empty_end_of_the_headings_is_a_column_where_rows_have_something_there(rows, headings):
    assert len(found_in(*rows).headings) == headings


@pytest.mark.parametrize(
    ("above", "labels"),
    [
        (",,HbA1c,", ("", "", "HbA1c", "HbA1c")),
        (",,HbA1c", ("", "", "HbA1c", "HbA1c")),
        (",HbA1c,,Weight,", ("", "HbA1c", "HbA1c", "Weight")),
        ("Who,,HbA1c,", ("Who", "Who", "HbA1c", "HbA1c")),
        (",,HbA1c,,more", ()),
        (",,2026-03-01", ()),
        (",,HbA1c,2026-03-01", ()),
        (",HbA1c", ()),
        ("Run,by,them", ()),
        ("", ()),
    ],
)
def test_labels_stand_above_columns_with_a_gap_and_within_the_headings(above, labels):
    cells = tuple(above.split(",")) if labels else ()
    preamble = tuple(filter(None, [", ".join(filter(None, above.split(",")))]))
    assert found_in(above, FOUR) == HeadingRow(
        2, tuple(FOUR.split(",")), labels, cells, preamble, 4
    )


def test_the_last_row_of_a_file_labels_nothing_in_the_first():
    assert found_in(FOUR, ",,HbA1c,").labels == ()


# --- headings met again --------------------------------------------------------------------


def again(headings=FOUR):
    return RepeatedHeadings(HeadingRow(1, tuple(headings.split(","))), known)


@pytest.mark.parametrize(
    ("row", "is_same"),
    [
        (FOUR, True),
        ("nhs_number,family name,DATE,value", True),
        (FOUR + ",,", True),
        (FOUR + ",Organisation", False),
        ("NHS Number,Date,Family Name,Value", False),
        ("Code Term,Organisation", False),
    ],
)
def test_headings_are_the_same_in_any_spelling_but_not_in_another_order(row, is_same):
    assert bool(again().are_repeated_in(row.split(","))) is is_same


@pytest.mark.parametrize(
    ("row", "is_changed"),
    [
        ("NHS Number,Date,Code Term", True),
        ("NHS Number,Date,x", True),
        ("NHS Number,Date,x,y", False),
        ("NHS Number,Date,x,y,", False),
        ("NHS Number", False),
        ("NHS Number,Date,2026-03-01", False),
        ("Code Term,Organisation", False),
        ("Code Term,Organisation,Surname", True),
        ("Code Term,Organisation,Surname,x,y", True),
        ("Code Term,Organisation,Surname,x,y,z", False),
        ("Code Term,Organisation,Surname,2026-03-01", False),
        ("Code Term,Code Term,Organisation", False),
    ],
)
def test_headings_change_where_most_words_of_a_row_are_headings(row, is_changed):
    assert bool(again().are_changed_in(row.split(","))) is is_changed


def test_headings_that_only_this_file_has_count_when_they_are_met_again():
    assert again("who,when,what").are_changed_in(["what", "who", "why"])
    assert not again("who,when,what").are_changed_in(["NHS Number", "Date"])
    assert again("who,when,what").are_changed_in(["NHS Number", "Date", "Value"])


def test_labels_are_known_when_they_are_met_again_and_nothing_else_is():
    place = HeadingRow(2, tuple(FOUR.split(",")), label_cells=("", "", "HbA1c"))
    labelled = RepeatedHeadings(place, known)
    assert labelled.are_labelled_by(["", " ", "HbA1c "])
    assert not labelled.are_labelled_by(["", "", "Weight"])
    assert not again().are_labelled_by(["", "", "HbA1c"])
