"""Started by the bench: the real program, its passphrase typed while the rest is loaded."""

import os
import sys
import time
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest

from mdt_app.app import Program, application

TYPING_MS = 1500
"""A quick typist. This, and deriving the key, is the passphrase time that is left out."""
STARTED = float(os.environ["BENCH_STARTED"])


class Watch(QObject):
    """Prints when the unlock box, and then the list, is first painted with something on it.

    It looks at the window and then at the list alone: every event of every widget seen from
    Python would be measured too.
    """

    def __init__(self, program: Program) -> None:
        super().__init__()
        self.program = program
        self.left_out = 0.0
        self.painted_at = 0.0
        program.unlock_window.installEventFilter(self)
        program.unlock_window.unlocked.connect(self._watch_list)  # after the program's own

    def _watch_list(self) -> None:
        screen = self.program.shell.screen_of("prepare")
        screen.table.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            if watched is self.program.unlock_window:
                if not self.painted_at:
                    self.painted_at = time.perf_counter()
                    print(time.time() - STARTED, flush=True)
                    self.startTimer(TYPING_MS)
            elif self._is_list(watched):
                print(time.time() - STARTED - self.left_out, flush=True)
                os._exit(0)
        return False

    def timerEvent(self, event) -> None:
        self.killTimer(event.timerId())
        from mdt_app.vault import store

        derive = store.unlock_keys

        def timed(*arguments, **named):
            begun = time.perf_counter()
            try:
                return derive(*arguments, **named)
            finally:
                self.left_out += time.perf_counter() - begun

        store.unlock_keys = timed
        form = self.program.unlock_window.form
        QTest.keyClicks(form.passphrase_edit, os.environ["BENCH_PASSPHRASE"])
        self.left_out = time.perf_counter() - self.painted_at
        QTest.keyClick(form.passphrase_edit, Qt.Key.Key_Return)

    def _is_list(self, watched: QObject) -> bool:
        view = watched.parent()
        model = getattr(view, "model", lambda: None)()
        return model is not None and model.rowCount() > 100


application_ = application()

program = Program(Path(sys.argv[1]), lambda: date(2026, 11, 20))
watch = Watch(program)
program.start()
application_.exec()
