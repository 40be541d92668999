"""The program's log: a small rotating file that says where and when, never who.

A line holds the time, the level, the place in the program and one of our own sentences. What an
exception says is left out, because a library may have put a value into it: its type and the
lines it passed through are enough to find the fault.
"""

import faulthandler
import logging
import os
import re
import sys
import threading
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

ROOT = "mdt_app"
_BIGGEST, _KEPT = 500_000, 3
_NUMBER = re.compile(r"\d{3}[ -]?\d{3}[ -]?\d{4}")
log = logging.getLogger(ROOT)


class PlaceFormatter(logging.Formatter):
    """Lines of allow-listed fields only; ten digits in a row never get through."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s:%(lineno)d %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        record.exc_text = None  # another handler may have left the exception's words there
        text = _NUMBER.sub("[number]", super().format(record))
        record.exc_text = None
        return text

    def formatException(self, ei: object) -> str:  # noqa: N802 - the name is logging's
        error = ei[1] if isinstance(ei, tuple) else None
        return places(error) if isinstance(error, BaseException) else ""


def log_folder() -> Path:
    """Where this computer keeps programs' logs."""
    from platformdirs import user_log_path

    return user_log_path("mdt-app", appauthor=False)


def start_logging(folder: Path | None = None) -> Path | None:
    """Write the log to `mdt-app.log` in `folder`; None if that cannot be written.

    From now on an exception nobody catches is logged too, and a crash leaves `crash.txt`.
    """
    stop_logging()
    try:
        path = _owners_only(folder or log_folder()) / "mdt-app.log"
        handler = RotatingFileHandler(
            path, maxBytes=_BIGGEST, backupCount=_KEPT, encoding="utf-8", errors="backslashreplace"
        )
        _note_crashes(path.with_name("crash.txt"))
    except OSError:
        return None  # a full disk must not keep a meeting from starting
    handler.setFormatter(PlaceFormatter())
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    sys.excepthook = _log_uncaught
    threading.excepthook = _log_uncaught_in_thread
    return path


def _note_crashes(path: Path) -> None:
    """Let a crash below Python leave its lines of code. The file stays open until the end."""
    if not faulthandler.is_enabled():
        faulthandler.enable(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))


def stop_logging() -> None:
    """Close the log and hand uncaught exceptions back to Python."""
    for handler in log.handlers[:]:
        if isinstance(handler, RotatingFileHandler):
            log.removeHandler(handler)
            handler.close()
    sys.excepthook, threading.excepthook = sys.__excepthook__, threading.__excepthook__


def places(error: BaseException) -> str:
    """The exception's type, then files and line numbers, innermost first; the same for its cause.

    >>> places(ValueError("9990000018"))
    'ValueError'
    """
    frames = reversed(traceback.extract_tb(error.__traceback__))
    steps = (f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames)
    text = " < ".join((type(error).__name__, *steps))
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return text if cause is None else f"{text} | from {places(cause)}"


def _owners_only(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def _log_uncaught(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    log.critical("uncaught %s", places(error))
    sys.stderr.write(f"The program met a fault of its own: {places(error)}\n")


def _log_uncaught_in_thread(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None:
        _log_uncaught(args.exc_type, args.exc_value, args.exc_traceback)
