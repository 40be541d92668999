"""Searches whose rows say by a code or a term what they are: which rows they become."""

import pytest

from mdt_app.register.values import Inferred
from tests.intake.conftest import ADA

CODED = "Code,Code Term,Value,Unit,Date"
DAY = "01/06/2026"
HBA1C, CREATININE = "999791000000106", "1000731000000107"
UPPER, LOWER = "271649006", "271650006"
MEANING = int(Inferred.MEANING)


def results(read, *names):
    return read.rows("results", *names)


def told(read):
    """Each problem's place and words; every one is counted with the results."""
    assert {each.section for each in read.problems} <= {"results"}
    return [(each.row, each.column, each.value, each.problem) for each in read.problems]


# --- what a row is ---


def test_every_cell_of_a_coded_result_is_its_own(search):
    headings = f"Comparator,{CODED},Ort"
    row = f"<, {HBA1C} ,Haemoglobin A1c level, 58 , mmol/mol , {DAY} ,clinic"
    read = search(headings, row, columns='"Ort" = "group.setting"')
    (block,) = [block for section, block in read.blocks if section == "results"]
    (found,) = block.each()
    assert found.cells == (ADA, "hba1c", DAY, "<58", "mmol/mol", "clinic", HBA1C)
    assert (found.row, found.raw, found.inferred) == (2, "", 0)
    assert block.headings == {
        "nhs_number": "NHS Number",
        "comparator": "Comparator",
        "code": "Code",
        "kind": "Code Term",
        "value": "Value",
        "unit": "Unit",
        "taken_on": "Date",
        "on": "Date",
        "setting": "Ort",
    }


def test_rows_of_many_kinds_go_each_its_own_way(search):
    read = search(
        CODED,
        f"{HBA1C},,58,,{DAY}",
        f"{UPPER},,142,mmHg,{DAY}",
        f"306861000000107,,,,{DAY}",
        f"75367002,,150/90,,{DAY}",
        f"75367002,,,,{DAY}",
        f",Never smoked tobacco,,,{DAY}",
        f",Letter received,,,{DAY}",
        f"{LOWER},,86,mmHg,{DAY}",
    )
    assert sorted(results(read, "kind", "value", "unit")) == [
        (2, "hba1c", "58", "mmol/mol"),
        (3, "blood_pressure", "142/86", "mmHg"),
        (5, "blood_pressure", "150/90", ""),
        (7, "smoking", "never", ""),
    ]
    assert read.rows("events", "nhs_number", "kind", "on", "detail") == [
        (4, ADA, "missed_appointment", DAY, "structured education")
    ]
    assert told(read) == []
    assert read.mapped.notices == [
        "1 row has a code this program has no use for (Letter received)."
    ]


def test_a_word_keeps_the_words_of_its_row_and_an_answer_its_cell(search):
    read = search(
        CODED,
        f",Never smoked tobacco,,,{DAY}",
        f",Smoking status,Ex smoker,,{DAY}",
        f",Smoking status,ex,,{DAY}",
        f"{HBA1C},,58,,{DAY}",
    )
    (block,) = [block for section, block in read.blocks if section == "results"]
    assert [(row.cells[3], row.raw, row.inferred) for row in block.each()] == [
        ("never", "Never smoked tobacco", MEANING),
        ("ex", "Ex smoker", MEANING),
        ("ex", "", MEANING),
        ("58", "", 0),
    ]


@pytest.mark.parametrize(("cell", "word"), [("Ex smoker", "ex"), ("ex", "ex"), ("x", "x")])
def test_an_answer_is_turned_where_no_other_row_stands_beside_it(search, cell, word):
    (block,) = [
        block
        for section, block in search(CODED, f",Smoking status,{cell},,{DAY}").blocks
        if section == "results"
    ]
    assert [(row.cells[3], row.raw) for row in block.each()] == [
        (word, cell if cell != word else "")
    ]


@pytest.mark.parametrize("half", [UPPER, LOWER])
def test_a_search_of_one_half_of_pressures_only_is_told(search, half):
    read = search(CODED, f"{half},,{'8' * 81},mmHg,{DAY}")
    missing = "diastolic" if half == UPPER else "systolic"
    said = f"Half a blood pressure: no {missing} goes with it"
    assert told(read) == [(2, "Value", "8" * 80, said)]
    assert read.problems[0].hint == "Export both numbers of the same reading."


@pytest.mark.parametrize(
    ("upper", "lower", "stored"),
    [
        ("142,mmHg", "86,mmHg", ("142/86", "mmHg")),
        ("142,", "86,mmHg", ("142/86", "mmHg")),
        ("142,mmHg", "86,", ("142/86", "mmHg")),
        (",mmHg", "86,mmHg", ("86", "mmHg")),
        ("142,mmHg", ",mmHg", ("142", "mmHg")),
        (",mmHg", ",mmHg", ("", "mmHg")),
    ],
)
@pytest.mark.parametrize("order", [1, -1])
def test_two_halves_are_one_reading_whichever_comes_first(search, upper, lower, stored, order):
    rows = [f"{UPPER},,{upper},{DAY}", f"{LOWER},,{lower},{DAY}"][::order]
    (block,) = [block for section, block in search(CODED, *rows).blocks if section == "results"]
    row = 2 if order == 1 else 3
    found = [(each.row, each.cells[3:5], each.inferred) for each in block.each()]
    assert found == [(row, stored, 0)]


def test_two_readings_of_one_day_are_paired_as_they_come(search):
    halves = ((UPPER, 142), (LOWER, 86), (LOWER, 90), (UPPER, 150))
    read = search(CODED, *(f"{half},,{value},mmHg,{DAY}" for half, value in halves))
    assert results(read, "value") == [(2, "142/86"), (5, "150/90")]
    assert told(read) == []


def test_halves_belong_to_the_reading_that_their_rows_name(search):
    rows = (
        f"{UPPER},142,{DAY},a",
        f"{UPPER},150,{DAY},b",
        f"{LOWER},90,{DAY},b",
        f"{LOWER},86,{DAY},a",
    )
    read = search("Code,Value,Date,Reading of", *rows, columns='"Reading of" = "group.parent"')
    assert results(read, "value") == [(3, "150/90"), (2, "142/86")]


def test_what_is_inferred_of_either_half_is_inferred_of_the_whole(search):
    rows = f"{UPPER},,142,,{DAY}", f",Diastolic blood pressure,86,,{DAY}"
    (block,) = [block for section, block in search(CODED, *rows).blocks if section == "results"]
    assert [(row.cells[6], row.inferred) for row in block.each()] == [(UPPER, MEANING)]


# --- eyes ---


def test_a_grade_and_the_macula_of_one_eye_are_one_result(search):
    rows = (
        f"408410002,,,,{DAY}",
        f"860709007,,,,{DAY}",
        f"{HBA1C},,58,,{DAY}",
        f"390850007,,,, {DAY} ",
    )
    read = search(CODED, *rows)
    assert results(read, "nhs_number", "kind", "taken_on", "value", "code") == [
        (4, ADA, "hba1c", DAY, "58", HBA1C),
        (2, ADA, "retinal_left", DAY, "R1 M0", "408410002"),
    ]
    said = "R0 of the right eye: the maculopathy (M0 or M1) of the same day is missing"
    assert told(read) == [(5, "Value", "R0", said)]


# --- codes in two systems ---


@pytest.mark.parametrize(
    ("codes", "stored", "said"),
    [
        (f"{HBA1C},EMISNQLE12", HBA1C, []),
        (f"{HBA1C},44P5.", HBA1C, []),
        (f"{HBA1C},", HBA1C, []),
        (",XaPbt", "XaPbt", []),
        (",EMISNQLE12", "", ["EMISNQLE12"]),
        ("195662009,XaPbt", "XaPbt", []),
        ("195662009,EMISNQLE12", "", ["195662009"]),
    ],
)
def test_of_two_codes_the_first_that_says_something_counts(search, codes, stored, said):
    read = search("SNOMED Code,Read Code,Value,Date", f"{codes},58,{DAY}")
    assert [code for _row, code in results(read, "code")] == ([stored] if stored else [])
    notices = [f"1 row has a code this program has no use for ({code})." for code in said]
    assert read.mapped.notices == notices


@pytest.mark.parametrize("terms", ["Letter,HbA1c level (IFCC)", "HbA1c level (IFCC),Letter"])
def test_of_two_terms_the_first_that_says_something_counts(search, terms):
    columns = '"Eins" = "group.term"\n"Zwei" = "group.other_term"\n'
    read = search("Eins,Zwei,Value,Date", f"{terms},58,{DAY}", columns=columns)
    assert results(read, "kind", "code") == [(2, "hba1c", "HbA1c level (IFCC)")]


# --- units and places ---


@pytest.mark.parametrize(
    ("row", "unit"),
    [
        (f"{HBA1C},7.5,%", "%"),
        (f"{HBA1C},58,", "mg/dL"),
        (f"{HBA1C},not done,", ""),
        (f"{HBA1C},,", ""),
    ],
)
def test_a_row_has_its_own_unit_or_a_number_that_of_its_heading(search, row, unit):
    columns = '"Wert" = { is = "group.value", unit = "mg/dl" }\n'
    read = search("Code,Wert,Unit,Date", f"{row},{DAY}", columns=columns)
    assert results(read, "unit") == [(2, unit)]


@pytest.mark.parametrize(("value", "unit"), [("58", "mmol/mol"), ("7.5", "mmol/mol"), ("x", "")])
def test_a_number_without_any_unit_has_that_of_its_code(search, value, unit):
    assert results(search(CODED, f"{HBA1C},,{value},,{DAY}"), "unit") == [(2, unit)]


def test_where_a_reading_was_taken_is_what_its_row_says_or_else_its_code(search):
    columns = '"Ort" = "group.setting"\n'
    rows = f"246g.,150/90,{DAY},", f"246g.,150/90,{DAY},clinic", f"75367002,140/80,{DAY},"
    read = search("Read Code,Value,Date,Ort", *rows, columns=columns)
    assert results(read, "setting") == [(2, "home"), (3, "clinic"), (4, "")]
    read = search("Read Code,Value,Date", *(row.rpartition(",")[0] for row in rows))
    assert results(read, "setting") == [(2, "home"), (3, "home"), (4, "")]


# --- what is said of the rest ---


def test_a_term_that_carries_a_number_is_no_reading_and_is_said(search):
    rows = [f",HbA1c less than 7%,1,,{DAY}", f",Blood pressure on target,1,,{DAY}"]
    one, two = search(CODED, *rows[:1]), search(CODED, *rows)
    why = ": such a code is no reading and was not taken in."
    assert one.mapped.notices == [
        f"1 row has a term whose words carry a number (HbA1c less than 7%){why}"
    ]
    names = "HbA1c less than 7%, Blood pressure on target"
    assert two.mapped.notices == [f"2 rows have a term whose words carry a number ({names}){why}"]


def test_what_is_of_no_use_is_named_by_its_commonest_terms_cut_short(search):
    for terms, named in (
        (["z" * 61, "b", "c", "d", "z" * 61], f"{'z' * 60}, b, c and 1 more"),
        (["d", "b", "c", "b", "b"], "b, d, c"),
    ):
        read = search(CODED, *(f",{term},,,{DAY}" for term in terms))
        said = f"5 rows have a code this program has no use for ({named})."
        assert read.mapped.notices == [said]


def test_a_row_that_does_not_say_enough_is_told_by_the_beginning_of_its_cell(search):
    read = search(CODED, f"73211009,{'q' * 81},,,{DAY}", f",,{'7' * 81},,{DAY}", f",,,,{DAY}")
    assert told(read) == [
        (2, "Code Term", "q" * 80, "Diabetes is recorded, but not which type"),
        (3, "Code Term", "7" * 80, "Neither a code nor a term says what this is"),
    ]
    assert [each.hint for each in read.problems] == [
        "Correct the code in the practice's system, or export the search again.",
        "Add the code term to the search and export it again.",
    ]


@pytest.mark.parametrize(("row", "value"), [("73211009,", "73211009"), (",7", "7")])
def test_a_search_without_terms_names_its_column_of_codes(search, row, value):
    ((_row, column, shown, _problem),) = told(search("Code,Value,Date", f"{row},{DAY}"))
    assert (column, shown) == ("Code", value)


def test_a_day_and_a_comment_alone_say_nothing(search):
    read = search("Date,Comments", f"{DAY},seen")
    assert (results(read), told(read)) == ([], [])
