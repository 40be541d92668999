"""The state behind a page with a list: what it tells its page, and one long thing at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from mdt_app.ui.meet.saves import Saves
from mdt_app.ui.saving import Saver
from mdt_app.ui.tasks import Progress, TaskRunner
from mdt_app.vault.workspace import Workspace

T = TypeVar("T")


class ListController(QObject):
    """Knows what is listed; what takes long is done off the screen, one thing after another."""

    listed = Signal()
    """The list may be different."""
    told = Signal(str, str)
    """Something was done: say so."""
    busy = Signal(str)
    """What is being done, in words; '' when it is over."""
    failed = Signal(object)

    def __init__(self, ws: Workspace, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.ws = ws
        self.doing = ""
        self._runner = runner

    def load(self) -> None:
        """Read again what is listed; what is looked at stays if it is still there."""
        raise NotImplementedError

    def _start(self, words: str, job: Callable[[Progress], T], done: Callable[[T], None]) -> None:
        """Do `job` off the screen, then `done` with its outcome here; nothing if one is on."""
        if self.doing:
            return
        self._is_doing(words)

        def finished(outcome: T) -> None:
            self._is_doing("")
            done(outcome)

        self._runner.start(job, owner=self, on_done=finished, on_error=self._could_not)

    def _could_not(self, error: Exception) -> None:
        self._is_doing("")
        self.failed.emit(error)

    def _is_doing(self, words: str) -> None:
        self.doing = words
        self.busy.emit(words)


class EnteringController(ListController):
    """One that enters something too: that is saved in its turn, while the page goes on."""

    def __init__(
        self, ws: Workspace, runner: TaskRunner, saver: Saver, parent: QObject | None = None
    ) -> None:
        super().__init__(ws, runner, parent)
        self.saves = Saves(saver, self._explain, self)

    def _save(self, job: Callable[[], object], words: str) -> None:
        """Enter something, say so in these words, and look again."""

        def done(_outcome: object) -> None:
            self.told.emit(words, "")
            self.load()

        self.saves.save("", job, done)

    def _explain(self, _number: str, error: Exception) -> None:
        self.failed.emit(error)
