"""Puts a new seal over what was changed. Reads all of it, so it belongs off the GUI thread."""

from contextlib import suppress

from mdt_app.errors import UserError
from mdt_app.vault.seals import (
    SEALED,
    add_seal,
    digests_now,
    is_open,
    seal_problems,
    standing_seals,
)
from mdt_app.vault.vault import Vault


def needs_seal(vault: Vault) -> bool:
    """Whether something was changed since the last seal, by this window or by one that crashed."""
    with vault.reading() as reading:
        return not vault.is_read_only and is_open(reading)


def problems_with_seals(vault: Vault) -> list[str]:
    """What is not as it was sealed. As long as `seal_tables` over everything."""
    with vault.reading() as reading:
        return list(seal_problems(reading))


def seal_tables(vault: Vault) -> bool:
    """Seal what was changed. False if nothing was, or if somebody changed more meanwhile.

    0.3 s for 450,000 results; changes are let in between.
    """
    with vault.reading() as reading:
        standing = standing_seals(reading)
        if vault.is_read_only or standing is None or not standing.open_tables:
            return False
        digests = digests_now(reading, standing)
    with vault.sealing() as sealing:
        now = standing_seals(sealing)
        if now is None or now.last.digest != standing.last.digest:
            return False
        add_seal(sealing.run, SEALED, digests)
    return True


def seal_and_lock(vault: Vault) -> None:
    """End of a command: seal what it changed, or leave that to the next window, and lock."""
    with suppress(UserError):
        seal_tables(vault)
    vault.lock()
