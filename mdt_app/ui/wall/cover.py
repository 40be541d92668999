"""What the room sees while there is nothing to see: the network's name, and that it goes on."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from mdt_app.ui import palette
from mdt_app.ui.wall.letters import body_points, letters

WAIT_WORDS, BREAK_WORDS = "One moment", "Break"


class Cover(QWidget):
    """A calm page with nothing of anybody on it."""

    def __init__(self, network: str) -> None:
        super().__init__()
        self._network = network
        self.words = WAIT_WORDS
        self._name()

    def belong_to(self, network: str) -> None:
        """A cover that was put up before the store was unlocked learns whose room it covers."""
        self._network = network
        self._name()
        self.update()

    def say(self, words: str = WAIT_WORDS) -> None:
        """Say why it is covered, in words that name nobody."""
        if words != self.words:
            self.words = words
            self._name()
            self.update()

    def _name(self) -> None:
        said = (each for each in ("Covered", self._network, self.words) if each)
        self.setAccessibleName(" ".join(f"{each}." for each in said))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(palette.RAIL))
        painter.setPen(QColor(palette.ON_RAIL))
        points = body_points(self.size())
        upper, lower = QRect(self.rect()), QRect(self.rect())
        upper.setBottom(self.height() // 2)
        lower.setTop(self.height() // 2 + 8)
        painter.setFont(letters(points * 1.6, bold=True))
        centre = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(upper, int(centre | Qt.AlignmentFlag.AlignBottom), self._network)
        painter.setFont(letters(points))
        painter.drawText(lower, int(centre | Qt.AlignmentFlag.AlignTop), self.words)
