"""Which laptop's file an entry comes from: a copy that is worked on takes a name of its own."""

import secrets

from mdt_app.vault.vault import Vault


def new_origin() -> str:
    """A name that nobody else takes."""
    return secrets.token_hex(8)


def take_new_origin(vault: Vault, who: str, what: str) -> None:
    """Begin a new chain, whose first entry says why and which one it goes on from.

    Two files that went on with one chain would each have an entry of the same number.
    """
    origin = new_origin()
    with vault.writing(who, what) as writing:
        (old,) = next(writing.rows("SELECT value FROM store WHERE name = 'origin'"))
        writing.execute("UPDATE store SET value = :new WHERE name = 'origin'", {"new": origin})
        writing.record("act", {"goes_on_from": str(old)})
