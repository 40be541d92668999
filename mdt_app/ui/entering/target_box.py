"""A target agreed with the person: what, by whom, when, why, and until when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from mdt_app.clinical.days import spoken
from mdt_app.clinical.kinds import Kind
from mdt_app.errors import UserError
from mdt_app.meeting.own_targets import (
    THE_PERSON,
    check_agreement,
    history_words,
    target_words,
)
from mdt_app.meeting.typed_targets import read_target
from mdt_app.meeting.values import AgreedTarget
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
from mdt_app.ui.entering.subject import TARGET_DRAFT, Subject, TargetsNow
from mdt_app.ui.meet.day_words import day_of
from mdt_app.ui.parts import button, label, set_role

_MOST_TOLD = 4


@dataclass(frozen=True, slots=True)
class Agreement:
    """An own target as entered, ready to be kept."""

    value: str
    words: str
    agreed_by: str
    agreed_on: date
    why: str
    until: date | None


class TargetBox(EntryBox):
    """Own target for HbA1c."""

    agreed = Signal(object, object)
    """Subject, `Agreement`."""
    ended = Signal(object, object, str)
    """Subject, the day from which the default is back, why."""
    taken_back = Signal(object, object)
    """Subject, the target that was entered by mistake."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "Own target for HbA1c", "Keep target")
        self._targets = TargetsNow((), None, 0)
        self.value_edit = line_edit("58, or 7.5 %")
        self.by_edit = line_edit()
        self.on_edit = line_edit("today, or 12 Mar")
        self.why_edit = line_edit("What matters to the person, in a few words")
        self.until_edit = line_edit("no end, or 6m, 1 Mar")
        self.value_words, self.on_words, self.until_words = (
            label("", "small", wraps=True) for _ in range(3)
        )
        self.history = label("", "small", wraps=True)
        self.end_button = button("End it", name="End the own target: the default is back")
        self.mistake_button = button("Entered by mistake", name="The latest was a mistake")
        grid = fields_grid()
        add_field(grid, "Target", self.value_edit, self.value_words)
        add_field(grid, "Agreed by", self.by_edit)
        add_field(grid, "Agreed on", self.on_edit, self.on_words)
        add_field(grid, "Why", self.why_edit)
        add_field(grid, "Last day", self.until_edit, self.until_words)
        self.lay_out(grid, (self.end_button, self.mistake_button), self.history)
        self.value_edit.textChanged.connect(self._say_value)
        self.on_edit.textChanged.connect(self._say_days)
        self.until_edit.textChanged.connect(self._say_days)
        self.end_button.clicked.connect(self._end)
        self.mistake_button.clicked.connect(self._take_back)

    def edits(self) -> Sequence[QLineEdit]:
        return self.value_edit, self.by_edit, self.on_edit, self.why_edit, self.until_edit

    def show_subject(self, subject: Subject, targets: TargetsNow) -> None:
        """Begin about this person, with what holds now in sight."""
        self._targets = targets
        words = target_words(targets.agreed, Kind.HBA1C, subject.on, subject.whom)
        default = (
            f"the default of {targets.default:g} mmol/mol" if targets.default else "no default"
        )
        if targets.now is not None:
            now = f"Now: {words}. Without it: {default}."
        else:
            now = f"Now: {default}." + (f" The {words}." if words else "")
        self.begin(subject, now)
        told = history_words(targets.agreed, subject.on)
        say_history(self.history, "Agreed so far:", told, _MOST_TOLD)
        self.end_button.setVisible(targets.now is not None)
        self.mistake_button.setVisible(bool(told))
        by = f"{THE_PERSON} and {subject.user}"
        self._blank = ("", by, typed_day(subject.entered_on), "", "")
        self.fill(self._blank)
        self._say_value()
        self._say_days()

    def draft_name(self) -> str:
        return TARGET_DRAFT

    def give(self) -> None:
        subject = self._subject()
        try:
            read = read_target(Kind.HBA1C, self.value_edit.text())
        except UserError:
            self.value_edit.setFocus()
            raise
        on, until = self._agreed_on() or subject.entered_on, self._until()
        by, why = self.by_edit.text(), self.why_edit.text()
        check_agreement(by, on, why, until, subject.today)
        given = Agreement(self.value_edit.text(), read.words, by, on, why, until)
        self.agreed.emit(subject, given)

    def _end(self) -> None:
        subject = self._subject()
        self.ended.emit(subject, subject.entered_on, self.why_edit.text())

    def _take_back(self) -> None:
        latest: AgreedTarget = self._targets.agreed[-1]
        self.taken_back.emit(self._subject(), latest)

    def _subject(self) -> Subject:
        if self.subject is None:
            raise RuntimeError("a box about nobody was asked to keep something")
        return self.subject

    def _agreed_on(self) -> date | None:
        return past_day_of(self.on_edit.text(), self._subject().today)

    def _until(self) -> date | None:
        return day_of(self.until_edit.text(), self._subject().today)

    def _say_value(self) -> None:
        text = self.value_edit.text()
        if not text.strip():
            set_role(self.value_words, "small")
            self.value_words.setText("mmol/mol, or with %")
            return
        try:
            read = read_target(Kind.HBA1C, text)
        except UserError as error:
            set_role(self.value_words, "bad")
            self.value_words.setText(error.message)
            return
        set_role(self.value_words, "strong" if not read.care else "")
        self.value_words.setText(f"{read.words}. {read.care}".rstrip(". ") + "." * bool(read.care))

    def _say_days(self) -> None:
        if self.subject is None:
            return
        say_day(self.on_words, self._agreed_on, spoken(self.subject.entered_on))
        say_day(self.until_words, self._until, "no last day")
        self._say_what_else_holds()

    def _say_what_else_holds(self) -> None:
        """An agreement dated before the one that holds does not take its place."""
        try:
            on = self._agreed_on()
        except UserError:
            return
        later = [one for one in self._targets.agreed if on is not None and one.agreed_on > on]
        if later and on is not None:
            day = spoken(later[-1].agreed_on)
            self.on_words.setText(f"{spoken(on)}: what was entered for {day} stays in force")
