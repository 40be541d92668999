"""Keeping and erasing on the command line: listed, counted first, done only when said so."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from mdt_app.cli.commands import run
from mdt_app.cli.exits import DONE, PROBLEM

PEOPLE = """nhs_number,surname,forename,born_on,sex,practice,died_on
9990000018,Canaryson,Ada,1968-02-14,female,Y90001,2010-05-04
9990000026,Specimen,Bram,1960-03-01,male,Y90001,
"""
RESULTS = """nhs_number,kind,taken_on,value,unit
9990000018,hba1c,2009-10-03,48,mmol/mol
9990000026,hba1c,2026-10-03,52,mmol/mol
"""
WRONG_USAGE = 2


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A store with two people, one of whom died long ago."""
    monkeypatch.setenv("MDT_PASSPHRASE", "four words for tests")
    folder = str(tmp_path / "store")
    assert run(["new", folder, "--network", "N", "--practice", "Y90001=Alder Road"]) == DONE
    for name, text in (("people.csv", PEOPLE), ("results.csv", RESULTS)):
        (tmp_path / name).write_text(text)
    files = [str(tmp_path / name) for name in ("people.csv", "results.csv")]
    assert run(["import", folder, *files, "--allow-test-numbers"]) == DONE
    yield folder
    assert run(["check", folder]) == DONE


def asked(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, object]:
    capsys.readouterr()
    assert run([*words, "--json"]) == DONE
    return json.loads(capsys.readouterr().out)


def test_who_died_long_ago_is_listed_and_the_years_can_be_said(
    store: str, capsys: pytest.CaptureFixture[str]
) -> None:
    found = asked(capsys, "retention", store)
    assert found["years"] == 8
    assert found["meetings"] == []
    assert found["people"] == [{"nhs_number": "9990000018", "why": "died", "on": "2010-05-04"}]
    assert asked(capsys, "retention", store, "--years", "30")["people"] == []
    assert run(["retention", store]) == DONE
    assert "after 30 years: 0 due" in capsys.readouterr().err
    assert run(["retention", store, "--years", "0"]) == PROBLEM


def test_erasing_is_counted_first_and_done_when_said(
    store: str, capsys: pytest.CaptureFixture[str]
) -> None:
    number = "999 000 0018"
    assert run(["erase", store, "--patient", number]) == DONE
    told = capsys.readouterr().err
    assert "1 results" in told
    assert "Nothing was erased" in told
    assert len(asked(capsys, "retention", store)["people"]) == 1
    assert run(["erase", store, "--patient", number, "--because", "retention", "--yes"]) == DONE
    assert "as number 1" in capsys.readouterr().err
    assert asked(capsys, "retention", store)["people"] == []
    assert run(["erase", store, "--patient", number]) == PROBLEM
    told = capsys.readouterr().err
    assert "nothing about that person" in told
    assert "0018" not in told


def test_older_copies_go_when_that_is_said_too(
    store: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["erase", store, "--because", "asked", "--yes", "--patient"]
    assert run([*words, "9990000026"]) == DONE
    assert run([*words, "9990000018", "--older-copies-too"]) == DONE
    assert "older copies were deleted" in capsys.readouterr().err
    assert len(list((Path(store) / "backups").glob("*.db"))) == 1


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--patient", "9990000018", "--meeting", "last"),
        ("--patient", "9990000018", "--yes"),
        ("--patient", "9990000018", "--yes", "--because", "she rang"),
    ],
)
def test_wrong_usage_is_said_as_such(store: str, words: tuple[str, ...]) -> None:
    assert run(["erase", store, *words]) == WRONG_USAGE
