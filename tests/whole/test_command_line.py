"""The command line does the window's use cases, and says in words and status how they ended."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from mdt_app.cli.commands import run
from mdt_app.cli.exits import DONE, FAULT, PROBLEM, STOPPED, status_of

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
    for command in (
        "open", "new", "import", "flags", "measures", "list", "minutes", "letters", "check",
        "export", "packs", "searches", "demo", "retention", "erase", "backup", "restore",
    ):  # fmt: skip
        assert f"  {command} " in words


def test_a_command_says_what_is_doubtful_beside_its_results(store, capsys, monkeypatch):
    from datetime import UTC, datetime

    from mdt_app.vault import clock

    monkeypatch.setattr(clock, "now", lambda: datetime(2020, 1, 1, tzinfo=UTC))
    capsys.readouterr()
    assert run(["list", str(store), "--json"]) == DONE
    told = capsys.readouterr()
    assert "! This computer's clock is" in told.err
    assert "clock" not in told.out
    assert json.loads(told.out)["cases"] == []


def test_a_command_leaves_the_store_sealed(store):
    from mdt_app.vault.sealing import needs_seal
    from mdt_app.vault.store import open_store

    assert run(["export", str(store), "--to", str(store.parent / "out")]) == DONE
    vault, _ = open_store(store, PASSPHRASE)
    with vault:
        assert not needs_seal(vault)


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
        ["flags", "x", "--on", "0001-12-31"],
        ["minutes", "x", "last"],
        ["minutes", "x", "last", "--to", "m.pdf", "--practice", "Y90001", "--network"],
        ["minutes", "x", "last", "--to", "m.docx"],
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


def test_the_page_about_searches_needs_no_store_and_no_passphrase(tmp_path, monkeypatch, capsys):
    monkeypatch.delenv("MDT_PASSPHRASE", raising=False)
    page = tmp_path / "searches.pdf"
    assert run(["searches", "--to", str(page), "--network", "Network 3"]) == DONE
    assert page.read_bytes().startswith(b"%PDF")
    assert "names no patient" in said(capsys)
    assert run(["searches", "--to", str(tmp_path / "nowhere" / "page.pdf")]) == PROBLEM
    assert "could not be written" in said(capsys)


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
    words = said(capsys)
    assert "KeyError < test_command_line.py:" in words
    assert "Shahida" not in words
    assert "999" not in words


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


PATIENTS = """nhs_number,surname,forename,born_on,sex,practice,diabetes_type,diagnosed_on
9990000026,Specimen,Bram,1955-01-02,male,Y90001,type 2,2009-05-03
9990000018,Exemplar,Ada,1968-02-14,female,Y90001,type 2,2011-05-03
"""
RESULTS = """nhs_number,kind,taken_on,value,unit
9990000018,hba1c,2026-01-13,84,mmol/mol
9990000018,hba1c,2026-11-03,92,mmol/mol
9990000018,egfr,2026-11-03,64,mL/min/1.73m2
9990000018,hba1c,2026-11-04,920,mmol/mol
"""


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    for name, content in (("patients", PATIENTS), ("results", RESULTS)):
        (tmp_path / f"{name}.csv").write_text(content)
    return [str(tmp_path / "patients.csv"), str(tmp_path / "results.csv")]


@pytest.fixture
def filled(store: Path, files: list[str], capsys: pytest.CaptureFixture[str]) -> Path:
    assert run(["import", str(store), *files, "--allow-test-numbers"]) == DONE
    capsys.readouterr()
    return store


def printed(capsys: pytest.CaptureFixture[str]) -> dict:
    return json.loads(capsys.readouterr().out)


def test_an_import_prints_one_document_and_a_bad_row_refuses_nothing(store, files, capsys):
    capsys.readouterr()
    words = ["import", str(store), *files, "--allow-test-numbers", "--json"]
    assert run([*words, "--dry-run"]) == DONE
    assert printed(capsys)["committed"] is False
    assert run(words) == DONE
    document = printed(capsys)
    assert document["committed"] is True
    results = next(f for f in document["files"] if f["name"] == "results.csv")
    assert (results["results"]["new"], results["results"]["rejected"]) == (3, 1)
    assert results["problems"][0]["row"] == 5


def test_a_refused_import_prints_its_document_and_says_what_to_do(store, files, tmp_path, capsys):
    (tmp_path / "letter.csv").write_text("Dear doctor\nnothing of use\n")
    capsys.readouterr()
    words = ["import", str(store), *files, str(tmp_path / "letter.csv"), "--json"]
    assert run(words) == PROBLEM
    output = capsys.readouterr()
    assert json.loads(output.out)["committed"] is False
    assert "Nothing was taken in" in output.err
    assert "Traceback" not in output.err
    assert run(["list", str(store), "--json"]) == DONE
    assert printed(capsys)["cases"] == []


def test_flags_print_their_evidence_with_file_and_row(filled, capsys):
    words = ["flags", str(filled), "--on", "2026-11-26", "--patient", "999 000 0018", "--json"]
    assert run(words) == DONE
    document = printed(capsys)
    assert (document["on"], document["people"]) == ("2026-11-26", 1)
    flag = next(f for f in document["flags"] if f["rule"] == "hba1c-very-high")
    assert set(flag) >= {
        "nhs_number",
        "rule",
        "outcome",
        "severity",
        "message",
        "would_clear",
        "evidence",
        "new_since",
    }
    assert flag["outcome"] == "raised"
    assert flag["new_since"] is None
    evidence = flag["evidence"][0]
    assert (evidence["file"], evidence["row"], evidence["on"]) == ("results.csv", 3, "2026-11-03")
    assert not any(f["outcome"] == "clear" for f in document["flags"])


def test_flags_of_somebody_unknown_are_a_problem_that_names_nobody(filled, capsys):
    assert run(["flags", str(filled), "--patient", "9990000034"]) == PROBLEM
    words = said(capsys)
    assert "Nobody in this store" in words
    assert "9990000034" not in words


def test_a_flag_says_since_which_meeting_it_is_new(filled, capsys):
    from datetime import date

    from mdt_app.meeting.meetings import end_meeting, plan_meeting, start_meeting
    from mdt_app.meeting.values import Meeting
    from mdt_app.vault.store import open_store
    from mdt_app.vault.workspace import Workspace

    vault, user = open_store(filled, PASSPHRASE)
    ws = Workspace(vault, user, date.today)
    meeting = plan_meeting(ws, Meeting("", "MDT", date(2026, 6, 15)))
    start_meeting(ws, meeting.id)
    end_meeting(ws, meeting.id)
    vault.lock()
    assert run(["flags", str(filled), "--on", "2026-11-26", "--json"]) == DONE
    found = {(f["nhs_number"], f["rule"]): f["new_since"] for f in printed(capsys)["flags"]}
    assert found["9990000018", "hba1c-very-high"] == "2026-06-15"


def test_the_list_prints_its_cases_in_their_order(filled, capsys):
    assert run(["list", str(filled), "--on", "2026-11-26", "--json"]) == DONE
    document = printed(capsys)
    assert [case["rank"] for case in document["cases"]] == [1, 2]
    first = document["cases"][0]
    assert (first["nhs_number"], first["severity"]) == ("9990000018", "red")
    assert "hba1c-very-high" in first["flags"]
    assert set(first) >= {"practice", "new", "carried", "lane"}
    assert run(["list", str(filled), "--on", "2026-11-26"]) == DONE
    assert "Exemplar" not in capsys.readouterr().out


def test_minutes_are_found_by_day_by_id_and_as_the_last(filled, tmp_path, capsys):
    from datetime import date

    from mdt_app.meeting.meetings import plan_meeting, start_meeting
    from mdt_app.meeting.values import Meeting
    from mdt_app.vault.store import open_store
    from mdt_app.vault.workspace import Workspace

    assert run(["minutes", str(filled), "last", "--to", str(tmp_path / "m.pdf")]) == PROBLEM
    assert "none yet" in said(capsys)
    vault, user = open_store(filled, PASSPHRASE)
    ws = Workspace(vault, user, date.today)
    meeting = plan_meeting(ws, Meeting("", "MDT", date(2026, 11, 26)))
    start_meeting(ws, meeting.id)
    vault.lock()
    for number, words in enumerate((meeting.id, "2026-11-26", "last")):
        path = tmp_path / f"{number}.pdf"
        assert run(["minutes", str(filled), words, "--to", str(path)]) == DONE
        assert path.read_bytes().startswith(b"%PDF")
    words = ["minutes", str(filled), "last", "--to", str(tmp_path / "m.pdf"), "--practice", "X1"]
    assert run(words) == PROBLEM
    assert "Y90001" in said(capsys)


def test_minutes_are_a_draft_then_the_bytes_that_were_issued(filled, tmp_path, capsys):
    from datetime import date

    from mdt_app.documents.issuing import approve_minutes, document_of
    from mdt_app.meeting.decisions import record_decision
    from mdt_app.meeting.meetings import end_meeting, plan_meeting
    from mdt_app.meeting.values import Meeting
    from mdt_app.vault.store import open_store
    from mdt_app.vault.workspace import Workspace

    vault, user = open_store(filled, PASSPHRASE)
    ws = Workspace(vault, user, date.today)
    meeting = plan_meeting(ws, Meeting("", "MDT", date(2026, 11, 26)))
    record_decision(ws, meeting.id, "9990000018", (), "Repeat bloods")
    end_meeting(ws, meeting.id)
    vault.lock()
    page, copy = tmp_path / "m.html", tmp_path / "copy.HTML"
    assert run(["minutes", str(filled), "last", "--to", str(page)]) == DONE
    assert "a draft. It names patients" in said(capsys)
    assert b"EXEMPLAR" in page.read_bytes()
    assert run(["minutes", str(filled), "last", "--to", str(copy), "--network"]) == DONE
    assert "It names no patient" in said(capsys)
    assert b"Repeat bloods" in copy.read_bytes()
    assert b"EXEMPLAR" not in copy.read_bytes().upper()
    vault, user = open_store(filled, PASSPHRASE)
    ws = Workspace(vault, user, date.today)
    approve_minutes(ws, meeting.id, "Dr A. Chair")
    with vault.reading() as reading:
        issued = document_of(reading, meeting.id)
    vault.lock()
    assert run(["minutes", str(filled), "last", "--to", str(tmp_path / "m.pdf")]) == DONE
    assert "approved as 2026/01" in said(capsys)
    assert (tmp_path / "m.pdf").read_bytes() == issued


def test_an_export_taken_into_a_new_store_gives_the_same_flags(filled, tmp_path, capsys):
    assert run(["export", str(filled), "--to", str(tmp_path / "out")]) == DONE
    exported = sorted(str(path) for path in (tmp_path / "out").glob("*.csv"))
    other = str(tmp_path / "other")
    assert run(["new", other, "--network", "N", "--practice", "Y90001=Alder Road"]) == DONE
    assert run(["import", other, *exported, "--allow-test-numbers"]) == DONE
    capsys.readouterr()
    found = []
    for store in (str(filled), other):
        assert run(["flags", store, "--on", "2026-11-26", "--json"]) == DONE
        flags = printed(capsys)["flags"]
        found.append([(f["nhs_number"], f["rule"], f["outcome"], f["message"]) for f in flags])
    assert found[0] == found[1]
    assert found[0]


def test_a_reader_that_stops_after_one_line_is_no_error(filled):
    command = (
        f"{sys.executable} -m mdt_app flags {filled} --json | head -1; echo ${{PIPESTATUS[0]}}"
    )
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=60)
    assert done.stdout.splitlines()[0] == "{"
    assert done.stderr == ""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals to type at")
def test_a_passphrase_that_is_typed_is_never_echoed(store, monkeypatch):
    monkeypatch.delenv("MDT_PASSPHRASE")
    output = typed_at_a_terminal(["check", str(store)], [PASSPHRASE])
    assert "Passphrase for store" in output
    assert "No problems." in output
    assert PASSPHRASE not in output


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals to type at")
def test_a_new_passphrase_is_typed_twice_and_must_agree(tmp_path, monkeypatch):
    monkeypatch.delenv("MDT_PASSPHRASE", raising=False)
    words = ["new", str(tmp_path / "s"), "--network", "N", "--practice", "Y90001=A"]
    assert "differ" in typed_at_a_terminal(words, [PASSPHRASE, PASSPHRASE + "x"])
    assert not (tmp_path / "s").exists()
    assert "Made" in typed_at_a_terminal(words, [PASSPHRASE, PASSPHRASE])


def typed_at_a_terminal(words: list[str], lines: list[str]) -> str:
    """What the terminal showed while each prompt was answered with the next line."""
    import pty

    terminal, other_end = pty.openpty()
    program = subprocess.Popen(
        [sys.executable, "-m", "mdt_app", *words],
        stdin=other_end,
        stdout=other_end,
        stderr=other_end,
        start_new_session=True,
    )
    os.close(other_end)
    shown = b""
    waiting = list(lines)
    while True:
        try:
            part = os.read(terminal, 4096)
        except OSError:  # Linux says so when the program has closed its end
            break
        if not part:
            break
        shown += part
        if waiting and shown.endswith(b": "):
            os.write(terminal, waiting.pop(0).encode() + b"\n")
    os.close(terminal)
    program.wait(timeout=60)
    return shown.decode()


def test_a_name_that_is_no_text_and_orders_the_terminal_about_breaks_nothing(
    tmp_path, monkeypatch, capsys
):
    """What the shell hands over may be any bytes, as may the names of files."""
    monkeypatch.setenv("MDT_PASSPHRASE", PASSPHRASE)
    odd, store = "N\udcff\x1b[31m\u202e", str(tmp_path / "odd")
    file = tmp_path / "\udcff<b>.csv"
    file.write_text(
        "nhs_number,surname,forename,born_on,sex,practice\n"
        "9990000018,\x9b2J\u202eX,B,1968-02-14,female,Y00001\n",
        encoding="utf-8",
    )
    setting_up = ["--network", odd, "--practice", f"Y00001={odd}", "--user", odd]
    assert run(["new", store, *setting_up]) == DONE
    assert run(["import", store, "--allow-test-numbers", str(file)]) == DONE
    assert run(["export", store, "--to", str(tmp_path / "out\udcff")]) == DONE
    assert run(["import", store, str(tmp_path / "none\udcff.csv")]) == PROBLEM
    for words in (["list"], ["flags"], ["trail"], ["people", "list"], ["check"]):
        assert run([*words, store]) == DONE, words
    assert run(["trail", store, "--json"]) == DONE
    told = capsys.readouterr()
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e\ud800-\udfff]", told.out + told.err)
    assert (
        json.loads(told.out[told.out.index("{\n") :])["lines"][-1]["said"]
        == "N\ufffd\x1b[31m\u202e"
    )
