"""The fields of a meeting: when, where, how long, how many, when its list closes, which order."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QDateEdit, QGridLayout, QLineEdit, QWidget

from mdt_app.meeting.values import Meeting
from mdt_app.ui.parts import SegmentedButtons, label, row

_ORDERS = (
    ("complex", "Complex first"),
    ("practice", "By practice"),
    ("own", "Own order"),
)
_DAY = "d MMM yyyy (ddd)"


class DayEdit(QDateEdit):
    """A day. The arrows go on from the first of a month to the last of the month before."""

    def __init__(self, day: date, name: str) -> None:
        super().__init__(QDate(day.year, day.month, day.day))
        self.setDisplayFormat(_DAY)
        self.setCalendarPopup(True)
        self.setAccessibleName(name)

    def stepEnabled(self) -> QDateEdit.StepEnabledFlag:
        return QDateEdit.StepEnabledFlag.StepUpEnabled | QDateEdit.StepEnabledFlag.StepDownEnabled

    def stepBy(self, steps: int) -> None:
        if self.currentSection() is QDateEdit.Section.DaySection:
            self.setDate(self.date().addDays(steps))
        else:
            super().stepBy(steps)

    def day(self) -> date:
        """The day shown."""
        shown = self.date()
        return date(shown.year(), shown.month(), shown.day())


class NumberEdit(QLineEdit):
    """A whole number. ↑ and ↓ step through it; what is no number is the one before."""

    number_changed = Signal()

    def __init__(self, value: int, least: int, most: int, step: int) -> None:
        super().__init__(str(value))
        self._value, self._least, self._most, self._step = value, least, most, step
        self.setMaximumWidth(self.fontMetrics().averageCharWidth() * 9)
        self.textChanged.connect(self._read)
        self.editingFinished.connect(self._show)

    def value(self) -> int:
        return self._value

    def _read(self, text: str) -> None:
        word = text.strip()
        if word.isdecimal() and self._least <= int(word) <= self._most:
            self._value = int(word)
            self.number_changed.emit()

    def _show(self) -> None:
        self.setText(str(self._value))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: self._step, Qt.Key.Key_Down: -self._step}
        if (step := steps.get(Qt.Key(event.key()))) is None:
            super().keyPressEvent(event)
        else:
            self.setText(str(min(max(self._value + step, self._least), self._most)))


class PlanFields(QWidget):
    """Three short lines of fields; every change is announced."""

    changed = Signal()

    def __init__(self, meeting: Meeting) -> None:
        super().__init__()
        self._meeting = meeting
        self.title_edit = QLineEdit(meeting.title)
        self.place_edit = QLineEdit(meeting.place, placeholderText="Room, or a link")
        self.day_edit = DayEdit(meeting.held_on, "Held on")
        self.time_edit = QLineEdit(meeting.starts_at, placeholderText="14:00")
        self.minutes_edit = NumberEdit(meeting.minutes, 15, 480, 5)
        self.places_edit = NumberEdit(meeting.places, 1, 200, 1)
        self.closes_box = QCheckBox("List closes")
        self.closes_edit = DayEdit(meeting.cut_off or meeting.held_on, "Last day to choose in time")
        self.order = SegmentedButtons("Order of the cases", _ORDERS)
        self._lay_out()
        self._connect()
        self.closes_box.setChecked(meeting.cut_off is not None)
        self.closes_edit.setEnabled(meeting.cut_off is not None)
        self.order.choose(meeting.order)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        line = row(spacing=6)
        for name, field in (("Starts at", self.time_edit), ("Length", self.minutes_edit)):
            line.addWidget(label(name, "strong"))
            line.addWidget(field)
        line.addWidget(label("min"))
        closing = row(spacing=6)
        closing.addWidget(self.closes_edit)
        closing.addWidget(label("Places", "strong"))
        closing.addWidget(self.places_edit)
        closing.addStretch(1)
        grid.addWidget(label("Meeting", "strong"), 0, 0)
        grid.addWidget(self.title_edit, 0, 1)
        grid.addWidget(label("Place", "strong"), 0, 2)
        grid.addWidget(self.place_edit, 0, 3)
        grid.addWidget(label("Held on", "strong"), 1, 0)
        grid.addWidget(self.day_edit, 1, 1)
        grid.addLayout(line, 1, 2, 1, 2)
        grid.addWidget(self.closes_box, 2, 0)
        grid.addLayout(closing, 2, 1)
        grid.addWidget(self.order, 2, 2, 1, 2)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        named = {
            "Meeting": self.title_edit,
            "Place": self.place_edit,
            "Starts at": self.time_edit,
            "Length in minutes": self.minutes_edit,
            "Places": self.places_edit,
            "The list closes on a day": self.closes_box,
        }
        for words, part in named.items():
            part.setAccessibleName(words)
        self.time_edit.setMinimumWidth(self.fontMetrics().averageCharWidth() * 8)

    def _connect(self) -> None:
        self.closes_box.toggled.connect(self.closes_edit.setEnabled)
        for announced in (
            self.time_edit.textChanged,
            self.minutes_edit.number_changed,
            self.places_edit.number_changed,
            self.day_edit.dateChanged,
            self.closes_edit.dateChanged,
            self.closes_box.toggled,
            self.order.chosen,
        ):
            announced.connect(self._say_changed)

    def _say_changed(self) -> None:
        self.changed.emit()

    def show_own_order(self) -> None:
        """The cases were moved by hand."""
        self.order.choose("own")

    def asked_for(self) -> Meeting:
        """The meeting as the fields say. A list never closes after its meeting."""
        held_on = self.day_edit.day()
        closes = min(self.closes_edit.day(), held_on)
        return replace(
            self._meeting,
            title=self.title_edit.text().strip(),
            held_on=held_on,
            starts_at=self.time_edit.text().strip(),
            place=self.place_edit.text().strip(),
            minutes=self.minutes_edit.value(),
            places=self.places_edit.value(),
            cut_off=closes if self.closes_box.isChecked() else None,
            order=self.order.choice(),
        )
