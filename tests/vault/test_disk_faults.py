"""When the disk fails, people are told in words, and what was saved before stays whole."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from mdt_app.errors import UserError
from mdt_app.vault import backups
from mdt_app.vault.backups import back_up
from mdt_app.vault.checking import check_store
from mdt_app.vault.entries import all_entries
from mdt_app.vault.explaining import explanation
from mdt_app.vault.keys import LEAST_COST
from mdt_app.vault.store import create_store, open_store
from mdt_app.vault.workspace import Workspace
from tests.invented import PASSPHRASE, USER
from tests.vault.small_disk import crowded, fill, note, small_disk

__all__ = ["crowded", "small_disk"]


def test_a_full_disk_is_said_to_be_full_and_works_again_when_it_is_not(
    crowded: Workspace,
) -> None:
    filler = fill(crowded.vault.folder)
    with pytest.raises(UserError, match="disk is full") as refused:
        note(crowded, "x" * 200_000)
    assert "Make room" in refused.value.hint
    with crowded.vault.caching() as caching:
        caching.executemany("INSERT INTO draft VALUES (?, ?, 0, '')", [("p", "x" * 100_000)])
    filler.unlink()
    assert check_store(crowded.vault) == []
    note(crowded, "after room was made")
    with crowded.vault.reading() as reading:
        words = [entry.payload["words"] for entry in all_entries(reading, "note")]
    assert words[0] == "while there was room"
    assert words[-1] == "after room was made"


@pytest.mark.parametrize("is_seen_before", [True, False])
def test_a_copy_that_finds_no_room_leaves_nothing_behind(
    crowded: Workspace, monkeypatch: pytest.MonkeyPatch, is_seen_before: bool
) -> None:
    if not is_seen_before:  # something else takes the room while the copy is made
        monkeypatch.setattr(backups, "_must_have_room", lambda _vault: None)
    filler = fill(crowded.vault.folder)
    with pytest.raises(UserError, match=r"full|could not be copied"):
        back_up(crowded.vault, "import")
    assert list((crowded.vault.folder / "backups").iterdir()) == []
    filler.unlink()
    monkeypatch.undo()
    assert back_up(crowded.vault, "import").is_file()


def test_a_store_that_finds_no_room_is_not_half_made(small_disk: Path) -> None:
    filler = fill(small_disk)
    with pytest.raises(UserError, match=r"could not be made|disk is full"):
        create_store(small_disk / "new", USER, PASSPHRASE, cost=LEAST_COST)
    assert list(small_disk.iterdir()) == [filler]


LIMITED = """
import sys
from pathlib import Path
import resource
from mdt_app.errors import UserError
from mdt_app.vault.store import open_store
vault, user = open_store(Path(sys.argv[1]), sys.argv[2])
size = vault.path.stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 8192, size + 8192))
try:
    with vault.writing(user, "noted") as writing:
        for _ in range(100):
            writing.record("note", {"words": "x" * 4000})
except UserError as error:
    print(error.message)
with vault.reading() as reading:
    print(list(reading.rows("SELECT count(*) FROM entry WHERE kind = 'note'")))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit on Windows")
def test_a_write_that_the_system_refuses_is_told_like_a_full_disk(store_folder: Path) -> None:
    assert resource.RLIMIT_FSIZE is not None
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(store_folder), PASSPHRASE],
        capture_output=True,
        text=True,
        check=True,
    )
    message, notes = done.stdout.splitlines()
    assert message == "The disk is full or cannot be written, so this was not saved."
    assert notes == "[(0,)]"
    with open_store(store_folder, PASSPHRASE)[0] as vault:
        assert check_store(vault) == []


def test_damage_met_while_reading_is_told_as_damage(ws: Workspace) -> None:
    for number in range(60):
        note(ws, f"{number}" * 500)
    ws.vault.lock()
    content = bytearray(ws.vault.path.read_bytes())
    content[-5000] ^= 1  # among the latest entries
    ws.vault.path.write_bytes(content)
    with (
        open_store(ws.vault.folder, PASSPHRASE)[0] as vault,
        pytest.raises(UserError, match=r"data\.db is damaged"),
        vault.reading() as reading,
    ):
        all_entries(reading)


@pytest.mark.parametrize(
    "mistake",
    [
        sqlcipher.IntegrityError("UNIQUE constraint failed: entry.id"),
        sqlcipher.OperationalError("no such column: nhs"),
        ValueError("disk is full"),
    ],
)
def test_our_own_mistakes_are_not_dressed_up_as_the_users(mistake: Exception) -> None:
    assert explanation(mistake) is None


def test_a_sessions_error_carries_no_value_of_a_row(ws: Workspace) -> None:
    from sqlalchemy.exc import IntegrityError

    def add_twice() -> None:
        with ws.vault.writing(ws.user, "noted") as writing:
            for _ in range(2):
                writing.session.connection().exec_driver_sql(
                    "INSERT INTO draft VALUES (?, ?, 0, '')", ("Canaryson", "9990000018")
                )

    with pytest.raises(IntegrityError) as failed:
        add_twice()
    assert "Canaryson" not in str(failed.value)
    assert "9990000018" not in str(failed.value)
