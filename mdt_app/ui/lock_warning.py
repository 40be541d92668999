"""The line that says, a minute before, that the window is about to lock."""

from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QWidget

from mdt_app.ui.parts import column, label, set_role

_WORDS = "Locks at {time} if nobody touches the keyboard or the mouse. What is half typed is kept."


class LockWarning(QFrame):
    """Lies along the foot of the window, over everything: nothing moves when it comes or goes."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        set_role(self, "message")
        self.words = label("", "heading", wraps=True)
        column(self, spacing=0, margins=8).addWidget(self.words)
        window.installEventFilter(self)
        self.hide()

    def warn(self, left_s: float) -> None:
        """Say when, on the clock on the wall."""
        at = datetime.now().astimezone() + timedelta(seconds=left_s)
        words = _WORDS.format(time=at.strftime("%H:%M"))
        self.words.setText(words)
        self.setAccessibleName(words)
        self._lie_along_the_foot()
        self.show()
        self.raise_()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._lie_along_the_foot()
        return super().eventFilter(watched, event)

    def _lie_along_the_foot(self) -> None:
        window = self.window()
        height = max(self.heightForWidth(window.width()), self.sizeHint().height())
        self.setGeometry(0, window.height() - height, window.width(), height)
