"""Keeps what is in memory while a store is open out of files that a crash would leave behind.

Swap and hibernation cannot be kept from: for those the disk itself must be encrypted.
"""

import sys
from functools import cache

_PR_SET_DUMPABLE = 4
_NO_HEAP = 1
_NO_FAULT_BOX = 0x0002


@cache
def forbid_dumps() -> None:
    """No core dump of this process from now on, and no reading of its memory by other programs.

    Where the system refuses, the store opens all the same: this is a second line of defence.
    """
    if sys.platform == "win32":
        import ctypes

        # The system's fault reports, without the heap. Not tried on Windows yet.
        ctypes.windll.kernel32.SetErrorMode(_NO_FAULT_BOX)
        ctypes.windll.wer.WerSetFlags(_NO_HEAP)
        return
    import resource

    _now, most = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, most))  # programs it starts may have their own
    if sys.platform == "linux":
        import ctypes

        # A pipe that collects dumps ignores the limit, so the process says it has none to give.
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
