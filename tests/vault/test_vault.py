"""An unlocked store: what nobody may write to, and what nobody writes in the middle of."""

import os
import shutil
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from mdt_app.errors import UserError
from mdt_app.register.tables import PracticeRow
from mdt_app.vault.backups import back_up
from mdt_app.vault.entries import all_entries
from mdt_app.vault.explaining import StoreBusyError
from mdt_app.vault.vault import Vault
from mdt_app.vault.workspace import Workspace
from tests.invented import USER
from tests.vault.beside import may_begin


@pytest.mark.parametrize(
    "way",
    [
        lambda vault: vault.writing(USER, "noted"),
        lambda vault: vault.drafting(),
        lambda vault: vault.sealing(),
        lambda vault: vault.standing_still(),
    ],
    ids=["writing", "drafting", "sealing", "standing still"],
)
def test_what_is_open_for_reading_only_is_written_in_no_way(
    ws: Workspace, way: Callable[[Vault], AbstractContextManager[object]]
) -> None:
    with Vault(ws.vault.folder, ws.vault._key, is_read_only=True) as beside:
        with pytest.raises(UserError) as refused, way(beside):
            pass
        assert beside.fact("demo") == "0"
    assert refused.value.message == "This store is open for reading only."
    assert refused.value.hint == "Open it in the window, in a folder that can be written."


def test_nobody_writes_while_the_store_stands_still(ws: Workspace) -> None:
    with ws.vault.standing_still():
        assert not may_begin(ws, "IMMEDIATE")
    assert may_begin(ws, "IMMEDIATE")


def test_nor_at_the_moment_in_which_another_file_takes_its_place(
    ws: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What they wrote would be lost with the file of before."""
    other = shutil.copy(back_up(ws.vault, "asked"), ws.vault.folder / "other.db")
    replace, could = os.replace, []

    def watched(old: Path, new: Path) -> None:
        could.append(may_begin(ws, "IMMEDIATE"))
        replace(old, new)

    monkeypatch.setattr(os, "replace", watched)
    with ws.vault.standing_still() as put_in_place:
        put_in_place(other, None)
    assert could == [False]


def test_a_table_that_others_refer_to_can_be_built_anew(ws: Workspace) -> None:
    with ws.vault.writing(USER, "noted") as writing:
        first = writing.record("note", {"n": 1})
        writing.record("note", {"n": 2}, replaces=[first.id])
    with ws.vault.setting_up() as connection:
        connection.exec_driver_sql("CREATE TABLE other AS SELECT * FROM entry")
        connection.exec_driver_sql("DROP TABLE entry")
        connection.exec_driver_sql("ALTER TABLE other RENAME TO entry")
    with ws.vault.reading() as reading:
        assert [e.payload["n"] for e in all_entries(reading, "note")] == [1, 2]


def test_who_types_waits_for_nobody_who_writes(ws: Workspace) -> None:
    refused: list[StoreBusyError] = []

    def draft() -> None:
        try:
            with ws.vault.drafting():
                pass
        except StoreBusyError as error:
            refused.append(error)

    typing = threading.Thread(target=draft)
    with ws.vault.noting(USER):
        typing.start()
        typing.join(1)
        assert refused


def test_how_often_tables_under_a_seal_were_changed_is_counted(ws: Workspace) -> None:
    counts = [ws.vault.table_changes]
    for sql in ("UPDATE practice SET name = 'Elm'", "DELETE FROM draft", "DELETE FROM practice"):
        with ws.vault.writing(USER, "changed") as writing:
            writing.execute(sql)
        counts.append(ws.vault.table_changes)
    assert counts == [0, 1, 1, 2]


def test_what_is_added_last_is_kept_too(ws: Workspace) -> None:
    with ws.vault.writing(USER, "practice added") as writing:
        writing.record("note", {})
        writing.session.add(PracticeRow(ods="Y00009", name="Elm"))
    with ws.vault.reading() as reading:
        assert list(reading.rows("SELECT name FROM practice WHERE ods = 'Y00009'")) == [("Elm",)]
