"""Tries changes inside functions in children of one process that has every test loaded.

Starting Python, loading the program and finding the tests takes seconds, the tests that pass
through one line mostly a few hundredths. So they are loaded once; each child puts the changed code
into the functions that are there and runs the tests. What Python worked out while it loaded (a
constant, a default, the cases of a table) is as it was: whatever is not noticed here is tried
again by `running`, in a process that loads everything anew.
"""

import functools
import gc
import os
import shutil
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from types import CodeType, FunctionType

import pytest
from _pytest.runner import runtestprotocol

from tests.mutation.mutants import Function
from tests.mutation.running import NOTICED, UNNOTICED, Trial, end_of

_NO_ROOM_TO_CHANGE = 3
"""How a child says that the changed code does not fit the functions that are there."""
_DOES_NOT_FIT = "does not fit"
_ENDS = {0: UNNOTICED, _NO_ROOM_TO_CHANGE: _DOES_NOT_FIT}
_PATIENCE_S = 300.0
Ended = Callable[[str, str], None]


class WarmTrials:
    """The part of pytest that runs trials instead of the tests it found."""

    def __init__(self, trials: Iterable[Trial], ended: Ended) -> None:
        self._trials, self._ended = trials, ended
        self._functions: dict[tuple[str, str, int], list[FunctionType]] = {}
        self._items: dict[str, pytest.Item] = {}
        self._kept: list[functools._lru_cache_wrapper[object]] = []
        self._sound: set[str] = set()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self._items = {item.nodeid: item for item in session.items}
        _stand_ready(session)
        self._functions = _functions_by_place()
        found = gc.get_objects()
        self._kept = [each for each in found if isinstance(each, functools._lru_cache_wrapper)]
        gc.collect()
        gc.freeze()  # what is there stays shared with the children
        for trial in self._trials:
            end = self._tried(session, trial)
            if end:
                self._ended(trial.name, end)
        return True

    def _tried(self, session: pytest.Session, trial: Trial) -> str:
        """How it ended; '' where only a process that loads everything anew can tell."""
        while items := [self._items[test] for test in trial.tests if test in self._items]:
            end, failed = self._in_child(session, trial, items)
            if end != NOTICED or failed in self._sound:
                return "" if end == _DOES_NOT_FIT else end
            control = [self._items[failed]] if failed else items
            if self._in_child(session, None, control)[0] == UNNOTICED:
                self._sound.update([failed] if failed else ())
                return end
            for item in control:  # fails here without any change, so it tells nothing
                del self._items[item.nodeid]
        return ""

    def _in_child(
        self, session: pytest.Session, trial: Trial | None, items: list[pytest.Item]
    ) -> tuple[str, str]:
        """How it ended, and the test that noticed; without a trial nothing is changed."""
        folder = Path(tempfile.mkdtemp(prefix="trial-", dir=os.environ["TRIALS_FOLDER"]))
        told = folder / "failed"
        child = os.fork()
        if child == 0:
            self._be_child(session, trial, items, told)
        until = time.monotonic() + (trial.patience_s if trial else _PATIENCE_S)
        while not (end := end_of(child, until, _ENDS)):
            time.sleep(0.002)
        failed = told.read_text(encoding="utf-8") if told.exists() else ""
        shutil.rmtree(folder, ignore_errors=True)
        return end, failed

    def _be_child(
        self, session: pytest.Session, trial: Trial | None, items: list[pytest.Item], told: Path
    ) -> None:
        os.setpgid(0, 0)
        status = 1
        try:
            session.config._tmp_path_factory._basetemp = told.parent / "tests"
            (told.parent / "tests").mkdir()
            if trial is not None and not self._change(trial):
                status = _NO_ROOM_TO_CHANGE
                return
            session._setupstate.teardown_exact(items[0])
            failed = _first_that_fails(items)
            told.write_text(failed, encoding="utf-8")
            status = 1 if failed else 0
        finally:
            os._exit(status)

    def _change(self, trial: Trial) -> bool:
        """Put the changed code in; False where it does not fit."""
        spec = sys.modules[trial.module].__spec__
        if spec is None or spec.origin is None or trial.within is None:
            return False
        changed = _code_of(trial.within, compile(trial.tree, spec.origin, "exec"))
        is_in = False
        for code in (changed, *_codes(changed)):  # what it made before it was changed lives too
            place = (spec.origin, code.co_qualname, code.co_firstlineno)
            for function in self._functions.get(place, ()):
                if function.__code__.co_freevars != code.co_freevars:
                    return False
                function.__code__ = code
                is_in = True
        for kept in self._kept:
            kept.cache_clear()
        return is_in


def _stand_ready(session: pytest.Session) -> None:
    """Make once what all tests of a run share, so that no child has to."""
    first = next((item for item in session.items if "ws" in item.fixturenames), session.items[0])
    after = max(session.items, key=lambda item: (item.path != first.path, item is not first))
    runtestprotocol(first, log=False, nextitem=after)


def _first_that_fails(items: list[pytest.Item]) -> str:
    for item, following in zip(items, [*items[1:], items[-1]], strict=True):
        reports = runtestprotocol(item, log=False, nextitem=following)
        if any(report.failed for report in reports):
            return item.nodeid
    return ""


def _functions_by_place() -> dict[tuple[str, str, int], list[FunctionType]]:
    """Every function of the program that lives now, by file, qualified name and first line."""
    found: dict[tuple[str, str, int], list[FunctionType]] = defaultdict(list)
    for each in gc.get_objects():
        if isinstance(each, FunctionType) and (each.__module__ or "").startswith("mdt_app"):
            code = each.__code__
            found[code.co_filename, code.co_qualname, code.co_firstlineno].append(each)
    return found


def _code_of(function: Function, module: CodeType) -> CodeType:
    places = ((code.co_qualname, code.co_firstlineno, code) for code in _codes(module))
    return next(code for name, line, code in places if (name, line) == function)


def _codes(code: CodeType) -> Iterator[CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant
            yield from _codes(constant)


def run_warm(folders: Sequence[str], trials: Iterable[Trial], ended: Ended) -> None:
    """Try what can be tried in a loaded process; says how each ended as it ends."""
    options = ["-q", "-n0", "-p", "no:randomly", "-p", "no:cacheprovider", "--timeout=0"]
    options += ["--tb=no", "-m", "not slow", "--hypothesis-seed=0"]
    pytest.main([*options, *folders], plugins=[WarmTrials(trials, ended)])
