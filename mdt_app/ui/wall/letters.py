"""The sizes of letters on the room's screen: large, and larger on a larger screen."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont

from mdt_app.ui.looks import FAMILIES

BODY = 18.0
"""What is read from the back of the room, in points: never less on a screen of its own."""
_LABELS = 13.0
_USUAL = QSize(1280, 800)
_MOST = 2.5


def body_points(size: QSize, least: float = BODY) -> float:
    """How large words are in a window of that size: no less than `least`."""
    share = min(size.width() / _USUAL.width(), size.height() / _USUAL.height())
    return max(least, BODY * min(share, _MOST))


def label_points(body: float) -> float:
    """How large years and values along a chart are beside words of that size."""
    return body * _LABELS / BODY


def letters(points: float, *, bold: bool = False) -> QFont:
    """The program's letters in that size, whatever size the chair's own text has."""
    made = QFont(list(FAMILIES))
    made.setPointSizeF(points)
    made.setBold(bold)
    return made
