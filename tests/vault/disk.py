"""What the disk is asked to keep, and a disk that finds no room at the step a test chooses."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

needs_proc = pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="needs /proc")


@contextmanager
def put_on_the_disk() -> Iterator[list[str]]:
    """The names of all files and folders that are synced meanwhile, in their order."""
    names: list[str] = []
    fsync = os.fsync

    def noting(descriptor: int) -> None:
        names.append(Path(f"/proc/self/fd/{descriptor}").readlink().name)
        fsync(descriptor)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", noting)
        yield names


def opened_files() -> list[str]:
    """What this process holds open at this moment."""
    names: list[str] = []
    for each in Path("/proc/self/fd").iterdir():
        with suppress(FileNotFoundError):  # the one that listed them
            names.append(str(each.readlink()))
    return names


def no_room(*_: object, **__: object) -> None:
    """In place of a step on the disk that finds no room."""
    raise OSError(28, "No space left on device")
