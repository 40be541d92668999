"""Backup and restore on the command line: a copy is made and proven, and takes its place."""

import json
from pathlib import Path

import pytest

from mdt_app.cli.commands import run
from mdt_app.cli.exits import DONE, PROBLEM
from mdt_app.vault.store import open_store
from tests.invented import PASSPHRASE, USER


@pytest.fixture
def store(store_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MDT_PASSPHRASE", PASSPHRASE)
    return store_folder


def _note(store: Path, words: str) -> None:
    with open_store(store, PASSPHRASE)[0] as vault, vault.writing(USER, "noted") as writing:
        writing.record("note", {"words": words})


def _notes(store: Path) -> int:
    with open_store(store, PASSPHRASE)[0] as vault, vault.reading() as reading:
        return int(next(reading.rows("SELECT count(*) FROM entry WHERE kind = 'note'"))[0])


def test_a_backup_is_made_proven_and_on_the_trail(store, capsys):
    assert run(["backup", str(store), "--prove", "--json"]) == DONE
    told = capsys.readouterr()
    document = json.loads(told.out)
    assert Path(document["backup"]).is_file()
    assert document["proven"]
    assert document["entries"] > 0
    assert "Proven" in told.err
    with open_store(store, PASSPHRASE)[0] as vault, vault.reading() as reading:
        lines = list(reading.rows("SELECT detail FROM access WHERE kind = 'backed up'"))
    assert lines == [(Path(document["backup"]).name,)]


@pytest.mark.parametrize("by", ["path", "name", "newest"])
def test_a_backup_is_put_back_and_the_store_is_kept(store, capsys, by):
    _note(store, "before")
    assert run(["backup", str(store)]) == DONE
    path = Path(capsys.readouterr().out.strip())
    _note(store, "after")
    named = {"path": str(path), "name": path.name, "newest": "newest"}[by]
    assert run(["restore", str(store), named, "--json"]) == DONE
    told = capsys.readouterr()
    kept = Path(json.loads(told.out)["kept"])
    assert "kept as" in told.err
    assert _notes(store) == 1
    assert kept.is_file()
    assert run(["check", str(store)]) == DONE
    assert run(["restore", str(store), kept.name]) == DONE
    assert _notes(store) == 2


def test_a_damaged_store_is_mended_by_what_the_check_says_to_do(store, capsys):
    _note(store, "before")
    assert run(["backup", str(store)]) == DONE
    data = store / "data.db"
    content = bytearray(data.read_bytes())
    content[200] ^= 1
    data.write_bytes(content)
    assert run(["check", str(store)]) == PROBLEM
    assert "mdt-app restore STORE newest" in capsys.readouterr().err
    assert run(["restore", str(store), "newest"]) == DONE
    assert _notes(store) == 1


def test_a_store_of_which_only_the_copies_are_left_comes_back(store):
    _note(store, "before")
    assert run(["backup", str(store)]) == DONE
    (store / "data.db").unlink()
    (store / "keys.json").unlink()
    assert run(["restore", str(store), "newest"]) == DONE
    assert _notes(store) == 1


def test_a_backup_that_is_not_there_is_said_with_those_that_are(store, capsys):
    assert run(["restore", str(store), "newest"]) == PROBLEM
    assert "holds none" in capsys.readouterr().err
    assert run(["backup", str(store)]) == DONE
    name = Path(capsys.readouterr().out.strip()).name
    assert run(["restore", str(store), "data-20200101T000000Z-x.db"]) == PROBLEM
    assert name in capsys.readouterr().err


def test_a_wrong_passphrase_restores_nothing(store, capsys, monkeypatch):
    assert run(["backup", str(store)]) == DONE
    _note(store, "after")
    monkeypatch.setenv("MDT_PASSPHRASE", "not this one at all")
    assert run(["restore", str(store), "newest"]) == PROBLEM
    assert "does not open" in capsys.readouterr().err
    assert _notes(store) == 1


def test_a_list_kept_wrongly_is_a_problem_once_and_loses_nothing(store, capsys, tmp_path):
    from datetime import date

    from mdt_app.meeting.case_list import case_list
    from mdt_app.vault.workspace import Workspace
    from tests.ui.network import take_everyone_in

    with open_store(store, PASSPHRASE)[0] as vault:
        ws = Workspace(vault, USER, lambda: date(2026, 11, 26))
        take_everyone_in(ws, tmp_path / "files")
        case_list(ws, ws.today())
        with vault.caching() as caching:
            caching.execute("UPDATE listed_case SET hba1c_target = 99")
    assert run(["check", str(store), "--json"]) == PROBLEM
    told = capsys.readouterr()
    assert "made again" in json.loads(told.out)["problems"][0]
    assert "Nothing was lost" in told.err
    assert run(["check", str(store)]) == DONE


def test_a_store_open_in_a_window_is_backed_up_beside_it_and_not_restored(store, capsys):
    with open_store(store, PASSPHRASE)[0]:
        assert run(["backup", str(store), "--prove"]) == DONE
        assert run(["restore", str(store), "newest"]) == PROBLEM
    assert "already open" in capsys.readouterr().err
