"""Who saw, printed, exported and unlocked, in a chain beside the entries."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "access",
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("noted_at", sa.String(), nullable=False),
        sa.Column("noted_by", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("people", sa.String(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("after_entry", sa.Integer(), nullable=False),
        sa.Column("previous", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("origin", "sequence"),
    )
    op.create_index("ix_access_about", "access", ["about"], unique=False)
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER access_no_{change.lower()} BEFORE {change} ON access"
            " BEGIN SELECT RAISE(ABORT, 'access is never changed'); END"
        )
