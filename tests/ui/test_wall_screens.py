"""The room window on a projector's screen that is unplugged, plugged in and swapped, really."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from mdt_app.vault.lockfile import StoreLock
from mdt_app.vault.vault import Vault
from mdt_app.vault.workspace import Workspace
from tests.invented import TODAY
from tests.ui.meeting_room import begin, mark_of
from tests.ui.network import ADA, BRAM, CLEO
from tests.ui.two_screens import (
    CHAIR,
    CHAIR_AREA,
    PROJECTOR,
    PROJECTOR_AREA,
    can_have_two_screens,
    display,
)

PROJECT = Path(__file__).resolve().parents[2]

pytestmark = [
    pytest.mark.display,
    pytest.mark.slow,
    pytest.mark.skipif(not can_have_two_screens(), reason="no virtual display here"),
]


@pytest.fixture(scope="module")
def seen(store_template, store_keys, tmp_path_factory):
    """What was seen at each step of a session with two screens."""
    import shutil

    folder = tmp_path_factory.mktemp("two screens")
    store = folder / "store"
    shutil.copytree(store_template, store)
    vault = Vault(store, store_keys.database_key, held=StoreLock(store))
    begin(Workspace(vault, store_keys.user, lambda: TODAY), folder / "files")
    vault.lock()
    with display(folder) as name:
        own = {"DISPLAY": name, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(PROJECT)}
        own |= {"XDG_CONFIG_HOME": str(folder / "settings"), "HOME": str(folder)}
        words = [sys.executable, "-m", "tests.ui.room_session", str(store), str(folder)]
        run = subprocess.run(
            words, env=os.environ | own, cwd=PROJECT, capture_output=True, text=True, timeout=120
        )
    assert run.returncode == 0, run.stderr
    steps = [json.loads(line) for line in run.stdout.splitlines()]
    return {step["step"]: step for step in steps} | {
        "settings": (folder / "settings" / "mdt-app" / "settings.toml").read_text()
    }


def test_it_opens_all_over_the_second_screen(seen):
    shown = seen["shown"]
    assert (shown["screen"], shown["chair"]) == (PROJECTOR, CHAIR)
    assert tuple(shown["place"]) == PROJECTOR_AREA
    assert shown["is_full"]
    assert mark_of(ADA) in shown["says"]
    assert shown["colours"] > 20
    assert shown["chip"] == "Room sees case 1"


def test_the_keyboard_stays_with_the_chair(seen):
    assert all(seen[step]["is_chair_active"] for step in ("shown", "plugged in", "swapped"))


def test_unplugged_it_is_covered_small_and_never_over_the_chairs_work(seen):
    for step in ("unplugged", "gone on without"):
        lost = seen[step]
        assert lost["screens"] == [CHAIR]
        assert lost["screen"] == CHAIR
        assert lost["is_covered"]
        assert lost["is_minimised"]
        assert not lost["is_full"]
        assert lost["place"][2] < CHAIR_AREA[2] / 2
        assert not any(mark_of(number) in lost["says"] for number in (ADA, BRAM, CLEO))
        assert lost["chip"] == "Room covered"


def test_plugged_in_again_it_is_there_again_and_stays_covered(seen):
    back = seen["plugged in"]
    assert back["screen"] == PROJECTOR
    assert tuple(back["place"]) == PROJECTOR_AREA
    assert back["is_covered"]
    assert "Case" not in back["says"].replace("The case", "").replace("Case\n", "")
    assert mark_of(CLEO) in seen["uncovered"]["says"]


def test_screens_are_swapped_and_remembered(seen):
    swapped, back = seen["swapped"], seen["swapped back"]
    assert (swapped["screen"], swapped["chair"]) == (CHAIR, PROJECTOR)
    assert (back["screen"], back["chair"]) == (PROJECTOR, CHAIR)
    assert f'room_screen = "{PROJECTOR}"' in seen["settings"]


def test_a_lock_leaves_the_cover_on_the_projector_and_the_end_takes_it_away(seen):
    locked = seen["locked"]
    assert locked["is_visible"]
    assert locked["is_covered"]
    assert not any(mark_of(number) in locked["says"] for number in (ADA, BRAM, CLEO))
    lost = seen["unplugged while locked"]
    assert (lost["is_covered"], lost["is_minimised"], lost["is_full"]) == (True, True, False)
    assert not seen["ended"]["is_visible"]
