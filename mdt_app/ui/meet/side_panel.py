"""The right-hand side: the question, what is agreed, who does what, and what was before."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from mdt_app.meeting.decisions import choice_words
from mdt_app.ui.looks import looks, pixels
from mdt_app.ui.meet.action_editor import ActionEditor
from mdt_app.ui.meet.actions_list import ActionsList, BeforeList
from mdt_app.ui.meet.case_state import Agreement, ShownCase
from mdt_app.ui.meet.decision_grid import DecisionGrid
from mdt_app.ui.meet.words import clock, matters_runs, question_runs
from mdt_app.ui.meet.words_edit import WordsEdit
from mdt_app.ui.parts import (
    button,
    column,
    key_cap,
    label,
    primary_button,
    row,
    scrolling,
    surface,
)
from mdt_app.ui.runs import Run, RunsText

WIDTH = 371
_MARGIN = 14


class QuestionBox(QFrame):
    """The practice's question, on yellow."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "question")
        self.words = RunsText()
        layout = column(self, spacing=0)
        layout.setContentsMargins(12, 8, 10, 8)
        layout.addWidget(self.words)


class SidePanel(QWidget):
    """Everything that is entered about a person. It scrolls; the green button stays."""

    defer_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.question = QuestionBox()
        self.matters = RunsText()
        self.rivals = RunsText()
        self.decisions = DecisionGrid()
        self.saved = label("", "small")
        self.words_edit = WordsEdit()
        self.actions_list = ActionsList()
        self.editor = ActionEditor()
        self.before = BeforeList()
        self.add_button = button("add", "link", name="Add an action, key A")
        self.agreed_button = primary_button("Agreed, next case")
        self.defer_button = button("Defer…")
        self.list_button = button("List", name="Show the agenda")
        self.list_button.setCheckable(True)
        self._lay_out()
        self.editor.opened.connect(self._show_editor)
        self.scroll_area.verticalScrollBar().rangeChanged.connect(self._show_editor)
        self.defer_button.clicked.connect(self.defer_asked)

    def _lay_out(self) -> None:
        content = QWidget()
        layout = column(content, spacing=6)
        layout.setContentsMargins(_MARGIN, 10, _MARGIN, 10)
        layout.addWidget(self.question)
        layout.addWidget(self.matters)
        layout.addWidget(self.rivals)
        layout.addLayout(self._decision_heading())
        layout.addWidget(self.decisions)
        words = row(spacing=6)
        words.addWidget(label("Agreed, in words", "heading"))
        words.addStretch(1)
        words.addWidget(self.saved)
        layout.addLayout(words)
        layout.addWidget(self.words_edit)
        actions = row(spacing=4)
        actions.addWidget(label("Actions", "heading"))
        actions.addStretch(1)
        actions.addWidget(key_cap("A"))
        actions.addWidget(self.add_button)
        layout.addLayout(actions)
        for part in (self.actions_list, self.editor, label("Before", "heading"), self.before):
            layout.addWidget(part)
        layout.addStretch(1)
        self.scroll_area = scrolling(content, "What is agreed")
        ground = surface("side")
        inner = column(ground, spacing=0)
        inner.addWidget(self.scroll_area, 1)
        inner.addLayout(self._buttons())
        column(self, spacing=0).addWidget(ground)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        looks.changed.connect(self._fit_letters)
        self._fit_letters()

    def _fit_letters(self) -> None:
        """Wide enough for its words, as far as the case beside it can spare the room."""
        self.setFixedWidth(pixels(WIDTH, 0.6))

    def _decision_heading(self) -> QHBoxLayout:
        line = row(spacing=3)
        line.addWidget(label("Decision", "heading"))
        line.addStretch(1)
        for part in (key_cap("1"), label("–", "quiet"), key_cap("0")):
            line.addWidget(part)
        line.addWidget(label("pick · several allowed", "quiet"))
        return line

    def _buttons(self) -> QHBoxLayout:
        buttons = row(spacing=6)
        buttons.setContentsMargins(_MARGIN, 6, _MARGIN, 8)
        buttons.addWidget(self.agreed_button)
        buttons.addWidget(key_cap("Ctrl"))
        buttons.addWidget(key_cap("↵"))
        buttons.addStretch(1)
        buttons.addWidget(self.list_button)
        buttons.addWidget(self.defer_button)
        return buttons

    def _show_editor(self) -> None:
        """Keep the whole editor in sight while it is written in, however the panel grows."""
        if self.editor.has_keyboard:
            self.scroll_area.ensureWidgetVisible(self.editor, 0, 8)

    def show_case(self, case: ShownCase, agreement: Agreement, on: date) -> None:
        """Show another person, or this one again."""
        page = case.page
        person = page.record.person
        self.question.words.show_runs(*question_runs(page.nomination))
        self.matters.show_runs(*matters_runs(person, page.nomination))
        self._show_rivals(case)
        self.show_agreement(case.nhs_number, agreement)
        actions = (*page.actions, *case.practice_actions)
        self.actions_list.show_actions(actions, case.practice_name, on)
        self.before.show_before(page.before, page.followed)

    def _show_rivals(self, case: ShownCase) -> None:
        """Two decisions that replace the same one are both shown until somebody settles it."""
        rivals = case.page.decisions if len(case.page.decisions) > 1 else ()
        runs = [Run("Two decisions were recorded apart. The next change settles it.", "bad")]
        for rival in rivals:
            words = "; ".join(choice_words(choice) for choice in rival.choices)
            runs.append(Run(f"\n{rival.recorded_by}: {words} {rival.words}"))
        self.rivals.show_runs(*(runs if rivals else ()))
        self.rivals.setVisible(bool(rivals))

    def show_agreement(self, nhs_number: str, agreement: Agreement) -> None:
        """Show what is being agreed about this person, and how far it is kept."""
        self.decisions.show_choices(agreement.choices)
        self.words_edit.show_words(nhs_number, agreement.words, agreement.caret)
        self.saved.setText(saved_words(agreement))

    def clear(self) -> None:
        """Show nobody's anything."""
        self.editor.leave()
        self.question.words.show_runs()
        self.matters.show_runs()
        self.rivals.hide()
        self.show_agreement("", Agreement())
        self.actions_list.show_actions((), "", date(2000, 1, 1))
        self.before.show_before(())


def saved_words(agreement: Agreement) -> str:
    """How far what is being agreed is kept."""
    if agreement.saved_at is not None:
        return f"saved {clock(agreement.saved_at)}"
    if agreement.kept_at is not None:
        return f"draft kept {clock(agreement.kept_at)}"
    return "" if agreement.is_empty else "not recorded yet"
