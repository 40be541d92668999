"""Looks whether the tables are as sealed, and seals them again soon after they were changed."""

from concurrent.futures import Future, ThreadPoolExecutor

from PySide6.QtCore import QObject, QTimer, Signal

from mdt_app.errors import UserError
from mdt_app.vault.sealing import problems_with_seals, seal_tables
from mdt_app.vault.vault import Vault

_LOOK_MS = 3_000
"""Imports and undos that follow each other closely are sealed once."""


class Sealing(QObject):
    """On a thread of its own. First, before a change could cover it, the look at every table; then
    it watches how often the tables were changed. What an earlier window left open is sealed too."""

    found = Signal(object)
    """What is not as it was sealed, in sentences; once, and only if something is."""

    def __init__(self, vault: Vault, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._vault = vault
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="seal")
        self._running: Future[None] | None = None
        self._is_checked = False
        self._seen, self._sealed = vault.table_changes, -1
        self.look = QTimer(self, interval=_LOOK_MS)
        self.look.timeout.connect(self.seal_when_quiet)
        self.look.start()

    def seal_when_quiet(self) -> None:
        """Begin to seal if there is something to seal and nothing was changed since last asked."""
        changes = self._vault.table_changes
        is_quiet, self._seen = changes == self._seen, changes
        is_free = self._running is None or self._running.done()
        if is_quiet and is_free and self._sealed != changes:
            self._running = self._executor.submit(self._work, changes)

    def finish(self) -> None:
        """Wait for what is being looked at or sealed."""
        if self._running is not None:
            self._running.result()

    def stop(self) -> None:
        """Begin nothing more. What is being sealed ends with the vault's lock, and is open then."""
        self.look.stop()
        self._executor.shutdown(wait=False)

    def _work(self, changes: int) -> None:
        try:
            if not self._is_checked and (problems := problems_with_seals(self._vault)):
                self.found.emit(problems)
            self._is_checked = True
            seal_tables(self._vault)
        except UserError:  # locked or busy: the seal stays open until the next look
            return
        self._sealed = changes
