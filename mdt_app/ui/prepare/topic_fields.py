"""A topic to be added to the agenda: what about, of which kind, who presents it, how long."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from mdt_app.meeting.topics import KINDS, Topic
from mdt_app.ui.parts import button, label
from mdt_app.ui.prepare.plan_fields import NumberEdit
from mdt_app.ui.wrapping import WrappingRow, make_wrapping


class TopicFields(QWidget):
    """One line that opens in place. Enter adds the topic; Esc closes the line."""

    added = Signal(object)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.title_edit = QLineEdit(placeholderText="What about, naming nobody")
        self.kind_box = QComboBox()
        self.presenter_edit = QLineEdit(placeholderText="Who presents")
        self.minutes_edit = NumberEdit(10, 1, 240, 5)
        self.add_button = button("Add")
        self.close_button = button("Not now", name="Not now: a topic")
        for code, words in KINDS.items():
            self.kind_box.addItem(words, code)
        named = {
            "Title of the topic": self.title_edit,
            "Kind of topic": self.kind_box,
            "Who presents the topic": self.presenter_edit,
            "Minutes for the topic": self.minutes_edit,
        }
        for name, field in named.items():
            field.setAccessibleName(name)
        self.add_button.setAccessibleName("Add the topic")
        make_wrapping(self)
        line = WrappingRow(self, spacing=6)
        beside = label("Topic", "strong"), label("min")
        for each in beside:
            each.setMinimumHeight(self.title_edit.sizeHint().height())
        parts: tuple[QWidget, ...] = (
            beside[0],
            self.title_edit,
            self.kind_box,
            self.presenter_edit,
            self.minutes_edit,
            beside[1],
            self.add_button,
            self.close_button,
        )
        for part in parts:
            line.addWidget(part)
        letters = self.fontMetrics().averageCharWidth()
        self.title_edit.setMinimumWidth(letters * 30)
        self.presenter_edit.setMinimumWidth(letters * 18)
        self.add_button.clicked.connect(self._add)
        self.close_button.clicked.connect(self.closed)

    def begin(self) -> None:
        """Open the line with the keyboard in it."""
        self.show()
        self.title_edit.setFocus()

    def _add(self) -> None:
        title = self.title_edit.text().strip()
        if not title:
            self.title_edit.setFocus()
            return
        kind = str(self.kind_box.currentData())
        presenter = self.presenter_edit.text().strip()
        self.added.emit(
            Topic(title=title, kind=kind, presenter=presenter, minutes=self.minutes_edit.value())
        )
        for edit in (self.title_edit, self.presenter_edit):
            edit.clear()
        self.title_edit.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._add()
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
