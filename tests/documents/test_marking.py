"""Whatever people type or files hold comes out as it is, or visibly replaced: never lost."""

import re
import unicodedata
from pathlib import Path
from xml.sax.saxutils import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdt_app.documents.fonts import faces
from mdt_app.documents.marking import marked, needs_shaping

NAUGHTY = Path("/work/shared/samples/naughty-strings.txt")
MATH, SYMBOLS, BENGALI = (f"NotoSans{name}-Regular" for name in ("Math", "Symbols2", "Bengali"))


def plain(markup: str) -> str:
    """What a reader of the markup sees."""
    return unescape(re.sub(r"<[^>]*>", "", markup.replace("<br/>", "\n")))


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_markup_in_a_value_is_words():
    assert marked('<b>x</b> & <img src="http://x"/>') == (
        '&lt;b&gt;x&lt;/b&gt; &amp; &lt;img src="http://x"/&gt;'
    )


def test_control_characters_and_lone_surrogates_are_dropped():
    assert marked("a\x00b\x1b[0mc\ud800d\u202ee\ufffe") == "ab[0mcde\N{REPLACEMENT CHARACTER}"


def test_line_breaks_of_every_kind_are_kept():
    assert (
        marked("one\r\ntwo\rthree\u2028four\x0bfive") == "one<br/>two<br/>three<br/>four<br/>five"
    )


def test_a_word_is_never_set_in_two_fonts():
    assert marked("fell −27 % →") == (
        f'fell <font name="{MATH}">−27</font> % <font name="{MATH}">→</font>'
    )


def test_a_word_is_not_torn_where_one_font_has_all_of_it():
    assert marked("eGFR−27") == f'<font name="{MATH}">eGFR−27</font>'


def test_bengali_is_set_in_a_font_that_has_it_and_asks_for_shaping():
    markup = marked("শাহিদা বেগম, Sylheti")
    assert f'<font name="{BENGALI}">শাহিদা</font>' in markup
    assert needs_shaping(markup)
    assert not needs_shaping(marked("Shahida Begum → ≥"))


def test_bold_bengali_is_bold():
    assert "NotoSansBengali-Bold" in marked("বেগম", bold=True)
    assert needs_shaping(marked("বেগম", bold=True))


def test_a_sign_no_font_has_is_printed_by_its_name():
    assert plain(marked("Good 😀")).replace("\xa0", " ") == "Good [grinning face]"


def test_a_letter_no_font_has_leaves_a_mark():
    assert marked("中 and ع") == "\N{REPLACEMENT CHARACTER} and \N{REPLACEMENT CHARACTER}"


def test_an_accent_typed_apart_is_joined_to_its_letter():
    assert marked("Rene\u0301e") == "Renée"


@given(st.text(max_size=200))
def test_nothing_that_a_font_can_draw_is_lost(text):
    known = set().union(*(face.characters for face in faces()))
    seen = squeezed(plain(marked(text)))
    for character in squeezed(unicodedata.normalize("NFC", text)):
        if character in known and unicodedata.category(character) not in ("Cf", "Cc"):
            assert character in seen


@given(st.text(max_size=200), st.booleans())
def test_all_markup_is_our_own(text, bold):
    for tag in re.findall(r"<[^>]*>", marked(text, bold=bold)):
        assert tag in ("<br/>", "</font>") or re.fullmatch(r'<font name="NotoSans[\w-]+">', tag)


@given(st.text(max_size=120))
def test_every_text_becomes_a_paragraph(text):
    from mdt_app.documents.sheets import words

    words(text).wrap(200, 10_000)


@pytest.mark.skipif(not NAUGHTY.exists(), reason="the list of naughty strings is not here")
def test_strings_that_break_programs_become_paragraphs():
    from mdt_app.documents.sheets import words

    for line in NAUGHTY.read_text(encoding="utf-8", errors="surrogateescape").splitlines():
        words(line).wrap(200, 10_000)
