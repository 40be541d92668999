"""One bit of the file is wrong, anywhere: refused or reported, and no row reads otherwise."""

from contextlib import closing, suppress
from pathlib import Path
from random import Random

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from mdt_app.errors import UserError
from mdt_app.intake.importing import take_in
from mdt_app.intake.wishes import Wishes
from mdt_app.vault.checking import check_store
from mdt_app.vault.connection import connect
from mdt_app.vault.keys import unlock_keys
from mdt_app.vault.recognising import recognised_revision
from mdt_app.vault.sealing import seal_tables
from mdt_app.vault.vault import Vault
from mdt_app.vault.workspace import Workspace
from tests.invented import PASSPHRASE
from tests.ui.network import write_files
from tests.vault.how_many import keep_figures

FLIPS = 300
Table = list[tuple[object, ...]]


@pytest.fixture
def filled(ws: Workspace, tmp_path: Path) -> Workspace:
    """A store with people, results and decisions, sealed and locked."""
    take_in(ws, write_files(tmp_path / "files"), Wishes(allow_test_numbers=True))
    for number in range(40):
        with ws.vault.writing(ws.user, "decided") as writing:
            writing.record("decision", {"words": f"{number} " * 200})
    seal_tables(ws.vault)
    ws.vault.lock()
    return ws


def _rows(path: Path, key: bytes) -> dict[str, Table]:
    """Every table that can be read to its end; one that cannot is left out."""
    found: dict[str, Table] = {}
    with suppress(sqlcipher.DatabaseError), closing(connect(path, key)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        for (name,) in tables.fetchall():
            with suppress(sqlcipher.DatabaseError):
                found[name] = connection.execute(f'SELECT * FROM "{name}"').fetchall()
    return found


def _is_told(folder: Path, keys) -> bool:
    """Whether opening or checking says that something is wrong."""
    with Vault(folder, keys.database_key, is_read_only=True) as vault:
        try:
            recognised_revision(vault, keys.file_id)
            return bool(check_store(vault))
        except UserError:
            return True


def test_a_flipped_bit_is_told_and_no_row_reads_otherwise(filled: Workspace) -> None:
    path, chance = filled.vault.path, Random(3)
    keys = unlock_keys(filled.vault.folder / "keys.json", PASSPHRASE)
    sound, rows = path.read_bytes(), _rows(path, keys.database_key)
    assert len(rows) > 10
    assert not _is_told(filled.vault.folder, keys), "it says so of a sound file as well"
    untold, wrong = [], 0
    for _ in range(FLIPS):
        at, bit = chance.randrange(len(sound)), 1 << chance.randrange(8)
        path.write_bytes(sound[:at] + bytes([sound[at] ^ bit]) + sound[at + 1 :])
        if not _is_told(filled.vault.folder, keys):
            untold.append((at, bit))
        read = _rows(path, keys.database_key)
        wrong += sum(read[name] != rows[name] for name in read)
    keep_figures("flipped bits", tried=FLIPS, told=FLIPS - len(untold), wrong_rows=wrong)
    assert untold == []
    assert wrong == 0


def test_a_file_without_seals_on_its_pages_would_show_wrong_rows(tmp_path: Path) -> None:
    """Or the test above would prove nothing: the same in a plain database."""
    import sqlite3

    path, chance = tmp_path / "plain.db", Random(3)
    with closing(sqlite3.connect(path)) as plain, plain:
        plain.execute("CREATE TABLE note (words)")
        plain.executemany("INSERT INTO note VALUES (?)", [("STOP insulin " * 40,)] * 200)
    sound, wrong = path.read_bytes(), 0
    for _ in range(50):
        at = chance.randrange(len(sound))
        path.write_bytes(sound[:at] + bytes([sound[at] ^ 4]) + sound[at + 1 :])
        with closing(sqlite3.connect(path)) as plain:
            plain.text_factory = bytes
            try:
                words = {words for (words,) in plain.execute("SELECT words FROM note")}
            except sqlite3.DatabaseError:
                continue
        wrong += words != {b"STOP insulin " * 40}
    assert wrong > 10
