"""How long the window stands still while a large file is taken in behind it."""

import time
from itertools import pairwise
from pathlib import Path
from threading import Thread

from mdt_app.intake.importing import take_in
from mdt_app.register.network import set_up_network
from mdt_app.vault.store import create_store
from mdt_app.vault.workspace import Workspace
from tests.bench.emis_files import write_list_report
from tests.bench.invented_store import PASSPHRASE, PRACTICES
from tests.bench.measuring import Row
from tests.bench.stores import today

GOAL_MS = 60


def rows(folder: Path) -> list[Row]:
    """One row: the longest time between two turns of the event loop."""
    from PySide6.QtCore import QTimer

    from mdt_app.app import application
    from mdt_app.ui.built_ahead import hold_what_is_loaded

    app = application(is_seen=False)
    report = folder / "search.csv"
    count = write_list_report(report, 3000)
    vault = create_store(folder / "gap", "Bench", PASSPHRASE, is_demo=True)
    ws = Workspace(vault, "Bench", today)
    set_up_network(ws, "Bench", PRACTICES)
    hold_what_is_loaded()  # as the program does before a store is opened
    turns = [time.perf_counter()]
    beat, watch = QTimer(), QTimer()
    beat.timeout.connect(lambda: turns.append(time.perf_counter()))
    importing = Thread(target=take_in, args=(ws, [report]))
    watch.timeout.connect(lambda: None if importing.is_alive() else app.quit())
    beat.start(1)
    watch.start(50)
    importing.start()
    app.exec()
    vault.lock()
    longest = 1000 * max(later - earlier for earlier, later in pairwise(turns))
    return [
        Row(
            f"longest gap between GUI events while {count:,} results are taken in",
            f"{longest:.0f} ms",
            "–",
            "–",
            f"≤ {GOAL_MS} ms",
            longest <= GOAL_MS,
        )
    ]
