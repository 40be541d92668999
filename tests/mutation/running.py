"""Runs tests against a changed module, in a child of a process that has the libraries loaded."""

import ast
import contextlib
import importlib.abc
import importlib.machinery
import importlib.util
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import CodeType
from typing import NamedTuple

from tests.mutation.mutants import Function

NOTICED, UNNOTICED, ENDLESS, NO_TEST = "noticed", "not noticed", "endless", "no test"
_ENDS = {0: UNNOTICED}
_LOADED = (
    "pytest",
    "hypothesis",
    "sqlcipher3",
    "cryptography.hazmat.primitives.kdf.argon2",
    "sqlalchemy",
    "sqlmodel",
    "alembic.command",
    "PySide6.QtWidgets",
)


def load_libraries() -> None:
    """Load what is not ours, once, before the first child."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    for name in _LOADED:
        importlib.import_module(name)
    ours = [name for name in sys.modules if name.split(".")[0] == "mdt_app"]
    if ours:
        raise RuntimeError("the program is loaded already, so no change would be seen")


class Trial(NamedTuple):
    """One change to a module, and the tests that may notice it within a time."""

    name: str
    module: str
    tree: ast.Module
    tests: Sequence[str]
    patience_s: float
    within: Function | None = None


def outcomes(trials: Iterable[Trial], at_once: int) -> Iterator[tuple[str, str]]:
    """The name of each change and how it ended, as they end; each in a child of its own."""
    waiting = iter(trials)
    running: dict[int, tuple[Trial, float]] = {}
    while True:
        while len(running) < at_once and (trial := next(waiting, None)) is not None:
            running[_begun(trial)] = trial, time.monotonic() + trial.patience_s
        if not running:
            return
        for child, (trial, until) in list(running.items()):
            end = end_of(child, until)
            if end:
                del running[child]
                yield trial.name, end
        time.sleep(0.01)


def _begun(trial: Trial) -> int:
    child = os.fork()
    if child == 0:
        _be_child(trial.module, trial.tree, trial.tests)
    return child


def end_of(child: int, until: float, ends: Mapping[int, str] = _ENDS) -> str:
    """How a child ended, by its exit code; '' while it runs. Any other code: noticed."""
    found, status = os.waitpid(child, os.WNOHANG)
    if found:
        return ends.get(os.waitstatus_to_exitcode(status), NOTICED)
    if time.monotonic() < until:
        return ""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return ENDLESS


def _be_child(module: str, tree: ast.Module, tests: Sequence[str]) -> None:
    os.setpgid(0, 0)
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.dup2(silent, 2)
    sys.meta_path.insert(0, _Changed(module, tree))
    status = 1
    folder = tempfile.mkdtemp(prefix="trial-", dir=os.environ["TRIALS_FOLDER"])
    os.environ["PYTEST_DEBUG_TEMPROOT"] = folder
    try:
        import pytest

        options = ["-q", "-x", "-n0", "-p", "no:randomly", "-p", "no:cacheprovider", "--tb=no"]
        options += ["-W", "ignore:Module already imported", "--hypothesis-seed=0"]
        status = int(pytest.main([*options, *tests]))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os._exit(status)


class _Changed(importlib.abc.MetaPathFinder):
    """Finds one module changed; everything else is found as always."""

    def __init__(self, module: str, tree: ast.Module) -> None:
        self._module, self._tree = module, tree

    def find_spec(self, name, path=None, target=None):
        if name != self._module:
            return None
        found = importlib.machinery.PathFinder.find_spec(name, path, target)
        if found is None or found.origin is None:
            return None
        found.loader = _Loader(name, found.origin, self._tree)
        return found


class _Loader(importlib.machinery.SourceFileLoader):
    def __init__(self, name: str, path: str, tree: ast.Module) -> None:
        super().__init__(name, path)
        self._tree = tree

    def get_code(self, fullname: str) -> CodeType:
        return compile(self._tree, self.path, "exec")


def module_name(path: Path, root: Path) -> str:
    """`mdt_app/vault/keys.py` as it is imported."""
    return ".".join(path.relative_to(root).with_suffix("").parts)
