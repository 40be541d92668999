"""Letters to people: plain words, large print, and how easy they are to read."""

from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from mdt_app.clinical.reading_ease import PLAIN, reading_ease
from mdt_app.documents.letter_blocks import Heading, Para, filled, lines_of
from mdt_app.documents.letters import (
    NOT_AGREED_WHO,
    needs_more_than_a_letter,
    needs_words,
    person_letter,
)
from mdt_app.documents.letters_layout import letter_as_pdf
from mdt_app.documents.plain_words import in_plain_words, plain_choice, plain_words
from mdt_app.meeting.choices import decision_choices, vocabulary
from mdt_app.meeting.joint_plan import JointPlan, keep_plan
from mdt_app.meeting.offers import offers_in
from mdt_app.meeting.templates import PERSON_LETTER, template_now
from mdt_app.meeting.values import Action
from tests.documents.conftest import WORDS, Held, text_of
from tests.documents.lettering import case_about, to_person
from tests.meeting.conftest import ADA, put_person

EMRE = "9990000050"


def letter_text(held: Held, number: str) -> str:
    return text_of(letter_as_pdf(to_person(held, number)))


def test_it_says_plainly_what_was_agreed_and_who_sees_to_it(decided: Held):
    text = letter_text(decided, ADA)
    for words in (
        "Dear Mrs Exemplar,",
        "Mrs Ada Exemplar",
        "26 November 2026",
        "“Her grandchildren”",
        "Your diabetes needs more treatment than you have now.",
        "We would like you to be seen by the kidney clinic.",
        "Book eye screening. N. Patel will see to this. This should be done by 28 November 2026.",
        "Please ring Alder Road",
        "You can say yes or no to any of this.",
    ):
        assert words in text, words


@pytest.mark.parametrize(
    ("owner", "said"),
    [
        ("GP", "Your GP will see to this."),
        ("Diabetes specialist nurse", "The diabetes nurse will see to this."),
        ("Dr S. Rahman", "Dr S. Rahman will see to this."),
        ("", "Your practice will see to this."),
    ],
)
def test_who_sees_to_it_is_said_as_the_person_knows_them(held: Held, owner: str, said: str):
    held.decide(ADA, "", ("intensify",))
    held.agree(ADA, "Ring", owner=owner)
    assert said in letter_text(held, ADA)


def test_it_has_no_jargon_and_nothing_that_only_the_team_needs(decided: Held):
    text = letter_text(decided, ADA)
    for words in (
        WORDS,
        "dapagliflozin",
        "HbA1c",
        "eGFR",
        "NHS No",
        "1968",
        "MDT",
        "Teach insulin titration",
        "SPECIMEN",
        "renal",
    ):
        assert words not in text, words


def test_its_reading_ease_is_said_and_is_plain_english(decided: Held):
    ease = to_person(decided, ADA).ease
    assert ease is not None
    assert ease.is_plain
    assert ease.words > 100


def test_large_print_has_nothing_smaller_than_sixteen_points(decided: Held):
    pdf = letter_as_pdf(to_person(decided, ADA, is_large=True))
    sizes: set[float] = set()

    def look(text, _cm, _tm, _font, size):
        if text.strip():
            sizes.add(size)

    for page in PdfReader(BytesIO(pdf)).pages:
        page.extract_text(visitor_text=look)
    assert min(sizes) >= 16


def test_the_usual_size_is_larger_than_a_report(decided: Held):
    pdf = letter_as_pdf(to_person(decided, ADA))
    sizes: list[float] = []
    for page in PdfReader(BytesIO(pdf)).pages:
        page.extract_text(visitor_text=lambda t, _c, _m, _f, size: t.strip() and sizes.append(size))
    assert min(sizes) >= 12


def test_the_language_an_interpreter_and_easy_read_are_noted_for_whoever_prints_it(held: Held):
    put_person(
        held.ws,
        EMRE,
        "Pattern",
        language="Sylheti",
        interpreter="yes",
        events={"2020-01-01": "learning_disability"},
    )
    case = case_about(held, ADA)
    other = replace(case.page.record.person, language="Sylheti", interpreter=True)
    record = replace(case.page.record, person=other)
    letter = person_letter(replace(case, page=replace(case.page, record=record)), "Dear {name}")
    assert letter.needs == "Language: Sylheti · interpreter needed"
    assert any("It is in English" in words for words in letter.wants)


def test_nobody_named_to_tell_the_person_is_said_before_it_is_printed(decided: Held):
    letter = to_person(decided, ADA)
    assert any("Who tells the person" in words for words in letter.wants)
    assert NOT_AGREED_WHO not in text_of(letter_as_pdf(letter))


def test_what_somebody_wrote_for_the_person_is_in_it_as_written(decided: Held):
    keep_plan(
        decided.ws,
        JointPlan(
            ADA, decided.meeting.id, person_does="walk; titrate", words_for_person="Well done! <3"
        ),
    )
    text = letter_text(decided, ADA)
    assert "Well done! <3" in text
    assert "What you can do" in text
    assert "slowly change" in text


def test_two_versions_of_a_decision_are_never_told_to_the_person(decided: Held):
    case = case_about(decided, ADA)
    (one,) = case.page.decisions
    rivals = replace(case.page, decisions=(one, replace(one, choices=("start_insulin",))))
    letter = person_letter(replace(case, page=rivals), "# Agreed\n{decision}\n# Next\nx")
    assert [b.words for b in letter.blocks if isinstance(b, Heading)] == ["Next"]


def test_the_title_of_the_file_names_nobody(decided: Held):
    metadata = PdfReader(BytesIO(letter_as_pdf(to_person(decided, ADA)))).metadata
    assert "Exemplar" not in str(dict(metadata))


@pytest.mark.parametrize(
    "choice", [c for c in decision_choices() if c.audience == "person"], ids=lambda c: c.code
)
def test_every_decision_about_a_person_has_plain_words(choice):
    assert choice.code in plain_words().choices
    for said in (choice.code, f"{choice.code}:something"):
        sentence = plain_choice(said)
        assert "{" not in sentence
        assert reading_ease(sentence).score >= PLAIN


@pytest.mark.parametrize(
    "detail", [d.words for d in vocabulary().details if d.of == "refer"], ids=str
)
def test_every_place_to_refer_to_has_plain_words(detail):
    assert detail in plain_words().details


def test_a_decision_without_plain_words_is_still_said():
    assert plain_choice("from_another_version") == (
        "The team agreed this with your practice: from another version."
    )


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Repeat U&E, then HbA1c", "Repeat kidney blood test, then long-term blood sugar (HbA1c)"),
        ("BP bd", "Blood pressure twice a day"),
        ("hypothyroid", "hypothyroid"),
        ("Carbon <48", "Carbon <48"),
        ("urine ACR", "urine test for the kidneys"),
    ],
)
def test_words_of_the_trade_are_said_plainly_and_others_left(typed, said):
    assert in_plain_words(typed) == said


def test_a_heading_with_nothing_below_it_is_left_out():
    blocks = filled("# One\n{a}\n# Two\nx {b}\n# Three\nend", {"a": "", "b": ""})
    assert blocks == (Heading("Three"), Para("end"))


def test_what_is_filled_in_is_never_read_as_a_placeholder():
    assert filled("{a}", {"a": "{b}", "b": "no"}) == (Para("{b}"),)


def test_how_to_reach_an_offer_is_told_only_where_it_was_agreed(held: Held):
    offers = offers_in("Walking group | Walks on Tuesdays | Bow library\nChoir | Songs | Hall")
    case = replace(case_about(held, ADA), offers=offers)
    with held.ws.vault.reading() as reading:
        body = template_now(reading, PERSON_LETTER).body
    assert "Where you can turn to" not in "\n".join(lines_of(person_letter(case, body).blocks))
    action = Action(nhs_number=ADA, words="Book the walking group", owner="N. Patel")
    asked = replace(case, page=replace(case.page, actions=(action,)))
    said = "\n".join(lines_of(person_letter(asked, body).blocks))
    assert "Where you can turn to" in said
    assert "Walking group: Walks on Tuesdays. Bow library" in said
    assert "Choir" not in said


def test_easy_read_is_noted_too_where_the_person_asked_for_it(held: Held):
    case = case_about(held, ADA)
    assert "easy read" not in needs_words(case)
    asked = replace(case, page=replace(case.page, wants_easy_read=True))
    assert needs_words(asked).endswith("asks for easy read")
    assert needs_more_than_a_letter(asked)
