"""How the tests share a machine: a worker more than it has cores, each with its longest first."""

import os
import shutil
from itertools import groupby
from pathlib import Path

import pytest

MANY_FILES = 12
"""Fewer test files than these are mostly sooner done than workers are started."""


_MEMORY, _ROOM = Path("/dev/shm"), 6 << 30


def write_in_memory() -> None:
    """Put every temporary folder where syncs cost nothing, if there is much room.

    A store syncs each change, and ten thousand tests wait for the disk longer than they work.
    What a power cut leaves is worked out from the calls themselves (tests/vault/power_cut.py).
    """
    if os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > _ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))


@pytest.hookimpl(optionalhook=True, tryfirst=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """No workers where they would only cost time or hide what is printed.

    Else one more than cores: a test that waits for a clock leaves its core to another.
    """
    if _is_small(config) or config.getoption("capture") == "no":
        return 0
    return _cores() + 1


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _is_small(config: pytest.Config) -> bool:
    if any(config.getoption(name, None) for name in ("collectonly", "keyword", "lf")):
        return True
    named = {Path(config.invocation_params.dir, arg.partition("::")[0]) for arg in config.args}
    return sum(1 if path.is_file() else _files_in(path) for path in named) < MANY_FILES


def _files_in(folder: Path) -> int:
    return sum(1 for _ in folder.rglob("test_*.py"))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with the longest, so that no worker waits for another at the end."""
    if hasattr(config, "workerinput"):
        items[:] = dealt(items, config.workerinput["workercount"])


def dealt(items: list[pytest.Item], workers: int) -> list[pytest.Item]:
    """The tests in the order in which each worker gets an equal share, its long ones first.

    A file's long tests stay together: they often stand on something that took long to make.
    """
    longest_first = sorted(filter(_is_long, items), key=_allowed_s, reverse=True)
    files = [list(tests) for _, tests in groupby(longest_first, key=_file)]
    left = [item for item in items if not _is_long(item)]
    found: list[pytest.Item] = []
    for worker in range(workers):
        share = (len(items) - len(found)) // (workers - worker)
        left = [test for tests in files[worker::workers] for test in tests] + left
        found, left = found + left[:share], left[share:]
    return found


def _is_long(item: pytest.Item) -> bool:
    return item.get_closest_marker("slow") is not None or _allowed_s(item) > 0


def _allowed_s(item: pytest.Item) -> float:
    allowed = item.get_closest_marker("timeout")
    return allowed.args[0] if allowed else 0


def _file(item: pytest.Item) -> Path:
    return item.path
