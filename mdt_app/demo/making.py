"""Makes the demonstration store: the practices' files written, and taken in as any files are."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from mdt_app.demo.cohort import NETWORK, PRACTICES
from mdt_app.demo.extracts import write_extracts
from mdt_app.intake.importing import take_in
from mdt_app.register.network import set_up_network
from mdt_app.vault.store import create_store
from mdt_app.vault.workspace import Workspace

CHAIR = "Dr A. Chair"
PASSPHRASE = "an invented network of herons"  # noqa: S105 - said in the README
"""No secret: everybody in the demonstration is invented, and the store says that it is one."""

Progress = Callable[[int, int], None]


def make_store(
    store: Path, extracts: Path, on: date, progress: Progress | None = None
) -> Workspace:
    """Write the extracts, make a store and take them in. The store comes back unlocked."""
    files = write_extracts(extracts, on)
    vault = create_store(store, CHAIR, PASSPHRASE, is_demo=True)
    ws = Workspace(vault, CHAIR, partial(_same, on))
    set_up_network(ws, NETWORK, PRACTICES)
    report = take_in(ws, files, allow_test_numbers=True, progress=progress)
    if report.refusal:
        raise RuntimeError("the demonstration's own files were refused") from report.refusal
    return ws


def _same(day: date) -> date:
    return day
