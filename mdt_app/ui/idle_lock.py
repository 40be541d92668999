"""Asks for the lock when nobody has touched the keyboard or mouse for a while."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QWindow

_TOUCHES = frozenset(
    [
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    ]
)


class IdleLock(QObject):
    """Watches one window of the system: few events pass there, so watching costs nothing."""

    idle = Signal()

    def __init__(self, window: QWindow, after_minutes: int) -> None:
        super().__init__(window)
        self._timer = QTimer(self, singleShot=True, interval=after_minutes * 60_000)
        self._timer.timeout.connect(self.idle)
        self._timer.start()
        window.installEventFilter(self)

    def wait_for(self, minutes: int) -> None:
        """Another time to wait, from now on."""
        self._timer.setInterval(minutes * 60_000)
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self._timer.start()
        return super().eventFilter(watched, event)
