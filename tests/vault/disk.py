"""What the disk is asked to keep, and a disk that finds no room at the step a test chooses."""

import os
import re
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


@contextmanager
def steps_on_the_disk(folder: Path) -> Iterator[list[str]]:
    """What the program itself syncs, renames and removes in a folder meanwhile, in its order.

    Moments and numbers in names are left out.
    """
    steps: list[str] = []
    fsync, replace, unlink = os.fsync, os.replace, os.unlink

    def note(words: str, *paths: Path) -> None:
        if all(path.is_relative_to(folder) for path in paths):
            names = (path.relative_to(folder).as_posix() for path in paths)
            steps.append(re.sub(r"-\d+T\d+Z|\.\d+(?=\.part)", "", " ".join([words, *names])))

    def noting_sync(descriptor: int) -> None:
        fsync(descriptor)
        note("sync", Path(f"/proc/self/fd/{descriptor}").readlink())

    def noting_name(old: Path, new: Path) -> None:
        replace(old, new)
        note("rename", Path(old), Path(new))

    def noting_end(path: Path | str, **more: int) -> None:
        unlink(path, **more)
        note("remove", Path(path))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", noting_sync)
        patch.setattr(os, "replace", noting_name)
        patch.setattr(os, "unlink", noting_end)
        yield steps


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
