"""Everything that locks the window by itself: nobody is there, or the computer locks or sleeps."""

import math
from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QObject

from mdt_app.errors import UserError
from mdt_app.settings import read_settings
from mdt_app.ui.idle_lock import IdleLock
from mdt_app.ui.lock_warning import LockWarning
from mdt_app.ui.shell import Shell
from mdt_app.ui.system_lock import SystemLock


class Locking(QObject):
    """Watches for as long as the window is open."""

    def __init__(self, shell: Shell, is_meeting_open: Callable[[], bool]) -> None:
        super().__init__(shell)
        self._is_meeting_open = is_meeting_open
        self._was_open = False
        self.warning = LockWarning(shell)
        self.idle_lock = IdleLock(self.allowed_s, self)
        self.system_lock = SystemLock(self)
        self.idle_lock.warned.connect(self.warning.warn)
        self.idle_lock.touched.connect(self.warning.hide)
        self.idle_lock.idle.connect(shell.lock)
        self.system_lock.locked.connect(shell.lock)

    def allowed_s(self) -> float:
        """How long nobody need touch anything: longer while a meeting is open. 0 is for ever."""
        kept = read_settings()
        with suppress(UserError):  # a long import holds the file: as it was a moment ago
            self._was_open = self._is_meeting_open()
        minutes = kept.lock_in_meeting_after_minutes if self._was_open else kept.lock_after_minutes
        return minutes * 60.0 if minutes > 0 else math.inf
