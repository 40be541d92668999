"""Rows that can be mended, saved layouts, people who are gone, and facts without a day."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False, server_default="")


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False, server_default="0")


def upgrade() -> None:
    for column in (_text("headings"), _number("mends")):
        op.add_column("import_batch", column)
    for column in (_text("cells"), _text("raw"), _number("inferred"), _number("settled_by")):
        op.add_column("set_aside", column)
    op.create_table(
        "saved_layout",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("headings", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("saved_by", sa.String(), nullable=False),
        sa.Column("saved_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "gone",
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("patient_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"]),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"]),
        sa.PrimaryKeyConstraint("batch_id", "patient_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_gone_patient_id", "gone", ["patient_id"])
    op.create_table(
        "undated",
        sa.Column("patient_id", sa.Integer(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("said", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("setting", sa.String(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("raw", sa.String(), nullable=False),
        sa.Column("inferred", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"]),
        sa.PrimaryKeyConstraint(
            "patient_id", "section", "kind", "said", "value", "setting", "detail"
        ),
        sqlite_with_rowid=False,
    )
