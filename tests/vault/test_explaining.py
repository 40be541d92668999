"""What the database says is told in words if a person can mend it, and our own mistakes are not."""

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from mdt_app.vault.explaining import StoreBusyError, StoreError, explaining, explanation


class _WrappedError(Exception):
    """As SQLAlchemy wraps what the database raised."""

    def __init__(self, orig: Exception | None) -> None:
        super().__init__("(sqlcipher3.dbapi2.OperationalError) [SQL: UPDATE …]")
        self.orig = orig


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("database or disk is full", "The disk is full or cannot be written"),
        ("disk I/O error", "The disk is full or cannot be written"),
        ("attempt to write a readonly database", "The store's folder cannot be written"),
        ("unable to open database file", "The store's folder cannot be written"),
        ("database is locked", "The store was busy"),
        ("database disk image is malformed", "The store's file data.db is damaged"),
        ("file is not a database", "The store's file data.db is damaged"),
        ("interrupted", "The store was locked before this was done"),
        ("Cannot operate on a closed database.", "The store was locked before this was done"),
    ],
)
def test_what_somebody_can_mend_is_told_in_words_wrapped_or_not(said: str, message: str) -> None:
    error = sqlcipher.OperationalError(said)
    for raised in (error, _WrappedError(error)):
        with pytest.raises(StoreError, match=f"^{message}") as told, explaining():
            raise raised
        assert told.value.hint
        assert isinstance(told.value, StoreBusyError) is ("busy" in message)


@pytest.mark.parametrize(
    "error",
    [
        sqlcipher.IntegrityError("entries are never changed; the disk is full"),
        sqlcipher.IntegrityError("database or disk is full"),
        sqlcipher.OperationalError("no such table: patient"),
        ValueError("database is locked"),
        _WrappedError(ValueError("database is locked")),
        _WrappedError(None),
    ],
)
def test_our_own_mistakes_come_through_as_they_are(error: Exception) -> None:
    assert explanation(error) is None
    with pytest.raises(type(error)) as raised, explaining():
        raise error
    assert raised.value is error
