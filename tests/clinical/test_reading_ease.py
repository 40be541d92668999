"""How easy a letter is to read: the published formula and its published examples."""

import pytest

from mdt_app.clinical.reading_ease import flesch, reading_ease, syllables

SYLLABLES = {
    1: "the cat mat blood nurse team talked used prove point weight eyes feet please young asked "
    "lives times makes helped stopped called you once home",
    2: "taken reading passage sentence creature kidney sugar pressure doctor practice wanted "
    "before agreed started tablet clinic people table question every higher lower safely "
    "changes wishes value patient quiet diet science doing beyond million before because "
    "language social",
    3: "medicine insulin appointment injection specialist pharmacist telephone hospital exercise "
    "decision idea area various obvious opinion period graduate continue reviewing",
    4: "diabetes dietitian usually information education interpreter situation experience "
    "society variety material",
}


@pytest.mark.parametrize(
    ("text", "words", "sounds", "score"),
    [
        ("The cat sat on the mat.", 6, 6, 116.1),
        (
            "This sentence, taken as a reading passage unto itself, is being used to "
            "prove a point.",
            16,
            23,
            69.0,
        ),
    ],
)
def test_the_published_examples_score_what_was_published(text, words, sounds, score):
    ease = reading_ease(text)
    assert (ease.words, ease.sentences, ease.syllables) == (words, 1, sounds)
    assert round(ease.score, 1) == score


@pytest.mark.parametrize(
    ("words", "sentences", "sounds", "score"),
    [(13, 1, 24, 37.5), (16, 1, 23, 69.0), (6, 1, 6, 116.1), (1, 1, 1, 121.2)],
)
def test_the_formula_gives_the_published_figures_from_counts(words, sentences, sounds, score):
    assert round(flesch(words, sentences, sounds), 1) == score


def test_syllables_are_counted_as_the_words_are_said():
    wrong = {
        word: syllables(word)
        for count, listed in SYLLABLES.items()
        for word in listed.split()
        if syllables(word) != count
    }
    assert wrong == {}


def test_a_number_has_a_syllable_for_each_figure():
    assert syllables("92") == 2


def test_short_sentences_are_easier_than_long_ones():
    short = reading_ease("We met. We talked. You can ask us.")
    long = reading_ease("We met and we talked and you can ask us")
    assert (short.sentences, long.sentences) == (3, 1)
    assert short.score > long.score


def test_jargon_is_told_from_plain_english():
    plain = reading_ease("Your team would like to see you. We will ring you to find a day.")
    jargon = reading_ease(
        "Intensification of antihyperglycaemic pharmacotherapy was recommended following"
        " multidisciplinary deliberation regarding albuminuria progression."
    )
    assert plain.is_plain
    assert not jargon.is_plain
    assert jargon.band == "very difficult"


@pytest.mark.parametrize("text", ["", "…", " \n ", "★ ☆"])
def test_a_text_without_words_has_no_reading_ease(text):
    assert reading_ease(text) is None


def test_a_day_written_with_points_ends_no_sentence():
    assert reading_ease("Your blood test is due on 3.12.2026 at noon.").sentences == 1
