"""What a command puts on the store's trail: that it came in, and whom its results are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mdt_app.cli.exits import say
from mdt_app.vault.explaining import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mdt_app.vault.vault import Vault
    from mdt_app.vault.workspace import Workspace

_COMMAND_LINE = "command line"


def note_opened(vault: Vault, user: str) -> None:
    """A command has the store for itself."""
    from mdt_app.vault.coming_in import note_coming_in

    if vault.is_read_only:
        return
    try:
        note_coming_in(vault, user, _COMMAND_LINE)
    except StoreError as error:
        _say_not_noted(error)


def note_shown(ws: Workspace, what: str, whom: Iterable[str]) -> None:
    """Results about people are about to be printed or written; nothing where they name nobody.

    What cannot be noted is shown all the same, and said: a store may be on a disk that is only
    read.
    """
    from mdt_app.vault.trail import EXPORTED, Access, note_in

    numbers = tuple(dict.fromkeys(whom))
    if not numbers:
        return
    words = f"{_COMMAND_LINE}: {what}"
    access = (
        Access(EXPORTED, words, numbers[0])
        if len(numbers) == 1
        else Access(EXPORTED, words, people=numbers)
    )
    try:
        note_in(ws.vault, ws.user, [access])
    except StoreError as error:
        _say_not_noted(error)


def _say_not_noted(error: StoreError) -> None:
    say(f"This is not on the store's trail. {error.message}")
