"""Hands on the window: keys, clicks, a drop of files, a wait, a picture. Nothing else."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import (
    QElapsedTimer,
    QEventLoop,
    QMimeData,
    QPoint,
    QPointF,
    Qt,
    QTimer,
    QUrl,
)
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

PATIENCE_MS = 60_000
_BETWEEN_MS = 5


class Hands:
    """What a person could do at the keyboard and mouse of one window."""

    def __init__(self, window: QWidget, pictures: Path) -> None:
        self.window = window
        self._pictures = pictures

    def press(self, *keys: str) -> None:
        """Press keys one after the other, each written as on the keys list: `Ctrl+Return`."""
        for key in keys:
            QTest.keySequence(self._focus(), QKeySequence(key))
            self.look()

    def type(self, text: str) -> None:
        """Type words where the keyboard is."""
        for letter in text:
            QTest.keyClicks(self._focus(), letter)
        self.look()

    def click(self, widget: QWidget) -> None:
        """Click the middle of something."""
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.look()

    def drop(self, files: Sequence[Path], on: QWidget) -> None:
        """Let files fall on a widget."""
        held = QMimeData()
        held.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
        copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        none, middle = Qt.KeyboardModifier.NoModifier, on.rect().center()
        entering = QDragEnterEvent(QPoint(middle), copy, held, left, none)
        QApplication.sendEvent(on, entering)
        if not entering.isAccepted():
            raise RuntimeError("files cannot be dropped there now")
        QApplication.sendEvent(on, QDropEvent(QPointF(middle), copy, held, left, none))
        self.look()

    def wait_for(self, is_true: Callable[[], bool], what: str) -> None:
        """Wait until something is so, or fail with what was waited for."""
        clock = QElapsedTimer()
        clock.start()
        while not is_true():
            if clock.elapsed() > PATIENCE_MS:
                raise RuntimeError(f"waited in vain for {what}")
            self.look()

    def look(self, milliseconds: int = _BETWEEN_MS) -> None:
        """Let the window catch up.

        Not by QTest.qWait: while that waits no other Python thread runs, so nothing is saved.
        """
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def picture(self, name: str, of: QWidget | None = None) -> Path:
        """Keep a picture of the window as it is painted now."""
        path = self._pictures / f"{name}.png"
        if not (of or self.window).grab().save(str(path)):
            raise RuntimeError(f"{path.name} could not be written")
        return path

    def _focus(self) -> QWidget:
        """Where a key goes: to an open list of choices, or else where the keyboard is."""
        popup = QApplication.activePopupWidget()
        if popup is not None:
            return popup
        focus = QApplication.focusWidget() or self.window
        active = QApplication.activeWindow()
        if active is None or not active.isVisible():
            # Off-screen there is no window manager to bring the window back.
            focus.window().activateWindow()
            self.look()
        return QApplication.focusWidget() or self.window
