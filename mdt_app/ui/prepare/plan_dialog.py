"""Asks when and where the chosen people will be discussed, and says who is not ready."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QDateEdit, QDialog, QFormLayout, QLineEdit, QWidget

from mdt_app.meeting.values import Meeting
from mdt_app.ui.looks import sized
from mdt_app.ui.parts import button, column, label, primary_button, row, scrolling
from mdt_app.ui.prepare.planning import Proposal

_WIDTH = 460


class DayEdit(QDateEdit):
    """A day. The arrows go on from the first of a month to the last of the month before."""

    def stepEnabled(self) -> QDateEdit.StepEnabledFlag:
        return QDateEdit.StepEnabledFlag.StepUpEnabled | QDateEdit.StepEnabledFlag.StepDownEnabled

    def stepBy(self, steps: int) -> None:
        if self.currentSection() is QDateEdit.Section.DaySection:
            self.setDate(self.date().addDays(steps))
        else:
            super().stepBy(steps)


class PlanDialog(QDialog):
    """The meeting, its people, and one green button. Esc leaves everything as it was."""

    agreed = Signal(object)
    """The meeting as asked for."""

    def __init__(self, parent: QWidget, proposed: Proposal) -> None:
        super().__init__(parent)
        self._proposed = proposed
        is_planned = bool(proposed.meeting.id)
        self.setWindowTitle("Put the list on the agenda" if is_planned else "Plan the meeting")
        self.title_edit = QLineEdit(proposed.meeting.title)
        self.day_edit = DayEdit(_as_qdate(proposed.meeting))
        self.time_edit = QLineEdit(proposed.meeting.starts_at, placeholderText="14:00")
        self.place_edit = QLineEdit(proposed.meeting.place, placeholderText="Room, or a link")
        self.summary = label(_summary(proposed), "strong", wraps=True)
        self.agree_button = primary_button("Put on the agenda")
        self.cancel_button = button("Cancel")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        sized(self, QWidget.setMinimumWidth, _WIDTH)
        self.day_edit.setDisplayFormat("d MMM yyyy (ddd)")
        self.day_edit.setCalendarPopup(True)
        form = QFormLayout()
        form.setSpacing(8)
        for name, field in (
            ("Meeting", self.title_edit),
            ("Held on", self.day_edit),
            ("Starts at", self.time_edit),
            ("Place", self.place_edit),
        ):
            field.setAccessibleName(name)
            form.addRow(label(name, "strong"), field)
        layout = column(self, spacing=12, margins=16)
        layout.addLayout(form)
        layout.addWidget(self.summary)
        if self._proposed.not_ready:
            layout.addWidget(scrolling(_not_ready(self._proposed), "Not ready"), 1)
        buttons = row()
        buttons.addWidget(self.agree_button)
        buttons.addWidget(self.cancel_button)
        buttons.addStretch(1)
        layout.addLayout(buttons)

    def _connect(self) -> None:
        self.agree_button.setEnabled(bool(self._proposed.numbers))
        self.agree_button.setDefault(True)
        self.agree_button.clicked.connect(self._agree)
        self.cancel_button.clicked.connect(self.reject)

    def asked_for(self) -> Meeting:
        """The meeting as the fields say."""
        day = self.day_edit.date()
        return replace(
            self._proposed.meeting,
            title=self.title_edit.text().strip(),
            held_on=date(day.year(), day.month(), day.day()),
            starts_at=self.time_edit.text().strip(),
            place=self.place_edit.text().strip(),
        )

    def _agree(self) -> None:
        self.agreed.emit(self.asked_for())
        self.accept()


def _as_qdate(meeting: Meeting) -> QDate:
    day = meeting.held_on
    return QDate(day.year, day.month, day.day)


def _summary(proposed: Proposal) -> str:
    count = len(proposed.numbers)
    if not count:
        return "Nobody is chosen yet. Choose people in the list with Space."
    people = "1 person" if count == 1 else f"{count} people"
    waiting = len(proposed.not_ready)
    ready = f" {waiting} of those chosen not ready:" if waiting else " All are ready."
    return f"{people}, {proposed.minutes} minutes.{ready}"


def _not_ready(proposed: Proposal) -> QWidget:
    made = QWidget()
    lines = column(made, spacing=2)
    for words in proposed.not_ready:
        lines.addWidget(label(words, wraps=True))
    lines.addStretch(1)
    return made
