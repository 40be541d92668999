"""People and keys on the command line: let in, given anew, removed, and what each may do."""

import json
from pathlib import Path

import pytest

from mdt_app.cli.commands import run
from mdt_app.cli.exits import DONE, PROBLEM

CHAIRS, HERS = "four words for tests", "eleven brown hats in a row"
NURSE = ("--role", "practice-nurse", "--practice", "Y90001")
WRONG_USAGE = 2


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("MDT_PASSPHRASE", CHAIRS)
    folder = str(tmp_path / "store")
    made = [
        "new",
        folder,
        "--network",
        "N",
        "--practice",
        "Y90001=Alder Road",
        "--user",
        "N. Patel",
    ]
    assert run(made) == DONE
    return folder


def _said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    capsys.readouterr()
    assert run(list(words)) == DONE
    return capsys.readouterr().out.strip()


def test_somebody_let_in_chooses_a_passphrase_and_comes_in_by_it(
    store: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code = _said(capsys, "people", "add", store, "R. Begum", *NURSE)
    monkeypatch.setenv("MDT_PASSPHRASE", code)
    monkeypatch.setenv("MDT_NEW_PASSPHRASE", HERS)
    assert run(["people", "passphrase", store]) == DONE
    assert run(["check", store]) == PROBLEM, "the one-time passphrase is used up"
    monkeypatch.setenv("MDT_PASSPHRASE", HERS)
    found = json.loads(_said(capsys, "people", "list", store, "--json"))
    assert found == {
        "people": [
            {"name": "N. Patel", "role": "chair", "practices": [], "must_choose": False},
            {
                "name": "R. Begum",
                "role": "practice_nurse",
                "practices": ["Y90001"],
                "must_choose": False,
            },
        ],
        "recovery_code": False,
    }
    assert run(["check", store]) == DONE


def test_who_may_not_is_told_and_nothing_is_changed(
    store: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    code = _said(capsys, "people", "add", store, "V. Onlooker", "--role", "viewer")
    monkeypatch.setenv("MDT_PASSPHRASE", code)
    monkeypatch.setenv("MDT_NEW_PASSPHRASE", HERS)
    assert run(["people", "passphrase", store]) == DONE
    monkeypatch.setenv("MDT_PASSPHRASE", HERS)
    capsys.readouterr()
    assert run(["people", "add", store, "X", "--role", "chair"]) == PROBLEM
    assert run(["export", store, "--to", str(tmp_path / "out")]) == PROBLEM
    told = capsys.readouterr().err
    assert "As a viewer you may not change who can open the store." in told
    assert "As a viewer you may not write the register out of the store." in told
    assert not (tmp_path / "out").exists()


def test_a_removal_prints_what_the_others_need_and_says_what_it_does_not_do(
    store: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    leaver = _said(capsys, "people", "add", store, "R. Begum", *NURSE)
    _said(capsys, "people", "add", store, "S. Cole", "--role", "minute-taker")
    assert _said(capsys, "people", "recovery-code", store)
    capsys.readouterr()
    assert run(["people", "remove", store, "R. Begum"]) == DONE
    told = capsys.readouterr()
    given = dict(line.split("\t") for line in told.out.splitlines())
    assert set(given) == {"S. Cole", "Recovery code"}
    assert "Copies taken before" in told.err
    for words, status in ((CHAIRS, DONE), *((w, DONE) for w in given.values()), (leaver, PROBLEM)):
        monkeypatch.setenv("MDT_PASSPHRASE", words)
        assert run(["check", store]) == status


def test_a_new_passphrase_keeps_role_and_practices_unless_others_are_named(
    store: str, capsys: pytest.CaptureFixture[str]
) -> None:
    first = _said(capsys, "people", "add", store, "R. Begum", *NURSE)
    assert _said(capsys, "people", "renew", store, "R. Begum") != first
    (_, nurse) = json.loads(_said(capsys, "people", "list", store, "--json"))["people"]
    assert (nurse["role"], nurse["practices"]) == ("practice_nurse", ["Y90001"])
    _said(capsys, "people", "renew", store, "R. Begum", "--role", "viewer")
    (_, viewer) = json.loads(_said(capsys, "people", "list", store, "--json"))["people"]
    assert viewer["role"] == "viewer"


def test_the_roles_are_listed_without_a_store_and_say_what_they_are_not(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = json.loads(_said(capsys, "people", "roles", "--json"))["roles"]
    assert found[0]["role"] == "chair"
    assert run(["people", "roles"]) == DONE
    assert "do not bind somebody with the store's key" in capsys.readouterr().err


def test_a_role_that_is_none_is_wrong_usage(store: str) -> None:
    assert run(["people", "add", store, "X", "--role", "king"]) == WRONG_USAGE
