"""Whatever was written in every field: every screen shows it as words and nothing else."""

import csv
import re
from datetime import date

import pytest
from PySide6.QtGui import QKeySequence, Qt, QTextDocument
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QCheckBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QTextBrowser,
    QWidget,
)

from mdt_app.demo.hands import Hands
from mdt_app.register.values import Person
from mdt_app.ui.data.stages import Stage
from mdt_app.ui.find_person import matching
from mdt_app.ui.meet.words_edit import WordsEdit as CaseWords
from mdt_app.ui.parts import button, label, plain_tip
from mdt_app.ui.rules.page_html import html_of
from mdt_app.ui.words_edit import WordsEdit
from tests.documents.hostile_meeting import hold
from tests.hostile import LONG, SHORT, latin_seen
from tests.ui.every_state import STATES, every_state
from tests.ui.meeting_room import desk_open

MARKUP = "<b>bold</b> <img src='/etc/passwd'> & Birch &Cedar <a href='file:///'>x</a>"
ORDERS = "\x00\x1b[31mred\u202egnp.exe\nline % _ { } ** " + SHORT["pictures"]


def person_called(number: int, surname: str) -> Person:
    return Person(
        number, f"99900000{number:02}", surname, "Ada", "", date(1950, 2, 14), "female", "Y00001"
    )


TEXTS = {"mark-up": MARKUP, "orders": ORDERS, "20,000 letters": LONG["a word of 20,000 letters"]}


def obeyed(window: QWidget) -> list[str]:
    """Where the window takes what was written for mark-up, or for the key of a control."""
    found = []
    for widget in [window, *window.findChildren(QWidget)]:
        found += [f"{type(widget).__name__}: {why}" for why in _obeys(widget)]
    return found


def _obeys(widget: QWidget) -> list[str]:
    found = []
    if Qt.mightBeRichText(widget.toolTip()) and not _is_escaped(widget.toolTip()):
        found.append(f"tip {widget.toolTip()[:60]}")
    if isinstance(widget, QLabel) and widget.textFormat() != Qt.TextFormat.PlainText:
        shown = QTextDocument()
        shown.setHtml(widget.text())
        if widget.textFormat() == Qt.TextFormat.AutoText or "<img" in widget.text():
            found.append(f"label {widget.text()[:60]}")
    if isinstance(widget, QLabel) and widget.wordWrap() and _needs(widget) > 1366:
        found.append(f"needs {_needs(widget)} pixels for {widget.text()[:60]}")
    if isinstance(widget, QAbstractButton) and not widget.shortcut().isEmpty():
        found.append(f"key {widget.text()[:60]}")
    if isinstance(widget, QGroupBox) and not QKeySequence.mnemonic(widget.title()).isEmpty():
        found.append(f"key {widget.title()[:60]}")
    if isinstance(widget, QTextBrowser) and "<img" in widget.toHtml():
        found.append("a picture")
    if isinstance(widget, QAbstractItemView):
        found += _tips_in(widget)
    return found


def _needs(widget: QWidget) -> int:
    return widget.minimumSizeHint().width()


def _is_escaped(tip: str) -> bool:
    words = tip.removeprefix("<span>").removesuffix("</span>").replace("<br>", "")
    return "<" not in words


def _tips_in(view: QAbstractItemView) -> list[str]:
    model = view.model()
    if model is None:
        return []
    tips = [
        str(model.index(row, column).data(Qt.ItemDataRole.ToolTipRole) or "")
        for row in range(min(model.rowCount(), 5))
        for column in range(model.columnCount())
    ]
    return [f"tip {tip[:60]}" for tip in tips if Qt.mightBeRichText(tip)]


def words_in(window: QWidget) -> str:
    """All words that widgets and lists hold, for eyes and for readers."""
    found = []
    for widget in window.findChildren(QWidget):
        found += [widget.accessibleName(), widget.toolTip()]
        text = getattr(widget, "text", None) or getattr(widget, "toPlainText", None)
        found.append(text() if callable(text) else "")
        if isinstance(widget, QAbstractItemView) and (model := widget.model()) is not None:
            found += [
                str(model.index(row, column).data() or "")
                for row in range(min(model.rowCount(), 20))
                for column in range(model.columnCount())
            ]
    return "\n".join(map(str, found))


@pytest.fixture
def desk(ws, two_threads, qtbot, request):
    hold(ws, TEXTS[request.param])
    with desk_open(ws, two_threads, qtbot) as made:
        yield made


@pytest.mark.slow
@pytest.mark.parametrize("desk", TEXTS, indirect=True)
def test_every_screen_shows_it_as_words(desk, hands, request):
    text = TEXTS[request.node.callspec.params["desk"]]
    found, seen_on = set(), set()
    hands.press("Ctrl+2", "F5")
    for state in every_state(desk.shell, hands):
        if (now := (desk.shell.width(), desk.shell.height())) != (1366, 768):
            found.add(f"{state.name}: the window is {now}")
            desk.shell.resize(1366, 768)
        for window in (state.window, desk.shell.room_window):
            if window is not None:
                found |= {f"{state.name}: {each}" for each in obeyed(window)}
        if latin_seen(text)[:20] in latin_seen(words_in(state.window)):
            seen_on.add(state.name.partition(",")[0])
    for place in sorted(set(desk.shell._factories) - {screen for _, screen, _ in STATES}):
        desk.shell.show_screen(place)
        hands.look(300)
        found |= {f"{place}: {each}" for each in obeyed(desk.shell)}
        hands.press("Escape")
    assert not found, "\n".join(sorted(found))
    assert {"Prepare", "Meet", "Follow up"} <= seen_on
    assert desk.shell.windowTitle() == "MDT"


def test_the_sweep_notices_each_way_to_obey(themed, qtbot):
    bold, pressed, tipped, boxed = QLabel(MARKUP), QCheckBox(MARKUP), label("x"), QGroupBox(MARKUP)
    tipped.setToolTip(MARKUP)
    paper = QTextBrowser()
    paper.setHtml(MARKUP)
    for widget in (bold, pressed, tipped, boxed, paper):
        qtbot.addWidget(widget)
        assert obeyed(widget), type(widget).__name__
    for sound in (label(MARKUP), button("Save"), QLineEdit(MARKUP)):
        qtbot.addWidget(sound)
        assert not obeyed(sound)


def test_a_word_without_an_end_is_broken_and_every_other_stays_as_it_is(themed, qtbot):
    made = label("Hydroxychloroquine 200 mg, see https://example.org/a", wraps=True)
    qtbot.addWidget(made)
    assert made.text() == "Hydroxychloroquine 200 mg, see https://example.org/a"
    made.setText(f"see {'W' * 20_000}")
    assert _needs(made) < 300
    assert latin_seen(made.text()) == "see" + "W" * 20_000
    endless = QLabel("W" * 20_000)
    endless.setWordWrap(True)
    qtbot.addWidget(endless)
    endless.show()
    assert obeyed(endless), "without that it would need more than a screen"


def test_a_tip_is_words_and_never_wider_than_a_screen(themed, qtbot):
    made = label("x")
    qtbot.addWidget(made)
    plain_tip(made, MARKUP)
    shown = QTextDocument()
    shown.setHtml(made.toolTip())
    assert shown.toPlainText() == MARKUP
    plain_tip(made, "Alder Road")
    assert made.toolTip() == "Alder Road"
    plain_tip(made, "W" * 20_000)
    assert len(made.toolTip()) < 1_500


@pytest.mark.parametrize("typed", SHORT.values(), ids=SHORT)
def test_what_is_looked_for_is_words_and_finds_nobody_else(typed):
    """Among people whose names hold signs as well, only the one who is called so."""
    names = ("Exemplar", "O'Specimen", "Sample-Alder", "Birch (née Cedar)", "d'", "50% Elm_Fir")
    everyone = [person_called(number, name) for number, name in enumerate((*names, typed))]
    assert matching(everyone, typed) == everyone[-1:]


@pytest.mark.parametrize("made", [CaseWords, lambda: WordsEdit("words", "Words", 3)])
def test_the_caret_comes_back_to_its_place_after_pictures(themed, qtbot, made):
    edit = made()
    qtbot.addWidget(edit)
    edit.show_words("9990000018", "👩🏽‍⚕️ 😀 end", 14)
    assert edit.textCursor().position() == 14
    edit.show_words("9990000018", "short", 99)
    assert edit.textCursor().position() == 5


@pytest.mark.parametrize("page", SHORT.values(), ids=SHORT)
def test_a_rules_page_holds_no_mark_up_but_its_own(page):
    ours = {"p", "ul", "li", "b", "i", "code", "table", "tr", "th", "td", "h1", "h2", "h3"}
    made = html_of(f"# {page}\n\n{page}\n\n- {page}\n\n| {page} |\n|---|\n| {page} |")
    assert set(re.findall(r"</?([a-z0-9]+)", made)) <= ours | {"h4", "h5", "h6"}
    assert "<img" not in made


@pytest.fixture
def practices_file(tmp_path):
    """A practice's list whose name, headings and cells are all mark-up."""
    path = tmp_path / "<b>list <img src='x'> &A.csv"
    rows = [
        ["NHS Number", "Surname", "Date of birth", MARKUP, f"Weight {MARKUP}", "HbA1c", "Date"],
        ["9990000018", MARKUP, "1968-02-14", MARKUP, "<s>", "48", "2026-03-01"],
        [MARKUP, "x", "<b>", "", "<u>", MARKUP, "<i>"],
        ["9990000026", MARKUP, "1968-02-14", MARKUP, "<s>", MARKUP, "2026-03-01"],
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def test_a_practices_file_is_shown_as_words_on_every_page(plain_desk, practices_file, tmp_path):
    hands = Hands(plain_desk.shell, tmp_path)
    hands.press("Ctrl+5")
    screen = plain_desk.shell.screen_shown
    hands.drop([practices_file], screen)
    hands.wait_for(lambda: screen.stage is Stage.PREVIEWED, "the preview")
    found = set(obeyed(plain_desk.shell))
    for keys in ("C", "Escape", "P", "Escape"):
        hands.press(keys)
        hands.look(60)
        found |= set(obeyed(plain_desk.shell))
    assert "<img src='/etc/passwd'>" in words_in(plain_desk.shell)
    hands.click(screen.preview_page.leave_button)
    hands.press("Ctrl+1")
    assert not found, "\n".join(sorted(found))


@pytest.fixture
def plain_desk(ws, two_threads, qtbot):
    with desk_open(ws, two_threads, qtbot) as made:
        yield made


def test_any_text_can_be_looked_for_on_every_screen(searching):
    """A sign of a search means itself: nothing breaks, and nobody else is found."""
    for typed in SHORT.values():
        for field in searching:
            field.setText(typed)
            field.setText("")


@pytest.fixture
def searching(ws, meeting, two_threads, qtbot):
    """Every field that narrows a list down, on its screen."""
    with desk_open(ws, two_threads, qtbot) as desk:
        fields = []
        for place in ("prepare", "follow_up", "data"):
            desk.shell.show_screen(place)
            two_threads.settle()
            fields += [
                field
                for field in desk.shell.screen_shown.findChildren(QLineEdit)
                if "ilter" in field.placeholderText() or "ind" in field.placeholderText()
            ]
        desk.shell.find_box.open_over([])
        fields.append(desk.shell.find_box.field)
        assert len(fields) >= 4
        yield fields
