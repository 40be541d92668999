"""A flag set aside for one person: why, and when it is asked again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from mdt_app.clinical.days import months_after
from mdt_app.errors import UserError
from mdt_app.meeting.set_aside import check_setting_aside, set_aside_words
from mdt_app.ui.entering.entry_box import EntryBox
from mdt_app.ui.entering.fields import add_field, fields_grid, line_edit, say_day, typed_day
from mdt_app.ui.entering.subject import Flag, Subject
from mdt_app.ui.meet.day_words import day_of
from mdt_app.ui.parts import SegmentedButtons, button, label
from mdt_app.ui.wrapping import WrappingRow, wrapping_ground

REASONS = (
    "Seen by a specialist clinic",
    "Known, and acted on",
    "Does not fit this person now",
    "New result awaited",
)
_MONTHS = (("3", "3 months"), ("6", "6 months"), ("12", "12 months"))
_NO_DAY = UserError("When to ask again is missing.", "Choose 3, 6 or 12 months, or type a day.")


@dataclass(frozen=True, slots=True)
class SettingAside:
    """A setting aside as entered, ready to be kept."""

    rule: str
    headline: str
    reason: str
    ask_again_on: date


class AsideBox(EntryBox):
    """Set one flag aside, or take it up again."""

    given = Signal(object, object)
    """Subject, `SettingAside`."""
    taken_up = Signal(object, object)
    """Subject, the `Flag` that counts again."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "Set a flag aside", "Set aside")
        self.flag = Flag("", "")
        self.reason_edit = line_edit("In a few words: why it can wait")
        self.day_edit = line_edit("3m, or 3 May 2027")
        self.day_words = label("", "small", wraps=True)
        self.months = SegmentedButtons("Ask again in", _MONTHS)
        self.take_up_button = button("Take up again", name="Take the flag up again: it counts")
        reasons = wrapping_ground()
        line = WrappingRow(reasons, spacing=6)
        for words in REASONS:
            usual = button(words, name=f"Reason: {words}")
            usual.clicked.connect(self._filling(words))
            line.addWidget(usual)
        grid = fields_grid()
        add_field(grid, "Reason", self.reason_edit)
        grid.addWidget(reasons, grid.rowCount(), 1, 1, 2)
        place = grid.rowCount()
        grid.addWidget(label("Ask again in", "strong"), place, 0)
        grid.addWidget(self.months, place, 1, 1, 2)
        add_field(grid, "On", self.day_edit, self.day_words)
        self.day_edit.setAccessibleName("The day it is asked again")
        self.foot = label(
            "It stays in sight, dimmed, and no longer counts in the order of the list.",
            "small",
            wraps=True,
        )
        self.lay_out(grid, (self.take_up_button,), self.foot)
        self.months.chosen.connect(self._choose_months)
        self.day_edit.textChanged.connect(self._say_day)
        self.take_up_button.clicked.connect(self._take_up)

    def edits(self) -> Sequence[QLineEdit]:
        return self.reason_edit, self.day_edit

    def show_flag(self, subject: Subject, flag: Flag) -> None:
        """Begin about this flag of this person."""
        self.flag = flag
        aside = flag.aside
        self.heading.setText(f"Set aside: {flag.headline}")
        now = set_aside_words(aside, subject.on) if aside is not None else ""
        self.begin(subject, f"Now {now}." if now else "")
        self.take_up_button.setVisible(aside is not None)
        self.keep_button.setText("Keep change" if aside is not None else "Set aside")
        day = aside.ask_again_on if aside is not None else None
        day = day or months_after(subject.today, int(_MONTHS[0][0]))
        self._blank = (aside.reason if aside is not None else "", typed_day(day))
        self.fill(self._blank)
        self._say_day()

    def draft_name(self) -> str:
        return f"set_aside:{self.flag.rule}"

    def give(self) -> None:
        subject = self._subject()
        day = self._day()
        if day is None:
            self.day_edit.setFocus()
            raise _NO_DAY
        if not self.reason_edit.text().strip():
            self.reason_edit.setFocus()
        reason = check_setting_aside(self.reason_edit.text(), day, subject.today)
        self.given.emit(subject, SettingAside(self.flag.rule, self.flag.headline, reason, day))

    def _take_up(self) -> None:
        self.taken_up.emit(self._subject(), self.flag)

    def _subject(self) -> Subject:
        if self.subject is None:
            raise RuntimeError("a box about nobody was asked to keep something")
        return self.subject

    def _day(self) -> date | None:
        return day_of(self.day_edit.text(), self._subject().today)

    def _filling(self, words: str) -> Callable[[], None]:
        def fill() -> None:
            self.reason_edit.setText(words)
            self.reason_edit.setFocus()
            self.say_typed()

        return fill

    def _choose_months(self, months: str) -> None:
        self.day_edit.setText(typed_day(months_after(self._subject().today, int(months))))
        self.say_typed()

    def _say_day(self) -> None:
        if self.subject is None:
            return
        say_day(self.day_words, self._day, "no day yet")
        try:
            day = self._day()
        except UserError:
            day = None
        today = self.subject.today
        fits = [code for code, _words in _MONTHS if months_after(today, int(code)) == day]
        self.months.choose(fits[0] if fits else "")
