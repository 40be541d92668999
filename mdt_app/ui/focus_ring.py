"""The ring around whatever has the keyboard, the same on every control: yellow, edged in ink."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from shiboken6 import isValid

from mdt_app.ui import palette

_WIDE = 4
_EDGE = 1
"""The edge stands out from every paper; the yellow alone would not from a white one."""
_MOVES = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide)


class FocusRing(QWidget):
    """Lies over one window and draws a ring where the keyboard is.

    A widget with the property `ownFocus` shows by itself where the keyboard is.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self.hide()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)
        self._follow(None, QApplication.focusWidget())

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched = []
        self._target = now if now is not None and now.window() is self.window() else None
        above: QWidget | None = self._target
        while above is not None and above is not self.window():
            above.installEventFilter(self)
            self._watched.append(above)
            above = above.parentWidget()
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        target = self._target
        if (
            target is None
            or not isValid(target)
            or not target.isVisible()
            or target.property("ownFocus")
        ):
            self.hide()
            return
        ring = QRect(target.mapTo(self.window(), QPoint(0, 0)), target.size())
        ring.adjust(-_WIDE, -_WIDE, _WIDE, _WIDE)
        ring &= self._room(target)
        self.setGeometry(ring)
        self.setVisible(not ring.isEmpty())
        self.raise_()

    def _room(self, target: QWidget) -> QRect:
        """What of the window the target may be seen in: scroll areas cut it off."""
        room = self.window().rect()
        area: QWidget | None = target.parentWidget()
        while area is not None and area is not self.window():
            if isinstance(area.parentWidget(), QScrollArea):
                room &= QRect(area.mapTo(self.window(), QPoint(0, 0)), area.size())
            area = area.parentWidget()
        return room

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        _draw(painter, QRectF(self.rect()), palette.BLACK, _EDGE)
        inside = QRectF(self.rect()).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        _draw(painter, inside, palette.FOCUS, _WIDE - _EDGE)


def _draw(painter: QPainter, box: QRectF, colour: str, width: int) -> None:
    """A frame of that width just inside the box."""
    made = QPen(QColor(colour), width)
    made.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(made)
    painter.drawRect(box.adjusted(width / 2, width / 2, -width / 2, -width / 2))
