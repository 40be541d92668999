"""What every test stands on: a real store, a fixed day, silence and privacy."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt

import gc
import logging
import shutil
import tempfile
from collections.abc import Iterator
from datetime import date
from multiprocessing.util import Finalize
from pathlib import Path

import pytest
from hypothesis import settings
from PySide6.QtCore import QCoreApplication

from mdt_app.register.network import set_up_network
from mdt_app.ui.collecting import Collecting, collect_what_is_due
from mdt_app.vault.keys import LEAST_COST, FileKeys, unlock_keys
from mdt_app.vault.last_seen import seen_path
from mdt_app.vault.lockfile import StoreLock
from mdt_app.vault.store import create_store
from mdt_app.vault.vault import Vault
from mdt_app.vault.workspace import Workspace
from tests.invented import NETWORK, PASSPHRASE, PRACTICES, TODAY, USER, patient_in
from tests.side_by_side import pytest_collection_modifyitems as pytest_collection_modifyitems
from tests.side_by_side import pytest_xdist_auto_num_workers as pytest_xdist_auto_num_workers
from tests.side_by_side import write_in_memory

write_in_memory()
gc.disable()  # reading nine thousand tests makes much and drops little

settings.register_profile("steady", deadline=None)  # the machine is shared; time is not a promise
settings.load_profile("steady")

_BIGGEST_STRAY = 5_000_000


@pytest.fixture(scope="session", autouse=True)
def own_folders() -> Iterator[Path]:
    """Temporary files, settings and logs of the whole run stay inside one folder.

    Yields the folder that stands in for the system's temporary folder.
    """
    home = Path(tempfile.mkdtemp(dir=os.environ.get("PYTEST_DEBUG_TEMPROOT")))
    Finalize(None, shutil.rmtree, (home, True), exitpriority=-101)  # after its own, of -100
    with pytest.MonkeyPatch.context() as patch:
        for name in ("CONFIG", "STATE", "DATA", "CACHE"):
            patch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
        for name in ("TMPDIR", "TEMP", "TMP"):
            (home / "tmp").mkdir(exist_ok=True)
            patch.setenv(name, str(home / "tmp"))
        patch.setattr(tempfile, "tempdir", str(home / "tmp"))
        yield home / "tmp"


@pytest.fixture(autouse=True)
def garbage_on_one_thread() -> Iterator[None]:
    """As the window does it: what Qt made must not be let go of on another thread.

    Between two tests, too: a window of an earlier test that ends in the middle of the next one
    takes the keyboard along.
    """
    gc.disable()
    yield
    app = QCoreApplication.instance()
    for collecting in app.findChildren(Collecting) if app is not None else []:
        collecting.stop()
    collect_what_is_due()


@pytest.fixture(scope="session")
def store_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A locked store with the network set up, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("template") / "store"
    vault = create_store(folder, USER, PASSPHRASE, cost=LEAST_COST)
    set_up_network(Workspace(vault, USER, _today), NETWORK, PRACTICES)
    vault.lock()
    return folder


@pytest.fixture(scope="session")
def store_keys(store_template: Path) -> FileKeys:
    """What the passphrase opens: guessing is made to cost time, so it is asked for once."""
    return unlock_keys(store_template / "keys.json", PASSPHRASE)


@pytest.fixture
def store_folder(store_template: Path, tmp_path: Path) -> Path:
    """A fresh store's folder, locked; `PASSPHRASE` opens it. This computer never saw it before."""
    seen_path().unlink(missing_ok=True)
    folder = tmp_path / "store"
    shutil.copytree(store_template, folder)
    return folder


@pytest.fixture
def ws(store_folder: Path, store_keys: FileKeys) -> Iterator[Workspace]:
    """A fresh unlocked store used by N. Patel on 26 November 2026."""
    vault = Vault(store_folder, store_keys.database_key, held=StoreLock(store_folder))
    yield Workspace(vault, store_keys.user, _today)
    vault.lock()


def _today() -> date:
    return TODAY


@pytest.fixture
def expected_warnings() -> list[str]:
    """Append part of a warning's text here if the test means to provoke it."""
    return []


@pytest.fixture(autouse=True)
def no_patient_in_logs(
    caplog: pytest.LogCaptureFixture, own_folders: Path, expected_warnings: list[str]
) -> Iterator[None]:
    """Fail a test whose log or stray temporary file names a patient, or that warns unasked."""
    before = set(own_folders.rglob("*"))
    with caplog.at_level(logging.DEBUG, logger="mdt_app"):
        yield
    for record in caplog.get_records("setup") + caplog.get_records("call"):
        text = _logged(record)
        assert not patient_in(text), "a log line names a patient"
        if record.levelno >= logging.WARNING:
            assert any(part in text for part in expected_warnings), f"unexpected warning: {text}"
    for path in set(own_folders.rglob("*")) - before:
        assert not patient_in(path.name + _text_of(path)), f"{path.name} names a patient"


def _logged(record: logging.LogRecord) -> str:
    return logging.Formatter("%(message)s").format(record)


def _text_of(path: Path) -> str:
    if not path.is_file() or path.stat().st_size > _BIGGEST_STRAY:
        return ""
    return path.read_bytes().decode("utf-8", "replace")
