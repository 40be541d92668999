"""Free text loses what says whose it is, and keeps what it is about."""

from datetime import date

import pytest

from mdt_app.meeting.unnamed import Unnamed
from mdt_app.register.values import Person
from tests.invented import patient_in

NUMBER, OTHER_NUMBER = "9990000018", "9990000026"


def person(surname, forename, title="", number=NUMBER, born_on=date(1968, 2, 14)):
    return Person(1, number, surname, forename, title, born_on, "female", "Y00001")


def said(text, surname="Begum", forename="Shahida", others=()):
    return Unnamed(person(surname, forename, "Mrs"), others)(text)


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("Shahida declined insulin twice", "the person declined insulin twice"),
        ("Why does Mrs Begum fast?", "Why does the person fast?"),
        ("BEGUM, Shahida (Mrs): eGFR 46", "the person (Mrs): eGFR 46"),
        ("shahida's daughter rings", "the person's daughter rings"),
        ("Mrs. S. Begum and the Begums", "the person and the person"),
        ("ring shahida.begum@example.org", "ring the person@example.org"),
        ("ShahidaBegum; begumshahida", "the person; the person"),
        ("Shaheda wants what Bégum wants", "the person wants what the person wants"),
        ("Be\u200bgum", "the person"),
    ],
)
def test_a_name_is_hidden_however_it_is_written(written, left):
    assert said(written) == left


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("Eat more green vegetables", "Eat more green vegetables"),
        ("HbA1c rose to 92", "HbA1c rose to 92"),
        ("Mrs Green agrees", "the person agrees"),
        ("Rose agrees, GREEN too", "the person agrees, the person too"),
        ("Rose from 70 to 92", "the person from 70 to 92"),
    ],
)
def test_a_name_that_is_an_ordinary_word_stays_in_small_letters_only(written, left):
    """At the start of a sentence nobody can tell which it is: there it is hidden."""
    assert said(written, "Green", "Rose") == left


def test_a_name_that_is_no_ordinary_word_is_hidden_in_small_letters():
    assert said("ask begum or shahida") == "ask the person or the person"


def test_a_month_is_no_name_beside_a_number():
    assert said("May agrees, seen 12 May 2026", "Lewis", "May") == (
        "the person agrees, seen 12 May 2026"
    )


def test_names_in_bengali_are_hidden_with_what_is_joined_to_them():
    assert said("শাহিদা বেগমের প্রশ্ন: ইনসুলিন?", "বেগম", "শাহিদা") == "the person প্রশ্ন: ইনসুলিন?"
    assert said("শাহিদাকে বলুন", "বেগম", "শাহিদা") == "the person বলুন"


@pytest.mark.parametrize(
    "written",
    ["Smith-Jones", "Smith Jones", "smithjones", "Jones", "Mrs Jones", "Anne-Marie", "Anne Marie",
     "ANNEMARIE SMITH\N{NON-BREAKING HYPHEN}JONES", "A. Smith Jones"],
)  # fmt: skip
def test_a_name_with_hyphens_is_hidden_whole_and_in_parts(written):
    assert said(f"So {written} said", "Smith-Jones", "Anne-Marie") == "So the person said"


@pytest.mark.parametrize("written", ["O'Brien", "O’Brien", "OBrien", "Obrien", "Mrs O'Brien"])
def test_a_name_with_an_apostrophe_is_hidden_without_it_too(written):
    assert said(f"So {written} said", "O'Brien", "Jo") == "So the person said"


def test_particles_are_part_of_a_name_and_nothing_alone():
    assert said("van der Berg came in a van", "van der Berg", "Mo") == "the person came in a van"


@pytest.mark.parametrize(
    "written",
    ["9990000018", "999 000 0018", "999-000-0018", "999.000.0018", "9 9 9 0 0 0 0 0 1 8",
     "999\u00a0000\u20090018", "999\n000\n0018", "৯৯৯ ০০০ ০০১৮", "９９９０００００１８",
     "x9990000018x", "09990000018"],
)  # fmt: skip
def test_the_number_is_hidden_in_any_spacing(written):
    left = said(f"No. {written} rang")
    assert left in ("No. … rang", "No. x…x rang", "No. 0… rang")
    assert not patient_in(left)


def test_anybodys_number_is_hidden_and_ten_digits_of_a_series_are_not():
    assert said(f"as {OTHER_NUMBER} and 999 000 0026") == "as … and …"
    assert said("70, 79, 84, 92, 46") == "70, 79, 84, 92, 46"


@pytest.mark.parametrize(
    "written",
    ["14/02/1968", "14/2/68", "14.02.1968", "14-Feb-1968", "14 Feb 1968", "14th February 1968",
     "14th of February, 1968", "February 14th, 1968", "Feb 14 1968", "1968-02-14", "1968 Feb 14",
     "19680214", "14021968", "140268", "02/14/1968", "14 feb 68", "১৪/০২/১৯৬৮", "Feb 1968"],
)  # fmt: skip
def test_the_date_of_birth_is_hidden_in_any_common_form(written):
    assert said(f"DOB {written}: fasts") == "DOB …: fasts"


def test_other_days_and_values_stay():
    kept = "HbA1c 92 on 14 Feb 2026, 14/02/2026, was 68 in Feb 2025; 02/1967; 1968 steps"
    assert said(kept) == kept
    assert said("HbA1c 92 14/02/1968") == "HbA1c 92 …"


def test_somebody_else_on_the_agenda_is_hidden_by_whole_name_title_and_birth():
    other = person("Chowdhury", "Abdul", "Mr", OTHER_NUMBER, date(1955, 6, 1))
    text = "as Abdul Chowdhury, Chowdhury Abdul, Mr Chowdhury, born 1/6/1955"
    assert said(text, others=[other]) == (
        "as another person, another person, another person, born …"
    )


def test_a_surname_alone_of_somebody_else_is_hidden_unless_it_is_an_ordinary_word():
    others = [person("Chowdhury", "Abdul", "Mr"), person("Green", "Faye", "Mx")]
    assert said("as Chowdhury, and chowdhury", others=others) == "as another person, and chowdhury"
    assert said("Greens at lunch; Faye Green, Mx Green", others=others) == (
        "Greens at lunch; another person, another person"
    )
    assert said("Abdul is a common forename", others=others) == "Abdul is a common forename"


def test_words_that_name_nobody_are_left_alone():
    kept = "Declined insulin twice, fasting for Ramadan from 18 Feb. <48 & “quotes” 🙂 what next?"
    assert said(kept) == kept
    assert said("") == ""
