"""Amending a draft: a decision's words, an action, who was there; or the meeting opened again."""

from datetime import date

from PySide6.QtWidgets import QComboBox, QLineEdit

from mdt_app.errors import UserError
from mdt_app.ui.box import Box
from mdt_app.ui.meet.attendance_list import AttendanceList
from mdt_app.ui.meet.attendance_saving import AttendanceSaving
from mdt_app.ui.meet.day_words import day_of
from mdt_app.ui.minutes.controller import MinutesController
from mdt_app.ui.minutes.lines import Agreed, Details
from mdt_app.ui.parts import button, label, primary_button
from mdt_app.ui.words_edit import WordsEdit


class AmendBox(Box):
    """Choose what is wrong, write it anew; the version before stays on file."""

    def __init__(self, controller: MinutesController) -> None:
        super().__init__("Amend the draft")
        self._controller = controller
        self._agreed: tuple[Agreed, ...] = ()
        self.which = QComboBox()
        self.which.setAccessibleName("What is amended")
        self.which.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.words_edit = WordsEdit("amended", "Words", 3)
        self.owner_edit = QLineEdit(placeholderText="Who")
        self.owner_edit.setAccessibleName("Who does it")
        self.day_edit = QLineEdit(placeholderText="By: 11 Jan, 6w")
        self.day_edit.setAccessibleName("By which day")
        self.keep_button = primary_button("Amend")
        self.reopen_button = button("Open the meeting again")
        self.nothing = label("Nothing was agreed in this meeting.", "quiet", wraps=True)
        self.attendance = AttendanceList()
        self._saving = AttendanceSaving(controller.ws, controller.saves, self.attendance)
        for part in (self.nothing, self.which, self.words_edit, self.owner_edit, self.day_edit):
            self.inner.addWidget(part)
        self.add_buttons(self.keep_button, self.reopen_button)
        self.inner.addWidget(self.attendance)
        self._connect()

    def _connect(self) -> None:
        self.which.currentIndexChanged.connect(self._fill)
        self.keep_button.clicked.connect(self._keep)
        self.words_edit.next_asked.connect(self._keep)
        self.words_edit.done.connect(self.closed)
        self.reopen_button.clicked.connect(self._controller.reopen)

    def show_details(self, details: Details) -> None:
        """Offer what was agreed; the one chosen stays chosen."""
        chosen = max(0, self.which.currentIndex())
        self._agreed = details.agreed
        self.which.blockSignals(True)
        self.which.clear()
        self.which.addItems([each.label for each in self._agreed])
        self.which.setCurrentIndex(min(chosen, len(self._agreed) - 1))
        self.which.blockSignals(False)
        for part in (self.which, self.words_edit, self.keep_button):
            part.setVisible(bool(self._agreed))
        self.nothing.setVisible(not self._agreed)
        self._fill()
        self._saving.show(details.line.meeting)

    def begin(self) -> None:
        (self.which if self._agreed else self.reopen_button).setFocus()

    def _chosen(self) -> Agreed | None:
        place = self.which.currentIndex()
        return self._agreed[place] if 0 <= place < len(self._agreed) else None

    def _fill(self) -> None:
        agreed = self._chosen()
        action = agreed.action if agreed is not None else None
        for edit in (self.owner_edit, self.day_edit):
            edit.setVisible(action is not None)
        if agreed is None:
            self.words_edit.show_words("", "", 0)
        elif agreed.decision is not None:
            self.words_edit.show_words(agreed.id, agreed.decision.words, 0)
        elif action is not None:
            self.words_edit.show_words(agreed.id, action.words, 0)
            self.owner_edit.setText(action.owner)
            day = action.due_on
            self.day_edit.setText(f"{day.day}/{day.month}/{day.year}" if day else "")

    def _keep(self) -> None:
        agreed, words = self._chosen(), self.words_edit.toPlainText()
        if agreed is None:
            return
        if agreed.decision is not None:
            self._controller.amend_decision(agreed, words)
            return
        try:
            due_on = self._day()
        except UserError as error:
            self.refused.emit(error)
            self.day_edit.setFocus()
        else:
            self._controller.amend_action(agreed, words, self.owner_edit.text(), due_on)

    def _day(self) -> date | None:
        return day_of(self.day_edit.text(), self._controller.ws.today())
