"""NHS numbers as cells hold them."""

import csv

import pytest

from mdt_app.clinical.nhs_number import (
    bare,
    has_valid_check_digit,
    is_rounded_by_a_spreadsheet,
    is_test_number,
)
from tests.samples import sample


@pytest.mark.parametrize(
    "text",
    [
        "943 476 5919",
        "943-476-5919",
        " 9434765919 ",
        "'9434765919",
        "943\u00a0476\u00a05919",
        "943\u2009476\u20115919",
        "\ufeff9434765919",
    ],
)
def test_spaces_dashes_and_an_apostrophe_do_not_matter(text):
    assert bare(text) == "9434765919"
    assert has_valid_check_digit(bare(text))


@pytest.mark.parametrize(
    "text",
    [
        "9434765918",
        "943476591",
        "94347659190",
        "٩٤٣٤٧٦٥٩١٩",
        "９４３４７６５９１９",
        "943476591X",
        "",
    ],
)
def test_what_is_not_ten_digits_that_fit_is_no_number(text):
    assert not has_valid_check_digit(bare(text))


@pytest.mark.parametrize("digit", "0123456789")
def test_one_digit_ten_times_is_no_number(digit):
    assert not has_valid_check_digit(digit * 10)


@pytest.mark.parametrize("text", ["9.43E+09", "9.43477E+09", "9E9", "9,43E+09", "9.43e09"])
def test_a_number_that_a_spreadsheet_rounded_is_known_for_it(text):
    assert is_rounded_by_a_spreadsheet(text)


def test_the_test_range_is_known():
    assert is_test_number("9990000018")
    assert not is_test_number("9434765919")


def test_published_spellings_agree():
    """Groups of other sizes than 3-3-4 are read here too: the check digit decides."""
    with sample("vectors", "nhs-number-formatting.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["standardised"]:
                assert bare(row["input"]) == row["standardised"]
