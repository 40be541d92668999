"""Loads what the program will need while the user is still typing the passphrase."""

import sys
from collections.abc import Callable, Sequence
from threading import Event, Thread

FOR_UNLOCKING = ("mdt_app.ui.tasks", "mdt_app.vault.store")
FOR_SCREENS = (
    "mdt_app.ui.window",
    "mdt_app.ui.locking",
    *(("mdt_app.ui.desktop_bus",) if sys.platform.startswith("linux") else ()),
    "mdt_app.ui.prepare.screen",
    "mdt_app.ui.meet.screen",
    "mdt_app.ui.outputs.outputs",
    "mdt_app.flags.pack",
    "mdt_app.flags.engine",
)
_PATIENCE_S = 0.005


class Warming:
    """Imports modules one after the other on a thread of its own, and stops when asked."""

    def __init__(
        self,
        first: Callable[[], object],
        modules: Sequence[str] = (*FOR_UNLOCKING, *FOR_SCREENS),
    ) -> None:
        """`first` is done before anything is imported, on the same thread."""
        self._first = first
        self._modules = modules
        self._stop = Event()
        self._thread = Thread(target=self._load, name="warming", daemon=True)

    def start(self) -> None:
        """Begin. The window must be on the screen before this."""
        self._thread.start()

    @property
    def is_over(self) -> bool:
        """Whether nothing is being imported here, not yet or no longer."""
        return not self._thread.is_alive()

    def wait(self) -> None:
        """Wait until everything is imported, on another thread than the window's."""
        if self._thread.is_alive():
            self._thread.join()

    def stop(self) -> None:
        """Import nothing more, and wait for the import that is under way."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()

    def _load(self) -> None:
        from importlib import import_module

        self._first()
        for name in self._modules:
            if self._stop.wait(_PATIENCE_S):
                return
            if name not in sys.modules:
                import_module(name)
        if not self._stop.is_set():
            from mdt_app.flags.pack import load_pack

            load_pack()  # kept: the first case shown would wait for it otherwise
