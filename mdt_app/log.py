"""The program's log: a small rotating file that says where and when, never who.

By allow-list: a line holds the time, the level, the place in the program, one of our own
sentences as it stands in the source, and in it nothing but numbers and places in the source.
What an exception says is left out, because a library may have put a value into it: its type and
the lines it passed through are enough to find the fault.
"""

import logging
import re
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path

ROOT = "mdt_app"
LOG_NAME = "mdt-app.log"
LEFT_OUT = "[left out]"
_BIGGEST, _KEPT = 500_000, 3
_NUMBER = re.compile(r"\d{3}[ -]?\d{3}[ -]?\d{4}")
log = logging.getLogger(ROOT)


class Place(str):
    """A place in the source: types, files, lines and functions, and nothing from a record."""

    __slots__ = ()


class PlaceFormatter(logging.Formatter):
    """Lines of allow-listed fields only; ten digits in a row never get through."""

    def format(self, record: logging.LogRecord) -> str:
        where = f"{record.levelname} {record.name}:{record.lineno}"
        line = f"{self.formatTime(record)} {where} {_said(record)}"
        error = record.exc_info[1] if record.exc_info else None
        whole = f"{line} | {places(error)}" if error is not None else line
        return _NUMBER.sub("[number]", " ".join(whole.split()))


def _said(record: logging.LogRecord) -> str:
    """Our own sentence, its blanks filled with numbers and places; anything else is left out."""
    if not isinstance(record.msg, str):
        return LEFT_OUT
    if not isinstance(record.args, tuple) or not record.args:
        return record.msg
    allowed = (int, float, Place)
    kept = tuple(each if isinstance(each, allowed) else LEFT_OUT for each in record.args)
    try:
        return record.msg % kept
    except (TypeError, ValueError):  # a blank for a number that was given something else
        return record.msg


def log_folder() -> Path:
    """Where this computer keeps programs' logs."""
    from platformdirs import user_log_path

    return user_log_path("mdt-app", appauthor=False)


def start_logging(folder: Path | None = None) -> Path | None:
    """Write the log to `mdt-app.log` in `folder`; None if that cannot be written.

    From now on an exception nobody catches is logged too, and a crash leaves `crash.txt`.
    """
    from mdt_app.crashes import keep_faults, note_crashes

    stop_logging()
    keep_faults()
    try:
        path = _owners_only(folder or log_folder()) / LOG_NAME
        handler = RotatingFileHandler(
            path, maxBytes=_BIGGEST, backupCount=_KEPT, encoding="utf-8", errors="backslashreplace"
        )
        note_crashes(path.parent)
    except OSError:
        return None  # a full disk must not keep a meeting from starting
    handler.setFormatter(PlaceFormatter())
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    return path


def stop_logging() -> None:
    """Close the log and hand uncaught exceptions back to whoever had them before."""
    from mdt_app.crashes import hand_back

    for handler in log.handlers[:]:
        if isinstance(handler, RotatingFileHandler):
            log.removeHandler(handler)
            handler.close()
    hand_back()


def places(error: BaseException) -> Place:
    """The exception's type, then files and line numbers, innermost first; the same for its cause.

    >>> places(ValueError("9990000018"))
    'ValueError'
    """
    frames = reversed(traceback.extract_tb(error.__traceback__))
    steps = (f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames)
    text = " < ".join((type(error).__name__, *steps))
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return Place(text if cause is None else f"{text} | from {places(cause)}")


def _owners_only(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder
