"""A network to measure: invented people in a real store, most of them with two years of results."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from mdt_app.clinical.kinds import Kind
from mdt_app.vault.store import open_store
from mdt_app.vault.workspace import Workspace
from tests.invented import PASSPHRASE, TODAY
from tests.meeting.conftest import put_person

EAST, NDA, QOF = "east-london-2009", "nda-2025", "qof-2026-27"
SEPTEMBER, OCTOBER, NOVEMBER = date(2026, 9, 30), date(2026, 10, 31), date(2026, 11, 30)
NUMBERS = ("9990000018", "9990000026", "9990000034", "9990000042", "9990000050", "9990000069")
EVERY_FEW_MONTHS = ("2024-12-10", "2025-06-10", "2025-12-10", "2026-06-10")

Add = Callable[..., None]


@pytest.fixture
def add(ws: Workspace) -> Add:
    """Puts a person in the test's store; see `put_person`."""
    return partial(put_person, ws)


@pytest.fixture
def six_people(add: Add) -> tuple[str, ...]:
    """Two each at three practices: three with a good HbA1c, one with none at all."""
    surnames = ("Exemplar", "Specimen", "Sample", "Instance", "Pattern", "Model")
    for place, (number, surname) in enumerate(zip(NUMBERS, surnames, strict=True)):
        hba1c = dict.fromkeys(EVERY_FEW_MONTHS, (50.0, 70.0)[place % 2])
        results = {Kind.HBA1C: hba1c} if place < 5 else None
        add(number, surname, f"Y0000{place // 2 + 1}", results=results)
    return NUMBERS


@pytest.fixture
def other_laptop(ws: Workspace, tmp_path: Path) -> Iterator[Workspace]:
    """The same store as somebody else has it, on a laptop with a chain of its own."""
    import shutil

    folder = tmp_path / "other"
    shutil.copytree(ws.vault.folder, folder, ignore=shutil.ignore_patterns("lock"))
    vault, _user = open_store(folder, PASSPHRASE)
    with vault.writing("S. Okafor", "carried over") as writing:
        writing.execute("UPDATE store SET value = 'other' WHERE name = 'origin'")
    yield Workspace(vault, "S. Okafor", lambda: TODAY)
    vault.lock()


def merge(ours: Workspace, theirs: Workspace) -> None:
    """Take over the other laptop's entries, as an exchange does."""
    with theirs.vault.reading() as reading:
        rows = list(reading.rows("SELECT * FROM entry WHERE origin = 'other'"))
        links = list(reading.rows("SELECT * FROM replacement"))
    with ours.vault.writing(ours.user, "entries taken over") as writing:
        writing.executemany(f"INSERT INTO entry VALUES ({', '.join('?' * 13)})", rows)
        writing.executemany("INSERT OR IGNORE INTO replacement VALUES (?, ?)", links)
