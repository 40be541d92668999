"""The revisions make exactly the tables the models describe, and an upgrade is all or nothing."""

import hashlib
import importlib
import pkgutil
import shutil
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlmodel import SQLModel

import mdt_app
from mdt_app.errors import UserError
from mdt_app.vault import migrate, store
from mdt_app.vault.checking import check_store
from mdt_app.vault.keys import LEAST_COST
from mdt_app.vault.migrate import REVISIONS, SCRIPTS
from mdt_app.vault.store import open_store
from mdt_app.vault.upgrading import bring_up_to_date
from mdt_app.vault.workspace import Workspace
from tests.invented import PASSPHRASE, USER

NEXT = f"{int(REVISIONS[-1]) + 1:04}"
LATER = (*REVISIONS, NEXT)
ONE_MORE = f'''"""One more table."""

import sqlalchemy as sa
from alembic import op

revision = "{NEXT}"
down_revision = "{REVISIONS[-1]}"


def upgrade() -> None:
    op.create_table("extra", sa.Column("id", sa.Integer(), primary_key=True))
    with op.batch_alter_table("draft") as batch:
        batch.add_column(sa.Column("field", sa.String(), nullable=False, server_default=""))
    op.execute("UPDATE store SET value = 'changed' WHERE name = 'demo'")
'''


@pytest.fixture
def later_scripts(tmp_path: Path) -> Path:
    """The program's revisions and one more."""
    scripts = tmp_path / "migrations"
    shutil.copytree(SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    (scripts / "versions" / f"{NEXT}_extra.py").write_text(ONE_MORE)
    return scripts


def _load_every_rooms_tables() -> None:
    for room in pkgutil.walk_packages(mdt_app.__path__, "mdt_app."):
        if room.name.endswith(".tables"):
            importlib.import_module(room.name)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_revisions_make_the_tables_that_the_models_describe(ws: Workspace) -> None:
    _load_every_rooms_tables()
    with ws.vault.setting_up() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_the_revisions_written_out_are_those_of_the_scripts() -> None:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_heads() == [REVISIONS[-1]]
    assert tuple(each.revision for each in scripts.walk_revisions())[::-1] == REVISIONS


def test_an_older_store_is_copied_then_brought_up_to_date_as_it_is_opened(
    store_folder: Path, later_scripts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mdt_app.vault.recognising.REVISIONS", LATER)
    monkeypatch.setattr(store, "REVISIONS", LATER)
    monkeypatch.setattr("mdt_app.vault.upgrading.SCRIPTS", later_scripts)
    before = _digest(store_folder / "data.db")
    with open_store(store_folder, PASSPHRASE)[0] as vault:
        assert vault.fact("demo") == "changed"
        assert check_store(vault) == []
    (copy,) = (store_folder / "backups").glob("*-migration.db")
    assert copy.with_suffix(".keys.json").is_file()
    assert _digest(store_folder / "data.db") != before
    with open_store(store_folder, PASSPHRASE)[0] as vault:
        assert vault.fact("demo") == "changed"
    assert len(list((store_folder / "backups").glob("*.db"))) == 1


@pytest.fixture
def first_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a store as the first revision made it, with a row set aside."""
    scripts = tmp_path / "first"
    shutil.copytree(SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    for later in REVISIONS[1:]:
        next((scripts / "versions").glob(f"{later}_*.py")).unlink()
    with monkeypatch.context() as patch:
        patch.setattr(store, "upgrade", partial(migrate.upgrade, scripts=scripts))
        vault = store.create_store(tmp_path / "old", USER, PASSPHRASE, cost=LEAST_COST)
    with vault, closing(vault.connect()) as old:
        old.execute(
            "INSERT INTO import_batch (id, import_id, file_name, digest, layout, practice,"
            " imported_by, imported_at, imported_on, counts, undone_at)"
            " VALUES (1, 'i', 'list.csv', 'd', 'plain', '', 'N', '2026-01-01', 739000, '{}', '')"
        )
        old.execute("INSERT INTO set_aside VALUES (1, 1, 'results', 7, 'v', '', 'p', 'h', 0)")
    return tmp_path / "old"


def _tables(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every table's columns and every index and trigger, whatever the order they were made in."""
    with open_store(folder, PASSPHRASE)[0] as vault, vault.reading() as reading:
        names = list(reading.rows("SELECT name, type FROM sqlite_master WHERE sql IS NOT NULL"))
        return {
            name: list(reading.rows(f"PRAGMA table_info({name})")) if kind == "table" else []
            for name, kind in names
        }


def test_a_store_made_by_the_first_revision_is_opened_with_the_tables_of_a_new_one(
    first_store: Path, store_folder: Path
) -> None:
    with open_store(first_store, PASSPHRASE)[0] as vault:
        assert check_store(vault) == []
        with vault.reading() as reading:
            (aside,) = reading.rows("SELECT * FROM set_aside")
            (mends,) = reading.rows("SELECT headings, mends FROM import_batch")
    assert aside == (1, 1, "results", 7, "v", "", "p", "h", 0, "", "", 0, 0)
    assert mends == ("", 0)
    assert list((first_store / "backups").glob("*-migration.db"))
    assert _tables(first_store) == _tables(store_folder)


def test_an_older_store_is_not_changed_by_someone_who_only_reads(
    store_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mdt_app.vault.recognising.REVISIONS", LATER)
    monkeypatch.setattr(store, "REVISIONS", LATER)
    before = _digest(store_folder / "data.db")
    with pytest.raises(UserError, match="older version"):
        open_store(store_folder, PASSPHRASE, exclusive=False)
    assert _digest(store_folder / "data.db") == before


@pytest.mark.parametrize(
    "fault",
    [
        '    raise RuntimeError("half way")\n',
        '    op.execute("SELECT no_such_function()")\n',
        "    op.execute(\"INSERT INTO replacement VALUES ('nobody', 'nothing')\")\n",
    ],
    ids=["our mistake", "the database's no", "a reference to nothing"],
)
def test_an_upgrade_that_fails_half_way_changes_nothing(
    ws: Workspace, later_scripts: Path, fault: str
) -> None:
    failing = later_scripts / "versions" / f"{NEXT}_extra.py"
    failing.write_text(ONE_MORE + fault)
    before = _digest(ws.vault.path)
    with pytest.raises(UserError, match="Nothing in it was changed"):
        bring_up_to_date(ws.vault, later_scripts)
    assert _digest(ws.vault.path) == before
    assert ws.vault.fact("demo") == "0"
    with ws.vault.writing(ws.user, "noted") as writing:
        writing.record("note", {"words": "the store still works"})
    assert check_store(ws.vault) == []
    assert list((ws.vault.folder / "backups").glob("*-migration.db"))


def test_a_table_that_others_refer_to_can_be_rebuilt(ws: Workspace, later_scripts: Path) -> None:
    with ws.vault.writing(ws.user, "noted") as writing:
        first = writing.record("note", {})
        writing.record("note", {}, replaces=[first.id])
    rebuild = '    with op.batch_alter_table("entry", recreate="always"):\n        pass\n'
    (later_scripts / "versions" / f"{NEXT}_extra.py").write_text(ONE_MORE + rebuild)
    bring_up_to_date(ws.vault, later_scripts)
    assert check_store(ws.vault) == []


def test_entries_stay_protected_after_an_upgrade(ws: Workspace, later_scripts: Path) -> None:
    bring_up_to_date(ws.vault, later_scripts)
    with ws.vault.reading() as reading:
        triggers = {
            name
            for (name,) in reading.rows("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        }
    assert {
        f"{table}_no_{change}"
        for table in ("entry", "replacement")
        for change in ("update", "delete")
    } <= triggers


def test_opening_a_store_loads_neither_sqlalchemy_nor_alembic(store_folder: Path) -> None:
    import subprocess
    import sys

    code = (
        "import sys; from pathlib import Path; from mdt_app.vault.store import open_store;"
        f"vault, user = open_store(Path({str(store_folder)!r}), {PASSPHRASE!r});"
        "from mdt_app.vault.drafts import Draft, keep_draft;"
        "assert keep_draft(vault, Draft('a', 'b', 1));\n"
        "with vault.writing('N', 'noted') as writing: writing.record('note', {})\n"
        "vault.lock();"
        "print([name for name in ('sqlalchemy', 'sqlmodel', 'alembic') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    assert migrate.REVISIONS
