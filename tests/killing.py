"""Processes that begin with the program loaded, to be killed, and what they had said by then."""

import multiprocessing
import sys
from multiprocessing.connection import Connection

_LOADED = ["tests.whole.scripted_meeting", "tests.vault.writing_meeting", "mdt_app.ui.window"]


def processes() -> multiprocessing.context.BaseContext:
    """Makes processes that have the program loaded already, where the system can fork one."""
    if sys.platform != "linux":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_LOADED)
    return context


def rest_of(ours: Connection) -> list[object]:
    """What was said in the last moment; a message that was cut off was never said."""
    found: list[object] = []
    try:
        while ours.poll(0):
            found.append(ours.recv())
    except (EOFError, OSError):
        pass
    ours.close()
    return found
