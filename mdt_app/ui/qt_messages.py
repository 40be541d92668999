"""What Qt says while it works: kept by the place in Qt that said it, never in its own words.

Qt's sentences hold names of files and pieces of text.
"""

import atexit
import contextlib
import re
import sys

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

_PLACE = re.compile(r"Q\w+(?:::~?\w+)+|QFont\w*|qt\.[a-z.]+")
_KINDS = {
    QtMsgType.QtWarningMsg: "warning",
    QtMsgType.QtCriticalMsg: "critical message",
    QtMsgType.QtFatalMsg: "fatal message",
}
_EXPECTED = "This plugin does not support"
"""What a window that nobody sees cannot do."""


def hear_qt() -> None:
    """From now on Qt's warnings go to the log and to standard error by their places alone."""
    qInstallMessageHandler(_note)
    atexit.register(qInstallMessageHandler, None)  # Qt may speak when Python no longer can


def place_of(words: str, category: str = "") -> str:
    """`QTextCursor::setPosition`, where Qt begins with it; else the kind of thing it is about.

    >>> place_of("QFile::open: /home/Canaryson.csv not found"), place_of("Ada", "qt.gui")
    ('QFile::open', 'qt.gui')
    """
    found = _PLACE.match(words)
    return found.group() if found else (category or "somewhere")


def _note(kind: QtMsgType, context: QMessageLogContext, words: str) -> None:
    if kind not in _KINDS or words.startswith(_EXPECTED):
        return
    import logging

    from mdt_app.log import Place

    said, where = Place(_KINDS[kind]), Place(place_of(words, context.category or ""))
    logging.getLogger(__name__).warning("Qt %s: %s", said, where)
    if sys.stderr is not None:
        with contextlib.suppress(OSError, ValueError):
            sys.stderr.write(f"Qt {said}: {where}\n")
