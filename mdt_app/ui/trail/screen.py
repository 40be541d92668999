"""The trail: everything entered, seen, printed, exported and imported, to be searched."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QLineEdit, QStackedWidget, QWidget

from mdt_app.clinical.words import grouped
from mdt_app.meeting.trail import PARTS, Trail, TrailRow
from mdt_app.ui.data.file_boxes import save_box
from mdt_app.ui.drop_down import drop_down, offer
from mdt_app.ui.list_and_detail import ListAndDetail
from mdt_app.ui.looks import sized
from mdt_app.ui.messages import show_error, tell
from mdt_app.ui.nothing_here import NothingHere
from mdt_app.ui.parts import button, column, label, row, surface
from mdt_app.ui.saving import Saver
from mdt_app.ui.screen import Context, Key, Screen
from mdt_app.ui.shortcuts import add_key, add_letter
from mdt_app.ui.tasks import TaskRunner
from mdt_app.ui.trail.controller import AT_ONCE, PERIODS, TrailController
from mdt_app.ui.trail.panel import TrailPanel
from mdt_app.ui.trail.table import SAID, WHO, TrailTable, is_same
from mdt_app.ui.wrapping import WrappingRow
from mdt_app.vault.workspace import Workspace

_PANEL_WIDTH, _LIST_WIDTH = 330, 450
_KEYS: tuple[Key, ...] = (("↑ ↓", "line"), ("F", "search"), ("P", "only this person"))
_MORE_KEYS: tuple[Key, ...] = (
    ("F", "search: a name, an NHS number, who did it, or what was done"),
    ("P", "only the person of the line looked at; again, everybody"),
    ("W", "write that person's trail as PDF"),
    ("O", "older lines too"),
    ("Enter", "from the search to the list; in a narrow window to the whole line"),
    ("Esc", "from the search to the list, from there back"),
)
_FILE = "trail.pdf"


class TrailScreen(Screen):
    """The list, and beside it the line looked at."""

    def __init__(
        self,
        ws: Workspace,
        runner: TaskRunner,
        saver: Saver,
        keep: Callable[[], None] = lambda: None,
    ) -> None:
        """`keep` puts on the trail what waits to be: who has just been seen."""
        super().__init__()
        self._keep = keep
        self.controller = TrailController(ws, runner, saver, self)
        self.words = QLineEdit(placeholderText="Name, NHS number, who, what…")
        self.part = drop_down("Everything", "What was done")
        self.by = drop_down("By anybody", "Who did it")
        self.period = drop_down("At any time", "When")
        self.person_button = button("", name="Everybody's trail again, key P")
        self.table = TrailTable()
        self.nothing = NothingHere()
        self.foot = QWidget()
        self.older_words = label("", "quiet", wraps=True)
        self.older_button = button("Older lines", name="Show older lines too, key O")
        self.back_button = button("← Back to the list", "link", name="Back to the list")
        self.leave_button = button("Back", name="Back to where you were, Esc")
        self.panel = TrailPanel()
        self.stack = QStackedWidget()
        self.dialog: QFileDialog | None = None
        self._lay_out()
        self._connect()
        self._add_keys()

    def _lay_out(self) -> None:
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.nothing)
        left = surface("page")
        layout = column(left, spacing=10)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.addWidget(self._search_row())
        layout.addWidget(self.stack, 1)
        foot = row(self.foot, spacing=10)
        foot.addWidget(self.older_words, 1)
        foot.addWidget(self.older_button)
        layout.addWidget(self.foot)
        side = surface("side")
        beside = column(side, spacing=0)
        beside.setContentsMargins(11, 12, 6, 10)
        beside.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeft)
        beside.addWidget(self.panel)
        self.halves = ListAndDetail(left, side, _PANEL_WIDTH)
        column(self, spacing=0).addWidget(self.halves)

    def _search_row(self) -> QWidget:
        made = QWidget()
        sized(made, QWidget.setMinimumWidth, _LIST_WIDTH)
        line = WrappingRow(made)
        self.words.setAccessibleName("Search by name, NHS number, who did it, or what was done")
        self.words.setFixedWidth(240)
        offer(self.part, PARTS)
        offer(self.period, PERIODS)
        for part in (self.words, self.part, self.by, self.period, self.person_button):
            line.addWidget(part)
        line.addWidget(self.leave_button)
        self.person_button.hide()
        self.foot.hide()
        return made

    def _connect(self) -> None:
        source = self.controller
        source.found.connect(self._show_trail)
        source.people_known.connect(self._offer_people)
        source.working_changed.connect(self.context_changed)
        source.written.connect(self._say_written)
        source.failed.connect(self._show_error)
        self.table.row_selected.connect(self._show_row)
        self.table.doubleClicked.connect(self._look_closer)
        self.table.opened.connect(self._look_closer)
        self.words.textChanged.connect(source.type)
        self.words.returnPressed.connect(self.table.setFocus)
        self.part.currentIndexChanged.connect(self._choose_part)
        self.by.currentIndexChanged.connect(self._choose_by)
        self.period.currentIndexChanged.connect(self._choose_period)
        self.person_button.clicked.connect(self.turn_to_person)
        self.panel.only_button.clicked.connect(self.turn_to_person)
        self.panel.write_button.clicked.connect(self.ask_where)
        self.older_button.clicked.connect(source.show_more)
        self.leave_button.clicked.connect(self.back_asked)
        self.back_button.hide()
        self.back_button.clicked.connect(self._back_to_list)
        self.halves.narrowed.connect(self._make_room)

    def _add_keys(self) -> None:
        for key, act in (
            ("F", self._go_to_search),
            ("P", self.turn_to_person),
            ("W", self.ask_where),
            ("O", self._ask_older),
        ):
            add_letter(self, key, act)
        add_key(self, "Ctrl+F", self._go_to_search)

    # -- what the shell asks ----------------------------------------------------------------

    def context(self) -> Context:
        return Context("The trail", "who entered, saw and took out what")

    def keys(self) -> Sequence[Key]:
        return _KEYS

    def more_keys(self) -> Sequence[Key]:
        return _MORE_KEYS

    def status(self) -> str:
        if self.controller.is_working:
            return "Looking…"
        trail = self.controller.trail
        if trail is None:
            return ""
        return f"{grouped(len(trail.rows))} of {grouped(trail.total)} lines shown"

    def activated(self) -> None:
        self._keep()
        self.controller.load()
        self.table.setFocus()

    def open_person(self, nhs_number: str) -> bool:
        """Their trail is shown here."""
        self.controller.narrow(person=nhs_number)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.words.hasFocus() or not self.halves.listing.isVisible():
            self._back_to_list()
        else:
            self.back_asked.emit()

    # -- slots ------------------------------------------------------------------------------

    def _show_trail(self, trail: Trail) -> None:
        self.table.show_rows(trail.rows, is_same)
        self.stack.setCurrentIndex(0 if trail.rows else 1)
        if trail.rows and self.table.current_row() is None:
            self.table.go_to(0)
        if not trail.rows:
            self.panel.show_details(None)
        hint = "Look for fewer words, for anybody, or at any time."
        self.nothing.say("Nothing on the trail is like that.", hint)
        self._show_whose(trail)
        older = trail.total - len(trail.rows)
        self.foot.setVisible(older > 0)
        self.older_words.setText(f"{grouped(older)} older lines are not shown.")
        self.older_button.setText(f"{min(older, AT_ONCE)} older lines")
        self.context_changed.emit()

    def _show_whose(self, trail: Trail) -> None:
        person = trail.person
        name = person.banner_name if person else trail.wish.person
        self.person_button.setText(f"Only {name} ×")
        self.person_button.setVisible(bool(trail.wish.person))
        self.panel.only_button.setText("Everybody" if trail.wish.person else "Only this person")

    def _offer_people(self, names: Sequence[str]) -> None:
        offer(self.by, [(name, name) for name in names])

    def _show_row(self, found: TrailRow | None) -> None:
        self.panel.show_details(self.controller.details(found) if found is not None else None)

    def _look_closer(self) -> None:
        """The line looked at, where it has no room beside the list."""
        self.halves.show_detail()
        if self.halves.is_narrow:
            self.back_button.setFocus()

    def _make_room(self, is_narrow: bool) -> None:
        """What has no room in the list is on the page of the line."""
        self.back_button.setVisible(is_narrow)
        for place in (WHO, SAID):
            self.table.show_column(place, is_shown=not is_narrow)

    def _choose_part(self) -> None:
        self.controller.narrow(part=self.part.currentData())

    def _choose_by(self) -> None:
        self.controller.narrow(by=self.by.currentData())

    def _choose_period(self) -> None:
        self.controller.choose_period(self.period.currentData())

    def turn_to_person(self) -> None:
        """Only the person of the line looked at; if it is one person's already, everybody."""
        if self.controller.wish.person:
            self.controller.narrow(person="")
        elif number := self._number():
            self.controller.narrow(person=number)
        else:
            tell(self, "This line is about nobody, or about several.", "Go to a line about one.")
        self.table.setFocus()

    def _number(self) -> str:
        if self.controller.wish.person:
            return self.controller.wish.person
        found = self.table.current_row()
        whom = found.line.whom if found is not None else ()
        return whom[0] if len(whom) == 1 else ""

    def ask_where(self) -> None:
        """Ask where to write the trail of the person of the line looked at."""
        number = self._number()
        if not number:
            tell(self, "A trail is written for one person.", "Go to a line about them first.")
            return

        def write(name: str) -> None:
            self.controller.write(number, name)

        self.dialog = save_box(self, "Write the trail of one person", _FILE, write)

    def _ask_older(self) -> None:
        if self.controller.is_cut:
            self.controller.show_more()

    def _say_written(self, name: str) -> None:
        tell(self, f"Written: {name}", "It names a patient: keep it safe.")

    def _show_error(self, error: Exception) -> None:
        show_error(self, error)

    def _back_to_list(self) -> None:
        self.halves.show_list()
        self.table.setFocus()

    def _go_to_search(self) -> None:
        self.halves.show_list()
        self.words.setFocus()
        self.words.selectAll()
