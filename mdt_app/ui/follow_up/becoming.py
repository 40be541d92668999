"""What becomes of an action: it was done, it has come a step further, or it will not be done."""

from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QDateEdit, QWidget

from mdt_app.ui.drop_down import drop_down, offer
from mdt_app.ui.parts import SegmentedButtons, column, label, primary_button
from mdt_app.ui.words_edit import WordsEdit

DONE, PROGRESS, NOT_TO_BE_DONE = "done", "progress", "not"
_CHOICES = ((DONE, "Done"), (PROGRESS, "Progress"), (NOT_TO_BE_DONE, "Not to be done"))
REASONS = (
    "Declined by the person",
    "Not appropriate any more",
    "Superseded by another decision",
    "The person died or has left",
    "Other reason",
)
_BUTTONS = {DONE: "Mark done", PROGRESS: "Note progress", NOT_TO_BE_DONE: "Close it"}
_HEADINGS = {
    DONE: "Note, if it helps",
    PROGRESS: "What was done so far",
    NOT_TO_BE_DONE: "In words, if it helps",
}


class BecomingBox(QWidget):
    """One note, and what it is about: done, on the way, or not to be done for a reason."""

    agreed = Signal()

    def __init__(self, field: str) -> None:
        super().__init__()
        self.ways = SegmentedButtons("What became of it", _CHOICES)
        self.reason_heading = label("Why not", "strong")
        self.reason = drop_down("Choose a reason", "Why it will not be done")
        offer(self.reason, [(words, words) for words in REASONS])
        self.note_heading = label("", "strong")
        self.note_edit = WordsEdit(field, "Note on what was done", 3)
        self.day_heading = label("Done on", "strong")
        self.day_edit = QDateEdit()
        self.day_edit.setDisplayFormat("d MMM yyyy")
        self.day_edit.setCalendarPopup(True)
        self.day_edit.setAccessibleName("Done on")
        self.button = primary_button("")
        layout = column(self, spacing=6)
        for part in (
            self.ways,
            self.reason_heading,
            self.reason,
            self.note_heading,
            self.note_edit,
            self.day_heading,
            self.day_edit,
            self.button,
        ):
            layout.addWidget(part)
        self.ways.chosen.connect(self.choose)
        self.button.clicked.connect(self.agreed)
        self.note_edit.next_asked.connect(self.agreed)
        self.choose(DONE)

    @property
    def way(self) -> str:
        """What is about to be entered."""
        return self.ways.choice()

    @property
    def why(self) -> str:
        """The reason chosen, '' for none."""
        return str(self.reason.currentData())

    @property
    def day(self) -> date:
        """The day it was done on."""
        day = self.day_edit.date()
        return date(day.year(), day.month(), day.day())

    def choose(self, way: str) -> None:
        """Ask for what this way needs; the note typed stays."""
        self.ways.choose(way)
        self.reason_heading.setVisible(way == NOT_TO_BE_DONE)
        self.reason.setVisible(way == NOT_TO_BE_DONE)
        self.day_heading.setVisible(way == DONE)
        self.day_edit.setVisible(way == DONE)
        self.note_heading.setText(_HEADINGS[way])
        self.note_edit.setAccessibleName(_HEADINGS[way])
        self.button.setText(_BUTTONS[way])

    def begin(self, today: date) -> None:
        """Another action is looked at: done today, unless said otherwise."""
        day = QDate(today.year, today.month, today.day)
        self.day_edit.setMaximumDate(day)
        self.day_edit.setDate(day)
        self.reason.setCurrentIndex(0)
        self.choose(DONE)
