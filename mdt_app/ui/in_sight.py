"""Keeps whatever has the keyboard in sight inside an area that scrolls."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

_AROUND = 24


class InSight(QObject):
    """Scrolls its area when the keyboard moves to a field in it, or when the room changes."""

    def __init__(self, area: QScrollArea, inside: QWidget) -> None:
        super().__init__(area)
        self._area = area
        self._inside = inside
        area.viewport().installEventFilter(self)
        inside.installEventFilter(self)
        area.verticalScrollBar().rangeChanged.connect(self._follow_room)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._show(QApplication.focusWidget())
        return super().eventFilter(watched, event)

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        self._show(now)

    def _follow_room(self) -> None:
        """What has grown can only now be scrolled to."""
        self._show(QApplication.focusWidget())

    def _show(self, widget: QWidget | None) -> None:
        if widget is not None and self._inside.isAncestorOf(widget):
            self._area.ensureWidgetVisible(widget, _AROUND, _AROUND)
