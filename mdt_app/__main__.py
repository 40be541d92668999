"""Where the program starts: straight to the window, or to the command line for everything else."""

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from mdt_app.cli.exits import status_of

if TYPE_CHECKING:
    from mdt_app.ui.after_lock import AfterLock


def main() -> int:
    """Run with the arguments of the process and return its exit status.

    Opening the window is the everyday start, so it goes round the command line's parser.
    """
    arguments = sys.argv[1:]
    if "--locked" in arguments:
        from mdt_app.ui.after_lock import after_lock

        if (after := after_lock(arguments)) is not None:
            return status_of(partial(_open_window, after.store, after))
    if _only_opens(arguments):
        return status_of(partial(_open_window, Path(arguments[1]) if arguments else None))
    from mdt_app.cli.commands import run

    return run()


def _open_window(store: Path | None, after: "AfterLock | None" = None) -> int:
    from mdt_app.app import open_window

    return open_window(store, after)


def _only_opens(arguments: list[str]) -> bool:
    if not arguments:
        return True
    return len(arguments) == 2 and arguments[0] == "open" and not arguments[1].startswith("-")


if __name__ == "__main__":
    sys.exit(main())
