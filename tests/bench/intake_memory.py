"""Takes one file in, as the command line does, and prints how many megabytes that took at most."""

import resource
import sys
from datetime import date
from pathlib import Path

from mdt_app.intake.importing import take_in
from mdt_app.vault.store import open_store
from mdt_app.vault.workspace import Workspace


def main(file: str, store: str, passphrase: str) -> None:
    vault, user = open_store(Path(store), passphrase)
    assert take_in(Workspace(vault, user, date.today), [Path(file)]).committed
    vault.lock()
    print(_highest_megabytes())


def _highest_megabytes() -> float:
    """This process's own mark: Linux hands `ru_maxrss` on from whoever started it."""
    status = Path("/proc/self/status")
    if status.exists():
        lines = status.read_text(encoding="ascii", errors="replace").splitlines()
        mark = next(line for line in lines if line.startswith("VmHWM:"))
        return int(mark.split()[1]) / 1024
    highest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return highest / (1 << 10 if sys.platform != "darwin" else 1 << 20)


if __name__ == "__main__":
    main(*sys.argv[1:])
