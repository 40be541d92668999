"""What is done for the store while people work: the look as it is opened, copies, the drill.

On a thread of its own, so that nobody's list, import or saving stands behind it in a queue. It has
the priority of the others: one that is pushed back keeps what it holds, and they wait for it.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from PySide6.QtCore import QObject, QTimer, Signal

from mdt_app.errors import UserError
from mdt_app.ui.saving import Saver
from mdt_app.ui.tasks import Progress, TaskRunner
from mdt_app.vault.explaining import StoreBusyError
from mdt_app.vault.vault import Vault

_FIRST_MS, _LOOK_MS = 2_500, 60_000
_STOPPING_S, _MOMENT_S = 0.3, 2.0


@dataclass(frozen=True, slots=True)
class Found:
    """What the look at the opened store found: problems, and the copy it was till just now."""

    problems: tuple[str, ...]
    restored: str


class Upkeep(QObject):
    """Looks once after the store is opened, then every minute whether something is due."""

    looked = Signal(object)
    """`Found`, once."""
    copied = Signal()
    """There is another copy, or another proof."""
    failed = Signal(object)
    """No copy could be made, or the newest did not pass; the error says why."""

    def __init__(self, vault: Vault, runner: TaskRunner, saver: Saver, parent: QObject) -> None:
        super().__init__(parent)
        self._vault = vault
        self._others: tuple[TaskRunner, Saver] = (runner, saver)
        self._aside = TaskRunner(self)
        self._is_over = False
        self.first = QTimer(self, singleShot=True, interval=_FIRST_MS)
        self.first.timeout.connect(self.look_at_file)
        self.every = QTimer(self, interval=_LOOK_MS)
        self.every.timeout.connect(self.do_what_is_due)
        self.first.start()
        if not vault.is_read_only:
            self.every.start()

    @property
    def is_busy(self) -> bool:
        """Whether something is being done just now."""
        return self._aside.is_busy

    def look_at_file(self) -> None:
        """Look at every page, and whether the store was put back just now."""
        vault, saver = self._vault, self._others[1]

        def job(_progress: Progress) -> Found:
            from mdt_app.vault.quick_check import quick_problems
            from mdt_app.vault.restoring import just_restored

            saver.finish(_MOMENT_S)  # that somebody came in is on the trail by then
            with vault.reading() as reading:
                restored = just_restored(reading)
            return Found(tuple(quick_problems(vault)), restored)

        self._aside.start(job, owner=self, on_done=self.looked.emit, on_error=_passed_over)

    def do_what_is_due(self) -> None:
        """A copy every half hour if something was entered, the drill every week."""
        if self._aside.is_busy or self._others[0].is_busy or self._others[1].is_saving:
            return
        vault = self._vault

        def job(progress: Progress) -> bool:
            from mdt_app.vault import drill
            from mdt_app.vault.backups import back_up_on_schedule

            is_new = back_up_on_schedule(vault, progress) is not None
            if drill.is_due(vault.folder, datetime.now(UTC)):
                drill.prove_newest(vault)
                return True
            return is_new

        def done(is_new: bool) -> None:
            if is_new:
                self.copied.emit()

        self._aside.start(job, owner=self, on_done=done, on_error=self._explain)

    def stop(self) -> None:
        """Begin nothing more. A copy under way is left off, and nothing of it stays."""
        self.first.stop()
        self.every.stop()
        if not self._is_over:
            self._is_over = True
            self._aside.abandon()
            self._aside.leave(_STOPPING_S)

    def _explain(self, error: Exception) -> None:
        if isinstance(error, StoreBusyError):
            return  # tried again in a minute
        if not isinstance(error, UserError):
            raise error
        self.failed.emit(error)


def _passed_over(error: Exception) -> None:
    """A store that was locked meanwhile is no news; anything else is our fault."""
    if not isinstance(error, UserError):
        raise error
