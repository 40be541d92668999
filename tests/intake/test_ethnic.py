"""Ethnic categories: letters, codes and census descriptions; what does not say which is empty."""

import tomllib
from collections import defaultdict

import pytest

from mdt_app.intake.vocabulary.ethnic import ethnic_category
from mdt_app.resources import resource_text

CATEGORIES = tomllib.loads(resource_text("vocabulary", "ethnic_categories.toml"))


@pytest.mark.parametrize(
    ("written", "letter"),
    [
        ("A", "A"),
        (" k ", "K"),
        ("White British", "A"),
        ("British or mixed British - ethnic category 2001 census", "A"),
        (
            "White: English or Welsh or Scottish or Northern Irish or British - "
            "England and Wales ethnic category 2011 census",
            "A",
        ),
        ("Irish - ethnic category 2001 census", "B"),
        ("White: any other White background", "C"),
        ("Gypsy or Irish Traveller", "C"),
        ("White & Black Caribbean", "D"),
        ("White + Asian", "F"),
        ("Mixed: White+Black Caribbean - Eng+Wales eth cat 2011 census", "D"),
        ("White and Asian - ethnic category 2001 census", "F"),
        ("Asian or Asian British: Indian", "H"),
        ("Indian (NMO)", "H"),
        ("Bangladeshi or British Bangladeshi", "K"),
        ("Bangladeshi or British Bangladeshi - ethn categ 2001 census", "K"),
        ("Other Asian background", "L"),
        ("Black/African/Caribbean/Black British: African", "N"),
        ("Chinese - ethnic category 2001 census", "R"),
        ("Arab", "S"),
        ("Other - ethnic category 2001 census", "S"),
        ("Ethnic category not stated", "Z"),
        ("Ethnic category not stated - 2001 census", "Z"),
        ("A - White British", "A"),
        ("K: Bangladeshi", "K"),
        ("XaJR4", "K"),
        ("9i0..", "A"),
        ("9i0", "A"),
        ("9i0..00", "A"),
    ],
)
def test_a_category_is_known_by_letter_code_and_description(written, letter):
    assert ethnic_category(written) == letter


@pytest.mark.parametrize(
    "written",
    [
        *("", "X", "T", "99", "AB", "White", "Black", "Asian", "Mixed", "Other", "Unknown"),
        *("Not known", "Not recorded", "Not Indian", "Indian food", "xajr4", "A - Indian"),
        *("White British or Irish", "Mother Bangladeshi", "Main spoken language Bengali"),
    ],
)
def test_what_does_not_say_which_category_is_empty(written):
    assert ethnic_category(written) == ""


def test_every_listed_word_and_code_names_its_own_category_alone():
    found = defaultdict(set)
    for letter, listed in CATEGORIES.items():
        for written in (*map(str.casefold, listed["words"]), *listed["codes"]):
            found[written].add(letter)
            assert ethnic_category(written) == letter
    assert [written for written, letters in found.items() if len(letters) > 1] == []
    assert "".join(sorted(CATEGORIES)) == "ABCDEFGHJKLMNPRSZ"
