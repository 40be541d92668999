"""How the flags of the person shown stand against the last meeting, asked behind the screen."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from mdt_app.flags.in_force import pack_in_force
from mdt_app.meeting.case_page import since_last_time
from mdt_app.ui.prepare.lines import CaseLine
from mdt_app.ui.tasks import Progress, TaskRunner
from mdt_app.vault.workspace import Workspace

Words = Mapping[str, str]
"""What changed about each flag, by rule."""


class SinceAsked(QObject):
    """Asks about one person at a time, and keeps the answer until somebody else is asked about."""

    found = Signal(str)
    """Of whom it is known now."""
    failed = Signal(object)

    def __init__(self, ws: Workspace, runner: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._ws = ws
        self._runner = runner
        self._number = ""
        self._words: Words = {}
        self._question = 0

    def words_about(self, line: CaseLine) -> Words:
        """What is known now: until the answer is there, which flags are new, as the list has it."""
        known = self._words if line.nhs_number == self._number else {}
        return known or dict.fromkeys(line.case.new, "new")

    def ask(self, line: CaseLine) -> None:
        """Work it out, unless that was asked about this person already."""
        if line.nhs_number == self._number or not line.case.raised:
            return
        self.forget()
        self._number = line.nhs_number
        question, number, ws = self._question, line.nhs_number, self._ws

        def job(_progress: Progress) -> Words:
            with ws.vault.reading() as reading:
                pack = pack_in_force(reading)
                since = since_last_time(reading, pack, number, ws.today())
            return {rule: each.words for rule, each in since.items()}

        def take(words: Words) -> None:
            if question == self._question:  # nobody else was asked about meanwhile
                self._words = words
                self.found.emit(number)

        self._runner.start(job, owner=self, on_done=take, on_error=self.failed.emit)

    def forget(self) -> None:
        """The list is another one: what was worked out may not hold."""
        self._question += 1
        self._number, self._words = "", {}
