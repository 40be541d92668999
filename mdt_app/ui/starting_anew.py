"""Ends this process and starts the program anew: only so is nothing of a store left in memory.

Python keeps copies of a key and of names wherever it likes, and no one can find them all.
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import mdt_app

_NOT_HANDED_ON = "MDT_PASSPHRASE"


def start_anew(arguments: Sequence[str]) -> None:
    """Become a new process of the program. Returns only where the system does not let us."""
    command, environment = [*own_command(), *arguments], own_environment()
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:  # a windowed program on Windows has none
            stream.flush()
    try:
        if sys.platform == "win32":  # its exec would quote the words wrongly
            subprocess.Popen(command, env=environment, close_fds=True)
            os._exit(0)
        os.execve(command[0], command, environment)  # noqa: S606 - our own command, no shell
    except OSError:
        return


def own_command() -> list[str]:
    """How this program is started; never with the present folder's own modules."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    return [sys.executable, "-P", "-m", mdt_app.__name__]


def own_environment() -> dict[str, str]:
    """The environment without the passphrase, in which the new process finds the program."""
    kept = {name: value for name, value in os.environ.items() if name != _NOT_HANDED_ON}
    if getattr(sys, "frozen", False):
        return kept | {"PYINSTALLER_RESET_ENVIRONMENT": "1"}  # a start of its own, not a child's
    source = str(Path(mdt_app.__file__).parents[1])
    if source not in sys.path[1:]:  # run from its source: only the first place led to it
        kept["PYTHONPATH"] = os.pathsep.join(filter(None, (source, kept.get("PYTHONPATH"))))
    return kept
