"""SQLModel sessions over a bare connection. Importing this is slow: do it when first needed."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, Executable, Insert, create_engine, event
from sqlalchemy.pool import StaticPool
from sqlmodel import Session

NEVER_CHANGED = frozenset(["entry", "replacement", "issued_document", "access", "seal", "erased"])
"""Tables whose rows are inserted once. Triggers hold that too, whoever writes the SQL."""


def session_over(connection: sqlcipher.Connection) -> Session:
    """A session inside the transaction already open on `connection`.

    The vault alone ends that transaction: SQLAlchemy's own commit and rollback, one of which
    it sends as soon as it meets a connection, do nothing here.
    """
    engine = _engine(connection)
    for end in ("do_commit", "do_rollback"):
        setattr(engine.dialect, end, _left_to_the_vault)
    event.listen(engine, "before_execute", _refuse_changes)
    return Session(bind=engine)


def _refuse_changes(_bound: Any, statement: Executable, *_parameters: Any) -> None:
    """A bulk update names no row, so it is refused before it is sent, even where none matches."""
    table = getattr(getattr(statement, "table", None), "name", "")
    if table in NEVER_CHANGED and not isinstance(statement, Insert):
        raise RuntimeError(f"{table} is never changed")


def _left_to_the_vault(_connection: Any) -> None:
    return


@contextmanager
def changing_tables(connection: sqlcipher.Connection) -> Iterator[Connection]:
    """One transaction on the tables themselves, for SQLAlchemy and Alembic: all of it or none."""
    engine = _engine(connection)

    # The driver would begin too late, after the first CREATE TABLE had already been kept.
    @event.listens_for(engine, "begin")
    def _begin_at_once(bound: Any) -> None:
        bound.exec_driver_sql("BEGIN IMMEDIATE")

    with engine.begin() as bound:
        yield bound


def _engine(connection: sqlcipher.Connection) -> Engine:
    return create_engine(
        "sqlite://",
        creator=lambda: connection,
        module=sqlcipher,
        poolclass=StaticPool,
        hide_parameters=True,  # an error's text must not carry an NHS number
    )
