"""A flag that was set aside is raised still, says who set it aside, and is counted by rule."""

import json
from datetime import date
from pathlib import Path

import pytest

from mdt_app.cli.commands import run
from mdt_app.cli.exits import DONE
from mdt_app.meeting.set_aside import set_aside
from mdt_app.vault.store import open_store
from mdt_app.vault.workspace import Workspace
from tests.invented import PASSPHRASE, TODAY
from tests.ui.network import ADA, BRAM, take_everyone_in

RULE = "hba1c-very-high"


@pytest.fixture
def folder(store_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store in which Ada's HbA1c is set aside until 26 May 2027."""
    vault, user = open_store(store_folder, PASSPHRASE)
    ws = Workspace(vault, user, lambda: TODAY)
    take_everyone_in(ws, tmp_path / "files")
    set_aside(ws, ADA, RULE, "seen by renal clinic", date(2027, 5, 26))
    vault.lock()
    monkeypatch.setenv("MDT_PASSPHRASE", PASSPHRASE)
    return store_folder


def flags(folder: Path, on: str, capsys: pytest.CaptureFixture[str]) -> dict[tuple[str, str], dict]:
    assert run(["flags", str(folder), "--on", on, "--json"]) == DONE
    found = json.loads(capsys.readouterr().out)["flags"]
    return {(flag["nhs_number"], flag["rule"]): flag for flag in found}


def test_it_is_raised_as_before_and_says_who_set_it_aside(folder, capsys):
    found = flags(folder, "2026-11-26", capsys)
    assert found[ADA, RULE]["outcome"] == "raised"
    assert found[ADA, RULE]["set_aside"] == {
        "by": "N. Patel",
        "on": "2026-11-26",
        "reason": "seen by renal clinic",
        "ask_again_on": "2027-05-26",
    }
    others = [flag["set_aside"] for key, flag in found.items() if key != (ADA, RULE)]
    assert others
    assert set(others) == {None}
    assert (BRAM, "hba1c-high") in found


def test_before_its_day_and_from_the_day_it_is_asked_again_it_is_not(folder, capsys):
    assert flags(folder, "2026-11-25", capsys)[ADA, RULE]["set_aside"] is None
    assert flags(folder, "2027-05-25", capsys)[ADA, RULE]["set_aside"] is not None
    assert flags(folder, "2027-05-26", capsys)[ADA, RULE]["set_aside"] is None


def test_in_words_each_rule_is_counted(folder, capsys):
    assert run(["flags", str(folder), "--on", "2026-11-26"]) == DONE
    told = capsys.readouterr()
    assert "hba1c-very-high: 1 set aside" in told.err
    assert "set aside, ask again 2027-05-26" in told.out
