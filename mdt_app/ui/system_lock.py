"""Hears from the computer that it is being locked or put to sleep: then the store is locked too.

On Linux over D-Bus: the login manager's session, and the screen savers of the desktops. On
Windows by its session messages. A Mac tells only programs in its own language; there a sleep
is noticed by the clock when somebody is back.
"""

import sys

from PySide6.QtCore import QObject, Signal


class SystemLock(QObject):
    """Listens for as long as it lives."""

    locked = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._ear: QObject | None = None
        if sys.platform == "win32":
            from mdt_app.ui.windows_sessions import WindowsSessions

            self._ear = WindowsSessions(self.locked.emit, self)
        elif sys.platform.startswith("linux"):
            from mdt_app.ui.desktop_bus import DesktopBus

            self._ear = DesktopBus(self.locked.emit, self)
