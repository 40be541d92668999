"""What the disk is asked to keep, and a disk that finds no room at the step a test chooses."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
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


def no_room(*_: object, **__: object) -> None:
    """In place of a step on the disk that finds no room."""
    raise OSError(28, "No space left on device")
