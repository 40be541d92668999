"""On a small screen: the panel comes into sight with the keyboard, and the case again after it."""

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from shiboken6 import isValid

from mdt_app.ui.meet.side_panel import SidePanel

_AROUND = 24
_SETTLED_MS = 30
"""After this long everything has its place again."""


class PanelInSight(QObject):
    """Scrolls the whole case, where it is larger than the window, to where the keyboard is."""

    def __init__(self, room: QWidget, side: SidePanel) -> None:
        super().__init__(room)
        self._room, self._panel = room, side
        self._written_in = (side.content, side.nothing_agreed)
        self._is_brought = False
        self._soon = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._soon.timeout.connect(self._again)
        # When it is laid out anew, not when it scrolls: whoever scrolls by hand is not fought.
        side.content.installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def bring(self) -> None:
        """Bring the panel into sight, before something opens over it."""
        if (area := self._area()) is not None:
            self._is_brought = True
            bar = area.horizontalScrollBar()
            bar.setValue(bar.maximum())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._soon.start()
        return super().eventFilter(watched, event)

    def _again(self) -> None:
        """What is inside has moved or grown."""
        self._follow(None, QApplication.focusWidget())

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is None or not isValid(self._room) or not self._room.isAncestorOf(now):
            return
        area = self._area()
        is_written_in = any(part is now or part.isAncestorOf(now) for part in self._written_in)
        box = self._box_around(now)
        if is_written_in and box is not None:
            self._panel.scroll_area.ensureWidgetVisible(box, 0, 8)
        if area is None:
            return
        if is_written_in:
            self.bring()
            self._show_whole(area, box or now)
            area.ensureWidgetVisible(now, 0, 8)  # of what is higher than the window, its caret
        elif self._is_brought and not self._panel_holds(now):
            self._is_brought = False
            area.horizontalScrollBar().setValue(0)
            area.verticalScrollBar().setValue(0)

    def _show_whole(self, area: QScrollArea, box: QWidget) -> None:
        """Qt itself would be content with the caret."""
        top = box.mapTo(self._room, QPoint(0, 0)).y() - _AROUND
        bottom = top + box.height() + 2 * _AROUND
        bar = area.verticalScrollBar()
        bar.setValue(min(max(bar.value(), bottom - area.viewport().height()), top))

    def _box_around(self, now: QWidget) -> QWidget | None:
        """The box being written in, to be seen as a whole where it fits."""
        around: QWidget | None = now
        while around is not None and around is not self._panel.content:
            if around.property("role") == "card":
                return around
            around = around.parentWidget()
        return None

    def _panel_holds(self, now: QWidget) -> bool:
        """Whether it is a box that lies over the panel."""
        return now is not self._panel and any(
            isinstance(box, QWidget) and box.isAncestorOf(now) and box.property("role") == "popup"
            for box in self._panel.children()
        )

    def _area(self) -> QScrollArea | None:
        """The area that holds the whole case, if it is too small for it."""
        viewport = self._room.parentWidget()
        area = viewport.parentWidget() if viewport is not None else None
        is_small = isinstance(area, QScrollArea) and (
            area.viewport().width() < self._room.width()
            or area.viewport().height() < self._room.height()
        )
        return area if is_small and isinstance(area, QScrollArea) else None
