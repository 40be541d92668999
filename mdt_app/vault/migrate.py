"""Brings a file's tables up to this program's revision, in one transaction."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

SCRIPTS = Path(__file__).with_name("migrations")

# Written out, so that opening a store need not load Alembic to know that nothing is to be done.
# A test compares it with the scripts.
REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007")


def upgrade(connection: Connection, scripts: Path = SCRIPTS) -> None:
    """Apply every revision the file has not had. The caller owns the transaction.

    Afterwards no row may refer to one that is gone: an error undoes the whole upgrade.
    """
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise RuntimeError("the upgrade left rows that refer to nothing")
