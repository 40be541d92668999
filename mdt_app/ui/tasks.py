"""Work off the GUI thread: one job at a time, answered on the GUI thread."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from threading import Event
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from mdt_app.errors import Cancelled

T = TypeVar("T")
Progress = Callable[[int, int], None]


class TaskRunner(QObject):
    """Runs one job at a time and answers on the GUI thread.

    One worker thread means jobs never compete for the database. The runner
    outlives every job, so it owns the signals: a signal owned by the job
    would be destroyed on the wrong thread.
    """

    progressed = Signal(int, int)
    busy_changed = Signal(bool)
    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="task")
        self._cancel = Event()
        self._waiting = 0
        self._era = 0
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        """Whether a job is running or waiting to run."""
        return self._waiting > 0

    def start(
        self,
        job: Callable[[Progress], T],
        *,
        owner: QObject,
        on_done: Callable[[T], None],
        on_error: Callable[[Exception], None],
        on_cancelled: Callable[[], None] | None = None,
    ) -> None:
        """Run `job`, then call `on_done` or `on_error` if `owner` still exists."""
        cancel = self._cancel = Event()
        era = self._era

        def report(done: int, total: int) -> None:
            if cancel.is_set():
                raise Cancelled
            self.progressed.emit(done, total)

        def answer(future: Future[T]) -> None:
            error = future.exception()
            if era != self._era or not isValid(owner):
                return
            if isinstance(error, Cancelled):
                if on_cancelled is not None:
                    on_cancelled()
            elif isinstance(error, Exception):
                on_error(error)
            elif error is None:
                on_done(future.result())

        def finished(future: Future[T]) -> None:
            if isValid(self):  # else the program has ended, and nobody is there to be answered
                self._finished.emit(lambda: answer(future))

        self._count(1)
        self._executor.submit(job, report).add_done_callback(finished)

    def cancel(self) -> None:
        """Ask the latest job to stop the next time it reports progress."""
        self._cancel.set()

    def abandon(self) -> None:
        """Cancel, and answer nobody who asked so far: what the jobs were about is closed."""
        self._era += 1
        self.cancel()

    def wait(self, patience_s: float) -> bool:
        """Wait until no job runs any more; False if the patience ended first."""
        return not wait([self._executor.submit(_nothing)], timeout=patience_s).not_done

    def leave(self, patience_s: float) -> None:
        """Begin nothing more, and go without a job that does not end in time."""
        self.wait(patience_s)
        self._executor.shutdown(wait=False)

    def shut_down(self) -> None:
        """Stop the running job at its next step and wait for the thread to end."""
        self.cancel()
        self._executor.shutdown(wait=True)

    def _count(self, change: int) -> None:
        was = self.is_busy
        self._waiting += change
        if self.is_busy != was:
            self.busy_changed.emit(self.is_busy)

    @Slot(object)
    def _deliver(self, answer: Callable[[], None]) -> None:
        self._count(-1)
        answer()


def _nothing() -> None:
    """Something to wait for."""
