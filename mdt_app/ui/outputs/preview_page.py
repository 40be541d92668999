"""One document about one case: what it would say, what to see to, and the ways it can leave."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from mdt_app.documents.preview import PASTED, Preview
from mdt_app.meeting.templates import PERSON_LETTER
from mdt_app.ui.outputs.kinds import Output
from mdt_app.ui.outputs.paper import Paper
from mdt_app.ui.parts import column, key_cap, label, primary_button
from mdt_app.ui.wrapping import WrappingRow, wrapping_ground

COPY_KEY, WRITE_KEY = "C", "W"


class PreviewPage(QWidget):
    """The words first; below them the buttons, which never scroll away."""

    write_asked = Signal()
    copy_asked = Signal()
    size_changed = Signal(bool)
    """Whether the letter is wanted in large print."""

    def __init__(self) -> None:
        super().__init__()
        self.ease = label("", "strong", wraps=True)
        self.notes = label("", "bad", wraps=True)
        self.paper = Paper("What it says")
        self.write_button = primary_button("Write PDF…")
        self.write_key = key_cap(WRITE_KEY)
        self.copy_button = primary_button("Copy")
        self.copy_key = key_cap(COPY_KEY)
        self.large_box = QCheckBox("Large print")
        self.large_box.setAccessibleName("Large print, 17 points")
        self.said = label("", "small", wraps=True)
        self._lay_out()
        self.write_button.clicked.connect(self.write_asked)
        self.copy_button.clicked.connect(self.copy_asked)
        self.large_box.toggled.connect(self.size_changed)

    def _lay_out(self) -> None:
        buttons = wrapping_ground()
        line = WrappingRow(buttons, spacing=8)
        for part in (
            self.write_button,
            self.write_key,
            self.copy_button,
            self.copy_key,
            self.large_box,
        ):
            line.addWidget(part)
        layout = column(self, spacing=6)
        layout.setContentsMargins(12, 0, 0, 0)
        layout.addWidget(self.ease)
        layout.addWidget(self.notes)
        layout.addWidget(self.paper, 1)
        layout.addWidget(buttons)
        layout.addWidget(self.said)

    def show_preview(self, output: Output, preview: Preview) -> None:
        """Show what one document would say."""
        is_pasted = output.code in PASTED
        self.paper.setAccessibleName(f"{output.words}: what it says")
        self.paper.show_html(preview.html)
        self.ease.setText(preview.ease)
        self.ease.setVisible(bool(preview.ease))
        notes = " ".join(filter(None, (preview.refused, *preview.notes)))
        self.notes.setText(notes)
        self.notes.setVisible(bool(notes))
        for part in (self.copy_button, self.copy_key):
            part.setVisible(is_pasted)
        for part in (self.write_button, self.write_key):
            part.setVisible(not is_pasted)
        self.large_box.setVisible(output.code == PERSON_LETTER)
        self.say(preview.before)
        self.write_button.setEnabled(not preview.refused)
        self.copy_button.setEnabled(bool(preview.text))

    def say(self, words: str) -> None:
        """What was done a moment ago; said aloud too."""
        self.said.setText(words)
        self.said.setVisible(bool(words))
        if words and self.isVisible():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def forget(self) -> None:
        """Nothing about anybody stays here."""
        self.paper.show_html("")
        for part in (self.ease, self.notes, self.said):
            part.setText("")
