"""Theme and text size as they are now. What is kept of them here changes when they do.

A colour, pen or font made here may be kept for good: it is the same object before and after a
change, and only its value is different. What is measured from them is measured again on `changed`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol
from weakref import WeakSet, ref

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QPen
from PySide6.QtWidgets import QWidget

from mdt_app.ui import palette
from mdt_app.ui.themes import THEMES

if TYPE_CHECKING:
    from PySide6.QtCore import Qt  # costs a tenth of the start: see unlock.py

FAMILIES = ("Noto Sans", "Noto Sans Math", "Noto Sans Symbols2", "Noto Sans Bengali")
BASE_POINTS = 9.75
"""13 pixels at 96 dots an inch; in points, so that larger system fonts enlarge everything."""
SMALLEST, LARGEST, STEP = 100, 200, 25
"""Per cent of the usual size of text."""

Sized = tuple[ref[QWidget], Callable[..., object], tuple[int, ...]]


class Measured(Protocol):
    """Something that keeps what it measured of letters."""

    def measure(self) -> None:
        """Measure again."""


class Looks(QObject):
    """What the program wears. `changed` comes when colours and letters have their new values."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.theme = "light"
        self.percent = SMALLEST
        self._fonts: dict[tuple[float, bool], QFont] = {}
        self._colours: dict[str, QColor] = {}
        self._pens: list[tuple[str, QPen]] = []
        self._sized: list[Sized] = []
        self._measured: WeakSet[Measured] = WeakSet()

    def wear(self, theme: str, percent: int) -> bool:
        """Take on a theme and a size of text. False if both are worn already."""
        percent = min(max(percent, SMALLEST), LARGEST)
        if (theme, percent) == (self.theme, self.percent):
            return False
        self.theme, self.percent = theme, percent
        palette.wear(THEMES[theme])
        for (points, _bold), letters in self._fonts.items():
            letters.setPointSizeF(self.points(points))
        for name, kept in self._colours.items():
            kept.setRgba(_rgba(name))
        for name, pen_kept in self._pens:
            pen_kept.setColor(_value(name))
        return True

    def points(self, usual: float) -> float:
        """How large letters of that usual size are now."""
        return usual * self.percent / 100

    def pixels(self, usual: int, share: float = 1.0) -> int:
        """How much room that usual room for words needs now; `share` of it grows with them."""
        return round(usual * (1 + share * (self.percent - 100) / 100))

    def font(self, points: float, *, bold: bool) -> QFont:
        """The program's letters of that usual size; whoever keeps them keeps what is worn."""
        if (points, bold) not in self._fonts:
            made = QFont(list(FAMILIES))
            made.setPointSizeF(self.points(points))
            made.setBold(bold)
            self._fonts[points, bold] = made
        return self._fonts[points, bold]

    def colour(self, name: str) -> QColor:
        """The colour the palette has under that name, now and later."""
        if name not in self._colours:
            self._colours[name] = _value(name)
        return self._colours[name]

    def pen(self, name: str, width: float, style: Qt.PenStyle | None = None) -> QPen:
        """A pen in that colour, now and later. Each is its own: it may be given dashes."""
        made = QPen(_value(name), width)
        if style is not None:
            made.setStyle(style)
        self._pens.append((name, made))
        return made

    def keep_size(
        self, widget: QWidget, give: Callable[..., object], sizes: tuple[int, ...]
    ) -> None:
        """Give the widget a size that follows the size of text: `give` is a method of its class."""
        give(widget, *map(self.pixels, sizes))
        self._sized.append((ref(widget), give, sizes))

    def keep_measured(self, measured: Measured) -> None:
        """Let it measure now, and whenever the letters have another size."""
        measured.measure()
        self._measured.add(measured)

    def announce(self) -> None:
        """Colours and letters have their new values: let everything follow."""
        from shiboken6 import isValid

        for measured in list(self._measured):
            if not isinstance(measured, QObject) or isValid(measured):
                measured.measure()
        kept: list[Sized] = []
        for each in self._sized:
            widget = each[0]()
            if widget is not None and isValid(widget):
                each[1](widget, *map(self.pixels, each[2]))
                kept.append(each)
        self._sized = kept
        self.changed.emit()


def _value(name: str) -> QColor:
    return QColor(getattr(palette, name))


def _rgba(name: str) -> int:
    return _value(name).rgba()


looks = Looks()


def colour(name: str) -> QColor:
    """A colour of the palette that may be kept: it follows the theme."""
    return looks.colour(name)


def pen(name: str, width: float = 1.0, style: Qt.PenStyle | None = None) -> QPen:
    """A pen that may be kept: it follows the theme."""
    return looks.pen(name, width, style)


def sized(widget: QWidget, give: Callable[..., object], *sizes: int) -> None:
    """`sized(field, QWidget.setFixedWidth, 160)`: that size at 100 %, and more with the text."""
    looks.keep_size(widget, give, sizes)


def pixels(usual: int, share: float = 1.0) -> int:
    """How many pixels now hold the words that `usual` pixels hold at 100 %."""
    return looks.pixels(usual, share)
