"""Brings a file's tables up to this program's revision, in one transaction."""

from pathlib import Path

from sqlalchemy import Connection

_SCRIPTS = Path(__file__).with_name("migrations")


def upgrade(connection: Connection) -> None:
    """Apply every revision the file has not had. The caller owns the transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
