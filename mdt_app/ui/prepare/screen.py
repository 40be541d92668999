"""Prepare: choose who is discussed, and say what is asked about each."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from mdt_app.clinical.days import MONTHS, spoken
from mdt_app.clinical.words import grouped
from mdt_app.errors import UserError
from mdt_app.meeting.undo import TakenBack
from mdt_app.ui.list_and_detail import ListAndDetail
from mdt_app.ui.messages import show_error, tell
from mdt_app.ui.parts import button, column, primary_button, roomy, row, surface
from mdt_app.ui.prepare.case_table import CaseTable
from mdt_app.ui.prepare.controller import PrepareController
from mdt_app.ui.prepare.empty_list import EmptyList
from mdt_app.ui.prepare.filter_row import FilterRow
from mdt_app.ui.prepare.going import Going
from mdt_app.ui.prepare.keys import KEYS, MORE_KEYS
from mdt_app.ui.prepare.lines import FULL, NOT_THIS_TIME, NOTED, CaseLine
from mdt_app.ui.prepare.list_filter import ListFilter
from mdt_app.ui.prepare.missing_page import MissingPage
from mdt_app.ui.prepare.person_entering import PersonEntering
from mdt_app.ui.prepare.person_panel import PersonPanel
from mdt_app.ui.prepare.picked import Picked
from mdt_app.ui.prepare.places import Places
from mdt_app.ui.prepare.places_bar import PlacesBar
from mdt_app.ui.prepare.plan_dialog import PlanDialog
from mdt_app.ui.prepare.planning import closing_words, day_words
from mdt_app.ui.prepare.sorting import Sorting
from mdt_app.ui.rules.asking import RULE_KEY, RuleAsking
from mdt_app.ui.screen import Context, Key, Screen
from mdt_app.ui.shortcuts import add_key, add_letter
from mdt_app.ui.where_from import WHERE_FROM_KEY, WhereFrom

_PANEL_WIDTH = 320


class PrepareScreen(Screen):
    """The list, and beside it the person the list stands at."""

    agenda_built = Signal()
    """The chosen people are on the agenda of the next meeting."""

    _controller: PrepareController
    where_from: WhereFrom
    rules: RuleAsking
    entering: PersonEntering
    sorting: Sorting

    def __init__(
        self, controller: PrepareController | None = None, panel: PersonPanel | None = None
    ) -> None:
        """Without a controller nothing may be shown until `belong_to` was told of one."""
        super().__init__()
        self._is_somebodys = False
        self._is_first_time = True
        self._left_over = ""
        """Whose half-typed words wait to be taken up."""
        self.filter_row = FilterRow()
        self.table = CaseTable()
        self.empty = EmptyList()
        self.missing = MissingPage()
        self.places = PlacesBar()
        self.panel = panel or PersonPanel()
        self.back_button = button("← Back to the list", "link", name="Back to the list")
        self.agenda_button = primary_button("Plan the meeting…")
        self.stack = QStackedWidget()
        self._lay_out()
        self.going = Going(self.halves, self.panel)
        if controller is not None:
            self.belong_to(controller)

    def belong_to(self, controller: PrepareController) -> None:
        """Show the people of this controller's store. Said once, before the screen is shown."""
        self._is_somebodys = True
        self._controller = controller
        controller.setParent(self)  # gone with the screen, so no late answer finds it
        self.panel.belong_to(controller)
        self.where_from = WhereFrom(self, controller.sources, self._list_shown)
        self.rules = RuleAsking(self, controller.ws, controller.whose_flags, controller.first_rule)
        self.entering = PersonEntering(self, controller, self.panel.flags)
        self.sorting = Sorting(controller, self.table)
        self._connect()
        self._add_keys()
        self.filter_row.show_filter(controller.people.filter)
        self.places.show_places(controller.places())

    def _lay_out(self) -> None:
        """From the outside in: whatever moves with all that is in it is styled once more."""
        left, side = surface("page"), surface("side")
        self.halves = ListAndDetail(left, side, _PANEL_WIDTH)
        column(self, spacing=0).addWidget(self.halves)
        list_side = column(left, spacing=10)
        list_side.setContentsMargins(12, 10, 12, 10)
        list_side.addWidget(self.filter_row)
        list_side.addWidget(self.stack, 1)
        self.stack.addWidget(self.table)
        self.stack.addWidget(roomy(self.empty, "Why the list is empty"))
        self.stack.addWidget(self.missing)
        self._fill(side)

    def _fill(self, side: QWidget) -> None:
        inner = column(side, spacing=8)
        inner.setContentsMargins(11, 10, 6, 8)
        top = column(spacing=0)
        top.setContentsMargins(3, 0, 8, 0)
        top.addWidget(self.places)
        inner.addLayout(top)
        inner.addWidget(self.panel, 1)
        bottom = row()
        bottom.setContentsMargins(3, 0, 8, 0)
        bottom.addWidget(self.agenda_button)
        bottom.addStretch(1)
        bottom.addWidget(self.back_button)
        inner.addLayout(bottom)

    def _connect(self) -> None:
        self._connect_controller()
        self.table.person_selected.connect(self._controller.select)
        self.table.choose_asked.connect(self._controller.choosing.toggle)
        self.table.open_asked.connect(self.going.to_question)
        self.filter_row.changed.connect(self._narrow)
        self.filter_row.words.list_asked.connect(self.table.setFocus)
        self.panel.back_asked.connect(self._back_to_list)
        self.panel.next_asked.connect(self._next_person)
        self.panel.flags.rule_asked.connect(self.rules.open)
        self.agenda_button.clicked.connect(self.plan)
        self.places.missing_asked.connect(self._show_missing)
        self.missing.table.opened.connect(self._go_to_missing)
        self.missing.table.back_asked.connect(self._leave_missing)
        self.back_button.hide()
        self.back_button.clicked.connect(self._back_to_list)
        self.halves.narrowed.connect(self.back_button.setVisible)
        self.empty.data_button.clicked.connect(self._go_to_data)
        self.empty.everyone_button.clicked.connect(self._show_everyone)

        self.entering.failed.connect(self._show_error)
        self.entering.closed.connect(self._back_to_list)
        self.entering.changed.connect(self.context_changed)

    def _connect_controller(self) -> None:
        source = self._controller
        source.lines_shown.connect(self._show_lines)
        source.line_changed.connect(self.table.change_line)
        source.counts_changed.connect(self.filter_row.show_counts)
        source.places_changed.connect(self._show_places)
        source.readiness_changed.connect(self._show_readiness)
        source.person_shown.connect(self._show_person)
        source.surroundings_changed.connect(self._show_surroundings)
        source.progressed.connect(self._show_progress)
        source.working_changed.connect(self._show_working)
        source.saving_changed.connect(self.context_changed)
        source.failed.connect(self._show_error)
        source.agenda_built.connect(self._say_built)

    def _add_keys(self) -> None:
        for key, act in (
            ("Q", self.going.to_question),
            ("W", self.going.to_what_matters),
            ("F", self._go_to_filter),
            ("/", self._go_to_filter),
            ("S", self.sorting.offer),
            ("B", self.sorting.rank_again),
            (RULE_KEY, self.rules.ask),
            ("T", self.entering.ask),
            ("D", self.entering.advise),
            ("G", self.going.to_flags),
            ("P", self.plan),
            ("N", self.panel.toggle_not_asked),
            ("H", self.panel.toggle_easy_read),
            ("E", self.going.to_minutes),
            ("A", self.going.to_ask_again),
            ("L", self.going.to_late_reason),
            ("M", self._show_missing),
            ("V", partial(self.filter_row.step_segment, 1)),
            ("Shift+V", partial(self.filter_row.step_segment, -1)),
            ("1", partial(self.panel.choose_lane, FULL)),
            ("2", partial(self.panel.choose_lane, NOTED)),
            ("3", self._leave_out),
            ("Y", partial(self.panel.choose_asked, "agreed")),
            ("O", partial(self.panel.choose_asked, "objects")),
            ("U", partial(self.panel.choose_asked, "")),
            (WHERE_FROM_KEY, self.where_from.ask),
        ):
            add_letter(self, key, act)
        add_key(self, "Ctrl+F", self._go_to_filter)

    @property
    def is_working(self) -> bool:
        """Whether the list is being worked out again."""
        return self._controller.is_working

    @property
    def selected(self) -> str:
        """The NHS number of the person beside the list, or ''."""
        return self._controller.selected

    # -- what the shell asks ----------------------------------------------------------------

    def context(self) -> Context:
        around = self._controller.surroundings
        meeting = around.meeting
        subtitle = around.network
        if meeting is not None:
            subtitle = f"for {meeting.title}, {day_words(meeting.held_on)}"
        newest = around.newest
        data = f"Data as at {spoken(newest.imported_on)}" if newest else ""
        closes = closing_words(meeting, self._controller.ws.today()) if meeting else ""
        return Context("Prepare", subtitle, closes, right_chip=data)

    def keys(self) -> Sequence[Key]:
        return KEYS

    def more_keys(self) -> Sequence[Key]:
        return MORE_KEYS

    def status(self) -> str:
        if self.entering.said:
            return self.entering.said
        if self._controller.is_working:
            return "Working out the list…"
        shown, total = len(self._controller.shown), len(self._controller.people)
        words = [f"{grouped(shown)} of {grouped(total)} people shown"] if total else []
        newest = self._controller.surroundings.newest
        if newest is not None:
            day = f"{newest.imported_on.day} {MONTHS[newest.imported_on.month - 1]}"
            words.append(f"newest file {newest.file_name}, {day}")
        if rules := self._controller.surroundings.rules:
            words.append(f"flags: {rules}")
        return " · ".join(words)

    def unsaved(self) -> str:
        return self._controller.sayings.unsaved_words() or self.entering.unsaved_words()

    def activated(self) -> None:
        left_over = self._controller.load()
        if self._is_first_time:
            self._left_over = left_over
        self._is_first_time = False
        self._settle_focus()
        self._take_up()

    def _settle_focus(self) -> None:
        """The keyboard starts at the list, or at the way to get one."""
        start = self.table if self._controller.shown else self.empty.data_button
        if start.isVisibleTo(self.window()):
            start.setFocus()

    def left(self) -> None:
        self.where_from.clear()
        self.entering.leave()
        self._controller.leave()

    def open_person(self, nhs_number: str) -> bool:
        if not len(self._controller.people):
            self._controller.load()
        found = self._controller.reveal(nhs_number)
        if found:
            self.filter_row.show_filter(self._controller.people.filter)
            self.table.mark(nhs_number, into_view=True)
            self._back_to_list()
        return found

    def undo(self) -> None:
        self._turn(self._controller.undo, "Undone", "There is nothing to undo here.")

    def redo(self) -> None:
        self._turn(self._controller.redo, "Redone", "There is nothing to redo here.")

    def _turn(self, turn: Callable[[], TakenBack | None], said: str, nothing: str) -> None:
        try:
            taken = turn()
        except UserError as error:
            show_error(self, error)
            return
        if taken is None:
            tell(self, nothing)
            return
        if taken.about:
            self.open_person(taken.about[0])
        tell(self, f"{said}: {taken.words}.")

    # -- slots ------------------------------------------------------------------------------

    def _take_up(self) -> None:
        """Go on where a crash or a lock broke off, as soon as there is a list."""
        nhs_number = self._left_over
        if nhs_number and self.open_person(nhs_number):
            self._left_over = ""
            self.halves.show_detail()
            for edit in self.panel.edits:
                if self._controller.texts.is_typed((nhs_number, edit.field)):
                    edit.setFocus()
                    break
            tell(self, "What you were typing was kept.", "It is not recorded until you go on.")

    def _narrow(self, wanted: dict[str, object]) -> None:
        self._controller.narrow(**wanted)
        self.table.scroll_to_current()

    def _show_lines(self, lines: Picked) -> None:
        self.where_from.clear()
        self.table.show_lines(lines, self._controller.selected)
        self._show_nothing()
        self.context_changed.emit()

    def _show_nothing(self) -> None:
        """The list, or why it is empty and what to do."""
        total = len(self._controller.people)
        if self.stack.currentWidget() is not self.missing:
            self.stack.setCurrentIndex(0 if self._controller.shown else 1)
        self.filter_row.setVisible(total > 0)
        if total:
            self.empty.say_hidden(total)
        elif self._controller.is_working:
            self.empty.say_working()
        else:
            self.empty.say_nobody()

    def _show_progress(self, done: int, total: int) -> None:
        if self._controller.is_working and not len(self._controller.people):
            self.empty.say_working(done, total)

    def _show_working(self, is_working: bool) -> None:
        self._show_nothing()
        if is_working:
            return
        if not self.isAncestorOf(QApplication.focusWidget() or self):
            self._settle_focus()
        self._take_up()
        self.context_changed.emit()

    def _list_shown(self) -> QWidget | None:
        return self.table if self._controller.shown else None

    def _show_person(self, line: CaseLine | None) -> None:
        self.where_from.clear()
        self.entering.show_person(line.nhs_number if line else "")
        self.panel.show_person(line)
        self.table.mark(line.nhs_number if line else "")

    def _show_places(self, places: Places) -> None:
        self.places.show_places(places)

    def _show_readiness(self) -> None:
        chosen = self._controller.chosen_ready()
        self.places.show_readiness(chosen, self._controller.late_words)
        if self.stack.currentWidget() is self.missing:
            self.missing.show_chosen(chosen)

    def _show_missing(self) -> None:
        """What is missing, in place of the list; the same key goes back."""
        if self.stack.currentWidget() is self.missing:
            self._leave_missing()
            return
        self.halves.show_list()
        self.missing.show_chosen(self._controller.chosen_ready())
        self.stack.setCurrentWidget(self.missing)
        self.missing.table.setFocus()

    def _leave_missing(self) -> None:
        self.stack.setCurrentIndex(0)
        self._show_nothing()
        self._back_to_list()

    def _go_to_missing(self, nhs_number: str, what: str) -> None:
        """To the person, and to the field where that is said."""
        self.stack.setCurrentIndex(0)
        self.open_person(nhs_number)
        self.going.to_missing(what)

    def _show_surroundings(self) -> None:
        around = self._controller.surroundings
        self.table.set_last_meeting(around.last_meeting_on)
        self.filter_row.show_choices(
            self._controller.people.rules(), around.practices, around.last_meeting_on
        )
        planned = around.meeting is not None
        words = "Put the list on the agenda…" if planned else "Plan the meeting…"
        self.agenda_button.setText(words)
        self.agenda_button.setAccessibleName(words.rstrip("…"))
        self.context_changed.emit()

    def _show_error(self, error: Exception) -> None:
        show_error(self, error)

    def _show_everyone(self) -> None:
        wanted = ListFilter(segment="everyone")
        self.filter_row.show_filter(wanted)
        self._controller.set_filter(wanted)
        self.table.setFocus()

    def _go_to_data(self) -> None:
        self.place_asked.emit("data")

    def _go_to_filter(self) -> None:
        self.halves.show_list()
        self.filter_row.words.setFocus()
        self.filter_row.words.selectAll()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._is_somebodys:
            self.entering.place()

    def _back_to_list(self) -> None:
        self.halves.show_list()
        self.table.setFocus()

    def _next_person(self) -> None:
        index = self.table.currentIndex()
        below = index.siblingAtRow(index.row() + 1)
        if below.isValid():
            self.table.setCurrentIndex(below)
            self.panel.question_edit.setFocus()
        else:
            self._back_to_list()

    def _leave_out(self) -> None:
        self.halves.show_detail()
        self.panel.choose_lane(NOT_THIS_TIME)

    # -- the agenda -------------------------------------------------------------------------

    def plan(self) -> None:
        """Ask when and where, then put the chosen people on that meeting's agenda."""
        self.dialog = PlanDialog(self, self._controller.proposal())
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.agreed.connect(self._controller.put_on_agenda)
        self.dialog.open()

    def _say_built(self, count: int) -> None:
        meeting = self._controller.surroundings.meeting
        when = f" of {day_words(meeting.held_on)}" if meeting else ""
        people = "1 person is" if count == 1 else f"{count} people are"
        tell(self, f"{people} on the agenda{when}.", "Meet shows them in order.")
        self.agenda_built.emit()
