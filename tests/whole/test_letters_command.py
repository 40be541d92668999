"""`mdt-app letters`: letters and lists of a meeting from the command line."""

from pathlib import Path

import pytest

from mdt_app.cli.commands import run
from mdt_app.cli.exits import DONE, PROBLEM
from mdt_app.meeting.agenda import build_agenda
from mdt_app.meeting.decisions import record_decision
from mdt_app.meeting.meetings import plan_meeting, start_meeting
from mdt_app.meeting.nominations import nominate
from mdt_app.meeting.values import Meeting, Nomination
from mdt_app.vault.store import open_store
from mdt_app.vault.workspace import Workspace
from tests.invented import PASSPHRASE, TODAY
from tests.meeting.conftest import ADA, BRAM, CLEO, put_person

WRONG_USAGE = 2


@pytest.fixture
def folder(store_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A meeting about three people of two practices; one of them objects."""
    vault, user = open_store(store_folder, PASSPHRASE)
    ws = Workspace(vault, user, lambda: TODAY)
    for number, practice in ((ADA, "Y00001"), (BRAM, "Y00002"), (CLEO, "Y00002")):
        put_person(ws, number, practice=practice)
    meeting = plan_meeting(ws, Meeting("", "Network 3 MDT", TODAY))
    start_meeting(ws, meeting.id)
    build_agenda(ws, meeting.id, [ADA, BRAM, CLEO])
    for number in (ADA, BRAM, CLEO):
        record_decision(ws, meeting.id, number, ("refer:podiatry",), "")
    nominate(ws, Nomination(CLEO, True, "Why?", asked="objects"))
    vault.lock()
    monkeypatch.setenv("MDT_PASSPHRASE", PASSPHRASE)
    return store_folder


@pytest.fixture
def out(tmp_path: Path) -> Path:
    (tmp_path / "out").mkdir()
    return tmp_path / "out"


def names(out: Path) -> list[str]:
    return sorted(path.relative_to(out).as_posix() for path in out.rglob("*.*"))


def test_letters_to_practices_and_actions_are_written_unless_said_otherwise(folder, out, capsys):
    assert run(["letters", str(folder), "last", "--to", str(out)]) == DONE
    assert [name for name in names(out) if "letter" in name] == [
        f"{ods}/letter-to-practice-case-0{number}.pdf"
        for number, ods in ((1, "Y00001"), (2, "Y00002"))
    ]
    assert "actions-by-owner.pdf" in names(out)
    told = capsys.readouterr()
    assert "objects to being discussed" in told.err
    assert "Exemplar" not in told.out + told.err


def test_one_practice_and_other_kinds_can_be_asked_for(folder, out):
    words = ["letters", str(folder), "2026-11-26", "--to", str(out), "--practice", "y00002"]
    assert run([*words, "--what", "people", "--what", "calendar", "--large-print"]) == DONE
    assert names(out) == [
        "Y00002/letter-to-person-case-02-large-print.pdf",
        "Y00002/meeting-and-actions.ics",
    ]


def test_numbers_of_no_own_practice_are_refused(folder, out, capsys):
    words = ["letters", str(folder), "last", "--to", str(out), "--what", "numbers"]
    assert run([*words, "--practice", "Y00001"]) == PROBLEM
    assert "own practice only" in capsys.readouterr().err
    assert names(out) == []


@pytest.mark.parametrize(
    "more", [["--what", "everything"], ["--to", "nowhere"]], ids=["kind", "folder"]
)
def test_what_cannot_be_is_wrong_usage(folder, out, more):
    assert run(["letters", str(folder), "last", "--to", str(out), *more]) == WRONG_USAGE
