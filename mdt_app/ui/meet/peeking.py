"""K: look at another person without leaving the case, and come back as if nothing had been."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from mdt_app.errors import UserError
from mdt_app.ui.meet.agenda_view import AgendaView
from mdt_app.ui.meet.asking_whom import AskingWhom
from mdt_app.ui.meet.beside import Beside
from mdt_app.ui.meet.controller import MeetController
from mdt_app.ui.meet.words import name_of
from mdt_app.ui.names_shown import names

if TYPE_CHECKING:
    from mdt_app.ui.meet.peek_page import PeekPage

LOOKING_ONLY = "Looking only: nothing can be recorded here"


class Peeking(QObject):
    """Opens and closes the page. The controller keeps its case, draft and clock throughout."""

    looked = Signal(str)
    """This person is looked at; '' when nobody is any more."""

    def __init__(
        self, controller: MeetController, beside: Beside, whom: AskingWhom, agenda: AgendaView
    ) -> None:
        super().__init__(controller)
        self._controller = controller
        self._beside = beside
        self._whom = whom
        self._agenda = agenda
        self.page: PeekPage | None = None
        beside.closed.connect(self._forget)
        names.changed.connect(self._look_again)

    @property
    def is_open(self) -> bool:
        return self.page is not None and self._beside.page is self.page

    def ask(self) -> None:
        """Look at who is marked in the list, or ask whom."""
        shown = self._controller.shown
        if shown is None:
            return
        marked = self._agenda.marked
        if self._agenda.hasFocus() and marked not in ("", shown.nhs_number):
            self.look_at(marked)
        else:
            self.ask_whom()

    def ask_whom(self) -> None:
        self._whom.ask("Look at another person", "Enter looks at the marked person.", self.look_at)

    def look_at(self, nhs_number: str) -> None:
        """Show this person, read only."""
        controller = self._controller
        before_room = controller.shown
        if before_room is None:
            return
        try:
            case = controller.peek_at(nhs_number)
        except UserError as error:
            controller.failed.emit(error)
            return
        page = self._made()
        page.show_case(case, controller.on, name_of(before_room.page.record.person))
        self._beside.open(page, page.back_button)
        self.looked.emit(nhs_number)

    def _made(self) -> "PeekPage":
        if self.page is None:
            from mdt_app.ui.meet.peek_page import PeekPage

            self.page = PeekPage()
            self.page.left.connect(self._beside.close)
            self.page.another_asked.connect(self.ask_whom)
        return self.page

    def _look_again(self) -> None:
        if self.page is not None and self.is_open:
            self.look_at(self.page.nhs_number)

    def _forget(self) -> None:
        if self.page is not None:
            self.page.clear()
            self.looked.emit("")
