"""After a lock nothing of the store is in the process's memory, and nothing typed is lost.

A real process of the real program, looked into from outside: every page it may have written.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from mdt_app.meeting.meetings import current_meeting
from mdt_app.vault.drafts import kept_draft
from mdt_app.vault.store import open_store
from mdt_app.vault.workspace import Workspace
from tests.invented import PASSPHRASE
from tests.ui.meeting_room import begin, mark_of
from tests.ui.network import ADA, BRAM, CLEO
from tests.whole.locking_session import CARET_BACK, HALF_TYPED
from tests.whole.memory_scan import found_in_memory, in_every_form, keys_in_every_form

PROJECT = Path(__file__).resolve().parents[2]
LOCKED_WITHIN_S = 1.0
_PATIENCE_S = 60.0

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="memory is read through /proc"),
    pytest.mark.skipif(
        sys.platform == "linux" and os.geteuid() != 0,
        reason="only the administrator may look into a process that is kept from dumps",
    ),
]


class Running:
    """The program in its process, before and after it began anew."""

    def __init__(self, store: Path, home: Path, *keys: str, **environment: str) -> None:
        home.mkdir(exist_ok=True)
        own = {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(PROJECT), "HOME": str(home)}
        places = {f"XDG_{each}_HOME": str(home) for each in ("CONFIG", "STATE", "DATA", "CACHE")}
        words = [sys.executable, "-m", "tests.whole.locking_session", str(store), *keys]
        self.told = home / "told.txt"
        with self.told.open("wb") as errors:
            self.process = subprocess.Popen(
                words,
                env=os.environ | own | places | environment,
                cwd=PROJECT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            )

    @property
    def number(self) -> int:
        return self.process.pid

    def line(self) -> str:
        assert self.process.stdout is not None
        said = self.process.stdout.readline().strip()
        assert said, self.told.read_text()
        return said

    def press(self, keys: str) -> float:
        """Press keys, and say at what moment."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{keys}\n")
        self.process.stdin.flush()
        return float(self.line())

    def wait_until_anew(self, patience_s: float = _PATIENCE_S) -> float:
        """The moment at which the process has become a new one."""
        wait_for(lambda: "--locked" in self.command, "the lock", patience_s)
        return time.monotonic()

    @property
    def command(self) -> list[str]:
        return Path(f"/proc/{self.number}/cmdline").read_text().split("\0")

    def open_files(self) -> list[str]:
        return [str(each.readlink()) for each in Path(f"/proc/{self.number}/fd").iterdir()]

    def settle(self) -> None:
        """Wait until the unlock box is up and all behind it is loaded: the process only waits."""
        idle, before = 0, -1
        until = time.monotonic() + _PATIENCE_S
        while idle < 5:
            assert time.monotonic() < until
            spent = sum(map(int, Path(f"/proc/{self.number}/stat").read_text().split()[13:15]))
            idle, before = (idle + 1 if spent - before <= 1 else 0), spent
            time.sleep(0.1)

    def end(self) -> None:
        self.process.kill()
        self.process.wait(timeout=20)
        for stream in (self.process.stdin, self.process.stdout):
            assert stream is not None
            stream.close()


def wait_for(is_so: Callable[[], bool], what: str, patience_s: float = _PATIENCE_S) -> None:
    until = time.monotonic() + patience_s
    while not is_so():
        assert time.monotonic() < until, f"waited in vain for {what}"
        time.sleep(0.002)


@contextmanager
def running(store: Path, home: Path, *keys: str, **environment: str) -> Iterator[Running]:
    made = Running(store, home, *keys, **environment)
    try:
        assert made.line() == "unlocked"
        yield made
    finally:
        made.end()


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
