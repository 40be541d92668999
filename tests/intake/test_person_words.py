"""Words about people as systems write them."""

import pytest

from mdt_app.intake.vocabulary.person_words import age_in_years, split_name, words_of


@pytest.mark.parametrize(
    ("column", "cell", "word"),
    [
        ("sex", "F", "female"),
        ("sex", "Female", "female"),
        ("sex", "M", "male"),
        ("sex", "Male", "male"),
        ("sex", "Indeterminate", "other"),
        ("sex", "Other", "other"),
        ("sex", "Unknown", "unknown"),
        ("sex", "Not Specified", "unknown"),
        ("housebound", "Y", "yes"),
        ("housebound", "True", "yes"),
        ("housebound", "Not housebound", "no"),
        ("care_home", "N", "no"),
        ("care_home", "FALSE", "no"),
        ("interpreter", "Required", "yes"),
        ("interpreter", "Not known", ""),
        ("diabetes_type", "Type I", "type 1"),
        ("diabetes_type", "T1DM", "type 1"),
        ("diabetes_type", "Type II", "type 2"),
        ("diabetes_type", "T2DM", "type 2"),
        ("diabetes_type", "Type 2 diabetes mellitus", "type 2"),
        ("diabetes_type", "MODY", "other"),
        ("diabetes_type", "Diabetes mellitus", "unknown"),
        ("frailty", "Severe frailty", "severe"),
        ("frailty", "Fit", "none"),
    ],
)
def test_a_word_of_a_practices_system_is_a_word_of_the_plain_layout(column, cell, word):
    assert words_of(column)[cell.casefold()] == word


@pytest.mark.parametrize("column", ["sex", "housebound", "diabetes_type", "interpreter"])
@pytest.mark.parametrize("cell", ["0", "1", "2", "9"])
def test_a_number_means_nothing_unless_a_layout_says_what(column, cell):
    assert cell not in words_of(column)


@pytest.mark.parametrize(
    ("column", "coding", "cell", "word"),
    [
        ("sex", "nhs", "1", "male"),
        ("sex", "nhs", "2", "female"),
        ("sex", "nhs", "9", "unknown"),
        ("housebound", "one_two", "1", "yes"),
        ("housebound", "one_two", "2", "no"),
        ("care_home", "one_nought", "0", "no"),
        ("diabetes_type", "audit", "1", "type 1"),
        ("diabetes_type", "audit", "02", "type 2"),
        ("diabetes_type", "audit", "99", "unknown"),
        ("sex", "audit", "female", "female"),
    ],
)
def test_a_layout_can_say_what_numbers_mean(column, coding, cell, word):
    assert words_of(column, coding)[cell] == word


def test_a_yes_is_no_answer_to_what_sex_somebody_is():
    assert "yes" not in words_of("sex")
    assert words_of("housebound")["yes"] == "yes"


def test_insulin_dependence_is_no_type_of_diabetes():
    assert not [word for word in words_of("diabetes_type") if "insulin" in word]


@pytest.mark.parametrize(
    ("cell", "age"),
    [
        ("58", 58),
        ("58y", 58),
        ("58 y", 58),
        ("58 years", 58),
        ("58 Years old", 58),
        ("58yrs", 58),
        ("58.0", 58),
        ("58 years 3 months", 58),
        ("58y 3m", 58),
        ("1 year, 2 months", 1),
        ("6 months", 0),
        ("10 wks", 0),
        ("0", 0),
        ("", None),
        ("fifty", None),
        ("58-60", None),
        ("5834", None),
        ("-5", None),
        ("５８", None),
    ],
)
def test_an_age_is_whole_years(cell, age):
    assert age_in_years(cell) == age


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("TOOSY, Raza (Dr)", ("TOOSY", "Raza", "Dr")),
        ("Mrs Ada Exemplar", ("Exemplar", "Ada", "Mrs")),
        ("Exemplar, Ada", ("Exemplar", "Ada", "")),
        ("Exemplar,Ada", ("Exemplar", "Ada", "")),
        ("EXEMPLAR, Ada (Mrs.)", ("EXEMPLAR", "Ada", "Mrs")),
        ("Exemplar, Mrs Ada Jane", ("Exemplar", "Ada Jane", "Mrs")),
        ("Exemplar, Ada, Dr", ("Exemplar", "Ada", "Dr")),
        ("Prof Sir Ada Exemplar", ("Exemplar", "Ada", "Prof Sir")),
        ("EXEMPLAR, Margaret (Peggy)", ("EXEMPLAR", "Margaret (Peggy)", "")),
        ("Ada Jane Exemplar", ("Exemplar", "Ada Jane", "")),
        ("Ada EXEMPLAR SMITH", ("EXEMPLAR SMITH", "Ada", "")),
        ("EXEMPLAR Ada", ("EXEMPLAR", "Ada", "")),
        ("NG Ada", ("NG", "Ada", "")),
        ("ADA EXEMPLAR", ("EXEMPLAR", "ADA", "")),
        ("Ada J EXEMPLAR", ("EXEMPLAR", "Ada J", "")),
        ("Ada van der Berg", ("van der Berg", "Ada", "")),
        ("Ada van Exemplar", ("van Exemplar", "Ada", "")),
        ("Ada VAN Exemplar", ("Exemplar", "Ada VAN", "")),
        ("Mr~ Exemplar", ("Exemplar", "Mr~", "")),
        ("ada exemplar", ("exemplar", "ada", "")),
        ("De Silva, Ana", ("De Silva", "Ana", "")),
        ("O'BRIEN, Ann (Miss)", ("O'BRIEN", "Ann", "Miss")),
        ("Mrs Exemplar", ("Exemplar", "", "Mrs")),
        ("Exemplar", ("Exemplar", "", "")),
        ("Lord", ("Lord", "", "")),
        ("  Exemplar ,  Ada  ", ("Exemplar", "Ada", "")),
        ("", ("", "", "")),
        (",", ("", "", "")),
    ],
)
def test_a_name_in_one_cell_is_surname_forename_and_title(cell, parts):
    assert split_name(cell) == parts
