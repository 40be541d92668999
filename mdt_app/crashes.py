"""What is kept of a fault that nobody caught: its type and its lines, and no value.

Python's own ways to tell of one print what the exception says, and that may name somebody: to
standard error, which some systems keep in a file.
"""

import contextlib
import faulthandler
import logging
import os
import sys
import threading
import warnings
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TextIO

from mdt_app.log import ROOT, Place, places

CRASH_NAME, LAST_CRASH_NAME = "crash.txt", "crash-before.txt"
log = logging.getLogger(ROOT)
_quiet = logging.NullHandler()
_undone: list[Callable[[], None]] = []
"""What puts back each hook that was there before ours."""


def keep_faults() -> None:
    """From now on every way to tell of a fault is ours."""
    hooks = (
        (sys, "excepthook", _log_uncaught),
        (sys, "unraisablehook", _log_unraisable),
        (threading, "excepthook", _log_uncaught_in_thread),
        (warnings, "showwarning", _log_warning),
        (logging, "raiseExceptions", False),
    )
    for holder, name, ours in hooks:
        _undone.append(_putting_back(holder, name))
        setattr(holder, name, ours)
    # Without any handler at the top Python prints the warnings of other libraries as they are.
    logging.getLogger().addHandler(_quiet)


def hand_back() -> None:
    """Give every hook back to whoever had it before."""
    while _undone:
        _undone.pop()()
    logging.getLogger().removeHandler(_quiet)


def _putting_back(holder: object, name: str) -> Callable[[], None]:
    before = getattr(holder, name)
    return lambda: setattr(holder, name, before)


def note_crashes(folder: Path) -> None:
    """Let a crash below Python leave its lines of code; what the last one left is kept beside.

    The file stays open until the end of the process.
    """
    if faulthandler.is_enabled():
        return
    path = folder / CRASH_NAME
    if path.exists() and path.stat().st_size:
        path.replace(folder / LAST_CRASH_NAME)
    faulthandler.enable(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))


def _log_uncaught(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    log.critical("uncaught %s", places(error))
    _tell(f"The program met a fault of its own: {places(error)}")


def _log_uncaught_in_thread(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None:
        _log_uncaught(args.exc_type, args.exc_value, args.exc_traceback)


def _log_unraisable(unraisable: "sys.UnraisableHookArgs") -> None:
    error = unraisable.exc_value
    where = places(error) if error is not None else Place(unraisable.exc_type.__name__)
    log.error("unraisable %s", where)
    _tell(f"The program met a fault of its own: {where}")


def _log_warning(
    _message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    _file: TextIO | None = None,
    _line: str | None = None,
) -> None:
    log.warning("%s at %s:%d", Place(category.__name__), Place(Path(filename).name), lineno)


def _tell(words: str) -> None:
    """To standard error, where there is one: a program of windows may have none."""
    if sys.stderr is not None:
        with contextlib.suppress(OSError, ValueError):
            sys.stderr.write(f"{words}\n")
