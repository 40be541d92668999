"""A copy in the backups folder is whole, encrypted, and opens; a bad one is not kept."""

import os
import stat
from pathlib import Path

import pytest

from mdt_app.errors import UserError
from mdt_app.vault import backups
from mdt_app.vault.backups import Progress, back_up, newest_backup
from mdt_app.vault.entries import all_entries
from mdt_app.vault.store import open_store
from mdt_app.vault.vault import Vault
from mdt_app.vault.workspace import Workspace
from tests.invented import PASSPHRASE


def _note(ws: Workspace, words: str) -> None:
    with ws.vault.writing(ws.user, "noted") as writing:
        writing.record("note", {"words": words}, about="9990000018")


def _opened_copy(ws: Workspace, copy: Path, folder: Path) -> list[str]:
    folder.mkdir()
    (folder / "data.db").write_bytes(copy.read_bytes())
    (folder / "keys.json").write_bytes(copy.with_suffix(".keys.json").read_bytes())
    with open_store(folder, PASSPHRASE)[0] as vault, vault.reading() as reading:
        return [entry.payload["words"] for entry in all_entries(reading, "note")]


def test_a_copy_holds_everything_up_to_its_moment_and_opens_by_itself(
    ws: Workspace, tmp_path: Path
) -> None:
    _note(ws, "before")
    copy = back_up(ws.vault, "Import of two files!")
    _note(ws, "after")
    assert _opened_copy(ws, copy, tmp_path / "copy") == ["before"]


def test_a_copy_is_named_by_when_and_why_and_says_nothing_in_clear(ws: Workspace) -> None:
    _note(ws, "before")
    copy = back_up(ws.vault, "Import of two files!")
    assert copy.name.startswith("data-20")
    assert copy.name.endswith("Z-import-of-two-files.db")
    assert b"9990000018" not in copy.read_bytes()
    assert b"SQLite format" not in copy.read_bytes()


def test_two_copies_in_one_second_do_not_share_a_name(ws: Workspace) -> None:
    first, second = back_up(ws.vault, "merge"), back_up(ws.vault, "merge")
    assert first != second
    assert first.is_file()
    assert newest_backup(ws.vault.folder) == second


def test_only_the_copy_and_its_key_file_are_left(ws: Workspace) -> None:
    copy = back_up(ws.vault, "import")
    assert sorted(path.name for path in copy.parent.iterdir()) == sorted(
        [copy.name, copy.with_suffix(".keys.json").name]
    )


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_a_copy_is_its_owners_only(ws: Workspace) -> None:
    copy = back_up(ws.vault, "import")
    for path in (copy, copy.with_suffix(".keys.json")):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_copy_that_is_not_sound_is_not_kept(
    ws: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied = backups._copy

    def copied_badly(vault: Vault, part: Path, progress: Progress, *, is_patient: bool) -> None:
        copied(vault, part, progress, is_patient=is_patient)
        content = bytearray(part.read_bytes())
        content[9000] ^= 1
        part.write_bytes(content)

    monkeypatch.setattr(backups, "_copy", copied_badly)
    with pytest.raises(UserError) as refused:
        back_up(ws.vault, "import")
    assert refused.value.message == "The copy of the store was not sound, so it was not kept."
    assert refused.value.hint == "Check the disk, then do it again."
    assert list((ws.vault.folder / "backups").iterdir()) == []


def test_a_backups_folder_that_cannot_be_written_says_so(ws: Workspace) -> None:
    (ws.vault.folder / "backups").rmdir()
    (ws.vault.folder / "backups").write_text("a file in the way")
    with pytest.raises(UserError, match=r"could not be copied|cannot be written"):
        back_up(ws.vault, "import")


def test_a_copy_is_made_while_others_read_and_write(ws: Workspace) -> None:
    with ws.vault.reading() as reading:
        assert list(reading.rows("SELECT 1 FROM store"))
        copy = back_up(ws.vault, "import")
    _note(ws, "and the store goes on")
    assert copy.is_file()
