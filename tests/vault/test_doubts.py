"""What is doubtful is said: a store older than it was seen, a disk with little room, no writing."""

import shutil
from collections import namedtuple
from datetime import timedelta
from pathlib import Path

import pytest

from mdt_app.vault import last_seen
from mdt_app.vault.clock import now
from mdt_app.vault.doubts import PASSING, Doubt, doubts_on_opening, doubts_while_open, little_room
from mdt_app.vault.last_seen import is_older_than_seen, remember_head, seen_path
from mdt_app.vault.store import open_store
from mdt_app.vault.trail import LOCKED, UNLOCKED, Access, note_in
from mdt_app.vault.vault import Vault
from mdt_app.vault.workspace import Workspace
from tests.invented import PASSPHRASE, USER
from tests.vault.small_disk import crowded, fill, small_disk

__all__ = ["crowded", "small_disk"]

Usage = namedtuple("Usage", "total used free")


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
        assert doubt == Doubt(
            "older",
            "This store is older than when it was last used on this computer.",
            "If a backup was put back, that is right. If not, look for the newer one in backups.",
        )
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


def test_two_hundred_megabytes_are_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for free, said in ((200_000_000, None), (199_999_999, "The disk has only 199 MB left.")):
        monkeypatch.setattr(shutil, "disk_usage", lambda _folder, free=free: Usage(0, 0, free))
        doubt = little_room(tmp_path)
        assert (doubt.message if doubt is not None else None) == said
    assert doubt is not None
    assert doubt.hint == "Make room before a meeting starts: it may need 200 MB."


def test_a_window_that_was_neither_locked_nor_closed_is_said_to_have_been_cut_off(
    ws: Workspace,
) -> None:
    note_in(ws.vault, ws.user, [Access(LOCKED, "window"), Access(UNLOCKED, "window")])
    assert doubts_on_opening(ws.vault, now()) == [
        Doubt(
            "cut off",
            "The program was not closed properly last time.",
            "Nothing that was saved is lost, and what was half typed is there again.",
        )
    ]
    note_in(ws.vault, ws.user, [Access(UNLOCKED, "command")])
    assert _about(ws.vault) == ["cut off"], "a command beside it changes nothing"
    note_in(ws.vault, ws.user, [Access(LOCKED, "window")])
    assert _about(ws.vault) == []


def test_a_wrong_clock_is_said_with_what_to_do(ws: Workspace) -> None:
    _note(ws.vault)
    for moment in (now() - timedelta(days=5), now() + timedelta(days=365)):
        (doubt,) = doubts_on_opening(ws.vault, moment)
        assert doubt.about == "clock"
        assert doubt.hint == (
            "Put the computer's date and time right. Nothing is lost, and the order is kept."
        )


def test_only_the_clock_and_the_room_on_the_disk_come_up_and_pass_while_a_store_is_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: Usage(0, 0, 0))
    for put_wrong in (timedelta(days=-5), timedelta(days=365)):
        found = doubts_while_open(tmp_path, now().isoformat(), now() + put_wrong)
        assert {doubt.about for doubt in found} == PASSING == {"clock", "room"}
        assert not any(doubt.lasts for doubt in found)


def test_a_disk_that_cannot_be_asked_raises_no_doubt(tmp_path: Path) -> None:
    assert little_room(tmp_path / "nowhere") is None
    assert little_room(tmp_path) is None


def test_a_store_that_can_only_be_read_says_so_for_as_long_as_it_is_open(
    store_folder: Path,
) -> None:
    with open_store(store_folder, PASSPHRASE, exclusive=False)[0] as vault:
        (doubt,) = doubts_on_opening(vault, now())
    assert doubt == Doubt(
        "read only",
        "This store can only be read here: nothing you enter can be saved.",
        "Copy it to a folder of your own, or ask for the right to write in this one.",
        lasts=True,
    )
