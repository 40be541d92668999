"""What an erasure names may be emptied, and nothing else: the triggers let go of no more.

Its names stand in a table of their own: a trigger that asked another table's rows would be in
the way when that table is rebuilt.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def _same(*columns: str) -> str:
    return " AND ".join(f"NEW.{column} IS OLD.{column}" for column in columns)


def _named(key: str) -> str:
    return f"EXISTS (SELECT 1 FROM erased WHERE key = {key})"


_KEPT_OF_ENTRY = _same(
    "id", "origin", "sequence", "recorded_at", "recorded_by", "act", "meeting", "replaces",
    "previous", "digest",
)  # fmt: skip
_KEPT_OF_LINE = _same(
    "origin", "sequence", "noted_at", "noted_by", "kind", "detail", "after_entry", "previous",
    "digest",
)  # fmt: skip
_ALLOWED = {
    ("entry", "UPDATE"): (
        "NEW.kind = 'erased' AND NEW.about = '' AND NEW.payload = '{}'"
        f" AND OLD.kind NOT IN ('erased', 'erasure') AND {_KEPT_OF_ENTRY}"
        " AND " + _named("'entry/' || OLD.id")
    ),
    ("access", "UPDATE"): (
        "NEW.about IN ('', OLD.about) AND length(NEW.people) <= length(OLD.people)"
        f" AND {_KEPT_OF_LINE} AND " + _named("'line/' || OLD.origin || '/' || OLD.sequence")
    ),
    ("issued_document", "DELETE"): _named("'document/' || OLD.entry_id || '/' || OLD.name"),
}


def upgrade() -> None:
    op.create_table(
        "erased",
        sa.Column("key", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
        sqlite_with_rowid=False,
    )
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER erased_no_{change.lower()} BEFORE {change} ON erased"
            " BEGIN SELECT RAISE(ABORT, 'erased is never changed'); END"
        )
    for (table, change), allowed in _ALLOWED.items():
        name = f"{table}_no_{change.lower()}"
        op.execute(f"DROP TRIGGER {name}")
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {change} ON {table} WHEN NOT ({allowed})"
            f" BEGIN SELECT RAISE(ABORT, '{table} is never changed'); END"
        )
