"""The end of a command seals what it changed and lets go of the store, whatever happens."""

from contextlib import closing

import pytest

from mdt_app.errors import UserError
from mdt_app.vault import sealing, seals
from mdt_app.vault.lockfile import StoreLock
from mdt_app.vault.sealing import needs_seal, problems_with_seals, seal_and_lock, seal_tables
from mdt_app.vault.vault import Vault
from mdt_app.vault.workspace import Workspace


def _rename_a_practice(ws: Workspace) -> None:
    with ws.vault.writing(ws.user, "practice renamed") as writing:
        writing.execute("UPDATE practice SET name = 'Elm' WHERE ods = 'Y00001'")


def test_what_a_command_changed_is_sealed_before_the_store_is_locked(ws: Workspace) -> None:
    _rename_a_practice(ws)
    key = ws.vault._key
    seal_and_lock(ws.vault)
    with Vault(ws.vault.folder, key, held=StoreLock(ws.vault.folder)) as again:
        assert not needs_seal(again)


def test_a_seal_that_cannot_be_put_is_left_to_the_next_and_the_store_is_locked(
    ws: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_vault: Vault) -> bool:
        raise UserError("The disk is full.", "Make room.")

    monkeypatch.setattr(sealing, "seal_tables", refused)
    seal_and_lock(ws.vault)
    StoreLock(ws.vault.folder).release()


def test_what_was_changed_past_the_seal_is_listed(ws: Workspace) -> None:
    _rename_a_practice(ws)
    assert seal_tables(ws.vault)
    assert problems_with_seals(ws.vault) == []
    with closing(ws.vault.connect()) as connection:
        connection.execute("UPDATE practice SET name = 'Oak'")
    assert len(problems_with_seals(ws.vault)) == 1


def test_what_somebody_changes_in_the_middle_of_a_check_is_left_for_the_next(
    ws: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    _rename_a_practice(ws)
    assert seal_tables(ws.vault)
    asked: list[str] = []

    def of_another_moment(_rows: object, name: str) -> str:
        if not asked:
            with ws.vault.writing(ws.user, "practice renamed") as writing:
                writing.execute("UPDATE practice SET name = 'Oak' WHERE ods = 'Y00001'")
        asked.append(name)
        return "another"

    with monkeypatch.context() as patch:
        patch.setattr(seals, "table_digest", of_another_moment)
        assert problems_with_seals(ws.vault) == []
    assert asked
    assert problems_with_seals(ws.vault) == []
