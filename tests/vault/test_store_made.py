"""A store that cannot be made leaves the folder as it was; a fact that is not known is nothing."""

import stat
from pathlib import Path

import pytest

from mdt_app.errors import UserError
from mdt_app.vault import store
from mdt_app.vault.backups import back_up
from mdt_app.vault.keys import LEAST_COST
from mdt_app.vault.roles import RESTORE
from mdt_app.vault.slots import KeyHolder
from mdt_app.vault.store import create_store, open_store
from mdt_app.vault.workspace import Workspace
from tests.invented import PASSPHRASE, USER
from tests.vault.disk import needs_proc, no_room, opened_files


@needs_proc
@pytest.mark.parametrize("was_there", [True, False])
def test_a_store_that_cannot_be_made_is_taken_away_and_the_folder_may_be_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, was_there: bool
) -> None:
    folder = tmp_path / "new"
    if was_there:
        folder.mkdir()

    def fails(_connection: object) -> None:
        (folder / "beside").write_text("left by somebody else")
        raise RuntimeError("a mistake of ours")

    with monkeypatch.context() as patch:
        patch.setattr(store, "upgrade", fails)
        with pytest.raises(RuntimeError, match="a mistake of ours") as raised:
            create_store(folder, USER, PASSPHRASE, cost=LEAST_COST)
    assert raised.traceback, "which still holds on to what was opened"
    assert folder.exists() is was_there
    assert not was_there or list(folder.iterdir()) == []
    assert not [name for name in opened_files() if str(folder) in name]
    create_store(folder, USER, PASSPHRASE, cost=LEAST_COST).lock()


@pytest.mark.parametrize("is_demo", [True, False])
def test_a_new_store_is_its_makers_only_and_says_whether_it_is_a_demo(
    tmp_path: Path, is_demo: bool
) -> None:
    folder = tmp_path / "new"
    with create_store(folder, USER, PASSPHRASE, is_demo=is_demo, cost=LEAST_COST) as vault:
        assert vault.fact("demo") == str(int(is_demo))
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    assert {"data.db", "keys.json", "backups"} <= set(modes)
    assert set(modes) <= {"data.db", "data.db-journal", "keys.json", "backups", "lock"}
    assert {name: mode for name, mode in modes.items() if mode != 0o600} == {"backups": 0o700}
    with open_store(folder, PASSPHRASE)[0] as again:
        assert not again.is_read_only
        with again.writing(USER, "noted") as writing:
            assert writing.record("note", {}).origin == again.fact("origin")


def test_no_dump_is_made_of_whoever_makes_or_opens_a_store(
    store_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forbidden: list[str] = []
    monkeypatch.setattr(store, "forbid_dumps", lambda: forbidden.append("forbidden"))
    create_store(tmp_path / "new", USER, PASSPHRASE, cost=LEAST_COST).lock()
    assert forbidden == ["forbidden"]
    open_store(store_folder, PASSPHRASE)[0].lock()
    assert forbidden == ["forbidden", "forbidden"]


def test_a_folder_that_holds_something_is_no_place_for_a_store(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(UserError) as refused:
        create_store(tmp_path, USER, PASSPHRASE, cost=LEAST_COST)
    assert refused.value.message == "That folder is not empty."
    assert refused.value.hint == "Choose a new folder for the store."
    assert (tmp_path / "letter.txt").read_text() == "dear"


def test_a_disk_that_takes_no_store_is_said_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "upgrade", no_room)
    with pytest.raises(UserError) as refused:
        create_store(tmp_path / "new", USER, PASSPHRASE, cost=LEAST_COST)
    assert refused.value.message == "The store could not be made in that folder."
    assert refused.value.hint == "Choose a folder on a disk with room that you may write to."
    assert not (tmp_path / "new").exists()


def test_a_fact_that_is_not_known_is_nothing(ws: Workspace) -> None:
    assert ws.vault.fact("nobody asked") == ""


@needs_proc
def test_a_locked_store_holds_no_file_open(ws: Workspace) -> None:
    back_up(ws.vault, "import")
    assert ws.vault.fact("demo") == "0"
    assert str(ws.vault.path) in opened_files()
    ws.vault.lock()
    assert not [name for name in opened_files() if str(ws.vault.folder) in name]


def test_a_store_on_a_disk_that_knows_no_locks_opens_to_be_read(
    store_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "StoreLock", no_room)
    with open_store(store_folder, PASSPHRASE)[0] as vault:
        assert vault.is_read_only


@pytest.mark.parametrize("place", [".", "data.db"])
def test_a_store_of_which_a_part_cannot_be_written_opens_to_be_read(
    store_folder: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    """Whoever runs the tests may be allowed everything, so the system's answer is given."""
    shut = store_folder / place
    monkeypatch.setattr(store.os, "access", lambda path, _mode: path != shut)
    with open_store(store_folder, PASSPHRASE)[0] as vault:
        assert vault.is_read_only


def test_a_workspace_says_what_its_user_may_do_and_for_whom(ws: Workspace) -> None:
    assert ws.may(RESTORE)
    ws.must_be_allowed(RESTORE, whom=["9990000018"])
    ws.vault.holder = KeyHolder("S. Roe", "practice_nurse", ("Y00001",))
    assert not ws.may(RESTORE)
    with pytest.raises(UserError, match="may not put a backup back"):
        ws.must_be_allowed(RESTORE)
