"""The power may go at any moment: what was acknowledged is there, and the file is whole."""

import shutil
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest

from mdt_app.errors import UserError
from mdt_app.vault import migrate, store
from mdt_app.vault.checking import check_store, page_problems
from mdt_app.vault.copies import Copy, copies_in
from mdt_app.vault.entries import all_entries
from mdt_app.vault.explaining import StoreError
from mdt_app.vault.keys import LEAST_COST, unlock_keys
from mdt_app.vault.migrate import REVISIONS, SCRIPTS
from mdt_app.vault.reading import Reading
from mdt_app.vault.sealing import seal_tables
from mdt_app.vault.store import open_store
from mdt_app.vault.vault import Vault
from tests.invented import PASSPHRASE, USER
from tests.ui.network import write_files
from tests.vault.how_many import keep_figures, times
from tests.vault.power_cut import Disk, cuts, is_said
from tests.vault.watched import Call, needs_watching, watched

POINTS = times(300, 1500)
UPGRADES = times(30, 150)
MEETING = """
import sys
from pathlib import Path
import mdt_app.vault.connection as connection
from mdt_app.intake.importing import take_in
from mdt_app.intake.undo import undo_batch
from mdt_app.intake.wishes import Wishes
from mdt_app.vault.drafts import Draft, keep_draft
from mdt_app.vault.sealing import seal_tables
from mdt_app.vault.store import open_store
from mdt_app.vault.workspace import Workspace
from tests.invented import TODAY
if sys.argv[3] == "careless":
    connection._PRAGMAS += ("synchronous=OFF",)
vault, user = open_store(Path(sys.argv[1]), sys.argv[2])
ws = Workspace(vault, user, lambda: TODAY)
def say(identity):
    sys.stdout.write(identity)
    sys.stdout.flush()
def decide(number):
    keep_draft(vault, Draft("meeting/case/words", "x" * 40 * number, number))
    with vault.writing(user, "decision recorded") as writing:
        entry = writing.record("decision", {"words": "x" * 300 * number})
    say(entry.id)
for number in range(6):
    decide(number)
say(take_in(ws, [Path(each) for each in sys.argv[4:]], Wishes(allow_test_numbers=True)).import_id)
seal_tables(vault)
for number in range(6, 12):
    decide(number)
undo_batch(ws, 1)
seal_tables(vault)
vault.lock()
"""
SAID = 13
UPGRADE = """
import sys
from pathlib import Path
from mdt_app.vault.store import open_store
open_store(Path(sys.argv[1]), sys.argv[2])[0].lock()
"""


pytestmark = [pytest.mark.slow, needs_watching]


@dataclass
class Harm:
    """What went wrong after many power cuts."""

    lost: list[str] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.lost) + len(self.damaged)


def _watched(folder: Path, script: str, *arguments: str) -> tuple[Disk, list[Call]]:
    before = Disk(folder)
    trace = folder.parent / "trace.txt"
    return before, watched(script, str(folder), PASSPHRASE, *arguments, trace=trace)


def _harm(folder: Path, how: str) -> Harm:
    """What went wrong after each of many power cuts in a scripted meeting with an import."""
    keys = unlock_keys(folder / "keys.json", PASSPHRASE)
    files = [str(path) for path in write_files(folder.parent / "files")]
    disk, calls = _watched(folder, MEETING, how, *files)
    said = {n: call.content.decode() for n, call in enumerate(calls, 1) if is_said(call)}
    assert len(said) == SAID
    harm = Harm()
    for number, left in cuts(disk, calls, POINTS):
        left.put_at(folder)
        _look(folder, keys.database_key, {said[n] for n in said if n <= number}, harm)
    return harm


def _look(folder: Path, key: bytes, said: set[str], harm: Harm) -> None:
    try:
        with Vault(folder, key) as vault:
            with vault.reading() as reading:
                kept = {entry.id for entry in all_entries(reading, "decision")}
                kept |= {entry.payload["import"] for entry in all_entries(reading, "import")}
            harm.lost += said - kept
            harm.damaged += check_store(vault)
    except StoreError as error:
        harm.damaged.append(error.message)


def test_no_power_cut_loses_an_acknowledged_decision_or_harms_the_file(store_folder: Path) -> None:
    harm = _harm(store_folder, "as it is")
    keep_figures("power losses", tried=POINTS, lost=len(harm.lost), damaged=len(harm.damaged))
    assert (harm.lost, harm.damaged) == ([], [])


def test_the_same_cuts_do_harm_a_program_that_does_not_sync(store_folder: Path) -> None:
    """Or the test above would prove nothing."""
    harm = _harm(store_folder, "careless")
    keep_figures(
        "power losses without syncs", tried=POINTS, lost=len(harm.lost), damaged=len(harm.damaged)
    )
    assert harm.count > POINTS / 10


@pytest.fixture
def first_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store as the first release made it, with an entry."""
    scripts = tmp_path / "first"
    shutil.copytree(SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    for later in REVISIONS[1:]:
        next((scripts / "versions").glob(f"{later}_*.py")).unlink()
    with monkeypatch.context() as patch:
        patch.setattr(store, "upgrade", partial(migrate.upgrade, scripts=scripts))
        store.create_store(tmp_path / "old", USER, PASSPHRASE, cost=LEAST_COST).lock()
    return tmp_path / "old"


def test_no_power_cut_during_an_upgrade_harms_the_store(first_store: Path) -> None:
    """It is the old one or the new one, and opens as the new one either way; a copy of the old
    one is there, whole."""
    for _number, left in cuts(*_watched(first_store, UPGRADE), UPGRADES):
        left.put_at(first_store)
        with open_store(first_store, PASSPHRASE)[0] as vault:
            seal_tables(vault)
            assert check_store(vault) == []
            assert vault.fact("demo") == "0"
            assert REVISIONS[0] in [_revision_of(copy, vault) for copy in copies_in(first_store)]
    keep_figures("power losses during an upgrade", tried=UPGRADES, lost=0, damaged=0)


def _revision_of(copy: Copy, vault: Vault) -> str:
    with closing(vault.connect(copy.path)) as connection:
        assert list(page_problems(Reading(connection))) == []
        return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def test_an_upgrade_that_is_not_one_transaction_would_be_harmed(
    first_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or the test above would prove nothing."""
    vault = Vault(first_store, unlock_keys(first_store / "keys.json", PASSPHRASE).database_key)
    with vault, closing(vault.connect()) as connection:
        connection.execute("ALTER TABLE import_batch ADD COLUMN headings VARCHAR DEFAULT ''")
    with pytest.raises(UserError, match="could not be brought up to date"):
        open_store(first_store, PASSPHRASE)
