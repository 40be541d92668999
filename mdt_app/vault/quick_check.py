"""The quick look at every page as a store is opened, beside people at work.

Nobody waits for it: a change interrupts it, and it begins again when there is a pause.
"""

import time

import sqlcipher3.dbapi2 as sqlcipher

from mdt_app.vault.checking import pages_held
from mdt_app.vault.explaining import StoreError
from mdt_app.vault.vault import Vault

_TRIES, _PAUSE_S = 30, 1.0


def quick_problems(vault: Vault) -> list[str]:
    """What is wrong with the pages and the structure of the file; empty if nothing is.

    Chains, seals and what can be made again are for `check_store`, when somebody asks.
    """
    return _in_words(vault) if _is_doubtful(vault) else []


def _is_doubtful(vault: Vault) -> bool:
    """Whether a first look finds something, which may only be a change under way.

    Where people never pause, this is left for the next time the store is opened.
    """
    for _ in range(_TRIES):
        try:
            with vault.aside() as connection:
                if list(connection.execute("PRAGMA cipher_integrity_check")):
                    return True
                return list(connection.execute("PRAGMA quick_check")) != [("ok",)]
        except sqlcipher.OperationalError:  # a change came first
            time.sleep(_PAUSE_S)
        except sqlcipher.Error:
            return True
    return False


def _in_words(vault: Vault) -> list[str]:
    """A second look, while nobody can change anything."""
    try:
        return pages_held(vault)
    except StoreError as error:
        return [error.message]
