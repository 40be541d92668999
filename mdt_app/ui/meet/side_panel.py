"""The right-hand side: the question, what is agreed, who does what, and what was before."""

from collections.abc import Iterator, Sequence
from datetime import date

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from mdt_app.clinical.words import counted
from mdt_app.meeting.choices import choice_named, choice_words
from mdt_app.meeting.read_back import repeated, sentence
from mdt_app.meeting.values import Action
from mdt_app.ui.in_sight import InSight
from mdt_app.ui.looks import looks, pixels
from mdt_app.ui.meet.action_editor import ActionEditor
from mdt_app.ui.meet.actions_list import ActionsList, BeforeList
from mdt_app.ui.meet.below_line import BelowLine, Counted
from mdt_app.ui.meet.case_state import Agreement, ShownCase
from mdt_app.ui.meet.decision_grid import DecisionGrid
from mdt_app.ui.meet.key_link import KeyLink
from mdt_app.ui.meet.learning_box import LearningBox, LearningList
from mdt_app.ui.meet.line_box import LineBox
from mdt_app.ui.meet.more_decisions import MoreDecisions
from mdt_app.ui.meet.nothing_agreed import NothingAgreed
from mdt_app.ui.meet.prompts import PromptsRow
from mdt_app.ui.meet.words import clock, matters_runs, question_runs
from mdt_app.ui.meet.words_edit import WordsEdit
from mdt_app.ui.parts import (
    add_all,
    button,
    column,
    key_cap,
    label,
    name_with_key,
    primary_button,
    row,
    scrolling,
    surface,
)
from mdt_app.ui.runs import Run, RunsText
from mdt_app.ui.wrapping import WrappingRow, wrapping_ground

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
        self.more_link = KeyLink("M", "more", "More decisions")
        self.saved = label("", "small")
        self.words_edit = WordsEdit()
        self.read_back = RunsText(9)
        self.prompts = PromptsRow()
        self.told_by = LineBox("Who tells the person", "A name or a role")
        self.differed = LineBox("Views differed", "Who saw what otherwise, in one line")
        self.differed_link = KeyLink("V", "views differed", "Views differed")
        self.learning_link = KeyLink("L", "learning", "Add a learning point")
        self.tier_link = KeyLink("Y", "tier, remit", "Tier of care and specialist remit")
        self.learning = LearningBox()
        self.learned = LearningList()
        self.actions_list = ActionsList()
        self.editor = ActionEditor()
        self.before = BeforeList()
        self.add_button = button("add", "link")
        name_with_key(self.add_button, "Add an action", "meet", "A")
        self.nothing_agreed = NothingAgreed()
        self.agreed_button = primary_button("Agreed, next case")
        self.defer_button = button("Defer…")
        self.list_button = button("List", name="Show the agenda")
        self.list_button.setCheckable(True)
        self._agreement = Agreement()
        self._actions: Sequence[Action] = ()
        self._lay_out()
        self.more = MoreDecisions(self)
        self._in_sight = InSight(self.scroll_area, self._content)
        self.editor.opened.connect(self._show_editor)
        self.scroll_area.verticalScrollBar().rangeChanged.connect(self._show_editor)
        self.defer_button.clicked.connect(self.defer_asked)

    def _lay_out(self) -> None:
        self._content = QWidget()
        layout = column(self._content, spacing=5)
        layout.setContentsMargins(_MARGIN, 8, _MARGIN, 8)
        add_all(layout, (self.question, self.matters, self.rivals))
        layout.addLayout(self._decision_heading())
        layout.addWidget(self.decisions)
        layout.addLayout(self._words_heading())
        layout.addWidget(self.words_edit)
        beside = (self.read_back, self.prompts, self.told_by, self._links(), self.differed)
        add_all(layout, (*beside, self.learning))
        layout.addLayout(self._actions_heading())
        add_all(layout, (self.actions_list, self.editor, self.learned))
        add_all(layout, (label("Before", "heading"), self.before))
        layout.addStretch(1)
        self.scroll_area = scrolling(self._content, "What is agreed")
        self.below = BelowLine(self.scroll_area, self._counted)
        ground = surface("side")
        inner = column(ground, spacing=0)
        inner.addWidget(self.scroll_area, 1)
        inner.addWidget(self.below.button)
        inner.addWidget(self.nothing_agreed)
        inner.addLayout(self._buttons())
        column(self, spacing=0).addWidget(ground)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        looks.changed.connect(self._fit_letters)
        self._fit_letters()

    def _fit_letters(self) -> None:
        """Wide enough for its words, as far as the case beside it can spare the room."""
        self.setFixedWidth(pixels(WIDTH, 0.75))

    def _decision_heading(self) -> QHBoxLayout:
        line = row(spacing=3)
        line.addWidget(label("Decision", "heading"))
        line.addStretch(1)
        for part in (key_cap("1", "meet"), label("–", "quiet"), key_cap("0", "meet")):
            line.addWidget(part)
        line.addWidget(label("several allowed", "quiet"))
        line.addSpacing(4)
        line.addWidget(self.more_link)
        return line

    def _words_heading(self) -> QHBoxLayout:
        line = row(spacing=6)
        line.addWidget(label("Agreed, in words", "heading"))
        line.addStretch(1)
        line.addWidget(self.saved)
        return line

    def _links(self) -> QWidget:
        ground = wrapping_ground()
        line = WrappingRow(ground, spacing=6)
        for link in (self.differed_link, self.learning_link, self.tier_link):
            line.addWidget(link)
        return ground

    def _actions_heading(self) -> QHBoxLayout:
        line = row(spacing=4)
        line.addWidget(label("Actions", "heading"))
        line.addStretch(1)
        line.addWidget(key_cap("A", "meet"))
        line.addWidget(self.add_button)
        return line

    def _buttons(self) -> QHBoxLayout:
        buttons = row(spacing=6)
        buttons.setContentsMargins(_MARGIN, 6, _MARGIN, 8)
        buttons.addWidget(self.agreed_button)
        buttons.addWidget(key_cap("Ctrl+Enter", "meet"))
        buttons.addStretch(1)
        buttons.addWidget(self.list_button)
        buttons.addWidget(self.defer_button)
        return buttons

    def _counted(self) -> Iterator[Counted]:
        """What is counted when it is out of sight."""
        yield self.question, _question
        yield self.decisions, _decision
        yield self.words_edit, _words
        yield self.read_back, _read_back
        yield self.prompts, _considered
        yield from ((line, _actions) for line in self.actions_list.rows if not line.isHidden())
        yield self.editor, _editor
        yield from ((line, _learned) for line in self.learned.lines if not line.isHidden())
        if self.before.is_any:
            yield from ((line, _before) for line in self.before.rows if not line.isHidden())

    @property
    def room(self) -> QRect:
        """Where what opens over the panel may lie: what of it is in sight."""
        return self.scroll_area.geometry().intersected(self.visibleRegion().boundingRect())

    @property
    def content(self) -> QWidget:
        """What scrolls: all that is shown and written in, without the buttons below."""
        return self._content

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.more.leave()

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
        self._actions = (*page.actions, *case.practice_actions)
        self.show_agreement(case.nhs_number, agreement)
        self.actions_list.show_actions(self._actions, case.practice_name, on)
        self.before.show_before(page.before, page.followed, page.advice)

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
        self._agreement = agreement
        self.decisions.show_choices(nhs_number, agreement.choices)
        self.words_edit.show_words(nhs_number, agreement.words, agreement.caret)
        self.saved.setText(saved_words(agreement))
        self.prompts.show_considered(agreement.beside.considered, agreement.beside.told_by)
        self.tier_link.say(*_tier_offer(agreement))
        self._read_back()
        if not agreement.is_empty:
            self.nothing_agreed.leave()

    def _read_back(self) -> None:
        """The sentence for the chair, built anew with every letter; long words are counted."""
        stands = self._agreement
        said = sentence(stands.choices, repeated(stands.words), stands.beside, self._actions)
        self.read_back.show_runs(
            *([Run("Read back  ", "strong"), Run(said, "quiet")] if said else [])
        )
        self.read_back.setVisible(bool(said))

    def close_boxes(self) -> None:
        """Another person comes: nothing that was open about the last one stays."""
        self.more.leave()
        self.told_by.close_quietly()
        self.differed.close_quietly()
        self.learning.close_quietly()
        self.nothing_agreed.leave()

    def clear(self) -> None:
        """Show nobody's anything."""
        self.editor.leave()
        self.close_boxes()
        self.question.words.show_runs()
        self.matters.show_runs()
        self.rivals.hide()
        self._actions = ()
        self.show_agreement("", Agreement())
        self.learned.show_points(())
        self.actions_list.show_actions((), "", date(2000, 1, 1))
        self.before.show_before(())


def saved_words(agreement: Agreement) -> str:
    """How far what is being agreed is kept."""
    if agreement.saved_at is not None:
        return f"saved {clock(agreement.saved_at)}"
    if agreement.kept_at is not None:
        return f"draft kept {clock(agreement.kept_at)}"
    return "" if agreement.is_empty else "not recorded yet"


def _tier_offer(agreement: Agreement) -> tuple[str, bool]:
    """What the tier's key says, and whether it is offered now: beside a referral or a return."""
    beside = agreement.beside
    is_fitting = any(choice_named(choice).offers_tier for choice in agreement.choices)
    is_open = is_fitting and not beside.tier and not beside.remit
    return ("tier, remit?" if is_open else "tier, remit", is_open)


def _question(_count: int) -> str:
    return "question"


def _decision(_count: int) -> str:
    return "decision"


def _words(_count: int) -> str:
    return "words"


def _read_back(_count: int) -> str:
    return "read-back"


def _considered(_count: int) -> str:
    return "considered"


def _editor(_count: int) -> str:
    return "the action being written"


def _actions(count: int) -> str:
    return counted(count, "action")


def _learned(count: int) -> str:
    return counted(count, "learning point")


def _before(count: int) -> str:
    return counted(count, "earlier meeting")
