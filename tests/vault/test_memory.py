"""A crash with a store open leaves no dump of what was in memory, and no one else may read it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from mdt_app.vault.memory import forbid_dumps
from tests.invented import PASSPHRASE

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="dumps are tried on Linux")

_CRASH = """
import ctypes, os, resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_CORE, (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2)
if sys.argv[1] == "open":
    from mdt_app.vault.store import open_store
    vault, _user = open_store(Path(sys.argv[2]), sys.argv[3])
print(resource.getrlimit(resource.RLIMIT_CORE)[0], ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
sys.stdout.flush()
os.abort()
"""


def crash(what: str, store: Path, folder: Path) -> tuple[list[str], list[Path]]:
    """The limit of dumps, whether there may be one, and the files the crash left."""
    folder.mkdir()
    words = [sys.executable, "-c", _CRASH, what, str(store), PASSPHRASE]
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == -6, done.stderr
    return done.stdout.split(), list(folder.iterdir())


def dumps_land_here() -> bool:
    """Whether this computer writes a dump beside the program, where a test can see it."""
    if sys.platform != "linux":
        return False
    import resource

    pattern = Path("/proc/sys/kernel/core_pattern").read_text()
    may_be = resource.getrlimit(resource.RLIMIT_CORE)[1] != 0
    return may_be and not set("/|") & set(pattern)


def may_try_to_read() -> bool:
    """Whether one process may read another of the same user, and we can become such a user."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return False
    yama = Path("/proc/sys/kernel/yama/ptrace_scope")
    return not yama.exists() or yama.read_text().strip() == "0"


def test_a_crash_with_a_store_open_leaves_no_dump(store_folder: Path, tmp_path: Path) -> None:
    told, left = crash("open", store_folder, tmp_path / "with it open")
    assert told == ["0", "0"]
    assert left == []


@pytest.mark.skipif(not dumps_land_here(), reason="dumps go elsewhere on this computer")
def test_without_a_store_the_same_crash_leaves_one(store_folder: Path, tmp_path: Path) -> None:
    told, left = crash("not", store_folder, tmp_path / "without")
    assert told[1] == "1"
    assert [path.name.partition(".")[0] for path in left] == ["core"]


@pytest.mark.skipif(not may_try_to_read(), reason="this computer lets nobody read such memory")
def test_another_program_of_the_same_user_cannot_read_the_memory() -> None:
    # A process that has changed its user may not be read at first; the control lets it be.
    code = """
import ctypes, os, resource, sys
from mdt_app.vault.memory import forbid_dumps
os.setuid(65534)
ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)
if sys.argv[1] == "forbidden":
    forbid_dumps()
reads, writes = os.pipe()
child = os.fork()
if child == 0:
    try:
        open(f"/proc/{os.getppid()}/mem", "rb").close()
        os.write(writes, b"read")
    except PermissionError:
        os.write(writes, b"refused")
    os._exit(0)
os.waitpid(child, 0)
print(os.read(reads, 20).decode())
"""
    for asked, said in (("forbidden", "refused"), ("allowed", "read")):
        done = subprocess.run(
            [sys.executable, "-c", code, asked], capture_output=True, text=True, check=True
        )
        assert done.stdout.strip() == said


def test_a_process_that_forbids_dumps_allows_those_of_the_programs_it_starts() -> None:
    import ctypes
    import resource

    library, most = ctypes.CDLL(None), resource.getrlimit(resource.RLIMIT_CORE)[1]
    reads, writes = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            library.prctl(4, 1, 0, 0, 0)
            resource.setrlimit(resource.RLIMIT_CORE, (most, most))
            forbid_dumps.__wrapped__()
            limits = resource.getrlimit(resource.RLIMIT_CORE)
            os.write(writes, repr((limits, library.prctl(3, 0, 0, 0, 0))).encode())
        finally:
            os._exit(0)
    os.close(writes)
    os.waitpid(child, 0)
    with os.fdopen(reads) as told:
        assert told.read() == repr(((0, most), 0))
