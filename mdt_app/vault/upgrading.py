"""Brings an older store up to this program's tables: a checked copy first, then all or nothing."""

import logging
from pathlib import Path

from mdt_app.errors import UserError
from mdt_app.vault.backups import back_up
from mdt_app.vault.migrate import SCRIPTS, upgrade
from mdt_app.vault.seals import BROKEN, EVERYTHING, add_seal
from mdt_app.vault.vault import Vault

log = logging.getLogger(__name__)


def bring_up_to_date(vault: Vault, scripts: Path | None = None) -> None:
    """Upgrade the tables, a copy of the store as it was first."""
    back_up(vault, "migration")
    try:
        with vault.setting_up() as connection:
            upgrade(connection, scripts or SCRIPTS)
            add_seal(connection.exec_driver_sql, BROKEN, {EVERYTHING: ""})
    except UserError:
        raise
    except Exception as error:
        raise UserError(
            "The store could not be brought up to date. Nothing in it was changed.",
            "Go on with the version of the program you had, and report this.",
        ) from error
    log.info("tables brought up to date")
