"""A disk of one megabyte, which only root may make, and a store on it that finds no room."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from mdt_app.vault.store import open_store
from mdt_app.vault.workspace import Workspace
from tests.invented import PASSPHRASE, USER

ROOM_KIB = 1024


def note(ws: Workspace, words: str) -> None:
    """Enter something."""
    with ws.vault.writing(ws.user, "noted") as writing:
        writing.record("note", {"words": words})


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A disk of one megabyte. Only root may make one."""
    with tempfile.TemporaryDirectory() as place:
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={ROOM_KIB}k", "tmpfs", place],
            capture_output=True,
        )
        if mounted.returncode:
            pytest.skip("this user may not mount a small disk")
        yield Path(place)
        subprocess.run(["umount", place], check=True)


@pytest.fixture
def crowded(small_disk: Path, store_folder: Path) -> Iterator[Workspace]:
    """A store on a disk that has no room left."""
    folder = Path(shutil.copytree(store_folder, small_disk / "store"))
    with open_store(folder, PASSPHRASE)[0] as vault:
        ws = Workspace(vault, USER, lambda: None)
        note(ws, "while there was room")
        yield ws


def fill(folder: Path) -> Path:
    """Leave no room; the file that takes it."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while file.write(b"\0" * 4096):
                pass
        except OSError:
            return filler
