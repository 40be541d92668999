"""Who a row is about: NHS numbers as cells hold them, and one number for two people."""

import csv

import pytest

from mdt_app.intake.cells import Unusable, nhs_number
from mdt_app.register.queries import person_by_number
from tests.intake.conftest import ADA, ADA_ROW, PATIENTS, lines
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
