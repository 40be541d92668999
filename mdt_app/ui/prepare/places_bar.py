"""How full the next meeting is: places and minutes, in words and as a bar."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from mdt_app.ui import palette
from mdt_app.ui.parts import column, label, row, set_role
from mdt_app.ui.prepare.places import Places


class ShareBar(QWidget):
    """A share as a bar; over the full length it turns red and the words say so."""

    def __init__(self) -> None:
        super().__init__()
        self._share = 0.0
        self.setFixedHeight(8)

    def show_share(self, share: float) -> None:
        self._share = share
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, 8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.RULE))
        painter.drawRoundedRect(QRectF(self.rect()), 4, 4)
        painter.setBrush(QColor(palette.RED if self._share > 1 else palette.GREEN))
        width = self.width() * min(1.0, self._share)
        if width >= 1:
            painter.drawRoundedRect(QRectF(0, 0, width, self.height()), 4, 4)


class PlacesBar(QWidget):
    """The words and the bar."""

    def __init__(self) -> None:
        super().__init__()
        self.places = label("", "strong")
        self.minutes = label("", "quiet")
        self.bar = ShareBar()
        words = row(spacing=8)
        words.addWidget(self.places)
        words.addStretch(1)
        words.addWidget(self.minutes)
        layout = column(self, spacing=5)
        layout.addLayout(words)
        layout.addWidget(self.bar)

    def show_places(self, places: Places) -> None:
        """Say how full the meeting is now."""
        self.places.setText(places.places_words)
        self.minutes.setText(places.minutes_words)
        set_role(self.minutes, "bad" if places.is_over else "quiet")
        self.bar.show_share(places.share)
        self.setAccessibleName(f"{places.places_words}, {places.minutes_words}")
