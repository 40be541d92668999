"""The migrations make exactly the tables that the models describe."""

from sqlmodel import SQLModel

from mdt_app.measures import tables as measures_tables
from mdt_app.meeting import tables as meeting_tables
from mdt_app.register import tables as register_tables
from mdt_app.vault import tables as vault_tables


def test_the_migrations_make_the_tables_the_models_describe(ws):
    from alembic.autogenerate import compare_metadata
    from alembic.runtime.migration import MigrationContext

    assert measures_tables
    assert meeting_tables
    assert register_tables
    assert vault_tables
    with ws.vault.setting_up() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, SQLModel.metadata) == []
