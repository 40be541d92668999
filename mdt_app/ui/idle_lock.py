"""Says when nobody has touched the keyboard or mouse for long, and a minute before."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

_TOUCHES = frozenset(
    [
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    ]
)
WARNED_S = 60.0
_LOOKS_MS = 5000
_NOT_WORTH_A_LOOK_S = 5.0


def seconds_awake_or_asleep() -> float:
    """A clock that nobody sets, and that goes on while the computer sleeps."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    if hasattr(time, "CLOCK_MONOTONIC"):  # on a Mac it counts sleep too; Python's own does not
        return time.clock_gettime(time.CLOCK_MONOTONIC)
    return time.monotonic()


class IdleLock(QObject):
    """Watches the windows of the system, where few events pass: so watching costs nothing."""

    warned = Signal(float)
    """So many seconds are left."""
    touched = Signal()
    """Somebody is there again, after the warning."""
    idle = Signal()

    def __init__(
        self,
        allowed_s: Callable[[], float],
        parent: QObject,
        clock: Callable[[], float] = seconds_awake_or_asleep,
    ) -> None:
        """`allowed_s` is asked each time anew: a meeting may have begun, a setting be changed."""
        super().__init__(parent)
        self._allowed_s = allowed_s
        self._clock = clock
        self._touched_at = clock()
        self._is_warned = False
        self._timer = QTimer(self, interval=_LOOKS_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.focusWindowChanged.connect(self.watch)
        self.watch(QGuiApplication.focusWindow())

    def watch(self, window: QWindow | None) -> None:
        """The keyboard is in this window now, a dialog's perhaps."""
        if window is not None:
            window.installEventFilter(self)
            self.touch()

    def look(self) -> None:
        """Is it time to warn, or to lock?"""
        untouched_s = self._clock() - self._touched_at
        if untouched_s < _NOT_WORTH_A_LOOK_S or not self._timer.isActive():
            return
        allowed_s = self._allowed_s()
        left_s = allowed_s - untouched_s
        if left_s <= 0:
            self._timer.stop()
            self.idle.emit()
        elif left_s <= min(WARNED_S, allowed_s / 2) and not self._is_warned:
            self._is_warned = True
            self.warned.emit(left_s)

    def touch(self) -> None:
        """Somebody is there; but whoever wakes a computer that slept too long finds it locked."""
        self.look()
        self._touched_at = self._clock()
        self._timer.start()
        if self._is_warned:
            self._is_warned = False
            self.touched.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self.touch()
        return super().eventFilter(watched, event)
