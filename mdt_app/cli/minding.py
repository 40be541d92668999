"""Waits beside a process that a lock may replace by a new one, and tidies up when that is over."""

import os
import signal
import sys
from collections.abc import Callable
from types import FrameType

from mdt_app.cli.exits import status_of


def in_a_child(work: Callable[[], int]) -> int:
    """Do the work in a process of its own; how that ends, whatever it has become meanwhile."""
    # Told to end before it can pass that on, it would go and leave the child behind.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
    child = os.fork()
    if child == 0:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
        status = status_of(work, is_debug="--debug" in sys.argv[1:])
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        os._exit(status)

    def pass_on(number: int, _frame: FrameType | None) -> None:
        os.kill(child, number)

    before = signal.signal(signal.SIGTERM, pass_on)
    interrupted = signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal tells the child too
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
    try:
        _, status = os.waitpid(child, 0)
    finally:
        signal.signal(signal.SIGTERM, before)
        signal.signal(signal.SIGINT, interrupted)
    return os.waitstatus_to_exitcode(status)
