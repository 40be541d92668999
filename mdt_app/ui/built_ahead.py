"""The window and its first screen, made behind the unlock box while somebody types.

They are of no store yet: nothing was read, and nobody is in them. They are made in steps, so that
every key goes first.
"""

import gc
from collections.abc import Callable, Generator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from mdt_app.ui.prepare.screen import PrepareScreen
    from mdt_app.ui.shell import Shell

_BETWEEN_MS = 10


class BuiltAhead(QObject):
    """Handed over as far as it is made, whenever the store is open; the rest is made then."""

    def __init__(self, may_begin: Callable[[], bool], parent: QObject) -> None:
        """`may_begin` says whether all that is needed was loaded, so that nothing is waited for."""
        super().__init__(parent)
        self.shell: Shell | None = None
        self.prepare: PrepareScreen | None = None
        self._may_begin = may_begin
        self._steps: Generator[None, None, None] | None = None
        self._timer = QTimer(self, interval=_BETWEEN_MS)
        self._timer.timeout.connect(self._go_on)

    def start(self) -> None:
        """Begin as soon as that is allowed."""
        self._timer.start()

    def take(self) -> "tuple[Shell | None, PrepareScreen | None]":
        """What is made, once: whoever asks keeps it."""
        self._timer.stop()
        if self._steps is None:
            hold_what_is_loaded()
        else:
            self._steps.close()  # or it would keep hold of what it made
        made = self.shell, self.prepare
        self.shell = self.prepare = None
        return made

    def forget(self) -> None:
        """Nobody came in: let go of it."""
        shell, _prepare = self.take()
        if shell is not None:
            shell.deleteLater()

    def _go_on(self) -> None:
        if self._steps is None:
            if not self._may_begin():
                return
            hold_what_is_loaded()
            self._steps = self._made()
        if next(self._steps, self) is self:
            self._timer.stop()

    def _made(self) -> Generator[None, None, None]:
        """A step at a time, none of them long enough for a key to seem slow."""
        from mdt_app.ui.prepare.person_panel import PersonPanel
        from mdt_app.ui.prepare.screen import PrepareScreen
        from mdt_app.ui.shell import Shell

        self.shell = Shell()
        yield
        panel = PersonPanel()
        yield
        screen = PrepareScreen(panel=panel)
        yield
        self.shell.keep_ready(screen)
        self.prepare = screen
        yield


def hold_what_is_loaded() -> None:
    """Leave all that is loaded out of every later search for garbage: no key press waits for it.

    It stays for good. Nothing of a store may be in memory yet, so nothing of one is kept by this.
    """
    gc.freeze()
