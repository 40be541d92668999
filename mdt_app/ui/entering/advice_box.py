"""Advice between meetings: a question about the person, and the answer once there is one."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from mdt_app.clinical.days import spoken
from mdt_app.meeting.advice import check_advice
from mdt_app.meeting.values import Advice
from mdt_app.ui.entering.entry_box import EntryBox
from mdt_app.ui.entering.fields import (
    add_field,
    fields_grid,
    line_edit,
    past_day_of,
    say_day,
    say_history,
    typed_day,
)
from mdt_app.ui.entering.subject import ADVICE_DRAFT, Subject
from mdt_app.ui.parts import button, label

_MOST_TOLD = 3


class AdviceBox(EntryBox):
    """A question that waits is opened to be answered; else a new one is asked."""

    given = Signal(object, object)
    """Subject, `Advice`."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "Advice between meetings", "Keep")
        self._advice: Advice | None = None
        self._all: Sequence[Advice] = ()
        self.question_edit = line_edit("What is asked")
        self.asker_edit = line_edit()
        self.asked_edit = line_edit("today, or 12 Mar")
        self.answer_edit = line_edit("The team's advice; may come later")
        self.answerer_edit = line_edit("Whose advice it is")
        self.answered_edit = line_edit("today, or 12 Mar")
        self.asked_words, self.answered_words = label("", "small"), label("", "small")
        self.history = label("", "small", wraps=True)
        self.new_button = button("Another question", name="Ask another question")
        grid = fields_grid()
        add_field(grid, "Question", self.question_edit)
        add_field(grid, "Asked by", self.asker_edit)
        add_field(grid, "Asked on", self.asked_edit, self.asked_words)
        add_field(grid, "Answer", self.answer_edit)
        add_field(grid, "Answered by", self.answerer_edit)
        add_field(grid, "Answered on", self.answered_edit, self.answered_words)
        self.lay_out(grid, (self.new_button,), self.history)
        self.asked_edit.textChanged.connect(self._say_days)
        self.answered_edit.textChanged.connect(self._say_days)
        self.new_button.clicked.connect(self._ask_another)

    def edits(self) -> Sequence[QLineEdit]:
        return (
            self.question_edit,
            self.asker_edit,
            self.asked_edit,
            self.answer_edit,
            self.answerer_edit,
            self.answered_edit,
        )

    def show_subject(self, subject: Subject, found: Sequence[Advice]) -> None:
        """Begin about this person: with the question that waits the longest, or a new one."""
        self._all = found
        waiting = next((advice for advice in found if not advice.is_answered), None)
        told = [f"{spoken(a.asked_on)}. {a.asked_words} — {a.answer_words}" for a in found[::-1]]
        say_history(self.history, "So far:", told, _MOST_TOLD)
        self._begin(subject, waiting)

    def _begin(self, subject: Subject, waiting: Advice | None) -> None:
        self._advice = waiting
        now = "This question waits for its answer." if waiting is not None else ""
        self.begin(subject, now)
        self.new_button.setVisible(waiting is not None)
        asked = waiting or Advice(subject.nhs_number, "", subject.user, subject.today)
        self._blank = (asked.question, asked.asked_by, typed_day(asked.asked_on), "", "", "")
        self.fill(self._blank)
        self._say_days()

    def _ask_another(self) -> None:
        self._begin(self._subject(), None)
        self.question_edit.setFocus()

    def open_over(self) -> None:
        super().open_over()
        if self._advice is not None:
            self.answer_edit.setFocus()

    def draft_name(self) -> str:
        return ADVICE_DRAFT

    def give(self) -> None:
        subject = self._subject()
        answer = self.answer_edit.text()
        given = replace(
            self._advice or Advice(subject.nhs_number, "", "", subject.today),
            question=self.question_edit.text(),
            asked_by=self.asker_edit.text(),
            asked_on=self._day(self.asked_edit) or subject.today,
            answer=answer,
            answered_by=self.answerer_edit.text(),
            answered_on=(self._day(self.answered_edit) or subject.today)
            if answer.strip()
            else None,
        )
        check_advice(given, subject.today)
        self.given.emit(subject, given)

    def _day(self, edit: QLineEdit) -> date | None:
        return past_day_of(edit.text(), self._subject().today)

    def _subject(self) -> Subject:
        if self.subject is None:
            raise RuntimeError("a box about nobody was asked to keep something")
        return self.subject

    def _say_days(self) -> None:
        if self.subject is not None:
            today = spoken(self.subject.today)
            say_day(self.asked_words, lambda: self._day(self.asked_edit), today)
            say_day(self.answered_words, lambda: self._day(self.answered_edit), today)
