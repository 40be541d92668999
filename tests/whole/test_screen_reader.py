"""One whole case by a screen reader's own way: names, descriptions, actions and texts of AT-SPI."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from mdt_app.meeting.actions import actions_of
from mdt_app.meeting.decisions import decisions_of
from mdt_app.meeting.meetings import current_meeting
from mdt_app.vault.store import open_store
from mdt_app.vault.workspace import Workspace
from tests.invented import PASSPHRASE
from tests.ui.meeting_room import begin
from tests.ui.network import ADA
from tests.ui.two_screens import display
from tests.whole.screen_reader import Reader, session_bus, wait_until, what_is_missing

CHECKED = 1 << 4
_WORDS = "Basal insulin, then see her in six weeks."
_TASK = "Book the insulin start"

pytestmark = pytest.mark.skipif(
    bool(what_is_missing()), reason=f"a screen reader's way needs {what_is_missing()}"
)


@pytest.fixture
def locked_store(ws: Workspace, store_folder: Path, tmp_path: Path) -> Path:
    """An open meeting about six people, locked again."""
    begin(ws, tmp_path / "files")
    ws.vault.lock()
    return store_folder


@pytest.fixture
def beside(locked_store: Path, tmp_path: Path) -> Iterator[tuple[Reader, subprocess.Popen[bytes]]]:
    """A screen reader beside the running program, on a display and a bus of their own."""
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    with display(tmp_path) as name:
        environment = _environment(name, home)
        with session_bus(environment) as address:
            environment["DBUS_SESSION_BUS_ADDRESS"] = address
            made = Reader(address)
            words = [sys.executable, "-m", "mdt_app", "open", str(locked_store)]
            with (tmp_path / "program.log").open("wb") as log:
                running = subprocess.Popen(words, env=environment, stdout=log, stderr=log)
            try:
                yield made, running
            finally:
                made.close()
                running.terminate()
                running.wait(timeout=20)
        assert b"Traceback" not in (tmp_path / "program.log").read_bytes()


def _environment(display_name: str, home: Path) -> dict[str, str]:
    made = os.environ | {
        "DISPLAY": display_name,
        "QT_QPA_PLATFORM": "xcb",  # the platform nobody sees has no bridge to AT-SPI
        "QT_ACCESSIBILITY": "1",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
    }
    for place in ("RUNTIME_DIR", "CACHE_HOME", "CONFIG_HOME", "STATE_HOME", "DATA_HOME"):
        made[f"XDG_{place}"] = str(home)
    made.pop("DBUS_SESSION_BUS_ADDRESS", None)
    return made


def test_one_whole_case_is_recorded_by_what_a_screen_reader_is_told(
    beside: tuple[Reader, subprocess.Popen[bytes]], locked_store: Path
) -> None:
    reader, running = beside
    assert reader.name(reader.wait_for("MDT", "application")) == "MDT"
    reader.type_into(reader.wait_for("Passphrase", "text"), PASSPHRASE)
    reader.press(reader.wait_for("Unlock", "push button"))

    banner = reader.name(reader.wait_for("Patient: "))
    for words in ("BEGUM, Ada (Mrs)", "Born 14-Feb-1968", "Female", "NHS No. 999 000 0018"):
        assert words in banner
    reason = reader.name(reader.wait_for("Urgent: "))
    assert "HbA1c 92 mmol/mol" in reason
    chart = reader.description(reader.wait_for("Chart: HbA1c"))
    assert "92 mmol/mol on 3 Nov 2026" in chart
    assert reader.find("What next for mark0mark?") or reader.find("Question from the practice")

    _decide(reader)
    _add_action(reader)
    reader.press(reader.wait_for("Agreed, next case", "push button"))
    wait_until(lambda: reader.find("Patient: CHOWDHURY, Bram"), "the next person")
    wait_until(lambda: _is_kept(reader), "everything saved")
    running.terminate()
    running.wait(timeout=20)
    _look_into(locked_store)


def _decide(reader: Reader) -> None:
    button = reader.wait_for("Intensify treatment", "check box")
    assert not reader.states(button) & CHECKED
    reader.press(button)
    wait_until(lambda: reader.states(button) & CHECKED, "the decision to be chosen")
    words = reader.wait_for("Agreed, in words", "text")
    reader.type_into(words, _WORDS)
    assert reader.text(words) == _WORDS


def _add_action(reader: Reader) -> None:
    reader.press(reader.wait_for("Add an action", "push button"))
    reader.type_into(reader.wait_for("What is to be done", "text"), _TASK)
    reader.type_into(reader.wait_for("Owner", "text"), "N. Patel")
    reader.type_into(reader.wait_for("By which day", "text"), "7 Jan 2027")
    reader.press(reader.wait_for("Keep action", "push button"))
    wait_until(lambda: reader.find(_TASK), "the action in the list")


def _is_kept(reader: Reader) -> bool:
    return reader.find("All changes saved", "label") is not None


def _look_into(store: Path) -> None:
    """What was recorded is in the store, about the right person and nobody else."""
    vault, _user = open_store(store, PASSPHRASE)
    with vault, vault.reading() as rows:
        meeting = current_meeting(rows)
        assert meeting is not None
        [decision] = decisions_of(rows, meeting.id)
        [action] = actions_of(rows, meeting.id)
    assert (decision.nhs_number, decision.choices, decision.words) == (ADA, ("intensify",), _WORDS)
    assert (action.nhs_number, action.words, action.owner) == (ADA, _TASK, "N. Patel")
