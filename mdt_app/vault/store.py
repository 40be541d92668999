"""A store on disk: made, opened, and refused with a sentence when it cannot be."""

import os
import secrets
from pathlib import Path

from mdt_app.errors import UserError
from mdt_app.vault.connection import APPLICATION_ID
from mdt_app.vault.keys import USUAL_COST, Cost, check_passphrase, create_keys, unlock_keys
from mdt_app.vault.vault import Vault


def create_store(
    folder: Path, user: str, passphrase: str, *, is_demo: bool = False, cost: Cost = USUAL_COST
) -> Vault:
    """Make an empty store in a new or empty folder and return it unlocked."""
    from mdt_app.vault.migrate import upgrade

    check_passphrase(passphrase)
    if folder.exists() and any(folder.iterdir()):
        raise UserError("That folder is not empty.", "Choose a new folder for the store.")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    (folder / "backups").mkdir(mode=0o700)
    keys = create_keys(folder / "keys.json", user, "chair", passphrase, cost)
    os.close(os.open(folder / "data.db", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    vault = Vault(folder, keys.database_key)
    with vault.setting_up() as connection:
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        upgrade(connection)
        facts = {"file_id": keys.file_id, "origin": secrets.token_hex(8), "demo": str(int(is_demo))}
        for name, value in facts.items():
            connection.exec_driver_sql("INSERT INTO store VALUES (?, ?)", (name, value))
    return vault


def open_store(folder: Path, passphrase: str) -> tuple[Vault, str]:
    """Unlock a store and say whose passphrase it was."""
    if not (folder / "keys.json").is_file() or not (folder / "data.db").is_file():
        raise UserError(
            "There is no store in that folder.", "Choose the folder that holds data.db."
        )
    keys = unlock_keys(folder / "keys.json", passphrase)
    return Vault(folder, keys.database_key), keys.user
