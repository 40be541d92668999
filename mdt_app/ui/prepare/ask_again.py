"""When somebody left out this time is asked about again: a few choices, and the day they mean."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mdt_app.clinical.days import spoken
from mdt_app.ui.parts import SegmentedButtons, column, label
from mdt_app.ui.prepare.choosing import NEXT_TIME

_WHEN = ((NEXT_TIME, "Next time"), ("3", "3"), ("6", "6"), ("12", "12 months"))


class AskAgain(QWidget):
    """Nothing is chosen for a day that was set before: the day is said instead."""

    chosen = Signal(str)
    """One of the choices."""

    def __init__(self) -> None:
        super().__init__()
        self.words = label("", "strong", wraps=True)
        self.when = SegmentedButtons("Ask again", _WHEN)
        layout = column(self, spacing=3)
        layout.addWidget(self.words)
        layout.addWidget(self.when)
        self.when.chosen.connect(self.chosen)

    def show_day(self, day: date | None, *, is_shown: bool) -> None:
        """Show the day on which the question is put again."""
        self.setVisible(is_shown)
        self.words.setText(f"Ask again on {spoken(day)}" if day else "Ask again: no day yet")
        self.when.choose("")
