"""O in the meeting: what can be made of the case in the room; loaded when first asked for."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from mdt_app.ui.meet.case_state import ShownCase
from mdt_app.ui.meet.controller import MeetController
from mdt_app.ui.saving import LEAVING_S, Saver
from mdt_app.ui.tasks import TaskRunner

if TYPE_CHECKING:
    from mdt_app.ui.outputs.outputs import Outputs

OUTPUTS_KEY = "O"


class OutputsInMeet:
    """Opens the outputs for whoever is shown, and closes them when somebody else is."""

    def __init__(
        self, screen: QWidget, controller: MeetController, runner: TaskRunner, saver: Saver
    ) -> None:
        self._screen, self._controller = screen, controller
        self._runner, self._saver = runner, saver
        self._outputs: Outputs | None = None
        controller.case_shown.connect(self._show_case)

    def open(self) -> None:
        """What is being agreed is recorded first: a letter says what the screen says."""
        from mdt_app.ui.outputs.outputs import open_outputs

        shown = self._controller.shown
        if shown is None:
            return
        self._controller.agreeing.record()
        self._saver.finish(LEAVING_S)
        ws = self._controller.ws
        self._outputs = open_outputs(self._screen.window(), ws, self._runner, self._saver)
        self._outputs.open_case(shown.page.item.meeting, shown.nhs_number)

    def leave(self) -> None:
        """Another screen, the lock or the end comes."""
        if self._outputs is not None:
            self._outputs.book.close_book()

    def _show_case(self, case: ShownCase) -> None:
        if self._outputs is not None:
            self._outputs.show_person(case.nhs_number)
