"""A long job: what it does, how far it is, and the way to stop it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QWidget

from mdt_app.clinical.words import grouped
from mdt_app.ui.parts import button, card, column, label, surface


class WorkingPage(QWidget):
    """Words, a bar and Cancel."""

    def __init__(self) -> None:
        super().__init__()
        self.words = label("", "title")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("How far it is")
        self.count = label("", "quiet")
        self.cancel_button = button("Cancel")
        ground = surface("page")
        column(self, spacing=0).addWidget(ground)
        outer = column(ground, margins=12)
        frame = card()
        layout = column(frame, spacing=10, margins=18)
        for part in (self.words, self.bar, self.count):
            layout.addWidget(part)
        layout.addWidget(self.cancel_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(label("Cancelling keeps nothing of it.", "quiet"))
        outer.addWidget(frame)
        outer.addStretch(1)

    def show_words(self, words: str) -> None:
        """Begin: nothing is known yet about how far it is."""
        self.words.setText(words)
        self.count.setText("")
        self.bar.setRange(0, 0)

    def show_progress(self, done: int, total: int) -> None:
        self.bar.setRange(0, max(1, total))
        self.bar.setValue(done)
        self.count.setText(f"{grouped(done)} of {grouped(total)} rows")
