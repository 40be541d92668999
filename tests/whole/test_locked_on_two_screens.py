"""At a lock the room goes on seeing the cover, though the process behind it is a new one."""

import sys
from pathlib import Path

import pytest

from mdt_app.meeting.meetings import current_meeting
from mdt_app.ui.themes import THEMES
from mdt_app.vault.drafts import kept_draft
from mdt_app.vault.store import open_store
from mdt_app.vault.workspace import Workspace
from tests.invented import PASSPHRASE
from tests.ui.meeting_room import begin
from tests.ui.network import ADA
from tests.ui.two_screens import (
    CHAIR_AREA,
    PROJECTOR_AREA,
    can_have_two_screens,
    display,
)
from tests.whole.from_outside import Outside
from tests.whole.locking_session import CARET_BACK, HALF_TYPED
from tests.whole.running_program import running, wait_for

pytestmark = [
    pytest.mark.display,
    pytest.mark.slow,
    pytest.mark.skipif(
        not can_have_two_screens() or sys.platform != "linux", reason="no virtual display here"
    ),
]
MANY = 60
"""More colours than letters of one colour on one ground have."""
COVER_BLUE = THEMES["light"]["RAIL"].lower()
UNLOCK_GREEN = THEMES["light"]["GREEN"].lower()


def test_the_projector_is_covered_again_at_once_and_stays_so_when_unlocked(
    ws: Workspace, tmp_path: Path
) -> None:
    begin(ws, tmp_path / "files")
    ws.vault.lock()
    with display(tmp_path) as name, Outside(name) as seen:
        own = {"DISPLAY": name, "QT_QPA_PLATFORM": "xcb"}
        with running(ws.vault.folder, tmp_path / "home", "F5", **own) as program:
            assert not is_covered(seen)
            program.press("Ctrl+L")
            program.wait_until_anew()
            wait_for(lambda: is_covered(seen), "the cover")
            wait_for(lambda: UNLOCK_GREEN in seen.colours_in(CHAIR_AREA), "the unlock box")
            assert is_covered(seen)
            seen.type(PASSPHRASE + "\n")
            wait_for(lambda: len(seen.colours_in(CHAIR_AREA)) > 5 * MANY, "the meeting")
            assert is_covered(seen)
            seen.type("dzz")
            go_on = HALF_TYPED[:-CARET_BACK] + "zz" + HALF_TYPED[-CARET_BACK:]
            wait_for(lambda: words_kept(ws.vault.folder) == go_on, "words typed on at the caret")


def is_covered(seen: Outside) -> bool:
    """Whether the projector shows the cover: its ground at every corner, and a few letters."""
    left, top, width, height = PROJECTOR_AREA
    across, down = (left + 20, left + width - 20), (top + 20, top + height - 20)
    corners = {seen.colour_at((x, y)) for x in across for y in down}
    return corners == {COVER_BLUE} and len(seen.colours_in(PROJECTOR_AREA)) < MANY


def words_kept(store: Path) -> str:
    """What is half typed about the first person, read beside the running program."""
    with (
        open_store(store, PASSPHRASE, exclusive=False)[0] as vault,
        vault.reading() as reading,
    ):
        meeting = current_meeting(reading)
        assert meeting is not None
        draft = kept_draft(vault, f"meet/{meeting.id}/{ADA}/words")
    return draft.text if draft is not None else ""
