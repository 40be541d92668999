"""`mdt-app trail`: who entered, saw and took out what, from the command line."""

import json
from pathlib import Path

import pytest

from mdt_app.cli.commands import run
from mdt_app.cli.exits import DONE, PROBLEM
from mdt_app.errors import UserError
from mdt_app.meeting.nominations import nominate
from mdt_app.meeting.values import Nomination
from mdt_app.vault.checking import check_store
from mdt_app.vault.store import open_store
from mdt_app.vault.trail import SEEN, Access, note_in
from mdt_app.vault.workspace import Workspace
from tests.documents.conftest import text_of
from tests.invented import PASSPHRASE, TODAY, USER
from tests.meeting.conftest import ADA, BRAM, put_person

WRONG_USAGE = 2


@pytest.fixture
def folder(store_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two people, of whom one was nominated and seen."""
    with pytest.raises(UserError):
        open_store(store_folder, "seven loud trumpets")
    vault, user = open_store(store_folder, PASSPHRASE)
    ws = Workspace(vault, user, lambda: TODAY)
    put_person(ws, ADA, "Exemplar")
    put_person(ws, BRAM, "Specimen")
    nominate(ws, Nomination(ADA, True, "Is a pump worth it?"))
    note_in(vault, user, [Access(SEEN, "Meet", ADA)])
    vault.lock()
    monkeypatch.setenv("MDT_PASSPHRASE", PASSPHRASE)
    return store_folder


def asked(folder: Path, capsys: pytest.CaptureFixture[str], *words: str) -> dict:
    capsys.readouterr()
    assert run(["trail", str(folder), "--json", *words]) == DONE
    return json.loads(capsys.readouterr().out)


def test_one_persons_trail_is_everything_about_them_the_latest_first(folder, capsys):
    found = asked(folder, capsys, "--patient", "999 000 0018")
    assert found["patient"] == ADA
    assert [(line["part"], line["what"], line["said"]) for line in found["lines"]] == [
        ("seen", "Seen", "Meet"),
        ("entered", "Nomination recorded", "Is a pump worth it?"),
    ]
    assert {line["by"] for line in found["lines"]} == {USER}
    assert all(line["patients"] == [ADA] for line in found["lines"])


def test_whoever_looks_at_a_trail_is_on_it(folder, capsys):
    asked(folder, capsys, "--patient", ADA)
    first = asked(folder, capsys, "--patient", ADA)["lines"][0]
    assert (first["what"], first["said"]) == ("Exported", "Command line: trail")


def test_what_other_commands_show_is_on_it(folder, capsys, tmp_path):
    for words in (["list"], ["flags", "--patient", ADA], ["export", "--to", str(tmp_path / "e")]):
        assert run([words[0], str(folder), *words[1:]]) == DONE
    said = [line["said"] for line in asked(folder, capsys, "--what", "left")["lines"]]
    assert said == ["Register exported: 4 files", "Command line: flags", "Command line: list"]
    whom = [set(line["patients"]) for line in asked(folder, capsys, "--what", "left")["lines"]]
    assert {ADA, BRAM} in whom


def test_who_came_in_and_who_was_refused_is_on_it(folder, capsys, tmp_path):
    assert run(["export", str(folder), "--to", str(tmp_path / "e")]) == DONE
    found = asked(folder, capsys, "--what", "came and went")["lines"]
    assert [(line["kind"], line["said"]) for line in found] == [
        ("unlocked", "Command line"),
        ("refused", "Wrong passphrase"),
    ]


@pytest.mark.parametrize(
    ("words", "count"),
    [
        (["--find", "exemplar"], 2),
        (["--find", "exemplar seen"], 1),
        (["--find", "nobody"], 0),
        (["--what", "seen"], 1),
        (["--by", "somebody else"], 0),
        (["--patient", ADA, "--until", "2020-01-01"], 0),
        (["--patient", ADA, "--since", "2020-01-01"], 2),
    ],
)
def test_it_can_be_searched(folder, capsys, words, count):
    assert len(asked(folder, capsys, *words)["lines"]) == count


def test_lines_are_for_reading_and_nothing_is_said_twice(folder, capsys):
    capsys.readouterr()
    assert run(["trail", str(folder), "--patient", ADA]) == DONE
    told = capsys.readouterr()
    rows = [line.split("\t") for line in told.out.splitlines()]
    assert [row[1:] for row in rows] == [
        [USER, "Seen", ADA, "Meet"],
        [USER, "Nomination recorded", ADA, "Is a pump worth it?"],
    ]
    assert told.err.strip() == "2 lines."


def test_one_persons_trail_is_written_as_pdf_and_that_is_on_it(folder, capsys, tmp_path):
    path = tmp_path / "trail.pdf"
    assert run(["trail", str(folder), "--patient", ADA, "--to", str(path)]) == DONE
    assert "Is a pump worth it?" in text_of(path)
    first = asked(folder, capsys, "--patient", ADA)["lines"][0]
    assert (first["what"], first["said"]) == ("Printed", "Trail written: trail.pdf")


@pytest.mark.parametrize(
    "words", [["--what", "glanced"], ["--to", "trail.pdf"], ["--patient", ADA, "--to", "t.txt"]]
)
def test_wrong_usage_is_said(folder, words):
    assert run(["trail", str(folder), *words]) == WRONG_USAGE


def test_a_person_nobody_knows_has_no_paper(folder, capsys, tmp_path):
    words = ["trail", str(folder), "--patient", "9990000077", "--to", str(tmp_path / "t.pdf")]
    assert run(words) == PROBLEM
    assert "that NHS number" in capsys.readouterr().err


def test_all_of_it_leaves_the_chains_sound(folder, capsys):
    asked(folder, capsys)
    vault, _ = open_store(folder, PASSPHRASE)
    with vault:
        assert check_store(vault) == []
