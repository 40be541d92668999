"""M: every decision of the vocabulary, found by two letters. Enter chooses, Esc closes."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QWidget

from mdt_app.clinical.words import counted
from mdt_app.meeting.choice_search import Found, found_choices
from mdt_app.ui.looks import pixels
from mdt_app.ui.parts import column, label
from mdt_app.ui.rows_model import Column, RowsModel

_HEIGHT = 300
_EDGE = 10


class MoreDecisions(QFrame):
    """Lies over the panel. What is chosen already is marked, and Enter takes it back."""

    chosen = Signal(str)
    """A decision's code, its detail with it where it has one."""
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "popup")
        self.setAccessibleName("More decisions")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._standing: Sequence[str] = ()
        self.field = QLineEdit(placeholderText="Two letters are enough: sg, renal, no change")
        self.field.setAccessibleName("Find a decision")
        columns = [Column("Decision", self._line)]
        self.model: RowsModel[Found] = RowsModel(columns, parent=self)
        self.list = QListView()
        self.list.setProperty("role", "found")
        self.list.setAccessibleName("Decisions found")
        self.list.setModel(self.model)
        self.list.setWordWrap(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.words = label("", "small", wraps=True)
        layout = column(self, spacing=6, margins=10)
        for widget in (label("More decisions", "heading"), self.field, self.list, self.words):
            layout.addWidget(widget)
        self.field.textChanged.connect(self._search)
        self.field.returnPressed.connect(self._choose)
        self.list.clicked.connect(self._choose)
        self.field.installEventFilter(self)
        self.hide()

    def open_over(self, room: QRect, standing: Sequence[str]) -> None:
        """Ask which, over `room`; `standing` is what is chosen already."""
        self._standing = standing
        height = min(pixels(_HEIGHT), room.height() - 2 * _EDGE)
        self.setGeometry(room.left() + _EDGE, room.top() + _EDGE, room.width() - 2 * _EDGE, height)
        self.field.clear()
        self._search("")
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _line(self, found: Found) -> str:
        mark = "✓ " if self._is_standing(found) else ""
        key = f" · key {found.key}" if found.key else ""
        return f"{mark}{found.words} · {found.group}{key}"

    def _is_standing(self, found: Found) -> bool:
        codes = {choice.partition(":")[0] for choice in self._standing}
        return found.choice in (self._standing if ":" in found.choice else codes)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            match event.key():
                case Qt.Key.Key_Escape:
                    self.leave()
                    return True
                case Qt.Key.Key_Down | Qt.Key.Key_Up:
                    self._move(1 if event.key() == Qt.Key.Key_Down else -1)
                    return True
        if event.type() == QEvent.Type.FocusOut and not self.underMouse():
            self.hide()
        return super().eventFilter(watched, event)

    def _search(self, typed: str) -> None:
        found = found_choices(typed)
        self.model.show_rows(found)
        if found:
            self.list.setCurrentIndex(self.model.index(0, 0))
            self.words.setText(f"{counted(len(found), 'decision')} · Enter chooses, Esc closes")
        else:
            self.words.setText("No decision is called so. Esc, then 0 says it in your own words.")

    def _move(self, step: int) -> None:
        place = self.list.currentIndex().row() + step
        if 0 <= place < self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(place, 0))

    def _choose(self) -> None:
        index = self.list.currentIndex()
        if index.isValid():
            found = self.model.row_at(index)
            self.leave()
            self.chosen.emit(found.choice)

    def leave(self) -> None:
        """Close it; the keyboard goes on."""
        if self.isVisible():
            self.closed.emit()
            self.hide()
