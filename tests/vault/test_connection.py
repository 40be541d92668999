"""Every connection keeps the promises of the file: what is deleted is gone, nothing is logged."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from mdt_app.vault.connection import connect
from mdt_app.vault.workspace import Workspace
from tests.vault.disk import needs_proc, opened_files

KEY = b"\1" * 48


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "truncate"),
        ("synchronous", 3),
        ("foreign_keys", 1),
        ("recursive_triggers", 1),
        ("trusted_schema", 0),
        ("secure_delete", 1),
        ("cell_size_check", 1),
        ("cache_size", -8000),
    ],
)
def test_every_connection_is_careful(ws: Workspace, pragma: str, value: object) -> None:
    with closing(ws.vault.connect()) as connection:
        assert connection.execute(f"PRAGMA {pragma}").fetchone() == (value,)


@pytest.fixture
def garbage(tmp_path: Path) -> Path:
    (tmp_path / "data.db").write_bytes(b"\xa5" * 8192)
    return tmp_path / "data.db"


@needs_proc
def test_a_file_that_is_none_of_ours_is_refused_and_let_go_of(
    garbage: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(sqlcipher.DatabaseError, match="not a database") as refused:
        connect(garbage, KEY)
    assert refused.traceback, "which still holds on to the connection"
    assert str(garbage) not in opened_files()
    assert capfd.readouterr() == ("", ""), "the engine says nothing past the program"


def test_a_connection_made_in_one_thread_may_be_closed_in_another(ws: Workspace) -> None:
    with ThreadPoolExecutor(1) as pool:
        connection = pool.submit(ws.vault.connect).result()
    connection.close()
