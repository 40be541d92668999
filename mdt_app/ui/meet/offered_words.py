"""Words offered under a line while it is typed in; anything else can be typed.

The list is no window of its own: one would take the keyboard, and the next key, with it.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListView
from shiboken6 import isValid

_MOST = 6
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class OfferedWords(QObject):
    """What one line offers. ↓ and ↑ write an offer into the line; Enter goes on as always."""

    def __init__(self, edit: QLineEdit, words: Sequence[str] = ()) -> None:
        super().__init__(edit)
        self._edit = edit
        self._words = list(words)
        self._taken: Callable[..., None] | None = None
        self.list: QListView | None = None
        self._model = QStringListModel(self)
        edit.textEdited.connect(self._look)
        edit.installEventFilter(self)

    def offer(self, words: Sequence[str]) -> None:
        """Offer these from now on."""
        self._words = list(words)

    def when_taken(self, act: Callable[..., None]) -> None:
        """Call `act` when one of them is written into the line: Qt does not call that typing."""
        self._taken = act

    def close(self) -> None:
        """The line is done."""
        if self.list is not None and isValid(self.list):
            self.list.hide()

    def _look(self, typed: str) -> None:
        wanted = typed.strip().casefold()
        found = [words for words in self._words if wanted and wanted in words.casefold()]
        if not found or found == [typed]:
            self.close()
            return
        self._model.setStringList(found[:_MOST])
        self._show(min(len(found), _MOST))

    def _show(self, count: int) -> None:
        shown = self.list or self._made()
        shown.setParent(self._edit.window())
        at = self._edit.mapTo(self._edit.window(), QPoint(0, self._edit.height()))
        height = shown.sizeHintForRow(0) * count + 2 * shown.frameWidth()
        shown.setGeometry(at.x(), at.y(), self._edit.width(), height)
        shown.clearSelection()
        shown.setCurrentIndex(QModelIndex())
        shown.show()
        shown.raise_()

    def _made(self) -> QListView:
        self.list = made = QListView(self._edit.window())
        made.setProperty("role", "found")
        made.setAccessibleName(f"Offered: {self._edit.accessibleName()}")
        made.setModel(self._model)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.clicked.connect(self._take)
        return made

    def _take(self, index: QModelIndex) -> None:
        self._edit.setText(str(index.data()))
        if self._taken is not None:
            self._taken()

    def _step(self, shown: QListView, step: int) -> None:
        place = shown.currentIndex().row() + step
        if 0 <= place < self._model.rowCount():
            shown.setCurrentIndex(self._model.index(place, 0))
            self._take(shown.currentIndex())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        shown = self.list
        if shown is None or not isValid(shown) or not shown.isVisible():
            return super().eventFilter(watched, event)
        if event.type() in (QEvent.Type.FocusOut, QEvent.Type.Hide) and not shown.underMouse():
            shown.hide()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            if key in _STEPS:
                self._step(shown, _STEPS[key])
                return True
            if key == Qt.Key.Key_Escape:
                shown.hide()
                return True
        return super().eventFilter(watched, event)
