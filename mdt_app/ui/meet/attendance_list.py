"""Who is here and who sent apologies: filled in before or at the end, saved line by line."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from mdt_app.meeting.values import ROLES, Attendee
from mdt_app.register.values import Practice
from mdt_app.ui.parts import SegmentedButtons, button, column, label, row
from mdt_app.ui.tab_order import tab_next

_PRESENT, _APOLOGIES = "present", "apologies"
_CAME = ((_PRESENT, "Present"), (_APOLOGIES, "Apologies"))


class AttendeeRow(QWidget):
    """One person of the team: name, role, where from, here or not."""

    changed = Signal(object)
    struck = Signal(object)

    def __init__(self, attendee: Attendee, practices: Sequence[Practice]) -> None:
        super().__init__()
        self.attendee = attendee
        self.name_edit = QLineEdit(attendee.name, placeholderText="Name")
        self.name_edit.setAccessibleName("Name")
        self.role_box = QComboBox()
        self.role_box.addItems(list(ROLES))
        self.role_box.setAccessibleName("Role")
        self.place_box = QComboBox()
        self.place_box.setAccessibleName("Practice or team")
        self.place_box.addItem("Specialist team", "")
        for practice in practices:
            self.place_box.addItem(practice.name, practice.ods)
        self.came = SegmentedButtons("Attendance", _CAME)
        self.strike_button = button("✕", name="Take off the list")
        self._fill()
        line = row(self, spacing=6)
        line.addWidget(self.name_edit, 3)
        line.addWidget(self.role_box, 3)
        line.addWidget(self.place_box, 2)
        line.addWidget(self.came)
        line.addWidget(self.strike_button)
        self._connect()

    def _fill(self) -> None:
        self.role_box.setCurrentText(self.attendee.role or ROLES[-1])
        place = self.place_box.findData(self.attendee.practice)
        if place < 0:
            self.place_box.addItem(self.attendee.practice, self.attendee.practice)
            place = self.place_box.count() - 1
        self.place_box.setCurrentIndex(place)
        self.came.choose(_PRESENT if self.attendee.is_present else _APOLOGIES)

    def _connect(self) -> None:
        self.name_edit.editingFinished.connect(self._say)
        self.role_box.activated.connect(self._say)
        self.place_box.activated.connect(self._say)
        self.came.chosen.connect(self._say)
        self.strike_button.clicked.connect(self._strike)

    def _say(self) -> None:
        now = replace(
            self.attendee,
            name=self.name_edit.text().strip(),
            role=self.role_box.currentText(),
            practice=self.place_box.currentData(),
            is_present=self.came.choice() == _PRESENT,
        )
        if now.name and now != self.attendee:
            self.attendee = now
            self.changed.emit(self)

    def take_id(self, saved: Attendee) -> None:
        """Remember under which id the line was saved; what was typed since stays."""
        self.attendee = replace(self.attendee, id=saved.id)

    def _strike(self) -> None:
        self.struck.emit(self)


class AttendanceList(QWidget):
    """Everybody on the list, and an empty line for the next."""

    changed = Signal(object)
    """The line whose attendee is to be saved."""
    struck = Signal(object)
    """The line that was taken off."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Who is here")
        self._practices: Sequence[Practice] = ()
        self.rows: list[AttendeeRow] = []
        self.add_button = button("Add a person", "link")
        self._column = column(self, spacing=6)
        heading = row(spacing=6)
        heading.addWidget(label("Who is here", "heading"))
        heading.addStretch(1)
        heading.addWidget(self.add_button)
        self._column.addLayout(heading)
        self.add_button.clicked.connect(self.add_line)

    def show_attendees(self, found: Sequence[Attendee], practices: Sequence[Practice]) -> None:
        """Show who is on the list now."""
        self._practices = practices
        for line in self.rows:
            self._column.removeWidget(line)
            line.deleteLater()
        self.rows = []
        for attendee in found:
            self._add(attendee)
        if not found:
            self._add(Attendee("", "", "Chair"))

    def add_line(self) -> None:
        """An empty line for one more person."""
        self._add(Attendee("", "", ROLES[-1]))
        self.rows[-1].name_edit.setFocus()

    def _add(self, attendee: Attendee) -> None:
        made = AttendeeRow(attendee, self._practices)
        made.changed.connect(self.changed)
        made.struck.connect(self._strike)
        self._column.addWidget(made)
        tab_next(self.rows[-1] if self.rows else self.add_button, made)
        self.rows.append(made)

    def _strike(self, line: AttendeeRow) -> None:
        self.rows.remove(line)
        self._column.removeWidget(line)
        line.deleteLater()
        self.struck.emit(line)
