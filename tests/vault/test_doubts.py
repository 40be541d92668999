"""What is doubtful is said: a store older than it was seen, a disk with little room, no writing."""

import shutil
from pathlib import Path

import pytest

from mdt_app.vault import last_seen
from mdt_app.vault.clock import now
from mdt_app.vault.doubts import doubts_on_opening, little_room
from mdt_app.vault.last_seen import is_older_than_seen, remember_head, seen_path
from mdt_app.vault.store import open_store
from mdt_app.vault.vault import Vault
from mdt_app.vault.workspace import Workspace
from tests.invented import PASSPHRASE, USER
from tests.vault.small_disk import crowded, fill, small_disk

__all__ = ["crowded", "small_disk"]


def _about(vault: Vault) -> list[str]:
    return [doubt.about for doubt in doubts_on_opening(vault, now())]


def _note(vault: Vault) -> None:
    with vault.writing(USER, "noted") as writing:
        writing.record("note", {})


def _seen(vault: Vault) -> None:
    with vault.reading() as reading:
        remember_head(reading)


def test_a_store_in_order_raises_no_doubt(ws: Workspace) -> None:
    assert _about(ws.vault) == []
    _seen(ws.vault)
    _note(ws.vault)
    assert _about(ws.vault) == []


def test_an_older_copy_of_the_whole_file_put_back_is_said_to_be_older(store_folder: Path) -> None:
    older = store_folder.parent / "older.db"
    shutil.copy(store_folder / "data.db", older)
    with open_store(store_folder, PASSPHRASE)[0] as vault:
        _note(vault)
        _seen(vault)
    shutil.copy(older, store_folder / "data.db")
    with open_store(store_folder, PASSPHRASE)[0] as vault:
        (doubt,) = doubts_on_opening(vault, now())
        assert doubt.message == "This store is older than when it was last used on this computer."
        _seen(vault)
        assert _about(vault) == [], "it is said once"


def test_what_is_remembered_of_a_store_names_nobody(ws: Workspace) -> None:
    with ws.vault.writing(ws.user, "noted") as writing:
        entry = writing.record("note", {"words": "Canaryson"}, about="9990000018")
    _seen(ws.vault)
    kept = seen_path().read_text()
    assert ws.vault.fact("file_id") in kept
    assert entry.digest in kept
    for word in ("Canaryson", "9990000018", ws.user):
        assert word not in kept


@pytest.mark.parametrize("content", ["", "[]", "{", '{"x": 1}'])
def test_what_was_remembered_may_be_lost_or_garbled(ws: Workspace, content: str) -> None:
    seen_path().parent.mkdir(parents=True, exist_ok=True)
    seen_path().write_text(content)
    with ws.vault.reading() as reading:
        assert not is_older_than_seen(reading)
        remember_head(reading)
        assert not is_older_than_seen(reading)


def test_nobody_is_stopped_because_nothing_can_be_remembered(
    ws: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a file").write_text("in the way")
    monkeypatch.setattr(last_seen, "seen_path", lambda: tmp_path / "a file" / "seen.json")
    _seen(ws.vault)
    assert _about(ws.vault) == []


def test_a_disk_with_little_room_is_said_to_have_little(crowded: Workspace) -> None:
    fill(crowded.vault.folder)
    doubt = little_room(crowded.vault.folder)
    assert doubt is not None
    assert doubt.message == "The disk has only 0 MB left."
    assert "200 MB" in doubt.hint
    assert _about(crowded.vault) == ["room"]


def test_a_disk_that_cannot_be_asked_raises_no_doubt(tmp_path: Path) -> None:
    assert little_room(tmp_path / "nowhere") is None
    assert little_room(tmp_path) is None


def test_a_store_that_can_only_be_read_says_so_for_as_long_as_it_is_open(
    store_folder: Path,
) -> None:
    with open_store(store_folder, PASSPHRASE, exclusive=False)[0] as vault:
        (doubt,) = doubts_on_opening(vault, now())
    assert doubt.lasts
    assert "only be read" in doubt.message
