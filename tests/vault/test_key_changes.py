"""A key file that cannot be written stays as it was, and one of before or of nobody is refused."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from mdt_app.errors import UserError
from mdt_app.vault import key_changes
from mdt_app.vault.entries import all_entries
from mdt_app.vault.key_changes import KEYS, keep_a_copy, keep_keys, must_be_the_latest
from mdt_app.vault.key_file import PUT_BACK, KeyFile, KeyFileError, read_key_file, write_key_file
from mdt_app.vault.keys import FileKeys
from mdt_app.vault.slots import KeyHolder
from mdt_app.vault.workspace import Workspace


def _changes(ws: Workspace) -> int:
    with ws.vault.reading() as reading:
        return len(all_entries(reading, KEYS))


def _kept_with(ws: Workspace, error: BaseException) -> BaseException:
    """What is raised when the new key file is written and the disk fails after it."""
    path = ws.vault.folder / "keys.json"
    before, changes = path.read_bytes(), _changes(ws)
    key_file = read_key_file(path)

    def written_and_failed(path: Path, key_file: KeyFile) -> None:
        write_key_file(path, key_file)
        raise error

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(key_changes, "write_key_file", written_and_failed)
        with pytest.raises(BaseException) as raised:
            keep_keys(ws.vault, "keys", replace(key_file, number=9), {"done": "let in"})
    assert path.read_bytes() == before
    assert _changes(ws) == changes
    return raised.value


def test_a_key_file_the_disk_does_not_take_is_as_before_and_said_in_words(ws: Workspace) -> None:
    refused = _kept_with(ws, OSError("no room"))
    assert isinstance(refused, UserError)
    assert refused.message == "The key file could not be written. Nothing was changed."
    assert refused.hint == "Make room on the disk, or ask for the right to write there."


def test_a_mistake_of_ours_leaves_the_key_file_as_before_too(ws: Workspace) -> None:
    assert isinstance(_kept_with(ws, RuntimeError("ours")), RuntimeError)


def test_a_key_file_that_may_not_be_read_says_so(tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        read_key_file(tmp_path)  # a folder, which nobody may read as a file
    assert refused.value.message == "The key file keys.json may not be read."
    assert refused.value.hint == "Ask whoever owns the folder for the right."


@pytest.mark.parametrize("many", [0, 51])
def test_a_key_file_with_no_slot_or_more_than_there_can_be_is_refused(
    store_folder: Path, many: int
) -> None:
    path = store_folder / "keys.json"
    content = json.loads(path.read_text())
    content["slots"] = content["slots"][:1] * many
    path.write_text(json.dumps(content))
    with pytest.raises(KeyFileError) as refused:
        read_key_file(path)
    assert refused.value.message == "The key file keys.json cannot be read."
    assert refused.value.hint == PUT_BACK


def test_a_key_file_of_as_many_people_as_there_can_be_is_read(store_folder: Path) -> None:
    path = store_folder / "keys.json"
    content = json.loads(path.read_text())
    path.write_text(json.dumps({**content, "slots": content["slots"][:1] * 50}))
    assert len(read_key_file(path).slots) == 50


def test_a_change_that_is_refused_leaves_the_key_file_untouched(ws: Workspace) -> None:
    path = ws.vault.folder / "keys.json"
    key_file, before = read_key_file(path), path.stat()
    ws.vault.holder = KeyHolder(ws.user, "viewer")
    with pytest.raises(UserError, match="may not change who can open the store"):
        keep_keys(ws.vault, "person let in", replace(key_file, number=1), {"done": "let in"})
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_the_latest_key_file_is_kept_even_where_there_is_no_folder_of_copies_yet(
    ws: Workspace,
) -> None:
    backups = ws.vault.folder / "backups"
    backups.rmdir()
    keep_a_copy(ws.vault.folder)
    kept = backups / "keys.json"
    assert kept.read_bytes() == (ws.vault.folder / "keys.json").read_bytes()
    assert [path.name for path in ws.vault.folder.iterdir() if path.is_dir()] == ["backups"]


def _recorded(ws: Workspace) -> list[tuple[str, str, dict[str, object]]]:
    with ws.vault.reading() as reading:
        found = all_entries(reading, KEYS)
    return [(entry.recorded_by, entry.act, dict(entry.payload)) for entry in found]


def test_a_key_file_newer_than_the_trail_is_recorded_once_and_an_older_one_refused(
    ws: Workspace, store_keys: FileKeys
) -> None:
    must_be_the_latest(ws.vault, store_keys)
    assert _recorded(ws) == []
    third = replace(store_keys, number=3)
    ws.vault.is_read_only = True
    must_be_the_latest(ws.vault, third)
    assert _recorded(ws) == [], "who can only read leaves it to the next"
    ws.vault.is_read_only = False
    for _ in range(2):
        must_be_the_latest(ws.vault, third)
        payload = {"done": "found changed", "people": [ws.user], "number": 3}
        assert _recorded(ws) == [(ws.user, "key file found changed", payload)]
    with pytest.raises(KeyFileError) as refused:
        must_be_the_latest(ws.vault, replace(store_keys, number=2))
    assert refused.value.message == (
        "The key file keys.json is older than the store: somebody put an earlier one back."
    )
    assert refused.value.hint == (
        "Put back keys.json from the backups folder, where the latest is kept."
    )
