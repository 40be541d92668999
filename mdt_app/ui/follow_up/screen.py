"""Follow up: what was agreed, who owes it, what is overdue, and marking it done."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QStackedWidget, QWidget

from mdt_app.errors import UserError
from mdt_app.meeting.outcomes import Outcome
from mdt_app.meeting.values import Action, Progress
from mdt_app.ui.drop_down import drop_down, offer
from mdt_app.ui.follow_up.action_panel import ActionPanel
from mdt_app.ui.follow_up.becoming import DONE, NOT_TO_BE_DONE, PROGRESS
from mdt_app.ui.follow_up.controller import FollowUpController
from mdt_app.ui.follow_up.lines import SEGMENTS, ActionFilter, ActionLine, count_in, owners
from mdt_app.ui.follow_up.outcomes_page import OutcomesPage
from mdt_app.ui.follow_up.table import ActionsTable
from mdt_app.ui.list_and_detail import ListAndDetail
from mdt_app.ui.messages import drop_refusal, show_error, show_refusal, tell
from mdt_app.ui.nothing_here import NothingHere
from mdt_app.ui.parts import SegmentedButtons, button, column, surface
from mdt_app.ui.saving import Saver
from mdt_app.ui.screen import Context, Key, Screen
from mdt_app.ui.shortcuts import add_key, add_letter
from mdt_app.ui.tasks import TaskRunner
from mdt_app.ui.where_from import WHERE_FROM_KEY, WhereFrom
from mdt_app.ui.wrapping import WrappingRow
from mdt_app.vault.workspace import Workspace

_PANEL_WIDTH = 310
_BECAME = {"done": "Done", "withdrawn": "Will not be done", "open": "Open again"}
_KEYS: tuple[Key, ...] = (("Space", "done"), ("D", "done, with a note"), ("P", "progress"))
_OUTCOME_KEYS: tuple[Key, ...] = (("O", "actions"), ("↑ ↓", "decision"))
_MORE_KEYS: tuple[Key, ...] = (
    ("Space", "done today; on a done one, open again"),
    ("D", "done, with a note and the day"),
    ("P", "note progress; the action stays open"),
    ("X", "it will not be done, and why"),
    ("O", "what results did three, six and twelve months after a decision"),
    ("F", "filter"),
    ("Ctrl+Enter", "in the note: enter it"),
    ("Esc", "from a field back to the list"),
    ("Ctrl+Z", "undo the last mark"),
    (WHERE_FROM_KEY, "where it is from whom the action is for"),
)


class FollowUpScreen(Screen):
    """The list of actions, and beside it the one looked at."""

    def __init__(
        self,
        ws: Workspace,
        runner: TaskRunner,
        saver: Saver,
        *,
        controller: FollowUpController | None = None,
    ) -> None:
        super().__init__()
        self._controller = controller or FollowUpController(ws, runner, saver)
        self._controller.setParent(self)  # gone with the screen, so no late answer finds it
        self.segments = SegmentedButtons("Show", SEGMENTS)
        self.words = QLineEdit(placeholderText="Filter…")
        self.owner = drop_down("Any owner", "Owner")
        self.practice = drop_down("Any practice", "Practice")
        self.table = ActionsTable()
        self.all_button = button("Show everything")
        self.nothing = NothingHere(self.all_button)
        self.back_button = button("← Back to the list", "link", name="Back to the list")
        self.stack = QStackedWidget()
        self.panel = ActionPanel(self._controller)
        self.outcomes_page = OutcomesPage()
        self.outcomes_button = button("Outcomes", name="Outcomes, key O")
        self.where_from = WhereFrom(self, self._controller.sources, self._list_shown)
        self._lay_out()
        self._connect()
        self.segments.choose(self._controller.filter.segment)

    def _lay_out(self) -> None:
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.nothing)
        left = surface("page")
        layout = column(left, spacing=10)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.addWidget(self._filter_row())
        layout.addWidget(self.stack, 1)
        side = surface("side")
        beside = column(side, spacing=0)
        beside.setContentsMargins(11, 12, 6, 10)
        beside.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeft)
        beside.addWidget(self.panel)
        self.halves = ListAndDetail(left, side, _PANEL_WIDTH)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.halves)
        self.pages.addWidget(self.outcomes_page)
        column(self, spacing=0).addWidget(self.pages)

    def _filter_row(self) -> QWidget:
        made = QWidget()
        line = WrappingRow(made)
        self.words.setAccessibleName("Filter by words, owner, patient or practice")
        self.words.setFixedWidth(150)
        for part in (self.segments, self.words, self.owner, self.practice, self.outcomes_button):
            line.addWidget(part)
        return made

    def _connect(self) -> None:
        source = self._controller
        source.lines_shown.connect(self._show_lines)
        source.loaded.connect(self._show_choices)
        source.action_shown.connect(self._show_action)
        source.marked.connect(self._say_marked)
        source.failed.connect(self._show_error)
        source.refused.connect(self._refuse)
        source.saving_changed.connect(self.context_changed)
        self.table.action_selected.connect(source.select)
        self.table.mark_asked.connect(self.panel.mark)
        self.panel.back_asked.connect(self._back_to_list)
        self.outcomes_button.clicked.connect(self._show_outcomes)
        self.outcomes_page.back_asked.connect(self._hide_outcomes)
        source.outcomes_found.connect(self._take_outcomes)
        self.back_button.hide()
        self.back_button.clicked.connect(self._back_to_list)
        self.halves.narrowed.connect(self.back_button.setVisible)
        self.segments.chosen.connect(self._choose_segment)
        self.words.textChanged.connect(self._type)
        self.words.returnPressed.connect(self.table.setFocus)
        self.owner.currentIndexChanged.connect(self._choose_owner)
        self.practice.currentIndexChanged.connect(self._choose_practice)
        self.all_button.clicked.connect(self._show_everything)
        for letter, way in (("D", DONE), ("P", PROGRESS), ("X", NOT_TO_BE_DONE)):
            add_letter(self, letter, self._going_to(way))
        add_letter(self, "O", self._switch_outcomes)
        add_letter(self, "F", self._go_to_filter)
        add_letter(self, WHERE_FROM_KEY, self.where_from.ask)
        add_key(self, "Ctrl+F", self._go_to_filter)

    # -- what the shell asks ----------------------------------------------------------------

    def context(self) -> Context:
        if self.is_showing_outcomes:
            return Context("Follow up", "After the meetings")
        overdue = count_in(self._controller.lines, "overdue")
        return Context("Follow up", "What was agreed", chip=f"{overdue} overdue" if overdue else "")

    def keys(self) -> Sequence[Key]:
        return _OUTCOME_KEYS if self.is_showing_outcomes else _KEYS

    def more_keys(self) -> Sequence[Key]:
        return _MORE_KEYS

    def status(self) -> str:
        if self.is_showing_outcomes:
            return self.outcomes_page.counted()
        shown, total = len(self._controller.shown), len(self._controller.lines)
        return f"{shown} of {total} actions shown" if total else ""

    def unsaved(self) -> str:
        return self._controller.unsaved()

    def activated(self) -> None:
        self._controller.load()
        self._controller.look_for_evidence()
        (self.table if self._controller.shown else self.segments).setFocus()

    def left(self) -> None:
        self.where_from.clear()
        self._controller.leave()

    def open_person(self, nhs_number: str) -> bool:
        self.pages.setCurrentWidget(self.halves)
        found = self._controller.reveal(nhs_number)
        if found:
            self._show_filter()
            self._back_to_list()
        return found

    def redo(self) -> None:
        words = self._controller.redo()
        tell(self, f"Redone: {words}" if words else "There is nothing to redo here.")

    def undo(self) -> None:
        words = self._controller.undo()
        tell(self, f"Undone: {words}" if words else "There is nothing to undo here.")

    # -- slots ------------------------------------------------------------------------------

    def _show_lines(self, lines: Sequence[ActionLine]) -> None:
        self.where_from.clear()
        self.table.show_rows(lines, _is_same)
        total = len(self._controller.lines)
        self.stack.setCurrentIndex(0 if lines else 1)
        if total:
            hint = f"The filter hides all {total}."
            self.nothing.say("No action passes the filter.", hint, self.all_button)
        else:
            hint = "Actions agreed in Meet come here, with owner and day."
            self.nothing.say("No action was agreed yet.", hint)
        self.context_changed.emit()

    def _show_choices(self) -> None:
        lines = self._controller.lines
        for code, words in SEGMENTS:
            self.segments.rename(code, f"{words} {count_in(lines, code)}")
        offer(self.owner, owners(lines))
        found = self._controller.practices
        offer(self.practice, [(practice.ods, practice.name) for practice in found])
        self.practice.setVisible(len(found) > 1)

    def _list_shown(self) -> QWidget | None:
        return self.table if self._controller.shown else None

    def _show_action(self, line: ActionLine | None) -> None:
        self.where_from.clear()
        self.panel.show_action(line)
        if line is not None:
            self.table.select(line, _is_same)

    def _show_error(self, error: Exception) -> None:
        show_error(self, error)

    def _refuse(self, error: UserError) -> None:
        show_refusal(self, error)

    def _say_marked(self, entered: Action | Progress) -> None:
        if isinstance(entered, Progress):
            action_id, became = entered.action, "Progress noted"
        else:
            action_id, became = entered.id, _BECAME[entered.state]
        drop_refusal(self)
        line = self._controller.line(action_id)
        whose = f", {line.patient}" if line is not None and line.action.nhs_number else ""
        tell(self, f"{became}{whose}: {entered.words}", "Ctrl+Z takes it back.")
        self._back_to_list()

    def _back_to_list(self) -> None:
        self.halves.show_list()
        self.table.setFocus()

    def _going_to(self, way: str) -> Callable[[], None]:
        def go() -> None:
            self.halves.show_detail()
            self.panel.go_to(way)

        return go

    def _go_to_filter(self) -> None:
        self.words.setFocus()
        self.words.selectAll()

    def _choose_segment(self, segment: str) -> None:
        self._controller.narrow(segment=segment)

    def _type(self, words: str) -> None:
        self._controller.narrow(words=words)

    def _choose_owner(self) -> None:
        self._controller.narrow(owner=self.owner.currentData())

    def _choose_practice(self) -> None:
        self._controller.narrow(practice=self.practice.currentData())

    @property
    def is_showing_outcomes(self) -> bool:
        """Whether the page of outcomes is shown in place of the actions."""
        return self.pages.currentWidget() is self.outcomes_page

    def _switch_outcomes(self) -> None:
        if self.is_showing_outcomes:
            self._hide_outcomes()
        else:
            self._show_outcomes()

    def _show_outcomes(self) -> None:
        self.where_from.clear()
        self.pages.setCurrentWidget(self.outcomes_page)
        self.outcomes_page.begin()
        self.outcomes_page.back_button.setFocus()
        self._controller.look_for_outcomes()
        self.context_changed.emit()

    def _take_outcomes(self, found: Sequence[Outcome]) -> None:
        names = {practice.ods: practice.name for practice in self._controller.practices}
        self.outcomes_page.show_outcomes(found, names)
        if self.is_showing_outcomes:
            self.outcomes_page.go_to()
            self.context_changed.emit()

    def _hide_outcomes(self) -> None:
        self.pages.setCurrentWidget(self.halves)
        self._back_to_list()
        self.context_changed.emit()

    def _show_everything(self) -> None:
        self._controller.set_filter(ActionFilter(segment="all"))
        self._show_filter()
        self.table.setFocus()

    def _show_filter(self) -> None:
        """Show a filter that was set elsewhere, without announcing it."""
        wanted = self._controller.filter
        self.segments.choose(wanted.segment)
        parts: tuple[QLineEdit | QComboBox, ...] = (self.words, self.owner, self.practice)
        for part in parts:
            part.blockSignals(True)
        self.words.setText(wanted.words)
        self.owner.setCurrentIndex(max(0, self.owner.findData(wanted.owner)))
        self.practice.setCurrentIndex(max(0, self.practice.findData(wanted.practice)))
        for part in parts:
            part.blockSignals(False)


def _is_same(one: ActionLine, other: ActionLine) -> bool:
    return one.action.id == other.action.id
