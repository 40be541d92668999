"""Where the program starts: straight to the window, or to the command line for everything else."""

import sys
from functools import partial
from pathlib import Path

from mdt_app.cli.exits import status_of


def main() -> int:
    """Run with the arguments of the process and return its exit status.

    Opening the window is the everyday start, so it goes round the command line's parser.
    """
    arguments = sys.argv[1:]
    if _only_opens(arguments):
        return status_of(partial(_open_window, Path(arguments[1]) if arguments else None))
    from mdt_app.cli.commands import run

    return run()


def _open_window(store: Path | None) -> int:
    from mdt_app.app import open_window

    return open_window(store)


def _only_opens(arguments: list[str]) -> bool:
    if not arguments:
        return True
    return len(arguments) == 2 and arguments[0] == "open" and not arguments[1].startswith("-")


if __name__ == "__main__":
    sys.exit(main())
