"""What taking these files in would do: a card a file, every problem, then yes or no."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from mdt_app.intake.import_report import ImportReport
from mdt_app.intake.rows import FileReport, Question
from mdt_app.register.values import Practice
from mdt_app.ui.data.file_card import FileCard
from mdt_app.ui.data.problems import ProblemsTable
from mdt_app.ui.data.sentences import open_questions, refused, would_be
from mdt_app.ui.data.wording import counted, sections_met, why_nothing
from mdt_app.ui.in_sight import InSight
from mdt_app.ui.parts import (
    ElidedLabel,
    button,
    clear_layout,
    column,
    label,
    plain_tip,
    primary_button,
    row,
    scrolling,
    set_role,
    surface,
)

Answer = tuple[FileReport, Question, str]
_LEAST_PROBLEMS = 240
_AFTER = "After the last answer the program looks again by itself."
_REFUSED = "So none of the files is taken in. The card says what to do."


class PreviewPage(QWidget):
    """Nothing shown here is kept until the green button is pressed."""

    answers_given = Signal(list)
    """Every question of every file is answered: `Answer`s."""
    read_as = Signal(object, str, str)
    columns_asked = Signal(object)
    gone_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.cards: list[FileCard] = []
        self._answers: dict[object, Answer] = {}
        self.heading = label("", "title", wraps=True)
        self.summary = label("", "quiet", wraps=True)
        self.problems = ProblemsTable()
        self.problems.setMinimumHeight(_LEAST_PROBLEMS)
        self.take_in_button = primary_button("Take in")
        self.leave_button = button("Leave these files")
        self.before_button = button("Read as before", name="Read the files as before, Ctrl+Z")
        self.reason = ElidedLabel("", "bad", fills=False)
        self._inside = _AsHighAsWide()
        self._column = column(spacing=8)
        self.area = scrolling(self._inside, "Files")
        self._lay_out()
        self._in_sight = InSight(self.area, self._inside)

    def _lay_out(self) -> None:
        ground = surface("page")
        column(self, spacing=0).addWidget(ground)
        layout = column(ground, spacing=8)
        layout.setContentsMargins(12, 12, 0, 12)  # a bar that scrolls stands at the edge
        layout.addWidget(self.heading)
        layout.addWidget(self.summary)
        self._lines = column(self._inside, spacing=12)
        self._lines.setContentsMargins(0, 0, 12, 0)
        self._lines.addLayout(self._column)
        self._lines.addWidget(self.problems, 1)
        self._lines.addStretch(0)
        layout.addWidget(self.area, 1)
        buttons = row(spacing=10)
        buttons.addWidget(self.take_in_button)
        buttons.addWidget(self.leave_button)
        buttons.addWidget(self.before_button)
        buttons.addWidget(self.reason, 1)
        layout.addLayout(buttons)

    def show_report(
        self,
        report: ImportReport,
        practices: Sequence[Practice],
        *,
        may_go_back: bool = False,
    ) -> None:
        """Show a preview: what waits for somebody comes first.

        `may_go_back` where the files were read in another way before.
        """
        self.before_button.setVisible(may_go_back)
        top = self.area.verticalScrollBar().value()
        is_same = [card.report.name for card in self.cards] == [file.name for file in report.files]
        clear_layout(self._column)
        self._answers = {}
        was_read = report.refusal is None
        self.cards = [FileCard(file, practices, was_read=was_read) for file in report.files]
        for made in sorted(self.cards, key=_waiting_first):
            made.answered.connect(self._note)
            made.read_as.connect(self.read_as)
            made.columns_asked.connect(self.columns_asked)
            made.gone_asked.connect(self.gone_asked)
            self._column.addWidget(made)
            made.show()  # or the keyboard could not begin in it
        self.problems.show_problems(report.files)
        self.problems.setVisible(self.problems.has_any)
        self._lines.setStretch(self._lines.count() - 1, 0 if self.problems.has_any else 1)
        self._say(report)
        self.area.verticalScrollBar().setValue(top if is_same else 0)
        self.begin()

    def _say(self, report: ImportReport) -> None:
        title, words, reason = preview_words(report)
        self.heading.setText(title)
        self.summary.setText(words)
        self.summary.setVisible(bool(words))
        self.reason.setText(reason)
        set_role(self.summary, "bad" if reason and not open_questions(report.files) else "quiet")
        self.take_in_button.setEnabled(not reason)
        plain_tip(self.take_in_button, reason)
        name = f"Take in. Not yet: {reason}" if reason else "Take in"
        self.take_in_button.setAccessibleName(name)

    def begin(self) -> None:
        """The keyboard goes where the work goes on: a question, yes, or the way out."""
        boxes = [box for card in self.cards for box in card.questions]
        asked = next((box for box in boxes if box.question.topic != "accept"), None)
        if asked is not None:
            asked.begin()
        elif self.take_in_button.isEnabled():
            self.take_in_button.setFocus()
        else:
            self.leave_button.setFocus()
        if boxes:
            self._lines.activate()
            self.area.ensureWidgetVisible(asked or boxes[0], 0, 24)

    def _note(self, report: FileReport, question: Question, choice: str) -> None:
        """Once the last question is answered the files are looked at again."""
        for card in self.cards:
            for box in card.questions:
                if _key(card.report, box.question) == _key(report, question):
                    box.show_answer(choice)
        self._answers[_key(report, question)] = (report, question, choice)
        every = {_key(card.report, box.question) for card in self.cards for box in card.questions}
        if every <= self._answers.keys():
            self.answers_given.emit(list(self._answers.values()))
        else:
            left = counted(len(every) - len(self._answers), "question")
            self.reason.setText(f"{left} to go")

    def columns_card(self) -> FileCard | None:
        """The card the keyboard is in, or else the first, that has columns to show."""
        having = [card for card in self.cards if card.report.columns]
        inside = [card for card in having if card.isAncestorOf(self.focusWidget() or self)]
        return next(iter(inside or having), None)


class _AsHighAsWide(QWidget):
    """As high as its parts are at the width it has; Qt would ask how high at the narrowest."""

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)


def _key(report: FileReport, question: Question) -> object:
    """A practice is said once for all files; everything else file by file."""
    return "practice" if question.topic == "practice" else (id(report), question)


def _waiting_first(made: FileCard) -> bool:
    return not made.waits


def preview_words(report: ImportReport) -> tuple[str, str, str]:
    """Title, a line under it, and why nothing can be taken in now ('' when it can)."""
    files = counted(len(report.files), "file")
    asked, not_usable = open_questions(report.files), refused(report.files)
    if not_usable:
        title = f"{_names(not_usable)} cannot be used"
        one = "One file" if len(not_usable) == 1 else counted(len(not_usable), "file")
        words = _REFUSED if len(report.files) > 1 else "The card says what to do."
        return title, words, f"{one} cannot be used."
    if asked and not any(sections_met(file.counts) for file in report.files):
        number = sum(len(file.questions) for file in report.files)
        these = "this file" if len(report.files) == 1 else f"these {files}"
        title = f"{counted(number, 'question')} before {these} can be taken in"
        return title, _AFTER, f"{asked}."
    if nothing := why_nothing(report.files):
        return "Nothing here can be taken in", nothing, "Nothing to take in."
    if asked:
        return f"{would_be(report.files)}.", f"{files} · something is asked first", f"{asked}."
    if report.refusal is not None:
        return report.refusal.message, report.refusal.hint, report.refusal.message
    return f"{would_be(report.files)}.", f"{files} · nothing is kept until you take it in", ""


def _names(reports: Sequence[FileReport]) -> str:
    return reports[0].name if len(reports) == 1 else counted(len(reports), "file")
