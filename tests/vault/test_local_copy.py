"""A copy on this computer is its owner's only, and on the disk before it counts."""

import os
import stat
from pathlib import Path

import pytest

from mdt_app.errors import UserError
from mdt_app.vault import local_copy
from mdt_app.vault.local_copy import copy_here
from tests.invented import PASSPHRASE
from tests.vault.disk import needs_proc, no_room, put_on_the_disk


def test_a_copy_for_which_there_is_no_place_is_said_in_words(
    store_folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "a file").write_text("in the way")
    with pytest.raises(UserError) as refused:
        copy_here(store_folder, PASSPHRASE, tmp_path / "a file" / "stores")
    assert refused.value.message == "The store could not be copied to this computer."
    assert refused.value.hint == "Make room on the disk, or ask for the right to read the folder."


def test_a_store_on_a_disk_that_knows_no_locks_is_copied_all_the_same(
    store_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local_copy, "StoreLock", no_room)
    assert (copy_here(store_folder, PASSPHRASE, tmp_path / "here") / "data.db").is_file()


@needs_proc
def test_all_of_a_copy_is_on_the_disk_before_it_has_its_name(
    store_folder: Path, tmp_path: Path
) -> None:
    with put_on_the_disk() as synced:
        copy = copy_here(store_folder, PASSPHRASE, tmp_path / "here")
    files = {path.name for path in copy.rglob("*")}
    *before, part, above = synced
    assert above == "here"
    assert part.startswith(".store.")
    assert set(before[-len(files) :]) == files, "after the last change to any of them"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_a_copy_and_the_folder_for_copies_are_their_owners_only(
    store_folder: Path, tmp_path: Path
) -> None:
    store_folder.chmod(0o755)
    copy = copy_here(store_folder, PASSPHRASE, tmp_path / "here")
    assert [stat.S_IMODE(each.stat().st_mode) for each in (copy, copy.parent)] == [0o700] * 2


def test_copies_of_one_store_are_counted_and_nothing_else_lies_beside_them(
    store_folder: Path, tmp_path: Path
) -> None:
    above = tmp_path / "here"
    (above / "store").mkdir(parents=True)
    (store_folder / "keys.json.77.part").write_text("cut off")
    for name in ("store 2", "store 3"):
        assert copy_here(store_folder, PASSPHRASE, above) == above / name
    assert sorted(each.name for each in above.iterdir()) == ["store", "store 2", "store 3"]
    assert not list(above.rglob("*.part"))
