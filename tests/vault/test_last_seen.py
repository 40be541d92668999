"""What this computer saw last of a store is kept beside the settings, for its owner only."""

import json
import os
import stat
from pathlib import Path

import pytest

from mdt_app.vault.last_seen import is_older_than_seen, remember_head, seen_path
from mdt_app.vault.store import create_store
from mdt_app.vault.workspace import Workspace
from tests.invented import PASSPHRASE, USER
from tests.vault.quick_keys import CHEAP, cheap

__all__ = ["cheap"]


def test_it_is_kept_where_the_program_keeps_what_it_remembers() -> None:
    assert seen_path().parts[-2:] == ("mdt-app", "seen.json")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_its_folder_is_made_for_its_owner_only_and_nothing_else_is_left_in_it(
    ws: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "state" / "mdt-app" / "seen.json"
    with ws.vault.reading() as reading:
        remember_head(reading, path)
        assert is_older_than_seen(reading, path) is False
    assert [each.name for each in path.parent.iterdir()] == ["seen.json"]
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_of_several_stores_each_is_remembered(ws: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "seen.json"
    path.write_text(json.dumps({"another": "digest"}))
    with ws.vault.reading() as reading:
        remember_head(reading, path)
    assert json.loads(path.read_text())["another"] == "digest"
    assert len(json.loads(path.read_text())) == 2


def test_a_store_whose_last_entry_is_not_in_it_any_more_is_older(
    ws: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "seen.json"
    path.write_text(json.dumps({ws.vault.fact("file_id"): "of an entry made since"}))
    with ws.vault.reading() as reading:
        assert is_older_than_seen(reading, path) is True


@pytest.mark.parametrize("head", ["", 5, 0, None, ["a"], {}])
def test_a_store_of_which_no_entry_is_remembered_is_not_older(
    ws: Workspace, tmp_path: Path, head: object
) -> None:
    path = tmp_path / "seen.json"
    path.write_text(json.dumps({ws.vault.fact("file_id"): head}))
    with ws.vault.reading() as reading:
        assert is_older_than_seen(reading, path) is False


@pytest.mark.usefixtures("cheap")
def test_a_store_that_was_seen_before_its_first_entry_is_not_older(tmp_path: Path) -> None:
    path = tmp_path / "seen.json"
    with create_store(tmp_path / "new", USER, PASSPHRASE, cost=CHEAP) as vault:
        for _ in range(2):
            with vault.reading() as reading:
                remember_head(reading, path)
                assert is_older_than_seen(reading, path) is False
            with vault.writing(USER, "noted") as writing:
                writing.record("note", {})
