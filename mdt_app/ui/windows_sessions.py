"""What Windows says when its session is locked or it goes to sleep. Not tried on Windows yet."""

import sys
from collections.abc import Callable

from PySide6.QtCore import QByteArray, QObject
from PySide6.QtWidgets import QWidget

_SESSION_CHANGE, _SESSION_LOCK, _CONSOLE_DISCONNECT, _REMOTE_DISCONNECT = 0x02B1, 0x7, 0x2, 0x4
_POWER, _SUSPEND = 0x0218, 0x4
_THIS_SESSION = 0
_LOCKING = frozenset(
    [
        (_SESSION_CHANGE, _SESSION_LOCK),
        (_SESSION_CHANGE, _CONSOLE_DISCONNECT),
        (_SESSION_CHANGE, _REMOTE_DISCONNECT),
        (_POWER, _SUSPEND),
    ]
)


class WindowsSessions(QObject):
    """A window nobody sees, because Windows tells only windows; few messages pass there."""

    def __init__(self, locked: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._window = _Unseen(locked)

    @property
    def window(self) -> QWidget:
        return self._window


class _Unseen(QWidget):
    def __init__(self, locked: Callable[[], object]) -> None:
        super().__init__()
        self._locked = locked
        if sys.platform == "win32":
            import ctypes

            ctypes.windll.wtsapi32.WTSRegisterSessionNotification(
                ctypes.c_void_p(int(self.winId())), _THIS_SESSION
            )

    def nativeEvent(
        self, kind: QByteArray | bytes | bytearray | memoryview[int], message: int
    ) -> object:
        if sys.platform == "win32":
            import ctypes.wintypes

            told = ctypes.wintypes.MSG.from_address(int(message))
            if (told.message, told.wParam) in _LOCKING:
                self._locked()
        return super().nativeEvent(kind, message)
