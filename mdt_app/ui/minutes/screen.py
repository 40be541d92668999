"""Minutes: the meetings and how far their minutes are; amend, approve, add, write. By keyboard."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QListView, QPushButton, QWidget

from mdt_app.errors import UserError
from mdt_app.ui.box import Box
from mdt_app.ui.in_sight import InSight
from mdt_app.ui.list_and_detail import ListAndDetail
from mdt_app.ui.looks import pixels, sized
from mdt_app.ui.messages import drop_refusal, show_error, show_refusal, tell
from mdt_app.ui.minutes.amend_box import AmendBox
from mdt_app.ui.minutes.boxes import AddBox, ApproveBox, ChooseBox, WriteBox
from mdt_app.ui.minutes.controller import ADDED, MinutesController
from mdt_app.ui.minutes.lines import Details, MinutesLine
from mdt_app.ui.minutes.writing import Wanted
from mdt_app.ui.parts import button, clear_layout, column, label, scrolling, surface
from mdt_app.ui.rows_model import Column, RowsModel
from mdt_app.ui.saving import Saver
from mdt_app.ui.screen import Context, Key, Screen
from mdt_app.ui.shortcuts import add_key, add_letter
from mdt_app.ui.tasks import TaskRunner
from mdt_app.ui.wrapping import WrappingRow
from mdt_app.vault.workspace import Workspace

_LIST, _DETAIL = 250, 560
_NOTHING = "No meeting has begun yet. Its minutes will be here once it has."


class _Meetings(QListView):
    """The list of meetings, never so narrow that a line cannot be read."""

    def minimumSizeHint(self) -> QSize:
        return QSize(pixels(_LIST), super().minimumSizeHint().height())


class MinutesScreen(Screen):
    """The list of meetings, and beside it the minutes looked at."""

    back_asked = Signal()

    def __init__(self, ws: Workspace, runner: TaskRunner, saver: Saver) -> None:
        super().__init__()
        self.controller = MinutesController(ws, runner, saver, self)
        self.model: RowsModel[MinutesLine] = RowsModel([Column("Meeting", _listed)], parent=self)
        self.list = _Meetings()
        self.list.setAccessibleName("Meetings and their minutes")
        self.list.setModel(self.model)
        self.list.setSpacing(6)
        self.title = label("", "person", wraps=True)
        self.state = label("", "heading", wraps=True)
        self.sentence = label("", wraps=True)
        self.amend_button = button("Amend…", name="Amend, key A")
        self.approve_button = button("Approve…", name="Approve, key P")
        self.add_button = button("Addendum…", name="Addendum, key D")
        self.write_button = button("Write files…", name="Write files, key W")
        self.back_button = button("← Meetings", "link", name="Back to the meetings")
        self.amend_box = AmendBox(self.controller)
        self.choose_button = button("Which holds…", name="Which approval holds, key H")
        self.approve_box, self.add_box, self.write_box = ApproveBox(), AddBox(), WriteBox()
        self.choose_box = ChooseBox()
        self.changes_heading = label("Amended and added", "heading")
        self._changes = column(spacing=4)
        self._lay_out()
        self._connect()
        self._add_keys()

    @property
    def boxes(self) -> tuple[Box, ...]:
        """What can open in place, of which one is open or none."""
        return self.amend_box, self.approve_box, self.choose_box, self.add_box, self.write_box

    def _lay_out(self) -> None:
        paper = surface("page")
        inner = column(paper, spacing=10, margins=16)
        inner.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self.title, self.state, self.sentence, self._buttons(), *self.boxes):
            inner.addWidget(part)
        inner.addWidget(self.changes_heading)
        inner.addLayout(self._changes)
        inner.addStretch(1)
        area = scrolling(paper, "The minutes")
        self.in_sight = InSight(area, paper)
        self.halves = ListAndDetail(self.list, area, _DETAIL)
        sized(area, QWidget.setMinimumWidth, _DETAIL)
        self.halves.setStretchFactor(0, 1)
        self.halves.setStretchFactor(1, 2)
        self.halves.setSizes([420, 860])
        column(self, spacing=0).addWidget(self.halves)
        self.back_button.setVisible(self.halves.is_narrow)

    def _buttons(self) -> QWidget:
        made = QWidget()
        line = WrappingRow(made, spacing=8)
        for each in (
            self.choose_button,
            self.approve_button,
            self.amend_button,
            self.add_button,
            self.write_button,
        ):
            line.addWidget(each)
        return made

    def _connect(self) -> None:
        controller = self.controller
        controller.listed.connect(self._show_list)
        controller.shown.connect(self._show)
        controller.told.connect(self._tell)
        controller.busy.connect(self._show_busy)
        controller.failed.connect(self._explain)
        self.list.selectionModel().currentChanged.connect(self._choose)
        self.list.activated.connect(self._go_to_detail)
        self.halves.narrowed.connect(self.back_button.setVisible)
        self.back_button.clicked.connect(self._go_to_list)
        for box, each in (
            (self.amend_box, self.amend_button),
            (self.approve_box, self.approve_button),
            (self.choose_box, self.choose_button),
            (self.add_box, self.add_button),
            (self.write_box, self.write_button),
        ):
            each.clicked.connect(partial(self._open, box))
            box.closed.connect(self._close_boxes)
        self.approve_box.asked.connect(controller.approve)
        self.choose_box.chosen.connect(controller.choose_approval)
        self.add_box.asked.connect(controller.add)
        self.add_box.words_edit.typed.connect(self._keep_typed)
        self.write_box.asked.connect(self._ask_where)
        self.amend_box.refused.connect(self._refuse)

    def _add_keys(self) -> None:
        for letter, each in (
            ("A", self.amend_button),
            ("P", self.approve_button),
            ("H", self.choose_button),
            ("D", self.add_button),
            ("W", self.write_button),
        ):
            add_letter(self, letter, partial(self._press, each))
        add_key(self, "Esc", self._back)

    def _press(self, asked: QPushButton) -> None:
        """A key does what its button does, and nothing where that is not offered."""
        if asked.isVisibleTo(self):
            asked.click()

    # -- showing ----------------------------------------------------------------------------

    def activated(self) -> None:
        self.controller.load()
        self.list.setFocus()

    def left(self) -> None:
        """What is half typed is kept."""
        self.controller.texts.keep()

    def open_meeting(self, meeting_id: str) -> None:
        """Look at the minutes of one meeting; '' is the one that waits."""
        if meeting_id:
            self.controller.choose(meeting_id)
            self._mark()
        self.halves.show_detail()
        if not self.list.isVisible():
            self._go_to_detail()

    def _show_list(self) -> None:
        self.model.show_rows(self.controller.lines)
        self._mark()
        self.context_changed.emit()

    def _mark(self) -> None:
        for place, line in enumerate(self.controller.lines):
            if line.meeting.id == self.controller.chosen:
                self.list.setCurrentIndex(self.model.index(place, 0))

    def _choose(self) -> None:
        index = self.list.currentIndex()
        if index.isValid():
            self.controller.choose(self.model.row_at(index).meeting.id)

    def _show(self, details: Details | None) -> None:
        self._close_boxes()
        drop_refusal(self)
        is_there = details is not None
        self.title.setText(details.line.title if details is not None else "No minutes yet")
        self.state.setText(details.line.state if details is not None else "")
        self.sentence.setText(details.sentence if details is not None else _NOTHING)
        is_draft = details is not None and details.is_draft
        self.amend_button.setVisible(is_draft)
        self.approve_button.setVisible(is_draft)
        is_doubtful = details is not None and bool(details.rivals)
        is_approved = details is not None and details.is_approved
        self.choose_button.setVisible(is_doubtful)
        self.add_button.setVisible(is_approved and not is_doubtful)
        self.write_button.setVisible(is_there and not is_doubtful)
        self._show_changes(details)
        if details is not None:
            typed = self.controller.texts.restore((details.line.meeting.id, ADDED))
            self.amend_box.show_details(details)
            self.approve_box.show_details(details)
            self.choose_box.show_details(details)
            self.add_box.show_details(details, typed)
            self.write_box.show_details(details)
        self.context_changed.emit()

    def _show_changes(self, details: Details | None) -> None:
        clear_layout(self._changes)
        lines = list(details.changes) if details is not None else []
        self.changes_heading.setVisible(bool(lines))
        for line in lines:
            self._changes.addWidget(label(line, wraps=True))

    def _open(self, box: Box, *_: object) -> None:
        """Open one box in place; whichever was open closes, and keeps what is typed."""
        for each in self.boxes:
            each.setVisible(each is box)
        self.halves.show_detail()
        box.begin()
        self.context_changed.emit()

    def _close_boxes(self) -> None:
        at = self.focusWidget()
        was_inside = any(box.isAncestorOf(at) for box in self.boxes) if at is not None else False
        for box in self.boxes:
            box.hide()
        if was_inside or not self.window().focusWidget():
            self._rest()
        self.context_changed.emit()

    def _rest(self) -> None:
        """Put the keyboard where letters are keys again."""
        if self.list.isVisible():
            self.list.setFocus()
        else:
            self.write_button.setFocus()

    def _go_to_detail(self) -> None:
        self.halves.show_detail()
        first = self.choose_button, self.approve_button, self.add_button, self.write_button
        for each in first:
            if each.isVisibleTo(self):
                each.setFocus()
                return

    def _go_to_list(self) -> None:
        self.halves.show_list()
        self.list.setFocus()

    def _back(self) -> None:
        """Out of what is open: a box, the minutes in a narrow window, the screen."""
        if any(box.isVisible() for box in self.boxes):
            self._close_boxes()
        elif not self.list.isVisible():
            self._go_to_list()
        elif not self.list.hasFocus():
            self.list.setFocus()
        else:
            self.back_asked.emit()

    # -- doing ------------------------------------------------------------------------------

    def _keep_typed(self, about: str, _field: str, text: str, caret: int) -> None:
        self.controller.texts.type((about, ADDED), text, caret)
        self.context_changed.emit()

    def _ask_where(self, wanted: Wanted) -> None:
        self.dialog = QFileDialog(self, "Write the files into", str(Path.home()))
        self.dialog.setFileMode(QFileDialog.FileMode.Directory)
        self.dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def chosen(folder: str) -> None:
            self.controller.write(wanted, Path(folder))

        self.dialog.fileSelected.connect(chosen)
        self.dialog.open()

    def undo(self) -> None:
        if self.controller.details is not None and self.controller.details.is_draft:
            self.controller.undo()

    def _show_busy(self, words: str) -> None:
        for each in (self.approve_button, self.amend_button, self.add_button, self.write_button):
            each.setEnabled(not words)
        for box in self.boxes:
            box.setEnabled(not words)
        self.context_changed.emit()

    def _tell(self, message: str, hint: str) -> None:
        tell(self, message, hint)
        self.context_changed.emit()

    def _explain(self, error: Exception) -> None:
        show_error(self, error)
        self.context_changed.emit()

    def _refuse(self, error: UserError) -> None:
        show_refusal(self, error)

    # -- around it --------------------------------------------------------------------------

    def context(self) -> Context:
        details = self.controller.details
        if details is None:
            return Context("Minutes")
        return Context("Minutes", details.line.title, details.line.state)

    def keys(self) -> Sequence[Key]:
        details = self.controller.details
        if details is None:
            return ()
        more: tuple[Key, ...] = ()
        if details.rivals:
            return (("H", "which approval holds"),)
        if details.is_draft:
            more = (("P", "approve"), ("A", "amend"))
        elif details.is_approved:
            more = (("D", "addendum"),)
        return (*more, ("W", "write files"))

    def more_keys(self) -> Sequence[Key]:
        return (
            ("↑ ↓", "the meetings"),
            ("Enter", "to the minutes of the meeting"),
            ("Ctrl+Enter", "in the words: keep them"),
            ("Ctrl+Z", "undo the last amendment of a draft"),
            ("Esc", "close what is open, then back; nothing typed is lost"),
        )

    def status(self) -> str:
        return self.controller.doing

    def unsaved(self) -> str:
        return self.controller.unsaved()


def _listed(line: MinutesLine) -> str:
    return f"{line.title}\n{line.state}"
