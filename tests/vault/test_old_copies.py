"""Older copies go when nothing erased may be left in them; the newest stays."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from mdt_app.errors import UserError
from mdt_app.vault import old_copies
from mdt_app.vault.copies import Copy, copies_in
from mdt_app.vault.old_copies import delete_copies, put_back_since
from mdt_app.vault.trail import LOCKED, RESTORED, Access, note_in
from mdt_app.vault.workspace import Workspace
from tests.vault.disk import needs_proc, put_on_the_disk

FIRST, SECOND, THIRD = (
    f"data-2026112{day}T091500Z-{why}.db" for day, why in ((1, "import"), (2, "replaced"), (3, "x"))
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store's folder with three copies and their key files."""
    (tmp_path / "backups").mkdir()
    for name in (FIRST, SECOND, THIRD):
        (tmp_path / "backups" / name).write_bytes(b"pages")
        (tmp_path / "backups" / name).with_suffix(".keys.json").write_bytes(b"{}")
    (tmp_path / "backups" / "keys.json").write_bytes(b"{}")
    return tmp_path


def _left(folder: Path) -> set[str]:
    return {path.name for path in (folder / "backups").iterdir()}


def test_every_copy_but_one_goes_with_its_key_file(folder: Path) -> None:
    kept = folder / "backups" / SECOND
    assert delete_copies(folder, but=kept) == 2
    assert _left(folder) == {SECOND, kept.with_suffix(".keys.json").name, "keys.json"}


def test_no_copy_goes_when_the_one_to_be_kept_is_not_there(folder: Path) -> None:
    before = _left(folder)
    with pytest.raises(UserError) as refused:
        delete_copies(folder, but=folder / "backups" / "data-20261124T091500Z-x.db")
    assert refused.value.message == "The older copies are kept, because the new one is not there."
    assert refused.value.hint == "Make a backup, then delete the older ones."
    assert _left(folder) == before


def test_a_copy_without_its_key_file_or_gone_meanwhile_is_no_hindrance(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "backups" / FIRST).with_suffix(".keys.json").unlink()

    def copies_of_a_moment_ago(folder: Path) -> list[Copy]:
        found = copies_in(folder)
        (folder / "backups" / SECOND).unlink()
        return found

    monkeypatch.setattr(old_copies, "copies_in", copies_of_a_moment_ago)
    assert delete_copies(folder, but=folder / "backups" / THIRD) == 2
    assert [copy.path.name for copy in copies_in(folder)] == [THIRD]


def test_a_copy_that_cannot_be_deleted_is_said(folder: Path) -> None:
    in_the_way = (folder / "backups" / FIRST).with_suffix(".keys.json")
    in_the_way.unlink()
    in_the_way.mkdir()
    with pytest.raises(UserError) as refused:
        delete_copies(folder, but=folder / "backups" / THIRD)
    assert refused.value.message == "Not every older copy could be deleted."
    assert refused.value.hint == "Delete what is left in the store's backups folder by hand."


@needs_proc
def test_that_they_are_gone_outlasts_a_power_cut(folder: Path) -> None:
    with put_on_the_disk() as synced:
        delete_copies(folder, but=folder / "backups" / THIRD)
    assert synced == ["backups"]


def _since(ws: Workspace) -> tuple[datetime, datetime] | None:
    with ws.vault.reading() as reading:
        return put_back_since(reading)


def _noted(ws: Workspace, kind: str, detail: str, day: int) -> datetime:
    at = datetime(2026, 11, day, 12, tzinfo=UTC)
    note_in(ws.vault, ws.user, [Access(kind, detail, at=at)])
    return at


def test_a_store_never_put_back_has_no_time_that_may_have_brought_things_again(
    ws: Workspace,
) -> None:
    _noted(ws, LOCKED, FIRST, 24)
    assert _since(ws) is None


def test_it_is_said_from_when_to_when_what_was_erased_is_here_again(ws: Workspace) -> None:
    last = _noted(ws, RESTORED, SECOND, 25)
    _noted(ws, RESTORED, FIRST, 24)
    assert _since(ws) == (datetime(2026, 11, 22, 9, 15, tzinfo=UTC), last)


def test_a_copy_with_a_name_of_its_own_tells_no_time(ws: Workspace) -> None:
    _noted(ws, RESTORED, "my copy.db", 25)
    assert _since(ws) is None
