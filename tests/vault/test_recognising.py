"""Why a file is not read: what the system said of it, and not that it were damaged."""

from contextlib import closing
from functools import partial

import pytest

from mdt_app.errors import UserError
from mdt_app.vault import vault as vault_module
from mdt_app.vault.connection import connect
from mdt_app.vault.explaining import NeedsCopyError, StoreBusyError
from mdt_app.vault.recognising import recognised_revision
from mdt_app.vault.vault import Vault
from mdt_app.vault.workspace import Workspace


def _refused(vault: Vault, of_file: str) -> UserError:
    with pytest.raises(UserError) as refused:
        recognised_revision(vault, of_file)
    assert not isinstance(refused.value, NeedsCopyError)
    return refused.value


def test_a_file_that_may_not_be_opened_is_not_said_to_be_damaged(ws: Workspace) -> None:
    of_file = ws.vault.fact("file_id")
    other = Vault(ws.vault.folder / "elsewhere", ws.vault._key)
    (other.folder / "data.db").mkdir(parents=True)
    assert _refused(other, of_file).message.startswith("The store's folder cannot be written")


def test_a_file_that_is_busy_is_not_said_to_be_damaged(
    ws: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    of_file = ws.vault.fact("file_id")
    monkeypatch.setattr(vault_module, "connect", partial(connect, wait_s=0))
    with closing(ws.vault.connect()) as holding:
        holding.execute("BEGIN EXCLUSIVE")
        assert isinstance(_refused(ws.vault, of_file), StoreBusyError)
