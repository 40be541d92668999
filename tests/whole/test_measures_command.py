"""`mdt-app measures`: every cell of a set as one JSON document, or as a table to read."""

import json
from pathlib import Path

import pytest

from mdt_app.cli.commands import run
from mdt_app.cli.exits import DONE, PROBLEM
from mdt_app.clinical.kinds import Kind
from mdt_app.vault.store import open_store
from mdt_app.vault.workspace import Workspace
from tests.invented import PASSPHRASE, PRACTICES, TODAY
from tests.meeting.conftest import put_person


@pytest.fixture
def folder(store_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two people at Alder Road, one of them with a good HbA1c; one at Birch Lane declined."""
    vault, user = open_store(store_folder, PASSPHRASE)
    ws = Workspace(vault, user, lambda: TODAY)
    put_person(ws, "9990000018", results={Kind.HBA1C: {"2026-06-10": 50.0}})
    put_person(ws, "9990000026", results={Kind.HBA1C: {"2026-06-10": 70.5}})
    declined = {"2026-05-01": "declined_monitoring"}
    put_person(ws, "9990000034", practice="Y00002", events=declined)
    vault.lock()
    monkeypatch.setenv("MDT_PASSPHRASE", PASSPHRASE)
    return store_folder


def document(folder: Path, capsys: pytest.CaptureFixture[str], *options: str) -> dict:
    assert run(["measures", str(folder), "--on", "2026-11-26", "--json", *options]) == DONE
    return json.loads(capsys.readouterr().out)


def rows(found: dict, measure: str) -> dict[str | None, dict]:
    return {row["practice"]: row for row in found["rows"] if row["measure"] == measure}


def test_every_practice_has_its_row_and_the_network_the_last(folder, capsys):
    found = document(folder, capsys)
    assert (found["on"], found["set"]) == ("2026-11-26", "east-london-2009")
    assert list(rows(found, "hba1c-58")) == [*sorted(PRACTICES), None]
    assert rows(found, "hba1c-58")["Y00001"] == {
        "measure": "hba1c-58",
        "group": None,
        "practice": "Y00001",
        "numerator": 1,
        "denominator": 2,
        "percent": 50.0,
        "mean": None,
        "excluded": {},
    }
    network = rows(found, "hba1c-58")[None]
    assert (network["numerator"], network["denominator"]) == (1, 3)
    assert network["percent"] == pytest.approx(100 / 3, abs=1e-12)


def test_nobody_is_no_percentage_and_a_mean_is_in_both_units(folder, capsys):
    found = rows(document(folder, capsys), "hba1c-mean")
    assert (found["Y00003"]["denominator"], found["Y00003"]["percent"]) == (0, None)
    assert found["Y00003"]["mean"] is None
    assert found[None]["mean"] == {"mmol/mol": 60.3, "percent": 7.66}
    assert (found[None]["numerator"], found[None]["denominator"]) == (2, 2)


def test_the_audits_groups_stand_apart(folder, capsys):
    found = document(folder, capsys, "--set", "nda-2025")
    groups = [row["group"] for row in found["rows"] if row["measure"] == "all-eight"]
    assert groups == ["type 1"] * 5 + ["type 2 and other"] * 5


def test_exclusions_are_counted_by_name(folder, capsys):
    found = rows(document(folder, capsys, "--set", "qof-2026-27"), "DM020")
    assert found["Y00002"]["excluded"] == {"declined": 1}
    assert (found["Y00002"]["numerator"], found["Y00002"]["denominator"]) == (0, 0)
    assert found[None]["excluded"] == {"declined": 1}
    assert found[None]["denominator"] == 2


def test_in_words_there_is_a_table_and_the_sets_caveat(folder, capsys):
    assert run(["measures", str(folder), "--on", "2026-11-26", "--set", "qof-2026-27"]) == DONE
    out, said = capsys.readouterr()
    assert "Without frailty: HbA1c ≤ 58 mmol/mol (DM020)" in out
    line = next(line for line in out.splitlines() if "Y00002 Birch Lane" in line and "left" in line)
    assert line.split()[-4:] == ["left", "out:", "1", "declined"]
    assert "secondary readings" in said


def test_a_set_that_is_not_there_is_a_sentence_with_the_names(folder, capsys):
    assert run(["measures", str(folder), "--set", "nda-2026"]) == PROBLEM
    assert "did you mean 'nda-2025'?" in capsys.readouterr().err
