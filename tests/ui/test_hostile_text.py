"""Whatever was written in every field: every screen shows it as words and nothing else."""

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

from mdt_app.ui.find_person import matching
from mdt_app.ui.meet.words_edit import WordsEdit as CaseWords
from mdt_app.ui.parts import button, label, plain_tip
from mdt_app.ui.words_edit import WordsEdit
from tests.documents.hostile_meeting import hold
from tests.hostile import LONG, SHORT, latin_seen
from tests.ui.every_state import every_state
from tests.ui.meeting_room import desk_open

MARKUP = "<b>bold</b> <img src='/etc/passwd'> & Birch &Cedar <a href='file:///'>x</a>"
ORDERS = "\x00\x1b[31mred\u202egnp.exe\nline % _ { } ** " + SHORT["pictures"]
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
    if isinstance(widget, QAbstractButton) and not widget.shortcut().isEmpty():
        found.append(f"key {widget.text()[:60]}")
    if isinstance(widget, QGroupBox) and not QKeySequence.mnemonic(widget.title()).isEmpty():
        found.append(f"key {widget.title()[:60]}")
    if isinstance(widget, QTextBrowser) and "<img" in widget.toHtml():
        found.append("a picture")
    if isinstance(widget, QAbstractItemView):
        found += _tips_in(widget)
    return found


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


@pytest.mark.parametrize("desk", TEXTS, indirect=True)
def test_every_screen_shows_it_as_words(desk, hands, request):
    text = TEXTS[request.node.callspec.params["desk"]]
    found, seen_on = set(), set()
    hands.press("Ctrl+2", "F5")
    for state in every_state(desk.shell, hands):
        for window in (state.window, desk.shell.room_window):
            if window is not None:
                found |= {f"{state.name}: {each}" for each in obeyed(window)}
        if latin_seen(text)[:20] in latin_seen(words_in(state.window)):
            seen_on.add(state.name.partition(",")[0])
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
    assert matching([], typed) == []


@pytest.mark.parametrize("made", [CaseWords, lambda: WordsEdit("words", "Words", 3)])
def test_the_caret_comes_back_to_its_place_after_pictures(themed, qtbot, made):
    edit = made()
    qtbot.addWidget(edit)
    edit.show_words("9990000018", "👩🏽‍⚕️ 😀 end", 14)
    assert edit.textCursor().position() == 14
    edit.show_words("9990000018", "short", 99)
    assert edit.textCursor().position() == 5
