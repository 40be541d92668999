"""Import of 450,000 results, checked and with provenance, beside `csv` and `executemany`."""

import shutil
from pathlib import Path

from mdt_app.intake.importing import take_in
from mdt_app.register.network import set_up_network
from mdt_app.vault.store import create_store
from mdt_app.vault.workspace import Workspace
from tests.bench.invented_store import PASSPHRASE, PRACTICES, write_files
from tests.bench.measuring import Row, in_pairs, seconds
from tests.bench.stores import today
from tests.bench.yardsticks import load_csv

PEOPLE, RESULTS_EACH = 3000, 150
GOAL = 0.8


def rows(folder: Path) -> list[Row]:
    """One row: our results a second as a share of the bare program's."""
    patients, results = write_files(folder / "import", PEOPLE, RESULTS_EACH)
    work = folder / "import-work"

    def ours() -> float:
        shutil.rmtree(work, ignore_errors=True)
        vault = create_store(work, "Bench", PASSPHRASE, is_demo=True)
        ws = Workspace(vault, "Bench", today)
        set_up_network(ws, "Bench", PRACTICES)
        take_in(ws, [patients])
        spent = seconds(lambda: take_in(ws, [results]))
        vault.lock()
        return spent

    def bare() -> float:
        target = folder / "bare.db"
        target.unlink(missing_ok=True)
        return seconds(lambda: load_csv(results, target))

    mine, yardstick = in_pairs(ours, bare, 3)
    count, share = PEOPLE * RESULTS_EACH, yardstick / mine
    return [
        Row(
            f"import of {count:,} results, rows a second",
            f"{count / mine:,.0f}",
            f"{count / yardstick:,.0f}",
            f"{share:.2f}",
            f"≥ {GOAL} ×",
            share >= GOAL,
        )
    ]
