"""N: somebody is brought up in the meeting who was not on its list."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from mdt_app.errors import UserError
from mdt_app.meeting.agenda import add_to_agenda, refuse_objecting
from mdt_app.meeting.values import AgendaItem
from mdt_app.register.queries import person_by_number
from mdt_app.ui.meet.asking_whom import AskingWhom
from mdt_app.ui.meet.controller import MeetController
from mdt_app.ui.names_shown import names

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from mdt_app.ui.meet.add_box import AddBox


class Adding(QObject):
    """Asks whom, then how; the case before the room stays before it."""

    said = Signal(str, str)
    left = Signal()
    """The keyboard goes back to where it rests."""

    def __init__(self, screen: "QWidget", controller: MeetController, whom: AskingWhom) -> None:
        super().__init__(controller)
        self._screen = screen
        self._controller = controller
        self._whom = whom
        self.box: AddBox | None = None
        names.changed.connect(self.forget)  # it says whom by name

    def ask(self) -> None:
        """Ask whom to add."""
        if self._controller.shown is not None:
            hint = "Enter goes on with the marked person; nothing is added yet."
            self._whom.ask("Add a person to this meeting", hint, self.ask_how)

    def ask_how(self, nhs_number: str) -> None:
        """Ask where on the list and why, unless the person is there or does not want it."""
        controller = self._controller
        place = controller.place_of(nhs_number)
        if place is not None:
            number = f"case {place + 1} of {len(controller.items)}"
            self.said.emit(f"This person is on the list already: {number}.", "Ctrl+K goes there.")
            return
        with controller.ws.vault.reading() as reading:
            person = person_by_number(reading, nhs_number)
            try:
                refuse_objecting(reading, nhs_number)
            except UserError as error:
                controller.refused.emit(error)
                return
        if person is not None:
            self._made().open_for(person, self._screen.rect())

    def _made(self) -> "AddBox":
        if self.box is None:
            from mdt_app.ui.meet.add_box import AddBox

            self.box = AddBox(self._screen)
            self.box.added.connect(self._add)
            self.box.left.connect(self.left)
        return self.box

    def forget(self) -> None:
        """Another case is before the room."""
        if self.box is not None:
            self.box.forget()

    def _add(self, nhs_number: str, is_next: bool, reason: str) -> None:
        controller = self._controller
        if controller.meeting is None or controller.shown is None:
            return
        ws, meeting = controller.ws, controller.meeting.id
        after = controller.shown.page.item if is_next else None

        def add() -> AgendaItem:
            return add_to_agenda(
                ws, meeting, nhs_number, after=after, is_late=True, late_reason=reason
            )

        def done(item: AgendaItem) -> None:
            controller.read_agenda_again()
            controller.find_reasons()
            person = controller.listed.people.get(item.nhs_number)
            place = controller.place_of(item.nhs_number) or 0
            name = person.surname.upper() if person is not None else "the person"
            self.said.emit(f"Added: {name}, as case {place + 1}.", "Ctrl+Z takes it back.")

        controller.saves.save(nhs_number, add, done)
