"""What a document would say, before it is written: the same words, and what to see to."""

from dataclasses import replace

import pytest

from mdt_app.documents.invented_case import invented_case
from mdt_app.documents.letters_layout import letter_as_pdf
from mdt_app.documents.outputs import SUMMARY
from mdt_app.documents.preview import preview_in, preview_of
from mdt_app.meeting.offers import OFFERS
from mdt_app.meeting.templates import (
    GP_LETTER,
    PASTE_EMIS,
    PASTE_SYSTMONE,
    PERSON_LETTER,
    template_kind,
    template_kinds,
)
from tests.documents.conftest import Held, text_of
from tests.documents.lettering import case_about, to_practice
from tests.invented import TODAY
from tests.meeting.conftest import ADA


def preview(held: Held, kind: str):
    with held.ws.vault.reading() as reading:
        return preview_of(reading, case_about(held, ADA), kind)


def test_the_preview_of_a_letter_has_every_word_of_its_pages(decided: Held):
    letter, html = to_practice(decided, ADA), preview(decided, GP_LETTER).html
    printed = text_of(letter_as_pdf(letter))
    for words in ("Intensify treatment · Refer to renal clinic", "Her grandchildren"):
        assert words in html
        assert words in printed


def test_what_was_typed_is_escaped(decided: Held):
    html = preview(decided, GP_LETTER).html
    assert "&lt;b&gt;no needles&lt;/b&gt;" in html
    assert "<b>no needles" not in html


@pytest.mark.parametrize("kind", [SUMMARY, PASTE_EMIS, PASTE_SYSTMONE, PERSON_LETTER])
def test_every_kind_has_a_preview(decided: Held, kind: str):
    made = preview(decided, kind)
    assert "treatment" in made.html
    assert bool(made.text) == (kind in (PASTE_EMIS, PASTE_SYSTMONE))
    assert made.ease.startswith("Reading ease") == (kind == PERSON_LETTER)


@pytest.mark.parametrize("kind", template_kinds(), ids=lambda kind: kind.name)
def test_each_shipped_text_is_whole_for_the_invented_person(kind):
    made = preview_in(invented_case("Network 3", TODAY), kind.name, kind.shipped)
    assert made.refused == ""
    assert "{" not in made.html
    assert ("Diabetes UK" if kind.name == OFFERS else "SGLT2") in made.html


def test_the_invented_persons_letter_is_plain_english():
    body = template_kind(PERSON_LETTER).shipped
    made = preview_in(invented_case("Network 3", TODAY), PERSON_LETTER, body)
    assert "advice" not in made.ease
    assert "difficult" not in made.ease


def test_a_text_that_is_hard_to_read_is_said_to_be(decided: Held):
    body = "Multidisciplinary deliberation regarding antihyperglycaemic pharmacotherapy occurred."
    made = preview_in(case_about(decided, ADA), PERSON_LETTER, body)
    assert "very difficult" in made.ease
    assert "Shorter words" in made.ease


def test_letters_that_no_font_can_draw_are_said_before_they_are_printed(decided: Held):
    case = case_about(decided, ADA)
    record = case.page.record
    far = replace(record, person=replace(record.person, surname="\N{GEORGIAN LETTER AN}"))
    page = replace(case.page, record=far)
    body = template_kind(PERSON_LETTER).shipped
    told = preview_in(replace(case, page=page), PERSON_LETTER, body)
    assert any("cannot be printed" in words for words in told.notes)
    for name in ("Łódź", "বেগম", "Çelik"):
        near = replace(record, person=replace(record.person, surname=name))
        made = preview_in(replace(case, page=replace(case.page, record=near)), PERSON_LETTER, body)
        assert not any("cannot be printed" in words for words in made.notes), name
