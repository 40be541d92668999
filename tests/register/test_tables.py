"""The migrations make exactly the tables that the models describe."""

from sqlalchemy import Table, inspect
from sqlmodel import SQLModel

from mdt_app.measures import tables as measures_tables
from mdt_app.meeting import tables as meeting_tables
from mdt_app.register import tables as register_tables
from mdt_app.vault import tables as vault_tables

DESCRIBED = (measures_tables, meeting_tables, register_tables, vault_tables)


def test_the_migrations_make_the_tables_the_models_describe(ws):
    from alembic.autogenerate import compare_metadata
    from alembic.runtime.migration import MigrationContext

    assert all(DESCRIBED)
    with ws.vault.setting_up() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, SQLModel.metadata) == []


def test_the_keys_of_the_tables_are_those_the_models_describe(ws):
    """Which the comparison above leaves out."""
    with ws.vault.setting_up() as connection:
        looking = inspect(connection)
        made = {
            name: (
                looking.get_pk_constraint(name)["constrained_columns"],
                not looking.get_table_options(name).get("sqlite_with_rowid", True),
            )
            for name in SQLModel.metadata.tables
        }
    assert made == {name: _key_of(table) for name, table in SQLModel.metadata.tables.items()}


def _key_of(table: Table) -> tuple[list[str], bool]:
    """The columns of its key, in their order, and whether rows have no number beside it."""
    without_number = not table.dialect_options["sqlite"]["with_rowid"]
    return [column.name for column in table.primary_key], without_number
