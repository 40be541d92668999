"""Whatever people type or files hold comes out as it is, or visibly replaced: never lost."""

import re
import unicodedata
from xml.sax.saxutils import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdt_app.documents.fonts import faces
from mdt_app.documents.marking import marked, needs_shaping

NAUGHTY = (
    "<b>unclosed",
    "</para><para>",
    '<img src="file:///etc/passwd"/>',
    "&#0; &nosuch; &amp",
    "<!-- --><![CDATA[ ]]>",
    "<font name='none' size='1e9'>x",
    "=cmd|'/C calc'!A0",
    "%s %n {0} {x.__class__} ${HOME}",
    "\x00\x07\x1b[31m\x7f\u200b\ufeff",
    "\ud83d \udc00 lone",
    "\u202egnp.exe \u2066isolate",
    "Z\u0351\u036f\u0321a\u0334\u0489l\u0336g\u0317o",
    "\U0001f469\u200d\U0001f469\u200d\U0001f466 \U0001f1ec\U0001f1e7",
    "\u0995\u09cd\u09b7 \u0627\u0644\u0639\u0631\u0628\u064a\u0629 \u7530\u4e2d",
    "W" * 5000,
)
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
    assert plain(marked("Good 𝀀")).replace("\xa0", " ") == "Good [byzantine musical symbol psili]"


def test_a_picture_is_set_in_the_font_of_pictures_also_where_it_is_made_of_several():
    for picture in ("😀", "👍🏽", "👩🏽\u200d⚕", "🇬🇧"):
        markup = marked(f"Good {picture}")
        assert markup == f'Good <font name="NotoEmoji-Regular">{picture}</font>'
        assert needs_shaping(markup)


def test_a_picture_within_a_word_is_not_lost():
    assert plain(marked("done😀.")) == "done 😀 ."


@pytest.mark.parametrize(("words", "font"), [("שלום עולם", "Hebrew"), ("مرحبا بالعالم", "Arabic")])
def test_words_from_right_to_left_are_set_as_one_so_that_shaping_puts_them_in_order(words, font):
    as_one = words.replace(" ", "\N{NO-BREAK SPACE}")
    markup = f'<font name="NotoSans{font}-Regular">{as_one}</font>'
    assert marked(f"see {words} 48") == f"see {markup} 48"
    assert needs_shaping(marked(words))


def test_many_words_from_right_to_left_are_set_line_by_line():
    letters = [f"שלום{mark}" for mark in "אבגדהוז"]
    first, second = plain(marked(" ".join(letters))).split("\n")
    assert first.split("\xa0") == letters[:5]
    assert second.split("\xa0") == letters[5:]


def test_a_letter_no_font_has_leaves_a_mark():
    assert marked("中 and ዐ") == "\N{REPLACEMENT CHARACTER} and \N{REPLACEMENT CHARACTER}"


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
        assert tag in ("<br/>", "</font>") or re.fullmatch(r'<font name="Noto[\w-]+">', tag)


@given(st.text(max_size=120))
def test_every_text_becomes_a_paragraph(text):
    from mdt_app.documents.sheets import words

    words(text).wrap(200, 10_000)


@pytest.mark.parametrize("text", NAUGHTY)
def test_strings_that_break_programs_become_paragraphs(text):
    from mdt_app.documents.sheets import words

    words(text).wrap(200, 10_000)
