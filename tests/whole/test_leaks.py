"""No name and no number gets out: not to a log, a setting, a stray file, a screen of text, a name.

A whole session in a process of its own, with a home of its own; then every byte it left behind
is searched. The minutes and the practice's own files are the only places that may name anybody.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from mdt_app.register.network import set_up_network
from mdt_app.vault.drafts import drafts_of
from mdt_app.vault.keys import LEAST_COST
from mdt_app.vault.store import create_store, open_store
from mdt_app.vault.workspace import Workspace
from tests.invented import NETWORK, PASSPHRASE, PRACTICES, TODAY, USER
from tests.whole.canary_session import NUMBER, OTHER_NUMBER, OTHER_SURNAME, SURNAME

PROJECT = Path(__file__).resolve().parents[2]
PATIENTS = f"""nhs_number,surname,forename,born_on,sex,practice,diabetes_type
{NUMBER},{SURNAME},Ada,1968-02-14,female,Y00001,type 2
{OTHER_NUMBER},{OTHER_SURNAME},Bo,1970-03-15,male,Y00001,type 2
9990000019,{SURNAME},Wrong,1968-02-14,female,Y00001,type 2
{NUMBER},{SURNAME},Again,1968-02-14,{SURNAME},Y00001,type 2
"""
RESULTS = f"""nhs_number,kind,taken_on,value,unit
{NUMBER},hba1c,2026-11-03,92,mmol/mol
{NUMBER},hba1c,2026-11-31,{SURNAME},mmol/mol
{NUMBER},hba1c,2026-11-04,9200,mmol/mol
{OTHER_NUMBER},hba1c,2026-11-03,81,mmol/mol
"""


class Session:
    """What a session left behind: its own folders, and what it wrote where people read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = folder / "home"
        self.store = self.home / "Documents" / "network.mdt"
        self.minutes = folder / "asked for" / "minutes.pdf"
        self.said = b""

    def hold(self, is_killed: bool) -> None:
        for place in (self.home / "Documents", self.home / "tmp", self.minutes.parent):
            place.mkdir(parents=True)
        with create_store(self.store, USER, PASSPHRASE, is_demo=True, cost=LEAST_COST) as vault:
            set_up_network(Workspace(vault, USER, lambda: TODAY), NETWORK, PRACTICES)
        files = [self.folder / "patients.csv", self.folder / "results.csv"]
        for path, text in zip(files, (PATIENTS, RESULTS), strict=True):
            path.write_text(text, encoding="utf-8")
        words = [self.store, self.minutes, *files]
        running = subprocess.Popen(
            [sys.executable, "-m", "tests.whole.canary_session", *map(str, words)],
            env=self._environment(),
            cwd=self.home,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        assert running.stdin is not None
        assert running.stdout is not None
        for line in running.stdout:
            self.said += line
            if line == b"done\n":
                break
        if is_killed:
            running.kill()
        rest, _ = running.communicate(None if is_killed else b"\n", timeout=60)
        self.said += rest
        assert b"done\n" in self.said, self.said.decode()
        assert is_killed or running.returncode == 0, self.said.decode()

    def _environment(self) -> dict[str, str]:
        own = {name: str(self.home / "tmp") for name in ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR")}
        own |= {name: str(self.home) for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA")}
        kept = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
        return kept | own | {"PYTHONPATH": str(PROJECT), "QT_QPA_PLATFORM": "offscreen"}


def _written(text: str) -> set[bytes]:
    """The text as it may stand in bytes."""
    spellings = {text, text.upper(), text.lower()}
    if text.isdigit():
        spellings.add(f"{text[:3]} {text[3:6]} {text[6:]}")
    return {
        spelling.encode(encoding)
        for spelling in spellings
        for encoding in ("utf-8", "utf-16-le", "utf-16-be")
    }


CANARIES = set().union(*map(_written, (SURNAME, NUMBER, OTHER_SURNAME, OTHER_NUMBER)))


def names_somebody(held: bytes) -> bool:
    return any(canary in held for canary in CANARIES)


@pytest.fixture(scope="module", params=["closed", "killed"])
def session(request, tmp_path_factory):
    made = Session(tmp_path_factory.mktemp(request.param))
    made.hold(is_killed=request.param == "killed")
    return made


def left_behind(session: Session) -> list[Path]:
    return [path for path in session.home.rglob("*") if path.is_file()]


def test_the_session_did_what_could_leak(session):
    """The search below would find nothing if nothing had been done."""
    text = "".join(page.extract_text() for page in PdfReader(session.minutes).pages)
    assert SURNAME.upper() in text
    assert f"{SURNAME} still agrees" in " ".join(text.split())
    with open_store(session.store, PASSPHRASE)[0] as vault:
        drafts = [draft.text for draft in drafts_of(vault, "")]
        with vault.reading() as reading:
            decided = list(reading.rows("SELECT payload FROM entry WHERE kind = 'decision'"))
    assert any(SURNAME in payload for (payload,) in decided)
    if session.folder.name.startswith("killed"):
        assert any(f"half a thought about {SURNAME}" in draft for draft in drafts)
    assert b"ValueError" in session.said
    assert names_somebody((session.folder / "patients.csv").read_bytes())


def test_nothing_in_the_home_names_anybody(session):
    found = left_behind(session)
    assert session.store / "data.db" in found
    assert any(path.name == "mdt-app.log" and path.stat().st_size > 0 for path in found)
    assert any(path.name == "settings.toml" for path in found)
    for path in found:
        assert not names_somebody(path.read_bytes()), path.name


def test_no_file_and_no_folder_is_named_after_anybody(session):
    for path in session.folder.rglob("*"):
        assert not names_somebody(path.name.encode()), path.name


def test_the_temporary_folder_is_left_empty(session):
    assert list((session.home / "tmp").rglob("*")) == []


def test_what_is_said_aloud_names_nobody(session):
    assert not names_somebody(session.said)


def test_only_the_minutes_and_the_practices_files_are_outside(session):
    outside = {path.name for path in session.folder.iterdir()}
    assert outside == {"home", "asked for", "patients.csv", "results.csv"}
    assert [path.name for path in session.minutes.parent.iterdir()] == ["minutes.pdf"]
