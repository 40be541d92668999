"""Runs something as a user who may change nothing: as root, every mode would be passed over."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

NOBODY = 65534


def said_by_nobody(job: Callable[[], list[str]]) -> list[str]:
    """What `job` says in a process of its own, without root's rights."""
    read_end, write_end = os.pipe()
    process = os.fork()
    if process == 0:
        said = ["it failed"]
        try:
            if os.geteuid() == 0:
                os.setuid(NOBODY)
            said = job()
        except BaseException as error:
            said = [f"{type(error).__name__}: {error}"]
        finally:
            os.write(write_end, "\n".join(said).encode())
            os._exit(0)
    os.close(write_end)
    os.waitpid(process, 0)
    with os.fdopen(read_end) as answers:
        return answers.read().splitlines()


@contextmanager
def shared_copy(store: Path) -> Iterator[Path]:
    """A copy of a store where others may look: pytest's own folder lets nobody in."""
    with tempfile.TemporaryDirectory(dir="/tmp") as place:
        Path(place).chmod(0o755)
        folder = Path(shutil.copytree(store, Path(place) / "store"))
        yield folder
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o755)
