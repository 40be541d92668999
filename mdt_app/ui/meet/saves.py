"""Saves made for one person each: what comes back says for whom, and failures are not lost.

Nobody ever waits for them: an import may hold the file for a while, and the meeting goes on.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject

from mdt_app.ui.saving import Saver
from mdt_app.vault.explaining import StoreBusyError

Job = Callable[[], Any]


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What a job gave back, or why it could not be done."""

    result: Any = None
    error: Exception | None = None


class Saves(QObject):
    """Hands jobs to the saving thread in the order they come, and counts them by person."""

    def __init__(
        self, saver: Saver, failed: Callable[[str, Exception], None], parent: QObject
    ) -> None:
        """`failed` is told whose save failed, and why. Nobody is told once `parent` is gone."""
        super().__init__(parent)
        self._saver = saver
        self._failed = failed
        self._pending: Counter[str] = Counter()

    def save(
        self,
        number: str,
        job: Job,
        on_done: Callable[[Any], None],
        on_failed: Callable[[], None] | None = None,
    ) -> None:
        """Do `job` off the GUI thread, then `on_done` with its answer here, or `on_failed`."""
        self._pending[number] += 1

        def attempt() -> _Outcome:
            try:
                return _Outcome(job())
            except StoreBusyError:
                raise  # the saving thread waits for its turn and tries again
            except Exception as error:  # not swallowed: settled on the GUI thread
                return _Outcome(error=error)

        def settle(outcome: _Outcome) -> None:
            self._pending[number] -= 1
            if outcome.error is not None:
                if on_failed is not None:
                    on_failed()
                self._failed(number, outcome.error)
            else:
                on_done(outcome.result)

        self._saver.save(attempt, owner=self, on_done=settle)

    def is_pending(self, number: str) -> bool:
        """Whether something about this person is not in the file yet."""
        return self._pending[number] > 0

    @property
    def is_saving(self) -> bool:
        return self._saver.is_saving
