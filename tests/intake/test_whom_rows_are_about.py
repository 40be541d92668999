"""Whom the rows of a search are about: empty cells under a person, marked rows, lost lines."""

from functools import partial

import pytest

from mdt_app.intake.columns import mapped
from mdt_app.intake.columns.keeping import Keeping
from mdt_app.register.values import Inferred
from tests.intake.conftest import ADA, BEN, CAT, lines
from tests.intake.odd_books import row, texts, value, xlsx
from tests.intake.reading_searches import plan_of, read_of

WHO = "NHS Number,Family Name,Given Name,Date of Birth,Gender,Organisation Code"
ADA_IS = f"{ADA},Exemplar,Ada,14/02/1950,Female,Y00001"
BEN_IS = f"{BEN},Specimen,Ben,01/07/1962,Male,Y00002"
READINGS = "HbA1c,HbA1c Date"


@pytest.fixture
def search(tmp_path):
    """Reads a file with these rows."""

    def search(*rows, filled_down="", **answers):
        plan = plan_of(tmp_path / "search.csv", lines(*rows), **answers)
        return read_of(plan, filled_down)

    return search


# --- empty cells under a person ---

NOBODY = ",,,,,"


def grouped(*rows):
    return [f"{WHO},{READINGS}", *(f"{who},{reading},01/06/2026" for who, reading in rows)]


def whose(read):
    return read.rows("results", "nhs_number", "value")


def inferred(read):
    found = [(section, each) for section, block in read.blocks for each in block.each()]
    return [each.inferred for section, each in found if section == "results"]


def test_empty_cells_under_a_person_are_the_same_persons_and_that_is_said(search):
    read = search(*grouped((ADA_IS, 58), (NOBODY, 60), (NOBODY, 61), (BEN_IS, 70), (NOBODY, 71)))
    assert whose(read) == [
        (2, ADA, "58"),
        (3, ADA, "60"),
        (4, ADA, "61"),
        (5, BEN, "70"),
        (6, BEN, "71"),
    ]
    filled = int(Inferred.FILLED_DOWN)
    assert inferred(read) == [0, filled, filled, 0, filled]
    assert read.mapped.is_filled_down is True
    assert read.mapped.notices == [
        "3 rows with empty cells under a person were read as the same person's."
    ]
    assert {cells[1:] for cells in read.rows("patients", "nhs_number", "surname", "born_on")} == {
        (ADA, "Exemplar", "14/02/1950"),
        (BEN, "Specimen", "01/07/1962"),
    }


def test_what_a_term_says_and_whose_it_is_are_both_marked_as_worked_out(search):
    rows = f"{ADA},Exemplar,HbA1c level (IFCC),58,01/06/2026", ",,HbA1c level (IFCC),60,02/06/2026"
    read = search("NHS Number,Family Name,Code Term,Value,Date", *rows)
    assert whose(read) == [(2, ADA, "58"), (3, ADA, "60")]
    assert inferred(read) == [
        int(Inferred.MEANING),
        int(Inferred.MEANING | Inferred.FILLED_DOWN),
    ]


def test_what_was_worked_out_of_columns_and_rows_is_marked_together(search):
    rows = f"{ADA},Exemplar,58,01/06/2026,80,02/06/2026", ",,60,03/06/2026,81,04/06/2026"
    read = search("NHS Number,Family Name,HbA1c,Date,Weight,Date", *rows)
    column, filled = int(Inferred.COLUMN), int(Inferred.FILLED_DOWN)
    assert inferred(read) == [column, column | filled] * 2


def test_one_such_row_is_counted_as_one_and_every_pass_begins_anew(search):
    read = search(*grouped((ADA_IS, 58), (NOBODY, 60)))
    said = ["1 row with empty cells under a person was read as the same person's."]
    assert read.mapped.notices == said
    assert [len(run) for run in read.mapped.runs(("results",))]
    assert (read.mapped.notices, read.mapped.rows) == (said, 2)


@pytest.mark.parametrize(
    "rows",
    [
        [(ADA_IS, 58), (ADA_IS, 60), (NOBODY, 61)],
        [(ADA_IS, 58), (NOBODY, 60), (ADA_IS, 61)],
        [(NOBODY, 60), (ADA_IS, 61), (ADA_IS, 62)],
    ],
)
def test_where_a_number_is_ever_repeated_an_empty_cell_is_a_missing_number(search, rows):
    read = search(*grouped(*rows))
    numbers = [who.partition(",")[0] for who, _value in rows]
    assert [number for _row, number, _value in whose(read)] == numbers
    assert (inferred(read), read.mapped.notices) == ([0, 0, 0], [])
    assert read.mapped.is_filled_down is False


@pytest.mark.parametrize("who", [ADA_IS, ",Else,,,,", f"{CAT},,,,,"])
def test_a_search_in_which_every_row_says_something_of_a_person_is_not_grouped(search, who):
    read = search(*grouped((BEN_IS, 58), (who, 60)))
    assert read.mapped.is_filled_down is False


def test_marked_rows_leave_the_others_marked_as_worked_out(search):
    rows = f"{ADA},Exemplar,58,01/06/2026,", ",,60,02/06/2026,", ",,61,03/06/2026,yes"
    read = search(f"NHS Number,Family Name,{READINGS},Deleted", *rows)
    assert whose(read)[-2:] == [(2, ADA, "58"), (3, ADA, "60")]
    assert inferred(read)[-2:] == [0, int(Inferred.FILLED_DOWN)]


def test_a_row_that_says_anything_of_a_person_is_nobody_elses(search):
    read = search(*grouped((ADA_IS, 58), (",Else,,,,", 60), (NOBODY, 61), (BEN_IS, 70)))
    assert whose(read) == [(2, ADA, "58"), (3, "", "60"), (4, "", "61"), (5, BEN, "70")]


def test_rows_above_the_first_person_are_nobodys(search):
    read = search(*grouped((NOBODY, 57), (ADA_IS, 58), (NOBODY, 60)))
    assert whose(read) == [(2, "", "57"), (3, ADA, "58"), (4, ADA, "60")]
    assert inferred(read) == [0, 0, int(Inferred.FILLED_DOWN)]


def test_a_number_and_a_name_are_enough_to_tell_and_a_number_alone_is_not(search):
    rows = f"{ADA},Exemplar,58,01/06/2026", ",,60,02/06/2026"
    read = search(f"NHS Number,Family Name,{READINGS}", *rows)
    assert [number for _row, number, _value in whose(read)] == [ADA, ADA]
    alone = [
        row.replace(",", "", 1) if row.startswith(",") else row.replace(",Exemplar", "")
        for row in rows
    ]
    read = search(f"NHS Number,{READINGS}", *alone)
    assert [number for _row, number, _value in whose(read)] == [ADA, ""]


@pytest.mark.parametrize(("said", "second"), [("yes", ADA), ("no", "")])
def test_somebody_may_say_what_empty_cells_mean(search, said, second):
    read = search(
        f"NHS Number,{READINGS}", f"{ADA},58,01/06/2026", ",60,02/06/2026", filled_down=said
    )
    assert [number for _row, number, _value in whose(read)] == [ADA, second]


def test_somebody_may_say_that_a_search_is_not_grouped_though_it_looks_so(search):
    read = search(*grouped((ADA_IS, 58), (NOBODY, 60)), filled_down="no")
    assert [number for _row, number, _value in whose(read)] == [ADA, ""]
    assert read.mapped.is_filled_down is False


def test_a_list_of_people_alone_is_never_filled_down(search):
    read = search(f"{WHO},Carer", f"{ADA_IS},x", f"{NOBODY},y", f"{BEN_IS},z")
    assert [number for _row, number in read.rows("patients", "nhs_number")] == [ADA, "", BEN]
    assert read.mapped.is_filled_down is False
    assert read.mapped.notices == []


# --- rows that are marked ---

MARKED = f"{WHO},HbA1c,Smoking Status,Foot Check Date,Drug Name,Date,Is Deleted,Is Confidential"
SAID = "58,Never smoked tobacco,01/06/2026,Metformin,02/06/2026"


@pytest.mark.parametrize(
    ("marks", "reason"),
    [
        ("Yes,", "deleted"),
        ("1,0", "deleted"),
        ("-1,n", "deleted"),
        (" TRUE ,", "deleted"),
        ("y,", "deleted"),
        (",y", "confidential"),
        ("true,true", "confidential"),
        ("no,false", ""),
    ],
)
def test_rows_that_are_marked_are_withdrawn_and_bring_nobody(search, marks, reason):
    read = search(MARKED, f"{ADA_IS},{SAID},no,no", f"{BEN_IS},{SAID},{marks}")
    numbers = [number for _row, number in read.rows("patients", "nhs_number")]
    assert numbers == ([ADA] if reason else [ADA, BEN])
    withdrawn = [
        (section, each.row, each.raw, each.inferred)
        for section, block in read.blocks
        if block.is_withdrawn
        for each in block.each()
    ]
    sections = ("results", "results", "events", "medicines") if reason else ()
    assert sorted(withdrawn) == sorted((section, 3, reason, 0) for section in sections)
    live = [
        (section, each.row)
        for section, block in read.blocks
        if section != "patients" and not block.is_withdrawn
        for each in block.each()
    ]
    assert sorted(live) == sorted(
        (section, number)
        for section in ("results", "results", "events", "medicines")
        for number in ((2,) if reason else (2, 3))
    )
    assert read.problems == []


def test_of_a_marked_row_only_rows_are_withdrawn_and_nothing_is_told(search):
    headings = "NHS Number,Code,Value,Date,Deleted"
    halves = f"{ADA},271649006,142,01/06/2026", f"{ADA},271650006,86,01/06/2026"
    read = search(headings, f"{halves[0]},1", f"{halves[1]},", f"{ADA},73211009,,01/06/2026,1")
    assert [
        (block.is_withdrawn, each.row) for _s, block in read.blocks for each in block.each()
    ] == []
    said = "Half a blood pressure: no systolic goes with it"
    assert [(each.row, each.problem) for each in read.problems] == [(3, said)]
    both = search(headings, *(f"{half},1" for half in halves))
    ((_, block),) = [each for each in both.blocks if each[1].rows]
    assert (block.is_withdrawn, [each.cells[3] for each in block.each()]) == (True, ["142/86"])


def test_a_record_of_a_list_of_people_that_is_marked_says_so(search):
    headings = f"{WHO},Deleted,IsConfidential"
    rows = f"{ADA_IS},,", f"{BEN_IS},true,", f"{CAT},Sample,Cat,01/01/1960,Female,Y00001,,yes"
    read = search(headings, *rows)
    assert [number for _row, number in read.rows("patients", "nhs_number")] == [ADA]
    assert [(each.row, each.column, each.value, each.problem) for each in read.problems] == [
        (3, "Deleted", "", "The record is marked deleted"),
        (4, "IsConfidential", "", "The record is marked confidential"),
    ]
    assert {(each.hint, each.section) for each in read.problems} == {
        ("Such records are not taken in.", "patients")
    }


# --- lines that could not be laid out ---


@pytest.mark.parametrize(
    ("headings", "section"), [(WHO, "patients"), (f"{WHO},{READINGS}", "results")]
)
def test_a_line_that_cannot_be_laid_out_is_told_once_and_counted(search, headings, section):
    tail = ",58,01/06/2026" if section == "results" else ""
    read = search(headings, ADA_IS + tail, f"{BEN_IS}{tail},one,more", f"{BEN_IS}{tail}")
    told = [
        (name, each.row, each.problem) for name, block in read.blocks for each in block.problems
    ]
    assert told == [(section, 3, "More cells than headings")]
    assert read.mapped.rows == 3


# --- what the columns are called ---


def test_the_column_of_nhs_numbers_is_called_as_in_the_file(search):
    read = search("NHS No.,HbA1c,HbA1c Date", f"{ADA},58,01/06/2026")
    ((_, block),) = [each for each in read.blocks if each[0] == "results"]
    assert block.headings["nhs_number"] == "NHS No."


def test_a_column_of_nhs_numbers_without_a_name_keeps_the_plain_one(search):
    rows = [f"{number},58,01/06/2026" for number in (ADA, BEN, CAT)]
    read = search(",HbA1c,HbA1c Date", *rows)
    ((_, block),) = [each for each in read.blocks if each[0] == "results"]
    assert "nhs_number" not in block.headings
    assert len(block.rows) == 3


# --- days of a workbook ---


@pytest.mark.parametrize("is_workbook", [True, False])
def test_a_bare_number_is_a_day_in_a_workbook_only(tmp_path, is_workbook):
    headings = (
        "NHS Number,Title,Date of Birth,Died on,HbA1c,HbA1c Date,Foot Check Date,Drug,Start Date"
    )
    numbers = "45000", "18307", "45001", "58", "45002", "45003"
    if is_workbook:
        cells = [*texts(ADA), *map(value, numbers), *texts("Metformin"), value("45004")]
        content = xlsx({"Search": row(1, *texts(*headings.split(","))) + row(2, *cells)})
    else:
        content = lines(headings, ",".join((ADA, *numbers, "Metformin", "45004")))
    read = read_of(plan_of(tmp_path / "search", content))
    days = ["1950-02-13", "2023-03-16", "2023-03-17", "2023-03-18", "2023-03-19"]
    if not is_workbook:
        days = ["18307", "45001", "45002", "45003", "45004"]
    assert read.rows("patients", "title", "born_on", "died_on") == [(2, "45000", *days[:2])]
    assert read.rows("results", "value", "taken_on") == [(2, "58", days[2])]
    assert read.rows("events", "on") == [(2, days[3])]
    assert read.rows("medicines", "started_on") == [(2, days[4])]


# --- rows kept between the two passes ---


def test_a_file_too_long_to_be_kept_says_the_same_when_it_is_read_again(search, monkeypatch):
    rows = grouped((ADA_IS, 58), (NOBODY, 60), (BEN_IS, 70), (f"{BEN_IS},one,more", 80))
    kept = search(*rows)
    for most in (1, 4):
        monkeypatch.setattr(mapped, "Keeping", partial(Keeping, most_rows=most))
        again = search(*rows)
        assert (whose(again), inferred(again)) == (whose(kept), inferred(kept))
        assert (again.problems, again.mapped.notices) == (kept.problems, kept.mapped.notices)
        assert again.mapped.rows == kept.mapped.rows == 4
