"""What of a whole meeting is written into a folder, chosen by ticks."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from mdt_app.clinical.words import counted
from mdt_app.documents.letter_case import LeftOut, left_out_words
from mdt_app.documents.outputs import Order, Written
from mdt_app.errors import UserError
from mdt_app.meeting.templates import PERSON_LETTER
from mdt_app.register.values import Practice
from mdt_app.ui.in_sight import InSight
from mdt_app.ui.outputs.kinds import CHOSEN_AT_FIRST, TO_WRITE
from mdt_app.ui.parts import column, label, primary_button, row, scrolling, tick_box

_NOTHING_CHOSEN = "Nothing is chosen. Tick what is wanted."


class FolderPage(QWidget):
    """For one practice only its own people; for all of them each practice has its own folder."""

    write_asked = Signal()
    look_asked = Signal(str)
    """Letters to people are wanted, of this practice or of all (''): look them over."""

    def __init__(self) -> None:
        super().__init__()
        self.practice_box = QComboBox()
        self.practice_box.setAccessibleName("Of which practice")
        self.boxes = {each.code: tick_box(each.words) for each in TO_WRITE}
        self.looked_over = label("", "small", wraps=True)
        self.large_box = tick_box("Letters to people in large print")
        self.every_box = tick_box("Actions of every meeting that are still open")
        self.write_button = primary_button("Write into a folder…")
        self.problem = label("", "bad", wraps=True)
        self.said = label("", wraps=True)
        self.left_out = label("", "small", wraps=True)
        self._inside = QWidget()
        self.area = scrolling(self._inside, "What is written")
        self.in_sight = InSight(self.area, self._inside)
        self._lay_out()
        self.write_button.clicked.connect(self.write_asked)
        self.boxes[PERSON_LETTER].toggled.connect(self.look_again)
        self.practice_box.activated.connect(self.look_again)
        self.show_looked_over("")
        self.tell("")

    def _lay_out(self) -> None:
        inner = column(self._inside, spacing=4)
        inner.setContentsMargins(3, 3, 8, 3)
        inner.addWidget(label("Of which practice", "strong"))
        inner.addWidget(self.practice_box)
        inner.addSpacing(6)
        for each in TO_WRITE:
            inner.addWidget(self.boxes[each.code])
            if each.hint:
                inner.addWidget(label(each.hint, "small", wraps=True))
            if each.code == PERSON_LETTER:
                inner.addWidget(self.looked_over)
        inner.addSpacing(6)
        inner.addWidget(self.large_box)
        inner.addWidget(self.every_box)
        inner.addStretch(1)
        below = row()
        below.addWidget(self.write_button)
        below.addStretch(1)
        layout = column(self, spacing=6)
        layout.setContentsMargins(12, 0, 0, 0)
        layout.addWidget(self.area, 1)
        for part in (self.problem, self.said, self.left_out):
            layout.addWidget(part)
        layout.addLayout(below)

    def offer(self, practices: Sequence[Practice], own: str) -> None:
        """Offer these practices; one's own is named as that."""
        chosen = self.practice_box.currentData()
        self.practice_box.clear()
        self.practice_box.addItem("All practices, each in a folder of its own", "")
        for practice in practices:
            words = f"{practice.name} (your own)" if practice.ods == own else practice.name
            self.practice_box.addItem(words, practice.ods)
        self.practice_box.setCurrentIndex(max(0, self.practice_box.findData(chosen)))

    def look_again(self) -> None:
        """Letters to people are looked over before they are written, if they are wanted."""
        if self.boxes[PERSON_LETTER].isChecked():
            self.look_asked.emit(str(self.practice_box.currentData() or ""))
        else:
            self.show_looked_over("")

    def show_looked_over(self, words: str) -> None:
        """How easy the letters are to read, and which of them to see to; '' says nothing."""
        self.looked_over.setText(words)
        self.looked_over.setVisible(bool(words))

    def order(self, meeting: str) -> Order | None:
        """What is ticked; None where nothing is, and that is said."""
        kinds = tuple(code for code, box in self.boxes.items() if box.isChecked())
        if not kinds:
            self.complain(UserError(_NOTHING_CHOSEN))
            return None
        practice = str(self.practice_box.currentData() or "")
        is_large, is_every = self.large_box.isChecked(), self.every_box.isChecked()
        return Order(meeting, kinds, practice, is_large, is_every)

    def begin(self) -> None:
        """It is being written; a second time waits for the first."""
        self.write_button.setEnabled(False)
        self.tell("Writing…")

    def show_written(self, written: Written, folder: str) -> None:
        """Say what is there now, and about whom nothing is."""
        self.write_button.setEnabled(True)
        self.tell(f"{counted(len(written.files), 'file')} written to {folder}", written.left_out)

    def complain(self, error: UserError) -> None:
        """Why nothing, or not everything, was written."""
        self.write_button.setEnabled(True)
        self.tell("")
        self.problem.setText(f"{error.message} {error.hint}".strip())
        self.problem.setVisible(True)

    def tell(self, words: str, left_out: Sequence[LeftOut] = ()) -> None:
        """What was done, and who was left out, by the numbers of their cases."""
        self.problem.setVisible(False)
        self.said.setText(words)
        self.said.setVisible(bool(words))
        self.left_out.setText(f"Left out: {left_out_words(left_out)}." if left_out else "")
        self.left_out.setVisible(bool(left_out))

    def forget(self) -> None:
        """Begin as at first."""
        for code, box in self.boxes.items():
            box.setChecked(code in CHOSEN_AT_FIRST)
        self.large_box.setChecked(False)
        self.every_box.setChecked(False)
        self.write_button.setEnabled(True)
        self.show_looked_over("")
        self.tell("")
