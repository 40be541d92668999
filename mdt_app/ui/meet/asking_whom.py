"""The search box of Ctrl+K, asked for another purpose: whom to look at, whom to add."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from mdt_app.register.queries import people
from mdt_app.ui.find_person import FindPerson
from mdt_app.ui.messages import tell
from mdt_app.ui.names_shown import names
from mdt_app.vault.workspace import Workspace


class AskingWhom(QObject):
    """Asks for one of the people in the store, and hands on who was chosen."""

    def __init__(self, screen: QWidget, ws: Workspace) -> None:
        super().__init__(screen)
        self._screen = screen
        self._ws = ws
        self._take: Callable[[str], None] | None = None
        self.box: FindPerson | None = None

    def ask(self, heading: str, hint: str, take: Callable[[str], None]) -> None:
        """Open the box; `take` is given the NHS number chosen."""
        if names.are_hidden:
            tell(self._screen, "Names are hidden.", "F6 shows them, then ask again.")
            return
        self._take = take
        if self.box is None:
            self.box = FindPerson(self._screen.window())
            self.box.chosen.connect(self._give)
        self.box.ask_for(heading, hint)
        with self._ws.vault.reading() as reading:
            found = sorted(people(reading), key=lambda one: (one.surname, one.forename))
        self.box.open_over(found)

    def _give(self, nhs_number: str) -> None:
        if self._take is not None:
            self._take(nhs_number)
