"""A tick of its own key: a box, a word, and whether it is ticked. Painted, as the decisions are."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from mdt_app.ui.by_readers import ClickedByReaders
from mdt_app.ui.fonts import font
from mdt_app.ui.looks import colour, pixels
from mdt_app.ui.parts import plain_tip

_BOX, _GAP = 13, 4


class Tick(ClickedByReaders, QAbstractButton):
    """Says what it was asked by click, Space or Enter; what is ticked is shown by `show_ticked`."""

    asked = Signal(str)
    reached = Signal(str)
    """The keyboard is here now."""
    gone = Signal()
    keyed = Signal(object)
    """A key that may be another tick's: given on to those that hold the ticks."""

    def __init__(self, code: str, words: str, name: str, key: str, *, shows_key: bool) -> None:
        super().__init__()
        self.code, self.key = code, key
        self._shows_key = shows_key
        self._words, self._cap = font(9), font(7.9)
        self._name = name
        self.setText(words)
        plain_tip(self, f"{name} (key {key})")
        self.setCheckable(True)
        self.hear_readers()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{name}, key {key}")
        self.clicked.connect(self._say)

    def _say(self) -> None:
        self.asked.emit(self.code)

    def nextCheckState(self) -> None:
        """Whatever is asked may be refused: only `show_ticked` ticks."""

    def show_ticked(self, is_ticked: bool) -> None:
        """Show whether it is ticked."""
        if self.isChecked() != is_ticked:
            self.setChecked(is_ticked)

    def show_keys(self, are_shown: bool) -> None:
        """Show the key in the box while it works."""
        if self._shows_key != are_shown:
            self._shows_key = are_shown
            self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._words)
        width = pixels(_BOX) + _GAP + metrics.horizontalAdvance(self.text()) + 3
        return QSize(width, max(20, metrics.height() + 4))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def event(self, event: QEvent) -> bool:
        """A digit or letter that works here is no key of the screen meanwhile."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.ignore()
            if not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                self.keyed.emit(event)
            if event.isAccepted():
                return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.reached.emit(self.code)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.gone.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        event.ignore()
        self.keyed.emit(event)
        if not event.isAccepted():
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_ticked = self.isChecked()
        side = pixels(_BOX)
        box = QRectF(1, (self.height() - side) / 2, side, side)
        if self.hasFocus():
            painter.fillRect(self.rect(), colour("FOCUS"))
        painter.setPen(QPen(colour("BLUE" if is_ticked else "FIELD_EDGE"), 1.2))
        painter.setBrush(colour("BLUE" if is_ticked else "PAPER"))
        painter.drawRoundedRect(box, 2, 2)
        if is_ticked:
            painter.setPen(QPen(colour("ON_COLOUR"), 1.8))
            at = box.center()
            tick = ((-3.5, 0.0), (-1.0, 2.5), (3.5, -3.0))
            painter.drawPolyline(QPolygonF([QPointF(at.x() + x, at.y() + y) for x, y in tick]))
        elif self._shows_key:
            painter.setFont(self._cap)
            painter.setPen(colour("INK"))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), self.key)
        painter.setFont(self._words)
        painter.setPen(colour("ON_FOCUS" if self.hasFocus() else "INK"))
        words = self.rect().adjusted(side + _GAP, 0, 0, 0)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), self.text())
