"""The power may go at any moment: what was acknowledged is there, and the file is whole."""

import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from mdt_app.vault.checking import check_store
from mdt_app.vault.entries import all_entries
from mdt_app.vault.explaining import StoreError
from mdt_app.vault.keys import unlock_keys
from mdt_app.vault.vault import Vault
from tests.invented import PASSPHRASE
from tests.vault.power_cut import TRACED, Call, calls_of, cut_after

POINTS = 300
FILES = ("data.db", "data.db-journal")
MEETING = """
import sys
from pathlib import Path
import mdt_app.vault.connection as connection
from mdt_app.vault.store import open_store
if sys.argv[3] == "careless":
    connection._PRAGMAS += ("synchronous=OFF",)
vault, user = open_store(Path(sys.argv[1]), sys.argv[2])
for number in range(12):
    with vault.writing(user, "decision recorded") as writing:
        entry = writing.record("decision", {"words": "x" * 300 * number})
    sys.stdout.write(entry.id)
    sys.stdout.flush()
vault.lock()
"""


def _may_watch() -> bool:
    if shutil.which("strace") is None:
        return False
    return subprocess.run(["strace", "true"], capture_output=True).returncode == 0


pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not _may_watch(), reason="needs strace, and leave to watch the disk"),
]


def _traced(folder: Path, how: str) -> list[Call]:
    trace = folder.parent / "trace.txt"
    watching = ["strace", "-f", "-y", "-xx", "-s", "100000", "-e", TRACED, "-o", str(trace)]
    meeting = [sys.executable, "-c", MEETING, str(folder), PASSPHRASE, how]
    subprocess.run([*watching, *meeting], check=True, capture_output=True)
    return calls_of(trace)


def _losses(folder: Path, how: str) -> list[str]:
    """What went wrong after each of many power cuts in a scripted meeting."""
    before = {str(folder / name): (folder / name).read_bytes() for name in FILES}
    keys = unlock_keys(folder / "keys.json", PASSPHRASE)
    calls = _traced(folder, how)
    acknowledged = [at for at, call in enumerate(calls) if len(call.content) == 36]
    assert len(acknowledged) == 12
    lost = []
    for _ in range(POINTS):
        end = random.randrange(len(calls) + 1)
        said = {calls[at].content.decode() for at in acknowledged if at < end}
        for path, content in cut_after(calls[:end], before).items():
            Path(path).write_bytes(content)
        lost += _problems(folder, keys.database_key, said)
    return lost


def _problems(folder: Path, key: bytes, said: set[str]) -> list[str]:
    try:
        with Vault(folder, key) as vault:
            with vault.reading() as reading:
                kept = {entry.id for entry in all_entries(reading, "decision")}
            return [*check_store(vault), *(f"lost {number}" for number in said - kept)]
    except StoreError as error:
        return [error.message]


def test_no_power_cut_loses_an_acknowledged_decision_or_harms_the_file(store_folder: Path) -> None:
    assert _losses(store_folder, "as it is") == []


def test_the_same_cuts_do_harm_a_program_that_does_not_sync(store_folder: Path) -> None:
    """Or the test above would prove nothing."""
    assert len(_losses(store_folder, "careless")) > POINTS / 10
