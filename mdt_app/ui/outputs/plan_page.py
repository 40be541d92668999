"""The joint plan of specialist and GP, and words for the person's letter, typed about one case."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from mdt_app.clinical.days import spoken
from mdt_app.clinical.reading_ease import reading_ease
from mdt_app.errors import UserError
from mdt_app.meeting.joint_plan import JointPlan
from mdt_app.ui.entering.fields import add_field, fields_grid, line_edit, typed_day
from mdt_app.ui.in_sight import InSight
from mdt_app.ui.meet.day_words import day_of
from mdt_app.ui.parts import button, column, key_cap, label, primary_button, scrolling, set_role
from mdt_app.ui.wrapping import WrappingRow, wrapping_ground

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LINES = ("specialist", "gp", "specialist_does", "gp_does", "person_does")
_NAMES = {
    "specialist": "Specialist",
    "gp": "GP",
    "specialist_does": "Specialist does",
    "gp_does": "GP does",
    "person_does": "The person does",
}


class PlanPage(QWidget):
    """Nothing is in a letter before it is kept; what is typed stays a draft until then."""

    typed = Signal(str, str)
    """NHS number and everything typed, to be kept as a draft."""
    kept = Signal(object)
    """A `JointPlan` to keep."""
    offer_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._plan: JointPlan | None = None
        self._today = date.min
        self._is_filling = False
        self.fields = {name: line_edit() for name in _LINES}
        self.review_edit = line_edit("6w, 11 Jan or 11/1/27")
        self.review_said = label("", "small")
        self.words_edit = QPlainTextEdit()
        self.words_edit.setAccessibleName("Your own words for the letter to the person")
        self.words_edit.setTabChangesFocus(True)
        self.ease = label("", "small", wraps=True)
        self.problem = label("", "bad", wraps=True)
        self.said = label("", "small", wraps=True)
        self.keep_button = primary_button("Keep the plan")
        self.offer_button = button("Fill in from the meeting")
        self._inside = QWidget()
        self.area = scrolling(self._inside, "Joint plan")
        self.in_sight = InSight(self.area, self._inside)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        grid = fields_grid()
        for name in _LINES:
            add_field(grid, _NAMES[name], self.fields[name])
        add_field(grid, "Review", self.review_edit, self.review_said)
        inner = column(self._inside, spacing=6)
        inner.setContentsMargins(3, 3, 8, 3)
        inner.addLayout(grid)
        inner.addWidget(label("Your own words for the letter to the person", "strong", wraps=True))
        self.words_edit.setMinimumHeight(80)
        inner.addWidget(self.words_edit, 1)
        inner.addWidget(self.ease)
        buttons = wrapping_ground()
        line = WrappingRow(buttons, spacing=8)
        for part in (self.keep_button, key_cap("Ctrl"), key_cap("↵"), self.offer_button):
            line.addWidget(part)
        layout = column(self, spacing=6)
        layout.setContentsMargins(12, 0, 0, 0)
        layout.addWidget(self.area, 1)
        layout.addWidget(self.problem)
        layout.addWidget(buttons)
        layout.addWidget(self.said)

    def _connect(self) -> None:
        for edit in (*self.fields.values(), self.review_edit):
            edit.textEdited.connect(self._say_typed)
            edit.returnPressed.connect(self.keep)
        self.review_edit.textChanged.connect(self._say_review)
        self.words_edit.textChanged.connect(self._say_words)
        self.keep_button.clicked.connect(self.keep)
        self.offer_button.clicked.connect(self.offer_asked)

    @property
    def edits(self) -> Sequence[QLineEdit]:
        return (*self.fields.values(), self.review_edit)

    def show_plan(self, plan: JointPlan, today: date, draft: str = "") -> None:
        """Show what is kept about somebody, and over it what was half typed."""
        self._plan, self._today = plan, today
        self.say("")
        self._fill(plan)
        if draft:
            self._restore(draft)
        self._complain("")

    def fill_in(self, plan: JointPlan) -> None:
        """Offer a plan: it fills what is empty, and is only typed until it is kept."""
        for name in _LINES:
            if not self.fields[name].text().strip():
                self.fields[name].setText(getattr(plan, name))
        if not self.review_edit.text().strip() and plan.review_on is not None:
            self.review_edit.setText(typed_day(plan.review_on))
        self._say_typed()

    def forget(self) -> None:
        """Nothing about anybody stays here."""
        self._plan = None
        self._is_filling = True
        for edit in self.edits:
            edit.clear()
        self.words_edit.clear()
        self._is_filling = False
        self.say("")
        self._complain("")

    def keep(self) -> None:
        """Keep what is typed as the plan."""
        if self._plan is None:
            return
        try:
            review_on = day_of(self.review_edit.text(), self._today)
        except UserError as error:
            self._complain(f"{error.message} {error.hint}")
            self.review_edit.setFocus()
            return
        self._complain("")
        words: dict[str, Any] = {name: edit.text() for name, edit in self.fields.items()}
        spoken_words = self.words_edit.toPlainText()
        plan = replace(self._plan, **words, review_on=review_on, words_for_person=spoken_words)
        self.kept.emit(plan)

    def say(self, words: str) -> None:
        """What was done a moment ago."""
        self.said.setText(words)
        self.said.setVisible(bool(words))

    def _fill(self, plan: JointPlan) -> None:
        self._is_filling = True
        for name in _LINES:
            self.fields[name].setText(getattr(plan, name))
        self.review_edit.setText(typed_day(plan.review_on) if plan.review_on else "")
        self.words_edit.setPlainText(plan.words_for_person)
        self._is_filling = False
        self._say_ease()

    def _restore(self, draft: str) -> None:
        held = json.loads(draft)
        self._is_filling = True
        for name, edit in self.fields.items():
            edit.setText(held.get(name, ""))
        self.review_edit.setText(held.get("review", ""))
        self.words_edit.setPlainText(held.get("words", ""))
        self._is_filling = False
        self._say_ease()
        self.say("What was half typed is here again; it is not kept yet.")

    def draft(self) -> str:
        """Everything typed, to be restored as it stands."""
        held = {name: edit.text() for name, edit in self.fields.items()}
        held |= {"review": self.review_edit.text(), "words": self.words_edit.toPlainText()}
        return json.dumps(held, ensure_ascii=False)

    def _say_typed(self) -> None:
        if self._plan is not None and not self._is_filling:
            self.typed.emit(self._plan.nhs_number, self.draft())

    def _say_words(self) -> None:
        self._say_ease()
        self._say_typed()

    def _say_ease(self) -> None:
        ease = reading_ease(self.words_edit.toPlainText())
        words = f"Reading ease {ease.score:.0f}: {ease.band}." if ease is not None else ""
        self.ease.setText(words or "Plain words: how easy they are to read is said here.")

    def _say_review(self, text: str) -> None:
        try:
            day = day_of(text, self._today)
        except UserError as error:
            set_role(self.review_said, "bad")
            self.review_said.setText(error.message)
            return
        set_role(self.review_said, "small")
        self.review_said.setText(spoken(day) if day else "")

    def _complain(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.setVisible(bool(words))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in _ENTER and is_ctrl:
            self.keep()
        else:
            super().keyPressEvent(event)
