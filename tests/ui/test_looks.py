"""Colours that can be read, signs that exist, and fonts that know every name."""

import pytest
from PySide6.QtGui import QColor, QFontMetrics, QImage

from mdt_app.register.provenance import OfPerson
from mdt_app.resources import resource_path
from mdt_app.ui import palette
from mdt_app.ui.fonts import font
from mdt_app.ui.icons import picture, program_icon
from mdt_app.ui.runs import Run, RunsText


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    made = QColor(colour)
    red, green, blue = map(linear, (made.redF(), made.greenF(), made.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_severity_has_a_word_beside_its_colour():
    assert set(palette.SEVERITY_WORDS) == {"red", "amber", "note"}


@pytest.mark.parametrize("sign", "✓▸○↷→↑↓−≥≤·…×²½—–✕")
def test_every_sign_the_program_writes_can_be_drawn(themed, sign):
    def drawn(text):
        made = QImage(40, 40, QImage.Format.Format_RGB32)
        made.fill(QColor("white"))
        words = RunsText()
        words.show_runs(Run(text))
        words.resize(40, 40)
        words.render(made)
        return made

    nothing = drawn("\U0010fffd")
    assert drawn(sign) != nothing
    assert QFontMetrics(font()).horizontalAdvance(sign) > 0


def test_the_rails_pictures_exist_and_are_not_empty(themed):
    for name in ("prepare", "meet", "follow_up", "measures", "data"):
        image = picture(name, 20, "white").toImage()
        assert any(image.pixelColor(x, y).alpha() for x in range(20) for y in range(20))
    assert not program_icon().isNull()
    assert resource_path("icons", "down.svg").is_file()


@pytest.mark.parametrize(
    "text", ["শাহিদা বেগম", "رحمان", "Zoë Ångström", "x" * 20_000, "a\nb", "𝒜🙂", ""]
)
def test_any_name_is_laid_out_within_its_width(themed, qtbot, text):
    words = RunsText()
    qtbot.addWidget(words)
    words.show_runs(Run(text, "strong"), Run(" <b>plain</b>"))
    words.resize(300, words.heightForWidth(300))
    words.grab()
    assert words.text() == text + " <b>plain</b>"
    assert words.accessibleName() == words.text()
    for number in range(words._paragraph._layout.lineCount()):
        assert words._paragraph._layout.lineAt(number).naturalTextWidth() <= 301


def test_runs_know_their_height_at_any_width(themed, qtbot):
    words = RunsText()
    qtbot.addWidget(words)
    words.show_runs(Run("one two three four five six seven eight nine ten"))
    assert words.heightForWidth(80) > words.heightForWidth(1000)
    words.show_runs(Run("one"))
    assert words.heightForWidth(80) == words.heightForWidth(1000)


def test_the_same_words_about_somebody_else_are_about_them(themed, qtbot):
    words = RunsText()
    qtbot.addWidget(words)
    words.resize(300, 30)
    for number in ("9990000018", "9990000026"):
        words.show_runs(Run("Type 2", "quiet", OfPerson(number, "diabetes_type")))
        ((_box, about),) = words.places()
        assert about.nhs_number == number
