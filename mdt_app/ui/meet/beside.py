"""A page in place of the case for a while: the case stays as it is, and comes back as it was."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QStackedWidget, QWidget
from shiboken6 import isValid


class Beside(QObject):
    """Shows one page at a time in the place of the case.

    The case is hidden meanwhile, so none of its keys works; nothing of it is cleared.
    """

    opened = Signal()
    closed = Signal()

    def __init__(self, screen: QWidget, pages: QStackedWidget, room_page: QScrollArea) -> None:
        super().__init__(screen)
        self._screen = screen
        self._pages = pages
        self._room_page = room_page
        self._page: QWidget | None = None
        self._came_from: QWidget | None = None
        self._laid_aside: list[QFrame] = []

    @property
    def page(self) -> QWidget | None:
        """The page that is shown in place of the case, if one is."""
        return self._page if self._pages.currentWidget() is self._page else None

    def open(self, page: QWidget, focus: QWidget) -> None:
        """Show `page` with the keyboard at `focus`."""
        if self.page is None:
            self._came_from = QApplication.focusWidget()
            self._lay_aside()
        if self._pages.indexOf(page) < 0:
            self._pages.addWidget(page)
        self._page = page
        self._pages.setCurrentWidget(page)
        focus.setFocus()
        self.opened.emit()

    def _lay_aside(self) -> None:
        """What lies open over the case is about the case."""
        found = self._screen.findChildren(QFrame)
        self._laid_aside = [
            box
            for box in found
            if box.parent() is self._screen and box is not self._pages and not box.isHidden()
        ]
        for box in self._laid_aside:
            box.hide()

    def close(self) -> None:
        """Back to the case, to where the keyboard was."""
        if self.page is None:
            return
        self._page = None
        self._pages.setCurrentWidget(self._room_page)
        for box in self._laid_aside:
            if isValid(box):
                box.show()
                box.raise_()
        self._laid_aside = []
        came_from = self._came_from
        if came_from is not None and isValid(came_from) and came_from.isVisible():
            came_from.setFocus()
        self.closed.emit()

    def forget(self) -> None:
        """Something else is shown now: there is nothing to come back to."""
        was_open = self._page is not None
        self._page, self._laid_aside = None, []
        if was_open:
            self.closed.emit()
