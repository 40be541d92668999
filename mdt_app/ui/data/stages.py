"""Long jobs one at a time: what is going on, how far it is, and the way to stop it."""

from collections.abc import Callable
from enum import Enum
from threading import Event

from PySide6.QtCore import QObject, Signal

from mdt_app.errors import Cancelled
from mdt_app.ui.data.jobs import Job
from mdt_app.ui.tasks import Progress, TaskRunner


class Stage(Enum):
    """What is going on: nothing, a job, or a preview waiting for yes or no."""

    IDLE = ""
    LOOKING = "Looking at the files…"
    PREVIEWED = "Nothing is taken in yet."
    TAKING_IN = "Taking the files in…"
    UNDOING = "Taking the import back…"
    EXPORTING = "Writing everything out…"


WORKING = (Stage.LOOKING, Stage.TAKING_IN, Stage.UNDOING, Stage.EXPORTING)


class StagedJobs(QObject):
    """Runs a job under a stage of its own; cancelled or failed, it goes back to where it was."""

    stage_changed = Signal(object)
    progressed = Signal(int, int)
    failed = Signal(object)

    def __init__(self, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.stage = Stage.IDLE
        self._runner = runner
        self._cancel = Event()
        runner.progressed.connect(self._show_progress)

    @property
    def is_working(self) -> bool:
        return self.stage in WORKING

    def cancel(self) -> None:
        """Stop what is running; nothing of it is kept."""
        self._cancel.set()

    def _resting(self) -> Stage:
        """The stage when no job is running."""
        return Stage.IDLE

    def _start(
        self,
        stage: Stage,
        job: Job,
        on_done: Callable[[object], None],
        on_failed: Callable[[], None] | None = None,
    ) -> None:
        cancel = self._cancel = Event()

        def stoppable(progress: Progress) -> object:
            def report(done: int, total: int) -> None:
                if cancel.is_set():
                    raise Cancelled
                progress(done, total)

            return job(report)

        def go_back() -> None:
            if on_failed is not None:
                on_failed()
            self._go_back()

        def fail(error: Exception) -> None:
            go_back()
            self.failed.emit(error)

        self._enter(stage)
        self._runner.start(
            stoppable, owner=self, on_done=on_done, on_error=fail, on_cancelled=go_back
        )

    def _enter(self, stage: Stage) -> None:
        self.stage = stage
        self.stage_changed.emit(stage)

    def _go_back(self) -> None:
        self._enter(self._resting())

    def _show_progress(self, done: int, total: int) -> None:
        if self.is_working:
            self.progressed.emit(done, total)
