"""Seals over the tables that entries do not cover; the first says that none is sealed yet."""

import hashlib
import json
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    seal = op.create_table(
        "seal",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("tables", sa.String(), nullable=False),
        sa.Column("entry", sa.String(), nullable=False),
        sa.Column("previous", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER seal_no_{change.lower()} BEFORE {change} ON seal"
            " BEGIN SELECT RAISE(ABORT, 'seal is never changed'); END"
        )
    op.bulk_insert(seal, [_first()])


def _first() -> dict[str, str | int]:
    link: dict[str, str | int] = {
        "number": 1,
        "made_at": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "state": "broken",
        "tables": '{"*": ""}',
        "entry": "",
        "previous": "",
    }
    written = json.dumps([str(value) for value in link.values()])
    return {**link, "digest": hashlib.sha256(written.encode()).hexdigest()}
