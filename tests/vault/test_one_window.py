"""One window per store; a program that was killed holds nothing."""

import os
import shutil
import socket
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from mdt_app.errors import UserError
from mdt_app.vault.drafts import Draft, keep_draft
from mdt_app.vault.lockfile import StoreLock
from mdt_app.vault.store import create_store, open_store
from mdt_app.vault.workspace import Workspace
from tests.invented import PASSPHRASE, USER
from tests.vault.disk import needs_proc, opened_files

HOLDS = """
import sys
from pathlib import Path
from mdt_app.vault.store import open_store
open_store(Path(sys.argv[1]), sys.argv[2])
print("open", flush=True)
sys.stdin.read()
"""


def _other_window(folder: Path) -> subprocess.Popen[str]:
    window = subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(folder), PASSPHRASE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert window.stdout is not None
    assert window.stdout.readline() == "open\n"
    return window


def _close(window: subprocess.Popen[str]) -> None:
    window.kill()
    window.communicate()


def test_a_second_window_is_told_who_has_the_store_open(store_folder: Path) -> None:
    window = _other_window(store_folder)
    try:
        with pytest.raises(UserError) as refused:
            open_store(store_folder, PASSPHRASE)
    finally:
        _close(window)
    assert refused.value.message == (
        f"This store is already open on {socket.gethostname()} (process {window.pid})."
    )


def test_without_its_lock_a_second_window_would_be_let_in(
    store_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or the test above would prove nothing."""
    window = _other_window(store_folder)
    monkeypatch.setattr("mdt_app.vault.lockfile._lock", lambda _descriptor: None)
    try:
        with open_store(store_folder, PASSPHRASE)[0] as vault:
            assert not vault.is_read_only
    finally:
        _close(window)


def test_a_killed_window_leaves_nothing_in_the_way(store_folder: Path) -> None:
    _close(_other_window(store_folder))
    with open_store(store_folder, PASSPHRASE)[0] as vault:
        assert not vault.is_read_only
        with vault.writing(USER, "noted") as writing:
            writing.record("note", {"words": "after the other window"})


def test_a_store_can_be_read_beside_an_open_window_but_not_written(store_folder: Path) -> None:
    window = _other_window(store_folder)
    try:
        with open_store(store_folder, PASSPHRASE, exclusive=False)[0] as vault:
            assert vault.fact("demo") == "0"
            with pytest.raises(UserError, match="reading only"), vault.writing(USER, "noted"):
                pass
    finally:
        _close(window)


def test_a_new_store_is_held_from_the_beginning(tmp_path: Path) -> None:
    with create_store(tmp_path / "new", USER, PASSPHRASE), pytest.raises(UserError, match="open"):
        open_store(tmp_path / "new", PASSPHRASE)
    open_store(tmp_path / "new", PASSPHRASE)[0].lock()


def test_locking_twice_does_no_harm_and_lets_the_next_in(ws: Workspace) -> None:
    ws.vault.lock()
    ws.vault.lock()
    StoreLock(ws.vault.folder).release()


def test_who_holds_the_store_stands_in_a_file_of_its_own_for_as_long_as_they_hold_it(
    tmp_path: Path,
) -> None:
    path = tmp_path / "lock"
    path.write_text("what somebody left there whose program was killed\n" * 9)
    held = StoreLock(tmp_path)
    assert path.read_text() == f"{os.getpid()} {socket.gethostname()}\n"
    with pytest.raises(UserError) as refused:
        StoreLock(tmp_path)
    assert refused.value.message == (
        f"This store is already open on {socket.gethostname()} (process {os.getpid()})."
    )
    assert refused.value.hint == "Close it there first, or go on working in that window."
    for _ in range(2):
        held.release()
        assert path.read_bytes() == b""
    StoreLock(tmp_path).release()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_a_lock_file_is_its_owners_only(tmp_path: Path) -> None:
    StoreLock(tmp_path).release()
    assert stat.S_IMODE((tmp_path / "lock").stat().st_mode) == 0o600


def test_a_lock_file_with_nonsense_in_it_is_no_lock(store_folder: Path) -> None:
    (store_folder / "lock").write_text("999999 elsewhere and more\n")
    open_store(store_folder, PASSPHRASE)[0].lock()


def test_a_lock_that_says_nothing_of_its_holder_is_held_all_the_same(store_folder: Path) -> None:
    held = StoreLock(store_folder)
    for words in (b"and more than two words\n", b"\xff\xfe", b""):
        (store_folder / "lock").write_bytes(words)
        with pytest.raises(UserError) as refused:
            StoreLock(store_folder)
        assert refused.value.message == "This store is already open in another window."
    held.release()


@needs_proc
def test_a_disk_that_knows_no_locks_says_so_and_is_let_go_of(
    store_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_locks(_descriptor: int) -> None:
        raise OSError(37, "No locks available")

    monkeypatch.setattr("mdt_app.vault.lockfile._lock", no_locks)
    with pytest.raises(OSError, match="No locks available"):
        StoreLock(store_folder)
    assert str(store_folder / "lock") not in opened_files()


def test_a_refusal_lets_go_of_the_store_again(store_folder: Path) -> None:
    content = (store_folder / "data.db").read_bytes()
    (store_folder / "data.db").write_bytes(b"\xa5" * 8192)
    with pytest.raises(UserError):
        open_store(store_folder, PASSPHRASE)
    (store_folder / "data.db").write_bytes(content)
    open_store(store_folder, PASSPHRASE)[0].lock()


NOBODY = 65534


def _said_without_the_right_to_write(folder: Path, answers: int) -> None:
    """In a process of its own, which as root would be allowed everything."""
    if os.geteuid() == 0:
        os.setuid(NOBODY)
    said = []
    with open_store(folder, PASSPHRASE)[0] as vault:
        said.append(f"{vault.is_read_only} {vault.fact('demo')}")
        with vault.caching() as caching:
            caching.execute("DELETE FROM draft")
        try:
            keep_draft(vault, Draft("a", "b", 1))
        except UserError as error:
            said.append(error.message)
    os.write(answers, "\n".join(said).encode())


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_a_store_in_a_folder_that_cannot_be_written_opens_for_reading(store_folder: Path) -> None:
    with tempfile.TemporaryDirectory(dir="/tmp") as place:
        Path(place).chmod(0o755)  # pytest's own folder lets nobody else in
        folder = Path(shutil.copytree(store_folder, Path(place) / "store"))
        for path in folder.rglob("*"):
            path.chmod(0o555 if path.is_dir() else 0o444)
        folder.chmod(0o555)
        read_end, write_end = os.pipe()
        process = os.fork()
        if process == 0:
            try:
                _said_without_the_right_to_write(folder, write_end)
            finally:
                os._exit(0)
        os.close(write_end)
        os.waitpid(process, 0)
        with os.fdopen(read_end) as answers:
            said = answers.read().splitlines()
        folder.chmod(0o755)
    assert said == ["True 0", "This store is open for reading only."]
