"""What was taken in so far, the place to drop more, and the way out again."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from mdt_app.intake.history import TakenIn
from mdt_app.ui import palette
from mdt_app.ui.data.history import HistoryTable, when_words
from mdt_app.ui.data.wording import counted
from mdt_app.ui.parts import button, card, column, label, primary_button, row, scrolling, surface

_READS = (
    "CSV files in the plain layout (people, results, medicines, events), and FHIR R4 as JSON or"
    " NDJSON. Files of one search belong together: choose them all at once."
)
_DROP = f"QFrame#drop {{ background: {palette.PAPER}; border: 2px dashed {palette.FIELD_EDGE}; }}"


class FilesPage(QWidget):
    """Drop, list, undo, export."""

    undo_agreed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.choose_button = primary_button("Choose files…")
        self.history = HistoryTable()
        self.heading = label("Files taken in", "heading")
        self.nothing = label("Nothing yet. The first search export goes here.", "quiet")
        self.undo_button = button("Undo the last import…")
        self.export_button = button("Export everything…")
        self.export_button.setToolTip("Four CSV files that name patients and are not encrypted")
        self.question = card()
        self.question_words = label("", wraps=True)
        self.agree_button = button("Take back")
        self.keep_button = button("Keep")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        ground = surface("page")
        column(self, spacing=0).addWidget(scrolling(ground, "Files"))
        layout = column(ground, spacing=12)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.addWidget(self._drop_area())
        layout.addLayout(self._buttons())
        layout.addWidget(self.question)
        layout.addWidget(self.nothing)
        layout.addWidget(self.history, 1)
        layout.addStretch(0)
        question = row(self.question, spacing=10, margins=10)
        question.addWidget(self.question_words, 1)
        question.addWidget(self.agree_button)
        question.addWidget(self.keep_button)
        self.question.hide()

    def _drop_area(self) -> QFrame:
        area = QFrame()
        area.setObjectName("drop")
        area.setStyleSheet(_DROP)
        area.setAccessibleName("Drop files here")
        layout = column(area, spacing=8, margins=18)
        layout.addWidget(label("Drop search exports here", "title"))
        layout.addWidget(label(_READS, "quiet", wraps=True))
        layout.addWidget(self.choose_button, 0, Qt.AlignmentFlag.AlignLeft)
        return area

    def _buttons(self) -> QHBoxLayout:
        line = row(spacing=8)
        line.addWidget(self.heading)
        line.addStretch(1)
        line.addWidget(self.undo_button)
        line.addWidget(self.export_button)
        return line

    def _connect(self) -> None:
        self.undo_button.clicked.connect(self._ask)
        self.agree_button.clicked.connect(self._agree)
        self.keep_button.clicked.connect(self._keep)

    def show_files(self, files: Sequence[TakenIn], last: Sequence[TakenIn]) -> None:
        """Show what was taken in; `last` are the files that undo would take back."""
        self.history.show_files(files)
        self.history.setVisible(bool(files))
        self.nothing.setVisible(not files)
        self.undo_button.setEnabled(bool(last))
        self.export_button.setEnabled(any(not file.is_undone for file in files))
        self.question.hide()
        if last:
            self.question_words.setText(
                f"Take back {counted(len(last), 'file')} of {when_words(last[0])}, taken in by"
                f" {last[0].by}? Everything that only these files brought goes; what was said in"
                " meetings stays. The files can be taken in again."
            )

    def _ask(self) -> None:
        self.question.show()
        self.keep_button.setFocus()

    def _agree(self) -> None:
        self.question.hide()
        self.undo_agreed.emit()

    def _keep(self) -> None:
        self.question.hide()
        self.undo_button.setFocus()
