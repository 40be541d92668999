"""The pages of a meeting that are about no case: who is in the room, and what is still open."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from mdt_app.ui.meet.beside import Beside
from mdt_app.ui.meet.controller import MeetController

if TYPE_CHECKING:
    from mdt_app.ui.meet.open_actions_page import OpenActionsPage
    from mdt_app.ui.meet.whos_here import WhosHerePage


class Asides(QObject):
    """Makes each page when it is first asked for; the case comes back as it was."""

    def __init__(self, controller: MeetController, beside: Beside) -> None:
        super().__init__(controller)
        self._controller = controller
        self._beside = beside
        self.here: WhosHerePage | None = None
        self.undone_yet: OpenActionsPage | None = None

    def show_who_is_here(self) -> None:
        """Who is in the room."""
        if self._controller.shown is None:
            return
        if self.here is None:
            from mdt_app.ui.meet.whos_here import WhosHerePage

            self.here = WhosHerePage(self._controller)
            self.here.left.connect(self._beside.close)
        self._beside.open(self.here, self.here.show_list())

    def show_open_actions(self) -> None:
        """What earlier meetings agreed and nobody has done yet."""
        if self._controller.shown is None:
            return
        if self.undone_yet is None:
            from mdt_app.ui.meet.open_actions_page import OpenActionsPage

            self.undone_yet = OpenActionsPage(self._controller)
            self.undone_yet.left.connect(self._beside.close)
        self._beside.open(self.undone_yet, self.undone_yet.show_open())
