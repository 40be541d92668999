"""A small file is written whole or not at all, and what has a name has it for good."""

import os
import stat
from pathlib import Path

import pytest

from mdt_app.vault.whole_file import make_folder, sync_all, write_whole
from tests.vault.disk import needs_proc, no_room, steps_on_the_disk


@needs_proc
def test_a_file_is_on_the_disk_before_it_takes_the_place_of_another(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    path.write_text("before")
    with steps_on_the_disk(tmp_path) as steps:
        write_whole(path, b"after")
    assert steps == ["sync keys.json.part", "rename keys.json.part keys.json", "sync ."]
    assert path.read_bytes() == b"after"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_all_of_a_file_is_there_when_it_is_put_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda handle: sizes.append(os.fstat(handle).st_size))
    write_whole(tmp_path / "keys.json", b"{}")
    assert sizes[0] == 2


def test_a_disk_that_fails_leaves_what_was_there_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "keys.json"
    path.write_text("before")

    def fails_once(_handle: int) -> None:
        monkeypatch.undo()
        no_room()

    monkeypatch.setattr(os, "fsync", fails_once)
    with pytest.raises(OSError, match="No space left"):
        write_whole(path, b"after")
    assert [each.name for each in tmp_path.iterdir()] == ["keys.json"]
    assert path.read_text() == "before"


@needs_proc
def test_a_folder_lasts_with_all_that_were_made_above_it(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    with steps_on_the_disk(tmp_path) as steps:
        make_folder(tmp_path / "there" / "new" / "store")
        make_folder(tmp_path / "there")
    assert steps == ["sync there/new", "sync there"]
    assert stat.S_IMODE((tmp_path / "there" / "new" / "store").stat().st_mode) == 0o700


@needs_proc
def test_everything_in_a_folder_is_put_on_the_disk_and_its_names_last(tmp_path: Path) -> None:
    (tmp_path / "backups").mkdir()
    (tmp_path / "backups" / "data.db").write_bytes(b"x")
    with steps_on_the_disk(tmp_path) as steps:
        sync_all(tmp_path)
    assert steps == ["sync backups", "sync backups/data.db", "sync ."]
