"""What opens in place on the page: keep longer, erase, somebody by number, for how long."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit

from mdt_app.errors import UserError
from mdt_app.meeting.erasing import BECAUSE, Erasable
from mdt_app.meeting.retention import LEAST_YEARS, MOST_YEARS
from mdt_app.ui.box import Box
from mdt_app.ui.meet.day_words import day_of
from mdt_app.ui.parts import SegmentedButtons, button, label, primary_button
from mdt_app.ui.retention.lines import copies_words, would_go

WORD = "erase"
_FOR_GOOD = (
    "It is gone for good: nobody can bring it back. Who entered something and when stays, without"
    " what it was, so that the chain of entries can still be checked."
)


class LongerBox(Box):
    """Until which day, and why."""

    asked = Signal(object, str)

    def __init__(self) -> None:
        super().__init__("Keep it longer")
        self._today = date.min
        self.day_edit = QLineEdit(placeholderText="For example 1 Jan 2028")
        self.day_edit.setAccessibleName("The day to look at it again")
        self.reason_edit = QLineEdit(placeholderText="Why it is still needed")
        self.reason_edit.setAccessibleName("Why it is kept longer")
        self.keep_button = primary_button("Keep it until then")
        self.inner.addWidget(label("Look at it again on", "quiet"))
        self.inner.addWidget(self.day_edit)
        self.inner.addWidget(label("Because", "quiet"))
        self.inner.addWidget(self.reason_edit)
        self.add_buttons(self.keep_button)
        self.day_edit.returnPressed.connect(self.reason_edit.setFocus)
        self.reason_edit.returnPressed.connect(self._ask)
        self.keep_button.clicked.connect(self._ask)

    def start_over(self, today: date) -> None:
        self._today = today
        self.day_edit.clear()
        self.reason_edit.clear()

    def begin(self) -> None:
        self.day_edit.setFocus()

    def _ask(self) -> None:
        try:
            day = day_of(self.day_edit.text(), self._today)
            if day is None:
                raise UserError("A day is needed.", "Type 1 Jan 2028.")
        except UserError as error:
            self.day_edit.setFocus()
            self.refused.emit(error)
            return
        self.asked.emit(day, self.reason_edit.text())


class EraseBox(Box):
    """What would go, why, and a word to be typed: nobody erases by a slip."""

    asked = Signal(str, bool)
    """Why, and whether the older backups go too."""

    def __init__(self) -> None:
        super().__init__("Erase for good")
        self.words = label("", wraps=True)
        self.because = SegmentedButtons("Because", list(BECAUSE.items()))
        self.copies_box = QCheckBox()
        self.word_edit = QLineEdit(placeholderText=f"Type {WORD}")
        self.word_edit.setAccessibleName(f"Type {WORD} to allow it")
        self.erase_button = button("Erase for good")
        self.inner.addWidget(self.words)
        self.inner.addWidget(label(_FOR_GOOD, wraps=True))
        self.inner.addWidget(label("Because", "quiet"))
        self.inner.addWidget(self.because)
        self.inner.addWidget(self.copies_box)
        self.inner.addWidget(self.word_edit)
        self.add_buttons(self.erase_button)
        self.because.chosen.connect(self._look)
        self.word_edit.textChanged.connect(self._look)
        self.word_edit.returnPressed.connect(self.erase_button.setFocus)
        self.erase_button.clicked.connect(self._ask)
        self._is_counted = False
        self.start_over()

    def start_over(self) -> None:
        self._is_counted = False
        self.words.setText("Counting what would go…")
        self.because.choose("")
        self.copies_box.setChecked(False)
        self.copies_box.hide()
        self.word_edit.clear()
        self._look()

    def show_counts(self, counts: Erasable) -> None:
        self.words.setText(would_go(counts))
        self.copies_box.setText(copies_words(counts.copies))
        self.copies_box.setVisible(counts.copies > 0)
        self._is_counted = True
        self._look()

    def begin(self) -> None:
        self.because.segment(next(iter(BECAUSE))).setFocus()

    def _look(self, *_: object) -> None:
        is_meant = self.word_edit.text().strip().casefold() == WORD
        is_said = bool(self.because.choice())
        self.erase_button.setEnabled(is_meant and is_said and self._is_counted)

    def _ask(self) -> None:
        self.asked.emit(self.because.choice(), self.copies_box.isChecked())


class PersonBox(Box):
    """Somebody by NHS number, whoever they are."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__("Somebody by NHS number")
        self.number_edit = QLineEdit(placeholderText="NHS number")
        self.number_edit.setAccessibleName("NHS number")
        self.look_button = primary_button("Look")
        self.inner.addWidget(self.number_edit)
        self.add_buttons(self.look_button)
        self.number_edit.returnPressed.connect(self._ask)
        self.look_button.clicked.connect(self._ask)

    def begin(self) -> None:
        self.number_edit.clear()
        self.number_edit.setFocus()

    def _ask(self) -> None:
        self.asked.emit(self.number_edit.text())


class YearsBox(Box):
    """For how many years meetings are kept before somebody looks at them again."""

    asked = Signal(int)

    def __init__(self) -> None:
        super().__init__("How long meetings are kept")
        self.years_edit = QLineEdit()
        self.years_edit.setAccessibleName("Years")
        self.keep_button = primary_button("Keep them for so many years")
        words = "Years after a meeting on which somebody looks at it again. 8 is usual."
        self.inner.addWidget(label(words, wraps=True))
        self.inner.addWidget(self.years_edit)
        self.add_buttons(self.keep_button)
        self.years_edit.returnPressed.connect(self._ask)
        self.keep_button.clicked.connect(self._ask)

    def show_years(self, years: int) -> None:
        self.years_edit.setText(str(years))

    def begin(self) -> None:
        self.years_edit.setFocus()
        self.years_edit.selectAll()

    def _ask(self) -> None:
        typed = self.years_edit.text().strip()
        if typed.isascii() and typed.isdigit() and len(typed) < 4:
            self.asked.emit(int(typed))
        else:
            hint = f"A number from {LEAST_YEARS} to {MOST_YEARS}."
            self.refused.emit(UserError("That is no number of years.", hint))
