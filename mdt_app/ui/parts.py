"""Small pieces every screen is made of: labels, chips, key caps, buttons, segments, rows."""

import re
from collections.abc import Iterable, Sequence
from html import escape
from typing import TypeVar

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QButtonGroup,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from mdt_app.ui import palette
from mdt_app.ui.by_readers import ClickedByReaders
from mdt_app.ui.key_words import key_for
from mdt_app.ui.shortcuts import keys as keys_in_force
from mdt_app.ui.wrapping import OneLine, make_wrapping

_Box = TypeVar("_Box", bound=QBoxLayout)


def set_role(widget: QWidget, role: str) -> None:
    """Name what `widget` is, and restyle it if it changed."""
    if widget.property("role") != role:
        widget.setProperty("role", role)
        if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
            widget.style().unpolish(widget)
            widget.style().polish(widget)


_ENDLESS = re.compile(r"\S{31,}")
_PIECE = 10


class _Wrapping(QLabel):
    """Words in lines. One without an end is broken, or it would push all else off the screen."""

    def setText(self, text: str) -> None:
        super().setText(_ENDLESS.sub(_breakable, text) if len(text) > _PIECE else text)


def _breakable(found: re.Match[str]) -> str:
    word = found.group()
    pieces = (word[at : at + _PIECE] for at in range(0, len(word), _PIECE))
    return "\N{ZERO WIDTH SPACE}".join(pieces)


def label(text: str = "", role: str = "", *, wraps: bool = False) -> QLabel:
    """Words on the screen, never read as markup. Roles: title, heading, quiet, small, bad, good."""
    made = _Wrapping() if wraps else QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    made.setWordWrap(wraps)
    if role:
        made.setProperty("role", role)
    return made


_LONGEST_TIP = 600


def plain_tip(widget: QWidget, text: str) -> None:
    """Words under the pointer, never read as mark-up: Qt would guess, and fetch a picture."""
    is_long = len(text) > _LONGEST_TIP
    if is_long or "<" in text:
        words = f"{text[:_LONGEST_TIP]}…" if is_long else text
        text = f"<span>{escape(words)}</span>".replace("\n", "<br>")
    widget.setToolTip(text)


def marked(text: str) -> str:
    """Text with `**bold**` parts, as markup for a rich label; anything else stays as typed.

    >>> marked("this case **03:12** of <5")
    'this case <b>03:12</b> of &lt;5'
    """
    pieces = escape(text, quote=False).split("**")
    return "".join(f"<b>{piece}</b>" if odd % 2 else piece for odd, piece in enumerate(pieces))


class ElidedLabel(QLabel):
    """One line that ends in … when there is no room; the whole text is its tooltip and name."""

    def __init__(self, text: str = "", role: str = "", *, fills: bool = True) -> None:
        """`fills` takes all the room there is; else no more than the words need."""
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        if role:
            self.setProperty("role", role)
        across = QSizePolicy.Policy.Ignored if fills else QSizePolicy.Policy.Preferred
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def setText(self, text: str) -> None:
        if text == self.text() == self.accessibleName():
            return  # as mostly; a tooltip set again is news to everybody
        super().setText(text)
        self.setAccessibleName(text)
        plain_tip(self, text)

    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = self.contentsRect()
        metrics = QFontMetrics(self.font())
        words = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, box.width())
        painter.setFont(self.font())
        painter.setPen(self.palette().windowText().color())
        painter.drawText(box, int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), words)


def chip(text: str, severity: str = "context") -> QLabel:
    """A short reason in its colour; the severity is also said to those who do not see it."""
    made = label(text, f"chip-{severity}")
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    word = palette.SEVERITY_WORDS.get(severity, "")
    made.setAccessibleName(f"{word}: {text}" if word else text)
    return made


class _KeyCap(QLabel):
    """A key drawn as a key: the one in force where a screen has `usual`."""

    def __init__(self, usual: str, screen: str) -> None:
        super().__init__(usual)
        self._usual, self._screen = usual, screen
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "keycap")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        if screen:
            keys_in_force.changed.connect(self._show)
            self._show()

    def _show(self) -> None:
        self.setText(key_for(self._screen, self._usual) or "–")


def key_cap(key: str, screen: str = "") -> QLabel:
    """One key, drawn as a key. With the screen it works on, always the key in force."""
    return _KeyCap(key, screen)


class _NamedKey(QObject):
    """Keeps a control's name true: what it does, and the key in force that does it."""

    def __init__(self, widget: QWidget, screen: str, usual: str) -> None:
        super().__init__(widget)
        self.words = ""
        self._widget, self._screen, self._usual = widget, screen, usual
        keys_in_force.changed.connect(self.say)

    def say(self) -> None:
        """Give the control its name."""
        key = key_for(self._screen, self._usual)
        self._widget.setAccessibleName(f"{self.words}, key {key}" if key else self.words)


def name_with_key(widget: QWidget, words: str, screen: str, usual: str) -> None:
    """Let readers say what a control does and, always, the key in force that does it."""
    named = widget.findChild(_NamedKey) or _NamedKey(widget, screen, usual)
    named.words = words
    named.say()


def keys_with_words(keys: str, words: str) -> QWidget:
    """`Ctrl K` drawn as two key caps, then what they do."""
    made = QWidget()
    line = row(made, spacing=3)
    for key in keys.split():
        line.addWidget(key_cap(key))
    line.addWidget(label(words, "quiet"))
    made.setAccessibleName(f"{keys}: {words}")
    return made


class _Button(ClickedByReaders, QPushButton):
    """Enter presses it as Space does, wherever it has the keyboard."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        bare = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if is_enter and not bare and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)


def button(text: str, role: str = "", *, name: str = "") -> QPushButton:
    """A button; roles: primary (green), link, segment, or none. `name` is said by readers."""
    made = _Button(text)
    made.hear_readers()
    made.setAutoDefault(False)
    if role:
        made.setProperty("role", role)
    made.setAccessibleName(name or text.replace("&", "").rstrip("…"))
    return made


def tick_box(words: str) -> QCheckBox:
    """A box to tick. An & in its words is an &, and no key."""
    made = QCheckBox(words.replace("&", "&&"))
    made.setAccessibleName(words)
    return made


def primary_button(text: str) -> QPushButton:
    """The one green button of a screen."""
    return button(text, "primary")


class SegmentedButtons(QWidget):
    """A few choices side by side, one of them chosen. Arrow keys move, Space chooses."""

    chosen = Signal(str)

    def __init__(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._codes: list[str] = []
        line = OneLine(self, spacing=0)
        make_wrapping(self)
        for code, words in choices:
            segment = button(words, "segment", name=f"{name}: {words}")
            segment.setCheckable(True)
            segment.setProperty("follows", bool(self._codes))  # its edge lies on the one before
            self._group.addButton(segment, len(self._codes))
            self._codes.append(code)
            line.addWidget(segment)
        self._group.idClicked.connect(self._say)

    def choose(self, code: str) -> None:
        """Show a choice as chosen without announcing it. A code that is not there: none is."""
        if code in self._codes:
            self._group.button(self._codes.index(code)).setChecked(True)
        elif (chosen := self._group.checkedButton()) is not None:
            self._group.setExclusive(False)
            chosen.setChecked(False)
            self._group.setExclusive(True)

    def segment(self, code: str) -> QAbstractButton:
        """The button of one choice."""
        return self._group.button(self._codes.index(code))

    def choice(self) -> str:
        place = self._group.checkedId()
        return self._codes[place] if place >= 0 else ""

    def rename(self, code: str, words: str) -> None:
        """Change the words on one choice, as when its count changes."""
        segment = self._group.button(self._codes.index(code))
        segment.setText(words)
        segment.setAccessibleName(f"{self.accessibleName()}: {words}")

    def _say(self, place: int) -> None:
        self.chosen.emit(self._codes[place])


def row(parent: QWidget | None = None, *, spacing: int = 8, margins: int = 0) -> QHBoxLayout:
    """Things side by side."""
    made = QHBoxLayout(parent) if parent is not None else QHBoxLayout()
    return _tidy(made, spacing, margins)


def column(parent: QWidget | None = None, *, spacing: int = 8, margins: int = 0) -> QVBoxLayout:
    """Things one below the other."""
    made = QVBoxLayout(parent) if parent is not None else QVBoxLayout()
    return _tidy(made, spacing, margins)


def _tidy(made: _Box, spacing: int, margins: int) -> _Box:
    made.setSpacing(spacing)
    made.setContentsMargins(margins, margins, margins, margins)
    return made


def card() -> QFrame:
    """White paper with a faint edge."""
    made = QFrame()
    made.setProperty("role", "card")
    return made


def surface(role: str) -> QWidget:
    """A plain area painted by its role: page, paper, side, rail, context, status."""
    made = QWidget()
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    made.setProperty("role", role)
    return made


def centred(paper: QWidget) -> QWidget:
    """A page's one card in the middle of its width, at the top."""
    ground = QWidget()
    across = row(ground, spacing=0, margins=16)
    across.addStretch(1)
    middle = column(spacing=0)
    middle.addWidget(paper)
    middle.addStretch(1)
    across.addLayout(middle, 8)
    across.addStretch(1)
    return ground


def scrolling(content: QWidget, name: str) -> QScrollArea:
    """`content` in an area that scrolls up and down when there is too little room."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setAccessibleName(name)
    content.setProperty("role", "column")
    area.setWidget(content)
    return area


def roomy(content: QWidget, name: str) -> QScrollArea:
    """`content` in an area that scrolls every way once the window is smaller than it can be."""
    area = scrolling(content, name)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    return area


def clear_layout(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear_layout(inner)


def add_all(layout: QBoxLayout, widgets: Iterable[QWidget]) -> None:
    """Add several widgets in order."""
    for widget in widgets:
        layout.addWidget(widget)
