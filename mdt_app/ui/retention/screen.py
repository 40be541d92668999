"""Keeping and erasing: what is due to be looked at again, kept longer or erased. By keyboard."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListView, QWidget

from mdt_app.errors import UserError
from mdt_app.ui.box import Box
from mdt_app.ui.in_sight import InSight
from mdt_app.ui.list_and_detail import ListAndDetail
from mdt_app.ui.looks import pixels, sized
from mdt_app.ui.messages import drop_refusal, show_error, show_refusal, tell
from mdt_app.ui.parts import button, column, label, scrolling, surface
from mdt_app.ui.retention.boxes import EraseBox, LongerBox, PersonBox, YearsBox
from mdt_app.ui.retention.controller import RetentionController
from mdt_app.ui.retention.lines import KeptLine
from mdt_app.ui.rows_model import Column, RowsModel
from mdt_app.ui.saving import Saver
from mdt_app.ui.screen import Context, Key, Screen
from mdt_app.ui.shortcuts import add_key, add_letter
from mdt_app.ui.tasks import TaskRunner
from mdt_app.ui.trail.watching import note_shown, seen_in
from mdt_app.ui.wrapping import WrappingRow
from mdt_app.vault.roles import ERASE
from mdt_app.vault.workspace import Workspace

_LIST, _DETAIL = 250, 560
_PLACE = "Keeping and erasing"
_NOTHING = "No meeting has ended yet. Each will be here with the day to look at it again."


class _Kept(QListView):
    """The list, never so narrow that a line cannot be read."""

    def minimumSizeHint(self) -> QSize:
        return QSize(pixels(_LIST), super().minimumSizeHint().height())


class RetentionScreen(Screen):
    """The list of what is kept, and beside it the line looked at with what can be done."""

    back_asked = Signal()

    def __init__(self, ws: Workspace, runner: TaskRunner, saver: Saver) -> None:
        super().__init__()
        self.controller = RetentionController(ws, runner, saver, self)
        self.model: RowsModel[KeptLine] = RowsModel([Column("Kept", _listed)], parent=self)
        self.list = _Kept()
        self.list.setAccessibleName("Meetings and people that are kept")
        self.list.setModel(self.model)
        self.list.setSpacing(6)
        self.title = label("", "person", wraps=True)
        self.state = label("", "heading", wraps=True)
        self.sentence = label("", wraps=True)
        self.years = label("", "quiet", wraps=True)
        self.longer_button = button("Keep longer…", name="Keep longer, key L")
        self.erase_button = button("Erase…", name="Erase, key E")
        self.person_button = button("Somebody by number…", name="Somebody by NHS number, key N")
        self.years_button = button("How long…", name="How long meetings are kept, key Y")
        self.back_button = button("← What is kept", "link", name="Back to what is kept")
        self.longer_box, self.erase_box = LongerBox(), EraseBox()
        self.person_box, self.years_box = PersonBox(), YearsBox()
        self._lay_out()
        self._connect()
        self._add_keys()

    @property
    def boxes(self) -> tuple[Box, ...]:
        """What can open in place, of which one is open or none."""
        return self.longer_box, self.erase_box, self.person_box, self.years_box

    def _buttons(self) -> tuple[QWidget, ...]:
        return self.longer_button, self.erase_button, self.person_button, self.years_button

    def _lay_out(self) -> None:
        paper, line = surface("page"), QWidget()
        across = WrappingRow(line, spacing=8)
        for each in self._buttons():
            across.addWidget(each)
        inner = column(paper, spacing=10, margins=16)
        inner.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self.title, self.state, self.sentence, line, *self.boxes, self.years):
            inner.addWidget(part)
        inner.addStretch(1)
        area = scrolling(paper, "What is looked at")
        self.in_sight = InSight(area, paper)
        self.halves = ListAndDetail(self.list, area, _DETAIL)
        sized(area, QWidget.setMinimumWidth, _DETAIL)
        self.halves.setStretchFactor(0, 1)
        self.halves.setStretchFactor(1, 2)
        self.halves.setSizes([420, 860])
        column(self, spacing=0).addWidget(self.halves)
        self.back_button.setVisible(self.halves.is_narrow)

    def _connect(self) -> None:
        controller = self.controller
        controller.listed.connect(self._show_list)
        controller.shown.connect(self._show)
        controller.counted.connect(self.erase_box.show_counts)
        controller.told.connect(self._tell)
        controller.busy.connect(self._show_busy)
        controller.failed.connect(self._explain)
        self.list.selectionModel().currentChanged.connect(self._choose)
        self.list.activated.connect(self._go_to_detail)
        self.halves.narrowed.connect(self.back_button.setVisible)
        self.back_button.clicked.connect(self._go_to_list)
        for box, each in zip(
            self.boxes,
            (self.longer_button, self.erase_button, self.person_button, self.years_button),
            strict=True,
        ):
            each.clicked.connect(partial(self._open, box))
            box.closed.connect(self._close_boxes)
        self.longer_box.asked.connect(controller.keep_longer)
        self.longer_box.refused.connect(self._refuse)
        self.erase_box.asked.connect(self._erase)
        self.person_box.asked.connect(controller.choose_number)
        self.years_box.asked.connect(controller.keep_for)
        self.years_box.refused.connect(self._refuse)

    def _add_keys(self) -> None:
        for letter, each in (
            ("L", self.longer_button),
            ("E", self.erase_button),
            ("N", self.person_button),
            ("Y", self.years_button),
        ):
            add_letter(self, letter, each.click)
        add_key(self, "Esc", self._back)

    # -- showing ----------------------------------------------------------------------------

    def activated(self) -> None:
        self.controller.load()
        self.list.setFocus()

    def left(self) -> None:
        """Nobody who was chosen by number stays on the page."""
        self.controller.forget_number()
        self._close_boxes()

    def _show_list(self) -> None:
        self.model.show_rows(self.controller.lines)
        self.years.setText(self.controller.kept_words)
        self.years_box.show_years(self.controller.years)
        for place, line in enumerate(self.controller.lines):
            if line == self.controller.line:
                self.list.setCurrentIndex(self.model.index(place, 0))
        self.context_changed.emit()

    def _choose(self) -> None:
        index = self.list.currentIndex()
        if index.isValid():
            self.controller.choose(self.model.row_at(index))

    def _show(self, line: KeptLine | None) -> None:
        self._close_boxes()
        drop_refusal(self)
        self.title.setText(line.title if line is not None else "Nothing is kept yet")
        self.state.setText(line.state if line is not None else "")
        self.sentence.setText(line.sentence if line is not None else _NOTHING)
        self.longer_button.setVisible(line is not None and line.is_meeting)
        self.erase_button.setVisible(line is not None)
        person = line.id if line is not None and not line.is_meeting else ""
        note_shown(self, _PLACE, person)
        self.context_changed.emit()

    def _open(self, box: Box, *_: object) -> None:
        if box is self.erase_box and not self._may_erase():
            return
        for each in self.boxes:
            each.setVisible(each is box)
        if box is self.erase_box:
            self.erase_box.start_over()
            self.controller.count()
        elif box is self.longer_box:
            self.longer_box.start_over(self.controller.ws.today())
        self.halves.show_detail()
        box.begin()
        self.context_changed.emit()

    def _may_erase(self) -> bool:
        """Who may not erase is told so before anything is counted."""
        try:
            self.controller.ws.must_be_allowed(ERASE)
        except UserError as error:
            show_refusal(self, error)
            return False
        return True

    def _close_boxes(self) -> None:
        at = self.focusWidget()
        was_inside = any(box.isAncestorOf(at) for box in self.boxes) if at is not None else False
        for box in self.boxes:
            box.hide()
        if was_inside:
            self._rest()
        self.context_changed.emit()

    def _rest(self) -> None:
        """Put the keyboard where letters are keys again."""
        if self.list.isVisible():
            self.list.setFocus()
        else:
            self.person_button.setFocus()

    def _go_to_detail(self) -> None:
        self.halves.show_detail()
        for each in self._buttons():
            if each.isVisibleTo(self):
                each.setFocus()
                return

    def _go_to_list(self) -> None:
        self.halves.show_list()
        self.list.setFocus()

    def _back(self) -> None:
        """Out of what is open: a box, the line in a narrow window, the screen."""
        if any(box.isVisible() for box in self.boxes):
            self._close_boxes()
        elif not self.list.isVisible():
            self._go_to_list()
        elif not self.list.hasFocus():
            self.list.setFocus()
        else:
            self.back_asked.emit()

    # -- doing ------------------------------------------------------------------------------

    def _erase(self, because: str, copies_too: bool) -> None:
        if (seen := seen_in(self)) is not None:
            seen.keep()  # that they were looked at is noted before their number goes, not after
        self.controller.erase(because, copies_too=copies_too)

    def _show_busy(self, words: str) -> None:
        for box in self.boxes:
            box.setEnabled(not words or words.startswith("Counting"))
        self.list.setEnabled(not words)
        self.context_changed.emit()

    def _tell(self, message: str, hint: str) -> None:
        self._close_boxes()
        tell(self, message, hint)
        self.context_changed.emit()

    def _explain(self, error: Exception) -> None:
        show_error(self, error)
        self.context_changed.emit()

    def _refuse(self, error: UserError) -> None:
        show_refusal(self, error)

    # -- around it --------------------------------------------------------------------------

    def context(self) -> Context:
        due = sum(line.is_due for line in self.controller.lines)
        return Context(_PLACE, f"{due} to look at")

    def keys(self) -> Sequence[Key]:
        line = self.controller.line
        more: tuple[Key, ...] = ()
        if line is not None:
            more = (("L", "keep longer"),) if line.is_meeting else ()
            more = (*more, ("E", "erase"))
        return (*more, ("N", "somebody by number"), ("Y", "how long"))

    def more_keys(self) -> Sequence[Key]:
        return (
            ("↑ ↓", "what is kept"),
            ("Enter", "to what can be done"),
            ("Esc", "close what is open, then back"),
        )

    def status(self) -> str:
        return self.controller.doing

    def unsaved(self) -> str:
        return self.controller.doing if self.controller.doing == "Erasing…" else ""


def _listed(line: KeptLine) -> str:
    return f"{line.title}\n{line.state}"
