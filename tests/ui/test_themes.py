"""Every theme can be read, and a theme or a size of text is worn at once, by whatever is shown."""

import ast
import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFontMetrics
from PySide6.QtWidgets import QLabel

from mdt_app.clinical.kinds import Kind
from mdt_app.ui import palette
from mdt_app.ui.charts.chart import Chart
from mdt_app.ui.fonts import font
from mdt_app.ui.looks import colour, looks, pen, pixels
from mdt_app.ui.meet.room import Room
from mdt_app.ui.parts import label
from mdt_app.ui.runs import Run, RunsText
from mdt_app.ui.sheet import style_sheet
from mdt_app.ui.theme import change_looks, theme_worn
from mdt_app.ui.themes import THEME_WORDS, THEMES
from mdt_app.ui.words_edit import WordsEdit
from tests.ui.test_looks import luminance

_WORDS = """
INK on PAPER PAGE PALE_BLUE PALE_YELLOW PALE_RED PALE_GREEN PRESSED
QUIET on PAPER PAGE PALE_BLUE PALE_GREEN PALE_YELLOW
HINT on PAPER PAGE
BLUE on PAPER PAGE PALE_BLUE
BLUE_INK on PALE_BLUE PAPER
GREEN on PAPER PAGE PALE_BLUE PALE_GREEN
RED_WORDS on PAPER PAGE PALE_BLUE
RED_INK on PALE_RED
AMBER_INK on PALE_AMBER
ON_COLOUR on BLUE BLUE_DARK GREEN GREEN_HOVER GREEN_PRESSED RED
ON_AMBER on AMBER AMBER_BAR
ON_RAIL on RAIL RAIL_CHOSEN RAIL_HOVER
ON_FOCUS on FOCUS
PAPER on INK
"""
_SHAPES = """
FIELD_EDGE on PAPER PAGE
KEY_EDGE on PAPER PAGE
SOFT_EDGE on PAPER PAGE
BLACK on PAPER PAGE PALE_BLUE
BLUE on PAPER PAGE PALE_BLUE
GREEN on PAPER PAGE PALE_GREEN
RED on PAPER
AMBER_BAR on PAPER
AMBER on RAIL_CHOSEN
FOCUS on RAIL RAIL_CHOSEN
HINT on PAPER
"""


def pairs(table: str) -> list[tuple[str, str]]:
    """Each colour with each ground it stands on."""
    lines = (line.split(" on ") for line in table.strip().splitlines())
    return [(name, ground) for name, grounds in lines for ground in grounds.split()]


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, contrast ratio."""
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.fixture(autouse=True)
def as_it_was(themed):
    yield
    change_looks(themed, "light", 100)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("words", "ground"), pairs(_WORDS))
def test_words_can_be_read_on_every_ground_of_every_theme(theme, words, ground):
    colours = THEMES[theme]
    assert contrast(colours[words], colours[ground]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("shape", "ground"), pairs(_SHAPES))
def test_shapes_can_be_seen_on_every_ground_of_every_theme(theme, shape, ground):
    colours = THEMES[theme]
    assert contrast(colours[shape], colours[ground]) >= 3


@pytest.mark.parametrize("theme", THEMES)
def test_every_rule_of_the_sheet_that_names_words_and_ground_can_be_read(themed, theme):
    change_looks(themed, theme, 100)
    checked = 0
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", style_sheet(100)):
        ground = re.search(r"(?<![-\w])background: (#\w{6})", body)
        for words in re.findall(r"(?<![-\w])color: (#\w{6})", body):
            if "disabled" in selector:
                continue
            for paper in [ground[1]] if ground else [palette.PAPER]:
                assert contrast(words, paper) >= 4.5, selector
                checked += 1
    assert checked > 15


def test_every_theme_names_the_same_colours_and_the_palette_knows_each():
    names = set(THEMES["light"])
    assert all(set(colours) == names for colours in THEMES.values())
    assert names == {name for name in palette.__annotations__ if name.isupper()} - {"SEVERITY"}
    assert {code for code, _words in THEME_WORDS} == {"system", *THEMES}


def test_no_module_keeps_a_colour_from_before_the_theme_was_chosen():
    """A name read at import stays light for good; `looks.colour` and `looks.pen` follow."""
    kept = []
    for path in Path("mdt_app/ui").rglob("*.py"):
        if path.name in ("palette.py", "looks.py"):
            continue
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, (ast.Assign, ast.AnnAssign, ast.Expr)):
                words = ast.unparse(node)
                if re.search(r"\b(palette|c)\.(?!SEVERITY_WORDS)[A-Z]", words):
                    kept.append(f"{path}: {words[:60]}")
    assert kept == []


def test_no_module_paints_in_a_colour_of_its_own():
    own = {}
    for path in Path("mdt_app/ui").rglob("*.py"):
        if path.name != "themes.py":
            found = re.findall(r"[\"'](#[0-9A-Fa-f]{6}|white|black)[\"']", path.read_text("utf-8"))
            own |= {str(path): found} if found else {}
    assert own == {}


def test_a_choice_nobody_knows_any_more_is_the_light_theme():
    assert theme_worn("sepia") == "light"
    assert theme_worn("system") in THEMES


def test_what_is_kept_of_the_palette_follows_the_theme(themed):
    kept, line = colour("PAPER"), pen("GREEN", 2)
    change_looks(themed, "dark", 100)
    assert kept == QColor(THEMES["dark"]["PAPER"])
    assert line.color() == QColor(THEMES["dark"]["GREEN"])
    assert line.widthF() == 2
    assert palette.SEVERITY["red"] == THEMES["dark"]["RED"]


def test_words_on_the_screen_change_their_colour_with_the_theme(themed, qtbot):
    made, runs = label("Words"), RunsText()
    for widget in (made, runs):
        qtbot.addWidget(widget)
        widget.show()
    runs.show_runs(Run("Words"))
    change_looks(themed, "contrast", 100)
    assert made.palette().windowText().color() == QColor("white")
    assert runs._paragraph._layout.formats()[0].format.foreground().color() == QColor("white")


def test_a_chart_is_drawn_on_the_paper_of_the_theme(themed, qtbot):
    chart = Chart(Kind.HBA1C)
    qtbot.addWidget(chart)
    chart.resize(300, 140)
    chart.show()
    for theme in ("dark", "light", "contrast"):
        change_looks(themed, theme, 100)
        drawn = chart.grab().toImage()
        assert drawn.pixelColor(5, drawn.height() // 2) == QColor(THEMES[theme]["PAPER"])


def test_letters_grow_to_twice_their_size_everywhere(themed, qtbot):
    usual, small = QFontMetrics(font()).height(), QFontMetrics(font(8.25)).height()
    made, runs, words = label("Words", "small"), RunsText(), WordsEdit("words", "Words", 3)
    for widget in (made, runs, words):
        qtbot.addWidget(widget)
        widget.show()
    runs.show_runs(Run("Words"))
    runs.resize(200, 20)
    before = made.fontMetrics().height(), runs.heightForWidth(200), words.height()
    change_looks(themed, "light", 200)
    assert QFontMetrics(font()).height() >= 1.9 * usual
    assert QFontMetrics(font(8.25)).height() >= 1.9 * small
    assert made.fontMetrics().height() >= 1.9 * before[0]
    assert runs.heightForWidth(200) >= 1.9 * before[1]
    assert words.height() >= 1.7 * before[2]
    assert pixels(100) == 200


def test_the_size_of_text_stays_between_its_ends(themed):
    change_looks(themed, "light", 400)
    assert looks.percent == 200
    change_looks(themed, "light", 20)
    assert looks.percent == 100


def test_a_case_that_is_shown_grows_with_the_text_and_shrinks_back(themed, meet_shell, qtbot):
    room = meet_shell.findChild(Room)
    name = next(w for w in meet_shell.findChildren(QLabel) if w is meet_shell.context_line.title)
    before = room.side.width(), room.banner.height(), name.fontMetrics().height()
    change_looks(themed, "dark", 200)
    qtbot.waitUntil(lambda: name.fontMetrics().height() > 1.8 * before[2])
    assert room.side.width() > before[0]
    assert room.banner.minimumHeight() > 1.5 * before[1]
    change_looks(themed, "light", 100)
    qtbot.waitUntil(lambda: name.fontMetrics().height() == before[2])
    assert room.side.width() == before[0]
