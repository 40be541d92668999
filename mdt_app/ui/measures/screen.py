"""Measures: the board, who is behind its numbers, freezing, our meetings, and what leaves."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from mdt_app.errors import UserError
from mdt_app.measures.values import Board, Line, MonthPoint
from mdt_app.meeting.process_figures import MeetingFigures
from mdt_app.ui.measures import keys
from mdt_app.ui.measures.asked import Asked, Choice
from mdt_app.ui.measures.controller import MeasuresController
from mdt_app.ui.measures.controls import MEETINGS
from mdt_app.ui.measures.exports import REPORT, Exports
from mdt_app.ui.measures.leaving import Leaving
from mdt_app.ui.measures.numbers_people import NumbersPeople
from mdt_app.ui.measures.our_meetings import CARE, HELD, LESSONS
from mdt_app.ui.measures.pages import Pages
from mdt_app.ui.measures.side_panel import INCENTIVE
from mdt_app.ui.measures.tabs_asked import TabsAsked
from mdt_app.ui.measures.wording import standing_words
from mdt_app.ui.messages import show_error, tell
from mdt_app.ui.parts import column
from mdt_app.ui.saving import Saver
from mdt_app.ui.screen import Context, Key, Screen
from mdt_app.ui.shortcuts import add_key, add_letter
from mdt_app.ui.tasks import TaskRunner
from mdt_app.vault.workspace import Workspace

_ROUNDED = "Small numbers are rounded in every export"


class MeasuresScreen(Screen):
    """Joins the pages of Measures to what goes on behind them."""

    def __init__(
        self,
        ws: Workspace,
        runner: TaskRunner,
        saver: Saver | None = None,
        *,
        asked: Asked | None = None,
        exports: Exports | None = None,
    ) -> None:
        super().__init__()
        del saver  # everything here is a long job
        if asked is None or exports is None:
            from mdt_app.ui.measures.joined import asked_of, exports_of

            asked, exports = asked or asked_of(ws), exports or exports_of(ws)
        self.controller = MeasuresController(asked, runner, ws.today, self)
        self.pages = Pages(self.controller.what_if)
        self.controls, self.board_page = self.pages.controls, self.pages.board
        self.table, self.chart = self.board_page.table, self.board_page.chart
        self.panel, self.people_page = self.board_page.panel, self.pages.people
        self.tabs = TabsAsked(self.controller, self.panel)
        self.people = NumbersPeople(self.controller, self.pages)
        self.leaving = Leaving(self, self.controller, self.people, exports)
        self.dialog: QFileDialog | None = None
        self._wants_meetings = False
        self._wants_table = False
        """Whether the keyboard goes to the table once there is one."""
        column(self, spacing=0).addWidget(self.pages)
        self._connect_controller()
        self._connect_pages()
        self._add_keys()

    def _connect_controller(self) -> None:
        source = self.controller
        source.sets_known.connect(self._show_sets)
        source.board_shown.connect(self._show_board)
        source.line_shown.connect(self._show_line)
        source.working_changed.connect(self._show_working)
        source.empty_shown.connect(self._show_empty)
        source.meetings_found.connect(self._show_meetings)
        ours = self.pages.ours
        source.meeting_cases_found.connect(ours.meetings.show_cases)
        source.care_found.connect(ours.care.show_months)
        source.care_cases_found.connect(ours.care.show_cases)
        source.lessons_found.connect(ours.lessons.show_lessons)
        source.held_found.connect(ours.meetings.show_held)
        source.advice_found.connect(ours.meetings.show_advice)
        ours.meetings.cases_asked.connect(source.ask_meeting_cases)
        ours.meetings.person_opened.connect(self.person_asked)
        ours.care.cases_asked.connect(source.ask_care_cases)
        ours.care.person_opened.connect(self.person_asked)
        ours.turned.connect(self.context_changed)
        source.told.connect(self._tell)
        source.failed.connect(self._show_error)
        self.people.failed.connect(self._show_error)
        self.people.turned.connect(self.context_changed)
        self.people.left.connect(self._back)

    def _connect_pages(self) -> None:
        controls, table = self.controls, self.table
        controls.set_chosen.connect(self.show_set)
        controls.month_chosen.connect(self.controller.show_month)
        controls.notes.freeze_button.clicked.connect(self.ask_to_freeze)
        controls.export_button.clicked.connect(self.open_exports)
        table.measure_chosen.connect(self.controller.look_at)
        table.people_asked.connect(self.people.show_needed)
        table.month_stepped.connect(self.controller.step_month)
        self.chart.restate_asked.connect(self.ask_to_restate)
        self.panel.incentive.names_asked.connect(self.people.show_needed)
        self.panel.practices.people_asked.connect(self.people.show_of)
        self.panel.equity.people_asked.connect(self.people.show_kind)
        self.chart.people_asked.connect(self.people.show_month)
        self.board_page.detail_changed.connect(self._give_room)
        self.people_page.person_opened.connect(self.person_asked)
        self.pages.nothing.data_button.clicked.connect(self._go_to_data)
        freezing = self.pages.freezing
        freezing.left.connect(self._back)
        freezing.freeze_agreed.connect(self._freeze)
        freezing.restate_agreed.connect(self._restate)

    def _add_keys(self) -> None:
        letters: tuple[tuple[str, Callable[[], None]], ...] = (
            ("N", self.people.show_needed),
            ("O", self.people.ask_practice),
            ("F", self.ask_to_freeze),
            ("R", self._restate_shown),
            ("B", self.choose_benchmark),
            ("X", self.open_exports),
            ("M", self._go_to_month),
            *((key, partial(self.show_tab, tab)) for key, tab in keys.TABS),
        )
        for key, act in letters:
            add_letter(self, key, partial(self._on_board, act))
        for place in range(9):
            add_letter(self, str(place + 1), partial(self._show_set_at, place))
        for key, part in (("H", HELD), ("T", CARE), ("L", LESSONS)):
            add_letter(self, key, partial(self._show_part, part))
        add_key(self, "Ctrl+P", partial(self._on_board, partial(self.leaving.export, REPORT)))

    @property
    def is_working(self) -> bool:
        """Whether something is being worked out."""
        return bool(self.controller.working)

    # -- what the shell asks ----------------------------------------------------------------

    def context(self) -> Context:
        board = self.controller.board
        if self.pages.is_at(self.pages.ours):
            return Context("Measures", "Our meetings")
        if board is None:
            return Context("Measures")
        parts = (board.network, board.people_words, standing_words(board))
        return Context("Measures", " · ".join(filter(None, parts)))

    def keys(self) -> Sequence[Key]:
        return self.pages.keys()

    def more_keys(self) -> Sequence[Key]:
        return keys.MORE

    def status(self) -> str:
        return _ROUNDED

    def activated(self) -> None:
        self._wants_table = True
        self.controller.load()
        if self.pages.is_at(self.pages.ours):
            self.controller.ask_meetings()
        self._settle_focus()

    def left(self) -> None:
        self.leaving.panel.hide()

    def undo(self) -> None:
        tell(self, "There is nothing to undo here.", "A frozen month is restated with R.")

    # -- going somewhere --------------------------------------------------------------------

    def show_set(self, code: str) -> None:
        """Show a set of measures, or our meetings."""
        self._wants_meetings = code == MEETINGS
        self.controls.show_set(code)
        if self._wants_meetings:
            self.controls.notes.show_board(None)
            self.pages.turn_to(self.pages.ours)
            self.controller.ask_meetings()
        elif code == self.controller.set_name and self.controller.board is not None:
            self._show_board(self.controller.board)
            self._settle_focus()
        else:
            self.controller.show_set(code)
        self.context_changed.emit()

    def show_tab(self, tab: str) -> None:
        """Show a part of what is known about the measure, with the keyboard in it."""
        if tab != INCENTIVE or (self.controller.board and self.controller.board.incentive):
            self.board_page.show_detail(tab)

    def ask_to_freeze(self) -> None:
        """Show what would be frozen."""
        board = self.controller.board
        if board is not None and board.to_freeze:
            self.pages.freezing.ask_to_freeze(board)
            self._turn_to(self.pages.freezing)
        elif board is not None:
            tell(self, "Every month that has ended is frozen.")

    def ask_to_restate(self, point: MonthPoint) -> None:
        """Show what a month would say now, and ask why."""
        if self.controller.line is not None:
            self._ask_to_restate(self.controller.line, point)

    def _ask_to_restate(self, line: Line, point: MonthPoint) -> None:
        if self.controller.board is not None:
            self.pages.freezing.ask_to_restate(self.controller.board, line, point)
            self._turn_to(self.pages.freezing)

    def open_exports(self) -> None:
        """Offer what can leave from here."""
        if not self.controls.export_button.isVisible():
            self.board_page.show_list()
        self.leaving.open_under(self.controls.export_button)

    def choose_benchmark(self) -> None:
        """Ask for a file of somebody else's figures."""
        made = QFileDialog(self, "Choose a benchmark file", str(Path.home()), "CSV (*.csv)")
        made.setFileMode(QFileDialog.FileMode.ExistingFile)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        made.fileSelected.connect(self.take_benchmark)
        self.dialog = made
        made.open()

    def take_benchmark(self, name: str) -> None:
        self.controller.take_benchmark(Path(name))

    # -- keys -------------------------------------------------------------------------------

    def _on_board(self, act: Callable[[], None]) -> None:
        if self.pages.is_at(self.board_page):
            act()

    def _show_part(self, part: str) -> None:
        """One of the parts of our meetings, from wherever the controls are on show."""
        if self.pages.is_at_front() and self.controller.sets:
            if not self.pages.is_at(self.pages.ours):
                self.show_set(MEETINGS)
            self.pages.ours.turn_to(part)

    def _show_set_at(self, place: int) -> None:
        if self.pages.currentWidget() is not self.pages.main or not self.controller.sets:
            return
        codes = [*(code for code, _words in self.controller.sets), MEETINGS]
        if place < len(codes):
            self.show_set(codes[place])

    def _restate_shown(self) -> None:
        """The month of the measure looked at; else the latest that any measure would change."""
        if self.chart.restate():
            return
        board = self.controller.board
        lines = board.lines if board is not None else ()
        changed = [(p, line) for line in lines for p in line.months if p.now is not None]
        if not changed:
            tell(self, "No month would be different now.")
            return
        point, line = max(changed, key=_month_of)
        self._ask_to_restate(line, point)

    def _give_room(self, is_detail: bool) -> None:
        """In little room set and month are not chosen beside a detail; the line above says them."""
        self.controls.choosers.setVisible(not is_detail)

    def _go_to_month(self) -> None:
        self.board_page.show_list()
        self.controls.month.setFocus()
        self.controls.month.showPopup()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.pages.is_at(self.board_page):
            self.board_page.show_list()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.leaving.panel.hide()

    # -- slots ------------------------------------------------------------------------------

    def _show_sets(self, sets: Sequence[Choice]) -> None:
        self.controls.offer_sets(sets, self.controller.set_name)
        self.controls.offer_months(self.controller.months(), self.controller.month)
        self.controls.show()

    def _show_board(self, board: Board) -> None:
        self.controls.show_month(self.controller.month)
        if self._wants_meetings:
            return
        self.controls.show_set(self.controller.set_name)
        self.controls.notes.show_board(board)
        self.board_page.show_board(board)
        if self.pages.is_at_front():
            self._turn_to_board(board)
        self.context_changed.emit()

    def _turn_to_board(self, board: Board) -> None:
        wants_table = self._wants_table or not self._has_keyboard()
        if board.people and board.lines:
            self.pages.turn_to(self.board_page)
        else:
            self.pages.nothing.say_nobody(board)
            self.pages.turn_to(self.pages.nothing)
        if wants_table:
            self._settle_focus()

    def _show_line(self, line: Line | None) -> None:
        board = self.controller.board
        if board is not None and line is not None:
            self.board_page.show_line(board, line)
            self.tabs.fill(self.panel.tab)

    def _show_working(self) -> None:
        words = self.controller.working
        is_first = self.controller.board is None and not self._wants_meetings
        self.controls.notes.say_working("" if is_first else words)
        if is_first and words:
            self.controls.notes.show_board(None)
            self.pages.nothing.say_working(words)
            self.pages.turn_to(self.pages.nothing)
        self.context_changed.emit()

    def _show_empty(self) -> None:
        self.controls.hide()
        self.pages.nothing.say_empty()
        self.pages.turn_to(self.pages.nothing)
        self._settle_focus()
        self.context_changed.emit()

    def _show_meetings(self, meetings: Sequence[MeetingFigures]) -> None:
        self.pages.ours.meetings.show_meetings(meetings)
        if self.pages.is_at(self.pages.ours) and meetings and not self._has_keyboard():
            self.pages.ours.table.setFocus()

    def _freeze(self, months: Sequence[date]) -> None:
        self.controller.freeze(months)
        self._back()

    def _restate(self, month: date, reason: str) -> None:
        self.controller.restate(month, reason)
        self._back()

    def _turn_to(self, page: QWidget) -> None:
        self.pages.turn_to(page)
        self.context_changed.emit()

    def _back(self) -> None:
        board = self.controller.board
        self.pages.turn_to(self.board_page if board is not None else self.pages.nothing)
        self._settle_focus()
        self.context_changed.emit()

    def _has_keyboard(self) -> bool:
        widget = self.window().focusWidget()
        return widget is not None and self.isAncestorOf(widget) and widget.isVisible()

    def _settle_focus(self) -> None:
        """The keyboard starts at the table, or at the way to get one."""
        start: QWidget = self.table
        if self.pages.is_at(self.pages.nothing):
            start = self.pages.nothing.data_button
        elif self.pages.is_at(self.pages.ours):
            start = self.pages.ours.table
        if start.isVisibleTo(self) and self.pages.is_at_front():
            start.setFocus()
            self._wants_table = False

    def _go_to_data(self) -> None:
        self.place_asked.emit("data")

    def _tell(self, words: str, hint: str) -> None:
        tell(self, words, hint)

    def _show_error(self, error: Exception) -> None:
        """Say it over the screen; and in place of a board, where there is none."""
        if self.controller.board is None and isinstance(error, UserError):
            self.pages.nothing.say_failed(error)
        show_error(self, error)


def _month_of(changed: tuple[MonthPoint, Line]) -> date:
    return changed[0].month
