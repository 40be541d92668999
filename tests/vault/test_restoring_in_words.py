"""A restore that fails is said in words; a copy put back is named until somebody comes in."""

import os

import pytest

from mdt_app.errors import UserError
from mdt_app.vault import restoring
from mdt_app.vault.copies import Copy
from mdt_app.vault.restoring import DamagedCopyError, just_restored, put_back, restore
from mdt_app.vault.store import open_store
from mdt_app.vault.trail import LOCKED, UNLOCKED, Access, note_in
from mdt_app.vault.vault import Vault
from mdt_app.vault.workspace import Workspace
from tests.invented import PASSPHRASE
from tests.vault.disk import needs_proc, no_room, put_on_the_disk


def _named(vault: Vault) -> str:
    with vault.reading() as reading:
        return just_restored(reading)


def test_a_copy_put_back_is_named_until_the_second_time_somebody_comes_in(
    ws: Workspace, copy: Copy
) -> None:
    assert _named(ws.vault) == ""
    put_back(ws.vault, copy, ws.user)
    assert _named(ws.vault) == copy.path.name
    for kind, named in ((UNLOCKED, copy.path.name), (LOCKED, copy.path.name), (UNLOCKED, "")):
        note_in(ws.vault, ws.user, [Access(kind, "window")])
        assert _named(ws.vault) == named


def test_a_copy_put_back_in_another_origin_is_not_named(ws: Workspace, copy: Copy) -> None:
    put_back(ws.vault, copy, ws.user)
    with ws.vault.writing(ws.user, "moved") as writing:
        writing.execute("UPDATE store SET value = 'elsewhere' WHERE name = 'origin'")
    assert _named(ws.vault) == ""


@pytest.mark.parametrize("step", ["staged", "StoreLock"])
def test_a_disk_that_fails_a_restore_is_said_in_words_and_the_store_is_as_it_was(
    ws: Workspace, copy: Copy, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    folder = ws.vault.folder
    ws.vault.lock()
    content = b"\xa5" * 8192  # so that it cannot be opened, and its bytes are kept
    (folder / "data.db").write_bytes(content)
    with monkeypatch.context() as patch:
        patch.setattr(restoring, step, no_room)
        with pytest.raises(UserError) as refused:
            restore(folder, copy, PASSPHRASE)
    assert refused.value.message == "The copy could not be put back. The store is as it was."
    assert refused.value.hint == "Make room on the disk, or ask for the right to write there."
    assert (folder / "data.db").read_bytes() == content
    assert not (folder / "restoring").exists()


@needs_proc
def test_a_disk_that_knows_no_second_names_keeps_a_copy_of_the_store(
    ws: Workspace, copy: Copy, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = ws.vault.path.read_bytes()
    monkeypatch.setattr(os, "link", no_room)
    with put_on_the_disk() as synced:
        done = put_back(ws.vault, copy, ws.user)
    assert done.kept is not None
    assert done.kept.read_bytes() == before
    assert done.kept.name in synced


def test_a_copy_that_cannot_be_read_at_all_is_not_put_back(ws: Workspace, copy: Copy) -> None:
    content = bytearray(copy.path.read_bytes())
    content[100] ^= 1
    copy.path.write_bytes(content)
    with pytest.raises(DamagedCopyError) as refused:
        put_back(ws.vault, copy, ws.user)
    assert refused.value.message == "That copy is damaged, so it was not put back."
    assert refused.value.hint == "Nothing was changed. Choose the copy before it."


def test_a_damaged_store_without_a_journal_beside_it_is_mended(ws: Workspace, copy: Copy) -> None:
    folder = ws.vault.folder
    ws.vault.lock()
    (folder / "data.db").write_bytes(b"\xa5" * 8192)
    (folder / "data.db-journal").unlink(missing_ok=True)
    restore(folder, copy, PASSPHRASE)
    open_store(folder, PASSPHRASE)[0].lock()
    assert not list((folder / "backups").glob("*-journal"))
