"""Files let fall anywhere on the window: a cover says what will happen, then takes them."""

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QWidget

from mdt_app.ui.parts import column, label


def files_in(held: QMimeData) -> list[str]:
    """The files on this machine that are being dragged; not folders."""
    paths = [url.toLocalFile() for url in held.urls() if url.isLocalFile()]
    return [path for path in paths if not Path(path).is_dir()]


class DropCover(QFrame):
    """Lies over the whole window while files are dragged over it, fields and all."""

    dropped = Signal(list)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setProperty("role", "drop-cover")
        self.setAcceptDrops(True)
        self.setAccessibleName("Drop the files to look at them")
        self._is_under_pointer = False
        layout = column(self, spacing=8, margins=24)
        layout.addStretch(1)
        for words, role in (
            ("Drop the files to look at them", "person"),
            ("Nothing is taken in before you say so.", ""),
        ):
            made = label(words, role)
            made.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(made)
        layout.addStretch(1)
        self.hide()

    def come_up(self, event: QDragEnterEvent) -> None:
        """Something is dragged over the window: lie over everything, if these are files."""
        if files_in(event.mimeData()):
            self._is_under_pointer = False
            self.setGeometry(self.window().rect())
            self.show()
            self.raise_()
            event.acceptProposedAction()

    def go_unless_entered(self) -> None:
        """The drag has left the window's own ground: for this cover, or altogether."""
        QTimer.singleShot(0, self, self._go_unless_entered)

    def _go_unless_entered(self) -> None:
        if not self._is_under_pointer:
            self.hide()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._is_under_pointer = True
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.hide()
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self.hide()
        files = files_in(event.mimeData())
        event.acceptProposedAction()
        if files:
            self.dropped.emit(files)
