"""Keeping and erasing: what is due to be looked at again, kept longer or erased. By keyboard."""

from collections.abc import Sequence

from PySide6.QtWidgets import QAbstractButton, QWidget

from mdt_app.errors import UserError
from mdt_app.ui.box import Box
from mdt_app.ui.list_page import ListPage, title_and_state
from mdt_app.ui.parts import add_all, button, label
from mdt_app.ui.retention.boxes import EraseBox, LongerBox, PersonBox, YearsBox
from mdt_app.ui.retention.controller import COUNTING, ERASING, RetentionController
from mdt_app.ui.retention.lines import KeptLine
from mdt_app.ui.rows_model import Column
from mdt_app.ui.saving import Saver
from mdt_app.ui.screen import Context, Key
from mdt_app.ui.tasks import TaskRunner
from mdt_app.ui.trail.watching import note_shown, seen_in
from mdt_app.ui.wrapping import wrapping_row
from mdt_app.vault.roles import ERASE
from mdt_app.vault.workspace import Workspace

_PLACE = "Keeping and erasing"
_NOTHING = "No meeting has ended yet. Each will be here with the day to look at it again."


class RetentionScreen(ListPage[KeptLine]):
    """The list of what is kept, and beside it the line looked at with what can be done."""

    controller: RetentionController

    def __init__(self, ws: Workspace, runner: TaskRunner, saver: Saver) -> None:
        super().__init__(
            Column("Kept", title_and_state),
            "Meetings and people that are kept",
            "What is looked at",
            ("← What is kept", "Back to what is kept"),
        )
        self.controller = RetentionController(ws, runner, saver, self)
        self.title = label("", "person", wraps=True)
        self.state = label("", "heading", wraps=True)
        self.sentence = label("", wraps=True)
        self.years = label("", "quiet", wraps=True)
        self.longer_button = button("Keep longer…", name="Keep longer, key L")
        self.erase_button = button("Erase…", name="Erase, key E")
        self.person_button = button("Somebody by number…", name="Somebody by NHS number, key N")
        self.years_button = button("How long…", name="How long meetings are kept, key Y")
        self.longer_box, self.erase_box = LongerBox(), EraseBox()
        self.person_box, self.years_box = PersonBox(), YearsBox()
        self._lay_out()
        self._connect()

    @property
    def boxes(self) -> tuple[Box, ...]:
        """What can open in place, of which one is open or none."""
        return self.longer_box, self.erase_box, self.person_box, self.years_box

    @property
    def buttons(self) -> tuple[QAbstractButton, ...]:
        return self.longer_button, self.erase_button, self.person_button, self.years_button

    @property
    def held(self) -> tuple[QWidget, ...]:
        return (self.list,) if self.controller.doing == COUNTING else (self.list, *self.boxes)

    def _lay_out(self) -> None:
        said = self.title, self.state, self.sentence
        add_all(self.paper, (*said, wrapping_row(*self.buttons), *self.boxes, self.years))
        self.paper.addStretch(1)

    def _connect(self) -> None:
        controller = self.controller
        self._follow(controller)
        controller.shown.connect(self._show)
        controller.counted.connect(self.erase_box.show_counts)
        for letter, asked, box in zip("LENY", self.buttons, self.boxes, strict=True):
            self._let_open(letter, asked, box)
        self.longer_box.asked.connect(controller.keep_longer)
        self.erase_box.asked.connect(self._erase)
        self.person_box.asked.connect(controller.choose_number)
        self.years_box.asked.connect(controller.keep_for)

    # -- showing ----------------------------------------------------------------------------

    def left(self) -> None:
        """Nobody who was chosen by number stays on the page."""
        self.controller.forget_number()
        self._close_boxes()

    def _show_list(self) -> None:
        self._show_lines(self.controller.lines, self.controller.line)
        self.years.setText(self.controller.kept_words)
        self.years_box.show_years(self.controller.years)

    def _choose(self, line: KeptLine) -> None:
        self.controller.choose(line)

    def _show(self, line: KeptLine | None) -> None:
        self._close_boxes()
        self.title.setText(line.title if line is not None else "Nothing is kept yet")
        self.state.setText(line.state if line is not None else "")
        self.sentence.setText(line.sentence if line is not None else _NOTHING)
        self.longer_button.setVisible(line is not None and line.is_meeting)
        self.erase_button.setVisible(line is not None)
        person = line.id if line is not None and not line.is_meeting else ""
        note_shown(self, _PLACE, person)
        self.context_changed.emit()

    def _open(self, box: Box, *_: object) -> None:
        if box is self.erase_box:
            if not self._may_erase():
                return
            self.erase_box.start_over()
            self.controller.count()
        elif box is self.longer_box:
            self.longer_box.start_over(self.controller.ws.today())
        super()._open(box)

    def _may_erase(self) -> bool:
        """Who may not erase is told so before anything is counted."""
        try:
            self.controller.ws.must_be_allowed(ERASE)
        except UserError as error:
            self._refuse(error)
            return False
        return True

    # -- doing ------------------------------------------------------------------------------

    def _erase(self, because: str, copies_too: bool) -> None:
        if (seen := seen_in(self)) is not None:
            seen.keep()  # that they were looked at is noted before their number goes, not after
        self.controller.erase(because, copies_too=copies_too)

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

    def unsaved(self) -> str:
        return self.controller.doing if self.controller.doing == ERASING else ""
