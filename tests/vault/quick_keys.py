"""A store whose passphrases cost next to nothing to try, where their cost is not what is tested."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mdt_app.vault import slots
from mdt_app.vault.key_file import read_key_file, sealed, write_key_file
from mdt_app.vault.keys import Cost, FileKeys, open_slot, with_recovery_code
from mdt_app.vault.lockfile import StoreLock
from mdt_app.vault.slots import KeyHolder, new_slot
from mdt_app.vault.vault import Vault
from tests.invented import PASSPHRASE, USER

CHEAP = Cost(8, 1, 1)
CHAIR = KeyHolder(USER, "chair")


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """A slot may cost as little as it likes."""
    monkeypatch.setattr(slots, "LEAST_COST", CHEAP)


@pytest.fixture(scope="session")
def file_key(store_template: Path) -> bytes:
    """What every slot of the store is made around."""
    return open_slot(store_template / "keys.json", PASSPHRASE)[1]


def with_code_on_paper(path: Path) -> str:
    """Give a key file of the tests' passphrase a recovery code, in place of an earlier one."""
    key_file, file_key, _ = open_slot(path, PASSPHRASE)
    changed, code = with_recovery_code(key_file, file_key, CHEAP)
    write_key_file(path, changed)
    return code


@pytest.fixture
def quick_store(store_folder: Path, file_key: bytes, cheap: None) -> Path:
    """A fresh store's folder, locked; its chair is the only one to open it."""
    path = store_folder / "keys.json"
    file_id = read_key_file(path).file_id
    slot = new_slot(file_key, file_id, CHAIR, PASSPHRASE, CHEAP)
    write_key_file(path, sealed(file_key, file_id, 0, [slot]))
    return store_folder


@pytest.fixture
def vault(quick_store: Path, store_keys: FileKeys) -> Iterator[Vault]:
    """That store, unlocked by its chair."""
    held = StoreLock(quick_store)
    with Vault(quick_store, store_keys.database_key, held=held, holder=CHAIR) as vault:
        yield vault
