"""What must be said before a file can be taken in: one plain sentence, one control, one answer."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton

from mdt_app.clinical.words import joined
from mdt_app.intake.rows import FileReport, Question
from mdt_app.register.values import Practice
from mdt_app.ui.data.chooser import Chooser
from mdt_app.ui.data.chosen import ALL
from mdt_app.ui.data.column_answers import column_letters, places_asked
from mdt_app.ui.data.meanings import Choice, choice_words
from mdt_app.ui.parts import button, column, label
from mdt_app.ui.wrapping import WrappingRow, wrapping_ground

_LONGEST_SAMPLE = 28
_AROUND = 14
GO_ON = "It is complete: go on"
RIGHT_FILE = "It is the right file: go on"


class QuestionBox(QFrame):
    """A question on a card. `answered` comes with every choice, so a choice can be changed."""

    answered = Signal(object, str)
    """The question, and what was chosen."""

    def __init__(self, question: Question) -> None:
        super().__init__()
        self.question = question
        self._buttons: dict[str, QPushButton] = {}
        self._chooser: Chooser | None = None
        self.setProperty("role", "question")
        self._column = column(self, spacing=4)
        self._column.setContentsMargins(12, 8, 12, 8)
        self._line = wrapping_ground()
        self._row = WrappingRow(self._line)
        self._column.addWidget(self._line)

    def say(self, sentence: str) -> None:
        """Ask, in the order in which it is read."""
        self.setAccessibleName(sentence)
        self.add_words(sentence, "strong")

    def add_words(self, words: str, role: str) -> None:
        """Words in the line of the control, at the height of its own."""
        made = label(words, role)
        made.setMinimumHeight(made.fontMetrics().height() + _AROUND)
        self._row.addWidget(made)

    def add_chooser(self, choices: Sequence[Choice]) -> Chooser:
        self._chooser = made = Chooser(self.accessibleName(), choices)
        made.picked.connect(self.answer)
        self._row.addWidget(made)
        return made

    def add_button(self, words: str, choice: str) -> QPushButton:
        made = button(words, name=f"{self.accessibleName()} {words}")
        made.clicked.connect(partial(self.answer, choice))
        self._buttons[choice] = made
        self._row.addWidget(made)
        return made

    def answer(self, choice: str, *_: object) -> None:
        """Say what was chosen."""
        self.show_answer(choice)
        self.answered.emit(self.question, choice)

    def show_answer(self, choice: str) -> None:
        """Show what was chosen without announcing it."""
        for code, made in self._buttons.items():
            made.setText(f"{'✓ ' if code == choice else ''}{made.text().removeprefix('✓ ')}")
        if self._chooser is not None:
            self._chooser.choose(choice)

    def begin(self) -> None:
        """Put the keyboard where the answer is given."""
        if self._chooser is not None:
            self._chooser.setFocus()
        elif self.question.topic != "accept":  # Enter must not take that by itself
            next(iter(self._buttons.values())).setFocus()


def question_box(
    question: Question, report: FileReport, practices: Sequence[Practice]
) -> QuestionBox:
    """The box that fits what is asked."""
    match question.topic:
        case "practice":
            return _practice_box(question, report.name, practices)
        case "sheet":
            return _sheet_box(question)
        case "accept":
            return _accept_box(question)
    return _columns_box(question, places_asked(question, report))


def _practice_box(question: Question, file: str, practices: Sequence[Practice]) -> QuestionBox:
    made = QuestionBox(question)
    made.say(f"Which practice does {file} come from?")
    made.add_chooser([(each.ods, f"{each.name} ({each.ods})") for each in practices])
    return made


def _sheet_box(question: Question) -> QuestionBox:
    made = QuestionBox(question)
    made.say("Which sheet?")
    names = [name for name in question.choices if name != ALL]
    for name in names:
        made.add_button(name, name)
    if len(names) > 1:
        made.add_button("All of them", ALL)
    return made


def _accept_box(question: Question) -> QuestionBox:
    """What was seen first, the way on last; Enter never takes it by itself."""
    made = QuestionBox(question)
    seen = question.heading or "The file may not be complete."
    made.setAccessibleName(seen)
    made._column.insertWidget(0, label(f"! {seen}", "strong", wraps=True))
    if question.samples:
        made._column.insertWidget(1, label(" · ".join(question.samples), wraps=True))
    made.add_button(GO_ON if "cut short" in seen else RIGHT_FILE, "accept")
    return made


def _columns_box(question: Question, places: Sequence[int]) -> QuestionBox:
    made = QuestionBox(question)
    made.say(f"This {question.heading or 'column'} {'is' if len(places) == 1 else 'are'}:")
    made.add_chooser([(choice, choice_words(choice)) for choice in question.choices])
    letters = joined([column_letters(place) for place in places if place])
    where = f"column{'s' if len(places) > 1 else ''} {letters}" if letters else ""
    samples = " · ".join(map(_shortened, question.samples))
    example = f"for example {samples}" if samples else ""
    made.add_words(", ".join(filter(None, (where, example))), "quiet")
    return made


def _shortened(sample: str) -> str:
    words = " ".join(sample.split()) or "(empty)"
    return words if len(words) <= _LONGEST_SAMPLE else f"{words[: _LONGEST_SAMPLE - 1]}…"
