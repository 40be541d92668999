"""What was taken in so far, the place to drop more, and the way out again."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from mdt_app.clinical.words import grouped
from mdt_app.intake.history import TakenIn
from mdt_app.ui.data.history import HistoryTable, when_words
from mdt_app.ui.data.news import NewsCard
from mdt_app.ui.data.wording import counted
from mdt_app.ui.in_sight import InSight
from mdt_app.ui.parts import (
    button,
    card,
    column,
    label,
    primary_button,
    row,
    scrolling,
    set_role,
    surface,
)
from mdt_app.ui.wrapping import WrappingRow, wrapping_ground

_READS = (
    "Exports of EMIS Web and SystmOne as CSV, text or spreadsheet, the plain layout, and FHIR R4."
    " Files of one search belong together: choose them all at once."
)
_GOES = (
    "Everything that only these files brought goes; what was said in meetings stays. The files can"
    " be taken in again."
)


class FilesPage(QWidget):
    """Drop, list, undo, export."""

    undo_agreed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.news = NewsCard()
        self.choose_button = primary_button("Choose files…")
        self.searches_button = button("A page for whoever makes your searches…", "link")
        self.history = HistoryTable()
        self.heading = label("Files taken in", "heading")
        self.nothing = label("Nothing yet. The first search export goes here.", "quiet")
        self.aside_button = button("Set aside…")
        self.gone_button = button("No longer in the extract…")
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
        area = scrolling(ground, "Files")
        column(self, spacing=0).addWidget(area)
        self._in_sight = InSight(area, ground)
        layout = column(ground, spacing=12, margins=12)
        layout.addWidget(self.news)
        layout.addWidget(self._drop_area())
        layout.addWidget(self._buttons())
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
        area.setProperty("role", "drop")
        area.setAccessibleName("Drop files here")
        layout = column(area, spacing=8, margins=16)
        layout.addWidget(label("Drop search exports here", "title"))
        layout.addWidget(label(_READS, "quiet", wraps=True))
        line = row(spacing=14)
        line.addWidget(self.choose_button)
        line.addWidget(self.searches_button)
        line.addStretch(1)
        layout.addLayout(line)
        return area

    def _buttons(self) -> QWidget:
        made = wrapping_ground()
        self.heading.setMinimumSize(130, self.undo_button.sizeHint().height())
        line = WrappingRow(made, spacing=8)
        for part in (
            self.heading,
            self.aside_button,
            self.gone_button,
            self.undo_button,
            self.export_button,
        ):
            line.addWidget(part)
        self.aside_button.hide()
        self.gone_button.hide()
        return made

    def _connect(self) -> None:
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

    def say_taken_in(self, words: str, hint: str, waiting: int) -> None:
        """Files are in; the green button is now the one that goes on to the list."""
        self.news.say_taken_in(words, hint, waiting)
        set_role(self.choose_button, "")

    def say_taken_back(self, words: str, *, may_repeat: bool) -> None:
        """Files are out again."""
        self.drop_news()
        self.news.say_taken_back(words, may_repeat=may_repeat)

    def drop_news(self) -> None:
        """What happened is read, or something else happens."""
        self.news.hide()
        set_role(self.choose_button, "primary")

    def show_waiting(self, count: int) -> None:
        """Say how many rows wait to be mended."""
        self.aside_button.setText(f"Set aside {grouped(count)}…")
        self.aside_button.setAccessibleName(f"Rows set aside: {grouped(count)}")
        self.aside_button.setVisible(bool(count))

    def show_gone(self, count: int) -> None:
        """Say how many people the files no longer name."""
        people = counted(count, "person", "people")
        self.gone_button.setText(f"{people} no longer in the extract…")
        self.gone_button.setAccessibleName(f"{people} no longer in the extract")
        self.gone_button.setVisible(bool(count))

    def ask_undo(self, files: Sequence[TakenIn], against: str) -> None:
        """Ask whether these files are to be taken back, or say what stands against it."""
        what = f"{counted(len(files), 'file')} of {when_words(files[0])}, taken in by {files[0].by}"
        words = against or f"Take back {what}? {_GOES}"
        self.question_words.setText(words)
        self.question.setAccessibleName(words)
        self.agree_button.setVisible(not against)
        self.keep_button.setText("Close" if against else "Keep")
        self.keep_button.setAccessibleName("Close" if against else "Keep the files")
        self.question.show()
        self.keep_button.setFocus()

    def _agree(self) -> None:
        self.question.hide()
        self.undo_agreed.emit()

    def _keep(self) -> None:
        self.question.hide()
        self.undo_button.setFocus()
