"""The words of a term in one form: what is evened out, and no more."""

import tomllib

import pytest

from mdt_app.intake.vocabulary.phrases import phrase
from mdt_app.resources import resource_text


def test_short_forms_are_written_out_in_full_nowhere_else():
    short = tomllib.loads(resource_text("vocabulary", "terms.toml"))["same"]
    for written, ways in short.items():
        for way in ways:
            assert phrase(f"x {way} y") == phrase(f"x {written} y")


def test_a_cell_longer_than_any_term_is_no_term():
    assert phrase("a" * 300) == ("a" * 300,)
    assert phrase("a" * 301) == ()


def test_a_sign_that_is_not_known_to_say_nothing_is_a_word():
    assert phrase("HbA1c ~ level - (x)") == ("hba1c", "~", "level", "x")


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("anaemia", "anemia"),
        ("oedema", "edema"),
        ("metre", "meter"),
        ("litre", "liter"),
        ("standardised", "standardized"),
        ("standardisation", "standardization"),
        ("programme", "program"),
    ],
)
def test_british_and_american_spellings_are_one(british, american):
    assert phrase(f"x {british} y") == phrase(f"x {american} y")


def test_the_sign_for_and_is_the_word():
    assert phrase("Stroke & CVA unspecified") == ("stroke", "and", "cva", "unspecified")


@pytest.mark.parametrize(
    ("term", "words"),
    [
        ("BMI - body mass index", ("bmi",)),
        ("LDL cholesterol - low density lipoprotein cholesterol", ("ldl", "cholesterol")),
        ("T2DM (type 2 diabetes mellitus)", ("type", "2", "diabetes", "mellitus")),
        ("Left foot, right foot", ("left", "foot", "right", "foot")),
        ("Level of HbA1c level", ("level", "of", "hba1c", "level")),
    ],
)
def test_a_name_beside_its_own_abbreviation_is_said_once(term, words):
    assert phrase(term) == words
