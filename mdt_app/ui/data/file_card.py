"""One file of a preview: what it is, how it was read, what its rows would do, what is asked."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QPushButton, QWidget

from mdt_app.intake.rows import FileReport, Question
from mdt_app.register.values import Practice
from mdt_app.ui.data.counts_table import CountsTable
from mdt_app.ui.data.questions import QuestionBox, question_box
from mdt_app.ui.data.readings import ReadingsRow
from mdt_app.ui.data.wording import columns_words, counted, file_line, sections_met
from mdt_app.ui.parts import button, column, label, row

_WARNINGS_SHOWN = 4
_SIDE_BY_SIDE = 820
_NARROWEST = 300


class FileCard(QFrame):
    """Name and readings on the left, counts on the right, then all that has to be said."""

    answered = Signal(object, object, str)
    """The report, one of its questions, and the answer."""
    read_as = Signal(object, str, str)
    """The report, what was guessed, and what it is instead."""
    columns_asked = Signal(object)
    gone_asked = Signal(object)

    def __init__(
        self, report: FileReport, practices: Sequence[Practice], *, was_read: bool = True
    ) -> None:
        """`was_read` is False for a file that another one's refusal kept from being read."""
        super().__init__()
        self.report = report
        self.questions: list[QuestionBox] = []
        self._was_read = was_read
        self.setProperty("role", "card")
        self.setAccessibleName(f"{report.name}: {file_line(report)}")
        layout = column(self, spacing=8, margins=12)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.setSpacing(8)
        self._top.addWidget(self._facts(), 1)
        if (outcome := self._outcome()) is not None:
            self._top.addWidget(outcome, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(self._top)
        if self.is_refused:
            self._add_refusal(layout)
        for question in report.questions:
            self._add_question(layout, question, practices)
        self._add_changes(layout)
        self._add_warnings(layout)
        self._add_gone(layout)

    @property
    def is_refused(self) -> bool:
        """Whether the whole file was refused: a problem that names no row, and nothing asked."""
        whole = any(not problem.row for problem in self.report.problems)
        return whole and not self.report.questions

    @property
    def waits(self) -> bool:
        """Whether somebody has to do something about this file."""
        return self.is_refused or bool(self.report.questions)

    def _facts(self) -> QWidget:
        made = QWidget()
        layout = column(made, spacing=6)
        layout.addLayout(self._heading())
        self.readings = ReadingsRow(self.report.guesses, columns_words(self.report))
        self.readings.chosen.connect(self._change_reading)
        self.readings.columns_asked.connect(self._ask_columns)
        layout.addWidget(self.readings)
        layout.addStretch(1)
        return made

    def _heading(self) -> QHBoxLayout:
        line = row(spacing=12)
        line.addWidget(label(self.report.name, "strong"))
        line.addWidget(label(file_line(self.report), "quiet"), 1)
        return line

    def _outcome(self) -> QWidget | None:
        if sections_met(self.report.counts):
            return CountsTable(self.report)
        if self.waits:
            return None
        nothing = "No rows that can be used." if self._was_read else "Waits for the other files."
        return label(nothing, "quiet")

    def _add_refusal(self, layout: QLayout) -> None:
        for problem in self.report.problems:
            if not problem.row:
                layout.addWidget(label(f"✕ {problem.problem}", "bad", wraps=True))
                layout.addWidget(label(problem.hint, wraps=True))

    def _add_question(
        self, layout: QLayout, question: Question, practices: Sequence[Practice]
    ) -> None:
        made = question_box(question, self.report, practices)
        made.answered.connect(self._answer)
        self.questions.append(made)
        layout.addWidget(made)

    def _add_changes(self, layout: QLayout) -> None:
        if self.report.changes:
            words = " ".join(self.report.changes)
            layout.addWidget(label(f"! Since last time the headings changed. {words}", wraps=True))

    def _add_warnings(self, layout: QBoxLayout) -> None:
        warnings = self.report.warnings
        for words in warnings[:_WARNINGS_SHOWN]:
            layout.addWidget(label(f"! {words}", wraps=True))
        if rest := warnings[_WARNINGS_SHOWN:]:
            self._rest = [label(f"! {words}", wraps=True) for words in rest]
            self.more_button = button(f"{counted(len(rest), 'more warning')}…", "link")
            self.more_button.clicked.connect(self._show_rest)
            layout.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignLeft)
            for line in self._rest:
                line.hide()
                layout.addWidget(line)

    def _show_rest(self) -> None:
        self.more_button.hide()
        for line in self._rest:
            line.show()

    def _add_gone(self, layout: QBoxLayout) -> None:
        self.gone_button: QPushButton | None = None
        if self.report.gone:
            people = counted(len(self.report.gone), "person", "people")
            self.gone_button = button(f"{people} no longer in the extract…", "link")
            self.gone_button.clicked.connect(self._ask_gone)
            layout.addWidget(self.gone_button, 0, Qt.AlignmentFlag.AlignLeft)

    def minimumSizeHint(self) -> QSize:
        """Narrower than its parts side by side: they go below each other."""
        return QSize(_NARROWEST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_wide = event.size().width() >= _SIDE_BY_SIDE
        way = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        if self._top.direction() != way:
            self._top.setDirection(way)

    def _answer(self, question: Question, choice: str) -> None:
        self.answered.emit(self.report, question, choice)

    def _change_reading(self, what: str, value: str) -> None:
        self.read_as.emit(self.report, what, value)

    def _ask_columns(self) -> None:
        self.columns_asked.emit(self.report)

    def _ask_gone(self) -> None:
        self.gone_asked.emit(self.report)
