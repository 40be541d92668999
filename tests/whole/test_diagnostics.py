"""The diagnostics file helps whoever mends the program, and names nobody."""

import json
import subprocess
import sys
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QWidget

from mdt_app.cli.commands import run
from mdt_app.cli.exits import DONE
from mdt_app.diagnostics import MOST_FAULTS, as_file, diagnostics
from mdt_app.log import start_logging, stop_logging
from mdt_app.settings import Settings, keep_settings
from mdt_app.ui.messages import MessageBar
from mdt_app.ui.settings.diagnostics_card import DiagnosticsCard
from tests.documents.hostile_meeting import hold
from tests.invented import NETWORK, PASSPHRASE, PRACTICES, USER
from tests.meeting.conftest import ADA
from tests.whole.leak_scan import found_in, written

SURNAME = "Canaryson"
NAMED = (SURNAME, ADA, PASSPHRASE, USER, NETWORK, *PRACTICES, *PRACTICES.values())
OLD_LOG = f"""2026-11-20 10:00:00,123 WARNING mdt_app.ui.messages:85 shown to user: {SURNAME}.csv no
2026-11-20 10:00:01,123 WARNING mdt_app.ui.messages:85 shown to user: {SURNAME}
2026-11-20 10:00:02,123 ERROR mdt_app.ui:9 fault KeyError < {SURNAME} {ADA}.csv:3 x < cells.py:12 of
2026-11-20 10:00:03,123 ERROR {SURNAME}:9 fault KeyError
{SURNAME} alone
2026-11-20 10:00:04,123 INFO mdt_app.vault:9 tables brought up to date
"""
OLD_CRASH = f"""Fatal Python error: Segmentation fault

Current thread 0x00007f (most recent call first):
  File "/home/{SURNAME}/mdt_app/ui/parts.py", line 12 in show
  File "/home/x/{SURNAME} {ADA}.py", line 3 in y
  File "<string>", line 1 in <module>
"""


@pytest.fixture
def logs(tmp_path):
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs" / "mdt-app.log").write_text(OLD_LOG)
    (tmp_path / "logs" / "crash.txt").write_text(OLD_CRASH)
    return tmp_path / "logs"


@pytest.fixture
def settings(tmp_path):
    path = tmp_path / "settings.toml"
    hostile = Settings(
        last_store=f"/home/{SURNAME}/store",
        room_screen=SURNAME,
        theme=f"{SURNAME}!",
        window=SURNAME,
        shortcuts={SURNAME: "Ctrl+Q"},
    )
    assert keep_settings(hostile, path)
    return path


def test_it_says_versions_counts_settings_and_faults(ws, logs, settings):
    hold(ws, SURNAME)
    found = diagnostics(ws.vault, logs=logs, settings=settings)
    assert found["program"]["python"] == sys.version.split()[0]
    assert all(version[0].isdigit() for version in found["libraries"].values())
    assert found["settings"]["lock_after_minutes"] == Settings().lock_after_minutes
    assert found["settings"]["keys_changed"] == 1
    assert found["store"]["rows"]["patient"] == 2
    assert found["store"]["rows"]["practice"] == 4
    assert found["store"]["entries"]["decision"] == 1
    assert found["store"]["rows"]["bytes"] > 10_000
    assert found["store"]["sqlcipher"].startswith("4.")
    assert [fault["what"] for fault in found["faults"]] == [[], [], ["KeyError", "cells.py:12 of"]]
    assert found["crashes"][1] == ["Segmentation fault", "parts.py:12 show", "<string>:1 <module>"]


def test_it_names_nobody(ws, logs, settings):
    hold(ws, SURNAME)
    sought = written(NAMED)
    assert found_in(logs.joinpath("mdt-app.log").read_bytes(), sought)
    assert found_in(settings.read_bytes(), sought)
    content = as_file(diagnostics(ws.vault, logs=logs, settings=settings))
    assert not found_in(content, sought), content.decode()
    assert str(ws.vault.folder).encode() not in content
    content = as_file({"room": replace(Settings(), room_screen=SURNAME).room_screen})
    assert found_in(content, sought), "a setting passed on as it is would be found"


def test_without_a_store_it_says_nothing_of_any(tmp_path):
    found = diagnostics(logs=tmp_path / "none", settings=tmp_path / "none.toml")
    assert found["store"] is None
    assert found["faults"] == []
    assert found["crashes"] == [[], []]


def test_it_never_grows_without_end(logs, settings):
    logs.joinpath("mdt-app.log").write_text(OLD_LOG * 1000)
    assert len(diagnostics(logs=logs, settings=settings)["faults"]) == MOST_FAULTS


def test_a_real_fault_and_a_real_crash_are_in_it(tmp_path, settings):
    start = (
        "from pathlib import Path; from mdt_app.log import start_logging;"
        f"start_logging(Path({str(tmp_path)!r}));"
    )
    for ending in (f"int('{SURNAME}')", "import ctypes; ctypes.string_at(0)"):
        subprocess.run([sys.executable, "-c", start + ending], capture_output=True)
    found = diagnostics(logs=tmp_path, settings=settings)
    (fault,) = found["faults"]
    assert (fault["level"], fault["what"]) == ("critical", ["ValueError", "<string>:1 <module>"])
    assert found["crashes"][1][0] == "Segmentation fault"
    assert found["crashes"][1][-1] == "<string>:1 <module>"


def test_on_the_command_line_it_is_printed_or_written(store_folder, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("MDT_PASSPHRASE", PASSPHRASE)
    assert run(["diagnostics"]) == DONE
    assert json.loads(capsys.readouterr().out)["store"] is None
    assert run(["diagnostics", str(store_folder), "--to", str(tmp_path / "d.json")]) == DONE
    found = json.loads((tmp_path / "d.json").read_text())
    assert found["store"]["rows"]["practice"] == 4
    assert "names no patient" in capsys.readouterr().err


def test_the_button_writes_it_and_says_so(ws, qtbot, tmp_path):
    window = QWidget()
    qtbot.addWidget(window)
    bar, made = MessageBar(), DiagnosticsCard(ws.vault)
    bar.setParent(window)
    made.setParent(window)
    window.show()
    made.ask_where()
    assert made.dialog is not None
    assert made.dialog.selectedFiles()[0].endswith("mdt-diagnostics.json")
    made.dialog.reject()
    made.write(str(tmp_path / "d.json"))
    assert json.loads((tmp_path / "d.json").read_text())["store"]["rows"]["practice"] == 4
    assert "is written" in bar.message.text()


def test_a_folder_that_cannot_be_written_is_said(ws, qtbot, tmp_path, expected_warnings):
    expected_warnings.append("shown to user")
    window = QWidget()
    qtbot.addWidget(window)
    bar, made = MessageBar(), DiagnosticsCard(ws.vault)
    bar.setParent(window)
    made.setParent(window)
    made.write(str(tmp_path / "nowhere" / "d.json"))
    assert "could not be written" in bar.message.text()


def test_a_log_of_this_session_is_read_as_it_was_written(tmp_path, settings, expected_warnings):
    expected_warnings.append("fault")
    start_logging(tmp_path)
    try:
        from mdt_app.log import log, places

        try:
            {}[SURNAME]
        except KeyError as error:
            log.error("fault %s", places(error))
    finally:
        stop_logging()
    (fault,) = diagnostics(logs=tmp_path, settings=settings)["faults"]
    assert fault["what"][0] == "KeyError"
    assert fault["what"][1].startswith("test_diagnostics.py:")
