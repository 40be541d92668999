"""Encrypted stores of invented people, made once a run and shared by the rows that read them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mdt_app.intake.importing import take_in
from mdt_app.register.network import set_up_network
from mdt_app.vault.store import create_store, open_store
from mdt_app.vault.workspace import Workspace
from tests.bench.invented_store import PASSPHRASE, PRACTICES, TODAY, write_files


def today():
    """The day every row is measured on."""
    return TODAY


def make_store(folder: Path, people: int) -> Path:
    """A store of that many people with 150 results each, taken in by the program itself."""
    store = folder / f"{people}.mdt"
    if store.exists():
        return store
    files = write_files(folder / f"files-{people}", people)
    vault = create_store(store, "Bench", PASSPHRASE, is_demo=True)
    ws = Workspace(vault, "Bench", today)
    set_up_network(ws, "Bench", PRACTICES)
    take_in(ws, files)
    vault.lock()
    return store


@contextmanager
def opened(store: Path) -> Iterator[Workspace]:
    """The store unlocked, and locked again afterwards."""
    vault, user = open_store(store, PASSPHRASE)
    try:
        yield Workspace(vault, user, today)
    finally:
        vault.lock()
