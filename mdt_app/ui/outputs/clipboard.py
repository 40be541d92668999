"""A clipboard that empties itself: what is copied here is gone again in half a minute.

Only our own text is taken out. What somebody copied elsewhere in the meantime stays.
"""

from PySide6.QtCore import QMimeData, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

EMPTIED_AFTER_S = 30
_KEPT_BY_NOBODY = {
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"1",
    'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': b"\0\0\0\0",
    'application/x-qt-windows-mime;value="CanUploadToCloudClipboard"': b"\0\0\0\0",
    "application/x-nspasteboard-concealed-type": b"1",
    "x-kde-passwordManagerHint": b"secret",
}
"""What asks the history of a clipboard, on each system, to leave this out."""


class PassingClipboard(QObject):
    """Holds one text of ours at most, and takes it out again."""

    emptied = Signal()
    """Our text is out of the clipboard, or somebody copied something else."""

    def __init__(self, parent: QObject | None = None, *, after_s: float = EMPTIED_AFTER_S) -> None:
        super().__init__(parent)
        self._copied = ""
        self._timer = QTimer(self, singleShot=True, interval=round(1000 * after_s))
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)  # a coarse one may come seconds late
        self._timer.timeout.connect(self.empty)

    @property
    def holds_ours(self) -> bool:
        """Whether what was copied here is still in the clipboard."""
        now = QGuiApplication.clipboard().text()
        return bool(self._copied) and _lines(now) == _lines(self._copied)

    def copy(self, text: str) -> None:
        """Put a text into the clipboard for a while; the while begins anew with each."""
        self._copied = text
        held = QMimeData()
        held.setText(text)
        for kind, said in _KEPT_BY_NOBODY.items():
            held.setData(kind, said)
        QGuiApplication.clipboard().setMimeData(held)
        self._timer.start()

    def empty(self) -> None:
        """Take our text out now, if it is still there: on time, at a lock and at the end."""
        self._timer.stop()
        if not self._copied:
            return
        if self.holds_ours:
            QGuiApplication.clipboard().clear()
        self._copied = ""
        self.emptied.emit()


def _lines(text: str) -> list[str]:
    """Some systems write the ends of lines their own way."""
    return text.replace("\r\n", "\n").rstrip("\n").split("\n")
