"""After a lock nothing of the store is in the process's memory, and nothing typed is lost.

A real process of the real program, looked into from outside: every page it may have written.
"""

import os
import sys
from pathlib import Path

import pytest

from mdt_app.meeting.meetings import current_meeting
from mdt_app.vault.drafts import kept_draft
from mdt_app.vault.store import open_store
from mdt_app.vault.workspace import Workspace
from tests.invented import PASSPHRASE
from tests.ui.meeting_room import begin, mark_of
from tests.ui.network import ADA, BRAM, CLEO
from tests.whole.locking_session import CARET_BACK, HALF_TYPED, STAYING
from tests.whole.memory_scan import found_in_memory, in_every_form, keys_in_every_form
from tests.whole.running_program import running

LOCKED_WITHIN_S = 1.0

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="memory is read through /proc"),
    pytest.mark.skipif(
        sys.platform == "linux" and os.geteuid() != 0,
        reason="only the administrator may look into a process that is kept from dumps",
    ),
]


@pytest.fixture
def store(ws: Workspace, tmp_path: Path) -> Path:
    """A store with an open meeting about six people, locked."""
    begin(ws, tmp_path / "files")
    ws.vault.lock()
    return ws.vault.folder


@pytest.fixture
def sought(store_keys) -> dict[str, bytes]:
    """The keys of the store, its passphrase, and words about the people in it."""
    # Not Ada's number: the program's own texts have it as an example.
    words = (PASSPHRASE, HALF_TYPED, BRAM, CLEO, "CHOWDHURY", mark_of(ADA), mark_of(BRAM))
    found = keys_in_every_form(store_keys)
    for each in words:
        found |= in_every_form(each)
    return found


def test_a_lock_leaves_no_key_and_nobody_in_memory_and_keeps_the_words_to_the_caret(
    store, sought, store_keys, tmp_path
):
    with running(store, tmp_path / "home") as program:
        unlocked = found_in_memory(program.number, sought)
        asked_at = program.press("Ctrl+L")
        took = program.wait_until_anew() - asked_at
        early = found_in_memory(program.number, sought)
        program.settle()
        late = found_in_memory(program.number, sought)
        open_files = program.open_files()
        with open_store(store, PASSPHRASE)[0] as vault, vault.reading() as reading:
            meeting = current_meeting(reading)
            draft = kept_draft(vault, f"meet/{meeting.id}/{ADA}/words")
    # The control: the scan does find what is there while the store is open.
    assert any(unlocked[name] for name in keys_in_every_form(store_keys))
    for words in (BRAM, mark_of(ADA)):
        assert any(unlocked[name] for name in in_every_form(words)), words
    assert early == {}
    assert late == {}
    assert took <= LOCKED_WITHIN_S
    assert not any(str(store) in each for each in open_files)
    assert draft is not None
    assert (draft.text, draft.caret) == (HALF_TYPED, len(HALF_TYPED) - CARET_BACK)


def test_a_lock_that_only_closed_the_window_would_leave_copies(store, store_keys, sought, tmp_path):
    """Why the process has to end; and that the scan would see it if it did not."""
    with running(store, tmp_path / "home", STAYING) as program:
        program.press("Ctrl+L")
        assert program.line() == "pressed"
        program.settle()
        left = found_in_memory(program.number, sought)
    assert set(left) & set(keys_in_every_form(store_keys))
    assert set(left) & set(in_every_form(mark_of(ADA)) | in_every_form(BRAM))
