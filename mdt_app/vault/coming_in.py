"""Puts on the trail that a store was opened, and what happened to it while nobody had the key."""

from mdt_app.vault.refusals import Refusals
from mdt_app.vault.trail import UNLOCKED, Access, note_in
from mdt_app.vault.vault import Vault


def note_coming_in(vault: Vault, who: str, where: str) -> None:
    """Note that somebody unlocked the store, after the wrong passphrases that went before.

    `where` is the window or a command of the command line.
    """
    refusals = Refusals(vault.folder)
    note_in(vault, who, [*refusals.accesses(), Access(UNLOCKED, where)])
    refusals.forget()
