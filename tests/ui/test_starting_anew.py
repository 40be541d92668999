"""What a new process is told after a lock, how it is started, and what if it cannot be."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdt_app.app import Program
from mdt_app.ui.after_lock import AfterLock, after_lock
from mdt_app.ui.coming_back import as_it_is, come_back
from mdt_app.ui.names_shown import names
from mdt_app.ui.starting_anew import own_command, own_environment, start_anew
from mdt_app.vault.store import open_store
from tests.invented import PASSPHRASE, TODAY, USER

screens = st.text(st.characters(exclude_categories=["Cs", "Cc"]))


@given(store=screens, chair=screens, room=st.none() | screens, hides=st.booleans())
def test_what_the_new_process_is_told_it_understands(store, chair, room, hides):
    told = AfterLock(Path(f"/store/{store}"), chair, room, hides)
    assert after_lock(told.arguments()) == told


@pytest.mark.parametrize(
    "arguments", [[], ["open", "store"], ["--locked", "open", "store"], ["demo", "x", "--locked"]]
)
def test_no_other_start_is_taken_for_one_after_a_lock(arguments):
    assert after_lock(arguments) is None


def test_nothing_but_the_place_of_windows_is_told(ws, meet_shell):
    assert as_it_is(ws.vault.folder, meet_shell).arguments()[:3] == [
        "open",
        str(ws.vault.folder),
        "--locked",
    ]
    assert len(as_it_is(ws.vault.folder, meet_shell).arguments()) == 4


def test_the_passphrase_of_the_environment_is_not_handed_on(monkeypatch):
    monkeypatch.setenv("MDT_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("MDT_OTHER", "kept")
    handed = own_environment()
    assert "MDT_PASSPHRASE" not in handed
    assert handed["MDT_OTHER"] == "kept"


def test_a_program_run_from_its_source_is_found_again(monkeypatch):
    source = str(Path(__file__).resolve().parents[2])
    monkeypatch.setattr(sys, "path", [source, *(each for each in sys.path if each != source)])
    assert own_environment()["PYTHONPATH"].split(os.pathsep)[0] == source


def test_modules_that_lie_in_the_present_folder_are_never_loaded(tmp_path):
    for name in ("mdt_app", "typing", "PySide6"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('loaded from the present folder')")
    done = subprocess.run(
        [*own_command(), "--help"],
        cwd=tmp_path,
        env=own_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Diabetes network MDT meetings" in done.stdout


def test_where_no_process_can_be_started_the_window_is_locked_all_the_same(
    monkeypatch, store_folder, themed, qtbot
):
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    tried = []

    def try_it(after):
        tried.append(after)
        start_anew(after.arguments())

    program = Program(store_folder, lambda: TODAY, start_anew=try_it)
    program.let_in(open_store(store_folder, PASSPHRASE)[0], USER)
    program.shell.lock()
    assert [each.store for each in tried] == [store_folder]
    assert program.shell is None
    assert program.unlock_window.isVisible()
    assert "kept" in program.unlock_window.form.store_path.text()
    open_store(store_folder, PASSPHRASE)[0].lock()
    program.shut_down()
    program.unlock_window.close()


@pytest.fixture
def box(themed, store_folder, qtbot):
    program = Program(store_folder, lambda: TODAY)
    qtbot.addWidget(program.unlock_window)
    yield program.unlock_window
    program.shut_down()
    names.are_hidden = False


@pytest.fixture
def come_back_on(box, store_folder, qtbot):
    """Come back after a lock with the room window on that screen."""

    def come(screen):
        room = come_back(AfterLock(store_folder, "", screen), box)
        qtbot.addWidget(room)
        return room

    return come


def test_hidden_names_stay_hidden_and_no_room_window_comes_that_was_not_there(box, store_folder):
    assert come_back(AfterLock(store_folder, hides_names=True), box) is None
    assert names.are_hidden
    assert box.form.heading.text() == "Locked"


def test_a_room_window_beside_the_chairs_is_there_again_and_covered(come_back_on):
    room = come_back_on("")
    assert room.isVisible()
    assert room.is_covered
    assert room.cover.accessibleName() == "Covered. One moment."
    room.cover.belong_to("Network 3")
    assert room.cover.accessibleName() == "Covered. Network 3. One moment."


def test_a_screen_that_is_gone_is_waited_for(come_back_on):
    room = come_back_on("HDMI-9")
    assert room.placing.is_lost
    assert room.placing.on == "HDMI-9"
    assert room.isMinimized()
    assert room.is_covered


def test_a_second_lock_knows_the_screen_that_is_still_waited_for(ws, meet_shell, come_back_on):
    room = come_back_on("HDMI-9")
    meet_shell.room_window = room
    assert as_it_is(ws.vault.folder, meet_shell).room_screen == "HDMI-9"
    room.hide()
    assert as_it_is(ws.vault.folder, meet_shell).room_screen is None
