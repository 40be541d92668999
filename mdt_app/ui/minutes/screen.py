"""Minutes: the meetings and how far their minutes are; amend, approve, add, write. By keyboard."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QWidget

from mdt_app.ui.box import Box
from mdt_app.ui.list_page import ListPage, title_and_state
from mdt_app.ui.minutes.amend_box import AmendBox
from mdt_app.ui.minutes.boxes import AddBox, ApproveBox, ChooseBox, WriteBox
from mdt_app.ui.minutes.controller import ADDED, MinutesController
from mdt_app.ui.minutes.lines import Details, MinutesLine
from mdt_app.ui.minutes.writing import Wanted
from mdt_app.ui.parts import add_all, button, clear_layout, column, label
from mdt_app.ui.rows_model import Column
from mdt_app.ui.saving import Saver
from mdt_app.ui.screen import Context, Key
from mdt_app.ui.tasks import TaskRunner
from mdt_app.ui.wrapping import wrapping_row
from mdt_app.vault.workspace import Workspace

_NOTHING = "No meeting has begun yet. Its minutes will be here once it has."


class MinutesScreen(ListPage[MinutesLine]):
    """The list of meetings, and beside it the minutes looked at."""

    controller: MinutesController

    def __init__(self, ws: Workspace, runner: TaskRunner, saver: Saver) -> None:
        super().__init__(
            Column("Meeting", title_and_state),
            "Meetings and their minutes",
            "The minutes",
            ("← Meetings", "Back to the meetings"),
        )
        self.controller = MinutesController(ws, runner, saver, self)
        self.title = label("", "person", wraps=True)
        self.state = label("", "heading", wraps=True)
        self.sentence = label("", wraps=True)
        self.amend_button = button("Amend…", name="Amend, key A")
        self.approve_button = button("Approve…", name="Approve, key P")
        self.add_button = button("Addendum…", name="Addendum, key D")
        self.write_button = button("Write files…", name="Write files, key W")
        self.amend_box = AmendBox(self.controller)
        self.choose_button = button("Which holds…", name="Which approval holds, key H")
        self.approve_box, self.add_box, self.write_box = ApproveBox(), AddBox(), WriteBox()
        self.choose_box = ChooseBox()
        self.changes_heading = label("Amended and added", "heading")
        self._changes = column(spacing=4)
        self._lay_out()
        self._connect()

    @property
    def boxes(self) -> tuple[Box, ...]:
        """What can open in place, of which one is open or none."""
        return self.amend_box, self.approve_box, self.choose_box, self.add_box, self.write_box

    @property
    def buttons(self) -> tuple[QAbstractButton, ...]:
        return (
            *(self.choose_button, self.approve_button, self.amend_button),
            *(self.add_button, self.write_button),
        )

    @property
    def held(self) -> tuple[QWidget, ...]:
        return (*self.boxes, *self.buttons)

    def _lay_out(self) -> None:
        said = self.title, self.state, self.sentence
        add_all(self.paper, (*said, wrapping_row(*self.buttons), *self.boxes))
        self.paper.addWidget(self.changes_heading)
        self.paper.addLayout(self._changes)
        self.paper.addStretch(1)

    def _connect(self) -> None:
        controller = self.controller
        self._follow(controller)
        controller.shown.connect(self._show)
        for letter, asked, box in (
            ("A", self.amend_button, self.amend_box),
            ("P", self.approve_button, self.approve_box),
            ("H", self.choose_button, self.choose_box),
            ("D", self.add_button, self.add_box),
            ("W", self.write_button, self.write_box),
        ):
            self._let_open(letter, asked, box)
        self.approve_box.asked.connect(controller.approve)
        self.choose_box.chosen.connect(controller.choose_approval)
        self.add_box.asked.connect(controller.add)
        self.add_box.words_edit.typed.connect(self._keep_typed)
        self.write_box.asked.connect(self._ask_where)

    # -- showing ----------------------------------------------------------------------------

    def left(self) -> None:
        """What is half typed is kept."""
        self.controller.texts.keep()

    def open_meeting(self, meeting_id: str) -> None:
        """Look at the minutes of one meeting; '' is the one that waits."""
        if meeting_id:
            self.controller.choose(meeting_id)
            self._mark(self.controller.line)
        self.halves.show_detail()
        if not self.list.isVisible():
            self._go_to_detail()

    def _show_list(self) -> None:
        self._show_lines(self.controller.lines, self.controller.line)

    def _choose(self, line: MinutesLine) -> None:
        self.controller.choose(line.meeting.id)

    def _show(self, details: Details | None) -> None:
        self._close_boxes()
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

    def unsaved(self) -> str:
        return self.controller.unsaved()
