"""A store of every earlier release opens with all that was in it, or stays as it was."""

import shutil
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from mdt_app.errors import UserError
from mdt_app.vault import migrate, recognising, store, upgrading
from mdt_app.vault.checking import check_store
from mdt_app.vault.copies import copy_at
from mdt_app.vault.entries import all_entries
from mdt_app.vault.keys import LEAST_COST, unlock_keys
from mdt_app.vault.migrate import REVISIONS, SCRIPTS
from mdt_app.vault.reading import Writing
from mdt_app.vault.restoring import restore
from mdt_app.vault.sealing import needs_seal, seal_tables
from mdt_app.vault.store import open_store
from mdt_app.vault.table_digests import tables_of
from tests.invented import PASSPHRASE, USER
from tests.vault.test_refusals import contents

WORDS = "Agreed with an earlier release."


@pytest.fixture
def store_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Makes the store of an earlier release, with an entry in it."""

    def make(revision: str) -> Path:
        scripts = tmp_path / f"100% of {revision}"  # as a folder may be called
        shutil.copytree(SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
        for later in REVISIONS[REVISIONS.index(revision) + 1 :]:
            next((scripts / "versions").glob(f"{later}_*.py")).unlink()
        folder = tmp_path / f"store-{revision}"
        with monkeypatch.context() as patch:
            patch.setattr(store, "upgrade", partial(migrate.upgrade, scripts=scripts))
            vault = store.create_store(folder, USER, PASSPHRASE, cost=LEAST_COST)
        with vault, closing(vault.connect()) as connection:
            connection.execute("BEGIN")
            Writing(connection, USER, "decided").record("decision", {"words": WORDS})
            connection.execute("COMMIT")
        return folder

    return make


def _agreed(vault) -> list[str]:
    with vault.reading() as reading:
        return [entry.payload["words"] for entry in all_entries(reading, "decision")]


@pytest.mark.parametrize("revision", REVISIONS[:-1])
def test_a_store_of_every_release_opens_with_all_that_was_in_it(
    store_of, store_folder: Path, revision: str
) -> None:
    folder = store_of(revision)
    with open_store(folder, PASSPHRASE)[0] as vault:
        assert _agreed(vault) == [WORDS]
        assert check_store(vault) == []
        assert needs_seal(vault), "the tables are others now"
        assert seal_tables(vault)
        with vault.reading() as reading:
            tables = tables_of(reading)
    with open_store(store_folder, PASSPHRASE)[0] as new, new.reading() as reading:
        assert tables_of(reading) == tables


def test_what_was_sealed_is_open_after_an_upgrade_and_sealed_again(
    store_of, caplog: pytest.LogCaptureFixture
) -> None:
    folder = store_of(REVISIONS[-2])
    keys = unlock_keys(folder / "keys.json", PASSPHRASE)
    with store.Vault(folder, keys.database_key) as vault:
        assert seal_tables(vault)
    with open_store(folder, PASSPHRASE)[0] as vault:
        assert "tables brought up to date" in caplog.messages
        assert needs_seal(vault)
        with vault.reading() as reading:
            ((opened,),) = reading.rows("SELECT tables FROM seal ORDER BY number DESC LIMIT 1")
        assert opened == '{"*": ""}'
        with closing(vault.connect()) as connection:  # as an upgrade may, for all that is known
            connection.execute("ALTER TABLE practice ADD COLUMN more VARCHAR")
        assert check_store(vault) == []
        assert seal_tables(vault)
        assert check_store(vault) == []


def _failing_scripts(tmp_path: Path, revision: str) -> Path:
    """The program's own revisions, one of which raises after all it does."""
    scripts = tmp_path / "failing"
    shutil.copytree(SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    (script,) = (scripts / "versions").glob(f"{revision}_*.py")
    failing = "\n\n_done = upgrade\n\n\ndef upgrade():\n    _done()\n    raise RuntimeError\n"
    script.write_text(script.read_text() + failing)
    return scripts


@pytest.mark.parametrize("revision", REVISIONS[1:])
def test_an_upgrade_that_raises_in_any_step_leaves_the_store_as_it_was_and_a_copy(
    store_of, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, revision: str
) -> None:
    folder = store_of(REVISIONS[0])
    before = contents(folder)
    monkeypatch.setattr(upgrading, "SCRIPTS", _failing_scripts(tmp_path, revision))
    with pytest.raises(UserError) as refused:
        open_store(folder, PASSPHRASE)
    assert refused.value.message == (
        "The store could not be brought up to date. Nothing in it was changed."
    )
    assert refused.value.hint == "Go on with the version of the program you had, and report this."
    after = contents(folder)
    assert {name: after[name] for name in before} == before
    assert any(name.endswith("-migration.db") for name in after), "the copy made before is there"
    monkeypatch.undo()
    with open_store(folder, PASSPHRASE)[0] as vault:
        assert _agreed(vault) == [WORDS]


DANGLING = "INSERT INTO replacement VALUES ('nobody', 'nothing')"


def test_an_upgrade_that_leaves_rows_referring_to_nothing_is_undone(
    store_of, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = store_of(REVISIONS[-2])
    before = contents(folder)
    scripts = tmp_path / "careless"
    shutil.copytree(SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    (script,) = (scripts / "versions").glob(f"{REVISIONS[-1]}_*.py")
    careless = (
        f"\n\n_done = upgrade\n\n\ndef upgrade():\n    _done()\n    op.execute({DANGLING!r})\n"
    )
    script.write_text(script.read_text() + careless)
    monkeypatch.setattr(upgrading, "SCRIPTS", scripts)
    with pytest.raises(UserError, match="Nothing in it was changed"):
        open_store(folder, PASSPHRASE)
    assert contents(folder)["data.db"] == before["data.db"]


def test_an_upgrade_that_finds_no_room_says_so(store_of, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = store_of(REVISIONS[-2])

    def full(*_: object) -> None:
        raise UserError("The disk is full.", "Make room.")

    monkeypatch.setattr(upgrading, "upgrade", full)
    with pytest.raises(UserError, match="The disk is full"):
        open_store(folder, PASSPHRASE)


def test_an_older_store_that_can_only_be_read_is_left_as_it_is(store_of) -> None:
    folder = store_of(REVISIONS[-2])
    before = contents(folder)
    with pytest.raises(UserError) as refused:
        open_store(folder, PASSPHRASE, exclusive=False)
    assert refused.value.message == "This store was made by an older version of the program."
    assert refused.value.hint == (
        "Open it once in the window, where it can be written, to bring it up to date."
    )
    assert contents(folder) == before


def test_a_copy_of_an_earlier_release_is_put_back_up_to_date(store_of) -> None:
    folder = store_of(REVISIONS[-2])
    older = folder / "backups" / "data-20261126T091500Z-import.db"
    shutil.copy(folder / "data.db", older)
    shutil.copy(folder / "keys.json", older.with_suffix(".keys.json"))
    copy = copy_at(older)
    assert copy is not None
    restore(folder, copy, PASSPHRASE)
    with open_store(folder, PASSPHRASE, exclusive=False)[0] as vault:
        assert _agreed(vault) == [WORDS]
        assert check_store(vault) == []


def test_without_its_transaction_a_failing_upgrade_would_change_the_store(
    store_of, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or the test above would prove nothing."""
    folder = store_of(REVISIONS[0])
    before = contents(folder)
    monkeypatch.setattr(upgrading, "SCRIPTS", _failing_scripts(tmp_path, REVISIONS[1]))
    connect = migrate.upgrade

    def upgrade_without_a_transaction(connection, scripts) -> None:
        connection.exec_driver_sql("COMMIT")
        connect(connection, scripts)

    monkeypatch.setattr(upgrading, "upgrade", upgrade_without_a_transaction)
    with pytest.raises(UserError):
        open_store(folder, PASSPHRASE)
    assert contents(folder)["data.db"] != before["data.db"]


def test_tables_of_a_later_release_would_be_opened_if_nobody_looked(
    store_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or the refusal of a newer store would prove nothing."""
    keys = unlock_keys(store_folder / "keys.json", PASSPHRASE)
    with (
        store.Vault(store_folder, keys.database_key) as vault,
        closing(vault.connect()) as connection,
    ):
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    monkeypatch.setattr(recognising, "REVISIONS", (*REVISIONS, "9999"))
    monkeypatch.setattr(store, "REVISIONS", ("9999",))
    open_store(store_folder, PASSPHRASE)[0].lock()
