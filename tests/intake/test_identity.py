"""Who a row is about: NHS numbers as cells hold them, and one number for two people."""

import csv
from time import monotonic

import pytest

from mdt_app.intake.cells import Unusable, nhs_number
from mdt_app.intake.importing import take_in
from mdt_app.intake.wishes import Wishes
from mdt_app.register.queries import person_by_number
from tests.intake.conftest import ADA, ADA_ROW, BEN, BEN_ROW, EVENTS, PATIENTS, RESULTS, lines
from tests.samples import sample

GOOD = "9434765919"
ROUNDED = "Excel has rounded this number: export it again as text"
FOREIGN = "An NHS number in digits of another script"
NOT_TEN = "Not an NHS number of ten digits"
NOT_VALID = "Not a valid NHS number"
TESTING = "A number kept for testing"


@pytest.mark.parametrize(
    "cell",
    [
        "9434765919",
        "943 476 5919",
        "943-476-5919",
        "  9434765919\t",
        "'9434765919",
        "’9434765919",
        "'943 476 5919'",
        "943\u00a0476\u00a05919",
        "943\u2003476\u20295919",
        "943\u3000476\u205f5919",
        "\ufeff943\u200b476\u200e5919",
        "943\u2013476\u20145919",
        "943\u2212476\u20115919",
        "943\u00ad476\uff0d5919",
        "94 34 76 59 19",
        "9434765919.0",
        "'9434765919.0 ",
    ],
)
def test_spaces_dashes_apostrophes_and_a_spreadsheets_point_nought_do_not_matter(cell):
    assert nhs_number(cell, allow_test_numbers=False) == GOOD


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        ("9.43E+09", ROUNDED),
        ("9.434765919E+09", ROUNDED),
        ("9,43E+09", ROUNDED),
        ("'9.43e9", ROUNDED),
        (" 9.43E+09 ", ROUNDED),
        ("9E+9", ROUNDED),
        ("９４３４７６５９１９", FOREIGN),
        ("943476591９", FOREIGN),
        ("٩٤٣٤٧٦٥٩١٩", FOREIGN),
        ("৯৪৩৪৭৬৫৯১৯", FOREIGN),
        ("943476591²", FOREIGN),
        ("943476591", NOT_TEN),
        ("94347659190", NOT_TEN),
        ("9434765919.00", NOT_TEN),
        ("9434765919.5", NOT_TEN),
        ("943476591.0", NOT_TEN),
        ("943476591X", NOT_TEN),
        ("ABCDEFGHIJ", NOT_TEN),
        ("not known", NOT_TEN),
        ("9434765918", NOT_VALID),
        ("0000000000", NOT_VALID),
        ("1111111111", NOT_VALID),
        ("999 000 0018", TESTING),
    ],
)
def test_a_number_that_cannot_be_used_says_why(cell, problem):
    with pytest.raises(Unusable) as refused:
        nhs_number(cell, allow_test_numbers=False)
    assert refused.value.problem == problem
    assert refused.value.hint
    assert not refused.value.held


@pytest.mark.parametrize("cell", ["0000000000", "1111111111", "999-999-9999"])
def test_one_digit_ten_times_is_called_a_filler(cell):
    with pytest.raises(Unusable) as refused:
        nhs_number(cell, allow_test_numbers=True)
    assert refused.value.problem == NOT_VALID
    assert "only fills the cell" in refused.value.hint


@pytest.mark.parametrize("cell", ["", "   ", "\u00a0", "'", "-", "\ufeff"])
def test_a_cell_with_nothing_but_spaces_and_dashes_is_empty(cell):
    assert nhs_number(cell, allow_test_numbers=False) == ""


def test_published_spellings_are_read_or_refused_as_published():
    """Groups of other sizes than 3-3-4 are read here too: the check digit decides."""
    with sample("vectors", "nhs-number-formatting.csv").open(encoding="utf-8") as file:
        rows = [(row["input"], row["standardised"]) for row in csv.DictReader(file)]
    assert len(rows) > 10
    for cell, standardised in rows:
        digits = "".join(filter(str.isdigit, cell))
        if standardised or len(digits) == 10:
            assert nhs_number(cell, allow_test_numbers=False) == (standardised or digits)
        else:
            with pytest.raises(Unusable, match=NOT_TEN):
                nhs_number(cell, allow_test_numbers=False)


def test_a_rounded_number_rejects_its_row_with_the_reason(ws, take):
    report = take(patients=lines(PATIENTS, ADA_ROW.replace(ADA, "9.99E+09")))
    (problem,) = report.files[0].problems
    assert (problem.row, problem.column, problem.problem) == (2, "nhs_number", ROUNDED)
    assert report.files[0].counts["patients"].rejected == 1


def test_a_number_with_a_point_nought_is_the_person(ws, take):
    take(patients=lines(PATIENTS, ADA_ROW.replace(ADA, f"{ADA}.0")))
    with ws.vault.reading() as reading:
        assert person_by_number(reading, ADA).surname == "Exemplar"


def test_numbers_kept_for_testing_are_taken_in_only_where_they_are_asked_for(ws, files):
    report = take_in(ws, files(patients=lines(PATIENTS, ADA_ROW)), Wishes())
    assert [problem.problem for problem in report.files[0].problems] == [TESTING]
    assert stored(ws) is None


# --- one number for two people -----------------------------------------------------------


def other(row, **cells):
    """A row of ADA_ROW's shape with some cells written otherwise."""
    said = dict(zip(PATIENTS.split(","), row.split(","), strict=True)) | cells
    return ",".join(said.values())


def held_rows(report, place=0):
    return [
        (problem.row, problem.column, problem.value, problem.problem)
        for problem in report.files[place].problems
        if problem.is_held
    ]


def stored(ws, number=ADA):
    with ws.vault.reading() as reading:
        return person_by_number(reading, number)


def test_another_birth_than_the_stored_one_is_said_with_both_and_changes_nothing(ws, two_people):
    row = other(ADA_ROW, born_on="1950-02-15", sex="other")
    report = two_people(
        patients=lines(PATIENTS, row), results=lines(RESULTS, f"{ADA},acr,2026-01-05,3,,")
    )
    assert held_rows(report) == [
        (
            2,
            "born_on",
            "1950-02-15",
            "The date of birth here is 15 Feb 1950, in the store it is 14 Feb 1950",
        )
    ]
    assert report.files[1].counts["results"].held == 1
    assert (stored(ws).born_on.day, stored(ws).sex) == (14, "female")


def test_clearly_another_name_than_the_stored_one_is_said_with_both_and_changes_nothing(
    ws, two_people
):
    row = other(ADA_ROW, surname="Pettigrew", forename="Dorothy")
    report = two_people(
        patients=lines(PATIENTS, row), events=lines(EVENTS, f"{ADA},dka,2026-01-01,")
    )
    assert held_rows(report) == [
        (
            2,
            "surname",
            "Pettigrew",
            "The name here is Dorothy Pettigrew, in the store it is Ada Exemplar",
        )
    ]
    assert report.files[1].counts["events"].held == 1
    assert stored(ws).surname == "Exemplar"


@pytest.mark.parametrize(
    ("surname", "forename"),
    [
        ("Married", "Ada"),
        ("EXEMPLAR", "A."),
        ("Exemplar-Smith", "Zoe"),
        ("Ada", "Exemplar"),
        ("খান", "রহিম"),
    ],
)
def test_a_name_that_can_be_the_same_persons_is_a_change(ws, two_people, surname, forename):
    row = other(ADA_ROW, surname=surname, forename=forename)
    report = two_people(patients=lines(PATIENTS, row))
    assert report.files[0].counts["patients"].changed == 1
    assert (stored(ws).surname, stored(ws).forename) == (surname, forename)


def test_two_births_in_one_file_hold_both_rows_and_name_the_other(ws, take):
    second = other(ADA_ROW, born_on="1951-02-14")
    report = take(patients=lines(PATIENTS, ADA_ROW, BEN_ROW, second))
    assert [(row, problem) for row, _column, _value, problem in held_rows(report)] == [
        (2, "The date of birth here is 14 Feb 1950, in row 4 it is 14 Feb 1951"),
        (4, "The date of birth here is 14 Feb 1951, in row 2 it is 14 Feb 1950"),
    ]
    assert stored(ws) is None
    assert stored(ws, BEN) is not None


def test_two_names_in_one_file_hold_both_rows(ws, take):
    second = other(ADA_ROW, surname="Pettigrew", forename="Dorothy")
    report = take(patients=lines(PATIENTS, ADA_ROW, second))
    assert [problem for _row, _column, _value, problem in held_rows(report)] == [
        "The name here is Ada Exemplar, in row 3 it is Dorothy Pettigrew",
        "The name here is Dorothy Pettigrew, in row 2 it is Ada Exemplar",
    ]
    assert stored(ws) is None


def test_two_names_in_two_files_hold_both_rows_and_name_the_other_file(ws, take):
    second = other(ADA_ROW, surname="Pettigrew", forename="Dorothy")
    report = take(one=lines(PATIENTS, ADA_ROW), two=lines(PATIENTS, BEN_ROW, second))
    assert [held_rows(report, place)[0][3] for place in (0, 1)] == [
        "The name here is Ada Exemplar, in row 3 of two.csv it is Dorothy Pettigrew",
        "The name here is Dorothy Pettigrew, in row 2 of one.csv it is Ada Exemplar",
    ]
    assert stored(ws) is None


def test_a_row_between_two_others_is_held_with_them(ws, take):
    middle = other(ADA_ROW, surname="Exemplar-Pettigrew", forename="Dorothy")
    last = other(ADA_ROW, surname="Pettigrew", forename="Zoe")
    report = take(patients=lines(PATIENTS, ADA_ROW, middle, last))
    assert [problem for _row, _column, _value, problem in held_rows(report)] == [
        "The name here is Ada Exemplar, in row 4 it is Zoe Pettigrew",
        "Another row for this NHS number is held back",
        "The name here is Zoe Pettigrew, in row 2 it is Ada Exemplar",
    ]


def test_a_row_rejected_for_its_days_holds_no_other_row_about_the_person(ws, take):
    spoilt = ADA_ROW.replace("1950-02-14", "14-Feb-50") + ",76,1949-01-01"
    report = take(
        patients=lines(f"{PATIENTS},age,registered_on", spoilt, f"{ADA_ROW},,"),
        results=lines(RESULTS, f"{ADA},acr,2026-01-05,3,,"),
    )
    counts = report.files[0].counts["patients"]
    assert (counts.rejected, counts.held, counts.new) == (1, 0, 1)
    assert report.files[1].counts["results"].new == 1


def test_a_held_row_can_be_mended_for_it_keeps_its_cells(take):
    second = other(ADA_ROW, born_on="1951-02-14")
    report = take(patients=lines(PATIENTS, ADA_ROW, second))
    assert [problem.cells[:5] for problem in report.files[0].problems] == [
        (ADA, "Exemplar", "Ada", "", "1950-02-14"),
        (ADA, "Exemplar", "Ada", "", "1951-02-14"),
    ]


@pytest.mark.parametrize(("count", "is_held"), [(20, False), (21, True)])
def test_a_number_beside_more_names_than_anybody_has_is_held_for_somebody_to_settle(
    ws, take, count, is_held
):
    letters = "ABCDEFGHIJKLMNOPQRSTU"[:count]
    rows = [other(ADA_ROW, forename=f"Ada {letter}") for letter in letters]
    report = take(patients=lines(PATIENTS, *rows))
    assert report.files[0].counts["patients"].held == (count if is_held else 0)
    assert (stored(ws) is None) is is_held
    told = {(column, problem) for _row, column, _value, problem in held_rows(report)}
    names = ("nhs_number", "More than 20 different names stand beside this NHS number")
    assert told == ({names} if is_held else set())


def test_thousands_of_names_for_one_number_are_compared_in_no_time(take):
    rows = [
        other(ADA_ROW, surname=f"Exemplar{number}", forename=f"Ada{number}")
        for number in range(5_000)
    ]
    began = monotonic()
    report = take(
        patients=lines(PATIENTS, *rows, other(ADA_ROW, surname="Pettigrew", forename="Jo"))
    )
    assert report.files[0].counts["patients"].held == 5_001
    assert monotonic() - began < 20
