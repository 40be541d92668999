"""The state behind keeping and erasing: what is kept, the line looked at, and what is done."""

from datetime import date

from PySide6.QtCore import QObject, Signal

from mdt_app.clinical.nhs_number import bare, has_valid_check_digit
from mdt_app.clinical.words import counted
from mdt_app.errors import UserError
from mdt_app.meeting.erasing import (
    Erasable,
    Erased,
    erasable_meeting,
    erasable_person,
    erase_meeting,
    erase_person,
)
from mdt_app.meeting.retention import keep_for, keep_longer, retention_years
from mdt_app.ui.list_controller import EnteringController
from mdt_app.ui.retention.lines import KeptLine, kept_lines, kept_words, line_of_number
from mdt_app.ui.saving import LEAVING_S, Saver
from mdt_app.ui.tasks import Progress, TaskRunner
from mdt_app.vault.workspace import Workspace

COUNTING, ERASING = "Counting…", "Erasing…"


class RetentionController(EnteringController):
    """Knows what is kept. Counting and erasing are done off the screen."""

    shown = Signal(object)
    """The `KeptLine` looked at, or None."""
    counted = Signal(object)
    """The `Erasable` of the line looked at."""

    def __init__(
        self, ws: Workspace, runner: TaskRunner, saver: Saver, parent: QObject | None = None
    ) -> None:
        super().__init__(ws, runner, saver, parent)
        self.lines: list[KeptLine] = []
        self.years = 0
        self.kept_words = ""
        self.line: KeptLine | None = None
        self._by_number: KeptLine | None = None
        self._saver = saver

    def load(self) -> None:
        """Read again what is kept; the line looked at stays if it is still there."""
        with self.ws.vault.reading() as reading:
            self.years = retention_years(reading)
            self.lines = kept_lines(reading, self.ws.today())
            self.kept_words = kept_words(reading, self.years)
        if self._by_number is not None:
            self.lines = [self._by_number, *self.lines]
        known = {line.id: line for line in self.lines}
        at = self.line.id if self.line is not None else ""
        self.line = known.get(at) or (self.lines[0] if self.lines else None)
        self.listed.emit()
        self.shown.emit(self.line)

    def choose(self, line: KeptLine) -> None:
        """Look at another line."""
        if line != self.line:
            self.line = line
            self.shown.emit(line)

    def choose_number(self, typed: str) -> None:
        """Look at somebody by NHS number."""
        number = bare(typed)
        if not has_valid_check_digit(number):
            error = UserError("That is not an NHS number.", "Ten digits, as on the record.")
            self.failed.emit(error)
            return
        with self.ws.vault.reading() as reading:
            self._by_number = self.line = line_of_number(reading, number)
        self.load()

    def forget_number(self) -> None:
        """Leave whoever was chosen by number: the page begins anew."""
        self._by_number = None

    def count(self) -> None:
        """Count what an erasure of the line looked at would take."""
        ws, line = self.ws, self.line
        if line is None:
            return

        def job(_progress: Progress) -> Erasable:
            asked = erasable_meeting if line.is_meeting else erasable_person
            return asked(ws, line.id)

        self._start(COUNTING, job, self.counted.emit)

    def erase(self, because: str, *, copies_too: bool) -> None:
        """Erase the line looked at for good."""
        ws, line = self.ws, self.line
        if line is None:
            return
        self._saver.finish(LEAVING_S)

        def job(_progress: Progress) -> Erased:
            done = erase_meeting if line.is_meeting else erase_person
            return done(ws, line.id, because, copies_too=copies_too)

        def done(erased: Erased) -> None:
            self._by_number = None
            gone = (
                f" {counted(erased.copies_deleted, 'older backup')} deleted." if copies_too else ""
            )
            self.told.emit(
                f"Erased, as number {erased.number}: {counted(erased.entries, 'entry', 'entries')}"
                f" left as stubs.{gone}",
                "Write the number on the papers of this decision. Printed and sent copies are not"
                " reached.",
            )
            self.load()

        self._start(ERASING, job, done)

    def keep_longer(self, on: date, reason: str) -> None:
        """Look at the meeting again on another day."""
        ws, line = self.ws, self.line
        if line is not None:
            self._save(lambda: keep_longer(ws, line.id, on, reason), "The meeting is kept longer.")

    def keep_for(self, years: int) -> None:
        """Keep meetings for so many years."""
        ws = self.ws
        words = f"Meetings are looked at again after {counted(years, 'year')}."
        self._save(lambda: keep_for(ws, years), words)
