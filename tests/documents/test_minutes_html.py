"""The page for screen readers: everything the paper says, as typed, and readable by machine."""

from dataclasses import replace
from datetime import date

import pytest

from mdt_app.documents.issuing import (
    addendum_document,
    approve_minutes,
    document_of,
    issue_addendum,
)
from mdt_app.documents.minutes import Agreed, Amended, Minutes
from mdt_app.documents.minutes_html import minutes_as_html
from mdt_app.documents.minutes_layout import minutes_as_pdf
from tests.documents.accessibility import contrast, parsed, problems_of
from tests.documents.conftest import QUESTION, WORDS, Held, text_of
from tests.meeting.conftest import ADA

AWKWARD = [
    "<48", "AT&T &amp; Co", "<b>bold</b> <script>alert(1)</script>", "\"quotes\" 'these' “those”",
    "]]> --> <!-- <para>", "eGFR ≥ 90 → ≤ 60 − 5", "Well done 😀👩🏽‍⚕️", "বেগম রাসেল, সুমি",
    "مرحبا بالعالم 48", "שלום", "both বেগম and <مرحبا> & co", "a\tb  c", "½ × 2 = 1 µg ²",
    "x" * 20_000, "word " * 4_000,
]  # fmt: skip


@pytest.fixture
def minutes(decided: Held) -> Minutes:
    return decided.minutes()


def with_words(minutes: Minutes, words: str) -> Minutes:
    case = replace(minutes.cases[0], decisions=(Agreed((), words, "N. Patel"),), question=words)
    amended = (Amended("decision changed", (1,), date(2026, 12, 1), words),)
    return replace(minutes, cases=(case, *minutes.cases[1:]), amended=amended, learning=(words,))


def body(page: bytes) -> str:
    return " ".join(parsed(page).of("body")[0].text.split())


def test_everything_the_paper_says_is_on_the_page(minutes: Minutes):
    page = body(minutes_as_html(minutes))
    for words in (
        "Minutes: Network 3 MDT", "26 Nov 2026, 13:30 · Alder Road", "Dr A. Chair", "J. Ferreira",
        "Case 1 · EXEMPLAR, Ada (Mrs)", "NHS No. 999 000 0018", QUESTION, "Her grandchildren",
        "Red: HbA1c 92", "Intensify treatment · Refer to renal clinic", WORDS,
        "HbA1c 92 mmol/mol on 3 Nov 2026", "Book eye screening", "no date yet", "SPECIMEN, Bram",
        "bloods awaited", "Teach insulin titration", "Draft: the chair has not approved",
    ):  # fmt: skip
        assert words in page, words


@pytest.mark.parametrize("words", AWKWARD)
def test_whatever_was_typed_comes_out_as_typed(minutes: Minutes, words: str):
    page = minutes_as_html(with_words(minutes, words))
    assert body(page).count(" ".join(words.split())) >= 4
    assert problems_of(page) == []
    assert parsed(page).of("script", "b", "para") == []


def test_lines_stay_lines_and_control_characters_are_dropped(minutes: Minutes):
    page = minutes_as_html(with_words(minutes, "one\r\ntwo\x00\x07"))
    assert b"one<br>\ntwo</p>" in page


def test_the_page_passes_the_check_of_accessibility(decided: Held):
    for whom in ("whole", "Y00001", "network"):
        with decided.ws.vault.reading() as reading:
            assert problems_of(document_of(reading, decided.meeting.id, whom, "html")) == []


def test_an_addendum_passes_it_too(decided: Held):
    approve_minutes(decided.ws, decided.meeting.id, "Dr A. Chair")
    added = issue_addendum(decided.ws, decided.meeting.id, "বেগম: <5 mg", about=ADA)
    with decided.ws.vault.reading() as reading:
        page = addendum_document(reading, added, form="html")
    assert problems_of(page) == []
    assert "বেগম: <5 mg" in body(page)


def test_a_meeting_without_anything_passes_it(minutes: Minutes):
    bare = replace(minutes, present=(), apologies=(), cases=(), for_practices=(), practices=())
    assert problems_of(minutes_as_html(bare)) == []


def test_charts_are_sentences_on_the_page(minutes: Minutes):
    page = body(minutes_as_html(minutes))
    for sentence in minutes.cases[0].sentences:
        assert " ".join(sentence.split()) in page


def test_contents_lead_to_every_case(minutes: Minutes):
    links = [link.text for link in parsed(minutes_as_html(minutes)).of("nav")[0].of("a")]
    assert "Case 1 · EXEMPLAR, Ada (Mrs)" in links
    assert "Carried over to the next meeting" in links


def test_a_draft_says_so_in_its_title_and_the_same_minutes_give_the_same_bytes(minutes: Minutes):
    page = minutes_as_html(minutes)
    assert parsed(page).of("title")[0].text == "Minutes, Network 3 MDT, 26 Nov 2026, draft"
    assert page == minutes_as_html(minutes)


BROKEN = {
    "no language": (b'<html lang="en-GB">', b"<html>"),
    "no title": (b"<title>Minutes", b"<title></title><title>Minutes"),
    "a heading too far": (b"<h4>Decision", b"<h6>Decision"),
    "two ids": (b'id="approval"', b'id="present"'),
    "no caption": (b"<caption>Who was present</caption>", b""),
    "no scope": (b'<th scope="col">Name', b"<th>Name"),
    "a link to nowhere": (b'href="#approval"', b'href="#nowhere"'),
    "something fetched": (b'href="#approval"', b'href="https://example.org"'),
    "a picture": (b"<h4>Facts", b'<img src="x.png"><h4>Facts'),
    "pale letters": (b".quiet { color: #4c6272; }", b".quiet { color: #9fb1bd; }"),
    "loose words": (b"<tbody>", b"<tbody>loose"),
    "an open element": (b"</footer>", b""),
    "no landmark": (b"</main>", b"</main><p>Outside</p>"),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_the_check_sees_what_is_broken(minutes: Minutes, fault: str):
    page = minutes_as_html(minutes)
    good, bad = BROKEN[fault]
    assert good in page
    assert problems_of(page.replace(good, bad, 1)) != []


def test_the_check_sees_a_language_or_a_direction_that_is_not_said(minutes: Minutes):
    page = minutes_as_html(with_words(minutes, "বেগম مرحبا"))
    assert problems_of(page.replace(b'<span lang="bn">', b"<span>"))
    assert problems_of(page.replace(b'<bdi dir="auto">', b"<bdi>"))


def test_contrast_is_counted_as_wcag_counts_it():
    assert contrast("000000", "ffffff") == pytest.approx(21)
    assert contrast("767676", "ffffff") == pytest.approx(4.54, abs=0.01)


def test_paper_and_page_say_the_same_of_a_case(minutes: Minutes):
    words = "Stop gliclazide & start dapagliflozin <10 mg>"
    changed = with_words(minutes, words)
    assert words in text_of(minutes_as_pdf(changed))
    assert words in body(minutes_as_html(changed))
