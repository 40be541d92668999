"""Words are measured once for a document, as the font would measure them, and then forgotten."""

import pytest
from reportlab.pdfbase.pdfmetrics import getFont
from reportlab.pdfbase.ttfonts import TTFont

from mdt_app.documents import measured_font
from mdt_app.documents.fonts import BENGALI, BOLD, REGULAR, faces
from mdt_app.documents.minutes_layout import minutes_as_pdf
from tests.documents.conftest import Held


@pytest.mark.parametrize("name", [REGULAR, BOLD, BENGALI])
@pytest.mark.parametrize("word", ["", "Begum", "≥48", "বেগম", "a b"])
def test_a_word_is_as_wide_as_the_font_says(name: str, word: str):
    faces()
    font = getFont(name)
    expected = TTFont.stringWidth(font, word, 9.5)
    for _ in range(2):
        assert font.stringWidth(word, 9.5) == pytest.approx(expected)


def test_no_word_of_a_document_is_remembered(held: Held):
    assert minutes_as_pdf(held.minutes())
    assert measured_font._widths
    assert not any(measured_font._widths)
