"""Puts on the trail whom the window shows: behind the saves, never before the next person."""

import time
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from mdt_app.errors import UserError
from mdt_app.ui.saving import Saver
from mdt_app.vault.refusals import Refusals
from mdt_app.vault.trail import LOCKED, SEEN, UNLOCKED, Access, note_in
from mdt_app.vault.workspace import Workspace

_QUIET_MS = 300
"""Nothing is written while somebody steps on: a commit would make the next person wait."""
_LONGEST_S = 5.0
"""So much is lost at most if the power goes."""
_TURN_S = 0.2
"""Whoever locks while a long change holds the file waits no longer than this for a line."""
_NOT_NOTED = "Whom you look at cannot be put on the trail just now."
_WINDOW = "window"


class Seen(QObject):
    """One for each unlocked store. Each showing of somebody is one line, however often it is
    painted; what cannot be written stays and is tried again with the next."""

    failed = Signal(object)

    def __init__(self, ws: Workspace, saver: Saver) -> None:
        super().__init__(saver)
        self._ws = ws
        self._saver = saver
        self._shown: dict[str, tuple[str, ...]] = {}
        self._waiting: list[Access] = []
        self._since = 0.0
        self._is_failing = False
        self._refusals: Refusals | None = None
        self._quiet = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._quiet.timeout.connect(self.keep)
        saver.shutting_down.connect(self._leave)

    def come_in(self) -> None:
        """The window of the store is open."""
        if self._can_note:
            self._refusals = Refusals(self._ws.vault.folder)
            self._waiting += self._refusals.accesses()
            self.note(Access(UNLOCKED, _WINDOW, at=datetime.now(UTC)))

    def show(self, place: str, *nhs_numbers: str) -> None:
        """Somebody, or a list of people, is shown at a place; nobody is nobody any more."""
        if self._shown.get(place) == nhs_numbers:
            return
        self._shown[place] = nhs_numbers
        if len(nhs_numbers) == 1:
            self.note(Access(SEEN, place, nhs_numbers[0], at=datetime.now(UTC)))
        elif nhs_numbers:
            self.note(Access(SEEN, place, people=nhs_numbers, at=datetime.now(UTC)))

    def leave(self, place: str) -> None:
        """Nobody is shown there any more: the next showing is a new one."""
        self._shown.pop(place, None)

    def note(self, access: Access) -> None:
        """Put a line on the trail as soon as nobody waits for anything else."""
        if not self._can_note:
            return
        now = time.monotonic()
        if not self._waiting:
            self._since = now
        self._waiting.append(access)
        left_ms = int(1000 * (_LONGEST_S - (now - self._since)))
        self._quiet.start(max(0, min(_QUIET_MS, left_ms)))

    def keep(self) -> None:
        """Write what waits."""
        self._quiet.stop()
        taken, self._waiting = self._waiting, []
        if taken:
            note = partial(self._note, tuple(taken))
            self._saver.note(note, partial(self._try_again, taken))

    @property
    def _can_note(self) -> bool:
        return not self._ws.vault.is_read_only

    def _note(self, accesses: Iterable[Access]) -> None:
        note_in(self._ws.vault, self._ws.user, tuple(accesses), wait_s=_TURN_S)
        self._is_failing = False
        if self._refusals is not None:
            self._refusals.forget()
            self._refusals = None

    def _try_again(self, taken: list[Access], error: Exception) -> None:
        self._waiting = [*taken, *self._waiting]
        self._complain(error)

    def _complain(self, error: Exception) -> None:
        """Once, until it works again."""
        if not self._is_failing:
            self._is_failing = True
            hint = error.hint if isinstance(error, UserError) else ""
            self.failed.emit(UserError(_NOT_NOTED, hint) if hint else error)

    def _leave(self) -> None:
        """The window closes or locks."""
        self.note(Access(LOCKED, _WINDOW, at=datetime.now(UTC)))
        self.keep()
