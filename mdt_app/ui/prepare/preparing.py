"""What the records of those chosen say besides, read behind the screen: see `prepared`."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Signal

from mdt_app.meeting.prepared import Prepared, prepared_about
from mdt_app.register.values import Person
from mdt_app.ui.tasks import Progress, TaskRunner
from mdt_app.vault.workspace import Workspace


class Preparing(QObject):
    """Reads each record once, until the list is another one."""

    found = Signal(object)
    """What the records say, by NHS number."""
    failed = Signal(object)

    def __init__(self, ws: Workspace, runner: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._ws = ws
        self._runner = runner
        self._asked: set[str] = set()
        self._list = 0

    def ask(self, whom: Sequence[Person]) -> None:
        """Read the records of those who were not asked for yet."""
        people = [person for person in whom if person.nhs_number not in self._asked]
        if not people:
            return
        self._asked.update(person.nhs_number for person in people)
        ws, asked_for = self._ws, self._list

        def job(_progress: Progress) -> Mapping[str, Prepared]:
            with ws.vault.reading() as reading:
                return prepared_about(reading, people, ws.today())

        def take(found: Mapping[str, Prepared]) -> None:
            if asked_for == self._list:
                self.found.emit(found)

        self._runner.start(job, owner=self, on_done=take, on_error=self.failed.emit)

    def forget(self) -> None:
        """The list is another one: the records may be."""
        self._list += 1
        self._asked.clear()
