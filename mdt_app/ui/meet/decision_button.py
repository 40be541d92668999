"""One decision as a button: its key, its words, its detail, and whether it is chosen."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeySequence, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from mdt_app.meeting.choices import DecisionChoice
from mdt_app.ui import palette
from mdt_app.ui.by_readers import ClickedByReaders
from mdt_app.ui.fonts import font
from mdt_app.ui.key_words import key_for
from mdt_app.ui.parts import plain_tip
from mdt_app.ui.shortcuts import keys

_CAP = 16
_FOUND_BY = "M"
"""The key that finds a decision without one of its own."""


class DecisionButton(ClickedByReaders, QAbstractButton):
    """One decision: its key, its words, and whether it is chosen."""

    chosen = Signal(str)

    def __init__(self, choice: DecisionChoice) -> None:
        super().__init__()
        self.choice = choice
        self._detail: str | None = None
        self.setCheckable(True)
        self.hear_readers()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._words, self._key = font(9.25), font(7.9)
        self.show_detail("")
        self.clicked.connect(self._say)
        keys.changed.connect(self._show_key)

    def _show_key(self) -> None:
        detail, self._detail = self._detail, None
        self.show_detail(detail or "")

    @property
    def key(self) -> str:
        """The key that chooses it."""
        return key_for("meet", self.choice.key or _FOUND_BY)

    def _say(self) -> None:
        self.chosen.emit(self.choice.code)

    def sizeHint(self) -> QSize:
        return QSize(150, max(25, QFontMetrics(self._words).height() + 7))

    def minimumSizeHint(self) -> QSize:
        return QSize(90, self.sizeHint().height())

    def show_detail(self, detail: str) -> None:
        """Say what completes the decision: `Refer… renal clinic`."""
        if detail == self._detail:
            return
        self._detail = detail
        words = f"{self.choice.label} {detail}".strip()
        self.setText(words)
        self.setShortcut(QKeySequence())  # an & that was typed is no key
        self.setAccessibleName(f"{words}, key {self.key}")
        plain_tip(self, words)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_chosen = self.isChecked()
        ground = palette.BLUE if is_chosen else palette.PAPER
        if not is_chosen and self.underMouse():
            ground = palette.PALE_BLUE
        edge = palette.BLUE_DARK if is_chosen else palette.SOFT_EDGE
        pen = QPen(QColor(palette.BLACK if self.hasFocus() else edge), 2 if self.hasFocus() else 1)
        painter.setPen(pen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        self._paint_key(painter, is_chosen)
        box = self.rect().adjusted(11 + _CAP, 0, -16 if is_chosen else -4, -1)
        painter.setFont(self._words)
        painter.setPen(QColor(palette.ON_COLOUR if is_chosen else palette.INK))
        words = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, box.width()
        )
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), words)
        if is_chosen:
            middle = self.height() / 2
            tick = ((self.width() - 14, 0), (self.width() - 11, 3), (self.width() - 6, -4))
            painter.setPen(QPen(QColor(palette.ON_COLOUR), 1.8))
            painter.drawPolyline(QPolygonF([QPointF(x, middle + y) for x, y in tick]))

    def _paint_key(self, painter: QPainter, is_chosen: bool) -> None:
        cap = QRectF(5, (self.height() - _CAP) / 2, _CAP, _CAP)
        painter.setPen(QColor(palette.ON_COLOUR if is_chosen else palette.KEY_EDGE))
        painter.setBrush(QColor(palette.BLUE_DARK if is_chosen else palette.PAPER))
        painter.drawRoundedRect(cap, 3, 3)
        painter.setFont(self._key)
        painter.setPen(QColor(palette.ON_COLOUR if is_chosen else palette.INK))
        painter.drawText(cap, int(Qt.AlignmentFlag.AlignCenter), self.key)
