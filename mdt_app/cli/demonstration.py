"""The demonstration: an invented network, shown in the window or held off-screen."""

import sys
from datetime import date
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from mdt_app.cli.exits import say


def demo(
    to: Annotated[
        Path | None,
        typer.Option(
            "--to",
            metavar="FOLDER",
            help="Without a display: leave minutes.pdf and the screens here.",
        ),
    ] = None,
) -> None:
    """Make an invented network and open the window on its meeting.

    Where there is no display, the meeting is held off-screen, and leaves minutes and screens.
    """
    from mdt_app.app import has_display

    if has_display():
        raise typer.Exit(_demonstrate())
    _rehearse(to or Path("mdt-demo"))


def _demonstrate() -> int:
    """Open the window on a meeting in progress; the store goes when the window closes."""
    from tempfile import TemporaryDirectory

    from mdt_app.cli.minding import in_a_child

    can_be_minded = sys.platform.startswith("linux")  # forking a Mac's window is not safe
    with TemporaryDirectory(prefix="mdt-demo-") as work:
        show = partial(_show, Path(work), ends_at_lock=can_be_minded)
        return in_a_child(show) if can_be_minded else show()


def _show(work: Path, *, ends_at_lock: bool) -> int:
    from mdt_app.app import show_demonstration
    from mdt_app.demo.seeding import PASSPHRASE, make_demonstration

    made = make_demonstration(work, date.today, is_rehearsed=False)
    say("Everybody in it is invented, and it is gone when the window is closed.")
    say(f"After locking it with Ctrl+L, the passphrase is: {PASSPHRASE}")
    return show_demonstration(made.ws.vault, made.ws.user, ends_at_lock=ends_at_lock)


def _rehearse(folder: Path) -> None:
    """Hold the meeting through the real window where nobody sees it."""
    from mdt_app.app import Program, application
    from mdt_app.demo.rehearsal import hold_off_screen

    def started(store: Path) -> Program:
        return Program(store, date.today)

    application(is_seen=False)
    say("Making the invented network and holding its meeting off-screen…")
    minutes_path = hold_off_screen(folder, date.today, started)
    say(f"Wrote {minutes_path} and a picture of every screen in {folder}.")
