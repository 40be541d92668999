"""How the tests share the cores of a machine: as many workers as cores, the longest tests first."""

from pathlib import Path

import pytest

MANY_FILES = 12
"""Fewer test files than these are mostly sooner done than workers are started."""


@pytest.hookimpl(optionalhook=True, tryfirst=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """No workers where they would only cost time or hide what is printed; else one a core."""
    return 0 if _is_small(config) or config.getoption("capture") == "no" else None


def _is_small(config: pytest.Config) -> bool:
    if any(config.getoption(name, None) for name in ("collectonly", "keyword", "lf")):
        return True
    named = {Path(config.invocation_params.dir, arg.partition("::")[0]) for arg in config.args}
    return sum(1 if path.is_file() else _files_in(path) for path in named) < MANY_FILES


def _files_in(folder: Path) -> int:
    return sum(1 for _ in folder.rglob("test_*.py"))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with the longest, so that no worker waits for the other at the end."""
    if hasattr(config, "workerinput"):
        items.sort(key=_longest_first)


def _longest_first(item: pytest.Item) -> tuple[float, bool]:
    allowed_s = item.get_closest_marker("timeout")
    return -(allowed_s.args[0] if allowed_s else 0), item.get_closest_marker("slow") is None
