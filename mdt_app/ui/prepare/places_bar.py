"""How full the next meeting is: places and minutes, in words and as a bar; and who is ready."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from mdt_app.meeting.readiness import NotReady, readiness_words
from mdt_app.ui import palette
from mdt_app.ui.parts import button, column, label, plain_tip, row, set_role
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
    """The words, the bar, and the count that opens what is still missing."""

    missing_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.places = label("", "strong")
        self.minutes = label("", "quiet")
        self.bar = ShareBar()
        self.ready_button = button("", "link")
        self.ready_button.clicked.connect(self.missing_asked)
        self.ready_button.hide()
        self._words = row(spacing=16)
        self._words.addWidget(self.places)
        self._words.addStretch(1)
        self._words.addWidget(self.minutes)
        self._lines = column(self, spacing=3)
        self._lines.addLayout(self._words)
        self._lines.addWidget(self.bar)
        self._lines.addWidget(self.ready_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._is_wide = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a wide place all stands in one line: where only this is seen, height is short."""
        super().resizeEvent(event)
        needed = sum(part.sizeHint().width() for part in (self.places, self.minutes))
        is_wide = self.width() > 2 * needed
        if is_wide != self._is_wide:
            self._is_wide = is_wide
            if is_wide:
                self._words.insertWidget(1, self.ready_button)
            else:
                self._lines.addWidget(self.ready_button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_places(self, places: Places) -> None:
        """Say how full the meeting is now."""
        self.places.setText(places.places_words)
        self.minutes.setText(places.minutes_words)
        set_role(self.minutes, "bad" if places.is_over else "quiet")
        self.bar.show_share(places.share)
        self.setAccessibleName(f"{places.places_words}, {places.minutes_words}")

    def show_readiness(self, chosen: Sequence[NotReady], late: str) -> None:
        """Say how many of those chosen are not ready, and how many are late."""
        whole = readiness_words(chosen)
        words = " · ".join(filter(None, (whole.partition(":")[0], late.partition(",")[0])))
        whole = "; ".join(filter(None, (whole, late)))
        self.ready_button.setVisible(bool(chosen))
        self.ready_button.setText(f"{words[:1].upper()}{words[1:]} ▸")
        self.ready_button.setAccessibleName(f"{whole}: show what is missing")
        plain_tip(self.ready_button, f"{whole} (M)")
