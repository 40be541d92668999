"""One size of letters: knows how wide words are, and writes them, cut off if need be."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from mdt_app.ui.looks import looks

_MIDDLE = Qt.AlignmentFlag.AlignVCenter
LEFT = (_MIDDLE | Qt.AlignmentFlag.AlignLeft).value
RIGHT = (_MIDDLE | Qt.AlignmentFlag.AlignRight).value
_MOST_KEPT = 20_000


class Lettering:
    """A font with its measures; each word is measured once."""

    def __init__(self, letters: QFont) -> None:
        self.font = letters
        self._widths: dict[str, int] = {}
        self._cuts: dict[tuple[str, int], str] = {}
        looks.keep_measured(self)

    def measure(self) -> None:
        """Measure the letters as they are now; those of before are another size."""
        self.metrics = QFontMetrics(self.font)
        self.height = self.metrics.height()
        self._ascent = self.metrics.ascent()
        self._widths.clear()
        self._cuts.clear()

    def width(self, text: str) -> int:
        """How wide the words are, in pixels."""
        width = self._widths.get(text)
        if width is None:
            if len(self._widths) >= _MOST_KEPT:
                self._widths.clear()
            width = self._widths[text] = self.metrics.horizontalAdvance(text)
        return width

    def _cut(self, text: str, room: int) -> str:
        """The words ending in … where there is no room; cut once for each room."""
        known = self._cuts.get((text, room))
        if known is None:
            if len(self._cuts) >= _MOST_KEPT:
                self._cuts.clear()
            mode = Qt.TextElideMode.ElideRight
            known = self._cuts[text, room] = self.metrics.elidedText(text, mode, room)
        return known

    def write(
        self, painter: QPainter, box: QRect, text: str, ink: QColor, side: int = LEFT
    ) -> None:
        """One line of text in the middle of `box`, ending in … when it does not fit."""
        if not text:
            return
        room, width = box.width(), self.width(text)
        if width > room:
            text, width = self._cut(text, room), room
        painter.setFont(self.font)
        painter.setPen(ink)
        left = box.left() + (room - width if side == RIGHT else 0)
        top = box.top() + (box.height() - self.height) // 2
        painter.drawText(left, top + self._ascent, text)
