"""The person beside the list: who, why, the question, what matters, lane, consent, time."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from mdt_app.clinical.days import spoken
from mdt_app.register.provenance import OfPerson
from mdt_app.ui.in_sight import InSight
from mdt_app.ui.parts import SegmentedButtons, column, label, row, scrolling
from mdt_app.ui.prepare.ask_again import AskAgain
from mdt_app.ui.prepare.controller import PrepareController
from mdt_app.ui.prepare.flags_card import FlagsCard
from mdt_app.ui.prepare.lines import (
    FULL,
    NOT_THIS_TIME,
    CaseLine,
    proposal_words,
    why_here,
)
from mdt_app.ui.prepare.who import WhoCard
from mdt_app.ui.provenance import Value
from mdt_app.ui.runs import Run, RunsText
from mdt_app.ui.words_edit import WordsEdit

_LANES = (("full", "Full discussion"), ("noted", "Noted"), (NOT_THIS_TIME, "Not this time…"))
_ASKED = (("agreed", "Yes, agreed"), ("objects", "Objects"), ("", "Not asked"))
_MINUTES = (("3", "3"), ("5", "5"), ("8", "8 min"))
USUAL_MINUTES = "5"
_MATTERS_NEEDED = "Needed for full discussion, or: not asked (N)"
_WHOM = {"female": "her", "male": "him"}


class PersonPanel(QWidget):
    """Shows one person at a time. Everything typed or pressed carries that person's number."""

    back_asked = Signal()
    """The keyboard goes back to the list."""
    next_asked = Signal()

    _controller: PrepareController

    def __init__(self) -> None:
        super().__init__()
        self._nhs_number = ""
        self.name = label("", "person", wraps=True)
        self.name.setContentsMargins(3, 0, 8, 3)
        self.who = WhoCard()
        self.flags = FlagsCard()
        self.question_edit = WordsEdit("question", "Question for the team", 3)
        self.needed = label("needed for full discussion", "bad", wraps=True)
        self.matters_heading = label("", "strong")
        self.matters_edit = WordsEdit("what_matters", "What matters to the person", 2)
        self.lane = SegmentedButtons("Lane", _LANES)
        self.proposed = RunsText(9)
        self.reason_heading = label("Why not this time", "strong")
        self.reason_edit = WordsEdit("reason", "Why not this time", 2)
        self.again = AskAgain()
        self.not_asked_box = QCheckBox("not asked")
        self.not_asked_box.setAccessibleName("What matters to the person was not asked")
        self.easy_read_box = QCheckBox("easy read")
        self.easy_read_box.setAccessibleName("The person says that they need easy read")
        self.late_heading = label("", "small", wraps=True)
        self.late_edit = WordsEdit("late_reason", "Why late; it may stay empty", 1)
        self.late_edit.setPlaceholderText("Why late? May stay empty")
        self.reason_edit.setPlaceholderText("moved, declined, in hospital, not suitable…")
        self.asked_words = label("", "small")
        self.objects_words = label(
            "Never put on an agenda, exported or listed for others.", "small", wraps=True
        )
        self.asked = SegmentedButtons("Asked and agreed to be discussed", _ASKED)
        self.minutes = SegmentedButtons("Estimated time", _MINUTES)
        self.minutes_words = label("", "quiet")
        self.body = QWidget()
        self.area = scrolling(self.body, "The person shown")
        self.in_sight = InSight(self.area, self.body)
        self._lay_out()

    def belong_to(self, controller: PrepareController) -> None:
        """Say what is entered to this controller, and show nobody yet."""
        self._controller = controller
        self._connect()
        self.show_person(None)

    @property
    def nhs_number(self) -> str:
        """Who is shown, or ''."""
        return self._nhs_number

    @property
    def edits(self) -> tuple[WordsEdit, ...]:
        return self.question_edit, self.matters_edit, self.reason_edit, self.late_edit

    def _lay_out(self) -> None:
        outer = column(self, spacing=0)
        outer.addWidget(self.name)  # outside what scrolls: whose words these are stays in sight
        outer.addWidget(self.area, 1)
        outer.addStretch(0)
        inner = column(self.body, spacing=3)
        inner.setContentsMargins(3, 0, 8, 3)  # room for the ring around a field
        inner.addWidget(self.who)
        inner.addSpacing(2)
        inner.addWidget(self.flags)
        inner.addWidget(self.proposed)
        self._lay_out_words(inner)
        self._lay_out_choices(inner)
        inner.addStretch(1)

    def _lay_out_words(self, inner: QVBoxLayout) -> None:
        question = row(spacing=8)
        question.addWidget(label("Question for the team", "strong"))
        question.addWidget(self.needed, 1)
        inner.addSpacing(2)
        inner.addLayout(question)
        inner.addWidget(self.question_edit)
        inner.addSpacing(2)
        matters = row(spacing=8)
        matters.addWidget(self.matters_heading, 1)
        matters.addWidget(self.easy_read_box)
        matters.addWidget(self.not_asked_box)
        inner.addLayout(matters)
        inner.addWidget(self.matters_edit)

    def _lay_out_choices(self, inner: QVBoxLayout) -> None:
        minutes = row(spacing=8)
        minutes.addWidget(label("Estimated time", "strong"))
        minutes.addWidget(self.minutes_words, 1)
        inner.addSpacing(2)
        asked = row(spacing=8)
        asked.addWidget(label("Asked and agreed", "strong"))
        asked.addWidget(self.asked_words, 1)
        inner.addLayout(asked)
        for part in (
            self.asked,
            self.objects_words,
            self.lane,
            self.reason_heading,
            self.reason_edit,
            self.again,
            self.late_heading,
            self.late_edit,
        ):
            inner.addWidget(part)
        inner.addLayout(minutes)
        inner.addWidget(self.minutes)

    def _connect(self) -> None:
        for edit in self.edits:
            edit.typed.connect(self._keep_typed)
            edit.left.connect(self._controller.sayings.record_text)
            edit.done.connect(self.back_asked)
            edit.next_asked.connect(self.next_asked)
        self._controller.since_found.connect(self._show_flags)
        self.again.chosen.connect(self._ask_again)
        self.not_asked_box.toggled.connect(self._say_not_asked)
        self.easy_read_box.toggled.connect(self._say_easy_read)
        self.lane.chosen.connect(self.choose_lane)
        self.asked.chosen.connect(self.choose_asked)
        self.minutes.chosen.connect(self._choose_minutes)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back_asked.emit()
        else:
            super().keyPressEvent(event)

    def show_person(self, line: CaseLine | None) -> None:
        """Show a person, or nobody. Words half typed about them are restored, caret and all."""
        if line is None or line.nhs_number != self._nhs_number:
            self.area.verticalScrollBar().setValue(0)  # who it is comes first
        self._nhs_number = line.nhs_number if line else ""
        self.name.setVisible(line is not None)
        self.area.setVisible(line is not None)
        for edit in self.edits:
            text, caret = "", 0
            if line is not None:
                text, caret = self._controller.sayings.text_of(line.nhs_number, edit.field)
            edit.show_words(self._nhs_number, text, caret)
        if line is None:
            return
        self._show_who(line)
        self._show_choices(line)
        self._show_flags(line)

    def _show_flags(self, line: CaseLine | None) -> None:
        """Show why, again once it is known what changed since the last meeting."""
        if line is not None and line.nhs_number == self._nhs_number:
            entered = self._controller.entered_about(line)
            raised = (*line.case.raised, *line.case.set_aside)
            self.flags.show_answers(raised, line.case.unknown, line.nhs_number, entered)
            said = line.nomination.wants_easy_read
            self.easy_read_box.blockSignals(True)
            self.easy_read_box.setChecked(entered.wants_easy_read if said is None else said)
            self.easy_read_box.blockSignals(False)

    def values(self) -> list[Value]:
        """The name; what stands below it answers for itself."""
        asked = (OfPerson(self._nhs_number, "name"),)
        return [Value(self.name.geometry(), self._nhs_number, asked)] if self._nhs_number else []

    def first_value(self) -> int:
        return 0

    def _show_who(self, line: CaseLine) -> None:
        self.name.setText(line.case.person.banner_name)
        last_meeting_on = self._controller.surroundings.last_meeting_on
        self.who.show_person(line, why_here(line.case, last_meeting_on))
        whom = _WHOM.get(line.case.person.sex, "them")
        self.matters_heading.setText("What matters")
        self.matters_heading.setAccessibleName(f"What matters to {whom}")

    def _show_choices(self, line: CaseLine) -> None:
        nomination = line.nomination
        self.lane.choose(nomination.lane if line.is_spoken_for else "")
        head, joint, rest = proposal_words(line).partition(":")
        self.proposed.show_runs(Run(head + joint, "strong"), Run(rest, "quiet"))
        self.proposed.setVisible(bool(head))
        self.asked.choose(nomination.asked)
        self.minutes.choose(str(nomination.minutes))
        is_usual = str(nomination.minutes) in dict(_MINUTES)
        self.minutes_words.setText("" if is_usual else f"{nomination.minutes} min")
        left_out = nomination.lane == NOT_THIS_TIME
        self.reason_heading.setVisible(left_out)
        self.reason_edit.setVisible(left_out)
        self.again.show_day(nomination.ask_again_on, is_shown=left_out)
        self._show_late(line)
        asked_on = nomination.asked_on if nomination.asked else None
        self.asked_words.setText(f"on {spoken(asked_on)}" if asked_on else "")
        self.asked_words.setVisible(asked_on is not None)
        self.objects_words.setVisible(nomination.asked == "objects")
        self.not_asked_box.blockSignals(True)
        self.not_asked_box.setChecked(nomination.is_matter_not_asked)
        self.not_asked_box.blockSignals(False)
        self._show_needed(line)

    def _show_late(self, line: CaseLine) -> None:
        """Why somebody is late is asked quietly, and only of those who are."""
        closed = self._controller.surroundings.cut_off
        if closed is not None:
            self.late_heading.setText(f"Late: the list closed on {spoken(closed)}.")
        self.late_heading.setVisible(line.is_late)
        self.late_edit.setVisible(line.is_late)

    def _show_needed(self, line: CaseLine) -> None:
        is_full = line.is_chosen and line.nomination.lane == FULL
        has_words = bool(self.question_edit.toPlainText().strip())
        self.needed.setVisible(is_full and not has_words)
        has_matters = bool(self.matters_edit.toPlainText().strip())
        self.not_asked_box.setEnabled(not has_matters)
        is_open = is_full and not has_matters and not self.not_asked_box.isChecked()
        self.matters_edit.setPlaceholderText(_MATTERS_NEEDED if is_open else "")

    def _keep_typed(self, nhs_number: str, field: str, text: str, caret: int) -> None:
        self._controller.texts.type((nhs_number, field), text, caret)
        line = self._controller.line(nhs_number)
        if line is not None and nhs_number == self._nhs_number:
            self._show_needed(line)

    def choose_lane(self, lane: str) -> None:
        """Put the person shown in a lane; leaving someone out asks why."""
        if self._nhs_number:
            self._controller.choosing.set_lane(self._nhs_number, lane)
            if lane == NOT_THIS_TIME:
                self.reason_edit.setFocus()

    def toggle_not_asked(self) -> None:
        """Say that what matters was not asked, or take it back; words there say the opposite."""
        if self._nhs_number and self.not_asked_box.isEnabled():
            self.not_asked_box.toggle()

    def _say_not_asked(self, is_not_asked: bool) -> None:
        if self._nhs_number:
            self._controller.choosing.set_matter_not_asked(self._nhs_number, is_not_asked)

    def toggle_easy_read(self) -> None:
        """Say that the person shown needs easy read, or take it back."""
        if self._nhs_number:
            self.easy_read_box.toggle()

    def _say_easy_read(self, is_wanted: bool) -> None:
        if self._nhs_number:
            self._controller.choosing.set_easy_read(self._nhs_number, is_wanted)

    def _ask_again(self, when: str) -> None:
        if self._nhs_number:
            self._controller.choosing.ask_again(self._nhs_number, when)

    def choose_asked(self, asked: str) -> None:
        if self._nhs_number:
            self._controller.choosing.set_asked(self._nhs_number, asked)

    def _choose_minutes(self, minutes: str) -> None:
        if self._nhs_number:
            self._controller.choosing.set_minutes(self._nhs_number, int(minutes))
