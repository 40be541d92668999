"""The command line does the window's use cases, and says in words and status how they ended."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from mdt_app.cli import run
from mdt_app.exits import DONE, FAULT, PROBLEM, STOPPED, status_of

PASSPHRASE = "four words for tests"
WRONG_USAGE = 2


@pytest.fixture
def passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MDT_PASSPHRASE", PASSPHRASE)


@pytest.fixture
def store(tmp_path: Path, passphrase: None) -> Path:
    folder = tmp_path / "store"
    words = ["new", str(folder), "--network", "Network 3", "--practice", "Y90001=Alder Road"]
    assert run(words) == DONE
    return folder


def said(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().err


def test_help_names_the_commands_and_nothing_that_is_not_there(capsys):
    assert run(["--help"]) == DONE
    words = capsys.readouterr().out
    for command in ("open", "new", "import", "flags", "list", "minutes", "check", "export", "demo"):
        assert f"  {command} " in words
    for command in ("measures", "backup", "restore"):
        assert f"  {command} " not in words


def test_a_new_store_holds_the_network_and_its_practices(store):
    from mdt_app.register.queries import network_name, practices
    from mdt_app.vault.store import open_store

    vault, _ = open_store(store, PASSPHRASE)
    with vault.reading() as reading:
        assert network_name(reading) == "Network 3"
        assert [p.ods for p in practices(reading)] == ["Y90001"]
    vault.lock()


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["frobnicate"],
        ["new", "x", "--network", "N"],
        ["new", "x", "--network", "N", "--practice", "Alder Road"],
        ["new", "x", "--network", "N", "--practice", "Y90001=A", "--practice", "y90001=B"],
        ["new", "x", "--network", " ", "--practice", "Y90001=A"],
        ["flags", "x", "--on", "26/11/2026"],
        ["minutes", "x", "last"],
        ["minutes", "x", "last", "--to", "m.pdf", "--practice", "Y90001", "--network"],
    ],
)
def test_wrong_usage_is_status_2_and_makes_nothing(words, tmp_path, monkeypatch, passphrase):
    monkeypatch.chdir(tmp_path)
    assert run(words) == WRONG_USAGE
    assert list(tmp_path.iterdir()) == []


def test_a_folder_without_a_store_is_said_before_the_passphrase_is_asked(tmp_path, capsys):
    assert run(["check", str(tmp_path)]) == PROBLEM
    assert "There is no store" in said(capsys)


def test_a_wrong_passphrase_is_a_sentence_and_no_traceback(store, monkeypatch, capsys):
    monkeypatch.setenv("MDT_PASSPHRASE", "something else entirely")
    assert run(["check", str(store)]) == PROBLEM
    words = said(capsys)
    assert "does not open this store" in words
    assert "Traceback" not in words


def test_the_passphrase_file_comes_before_the_environment(store, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("MDT_PASSPHRASE", "something else entirely")
    file = tmp_path / "passphrase.txt"
    file.write_bytes(b"\xef\xbb\xbf" + PASSPHRASE.encode() + b"\r\nand a second line\n")
    assert run(["check", str(store), "--passphrase-file", str(file)]) == DONE
    file.write_text("\n")
    assert run(["check", str(store), "--passphrase-file", str(file)]) == PROBLEM
    assert "empty" in said(capsys)


def test_with_no_passphrase_and_no_terminal_nothing_hangs_or_echoes(store):
    environment = {k: v for k, v in os.environ.items() if k != "MDT_PASSPHRASE"}
    done = subprocess.run(
        [sys.executable, "-m", "mdt_app", "check", str(store)],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        start_new_session=True,
        timeout=60,
    )
    assert done.returncode == PROBLEM
    assert done.stdout == ""
    assert "--passphrase-file" in done.stderr


def test_a_sound_store_checks_as_ok_in_one_json_document(store, capsys):
    capsys.readouterr()
    assert run(["check", str(store), "--json"]) == DONE
    assert json.loads(capsys.readouterr().out) == {"ok": True, "problems": []}


def test_a_fault_has_its_own_status_and_keeps_its_message_to_itself(capsys):
    def break_down() -> int:
        raise KeyError("999 000 0018 Shahida")

    assert status_of(break_down) == FAULT
    words = said(capsys)
    assert "fault in the program" in words
    assert "Shahida" not in words
    assert status_of(break_down, is_debug=True) == FAULT
    assert "break_down" in said(capsys)


def test_ctrl_c_says_that_it_stopped(capsys):
    def interrupted() -> int:
        raise KeyboardInterrupt

    assert status_of(interrupted) == STOPPED
    assert "Stopped" in said(capsys)


def test_a_reader_that_goes_away_is_no_error(store):
    command = f"{sys.executable} -m mdt_app check {store} --json | true"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=60)
    assert done.stderr.count("\n") <= 1
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


def test_the_window_opens_without_the_command_lines_parser():
    code = (
        "import sys; import mdt_app.__main__;"
        "heavy = {'typer', 'sqlalchemy', 'pydantic', 'reportlab', 'pyqtgraph', 'numpy'};"
        "print(heavy & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "set()"


def test_a_check_of_a_damaged_store_still_answers_in_json(store, capsys):
    content = bytearray((store / "data.db").read_bytes())
    content[500] ^= 1
    (store / "data.db").write_bytes(content)
    capsys.readouterr()
    assert run(["check", str(store), "--json"]) == PROBLEM
    document = json.loads(capsys.readouterr().out)
    assert document == {"ok": False, "problems": ["The store's file data.db is damaged."]}


def test_a_store_open_elsewhere_can_be_read_and_not_changed(store, tmp_path, capsys):
    from mdt_app.vault.store import open_store

    (tmp_path / "file.csv").write_text("")
    with open_store(store, PASSPHRASE)[0]:
        assert run(["check", str(store)]) == DONE
        assert run(["list", str(store), "--json"]) == DONE
        capsys.readouterr()
        assert run(["import", str(store), str(tmp_path / "file.csv")]) == PROBLEM
        assert "already open" in said(capsys)
