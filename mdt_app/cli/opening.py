"""What the commands share: their common options, the store opened for one command, the output."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mdt_app.cli.exits import say
from mdt_app.cli.passphrases import passphrase_for
from mdt_app.clinical.shown_text import shown, spelled_out
from mdt_app.errors import UserError

if TYPE_CHECKING:
    from mdt_app.vault.vault import Vault
    from mdt_app.vault.workspace import Workspace

Store = Annotated[Path, typer.Argument(metavar="STORE", help="The store's folder.")]
PassphraseFile = Annotated[
    Path | None,
    typer.Option(
        "--passphrase-file",
        metavar="FILE",
        help="Read the passphrase from the first line of this file, "
        "else from MDT_PASSPHRASE, else ask.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
Practice = Annotated[
    str, typer.Option("--practice", metavar="ODS", help="The practice's ODS code.")
]


_FIRST_YEAR, _LAST_YEAR = 1900, 2199
"""Nobody is asked about outside these; rules look back further than the first day there is."""


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a date like 2026-11-26.") from None
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise typer.BadParameter(f"Give a day from {_FIRST_YEAR} to {_LAST_YEAR}.")
    return day


On = Annotated[
    date | None,
    typer.Option(
        "--on", metavar="DATE", parser=_day, help="The day the question is asked; today if absent."
    ),
]
Since = Annotated[
    date | None,
    typer.Option("--since", metavar="DATE", parser=_day, help="From this day on."),
]
Until = Annotated[
    date | None,
    typer.Option("--until", metavar="DATE", parser=_day, help="Up to this day, which is included."),
]


def show(text: str) -> None:
    """A result: letters alone, for a name may hold an order to the terminal."""
    sys.stdout.write(shown(text) + "\n")


def show_json(document: object) -> None:
    written = json.dumps(document, ensure_ascii=False, indent=1)
    sys.stdout.write(spelled_out(written) + "\n")


@contextmanager
def opened(
    store: Path, passphrase_file: Path | None, *, to_read: bool = False
) -> Iterator[Workspace]:
    """The store unlocked for one command, and locked again however the command ends.

    A command that only reads works beside an open window; one that changes the store does not.
    """
    must_be_a_store(store)
    with unlocked(store, passphrase_for(store, passphrase_file), to_read=to_read) as ws:
        yield ws


@contextmanager
def unlocked(store: Path, passphrase: str, *, to_read: bool = False) -> Iterator[Workspace]:
    """The same, with the passphrase known."""
    from mdt_app.cli.noting import note_opened
    from mdt_app.vault.sealing import seal_and_lock
    from mdt_app.vault.store import open_store
    from mdt_app.vault.workspace import Workspace

    vault, user = open_store(store, passphrase, exclusive=not to_read)
    try:
        _say_what_is_doubtful(vault, to_read)
        note_opened(vault, user)
        yield Workspace(vault, user, date.today)
    finally:
        seal_and_lock(vault)


def _say_what_is_doubtful(vault: Vault, to_read: bool) -> None:
    """As the window says it over every screen; that only reading was asked for is known."""
    from mdt_app.vault.clock import now
    from mdt_app.vault.doubts import doubts_on_opening

    for doubt in doubts_on_opening(vault, now()):
        if not (to_read and doubt.lasts):
            say(f"! {doubt.message} {doubt.hint}")


def must_be_a_store(folder: Path) -> None:
    """Said before the passphrase is asked for, not after."""
    if not any((folder / name).is_file() for name in ("data.db", "keys.json")):
        raise UserError(
            f"There is no store in {folder}.",
            "Name the folder that holds data.db, or make one with `mdt-app new`.",
        )
