"""Turns what the database says when the disk or the file fails it into words for people."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlcipher3.dbapi2 as sqlcipher

from mdt_app.errors import UserError

_BUSY = ("database is locked",)
_SENTENCES = (
    (
        ("database or disk is full", "disk i/o error"),
        "The disk is full or cannot be written, so this was not saved.",
        "Nothing already saved is lost. Make room on the disk, then do it again.",
    ),
    (
        ("readonly database", "unable to open database file"),
        "The store's folder cannot be written, so this was not saved.",
        "Copy the store to a folder of your own, or ask for the right to change this one.",
    ),
    (
        _BUSY,
        "The store was busy, so this was not saved.",
        "Wait a moment and do it again.",
    ),
    (
        ("malformed", "file is not a database", "hmac check failed"),
        "The store's file data.db is damaged.",
        "Keep it as it is and put back the newest copy in the store's backups folder.",
    ),
    (
        ("interrupted", "closed database"),
        "The store was locked before this was done.",
        "Unlock it and do it again.",
    ),
)


class StoreError(UserError):
    """The disk or the file failed us; nothing of the transaction was kept."""


class NeedsCopyError(StoreError):
    """The store itself cannot be opened as it is; a copy can take its place."""


class StoreBusyError(StoreError):
    """Someone else is writing just now. Trying again soon is likely to work."""


@contextmanager
def explaining() -> Iterator[None]:
    """Raise a `UserError` for what a person can put right; let our own mistakes through."""
    try:
        yield
    except Exception as error:
        explained = explanation(error)
        if explained is None:
            raise
        raise explained from None


def explanation(error: Exception) -> StoreError | None:
    """What to tell the user, or None if the fault is ours. SQLAlchemy's wrapper is looked into."""
    cause = getattr(error, "orig", None) or error
    if not isinstance(cause, sqlcipher.Error) or isinstance(cause, sqlcipher.IntegrityError):
        return None
    text = str(cause).lower()
    for parts, message, hint in _SENTENCES:
        if any(part in text for part in parts):
            return StoreBusyError(message, hint) if parts == _BUSY else StoreError(message, hint)
    return None
