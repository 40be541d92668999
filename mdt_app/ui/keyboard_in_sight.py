"""The keyboard stays in sight: what comes late to a screen that is not shown does not take it."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

_BACK = Qt.FocusReason.OtherFocusReason


class KeyboardInSight(QObject):
    """Gives the keyboard back to the page that is shown.

    A page that is not shown may still be told to show somebody else, as when an undo is done.
    Qt lets its fields take the keyboard, and what is typed would go where nobody sees it.
    """

    def __init__(self, pages: QStackedWidget) -> None:
        super().__init__(pages)
        self._pages = pages
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def _follow(self, before: QWidget | None, now: QWidget | None) -> None:
        shown = self._pages.currentWidget()
        if now is None or shown is None or now.isVisible() or not self._pages.isVisible():
            return
        if shown.isAncestorOf(now) or not self._pages.isAncestorOf(now):
            return  # a part of the page that comes into sight now, or something beside the pages
        (before if before is not None and before.isVisible() else shown).setFocus(_BACK)
