"""Two names: one person's in two spellings, or clearly two people's."""

import csv
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdt_app.clinical.names import are_clearly_different
from tests.samples import sample

ONE_PERSON = {
    "the same": ("Exemplar", "Ada", "Exemplar", "Ada"),
    "capitals": ("EXEMPLAR", "ADA", "Exemplar", "Ada"),
    "accents": ("Brontë", "Zoë", "Bronte", "Zoe"),
    "letters without accents of their own": ("Østergård", "Łukasz", "Ostergard", "Lukasz"),
    "an apostrophe": ("O'Brien", "D’Arcy", "OBrien", "DArcy"),
    "an apostrophe written as a space": ("O'Brien", "Ann", "O Brien", "Sheila"),
    "a hyphen": ("Smith-Jones", "Jo", "Smith Jones", "Pat"),
    "words joined": ("Van Dyke", "Jo", "Vandyke", "Pat"),
    "a title in the forename": ("Exemplar", "Mrs Ada", "Unlike", "Ada"),
    "a title with a full stop": ("Exemplar", "Dr. Ada", "Unlike", "Ada"),
    "swapped": ("Ada", "Exemplar", "Exemplar", "Ada"),
    "swapped and shortened": ("Mohammed", "Rahman", "Rahman", "Mo"),
    "an initial": ("Exemplar", "A", "Married", "Ada"),
    "an initial with a full stop": ("Exemplar", "A.", "Married", "Ada"),
    "an initial and a middle name": ("Exemplar", "A John", "Married", "Ada"),
    "initials only": ("Exemplar", "J R", "Married", "Robert"),
    "a short form": ("Khan", "Mo", "Begum", "Mohammed"),
    "a middle name more": ("Exemplar", "Ada Jane", "Married", "Ada"),
    "known by the middle name": ("Exemplar", "Ada Jane", "Married", "Jane"),
    "one slip in four letters": ("Exemplar", "Katherine", "Married", "Catherine"),
    "two letters swapped": ("Exemplar", "Brian", "Married", "Brain"),
    "two slips in eight letters": ("Khan", "Mohammed", "Begum", "Muhammad"),
    "a slip in both": ("Exemplar", "Brain", "Exemplor", "Brian"),
    "a married name": ("Exemplar", "Ada", "Married", "Ada"),
    "a double surname that shares a part": ("Exemplar-Smith", "Ada", "Smith", "Zoe"),
    "another forename": ("Exemplar", "Ada", "Exemplar", "Zoe"),
    "another script": ("খান", "রহিম", "Khan", "Rahim"),
    "a surname in two scripts": ("Rahman রহমান", "Zoe", "রহমান", "Ada"),
    "an empty name": ("", "", "Exemplar", "Ada"),
    "an empty forename": ("Exemplar", "", "Specimen", "Ben"),
    "dashes for a name": ("-", "--", "Exemplar", "Ada"),
    "nothing but a title": ("Lord", "Ada", "Lord", "Ben"),
}
TWO_PEOPLE = {
    "nothing shared": ("Exemplar", "Ada", "Specimen", "Ben"),
    "a shared title": ("Exemplar", "Mrs Ada", "Specimen", "Mrs Zoe"),
    "a shared particle": ("De Silva", "Ana", "De Souza", "Rui"),
    "a shared particle of the forename": ("Silva", "Ana de Jesus", "Souza", "Rui de Castro"),
    "a shared O": ("O Brien", "Ann", "O Neill", "Tom"),
    "a shared Mc": ("Mc Bride", "Ann", "Mc Neill", "Tom"),
    "a middle initial": ("Exemplar", "Ada J", "Specimen", "John"),
    "only one half swapped": ("Khan", "Ali", "Ali", "Mohammed"),
    "two slips in four letters": ("Exemplar", "Anna", "Specimen", "Inga"),
    "a slip in three letters": ("Exemplar", "Ann", "Specimen", "Ian"),
    "two people in Bengali": ("খান", "রহিম", "দাস", "করিম"),
    "two people in Chinese": ("王", "明", "李", "伟"),
    "two people in Arabic": ("الأحمد", "محمد", "خليل", "سارة"),
    "two people in both scripts": ("Khan খান", "Rahim রহিম", "Das দাস", "Karim করিম"),
}

names = st.one_of(
    st.sampled_from(sorted({name for four in (ONE_PERSON | TWO_PEOPLE).values() for name in four})),
    st.text(max_size=30),
)


@pytest.mark.parametrize("why", ONE_PERSON)
def test_names_that_can_be_one_persons_are_not_clearly_different(why):
    assert not are_clearly_different(*ONE_PERSON[why])


@pytest.mark.parametrize("why", TWO_PEOPLE)
def test_names_that_share_nothing_are_clearly_different(why):
    assert are_clearly_different(*TWO_PEOPLE[why])


@given(names, names, names, names)
def test_it_does_not_matter_which_name_is_asked_about(surname, forename, other, other_forename):
    one = are_clearly_different(surname, forename, other, other_forename)
    assert one == are_clearly_different(other, other_forename, surname, forename)


@given(names, names)
def test_nobody_is_clearly_different_from_themselves(surname, forename):
    assert not are_clearly_different(surname, forename, surname, forename)


@given(names, names)
def test_case_and_surroundings_never_make_a_difference(surname, forename):
    assert not are_clearly_different(surname, forename, f"  {surname.upper()} ", forename.lower())


def test_a_cell_of_a_million_letters_is_compared_at_once():
    assert are_clearly_different("x" * 1_000_000, "y" * 1_000_000, "Exemplar", "Ada")


def people():
    with sample("names-in-many-scripts.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 200
    return [(row["family"], row["given"]) for row in rows]


def test_a_name_in_another_script_is_never_clearly_different():
    latin = [one for one in people() if "".join(one).isascii()]
    bengali = [one for one in people() if all("\u0980" <= name[0] <= "\u09ff" for name in one)]
    assert len(latin) > 20 < len(bengali)
    for one in latin:
        for other in bengali:
            assert not are_clearly_different(*one, *other)


def test_most_people_of_one_script_are_told_apart():
    bengali = [one for one in people() if all("\u0980" <= name[0] <= "\u09ff" for name in one)]
    pairs = list(combinations(bengali, 2))
    assert sum(are_clearly_different(*one, *other) for one, other in pairs) > 0.8 * len(pairs)
