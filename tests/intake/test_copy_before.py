"""Before anything is taken in or taken back there is a copy of the store as it was."""

import shutil
from pathlib import Path

import pytest

from mdt_app.errors import UserError
from mdt_app.intake.importing import preview_import
from mdt_app.intake.undo import undo_batch
from mdt_app.register.queries import people
from mdt_app.vault.copies import Copy, copies_in
from mdt_app.vault.roles import KeyHolder
from mdt_app.vault.store import open_store
from mdt_app.vault.workspace import Workspace
from tests.intake.conftest import ADA_ROW, BEN_ROW, PATIENTS, lines
from tests.invented import PASSPHRASE


def _copies(ws: Workspace) -> list[Copy]:
    return copies_in(ws.vault.folder)


def _people_in(copy: Copy, folder: Path) -> int:
    folder.mkdir()
    shutil.copy(copy.path, folder / "data.db")
    shutil.copy(copy.keys, folder / "keys.json")
    with open_store(folder, PASSPHRASE)[0] as vault, vault.reading() as reading:
        return len(list(people(reading)))


def test_the_copy_made_before_an_import_is_the_store_without_it(ws, take, tmp_path):
    take(patients=lines(PATIENTS, ADA_ROW))
    take(patients=lines(PATIENTS, BEN_ROW))
    latest, first = _copies(ws)
    assert (latest.reason, first.reason) == ("import", "import")
    assert _people_in(first, tmp_path / "first") == 0
    assert _people_in(latest, tmp_path / "latest") == 1


def test_the_copy_made_before_an_import_is_undone_still_holds_it(ws, take, tmp_path):
    report = take(patients=lines(PATIENTS, ADA_ROW))
    undo_batch(ws, report.import_id)
    assert _copies(ws)[0].reason == "undo"
    assert _people_in(_copies(ws)[0], tmp_path / "copy") == 1


def test_who_may_not_undo_an_import_leaves_no_copy_behind(ws, take):
    report = take(patients=lines(PATIENTS, ADA_ROW))
    before = _copies(ws)
    ws.vault.holder = KeyHolder("V. Onlooker", "viewer")
    with pytest.raises(UserError, match=r"As a viewer you may not take files in\."):
        undo_batch(ws, report.import_id)
    assert _copies(ws) == before


def test_a_store_open_for_reading_only_is_not_copied_beside_itself(ws, take, monkeypatch):
    report = take(patients=lines(PATIENTS, ADA_ROW))
    before = _copies(ws)
    monkeypatch.setattr(ws.vault, "is_read_only", True)
    for change in (
        lambda: undo_batch(ws, report.import_id),
        lambda: take(patients=lines(PATIENTS, BEN_ROW)),
    ):
        with pytest.raises(UserError, match=r"This store is open for reading only\."):
            change()
    assert _copies(ws) == before


def test_a_look_at_files_makes_no_copy(ws, files):
    preview_import(ws, files(patients=lines(PATIENTS, ADA_ROW)))
    assert _copies(ws) == []


def test_a_copy_that_holds_everything_already_is_not_made_again(ws, take):
    take(patients=lines(PATIENTS, "9990000018,,,,,"))
    before = _copies(ws)
    refused = take(patients="nothing that is known\n1\n")
    assert not refused.committed
    assert _copies(ws) == before


def test_nothing_is_taken_in_where_no_copy_can_be_made(ws, take):
    shutil.rmtree(ws.vault.folder / "backups")
    (ws.vault.folder / "backups").write_text("a file in the way")
    with pytest.raises(UserError, match="could not be copied"):
        take(patients=lines(PATIENTS, ADA_ROW))
    with ws.vault.reading() as reading:
        assert list(people(reading)) == []
