"""Started by the bench: the real program, unlocked in a meeting; prints what memory it holds.

In a process of its own, because the bench itself has invented a store and taken it in.
"""

import os
import sys
from datetime import date
from pathlib import Path

from mdt_app.app import Program, application
from tests.bench.measuring import let_work
from tests.bench.resident import resident_megabytes

STEPS = 60
_TYPING_MS, _SETTLING_MS, _LOOKING_MS = 3000, 1500, 33


def main(store: Path, passphrase: str) -> None:
    application()
    program = Program(store, lambda: date(2026, 11, 20))
    program.start()
    let_work(_TYPING_MS)
    form = program.unlock_window.form
    form.passphrase_edit.setText(passphrase)
    form.unlock_button.click()
    while program.shell is None:
        let_work(50)
    controller = program.shell.screen_of("meet").controller
    program.shell.show_screen("meet")
    let_work(_SETTLING_MS)
    for _ in range(STEPS):
        controller.next_case()
        let_work(_LOOKING_MS)
    print(resident_megabytes(), flush=True)
    os._exit(0)


main(Path(sys.argv[1]), sys.argv[2])
