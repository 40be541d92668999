"""Somebody is brought up in the meeting: at the end or next, and why so late."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from mdt_app.register.values import Person
from mdt_app.ui.find_person import line_of
from mdt_app.ui.parts import button, column, label, primary_button, row


class AddBox(QFrame):
    """Enter adds at the end; Esc closes it and keeps what is typed for the same person."""

    added = Signal(str, bool, str)
    """The NHS number, whether next, and the reason."""
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "popup")
        self.setAccessibleName("Add a person to this meeting")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.nhs_number = ""
        self.who = label("", wraps=True)
        self.reason_edit = QLineEdit(placeholderText="Why now? It may stay empty")
        self.reason_edit.setAccessibleName("Why the person is added in the meeting")
        self.end_button = primary_button("Add at the end")
        self.next_button = button("Add as the next case")
        self.close_button = button("Close")
        layout = column(self, spacing=8, margins=12)
        layout.addWidget(label("Add a person to this meeting", "heading"))
        layout.addWidget(self.who)
        layout.addWidget(self.reason_edit)
        layout.addWidget(label("The list and the minutes say that the case came late.", "quiet"))
        buttons = row(spacing=8)
        for part in (self.end_button, self.next_button, self.close_button):
            buttons.addWidget(part)
        buttons.addStretch(1)
        layout.addLayout(buttons)
        self.reason_edit.returnPressed.connect(self._add_last)
        self.end_button.clicked.connect(self._add_last)
        self.next_button.clicked.connect(self._add_next)
        self.close_button.clicked.connect(self.close_box)
        self.hide()

    def open_for(self, person: Person, room: QRect) -> None:
        """Ask about this person, at the upper middle of `room`."""
        if person.nhs_number != self.nhs_number:
            self.reason_edit.clear()
        self.nhs_number = person.nhs_number
        self.who.setText(line_of(person))
        size = self.sizeHint().expandedTo(self.minimumSizeHint())
        left = room.left() + max(0, (room.width() - size.width()) // 2)
        self.setGeometry(
            left, room.top() + min(60, room.height() // 8), size.width(), size.height()
        )
        self.show()
        self.raise_()
        self.reason_edit.setFocus()

    def close_box(self) -> None:
        """Nobody is added; what is typed stays for the same person."""
        if self.isVisible():
            self.hide()
            self.left.emit()

    def forget(self) -> None:
        """Another case is before the room: the box is closed."""
        self.hide()

    def _add_last(self) -> None:
        self._add(is_next=False)

    def _add_next(self) -> None:
        self._add(is_next=True)

    def _add(self, *, is_next: bool) -> None:
        number, reason = self.nhs_number, self.reason_edit.text()
        self.nhs_number = ""
        self.reason_edit.clear()
        self.hide()
        self.left.emit()
        self.added.emit(number, is_next, reason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_box()
        else:
            super().keyPressEvent(event)
