"""The packs on the command line: listed, checked without a store, taken, and gone back from."""

import json
from pathlib import Path

import pytest

from mdt_app.cli.commands import run
from mdt_app.cli.exits import DONE, PROBLEM
from mdt_app.flags.pack import DEFAULT_PACK, load_pack, shipped_packs

OWN = f"""
name = "network-3"
title = "Network 3"
version = "1"
reviewed = 2026-11-20
based_on = "{DEFAULT_PACK}"

[[off]]
rule = "polypharmacy"
reason = "The pharmacists have their own list."

[[change]]
rule = "young-type-2"
version = 2
when.all = [{{ type = ["type 2"] }}, {{ age = {{ below = 35 }} }}]
detail = "under 35"
title = "Type 2 under 35"
would_clear = "The 35th birthday."
"""
WRONG_USAGE = 2


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("MDT_PASSPHRASE", "four words for tests")
    folder = str(tmp_path / "store")
    assert run(["new", folder, "--network", "N", "--practice", "Y90001=Alder Road"]) == DONE
    return folder


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "network-3.toml"
    path.write_text(OWN, encoding="utf-8")
    return path


def asked(capsys, *words: str) -> dict:
    capsys.readouterr()
    assert run([*words, "--json"]) == DONE
    return json.loads(capsys.readouterr().out)


def test_the_shipped_packs_are_listed_and_one_speaks(store, capsys):
    found = asked(capsys, "packs", store)["packs"]
    assert [pack["name"] for pack in found] == list(shipped_packs())
    assert [pack["name"] for pack in found if pack["speaks"]] == [DEFAULT_PACK]
    assert run(["packs", store]) == DONE
    assert capsys.readouterr().out.splitlines()[0] == (
        f"{DEFAULT_PACK}\t{load_pack().version}\t{load_pack().title}\tshipped\tspeaks"
    )


def test_a_pack_is_checked_without_a_store_and_says_what_it_would_change(own, capsys):
    assert run(["packs", "--check", str(own)]) == DONE
    told = capsys.readouterr()
    assert "off      polypharmacy: The pharmacists have their own list." in told.out
    assert "changed  young-type-2, version 1 → 2: type 2; and aged below 35" in told.out
    rules = len(load_pack().rules) - 1
    said = f"network-3.toml can be taken: {rules} rules, 1 switched off, 1 changed."
    assert said in told.err


def test_a_taken_pack_speaks_in_every_document_and_leaves_the_shipped_one_listed(
    store, own, capsys
):
    assert run(["packs", store, "--take", str(own)]) == DONE
    assert "Network 3, version 1 speaks now" in capsys.readouterr().err
    assert asked(capsys, "flags", store)["pack"] == "network-3"
    assert asked(capsys, "flags", store, "--pack", DEFAULT_PACK)["pack"] == DEFAULT_PACK
    taken = asked(capsys, "packs", store)["packs"][-1]
    assert (taken["name"], taken["speaks"]) == ("network-3", True)
    assert taken["based_on"] == load_pack().label
    assert run(["packs", store, "--use-shipped"]) == DONE
    assert asked(capsys, "flags", store)["pack"] == DEFAULT_PACK
    assert asked(capsys, "packs", store)["packs"][-1]["speaks"] is False, "it stays on file"


def test_a_wrong_pack_is_refused_in_one_sentence_with_every_problem(store, own, capsys):
    own.write_text(OWN.replace("polypharmacy", "polypharmcy").replace("version = 2", "version = 1"))
    for words in (["packs", "--check", str(own)], ["packs", store, "--take", str(own)]):
        assert run(words) == PROBLEM
        lines = capsys.readouterr().err.splitlines()
        assert lines[0] == "network-3.toml cannot be used as it is."
        assert any("did you mean 'polypharmacy'?" in line for line in lines)
        assert any("give it one above 1" in line for line in lines)
    assert asked(capsys, "flags", store)["pack"] == DEFAULT_PACK


def test_a_pack_that_is_not_there_is_said_with_the_nearest_name(store, capsys):
    assert run(["flags", store, "--pack", "diabetes-england-2062"]) == PROBLEM
    assert f"did you mean '{DEFAULT_PACK}'?" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words", [["packs"], ["packs", "x", "--take", "a.toml", "--use-shipped"], ["packs", "--take"]]
)
def test_wrong_usage_is_said_as_such(words, capsys):
    assert run(words) == WRONG_USAGE
