"""A card's paper and edge, painted by the card itself: nothing under it is painted first."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from mdt_app.ui.looks import colour

_PAPER, _EDGE = colour("PAPER"), colour("FAINT_LINE")


def paint_card(painter: QPainter, box: QRect, part: QRect) -> None:
    """White paper with a faint edge; only that part of it."""
    painter.fillRect(part, _PAPER)
    painter.setPen(_EDGE)
    painter.drawRect(box.adjusted(0, 0, -1, -1))
