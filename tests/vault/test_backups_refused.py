"""A copy that cannot be made says why, and what is copied is on the disk before it counts."""

import shutil
from collections import namedtuple
from pathlib import Path

import pytest

from mdt_app.errors import UserError
from mdt_app.vault import backups
from mdt_app.vault.backups import back_up
from mdt_app.vault.key_file import SALT_BYTES
from mdt_app.vault.vault import Vault
from mdt_app.vault.workspace import Workspace
from tests.vault.disk import needs_proc, no_room, put_on_the_disk

Usage = namedtuple("Usage", "total used free")
SPARE = 20_000_000


def _with_free(patch: pytest.MonkeyPatch, free: int) -> None:
    patch.setattr(shutil, "disk_usage", lambda _folder: Usage(0, 0, free))


def _refused(vault: Vault) -> UserError:
    with pytest.raises(UserError) as refused:
        back_up(vault, "import")
    return refused.value


def test_a_small_store_needs_room_for_itself_twice(
    ws: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    size = ws.vault.path.stat().st_size
    assert size < 750_000
    _with_free(monkeypatch, 2 * size - 1)
    refused = _refused(ws.vault)
    assert refused.message == "The disk is too full for a copy of the store."
    assert refused.hint == "Make room for 1 MB, then do it again."
    assert list((ws.vault.folder / "backups").iterdir()) == []
    _with_free(monkeypatch, 2 * size)
    assert back_up(ws.vault, "import").is_file()


def test_a_large_store_leaves_room_for_what_is_saved_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "keys.json").write_text("{}")
    with (tmp_path / "data.db").open("wb") as file:
        file.truncate(50_000_000)
    with Vault(tmp_path, b"\1" * (32 + SALT_BYTES)) as vault:
        _with_free(monkeypatch, 50_000_000 + SPARE - 1)
        assert _refused(vault).hint == "Make room for 100 MB, then do it again."
        _with_free(monkeypatch, 50_000_000 + SPARE)
        assert "too full" not in _refused(vault).message


def test_a_folder_that_takes_no_copy_is_said_in_words(
    ws: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "_copy", no_room)
    refused = _refused(ws.vault)
    assert refused.message == "The store could not be copied to its backups folder."
    assert refused.hint == "Make room on the disk, or ask for the right to write there."
    assert list((ws.vault.folder / "backups").iterdir()) == []


@needs_proc
def test_all_of_a_copy_is_on_the_disk_before_it_has_its_name(ws: Workspace) -> None:
    with put_on_the_disk() as synced:
        made = back_up(ws.vault, "import")
    assert synced[-2:] == [made.with_suffix(".part").name, "backups"]
