"""The program with its window: unlock box first, everything else loaded behind it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from mdt_app.settings import read_settings
from mdt_app.ui.built_ahead import BuiltAhead
from mdt_app.ui.collecting import collect_on_this_thread
from mdt_app.ui.file_history import keep_no_history
from mdt_app.ui.fitting import put_on, show_fitting
from mdt_app.ui.qt_messages import hear_qt
from mdt_app.ui.theme import apply_theme, begin_with
from mdt_app.ui.unlock import UnlockWindow
from mdt_app.ui.warming import Warming

if TYPE_CHECKING:
    from datetime import date

    from mdt_app.ui.after_lock import AfterLock
    from mdt_app.ui.shell import Shell
    from mdt_app.ui.tasks import TaskRunner
    from mdt_app.ui.wall.room_window import RoomWindow
    from mdt_app.ui.window import Desk
    from mdt_app.vault.vault import Vault

_AFTER_FIRST_PAINT_MS = 30
_NO_DISPLAY = "There is no display here, so the window is drawn where nobody sees it."


def open_window(store: Path | None = None, after: AfterLock | None = None) -> int:
    """Open the window on a store, or on the last one, and stay until it is closed or locked.

    `after` is how it was before a lock: that ends the process, and a new one begins here.
    """
    app = application()
    hear_qt()
    program = Program(store or _last_store(), start_anew=_start_anew)
    program.start(after)
    status = app.exec()
    program.shut_down()
    return status


def show_demonstration(vault: Vault, user: str, *, ends_at_lock: bool) -> int:
    """Open the window on the demonstration, unlocked, and stay until it is closed.

    `ends_at_lock`: somebody outside this process will tidy up whatever becomes of it.
    """
    app = application()
    hear_qt()
    program = Program(vault.folder, start_anew=_start_anew if ends_at_lock else None)
    program.start_log()
    program.let_in(vault, user)
    status = app.exec()
    program.shut_down()
    return status


_TURN_S = 0.001
"""How long another thread keeps the interpreter while the window waits for it. At Python's own
5 ms two busy threads make the window stutter; at 1 ms nobody sees an import, nor is it slower."""


def application(*, is_seen: bool = True) -> QApplication:
    """The one Qt application, in the program's looks; off-screen where nobody is to see it."""
    if not (is_seen and has_display()) and "QT_QPA_PLATFORM" not in os.environ:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        if is_seen:
            sys.stderr.write(_NO_DISPLAY + "\n")
        hear_qt()
    sys.setswitchinterval(_TURN_S)
    keep_no_history()
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(["mdt-app"])
    collect_on_this_thread(app)
    app.setApplicationName("MDT")
    app.setQuitOnLastWindowClosed(False)
    kept = read_settings()
    begin_with(kept.theme, kept.text_percent)
    apply_theme(app)
    return app


def has_display() -> bool:
    """Whether a window could be seen."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _start_anew(after: AfterLock) -> None:
    from mdt_app.ui.starting_anew import start_anew

    start_anew(after.arguments())


def _last_store() -> Path | None:
    from mdt_app.settings import last_store

    return last_store()


def _raise(error: Exception) -> None:
    raise error


class Program(QObject):
    """What lasts from the first window to the last, locked or unlocked."""

    def __init__(
        self,
        store: Path | None,
        today: Callable[[], date] | None = None,
        *,
        start_anew: Callable[[AfterLock], None] | None = None,
    ) -> None:
        """`start_anew` ends the process at a lock; without it the lock is a closed window only."""
        super().__init__()
        self._today = today
        self._start_anew = start_anew
        self._runner: TaskRunner | None = None
        self._warming = Warming(self.start_log)
        self._ahead = BuiltAhead(lambda: self._warming.is_over, self)
        self._desk: Desk | None = None
        self._room_window: RoomWindow | None = None
        self.unlock_window = UnlockWindow(store, self.runner)
        self.unlock_window.unlocked.connect(self._let_in)
        self.unlock_window.closing.connect(self._quit)
        self._warm_up = QTimer(self)
        self._warm_up.setSingleShot(True)
        self._warm_up.setInterval(_AFTER_FIRST_PAINT_MS)
        self._warm_up.timeout.connect(self._load_the_rest)

    @property
    def shell(self) -> Shell | None:
        """The window of the unlocked store, None while locked."""
        return self._desk.shell if self._desk is not None else None

    def runner(self) -> TaskRunner:
        """The one worker thread, made when it is first needed."""
        from mdt_app.ui.tasks import TaskRunner

        if self._runner is None:
            self._runner = TaskRunner(self)
            self._let_warming_be_over(self._runner)
        return self._runner

    def _let_warming_be_over(self, runner: TaskRunner) -> None:
        """Two threads that import the same modules may each see the other's half made."""
        if self._warm_up.isActive():
            self._warm_up.stop()
            self._load_the_rest()
        runner.start(
            lambda _progress: self._warming.wait(),
            owner=self,
            on_done=lambda _nothing: None,
            on_error=_raise,
        )

    def start(self, after: AfterLock | None = None) -> None:
        """Show the unlock box, then load the rest behind it; after a lock, as it was before."""
        if after is not None:
            from mdt_app.ui.coming_back import come_back

            self._room_window = come_back(after, self.unlock_window)
        show_fitting(self.unlock_window)
        self._warm_up.start()

    def _load_the_rest(self) -> None:
        from mdt_app.ui.focus_ring import FocusRing
        from mdt_app.ui.theme import follow_system

        FocusRing(self.unlock_window)
        follow_system(self._wear_as_system)
        self._wear_as_system()
        self._warming.start()
        self._ahead.start()

    def _wear_as_system(self, *_changed: object) -> None:
        """What the settings say, as the system is now."""
        from mdt_app.ui.theme import change_looks

        kept = read_settings()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            change_looks(app, kept.theme, kept.text_percent)

    def start_log(self) -> None:
        """Keep what goes wrong from now on, by its place alone."""
        from mdt_app.log import start_logging
        from mdt_app.vault.memory import forbid_dumps

        forbid_dumps()  # before a passphrase is typed
        start_logging()
        sys.excepthook = self.explain

    def lock(self) -> None:
        """Close the store and everything that showed it, and ask for the passphrase again."""
        from mdt_app.ui.coming_back import as_it_is

        if self._desk is None:
            return
        after = as_it_is(self._desk.ws.vault.folder, self._desk.shell)
        self._close_desk(is_lock=True)
        if self._start_anew is not None:
            self._start_anew(after)  # comes back only where no process can be started
        self.unlock_window.form.say_locked()
        self.unlock_window.show()

    def shut_down(self) -> None:
        """Save what waits, close the store, and let the threads end."""
        self._warm_up.stop()
        self._warming.stop()
        self._ahead.forget()
        self._close_desk()
        if self._room_window is not None:
            self._room_window.hide()
            self._room_window = None
        if self._runner is not None:
            self._runner.shut_down()

    def explain(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """What Python calls when nothing else caught an error: say so, and go on."""
        from mdt_app.ui.messages import explain_fault

        explain_fault(self.shell or self.unlock_window, kind, error, trace)

    def _let_in(self, vault: object, user: str) -> None:
        from mdt_app.settings import remember_store
        from mdt_app.ui.covering import come_back_to
        from mdt_app.vault.vault import Vault

        if isinstance(vault, Vault) and self._desk is not None:
            vault.lock()
            come_back_to(self._desk.shell, self._desk.ws, self.unlock_window, user)
        elif isinstance(vault, Vault):
            self.let_in(vault, user)
            if vault.fact("demo") != "1":  # it will be gone
                remember_store(vault.folder)

    def _cover(self) -> None:
        from mdt_app.ui.covering import cover

        if self._desk is not None:
            cover(self._desk.shell, self.unlock_window)

    def let_in(self, vault: Vault, user: str) -> None:
        """Show the window of an unlocked store."""
        from datetime import date

        from mdt_app.ui.locking import Locking
        from mdt_app.ui.window import Desk
        from mdt_app.vault.workspace import Workspace

        ahead = self._ahead.take()
        ws = Workspace(vault, user, self._today or date.today)
        self._desk = Desk(ws, self.runner(), self._room_window, *ahead)
        self._desk.shell.lock_ready.connect(self.lock)
        self._desk.shell.cover_asked.connect(self._cover)
        self._desk.shell.closing.connect(self._quit)
        put_on(self._desk.shell, self.unlock_window.screen().name())
        self._desk.shell.show_fitting()
        self._desk.shell.activateWindow()  # not every system gives the keyboard to a new window
        self.unlock_window.hide()
        Locking(self._desk.shell, self._desk.is_meeting_open)

    def _close_desk(self, *, is_lock: bool = False) -> None:
        if self._desk is not None:
            desk, self._desk = self._desk, None
            self._room_window = desk.shell.room_window  # covered: the room sees no desktop
            desk.close(is_lock=is_lock)

    def _quit(self) -> None:
        app = QApplication.instance()
        if app is not None:
            app.quit()
