"""Short changes saved off the GUI thread, one after the other, so that typing never waits."""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, Slot
from shiboken6 import isValid

from mdt_app.vault.explaining import StoreBusyError

T = TypeVar("T")
_AGAIN_S = 0.2
_PATIENCE_S = 300.0
"""Longer than any import that holds the file."""
LEAVING_S = 1.0
"""Who leaves a screen waits at most this long for what is being saved: an import may take more."""


class Saver(QObject):
    """Saves in the order asked for, waiting for its turn while an import holds the file.

    `finish()` waits until everything asked for is in the file.
    """

    changed = Signal()
    """The number of changes still waiting is different."""
    failed = Signal(object)
    """A change could not be saved; the error says why."""
    shutting_down = Signal()
    """The last moment to ask for something to be saved."""
    _finished = Signal(object)
    _noted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.promises: list[Callable[[], bool]] = []
        """Each says whether what is typed somewhere is in the file."""
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="save")
        self._waiting = 0
        self._is_closed = self._is_leaving = False
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._noted.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    @property
    def is_saving(self) -> bool:
        return self._waiting > 0

    def save(
        self, job: Callable[[], T], *, owner: QObject, on_done: Callable[[T], None] | None = None
    ) -> None:
        """Run `job` on the saving thread, then `on_done` here if `owner` still exists."""

        def answer(future: Future[T]) -> None:
            error = future.exception()
            if isinstance(error, Exception):
                self.failed.emit(error)
            elif on_done is not None and isValid(owner):
                on_done(future.result())

        def finished(future: Future[T]) -> None:
            with suppress(RuntimeError):  # the window went away meanwhile; it is saved all the same
                self._finished.emit(lambda: answer(future))

        self._waiting += 1
        self._executor.submit(_in_its_turn, job).add_done_callback(finished)
        self.changed.emit()

    def note(
        self, job: Callable[[], object], on_failed: Callable[[Exception], None] | None = None
    ) -> None:
        """Run `job` on the saving thread, in its turn, without telling anybody: it saves nothing
        that was entered, so nobody who leaves waits for its turn. `on_failed` is called here."""

        def finished(future: Future[object]) -> None:
            error = future.exception()
            if isinstance(error, Exception) and on_failed is not None:
                with suppress(RuntimeError):
                    self._noted.emit(lambda: on_failed(error))

        self._executor.submit(self._until_we_leave, job).add_done_callback(finished)

    def finish(self, patience_s: float | None = None) -> bool:
        """Wait until everything asked for so far is saved; False if the patience ended first."""
        return not wait([self._executor.submit(_nothing)], timeout=patience_s).not_done

    def shut_down(self) -> None:
        """Save what is waiting, tell how it went, and let the thread go. Later nobody is told."""
        self.shutting_down.emit()
        self._is_leaving = True
        self._executor.shutdown(wait=True)
        QCoreApplication.sendPostedEvents(self)
        self._is_closed = True

    def _until_we_leave(self, job: Callable[[], object]) -> object:
        while True:
            try:
                return job()
            except StoreBusyError:
                if self._is_leaving:
                    raise
                time.sleep(_AGAIN_S)

    @Slot(object)
    def _deliver(self, answer: Callable[[], None]) -> None:
        self._waiting -= 1
        if not self._is_closed:
            answer()
            self.changed.emit()

    @Slot(object)
    def _tell(self, answer: Callable[[], None]) -> None:
        if not self._is_closed:
            answer()


def _in_its_turn(job: Callable[[], T]) -> T:
    """Do the job, again and again while somebody else is writing; but not for ever."""
    until = time.monotonic() + _PATIENCE_S
    while True:
        try:
            return job()
        except StoreBusyError:
            if time.monotonic() > until:
                raise
            time.sleep(_AGAIN_S)


def _nothing() -> None:
    """Something to wait for."""
