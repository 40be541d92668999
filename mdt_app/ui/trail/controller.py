"""The state behind the trail: what is looked for, what was found, and the line looked at."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from mdt_app.meeting.trail import (
    Trail,
    TrailRow,
    Wish,
    everyone_on_it,
    read_trail,
    trail_details,
)
from mdt_app.ui.saving import LEAVING_S, Saver
from mdt_app.ui.tasks import Progress, TaskRunner
from mdt_app.vault.workspace import Workspace

AT_ONCE = 500
"""So many lines are shown; more are asked for."""
_TYPING_MS = 250
PERIODS: Sequence[tuple[str, str]] = (
    ("0", "Today"),
    ("6", "The last 7 days"),
    ("29", "The last 30 days"),
    ("364", "The last 12 months"),
)
"""How many days before today, and in words."""


class TrailController(QObject):
    """Asks for lines off the screen; an answer to a question that is over is dropped."""

    found = Signal(object)
    """The `Trail` that was asked for."""
    people_known = Signal(object)
    """The names of all who are on it."""
    working_changed = Signal(bool)
    written = Signal(str)
    """The name of the file with one person's trail."""
    failed = Signal(object)

    def __init__(
        self, ws: Workspace, runner: TaskRunner, saver: Saver, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.wish = Wish()
        self.period = ""
        self.trail: Trail | None = None
        self.is_working = False
        self._ws = ws
        self._runner = runner
        self._saver = saver
        self._most = AT_ONCE
        self._question = 0
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._typing.timeout.connect(self.ask)

    def load(self) -> None:
        """Look again, and say who is on it."""
        self._saver.finish(LEAVING_S)  # what was just seen is on it
        self.ask()

    def narrow(self, **wanted: Any) -> None:
        """Look for something else: person, by, part."""
        self._change(replace(self.wish, **wanted))
        self.ask()

    def type(self, text: str) -> None:
        """Look for words, once the typing pauses."""
        self._change(replace(self.wish, text=text.strip()))
        self._typing.start()

    def choose_period(self, days: str) -> None:
        """So many days before today and today; '' is any time."""
        self.period = days
        self.narrow(since=self._first_day(days))

    def show_more(self) -> None:
        """Older lines too."""
        self._most += AT_ONCE
        self.ask()

    @property
    def is_cut(self) -> bool:
        """Whether there are older lines than those shown."""
        return self.trail is not None and self.trail.total > len(self.trail.rows)

    def ask(self) -> None:
        """Find what is looked for now."""
        self._typing.stop()
        self._question += 1
        question, ws, wish, most = self._question, self._ws, self.wish, self._most

        def job(_progress: Progress) -> tuple[int, Trail, Sequence[str]]:
            with ws.vault.reading() as reading:
                return question, read_trail(reading, wish, most), everyone_on_it(reading)

        self._run(job, self._take)

    def details(self, row: TrailRow) -> Any:
        """Everything about one line."""
        with self._ws.vault.reading() as reading:
            return trail_details(reading, row)

    def write(self, nhs_number: str, name: str) -> None:
        """Write one person's trail, of the period looked at, as PDF."""
        ws = self._ws
        wish = Wish(person=nhs_number, since=self.wish.since, until=self.wish.until)

        def job(_progress: Progress) -> str:
            from mdt_app.documents.trail_pdf import write_trail

            write_trail(ws, wish, Path(name))
            return Path(name).name

        self._run(job, self._say_written)

    def _first_day(self, days: str) -> date | None:
        return self._ws.today() - timedelta(days=int(days)) if days else None

    def _change(self, wish: Wish) -> None:
        self.wish, self._most = wish, AT_ONCE

    def _run(self, job: Callable[[Progress], Any], on_done: Callable[[Any], None]) -> None:
        self._set_working(True)

        def done(answer: Any) -> None:
            self._set_working(False)
            on_done(answer)

        self._runner.start(job, owner=self, on_done=done, on_error=self._fail)

    def _take(self, answer: tuple[int, Trail, Sequence[str]]) -> None:
        question, trail, names = answer
        if question == self._question:
            self.trail = trail
            self.people_known.emit(names)
            self.found.emit(trail)

    def _say_written(self, name: str) -> None:
        self.written.emit(name)
        self.ask()

    def _fail(self, error: Exception) -> None:
        self._set_working(False)
        self.failed.emit(error)

    def _set_working(self, is_working: bool) -> None:
        self.is_working = is_working
        self.working_changed.emit(is_working)
