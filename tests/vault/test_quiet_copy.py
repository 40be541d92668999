"""A copy made beside people at work is one moment of the store, and nobody waits for it."""

import os
import secrets
import shutil
import subprocess
import sys
import threading
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mdt_app.errors import Cancelled, UserError
from mdt_app.vault import backups
from mdt_app.vault.backups import back_up, back_up_on_schedule, is_current, is_due
from mdt_app.vault.checking import check_store
from mdt_app.vault.copies import Copy, copies_in, copy_at
from mdt_app.vault.explaining import StoreBusyError
from mdt_app.vault.keys import LEAST_COST
from mdt_app.vault.people import add_person, people_of, remove_person
from mdt_app.vault.slots import KeyHolder
from mdt_app.vault.store import open_store
from mdt_app.vault.turns import Turns
from mdt_app.vault.vault import Vault
from mdt_app.vault.workspace import Workspace
from tests.invented import PASSPHRASE, USER

PIECE = 1 << 20


@pytest.fixture
def big(ws: Workspace) -> Vault:
    """A store of several megabytes, so that a copy takes some pieces."""
    with ws.vault.caching() as caching:
        rows = [(f"p{n}", secrets.token_hex(2000), 0, "") for n in range(1000)]
        caching.executemany("INSERT INTO draft VALUES (?, ?, ?, ?)", rows)
    assert ws.vault.path.stat().st_size > 3 * PIECE
    return ws.vault


def _note(vault: Vault, number: int) -> None:
    """Two entries of one change."""
    with vault.writing(USER, "noted") as writing:
        writing.record("note", {"n": number})
        writing.record("note", {"n": number})


def _notes_in(vault: Vault, copy: Path) -> list[int]:
    with closing(vault.connect(copy)) as opened:
        found = opened.execute(
            "SELECT json_extract(payload, '$.n') FROM entry WHERE kind = 'note' ORDER BY sequence"
        )
        return [number for (number,) in found]


class _Meddling:
    """Makes changes in the middle of a copy, between its pieces."""

    def __init__(self, vault: Vault, many: int) -> None:
        self.vault, self.left, self.made = vault, many, 0

    def __call__(self, done: int, _total: int) -> None:
        if done and self.left:
            self.left -= 1
            self.made += 1
            _note(self.vault, self.made)


def test_a_change_in_the_middle_of_a_copy_is_in_it_whole(big: Vault) -> None:
    meddling = _Meddling(big, 7)
    copy = back_up(big, "import", meddling)
    assert meddling.left == 0
    assert _notes_in(big, copy) == sorted([*range(1, 8), *range(1, 8)])


def test_a_copy_that_does_not_watch_the_turns_is_no_moment_of_the_store(
    big: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or the test above would prove nothing."""
    monkeypatch.setattr(Turns, "taken", lambda _self: 0)
    meddling = _Meddling(big, 7)
    try:
        copy = back_up(big, "import", meddling)
        is_whole = len(_notes_in(big, copy)) == 2 * meddling.made
    except UserError:
        is_whole = False
    assert not is_whole


def test_keys_changed_in_the_middle_of_a_copy_are_those_that_open_it(
    big: Vault, tmp_path: Path
) -> None:
    leaving = KeyHolder("S. Cole", "minute_taker")
    add_person(big, PASSPHRASE, leaving, LEAST_COST)
    left = [leaving.name]

    def remove(done: int, _total: int) -> None:
        if done and left:
            remove_person(big, PASSPHRASE, left.pop(), LEAST_COST)

    copy = back_up(big, "import", remove)
    assert left == []
    folder = tmp_path / "copy"
    folder.mkdir()
    shutil.copy(copy, folder / "data.db")
    shutil.copy(copy.with_suffix(".keys.json"), folder / "keys.json")
    with open_store(folder, PASSPHRASE)[0] as vault:
        assert check_store(vault) == []
    assert [each.name for each in people_of(folder)] == [USER]


def test_the_file_that_took_the_place_of_another_is_the_one_copied(ws: Workspace) -> None:
    """The handle of the first stays open: it must not be read any more."""
    back_up(ws.vault, "import")
    leaving = KeyHolder("S. Cole", "minute_taker")
    add_person(ws.vault, PASSPHRASE, leaving, LEAST_COST)
    remove_person(ws.vault, PASSPHRASE, leaving.name, LEAST_COST)
    _note(ws.vault, 1)
    copy = copy_at(back_up(ws.vault, "asked"))
    assert copy is not None
    assert is_current(ws.vault, copy)


def test_a_file_that_becomes_smaller_in_the_middle_of_a_copy_leaves_no_rest_in_it(
    big: Vault,
) -> None:
    left = ["once"]

    def shrink(done: int, _total: int) -> None:
        if done and left:
            left.pop()
            with big._turns.mine(1), closing(big.connect()) as connection:
                connection.execute("DELETE FROM draft")
                connection.execute("VACUUM")

    copy = back_up(big, "import", shrink)
    assert left == []
    assert copy.read_bytes() == big.path.read_bytes()


def test_the_store_under_a_second_name_is_no_copy(ws: Workspace) -> None:
    """What a power cut in the middle of a restore leaves: the next page would be in both."""
    os.link(ws.vault.path, ws.vault.folder / "backups" / "data-20261126T090000Z-replaced.db")
    assert copies_in(ws.vault.folder) == []


def test_nobody_who_saves_waits_for_a_copy(big: Vault) -> None:
    """Held against how long the same saves take while no copy is made."""
    alone = _slowest_of(big, lambda: time.sleep(1))
    for _ in range(3):
        beside = _slowest_of(big, lambda: back_up(big, "schedule"))
        if beside < 3 * alone + 0.02:
            return
    pytest.fail(f"a save took {beside:.3f} s beside a copy, {alone:.3f} s alone")


def _slowest_of(vault: Vault, work: object) -> float:
    took, done = [0.0], threading.Event()

    def save() -> None:
        number = 0
        while not done.is_set():
            number += 1
            began = time.perf_counter()
            _note(vault, number)
            took.append(time.perf_counter() - began)
            done.wait(0.05)

    saving = threading.Thread(target=save)
    saving.start()
    work()  # type: ignore[operator]
    done.set()
    saving.join()
    return sorted(took)[-2] if len(took) > 4 else max(took)


def _patient_copy_during(vault: Vault) -> list[Exception]:
    """What a copy on another thread says while this one is in the middle of a change."""
    told: list[Exception] = []

    def copy() -> None:
        try:
            back_up(vault, "schedule", is_patient=True)
        except UserError as error:
            told.append(error)

    asking = threading.Thread(target=copy)
    asking.start()
    asking.join(20)
    return told


def test_a_patient_copy_gives_up_while_a_long_change_goes_on(
    big: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mdt_app.vault.quiet_copy._PAUSE_S", 0.001)
    with big.writing(USER, "a long import") as writing:
        writing.record("note", {})
        told = _patient_copy_during(big)
    assert isinstance(told[0], StoreBusyError)
    assert list((big.folder / "backups").iterdir()) == []


def test_a_copy_stopped_half_way_leaves_nothing(big: Vault) -> None:
    def stop(done: int, _total: int) -> None:
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        back_up(big, "schedule", stop)
    assert list((big.folder / "backups").iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="locks are another matter there")
@pytest.mark.parametrize("is_closed", [False, True], ids=["kept open", "control"])
def test_copying_lets_go_of_no_lock_that_others_rest_on(
    big: Vault, monkeypatch: pytest.MonkeyPatch, is_closed: bool
) -> None:
    """Closing a handle of the file would drop every lock of this program: a second program
    could write in the middle of a change of ours."""
    monkeypatch.setattr("mdt_app.vault.quiet_copy._PAUSE_S", 0.001)
    with big.writing(USER, "noted") as writing:
        writing.record("note", {})
        assert _patient_copy_during(big)
        if is_closed:
            big._bytes.close()
        assert _other_program_may_write(big.path) is is_closed


def _other_program_may_write(path: Path) -> bool:
    """Whether a process of its own gets the database's lock for writers (byte 2**30 + 1)."""
    child = os.fork()
    if child == 0:
        import fcntl

        handle = os.open(path, os.O_RDWR)
        try:
            fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, 0x40000001)
        except OSError:
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


COPIED = """
import secrets, sys
from pathlib import Path
from mdt_app.vault.backups import back_up
from mdt_app.vault.store import open_store
with open_store(Path(sys.argv[1]), sys.argv[2])[0] as vault:
    with vault.caching() as caching:
        rows = [(f"p{n}", secrets.token_hex(2000), 0, "") for n in range(700)]
        caching.executemany("INSERT INTO draft VALUES (?, ?, ?, ?)", rows)
    back_up(vault, "import")
"""


@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
def test_all_of_a_copy_is_on_the_disk_before_it_has_its_name(
    store_folder: Path, tmp_path: Path
) -> None:
    trace = tmp_path / "trace"
    what = ("strace", "-f", "-y", "-e", "trace=write,fsync,rename", "-o", str(trace))
    program = (sys.executable, "-c", COPIED, str(store_folder), PASSPHRASE)
    subprocess.run([*what, *program], check=True, capture_output=True, timeout=120)
    calls = [line.split(None, 1)[1] for line in trace.read_text().splitlines()]
    (named,) = [n for n, c in enumerate(calls) if c.startswith("rename") and "import.db" in c]
    written = [n for n, c in enumerate(calls) if c.startswith("write") and "import.part>" in c]
    synced = [n for n, c in enumerate(calls) if c.startswith("fsync") and "import.part>" in c]
    assert written[-1] < synced[-1] < named
    assert any(c.startswith("fsync") and "backups>" in c for c in calls[named:])


def _aged(copy: Path, minutes: int) -> Copy:
    """The copy as if it had been made so long ago."""
    at = datetime.now(UTC) - timedelta(minutes=minutes)
    older = copy.with_name(f"data-{at:%Y%m%dT%H%M%S}Z-schedule.db")
    copy.rename(older)
    copy.with_suffix(".keys.json").rename(older.with_suffix(".keys.json"))
    found = copy_at(older)
    assert found is not None
    return found


def test_the_schedule_copies_what_is_new_once_in_half_an_hour(ws: Workspace) -> None:
    first = back_up_on_schedule(ws.vault)
    assert first is not None
    _note(ws.vault, 1)
    assert back_up_on_schedule(ws.vault) is None
    _aged(first, 31)
    assert back_up_on_schedule(ws.vault) is not None
    assert len(copies_in(ws.vault.folder)) == 2


def test_the_schedule_copies_nothing_when_nothing_was_entered(ws: Workspace) -> None:
    copy = back_up_on_schedule(ws.vault)
    assert copy is not None
    aged = _aged(copy, 600)
    assert is_current(ws.vault, aged)
    assert back_up_on_schedule(ws.vault) is None


def test_a_copy_dated_in_the_future_does_not_stop_the_schedule(ws: Workspace) -> None:
    copy = back_up(ws.vault, "schedule")
    _note(ws.vault, 1)
    now = datetime.now(UTC)
    assert not is_due(ws.vault, now)
    _aged(copy, -60 * 24 * 365)
    assert is_due(ws.vault, now)


def test_a_store_open_for_reading_only_is_left_to_its_window(ws: Workspace) -> None:
    with open_store(ws.vault.folder, PASSPHRASE, exclusive=False)[0] as beside:
        assert back_up_on_schedule(beside) is None
        assert back_up(beside, "asked").is_file()


def test_a_disk_without_room_for_a_copy_is_said_before_it_is_filled(
    ws: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "_SPARE", 1 << 60)
    size = ws.vault.path.stat().st_size
    usage = backups.shutil.disk_usage(ws.vault.folder)._replace(free=size + 10)
    monkeypatch.setattr(backups.shutil, "disk_usage", lambda _folder: usage)
    with pytest.raises(UserError, match="too full for a copy"):
        back_up(ws.vault, "asked")
    assert list((ws.vault.folder / "backups").iterdir()) == []
